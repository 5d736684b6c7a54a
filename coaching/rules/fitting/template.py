"""What a coach writes for nobody yet, and what becomes of it for one athlete."""

from dataclasses import dataclass

from ..outline import RIDE_KMH
from ..progression import CAP, WARN
from ..terms import PlanDraft, Sport, Week, WorkoutKind


class Unfit(ValueError):
    """The template cannot be given to this athlete; the message says why, to the coach."""


@dataclass(frozen=True, slots=True)
class Written:
    """A workout of a template, in week 1, 2, ... on a weekday (0 is Monday). Empty words are those of the rules."""

    kind: WorkoutKind
    title: str
    purpose: str = ""
    effort: str = ""
    steps: tuple[str, ...] = ()
    distance_km: float | None = None
    minutes: int | None = None
    week: int = 1
    day: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """Workouts for a sport; `week_amount` is what somebody does a week for whom they are written (km, riders minutes).

    Without it, it is a single workout: given as it is written, and only bounded.
    """

    sport: Sport
    workouts: tuple[Written, ...]
    week_amount: float | None = None

    @property
    def weeks(self) -> int:
        return max((written.week for written in self.workouts), default=0)


@dataclass(frozen=True, slots=True)
class Steps:
    """How much the longest session and a week may grow, times; a coach's own may be smaller than the rules allow."""

    longest: float = CAP
    week: float = WARN


@dataclass(frozen=True, slots=True)
class Fitted:
    """All weeks of the plan with the template in them, and in sentences what was fitted."""

    weeks: tuple[Week, ...]
    said: tuple[str, ...]


def amount_of(written: Written, plan: PlanDraft) -> float:
    """Km of a run, minutes of a ride, as written; where only the other stands, at the usual pace."""
    if plan.sport == Sport.CYCLING:
        return float(written.minutes or (written.distance_km or 0.0) / RIDE_KMH * 60)
    return written.distance_km or (written.minutes or 0) * 60 / plan.baseline.budget_pace_s_per_km
