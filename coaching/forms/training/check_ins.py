"""The weekly check-in, in our own words."""

from datetime import date

from crispy_forms.helper import FormHelper
from django import forms

from coaching.forms.choices import OneOf
from coaching.forms.layout import fields_only
from coaching.forms.library.plain import PlainField
from coaching.rules.terms import Limited

ANSWERS = {
    Limited.NOT: "No. I trained as I wanted.",
    Limited.LITTLE: "A little. I noticed it, and trained nearly as planned.",
    Limited.CLEARLY: "Clearly. I trained less, or worse, because of it.",
    Limited.NO_TRAINING: "So much that I could not train at all.",
}


class CheckInForm(forms.Form):
    """One question for one week; the week travels along, so that a page left open over Sunday means the same one."""

    answer = OneOf(
        ANSWERS,
        short="Your answer",
        unknown="",
        empty="Choose one of the four answers.",
        label="Did any problem (pain, illness, cramps) limit your training in this week?",
    )
    note = PlainField(
        label="Note (optional)",
        short="Note",
        max_length=500,
        help_text="What it was, what helped. You and your coaches can read it.",
    )
    week = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, week: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.shown_week = week
        self.initial = {"week": week.isoformat()} | self.initial

    @property
    def helper(self) -> FormHelper:
        return fields_only("answer", "note", "week")

    def clean_week(self):
        """The Monday that was sent; a spoilt one is that of the page."""
        try:
            return date.fromisoformat(self.cleaned_data["week"])
        except ValueError:
            return self.shown_week
