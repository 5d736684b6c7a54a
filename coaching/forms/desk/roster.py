"""What a coach looks for in the roster, and does to those found."""

from django import forms

from coaching.models import RosterEntry
from coaching.models.choices import SPORTS
from coaching.services.desk import listing
from coaching.services.desk.listing import Wanted

ANY = ("", "all")


class WantedForm(forms.Form):
    """Search, filters and order. All of it may be missing; what does not fit is left out."""

    q = forms.CharField(label="Name or e-mail", max_length=100, required=False)
    group = forms.ChoiceField(label="Group", required=False)
    sport = forms.ChoiceField(label="Sport", choices=[ANY, *SPORTS], required=False)
    plan = forms.ChoiceField(label="Plan", choices=[ANY, *RosterEntry.PLANS], required=False)
    who = forms.ChoiceField(
        label="Which ones",
        choices=[("", "all but the archive"), (listing.PAUSED, "paused"), (listing.ARCHIVED, "in the archive")],
        required=False,
    )
    needs = forms.BooleanField(label="Only who needs me", required=False)
    sort = forms.ChoiceField(
        choices=[(way + name, name) for name in listing.ORDERS for way in ("", "-")],
        required=False,
        widget=forms.HiddenInput,
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, auto_id="look_%s", label_suffix="", **kwargs)
        named = [(str(pk), name) for pk, name in groups]
        self.fields["group"].choices = [ANY, *named, (listing.NO_GROUP, "in no group")]

    @property
    def wanted(self):
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        order = {"order": found.pop("sort")} if "sort" in found else {}
        return Wanted(**found | order)


class ManyForm(forms.Form):
    """What is to be done to those who are chosen."""

    PAUSE, GO_ON, ARCHIVE, BRING_BACK, GROUP = "pause", "go_on", "archive", "bring_back", "group"

    do = forms.ChoiceField(choices=[(word, word) for word in (PAUSE, GO_ON, ARCHIVE, BRING_BACK, GROUP)])
    until = forms.DateField(required=False)
    group = forms.ChoiceField(required=False)

    def __init__(self, *args, groups, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["group"].choices = [("", ""), *((str(pk), name) for pk, name in groups)]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("do") == self.PAUSE and "until" not in self.errors:
            until = cleaned.get("until")
            if until is None or until < self.today:
                self.add_error("until", "Choose a day up to which they are paused: today or later.")
        return cleaned
