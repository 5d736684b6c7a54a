"""What a coach writes about their athletes as such: who is asked, kept, paused, sorted, handed over."""

from datetime import timedelta

from django import forms
from django.utils.timezone import localdate

from coaching.forms.library.plain import PlainField
from coaching.forms.people.coaches import CHOOSE, EMPTY, YOUR_OWN
from coaching.models import CoachAccess, TrainingGroup

NAME_EMPTY = "Write a name by which you know them."
AGREED = "They know that I write this down here, and agree to it"
NOT_AGREED = "Tick this. What you write about somebody's training and cramps is theirs: ask them first."
NOT_SURE = "Tick this to confirm. Nothing was changed."
GROUP_EMPTY = "Write a name for the group."
ONE_OF_BOTH = "Choose a group or write a new one, not both."
LONGEST_PAUSE = timedelta(days=366)
TODAY_AT_LEAST = "Choose today or a later day."
TOO_LONG_A_PAUSE = "Choose a day within a year. For longer, put them into the archive."
LEVELS = {CoachAccess.VIEW: "Look", CoachAccess.EDIT: "Look, and change their plan"}


class DeskForm(forms.Form):
    """Its errors stand at the fields; the browser does not refuse by itself."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)


def address(label, *, required=True, **kwargs):
    widget = forms.EmailInput(attrs={"autocomplete": "off"})
    errors = {"required": EMPTY}
    return forms.EmailField(
        label=label, max_length=254, required=required, widget=widget, error_messages=errors, **kwargs
    )


def name_of_group(label, *, empty=""):
    return PlainField(label=label, max_length=60, empty=empty)


class CoachForm(DeskForm):
    """What may be written depends on the coach."""

    def __init__(self, *args, coach, **kwargs):
        super().__init__(*args, **kwargs)
        self.coach = coach


class NotOwn(CoachForm):
    """A form with an address that is not the coach's own."""

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if email == self.coach.email.lower():
            raise forms.ValidationError(YOUR_OWN, code="your_own")
        return email


class AskForm(NotOwn):
    """A coach asks an athlete."""

    email = address("E-mail address of the athlete")
    level = forms.ChoiceField(
        label="You ask to",
        choices=list(LEVELS.items()),
        initial=CoachAccess.EDIT,
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class GroupChoice(CoachForm):
    """One of the coach's groups, a new one, or none."""

    group = forms.ModelChoiceField(
        TrainingGroup.objects.none(),
        label="Group",
        required=False,
        empty_label="No group",
        error_messages={"invalid_choice": "This group is not there any more. Choose another."},
    )
    new_group = name_of_group("Or a new group")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = self.coach.training_groups.all()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("group") and cleaned.get("new_group"):
            self.add_error("new_group", ONE_OF_BOTH)
        return cleaned


class KeepForm(GroupChoice, NotOwn):
    """An athlete without a log-in."""

    name = PlainField(label="Name", max_length=100, empty=NAME_EMPTY)
    email = address(
        "E-mail address (optional)", required=False, help_text="For later, when you invite them. No letter is sent now."
    )
    agreed = forms.BooleanField(label=AGREED, error_messages={"required": NOT_AGREED})

    field_order = ["name", "email", "group", "new_group", "agreed"]


class CorrectForm(NotOwn):
    """Name and address of an athlete who is kept."""

    name = PlainField(label="Name", max_length=100, empty=NAME_EMPTY)
    email = address("E-mail address (optional)", required=False)

    field_order = ["name", "email"]


class EmailForm(NotOwn):
    """Whom to write to."""

    email = address("E-mail address")


class PauseForm(DeskForm):
    until = forms.DateField(
        label="Until and with",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Choose a day.", "invalid": "Write the day as 2026-12-31."},
    )

    def clean_until(self):
        until, today = self.cleaned_data["until"], localdate()
        if until < today:
            raise forms.ValidationError(TODAY_AT_LEAST, code="past")
        if until > today + LONGEST_PAUSE:
            raise forms.ValidationError(TOO_LONG_A_PAUSE, code="long")
        return until


class SureForm(DeskForm):
    """One tick before something that cannot be taken back; `label` says what."""

    sure = forms.BooleanField(error_messages={"required": NOT_SURE})

    def __init__(self, *args, label, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sure"].label = label


class GroupForm(DeskForm):
    name = name_of_group("Name of the group", empty=GROUP_EMPTY)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["size"] = 14  # beside a button, also on a telephone
