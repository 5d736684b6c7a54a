"""Looking back on a plan when it is over: what was planned, what was done, the cramps. Counts only."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from coaching.models import Activity, Athlete, CrampIncident, TrainingPlan, Workout
from coaching.rules.terms import Outcome, Sport, WorkoutKind
from coaching.services.plans import SESSION_KINDS

from .activities import is_session
from .all_plans import held

A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
RACE = WorkoutKind.RACE.value
STRENGTH = WorkoutKind.STRENGTH.value


@dataclass(frozen=True, slots=True)
class Amount:
    """Runs (rides of a cyclist) without the race: how many, and km and minutes in all."""

    sessions: int = 0
    km: float = 0.0
    minutes: float = 0


@dataclass(frozen=True, slots=True)
class WeekBack:
    number: int
    starts_on: date
    ends_on: date
    planned: Amount
    done: Amount


@dataclass(frozen=True, slots=True)
class LookBack:
    first_on: date
    last_on: date
    weeks: tuple[WeekBack, ...]
    planned: Amount
    done: Amount
    outcomes: dict[str, int]  # of the planned runs or rides, by Outcome
    unlogged: int  # planned, without a log
    extra: int  # done without being planned
    strength: tuple[int, int]  # planned, done
    longest_planned: Workout | None
    longest_done: Activity | None
    race: Workout | None
    result: Activity | None
    cramps: tuple[CrampIncident, ...]


def last_day(plan: TrainingPlan) -> date | None:
    """The last day that counts: of the race where there is one, else of the plan; sooner where another plan took over.

    None for a plan that never held.
    """
    days = held(plan)
    return min(days[1], plan.race_on or days[1]) if days else None


def opens_on(plan: TrainingPlan) -> date | None:
    """From this day on one can look back; None for a plan that never held."""
    last_on = last_day(plan)
    return last_on + A_DAY if last_on else None


def look_back(plan: TrainingPlan) -> LookBack:
    """The plan together with those it replaced on the way to the same goal. Four queries.

    Raises ValueError for a plan that never held.
    """
    last_on = last_day(plan)
    if last_on is None or plan.athlete is None:
        raise ValueError("a plan that never held")
    chain = _chain(plan)
    workouts = _workouts(chain, last_on)
    first_on = min(one.starts_on for one in chain)
    activities = list(
        plan.athlete.activities.filter(on__range=(first_on, last_on))
        .select_related("workout")
        .order_by("on", "created_at")
    )
    return _seen(plan.athlete, Sport(plan.sport), workouts, activities, first_on, last_on)


def _seen(
    athlete: Athlete, sport: Sport, workouts: list[Workout], activities: list[Activity], first_on: date, last_on: date
) -> LookBack:
    logged = {activity.workout_id: activity for activity in activities if activity.workout_id}
    sessions = [workout for workout in workouts if workout.kind in SESSION_KINDS]
    trained = [activity for activity in activities if activity.outcome in (Outcome.DONE, Outcome.PARTLY)]
    done = [one for one in trained if _is_run(one, sport)]
    strength = [workout for workout in workouts if workout.kind == STRENGTH]
    race = next((workout for workout in workouts if workout.kind == RACE), None)
    return LookBack(
        first_on=first_on,
        last_on=last_on,
        weeks=tuple(_weeks(first_on, last_on, sessions, done)),
        planned=_amount(sessions),
        done=_amount(done),
        outcomes=dict(Counter(logged[w.pk].outcome for w in sessions if w.pk in logged)),
        unlogged=sum(w.pk not in logged for w in sessions),
        extra=sum(one.workout_id is None for one in done),
        strength=(len(strength), sum(w.pk in logged and logged[w.pk] in trained for w in strength)),
        longest_planned=_longest(sessions, sport),
        longest_done=_longest(done, sport),
        race=race,
        result=logged.get(race.pk) if race else None,
        cramps=tuple(athlete.incidents.filter(on__range=(first_on, last_on)).order_by("at")),
    )


def _is_run(activity: Activity, sport: Sport) -> bool:
    """Whether it was a session of the plan's sport, without the race."""
    is_race = activity.workout is not None and activity.workout.kind == RACE
    return is_session(activity) and not is_race and activity.sport == sport


def _chain(plan: TrainingPlan) -> list[TrainingPlan]:
    """The plan and those that held before it, each replaced by the next one."""
    all_plans = TrainingPlan.objects.filter(athlete=plan.athlete).only(
        "status", "starts_on", "ends_on", "race_on", "retired_on", "replaces_id"
    )
    by_key = {one.pk: one for one in all_plans}
    chain, before = [plan], by_key.get(plan.replaces_id)
    while before and before not in chain:
        chain.append(before)
        before = by_key.get(before.replaces_id)
    return [one for one in chain if held(one)]


def _workouts(chain: list[TrainingPlan], last_on: date) -> list[Workout]:
    found = Workout.objects.filter(week__plan__in=chain, on__lte=last_on).in_force()
    return list(found.select_related("week").order_by("on", "position", "pk"))


def _weeks(first_on: date, last_on: date, planned: list[Workout], done: list[Activity]) -> Iterable[WeekBack]:
    """Weeks that end on the weekday of the last day, as those of plans do; the first one may be short."""
    count = -(-((last_on - first_on).days + 1) // 7)
    for number in range(1, count + 1):
        ends_on = last_on - (count - number) * A_WEEK
        starts_on = max(first_on, ends_on - 6 * A_DAY)
        yield WeekBack(
            number,
            starts_on,
            ends_on,
            _amount(workout for workout in planned if starts_on <= workout.on <= ends_on),
            _amount(activity for activity in done if starts_on <= activity.on <= ends_on),
        )


def _amount(sessions: Iterable[Any]) -> Amount:
    rows = list(sessions)
    return Amount(
        len(rows), round(sum(row.distance_km or 0.0 for row in rows), 1), sum(row.minutes or 0 for row in rows)
    )


def _longest(sessions: Iterable[Any], sport: Sport) -> Any:
    """By distance for a runner, by time for a cyclist; None where none has one."""
    name = "minutes" if sport == Sport.CYCLING else "distance_km"
    return max((one for one in sessions if getattr(one, name)), key=lambda one: getattr(one, name), default=None)
