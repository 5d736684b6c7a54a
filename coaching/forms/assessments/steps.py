"""The pages of the self-assessment, in their order: red flags first."""

from coaching.rules.terms import Answers

from .base import StepForm
from .cramp import HowItGoesForm, WhereAndWhenForm
from .goal import GoalForm, ResultsForm
from .person import AboutYouForm, HabitsForm, HealthForm, HistoryForm, SportForm
from .safety import SafetyForm, SignsForm
from .training import DaysForm, TrainingForm

STEPS: tuple[type[StepForm], ...] = (
    SafetyForm,
    SignsForm,
    SportForm,
    WhereAndWhenForm,
    HowItGoesForm,
    TrainingForm,
    ResultsForm,
    GoalForm,
    DaysForm,
    AboutYouForm,
    HealthForm,
    HistoryForm,
    HabitsForm,
)
BY_SLUG = {form.slug: form for form in STEPS}


def step(slug: str) -> type[StepForm]:
    """KeyError when there is no such page."""
    return BY_SLUG[slug]


def steps_for(answers: Answers) -> list[type[StepForm]]:
    """The pages that concern this person."""
    return [form for form in STEPS if form.applies(answers)]


def first_in_doubt(answers: Answers) -> str | None:
    """The first page whose answers do not hold any more, such as a date that has passed; None when all do."""
    return next((form.slug for form in steps_for(answers) if form.again(answers).errors), None)
