"""Advice: what to do, how, and how sure that is."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from coaching.models.choices import GRADES, KINDS, PATTERNS, SLOTS, SPORTS, STRANDS
from coaching.rules.terms import Grade, Slot, Strand

from .holding import MOST_HELD_S, held_in_all, stretches
from .refusals import refuse_what_is_never_told
from .review import Reviewed
from .sources import Source

NOT_A_LIST = 'Write a list of texts in square brackets and double quotes, such as ["{example}"].'
NO_REVIEWER = "Plans and readers get this at once, so somebody has to stand behind it: name the reviewer."
NO_SOURCE = "Name a source, or grade it as our own decision."
HELD_TOO_LONG = "Before a workout no muscle is held still for 60 seconds or more: shorten it, or choose another slot."


def complaint_about(texts, words):
    """What is wrong with a list of texts, of which each is one of `words` where there are any; None if nothing is."""
    known = [word for word, _ in words]
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        return NOT_A_LIST.format(example=known[0] if known else "Sit on a chair.")
    strange = [text for text in texts if known and text not in known]
    return f"Not known: {', '.join(strange)}. Choose from: {', '.join(known)}." if strange else None


class AdviceQuerySet(models.QuerySet):
    def current(self):
        """What plans and readers are given: all but what was archived."""
        return self.filter(archived_at=None)


class Advice(Reviewed):
    """A claim with a how-to. Plans take their advice from here, in this order; empty lists mean: for all."""

    slug = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField(default=0, help_text="Smaller comes first.")
    title = models.CharField(max_length=100)
    claim = models.TextField(help_text="One sentence: what it does, and how sure that is.")
    how_to = models.JSONField("how to do it", default=list, help_text="A list of steps.")
    dose = models.CharField(max_length=200, blank=True)
    strand = models.CharField(max_length=10, choices=STRANDS)
    slot = models.CharField(max_length=7, choices=SLOTS)
    grade = models.CharField(max_length=8, choices=GRADES)
    sources = models.ManyToManyField(Source, blank=True, related_name="advice")
    patterns = models.JSONField(default=list, blank=True)
    sports = models.JSONField(default=list, blank=True)
    kinds = models.JSONField("kinds of workout", default=list, blank=True)
    held_s = models.PositiveSmallIntegerField(
        "held still (seconds)",
        default=0,
        help_text="How long one muscle is stretched without moving, all repetitions together; 0 where nothing is held.",
    )
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    starter = models.CharField(max_length=64, blank=True, editable=False)

    objects = AdviceQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        verbose_name_plural = "advice"
        constraints = [
            models.CheckConstraint(
                condition=~Q(slot=Slot.BEFORE.value) | Q(held_s__lt=MOST_HELD_S),
                name="nothing_is_held_long_before_a_workout",
                violation_error_message=HELD_TOO_LONG,
            )
        ]

    def __str__(self):
        return self.title

    def clean(self):
        """Refuse what cannot stand, all of it at once."""
        self._check_lists()
        found = {}
        for check in (super().clean, self._check_words, self._check_holding, self._check_reviewer):
            try:
                check()
            except ValidationError as refusal:
                found = refusal.update_error_dict(found)
        if found:
            raise ValidationError(found)

    def _check_lists(self):
        """Plans read the lists as the rules' own words, so nothing else may stand in them."""
        lists = {"how_to": [], "patterns": PATTERNS, "sports": SPORTS, "kinds": KINDS}
        for name in lists:
            setattr(self, name, [] if getattr(self, name) is None else getattr(self, name))  # an emptied box
        wrong = {name: complaint_about(getattr(self, name), words) for name, words in lists.items()}
        if any(wrong.values()):
            raise ValidationError({name: complaint for name, complaint in wrong.items() if complaint})

    def _check_words(self):
        steps = "\n\n".join(self.how_to)
        refuse_what_is_never_told(title=self.title, claim=self.claim, how_to=steps, dose=self.dose)

    def _check_holding(self):
        if self.slot == Slot.BEFORE.value and self._held_by_its_words() >= MOST_HELD_S:
            raise ValidationError(HELD_TOO_LONG)

    def _check_reviewer(self):
        if not self.reviewer and not self.reviewer_name:
            raise ValidationError({"reviewer": NO_REVIEWER})

    def _held_by_its_words(self):
        """How long its steps and dose have a muscle stretched and held still, in seconds, whatever the strand."""
        words = " ".join([self.title, *self.how_to, self.dose])
        is_a_stretch = self.strand == Strand.STRETCHING.value or stretches(words)
        return held_in_all(self.how_to, self.dose) if is_a_stretch else 0

    def check_sources(self, sources):
        """Raise ValidationError where these sources cannot carry the grade: a claim needs one, unless it is our own."""
        if not sources and self.grade != Grade.OWN.value:
            raise ValidationError({"sources": NO_SOURCE})


class AdviceVersion(models.Model):
    """What a piece of advice said once, as it was saved."""

    advice = models.ForeignKey(Advice, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    words = models.JSONField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=100)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["advice", "-number"]
        constraints = [models.UniqueConstraint(fields=["advice", "number"], name="versions_are_numbered")]

    def __str__(self):
        return f"{self.advice} (version {self.number})"
