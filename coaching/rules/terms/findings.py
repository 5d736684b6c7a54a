"""What the rules say about the answers."""

from dataclasses import dataclass
from datetime import date

from .words import Amount, Care, Changeable, Confidence, Grade, Pattern, Severity, Tier, Verdict


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence for the reader, with how far it can be trusted and what it stands on."""

    text: str
    grade: Grade
    sources: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Triage:
    """The row of the table that decided, and what follows from it.

    `care_row` is None when nobody needs to be seen; `label_row` is always set; `notes` are the rows that keep the label
    but add "see a doctor" (S9, S10).
    """

    pattern: Pattern
    care: Care
    care_row: str | None
    label_row: str
    notes: tuple[str, ...]
    confidence: Confidence
    severity: Severity
    reasons: tuple[str, ...]  # the answers it stands on, in words


@dataclass(frozen=True, slots=True)
class FactorFinding:
    id: str
    group: str  # A to G
    text: str  # what research links to this answer
    effect: str  # what is known of the size, in words
    changeable: Changeable
    grade: Grade
    sources: tuple[str, ...]
    todo: str = ""  # what one may do about it


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A question everyone expects, which is asked and not counted."""

    id: str
    answer: str
    why: str
    grade: Grade
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """A time for a distance from results; `time_s` is None outside the formula's validity, and `why` says so."""

    formula: str
    distance_km: float
    time_s: float | None
    why: str
    grade: Grade
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalCheck:
    verdict: Verdict
    distance_verdict: Verdict | None  # None: no distance was named
    pace_verdict: Verdict | None  # None: no target, or nothing to compare it with
    tier: Tier | None  # the race against the longest run of the last 30 days
    prediction: Prediction | None
    realistic_s: float | None  # the time that is within reach
    earliest_on: date | None  # from when the distance is within reach, when it is not by the race
    statements: tuple[Statement, ...]  # the arithmetic, in sentences


@dataclass(frozen=True, slots=True)
class Findings:
    rules_version: str
    triage: Triage
    factors: tuple[FactorFinding, ...]
    amount: Amount
    uncounted: tuple[Uncounted, ...]
    goal: GoalCheck | None
    plan_allowed: bool
