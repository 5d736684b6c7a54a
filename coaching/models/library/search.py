"""The index of the search: what can be found, and by which stems of words. Plain rows, the same on every database."""

from django.db import models

from .advice import Advice
from .articles import LANGUAGES, ArticleRevision
from .sources import Source


class SearchEntry(models.Model):
    """One thing to be found: a revision of an article, a piece of advice or a source."""

    revision = models.OneToOneField(ArticleRevision, on_delete=models.CASCADE, null=True, related_name="found_by")
    advice = models.OneToOneField(Advice, on_delete=models.CASCADE, null=True, related_name="found_by")
    source = models.OneToOneField(Source, on_delete=models.CASCADE, null=True, related_name="found_by")
    language = models.CharField(max_length=2, choices=LANGUAGES)
    title = models.CharField(max_length=250)
    text = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(revision__isnull=False, advice=None, source=None)
                | models.Q(revision=None, advice__isnull=False, source=None)
                | models.Q(revision=None, advice=None, source__isnull=False),
                name="an_entry_finds_one_thing",
            )
        ]

    def __str__(self):
        return self.title


class SearchStem(models.Model):
    """A stem that stands in an entry, and how much it weighs there."""

    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="stems")
    stem = models.CharField(max_length=60)
    weight = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "stem"], name="a_stem_is_counted_once_per_entry")]
        indexes = [models.Index(fields=["stem", "entry"])]

    def __str__(self):
        return self.stem
