"""The goal of an athlete: what was found when they answered, and how far they have come since."""

from dataclasses import dataclass
from datetime import date

from coaching.models import Assessment
from coaching.rules import say
from coaching.rules.outline import event_minutes
from coaching.rules.terms import Answers, Findings, GoalCheck, Sport
from coaching.rules.wording import CARE, PATTERNS, CareCard
from coaching.services import assessments

from . import training
from .training import Training

WEEKS_OF_MONTH = 4


@dataclass(frozen=True, slots=True)
class Goal:
    """`check` holds both gaps as they were found; `since` says in sentences what was done by now."""

    answers: Answers
    check: GoalCheck
    since: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """The newest assessment that was sent, with what was found in it."""

    assessment: Assessment
    answers: Answers
    findings: Findings

    @property
    def fits(self) -> str:
        """The name of the pattern it fitted."""
        return PATTERNS[self.findings.triage.pattern].name

    @property
    def care(self) -> CareCard | None:
        """Whom to see first; None where nobody has to be seen."""
        row = self.findings.triage.care_row
        return CARE[row] if row else None


def answered(newest: Assessment | None, today: date) -> Answered | None:
    """None where nothing was sent yet."""
    if newest is None:
        return None
    return Answered(newest, assessments.answers_of(newest, today=today), assessments.findings_of(newest))


def of(found: Answered | None, done: Training, *, race_km: float | None = None) -> Goal | None:
    """None without a goal. `race_km` is that of the plan, where it has one; it may be another than was answered."""
    if found is None or found.findings.goal is None:
        return None
    said = (_far(found.answers, done, race_km), _much(done))
    return Goal(found.answers, found.findings.goal, tuple(filter(None, said)))


def _far(answers: Answers, done: Training, race_km: float | None) -> str:
    """The race against the longest session of the last 30 days (R1): "The race is 32 % farther"."""
    if done.longest is None:
        return f"No {_session(done)} with {_amount(done)} is logged in the last 30 days."
    now = training.amount(done.longest, done.sport)
    said = f"The longest {_session(done)} of the last 30 days is {_said(now, done)}, on {say.day(done.longest.on)}"
    asked = _asked(answers, done, race_km)
    if not asked:
        return f"{said}."
    gap = f"the race is {say.percent(asked / now)} {'longer' if done.riding else 'farther'}"
    return f"{said}; {gap if asked > now else 'the race is no ' + ('longer' if done.riding else 'farther')}."


def _asked(answers: Answers, done: Training, race_km: float | None) -> float | None:
    """What the race asks for: minutes of a ride, else km."""
    if done.sport == Sport.CYCLING:
        return event_minutes(answers)
    return race_km or answers.goal.distance_km


def _much(done: Training) -> str:
    """What was done of what was planned, in all and by the week; nothing where neither is anything."""
    month = done.month
    if not (month.done or month.planned):
        return ""
    whole = f"In the last 28 days {_said(month.done, done)} {'of riding' if done.riding else 'of running'}"
    if month.planned:
        whole += f", {_said(month.planned, done)} planned"
    return f"{whole}. That is {_said(month.done / WEEKS_OF_MONTH, done)} a week."


def _said(much: float, done: Training) -> str:
    return say.minutes(much) if done.riding else say.distance(round(much, 1), done.units)


def _session(done: Training) -> str:
    return "ride" if done.riding else "run"


def _amount(done: Training) -> str:
    return "a time" if done.riding else "a distance"
