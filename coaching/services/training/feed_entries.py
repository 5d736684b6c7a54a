"""What a calendar shows of an athlete's plans: each workout once, also where a later plan took it over or dropped it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Any, cast
from zoneinfo import ZoneInfo

from django.utils.timezone import localdate

from coaching.models import Activity, Athlete, CrampIncident, Overlay, TrainingPlan, User, Workout
from coaching.rules.terms import Effect, WorkoutKind

from . import overlays

KEPT_DAYS = 60
NEEDED = (
    "on", "position", "kind", "title", "purpose", "effort", "minutes", "distance_km", "steps", "moved_from", "uid", "sequence",
    "changed_at", "week__plan_id",
)  # fmt: skip
Plans = Mapping[Any, TrainingPlan]


@dataclass(frozen=True, slots=True)
class Entry:
    """One workout as a calendar shall show it; with the effect OFF it is cancelled."""

    workout: Workout
    sequence: int
    changed_at: datetime
    logged: bool = False
    effect: Effect = Effect.AS_PLANNED
    words: str = ""  # what to do instead


@dataclass(frozen=True, slots=True)
class Pause:
    """From the day on which a cramp with a warning sign was written down, until somebody has looked at it."""

    on: date
    began: datetime
    ended: datetime | None


def entries(athlete: Athlete, today: date) -> list[Entry]:
    """The workouts of the last 60 days and all to come, by day. Five queries, however many there are."""
    first = today - timedelta(days=KEPT_DAYS)
    plans = {plan.pk: plan for plan in _held(athlete)}
    same: dict[str, list[Workout]] = defaultdict(list)
    for workout in _workouts(plans, first, today):
        same[workout.calendar_uid].append(workout)
    logged = _logged(athlete, first)
    chosen = [_chosen(workouts, plans, logged) for workouts in same.values()]
    chosen = [entry for entry in chosen if not entry.workout.is_hidden]  # type: ignore[attr-defined]
    last = max((entry.workout.on for entry in chosen), default=today)
    lying, pauses = overlays.over(athlete, first, last), _pauses(athlete)
    found = [_held_back(_paused(entry, pauses), lying) for entry in chosen]
    return sorted(found, key=lambda entry: (entry.workout.on, entry.workout.position, entry.workout.pk))


def _held(athlete: Athlete) -> Iterable[TrainingPlan]:
    """The plans that hold or held, in their order. A retired one without a day never did."""
    plans = TrainingPlan.objects.filter(athlete=athlete).only("status", "retired_on", "created_at", "decided_at")
    held = [plan for plan in plans if plan.status == TrainingPlan.ACTIVE or _is_over(plan)]
    return sorted(held, key=_began)


def _is_over(plan: TrainingPlan) -> bool:
    return plan.status == TrainingPlan.RETIRED and plan.retired_on is not None


def _began(plan: TrainingPlan) -> datetime:
    return plan.decided_at or plan.created_at


def _workouts(plans: Plans, first: date, today: date) -> Iterable[Workout]:
    """The hidden ones too: each stands for those it took the place of, so that these do not show instead."""
    found = Workout.objects.filter(week__plan__in=list(plans), on__gte=first).exclude(kind=WorkoutKind.REST.value)
    return found.select_related("week").only(*NEEDED).marked_hidden(today)


def _logged(athlete: Athlete, first: date) -> set[int]:
    """The workouts that something was logged for, by key; a day around them, as one may log it on another day."""
    found = Activity.objects.filter(athlete=athlete, workout__on__gte=first)
    return set(found.values_list("workout_id", flat=True))


def _pauses(athlete: Athlete) -> list[Pause]:
    zone = ZoneInfo(cast(User, athlete.user).time_zone)
    flagged = CrampIncident.objects.flagged().filter(athlete=athlete).values_list("created_at", "cleared_at")
    return [Pause(localdate(began, zone), began, ended) for began, ended in flagged]


def _chosen(workouts: list[Workout], plans: Plans, logged: set[int]) -> Entry:
    """Of workouts that took one another's place the one that holds, else the last one as cancelled."""

    def holds(workout: Workout) -> bool:
        plan = plans[workout.week.plan_id]
        return plan.retired_on is None or workout.on < plan.retired_on or workout.pk in logged

    def rank(workout: Workout) -> tuple[bool, datetime, int]:
        return holds(workout), _began(plans[workout.week.plan_id]), workout.sequence

    *before, workout = sorted(workouts, key=rank)
    plan = plans[workout.week.plan_id]
    sequence = max([workout.sequence, *(earlier.sequence + 1 for earlier in before)])
    entry = Entry(workout, sequence, max(workout.changed_at or _began(plan), _began(plan)), workout.pk in logged)
    if holds(workout):
        return entry
    dropped_at = max(entry.changed_at, _ended(plan, plans))
    return replace(entry, sequence=sequence + 1, changed_at=dropped_at, effect=Effect.OFF)


def _ended(plan: TrainingPlan, plans: Plans) -> datetime:
    """When another plan took over; where none did, the day on which it ended."""
    following = {one.pk: _began(after) for one, after in pairwise(plans.values())}
    return following.get(plan.pk) or datetime.combine(cast(date, plan.retired_on), time(), UTC)


def _paused(entry: Entry, pauses: list[Pause]) -> Entry:
    """Nothing stands while a plan is paused, which the cramp has counted as a change. What was logged stays."""
    since = [pause for pause in pauses if pause.on <= entry.workout.on]
    moments = [moment for pause in since for moment in (pause.began, pause.ended) if moment]
    changed_at = max([entry.changed_at, *moments])
    stopped = not entry.logged and any(pause.ended is None for pause in since)
    effect = Effect.OFF if stopped else entry.effect
    return replace(entry, changed_at=changed_at, effect=effect)


def _held_back(entry: Entry, lying: list[Overlay]) -> Entry:
    """What days of illness or holiday make of it; they have counted it as a change themselves."""
    if entry.logged or entry.effect == Effect.OFF:
        return entry
    effect, overlay = overlays.effect_on(lying, entry.workout)
    return replace(entry, effect=effect, words=overlays.words(overlay, entry.workout) if overlay else "")
