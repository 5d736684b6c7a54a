"""A pause: from when until when, and why."""

from datetime import date

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div
from django import forms

from coaching.forms.choices import OneOf
from coaching.forms.layout import fields_only
from coaching.forms.library.plain import PlainField
from coaching.forms.time_fields import DayField
from coaching.forms.token import FormToken
from coaching.rules.say import OVERLAYS
from coaching.rules.terms import Answers, OverlayKind
from coaching.services.training.overlays import EARLIEST_DAYS_AGO, LATEST_DAYS_AHEAD

EASIER = "long and hard sessions become short and easy, strength is left out"
LABELS = {
    OverlayKind.BELOW_PAR: f"{OVERLAYS[OverlayKind.BELOW_PAR]}: {EASIER}. 3 to 14 days.",
    OverlayKind.SICK: f"{OVERLAYS[OverlayKind.SICK]}: everything is left out.",
    OverlayKind.INJURED: f"{OVERLAYS[OverlayKind.INJURED]}: everything is left out. See a doctor or a physiotherapist if it "
    "does not get better.",
    OverlayKind.HOLIDAY: f"{OVERLAYS[OverlayKind.HOLIDAY]}: {EASIER}.",
}
LONGEST_DAYS = 60


class OverlayForm(forms.Form):
    """Which days make sense depends on the day it is, and how many on the kind: the service says so in words."""

    kind = OneOf(LABELS, short="What is it", unknown="", empty="Choose what it is.", label="What is it?")
    starts_on = DayField(days=(-EARLIEST_DAYS_AGO, LATEST_DAYS_AHEAD), short="First day", label="First day")
    ends_on = DayField(
        days=(-EARLIEST_DAYS_AGO, LATEST_DAYS_AHEAD + LONGEST_DAYS),
        short="Last day",
        label="Last day",
        help_text="A guess will do. You can end it on any day.",
    )
    note = PlainField(
        label="Note (optional)", short="Note", max_length=200, help_text="You and your coaches can read it."
    )
    form = FormToken()

    def __init__(self, *args, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for name in ("starts_on", "ends_on"):
            self.fields[name].fit(Answers(answered_on=today))
        self.initial = {"starts_on": today.isoformat()} | self.initial

    @property
    def helper(self) -> FormHelper:
        return fields_only("kind", Div("starts_on", "ends_on", css_class="row"), "note", "form")

    def clean_starts_on(self):
        return self._given("starts_on", "Write the first day.")

    def clean_ends_on(self):
        return self._given("ends_on", "Write the last day.")

    def _given(self, name, empty):
        if self.cleaned_data[name] is None:
            raise forms.ValidationError(empty, code="required")
        return self.cleaned_data[name]
