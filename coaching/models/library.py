"""The library: sources and the advice that stands on them."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from coaching.rules.terms import Slot, Strand

from .choices import GRADES, KINDS, PATTERNS, SLOTS, SPORTS, STRANDS

MOST_HELD_S = 60  # rule R11: from here on a static stretch before a workout costs performance
NOT_A_LIST = 'Write a list of texts in square brackets and double quotes, such as ["{example}"].'
HELD_TOO_LONG = "Before a workout no muscle is held still for 60 seconds or more: shorten it, or choose another slot."
HELD = re.compile(
    r"\bh[eo]ld\b[^.;:]*?(?P<held>\d+) ?(?P<held_unit>s|min)|"
    r"(?<!under )(?<!below )(?<!less than )\b(?P<each>\d+) ?(?P<each_unit>s|min)[a-z]* (?:per|each|a|for each) muscle",
    re.IGNORECASE,
)


def complaint_about(texts, words):
    """What is wrong with a list of texts, of which each is one of `words` where there are any; None if nothing is."""
    known = [word for word, _ in words]
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        return NOT_A_LIST.format(example=known[0] if known else "Sit on a chair.")
    strange = [text for text in texts if known and text not in known]
    return f"Not known: {', '.join(strange)}. Choose from: {', '.join(known)}." if strange else None


def seconds_held(text):
    """The longest that the text says a muscle is held still: "Hold for 20 to 30 seconds" is 30; 0 where it says nothing."""
    found = [
        (match["held"] or match["each"], match["held_unit"] or match["each_unit"]) for match in HELD.finditer(text)
    ]
    return max((int(amount) * (1 if unit.lower() == "s" else 60) for amount, unit in found), default=0)


class Source(models.Model):
    """A citation: what was studied, what was found, how far it can be trusted, how the reference was checked."""

    key = models.CharField(max_length=40, unique=True)
    reference = models.TextField()
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    doi = models.CharField("DOI", max_length=100, blank=True)
    pmid = models.CharField("PubMed id", max_length=20, blank=True)
    pmc = models.CharField("PubMed Central id", max_length=20, blank=True)
    design = models.CharField(max_length=200, blank=True)
    n = models.CharField("how many", max_length=200, blank=True)
    population = models.CharField(max_length=300, blank=True)
    finding = models.TextField(blank=True)
    grade = models.CharField(max_length=8, choices=GRADES)
    checked = models.CharField("how the reference was checked", max_length=400, blank=True)
    starter = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["key"]

    def __str__(self):
        return self.key

    @property
    def url(self):
        """Where the source can be read, if an address is known."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmc}/" if self.pmc else ""


class Advice(models.Model):
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
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField(null=True, blank=True)
    starter = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ["position", "slug"]
        verbose_name_plural = "advice"

    def __str__(self):
        return self.title

    def clean(self):
        """Plans read the lists as the rules' own words, so nothing else may stand in them."""
        super().clean()
        lists = {"how_to": [], "patterns": PATTERNS, "sports": SPORTS, "kinds": KINDS}
        for name in lists:
            setattr(self, name, [] if getattr(self, name) is None else getattr(self, name))  # an emptied box
        wrong = {name: complaint_about(getattr(self, name), words) for name, words in lists.items()}
        if any(wrong.values()):
            raise ValidationError({name: complaint for name, complaint in wrong.items() if complaint})
        still_before = self.strand == Strand.STRETCHING.value and self.slot == Slot.BEFORE.value
        if still_before and max(map(seconds_held, [*self.how_to, self.dose])) >= MOST_HELD_S:
            raise ValidationError(HELD_TOO_LONG)
