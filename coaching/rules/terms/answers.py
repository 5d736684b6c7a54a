"""What a person told us. Every field may be unknown; distances in km, times in s unless the name says otherwise."""

from dataclasses import dataclass, field
from datetime import date

from .words import (
    AgeBand,
    Circumstance,
    Condition,
    Frequency,
    Habit,
    Injury,
    Medicine,
    Muscle,
    Sex,
    Sign,
    Sport,
    Timing,
    Units,
)


@dataclass(frozen=True, slots=True)
class CrampReport:
    """One cramp, or how it usually goes: what triage reads, from an assessment or from the log."""

    signs: frozenset[Sign] = frozenset()
    timings: frozenset[Timing] = frozenset()
    minutes_after_exercise: int | None = None  # from the end of (hard) exercise to the cramp, awake or in bed
    muscles: frozenset[Muscle] = frozenset()
    duration_s: int | None = None
    onset_km: float | None = None
    onset_minutes: int | None = None
    twitching_only: bool = False
    frequency: Frequency | None = None
    disturbs_sleep: bool | None = None
    tried_evening_routine: bool | None = None  # six weeks of it, without getting better
    out_of_the_blue: bool | None = None  # no trigger one could name
    self_care_failed: bool | None = None


@dataclass(frozen=True, slots=True)
class Health:
    conditions: frozenset[Condition] = frozenset()
    medicines: frozenset[Medicine] = frozenset()
    pregnant: bool | None = None
    collapsed_in_race: bool | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A race or all-out effort of the last three months."""

    distance_km: float
    time_s: float


@dataclass(frozen=True, slots=True)
class Training:
    """The last four weeks. Runners fill the km fields, cyclists the minutes fields."""

    sessions_per_week: int | None = None
    weekly_km: float | None = None
    weekly_minutes: int | None = None
    longest_km: float | None = None  # longest single run of the last 30 days
    longest_minutes: int | None = None
    longest_on: date | None = None
    comfortable_km: float | None = None  # asked when there was no run in 30 days
    comfortable_minutes: int | None = None
    pace_s_per_km: float | None = None  # of usual training
    results: tuple[Result, ...] = ()  # none, one or two
    years: float | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    distance_km: float | None = None
    race_on: date | None = None
    target_s: float | None = None


@dataclass(frozen=True, slots=True)
class Availability:
    days: frozenset[int] = frozenset()  # 0 is Monday
    max_minutes_per_week: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    age: AgeBand | None = None
    sex: Sex | None = None
    height_cm: float | None = None
    weight_kg: float | None = None


@dataclass(frozen=True, slots=True)
class History:
    cramped_in_races: bool | None = None  # in one or more of the last ten
    in_family: bool | None = None
    circumstances: frozenset[Circumstance] = frozenset()
    injuries: frozenset[Injury] = frozenset()


@dataclass(frozen=True, slots=True)
class Habits:
    """Asked because everyone expects it; what is not counted says why (strength shapes the plan)."""

    stretching: Habit | None = None
    strength: Habit | None = None
    massage: Habit | None = None
    drinks: Habit | None = None  # drinks by a plan rather than to thirst
    salt: Habit | None = None  # takes salt, electrolytes or magnesium


@dataclass(frozen=True, slots=True)
class Answers:
    answered_on: date
    sport: Sport = Sport.RUNNING
    units: Units = Units.METRIC
    weights: Units | None = None  # for those who weigh themselves in other units
    cramp: CrampReport = field(default_factory=CrampReport)
    health: Health = field(default_factory=Health)
    training: Training = field(default_factory=Training)
    goal: Goal = field(default_factory=Goal)
    availability: Availability = field(default_factory=Availability)
    person: Person = field(default_factory=Person)
    history: History = field(default_factory=History)
    habits: Habits = field(default_factory=Habits)
