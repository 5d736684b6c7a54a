"""Who stands behind a text, since when and until when: shared by advice and articles."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import localdate

EDITORS = "The Uncramp editors"  # who wrote and checked the starter content; they are no account
DUE_IN_THE_PAST = "The next review lies in the past: review the text now, and set a date to come."
DUE_BEFORE = "The next review comes before this one: choose a later date."


class Reviewed(models.Model):
    """A review with its date and the next one.

    The reviewer's name and profession are kept as they were on that day, so that they stay when the account goes.
    """

    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reviewer_name = models.CharField(max_length=100, blank=True, editable=False)
    reviewer_credentials = models.CharField(max_length=120, blank=True, editable=False)
    reviewed_on = models.DateField(null=True, blank=True)
    next_review_on = models.DateField("next review", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def reviewed(self):
        return bool(self.reviewer_name and self.reviewed_on and self.next_review_on)

    @property
    def overdue(self):
        return self.next_review_on is not None and self.next_review_on < localdate()

    def sign(self, reviewer, *, on, next_on):
        """Put down who reviewed the text, with the words behind their name; nothing is saved."""
        self.reviewer, self.reviewed_on, self.next_review_on = reviewer, on, next_on
        self.reviewer_name, self.reviewer_credentials = str(reviewer), reviewer.credentials

    def clean(self):
        super().clean()
        if self.next_review_on and self.next_review_on < localdate():
            raise ValidationError({"next_review_on": DUE_IN_THE_PAST})
        if self.next_review_on and self.reviewed_on and self.next_review_on <= self.reviewed_on:
            raise ValidationError({"next_review_on": DUE_BEFORE})
