"""A plan as the rules write it, before it is rows. Distances in km, paces in s per km, durations in minutes."""

from dataclasses import dataclass
from datetime import date

from .findings import Statement
from .words import Grade, Pattern, Phase, RuleKind, Slot, Sport, Strand, Units, WorkoutKind


@dataclass(frozen=True, slots=True)
class Advice:
    """A claim with a how-to. Empty `patterns`, `sports` or `kinds` mean: for all."""

    slug: str
    title: str
    claim: str
    how_to: tuple[str, ...]
    dose: str
    strand: Strand
    slot: Slot
    grade: Grade
    sources: tuple[str, ...]
    patterns: frozenset[Pattern] = frozenset()
    sports: frozenset[Sport] = frozenset()
    kinds: frozenset[WorkoutKind] = frozenset()


@dataclass(frozen=True, slots=True)
class Run:
    """A run that was done: what the cap on the next one looks at. Also a ride, in minutes."""

    on: date
    km: float = 0.0
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a plan starts from, and all that an audit of it needs to know."""

    sport: Sport
    runs: tuple[Run, ...]  # known runs (rides) before the plan
    weekly_km: float  # mean of the four weeks before
    weekly_minutes: int
    start_km: float  # a first run when no run in 30 days is known
    start_minutes: int
    days: frozenset[int]
    max_minutes_per_week: int | None
    first_week_km: float | None  # R4, else None
    budget_pace_s_per_km: float  # turns km into minutes where no pace is known
    hold_until: date | None = None  # no hard session up to and including this day (R21, R22)
    hold_rule: str | None = None
    first_day: date | None = None  # of the calendar that an adjusted plan keeps; `runs` then go on to its own start
    intervals_given: int = 0  # before the start of an adjusted plan


@dataclass(frozen=True, slots=True)
class Pace:
    fast_s_per_km: float
    slow_s_per_km: float


@dataclass(frozen=True, slots=True)
class Workout:
    on: date
    kind: WorkoutKind
    title: str
    purpose: str
    effort: str
    minutes: int  # planned duration; an estimate where the distance leads
    distance_km: float | None = None
    pace: Pace | None = None
    steps: tuple[str, ...] = ()
    main: tuple[str, ...] = ()  # advice slugs: how to do it
    before: tuple[str, ...] = ()  # and by slot
    during: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    evening: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Week:
    number: int
    starts_on: date
    ends_on: date
    phase: Phase
    focus: str
    distance_km: float  # without a race
    longest_km: float
    minutes: int  # all workouts without a race
    session_minutes: int  # runs or rides alone
    longest_minutes: int
    workouts: tuple[Workout, ...]
    evening: tuple[str, ...] = ()  # every evening of the week


@dataclass(frozen=True, slots=True)
class EveningRoutine:
    """Six weeks of it (R13), then look back."""

    advice: tuple[str, ...]
    in_bed: tuple[str, ...]  # when it cramps at night
    starts_on: date
    review_on: date
    extrapolated: bool  # younger than the people it was tried with


@dataclass(frozen=True, slots=True)
class PaceRow:
    km: float
    elapsed_s: float


@dataclass(frozen=True, slots=True)
class RaceSheet:
    distance_km: float
    on: date
    time_s: float | None  # what to pace for; None: run by effort
    rows: tuple[PaceRow, ...]
    first_half_s: float | None
    farther_from_km: float | None  # from here every km is farther than any run of the 30 days before
    statements: tuple[Statement, ...]
    if_it_cramps: tuple[str, ...]  # advice slugs


@dataclass(frozen=True, slots=True)
class Choice:
    """A way out when a date cannot be reached within the rules."""

    title: str
    text: str
    distance_km: float | None = None
    race_on: date | None = None


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that a plan breaks: where, and in words."""

    rule: str
    kind: RuleKind
    sentence: str
    week: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    rules_version: str
    sport: Sport
    units: Units
    pattern: Pattern
    baseline: Baseline
    starts_on: date
    ends_on: date
    race_on: date | None
    race_km: float | None
    weeks: tuple[Week, ...]
    evening: EveningRoutine | None
    race_sheet: RaceSheet | None
    statements: tuple[Statement, ...]  # why this plan
    choices: tuple[Choice, ...]
    breaches: tuple[Breach, ...]  # soft rules it knowingly breaks


@dataclass(frozen=True, slots=True)
class Change:
    """What an adjusted plan changes, why, by which rule."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Adjusted:
    plan: PlanDraft | None  # None: paused by a red flag
    changes: tuple[Change, ...]
