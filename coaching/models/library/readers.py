"""What readers say: ratings, comments, and reports of comments. A reader is a member, or a browser."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from .advice import Advice
from .articles import ENGLISH, LANGUAGES, Article

A_MEMBER_OR_A_BROWSER = Q(user__isnull=False, browser="") | (Q(user=None) & ~Q(browser=""))
HELPFUL = [
    (5, "It told me all I needed"),
    (4, "It told me most of what I needed"),
    (3, "It told me some of it"),
    (2, "It told me little"),
    (1, "It did not help me"),
]
HELPED = [
    ("much", "It helped"),
    ("little", "It helped a little"),
    ("none", "It made no difference"),
    ("worse", "It got worse"),
]
LONGEST_COMMENT = 2000


class ReaderQuerySet(models.QuerySet):
    def by(self, user, browser):
        """This reader's own: a member's by their account, anyone else's by their browser."""
        if user.is_authenticated:
            return self.filter(user=user)
        return self.filter(user=None, browser=browser) if browser else self.none()

    def since(self, at, address):
        """What came from one address (as it is stored, unreadable) from that moment on."""
        return self.filter(address=address, made_at__gte=at)


class ByReader(models.Model):
    """Something that one reader left here."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True)
    browser = models.CharField(max_length=64, blank=True, editable=False)
    address = models.CharField(max_length=64, blank=True, editable=False)  # a keyed hash; forgotten after a day
    made_at = models.DateTimeField(editable=False)

    objects = ReaderQuerySet.as_manager()

    class Meta:
        abstract = True


class ArticleRating(ByReader):
    """How far an article helped one reader to understand; may be changed."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="ratings")
    form = models.UUIDField(null=True, unique=True, editable=False)  # one form, one rating, however often it is sent
    value = models.PositiveSmallIntegerField(choices=HELPFUL)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=A_MEMBER_OR_A_BROWSER, name="an_article_is_rated_by_somebody"),
            models.CheckConstraint(condition=Q(value__range=(1, 5)), name="an_article_gets_one_to_five"),
            models.UniqueConstraint(
                fields=["article", "user"], condition=Q(user__isnull=False), name="a_member_rates_an_article_once"
            ),
            models.UniqueConstraint(
                fields=["article", "browser"], condition=Q(user=None), name="a_browser_rates_an_article_once"
            ),
        ]

    def __str__(self):
        return f"{self.article}: {self.value}"


class AdviceRating(ByReader):
    """Whether a piece of advice helped one reader; may be changed."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="ratings")
    form = models.UUIDField(null=True, unique=True, editable=False)
    value = models.CharField(max_length=6, choices=HELPED)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=A_MEMBER_OR_A_BROWSER, name="advice_is_rated_by_somebody"),
            models.CheckConstraint(
                condition=Q(value__in=[word for word, _ in HELPED]), name="advice_is_rated_by_a_known_word"
            ),
            models.UniqueConstraint(
                fields=["advice", "user"], condition=Q(user__isnull=False), name="a_member_rates_advice_once"
            ),
            models.UniqueConstraint(
                fields=["advice", "browser"], condition=Q(user=None), name="a_browser_rates_advice_once"
            ),
        ]

    def __str__(self):
        return f"{self.advice}: {self.value}"


class CommentQuerySet(ReaderQuerySet):
    def approved(self):
        return self.filter(state=Comment.APPROVED)

    def waiting(self):
        return self.filter(state=Comment.WAITING)


class Comment(ByReader):
    """What a reader writes below an article; shown once a moderator approved it."""

    WAITING, APPROVED, REJECTED = "waiting", "approved", "rejected"
    STATES = [(WAITING, "waiting"), (APPROVED, "approved"), (REJECTED, "rejected")]
    KEEPS_ITS_ADDRESS_FOR = timedelta(days=1)

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="comments")
    language = models.CharField(max_length=2, choices=LANGUAGES, default=ENGLISH)
    reply_to = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    name = models.CharField(max_length=60)
    text = models.TextField(max_length=LONGEST_COMMENT)
    form = models.UUIDField(unique=True, editable=False)  # one form, one comment, however often it is sent
    by_coach = models.BooleanField(default=False, editable=False)
    state = models.CharField(max_length=8, choices=STATES, default=WAITING)
    is_question = models.BooleanField("in questions and answers", default=False)
    moderated_at = models.DateTimeField(null=True, blank=True, editable=False)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        indexes = [models.Index(fields=["article", "state"]), models.Index(fields=["address", "made_at"])]
        permissions = [("moderate_comment", "Can approve, reject and answer comments")]
        constraints = [
            models.CheckConstraint(
                condition=A_MEMBER_OR_A_BROWSER | Q(user=None, by_coach=True), name="a_comment_is_by_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.name}: {self.text[:60]}"


class CommentReport(ByReader):
    """Somebody thinks that a comment should not be here."""

    REASONS = [
        ("harm", "It could harm someone"),
        ("spam", "It advertises something"),
        ("rude", "It is rude or hurts somebody"),
        ("private", "It tells private things"),
        ("other", "Something else"),
    ]
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=8, choices=REASONS)
    text = models.CharField("what is wrong", max_length=500, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=A_MEMBER_OR_A_BROWSER, name="a_report_is_by_somebody"),
            models.UniqueConstraint(
                fields=["comment", "user"], condition=Q(user__isnull=False), name="a_member_reports_a_comment_once"
            ),
            models.UniqueConstraint(
                fields=["comment", "browser"], condition=Q(user=None), name="a_browser_reports_a_comment_once"
            ),
        ]

    def __str__(self):
        return f"{self.get_reason_display()}: {self.comment}"
