"""What we ask once, when somebody has made an account."""

from django import forms

from coaching.content.consent import AGREE
from coaching.forms.layout import fields_only
from coaching.forms.library.plain import PlainField

from .time_zones import TimeZoneField

NAME_EMPTY = "Say what we may call you. A first name is enough."
NOT_AGREED = "Tick this to go on. Without it we keep nothing about your health, and there is no plan to keep."


class WelcomeForm(forms.Form):
    name = PlainField(label="What may we call you?", short="Name", max_length=100, empty=NAME_EMPTY)
    time_zone = TimeZoneField(help_text="So that your day begins and ends when it does.")
    consent = forms.BooleanField(label=AGREE, error_messages={"required": NOT_AGREED})

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, initial={"name": user.name, "time_zone": user.time_zone}, **kwargs)
        self.use_required_attribute = False
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["time_zone"].keep(user.time_zone)
        if user.time_zone == "UTC":
            self.fields["time_zone"].widget.attrs["data-guess"] = ""
        self.fields["consent"].short = "Consent"

    @property
    def helper(self):
        return fields_only("name", "time_zone")
