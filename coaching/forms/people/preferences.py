"""How a person likes the site: units, language, time, letters."""

from crispy_forms.layout import Fieldset
from django import forms

from coaching.forms.layout import fields_only
from coaching.forms.library.plain import PlainField
from coaching.models.people import LANGUAGES, WEEK_STARTS, WEIGHTS
from coaching.rules.terms import Units
from coaching.services.people.preferences import NAMES

from .time_zones import TimeZoneField
from .welcome import NAME_EMPTY

DISTANCES = [(Units.METRIC.value, "kilometres"), (Units.IMPERIAL.value, "miles")]


def one_of(label, choices, **kwargs):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **kwargs)


class PreferencesForm(forms.Form):
    name = PlainField(label="What may we call you?", short="Name", max_length=100, empty=NAME_EMPTY)
    units = one_of("Distances in", DISTANCES)
    weight_units = one_of("Weights in", WEIGHTS)
    language = one_of("Articles in", LANGUAGES, help_text="Where we have them. The pages themselves are in English.")
    time_zone = TimeZoneField(help_text="Where you live now. Your days begin and end by it.")
    week_starts_on = forms.TypedChoiceField(
        label="The week begins on", choices=WEEK_STARTS, widget=forms.RadioSelect, coerce=int
    )
    mail_suggestions = forms.BooleanField(label="A changed plan is suggested", required=False)
    mail_week = forms.BooleanField(label="How my week went", required=False)
    mail_comments = forms.BooleanField(label="A coach wrote to me", required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, initial={name: getattr(user, name) for name in NAMES}, **kwargs)
        self.use_required_attribute = False
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["time_zone"].keep(user.time_zone)

    @property
    def helper(self):
        return fields_only(
            "name",
            *("units", "weight_units", "language", "time_zone", "week_starts_on"),
            Fieldset("E-mails you want", "mail_suggestions", "mail_week", "mail_comments"),
        )
