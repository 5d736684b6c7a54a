"""Sources: what was studied, and what was found."""

import re

from django.core.exceptions import ValidationError
from django.db import models

from coaching.models.choices import GRADES

KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
NO_KEY = "A key is made of letters from A to Z, digits, hyphens and underscores: texts cite it and its page has it in the address."


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

    def clean(self):
        super().clean()
        if not KEY.fullmatch(self.key):
            raise ValidationError({"key": NO_KEY})

    @property
    def url(self):
        """Where the source can be read, if an address is known."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        if self.pmid:
            return f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmc}/" if self.pmc else ""
