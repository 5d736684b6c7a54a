"""Who is asked to coach whom, and what they may."""

from django import forms
from django.utils.timezone import now

from coaching.forms.choices import OneOf
from coaching.forms.layout import fields_only
from coaching.models import CoachAccess, Invitation
from coaching.services.people import access

EMPTY = "Write an e-mail address."
YOUR_OWN = "This is your own address."
CHOOSE = "Choose what they may."
TOO_MANY = (
    "You have sent as many invitations within a day as one person can. Nothing was sent. Please try again tomorrow."
)
LEVELS = {CoachAccess.VIEW: "Look", CoachAccess.EDIT: "Look, and change my plan"}


class InviteForm(forms.Form):
    """An athlete asks a coach."""

    email = forms.EmailField(
        label="E-mail address of your coach",
        help_text="We send a letter with your name to it. When they open it they also see your e-mail address.",
        max_length=254,
        error_messages={"required": EMPTY},
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    level = OneOf(LEVELS, short="They may", unknown="", empty=CHOOSE, label="They may", initial=CoachAccess.VIEW)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user, self.use_required_attribute = user, False
        self.fields["email"].short = "E-mail address"

    @property
    def helper(self):
        return fields_only("email", "level")

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.user.email.lower():
            raise forms.ValidationError(YOUR_OWN, code="your_own")
        return email


class LevelForm(forms.Form):
    level = forms.ChoiceField(choices=CoachAccess.LEVELS)


class RequestForm(forms.ModelForm):
    """A coach asks an athlete; `coach` is put in by the desk."""

    class Meta:
        model = Invitation
        fields = ["email", "level"]

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.coach.email.lower():
            raise forms.ValidationError(YOUR_OWN, code="your_own")
        if self.asked().open().filter(email__iexact=email).exists():
            raise forms.ValidationError("You have asked this address already.", code="asked")
        return email

    def clean(self):
        cleaned = super().clean()
        if not access.room_today(made=self.asked(), now=now(), most=access.MOST_A_DAY_OF_A_COACH):
            raise forms.ValidationError(TOO_MANY, code="too_many")
        self.instance.made_by, self.instance.coach, self.instance.created_at = Invitation.COACH, self.coach, now()
        return cleaned

    def asked(self):
        return self.coach.invitations.filter(made_by=Invitation.COACH)
