"""The report for a doctor or a coach: of which days, and for how long others may read it."""

from datetime import timedelta

from crispy_forms.layout import Div
from django import forms

from coaching.forms.choices import OneOf
from coaching.forms.layout import fields_only
from coaching.forms.library.plain import PlainField
from coaching.forms.time_fields import DayField
from coaching.forms.token import FormToken
from coaching.services.incidents import reports

VALID = {7: "7 days", 14: "14 days", 30: "30 days"}
NAMES = {"first": "from", "last": "to", "with_health": "health"}  # as the address says it
DAYS = ("first", "last")
OLDEST_DAYS = 3653


class PeriodForm(forms.Form):
    first = DayField(label="From", short="From", days=(-reports.MOST_DAYS, 0))
    last = DayField(label="To", short="To", days=(-reports.MOST_DAYS, 0))
    with_health = forms.BooleanField(
        required=False, label="Include the medicines and illnesses from my newest assessment"
    )

    def __init__(self, *args, today, **kwargs):
        self.today = today
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.fields["with_health"].short = ""
        for name in DAYS:
            self.fields[name].widget.attrs["max"] = today.isoformat()

    def add_prefix(self, name):
        return NAMES.get(name, name)

    @property
    def helper(self):
        return fields_only(Div("first", "last", css_class="row"), *(name for name in self.fields if name not in DAYS))

    def clean_first(self):
        first = self.cleaned_data["first"] or self.default["first"]
        if first < self.today - timedelta(days=OLDEST_DAYS):
            raise forms.ValidationError("A report covers the last ten years at most.")
        return first

    def clean_last(self):
        last = self.cleaned_data["last"] or self.default["last"]
        if last > self.today:
            raise forms.ValidationError("The last day cannot lie in the future.")
        return last

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and first > last:
            self.add_error("first", "The first day cannot come after the last.")
        elif first and last and (last - first).days >= reports.MOST_DAYS:
            self.add_error("first", f"A report covers {reports.MOST_DAYS} days at most.")
        return cleaned

    @property
    def default(self):
        return default_period(self.today)

    @property
    def period(self):
        """What the report is of; the default while there is something wrong."""
        if not self.is_valid():
            return self.default
        return {name: self.cleaned_data[name] for name in NAMES}


def default_period(today):
    return {"first": today - timedelta(days=reports.DAYS - 1), "last": today, "with_health": False}


class ShareForm(PeriodForm):
    """The period goes along unseen: it is the one of the page above it."""

    label = PlainField(
        label="Whom is it for? (optional)",
        short="Whom it is for",
        max_length=100,
        help_text="Only you see this, to tell your links apart.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = OneOf(VALID, short="How long", unknown="", empty="Choose how long.", label="How long can it be read?")
    form = FormToken()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in NAMES:
            self.fields[name].widget = forms.HiddenInput()
