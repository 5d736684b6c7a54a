"""A month as the calendar shows it, or the weeks around a day: what was planned on each day, what was done, what came in between."""

from calendar import Calendar
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from coaching.models import Activity, Athlete, CrampIncident, Overlay, Workout
from coaching.rules.terms import WorkoutKind

from . import overlays
from .today import Planned, planned

COLUMNS = ("on", "kind", "title", "minutes", "distance_km", "moved_from", "position", "week__plan_id")


@dataclass(slots=True)
class Day:
    date: date
    is_in_month: bool = True
    planned: list[Planned] = field(default_factory=list)
    also: list[Activity] = field(default_factory=list)
    overlays: list[Overlay] = field(default_factory=list)
    cramps: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.planned or self.also or self.overlays or self.cramps)


def month(
    athlete: Athlete, year: int, number: int, week_starts_on: int = 0, *, shown_on: date | None = None
) -> list[list[Day]]:
    """The weeks of a month, each of seven days, in four queries. Weeks start on 0 for Monday to 6 for Sunday.

    For the athlete say `shown_on`, their today: weeks a coach does not show yet are left out. Raises ValueError for a month
    whose weeks lie outside the calendar.
    """
    dates = Calendar(week_starts_on).monthdatescalendar(year, number)
    days = {on: Day(on, on.month == number) for week in dates for on in week}
    _fill(athlete, days, _workouts(athlete, dates[0][0], dates[-1][-1], shown_on))
    return [[days[on] for on in week] for week in dates]


def around(athlete: Athlete, on: date, week_starts_on: int = 0) -> list[list[Day]]:
    """The week before a day's, its own and the two after, as a coach sees them, in four queries."""
    first = on - timedelta(days=(on.weekday() - week_starts_on) % 7 + 7)
    weeks = [[Day(first + timedelta(days=7 * week + day)) for day in range(7)] for week in range(4)]
    days = {day.date: day for week in weeks for day in week}
    _fill(athlete, days, _workouts(athlete, min(days), max(days), None))
    return weeks


def _fill(athlete: Athlete, days: dict[date, Day], workouts: list[Workout]) -> None:
    first, last = min(days), max(days)
    lying_over = overlays.over(athlete, first, last)
    ids = {workout.pk for workout in workouts}
    for workout in workouts:
        days[workout.on].planned.append(planned(workout, lying_over))
    for activity in Activity.objects.filter(athlete=athlete, on__range=(first, last)).defer("note"):
        if activity.workout_id not in ids:
            days[activity.on].also.append(activity)
    for on, count in _cramps(athlete, first, last).items():
        days[on].cramps = count
    for on, day in days.items():
        day.overlays = [one for one in lying_over if overlays.covers(one, on)]


def _workouts(athlete: Athlete, first: date, last: date, shown_on: date | None) -> list[Workout]:
    wanted = Workout.objects.of(athlete).in_force().filter(on__range=(first, last))
    wanted = wanted.shown(shown_on) if shown_on else wanted
    wanted = wanted.exclude(kind=WorkoutKind.REST.value).select_related("week", "activity")
    return list(
        wanted.only(
            *COLUMNS, *(f"activity__{name}" for name in ("outcome", "distance_km", "minutes", "effort", "sport"))
        )
    )


def _cramps(athlete: Athlete, first: date, last: date) -> Counter[date]:
    return Counter(CrampIncident.objects.filter(athlete=athlete, on__range=(first, last)).values_list("on", flat=True))
