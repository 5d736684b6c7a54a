"""Where a template is fitted: one plan seen twice, as it was written and as it was lived, and bounded by both."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from ..audit import HARD_DAYS
from ..terms import Phase, PlanDraft, Week, Workout, WorkoutKind
from ..workouts import Dresser
from .bounds import Bound, changed, session_bound, smallest, time_bound, week_at, week_bound
from .template import Steps

EASING = {Phase.TAPER: "the taper", Phase.RACE: "the race", Phase.RECOVERY: "recovery after the race"}
R4_DAYS = 7


@dataclass(frozen=True, slots=True)
class Saying:
    """What was fitted, without its full stop, and on which day; the same on several days is said once."""

    text: str
    on: date | None = None


@dataclass(slots=True)
class Bench:
    """Each change goes into both views. `first` is the first day that can still be planned."""

    views: list[PlanDraft]
    dresser: Dresser
    steps: Steps
    first: date
    sayings: list[Saying] = field(default_factory=list)
    filled: set[date] = field(default_factory=set)

    @property
    def plan(self) -> PlanDraft:
        return self.views[0]

    @property
    def said(self) -> tuple[str, ...]:
        texts = dict.fromkeys(saying.text for saying in self.sayings)
        return tuple(_sentence(text, [one.on for one in self.sayings if one.text == text]) for text in texts)

    def say(self, text: str, on: date | None = None) -> None:
        self.sayings.append(Saying(text, on))

    def days(self, week: Week) -> list[date]:
        """The days of a week that were named and can still be planned."""
        count = (week.ends_on - week.starts_on).days + 1
        days = (week.starts_on + timedelta(days=number) for number in range(count))
        named = self.plan.baseline.days
        return [on for on in days if on >= self._free_from() and on.weekday() in named and on != self.plan.race_on]

    def hard_days(self) -> frozenset[date]:
        return frozenset(w.on for week in self.plan.weeks for w in week.workouts if w.kind in HARD_DAYS)

    def held(self, kind: WorkoutKind, on: date) -> date | None:
        """Until when nothing of this kind stands on a day (R21, R22)."""
        quick = kind in (WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE)
        for base in (view.baseline for view in self.views):
            waits = quick or (kind == WorkoutKind.LONG and base.hold_rule == "R21")
            if waits and base.hold_until and on <= base.hold_until:
                return base.hold_until
        return None

    def put(self, ends_on: date, workout: Workout) -> None:
        self._change(ends_on, lambda week: (*week.workouts, workout))

    def take(self, ends_on: date, gone: Callable[[Workout], bool]) -> None:
        self._change(ends_on, lambda week: tuple(w for w in week.workouts if w.on < self.first or not gone(w)))

    def swap(self, ends_on: date, old: Workout, new: Workout) -> None:
        self._change(ends_on, lambda week: tuple(new if w == old else w for w in week.workouts))

    def session_most(self, on: date) -> Bound:
        return smallest([session_bound(view, on, self.steps.longest) for view in self.views])

    def week_most(self, on: date, count: int) -> list[Bound]:
        """What the rest of a week may have, by growth and by time."""
        weeks = [(view, week) for view in self.views if (week := week_at(view, on))]
        growth = [week_bound(view, week, on, self.steps.week) for view, week in weeks]
        return [smallest(growth), smallest([time_bound(view, week, count) for view, week in weeks])]

    def minutes_left(self, on: date) -> float:
        """Of the time that was named for a week; D8 counts strength and massage too."""
        most = self.plan.baseline.max_minutes_per_week
        return float("inf") if most is None else most - min(self._minutes(on))

    def _minutes(self, on: date) -> Iterable[int]:
        week = week_at(self.plan, on)
        yield sum(w.minutes for w in week.workouts if w.kind != WorkoutKind.RACE) if week else 0

    def _free_from(self) -> date:
        """Who begins under rule R4 keeps the first seven days as they are."""
        base = self.plan.baseline
        begun = (base.first_day or self.plan.starts_on) + timedelta(days=R4_DAYS)
        return max(self.first, begun) if base.first_week_km is not None else self.first

    def _change(self, ends_on: date, workouts: Callable[[Week], tuple[Workout, ...]]) -> None:
        for index, view in enumerate(self.views):
            week = next((week for week in view.weeks if week.ends_on == ends_on), None)
            if week:
                self.views[index] = changed(view, ends_on, workouts(week))


def short(on: date) -> str:
    return f"{on.day} {on:%B}"


def _sentence(text: str, days: list[date | None]) -> str:
    first = min((on for on in days if on), default=None)
    if first is None:
        return f"{text}."
    return f"{text}, {short(first)}." if len(days) == 1 else f"{text}, {len(days)} times from {short(first)} on."
