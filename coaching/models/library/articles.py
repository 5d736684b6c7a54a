"""Articles: one place in the hub, a translation for each language, and revisions that are only ever added.

The text of a revision is never changed once written: an edit is a new one. The newest is the draft; the live text is the
one whose time came last. So a date that comes needs nobody to press anything, and two editors cannot overwrite each other.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse

from . import markup
from .advice import Advice
from .refusals import never_told, refuse_what_is_never_told
from .review import Reviewed
from .sources import Source

TOPICS = [
    ("understand", "Understand cramps"),
    ("train", "Train so that it cramps less"),
    ("relief", "When it cramps, and after"),
    ("health", "Health and doctors"),
]
LANGUAGES = [("en", "English"), ("ru", "Russian")]
NATIVE = {"en": "English", "ru": "Русский"}
ENGLISH = "en"

# Words that are addresses of the library themselves.
TAKEN = {"advice", "comments", "evidence", "feed", "images", "preview", "rules", "search", *dict(LANGUAGES)}
SLUG_TAKEN = "“{slug}” is an address of the library itself: choose another."
NOT_REVIEWED = "Nobody has reviewed this text yet: review it, then publish it."
OVER_BEFORE = "It would be over before it is published: choose a later end."
SLUG_LEADS_ELSEWHERE = "“{slug}” is an old address of “{article}” and leads there: choose another."


class Article(models.Model):
    """A page of the hub, whatever the language it is read in."""

    slug = models.SlugField(max_length=80, unique=True, help_text="Its address. Readers with the old one are led on.")
    topic = models.CharField(max_length=10, choices=TOPICS)
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place in the hub; smaller comes first.")
    read_also = models.ManyToManyField("self", through="ReadAlso", symmetrical=False, related_name="picked_by")

    class Meta:
        ordering = ["position", "slug"]

    def __str__(self):
        return self.slug

    def clean(self):
        super().clean()
        if self.slug in TAKEN:
            raise ValidationError({"slug": SLUG_TAKEN.format(slug=self.slug)})
        old = OldSlug.objects.filter(slug=self.slug).exclude(article=self.pk).select_related("article").first()
        if old:
            raise ValidationError({"slug": SLUG_LEADS_ELSEWHERE.format(slug=self.slug, article=old.article)})


class OldSlug(models.Model):
    """An address an article once had; it leads on."""

    slug = models.SlugField(max_length=80, unique=True)
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="old_slugs")

    def __str__(self):
        return self.slug


class ReadAlso(models.Model):
    """An article picked by hand to read after another, with the reason."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="picks")
    other = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="+", verbose_name="read also")
    reason = models.CharField(max_length=200, help_text="Why a reader of this page wants that one, in one sentence.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        verbose_name_plural = "read also"
        constraints = [
            models.UniqueConstraint(
                fields=["article", "other"],
                name="picked_once",
                violation_error_message="This article is picked already.",
            ),
            models.CheckConstraint(
                condition=~Q(article=F("other")),
                name="no_article_picks_itself",
                violation_error_message="An article cannot lead to itself.",
            ),
        ]

    def __str__(self):
        return f"{self.article} to {self.other}"

    def clean(self):
        super().clean()
        refuse_what_is_never_told(reason=self.reason)


class ArticleTranslationQuerySet(models.QuerySet):
    def with_live(self, at):
        """Each with `live_id`: the revision whose time came last, also where it has expired; None before the first."""
        begun = ArticleRevision.objects.filter(translation=OuterRef("pk"), publish_from__lte=at).newest_first()
        return self.annotate(
            live_id=Subquery(begun.values("pk")[:1]), live_until=Subquery(begun.values("expires_at")[:1])
        )

    def live(self, at):
        """Those a reader may read at that moment."""
        open_ended = Q(live_until=None) | Q(live_until__gt=at)
        return self.with_live(at).filter(open_ended, archived_at=None, live_id__isnull=False)


class ArticleTranslation(models.Model):
    """An article in one language, with a life of its own."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="translations")
    language = models.CharField(max_length=2, choices=LANGUAGES, default=ENGLISH)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )

    objects = ArticleTranslationQuerySet.as_manager()

    class Meta:
        ordering = ["article__position", "article__slug", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language"],
                name="one_translation_per_language",
                violation_error_message="This article is there in this language already.",
            )
        ]

    def __str__(self):
        return f"{self.article} ({self.get_language_display()})"

    def get_absolute_url(self):
        if self.language == ENGLISH:
            return reverse("coaching:article", args=[self.article.slug])
        return reverse("coaching:article_in", args=[self.language, self.article.slug])

    @property
    def newest(self):
        """The draft: the last revision written; None before the first."""
        return self.revisions.newest_first(by_time=False).first()


class ArticleRevisionQuerySet(models.QuerySet):
    def newest_first(self, by_time=True):
        """By the time they go live, or by their number."""
        return self.order_by("-publish_from", "-number") if by_time else self.order_by("-number")

    def live(self, at):
        """The text readers read at that moment, one for each translation at most."""
        return self.filter(pk__in=ArticleTranslation.objects.live(at).values("live_id"))

    def to_come(self, at):
        """Scheduled for later."""
        return self.filter(publish_from__gt=at)


class ArticleRevision(Reviewed):
    """What an article says, once written; with its review and the time it is live."""

    translation = models.ForeignKey(ArticleTranslation, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=70)
    summary = models.CharField(max_length=200, help_text="For lists, search engines and previews.")
    body = models.TextField("text", help_text="Markdown.")
    note = models.CharField("what changed", max_length=200, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(max_length=100)
    written_at = models.DateTimeField()

    # Made from the body when it is written.
    html = models.TextField()
    contents = models.JSONField(default=list, blank=True)  # [[id, heading], ...]
    words = models.PositiveIntegerField(default=0)
    sources = models.ManyToManyField(Source, through="Citation", related_name="revisions")
    advice = models.ManyToManyField(Advice, through="AdviceShown", related_name="revisions")

    publish_from = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    publisher_name = models.CharField(max_length=100, blank=True)
    starter = models.CharField(max_length=64, blank=True)

    objects = ArticleRevisionQuerySet.as_manager()

    class Meta:
        ordering = ["translation", "-number"]
        permissions = [
            ("review_articlerevision", "Can review the text of an article"),
            ("publish_articlerevision", "Can publish, expire and archive articles"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["translation", "number"], name="revisions_are_numbered"),
            models.CheckConstraint(
                condition=Q(publish_from=None)
                | (~Q(reviewer_name="") & Q(reviewed_on__isnull=False) & Q(next_review_on__isnull=False)),
                name="nothing_is_published_without_a_review",
                violation_error_message=NOT_REVIEWED,
            ),
            models.CheckConstraint(
                condition=Q(expires_at=None) | Q(expires_at__gt=F("publish_from")),
                name="it_expires_after_it_was_published",
                violation_error_message=OVER_BEFORE,
            ),
        ]

    def __str__(self):
        return f"{self.title} (revision {self.number})"

    def clean(self):
        """Refuse what cannot be shown, or must not be told."""
        super().clean()
        known = {
            "keys": set(Source.objects.values_list("key", flat=True)),
            "slugs": set(Advice.objects.current().values_list("slug", flat=True)),
            "images": set(Picture.objects.values_list("name", flat=True)),
        }
        wrong = {"body": [*markup.complaints(self.body, **known), *never_told(self.body)] if self.body else []}
        wrong |= {name: never_told(getattr(self, name)) for name in ("title", "summary")}
        if any(wrong.values()):
            raise ValidationError({name: complaints for name, complaints in wrong.items() if complaints})

    @property
    def reading_minutes(self):
        return max(1, round(self.words / 220))

    @property
    def language(self):
        return self.translation.language


class Citation(models.Model):
    """A source that a revision cites, in the order of the text."""

    revision = models.ForeignKey(ArticleRevision, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["revision", "source"], name="a_source_is_listed_once")]

    def __str__(self):
        return f"{self.position}. {self.source}"


class AdviceShown(models.Model):
    """A piece of advice that a revision shows."""

    revision = models.ForeignKey(ArticleRevision, on_delete=models.CASCADE, related_name="shown")
    advice = models.ForeignKey(Advice, on_delete=models.PROTECT, related_name="shown_in")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["revision", "advice"], name="advice_is_listed_once")]

    def __str__(self):
        return f"{self.position}. {self.advice}"


class Picture(models.Model):
    """A picture for articles, made smaller and without the camera's notes; its name is what the text calls it."""

    name = models.SlugField(max_length=60, unique=True, help_text="In the text: ![what it shows](image:name)")
    alt = models.CharField("what it shows", max_length=250, help_text="For those who cannot see it.")
    file = models.FileField(upload_to="pictures/", editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    uploaded_at = models.DateTimeField(editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        refuse_what_is_never_told(alt=self.alt)
