"""What was done: logged, changed, deleted. A workout has one log, whichever tab it comes from."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from coaching.models import Activity, Athlete, TrainingPlan, Workout
from coaching.rules.terms import Feeling, Outcome, Sport, WorkoutKind
from coaching.services import people
from coaching.services.plans import SESSION_KINDS

RUN_OR_RACE = {*SESSION_KINDS, WorkoutKind.RACE.value}


class NotYet(Exception):
    """The workout is planned for a day to come."""


class NotHeld(Exception):
    """The workout belongs to a plan that did not hold on its day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody says of one workout. What was not done has no amount."""

    outcome: Outcome = Outcome.DONE
    distance_km: float | None = None
    minutes: float | None = None
    effort: int | None = None  # 0 is rest, 10 all there is
    feeling: Feeling | None = None
    note: str = ""


def as_planned(workout: Workout) -> Entry:
    """The entry of a workout that was done as it was planned."""
    return Entry(Outcome.DONE, workout.distance_km or None, float(workout.minutes) or None)


def sport_of(athlete: Athlete) -> Sport:
    """What they train: as their newest plan says, else running."""
    newest = TrainingPlan.objects.filter(athlete=athlete).values_list("sport", flat=True).first()
    return Sport(newest) if newest else Sport.RUNNING


def is_session(activity: Activity) -> bool:
    """Whether it was a run or a ride, rather than strength or massage."""
    return activity.workout is None or activity.workout.kind in RUN_OR_RACE


def check(workout: Workout, today: date) -> None:
    """Whether a workout may be logged today; needs its week and plan.

    Raises NotHeld for a plan that was over on that day or never began, NotYet for a day to come.
    """
    plan = workout.week.plan
    held = plan.status == TrainingPlan.RETIRED and plan.retired_on is not None and workout.on < plan.retired_on
    if plan.status != TrainingPlan.ACTIVE and not held:
        raise NotHeld
    if workout.on > today:
        raise NotYet


@transaction.atomic
def log(
    *,
    athlete: Athlete,
    entry: Entry,
    on: date,
    now: datetime,
    today: date,
    workout: Workout | None = None,
    sport: Sport | None = None,
    form: UUID | None = None,
) -> Activity:
    """Write down what was done on a day; the second log of a workout, or of a form, changes the first.

    Raises NotHeld and NotYet, as `check` does, unless the workout was logged before.
    """
    people.changed(athlete)  # first of all: whoever logs at the same moment waits here
    row = _first_log(athlete, workout, form)
    if workout and row is None:
        check(_as_it_is_now(workout), today)
    plans_sport = Sport(workout.week.plan.sport) if workout else None
    row = row or Activity(athlete=athlete, workout=workout, form=_unused(athlete, form), created_at=now)
    row.on, row.sport = on, (sport or plans_sport or sport_of(athlete)).value
    return _write(row, entry, now)


@transaction.atomic
def tick(*, athlete: Athlete, workout: Workout, outcome: Outcome, now: datetime, today: date) -> tuple[Activity, bool]:
    """One press: done as planned, missed, or rested. What was logged before stays; the second value says if it is new.

    Raises NotHeld and NotYet, as `check` does.
    """
    people.changed(athlete)
    first = _first_log(athlete, workout, None)
    if first:
        return first, False
    planned = as_planned(workout) if outcome == Outcome.DONE else Entry(outcome)
    return log(athlete=athlete, workout=workout, entry=planned, on=workout.on, now=now, today=today), True


@transaction.atomic
def change(*, activity: Activity, entry: Entry, on: date, now: datetime, sport: Sport | None = None) -> Activity:
    """Say it anew. Raises Activity.DoesNotExist where it was deleted meanwhile."""
    people.changed(activity.athlete)
    activity.refresh_from_db(fields=["on", "sport"])
    activity.on, activity.sport = on, sport.value if sport else activity.sport
    return _write(activity, entry, now)


@transaction.atomic
def delete(*, activity: Activity) -> None:
    """Forget it; its workout counts as not logged."""
    people.changed(activity.athlete)
    activity.delete()


def _first_log(athlete: Athlete, workout: Workout | None, form: UUID | None) -> Activity | None:
    if workout:
        return Activity.objects.filter(athlete=athlete, workout=workout).first()
    return Activity.objects.filter(athlete=athlete, form=form, workout=None).first() if form else None


def _as_it_is_now(workout: Workout) -> Workout:
    """Another tab may have moved it, or put another plan in its place."""
    return Workout.objects.select_related("week__plan").get(pk=workout.pk)


def _unused(athlete: Athlete, form: UUID | None) -> UUID:
    """The number of the form, unless another log came from it."""
    taken = form is None or Activity.objects.filter(athlete=athlete, form=form).exists()
    return uuid4() if form is None or taken else form


def _write(row: Activity, entry: Entry, now: datetime) -> Activity:
    for name, value in asdict(entry).items():
        setattr(row, name, value)
    row.outcome, row.feeling = entry.outcome.value, entry.feeling.value if entry.feeling else ""
    if entry.outcome in (Outcome.MISSED, Outcome.RESTED):
        row.distance_km = row.minutes = row.effort = None
    row.changed_at = now
    row.save()
    return row
