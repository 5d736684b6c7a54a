"""The red flags, first of all: signs that need an ambulance, a doctor today, or a doctor soon."""

from dataclasses import replace

from coaching.forms.choices import SomeOf

from . import labels
from .base import StepForm

NONE_OF_THESE = "None of these"
CHOOSE = "Choose what applies, or None of these."


class SignsPage(StepForm):
    """Both pages fill the same set of signs, each with its own."""

    table: dict = {}

    @classmethod
    def values(cls, answers):
        return {"signs": answers.cramp.signs & cls.table.keys()}

    def written(self, values):
        signs = (self.answers.cramp.signs - self.table.keys()) | values["signs"]
        return replace(self.answers, cramp=replace(self.answers.cramp, signs=signs))


class SafetyForm(SignsPage):
    slug = "safety"
    title = "First, your safety"
    lead = (
        "Rarely, what feels like a cramp is something that needs a doctor at once."
        " If you feel very ill now, call your emergency number (112, 999 or 911) and leave this for later."
    )
    table = labels.SAFETY_SIGNS

    signs = SomeOf(
        labels.SAFETY_SIGNS,
        label="Is any of these true of you, now or with your cramps of the last weeks?",
        short="Signs that need help at once",
        help_text="Tick all that apply. An ordinary cramp, and the soreness after it, is none of these.",
        otherwise=NONE_OF_THESE,
        empty=CHOOSE,
    )


class SignsForm(SignsPage):
    slug = "signs"
    title = "Signs a doctor should see"
    lead = (
        "Some cramps come from an illness, a nerve or a blood vessel rather than from exercise."
        " Training does not help those, so we ask before anything else."
    )
    table = labels.DOCTOR_SIGNS

    signs = SomeOf(
        labels.DOCTOR_SIGNS,
        label="Have you noticed any of these?",
        short="Signs a doctor should see",
        help_text="Tick all that apply.",
        otherwise=NONE_OF_THESE,
        empty=CHOOSE,
    )
