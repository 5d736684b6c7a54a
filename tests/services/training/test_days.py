"""A month: what was planned, what was done, what came in between."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from coaching.models import Workout
from coaching.rules.terms import Effect, Outcome, OverlayKind
from coaching.services import plans
from coaching.services.training import activities, days, overlays
from coaching.services.training.activities import Entry
from tests.builders import NOW, make_activities, make_runner
from tests.lives import make_incident

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=20)
RUN = Entry(Outcome.DONE, 8.0, 45.0)


@pytest.fixture
def runner(db):
    return make_runner()


def by_date(athlete, year=2026, month=12):
    return {day.date: day for week in days.month(athlete, year, month) for day in week}


def log(athlete, workout=None, on=None):
    on = on or workout.on
    return activities.log(
        athlete=athlete, workout=workout, entry=RUN, on=on, now=LATER, today=LATER.date(), form=uuid4()
    )


def test_a_week_starts_on_the_day_one_likes(runner):
    for start in (0, 5, 6):
        weeks = days.month(runner, 2026, 12, start)
        assert {(week[0].date.weekday(), len(week)) for week in weeks} == {(start, 7)}


@pytest.mark.parametrize(("start", "first"), [(0, date(2026, 11, 23)), (6, date(2026, 11, 22))])
def test_around_a_day_stand_the_week_before_its_own_and_two_more(runner, start, first):
    """2 December is a Wednesday."""
    weeks = days.around(runner, date(2026, 12, 2), start)
    assert [day.date for week in weeks for day in week] == [first + timedelta(days=count) for count in range(28)]
    month = by_date(runner)
    assert [day.planned for day in weeks[1] if day.date in month] == [
        month[day.date].planned for day in weeks[1] if day.date in month
    ]


def test_each_workout_stands_on_its_day_with_its_log(runner):
    workout = Workout.objects.of(runner).filter(on__month=12).first()
    activity = log(runner, workout)
    shown = by_date(runner)
    assert shown[workout.on].planned[0].workout == workout
    assert shown[workout.on].planned[0].activity == activity
    planned = Workout.objects.of(runner).filter(on__range=(min(shown), max(shown))).count()
    assert sum(len(day.planned) for day in shown.values()) == planned


def test_an_activity_without_a_workout_stands_on_its_day(runner):
    activity = log(runner, on=date(2026, 12, 7))
    assert by_date(runner)[date(2026, 12, 7)].also == [activity]


def test_a_log_outlives_the_plan_of_its_workout(runner):
    workout = Workout.objects.of(runner).filter(on__month=12).first()
    activity = log(runner, workout)
    plans.retire(athlete=runner, on=workout.on)
    day = by_date(runner)[workout.on]
    assert (day.planned, day.also) == ([], [activity])


def test_what_holds_a_workout_back_is_on_its_days_alone(runner):
    first, last = date(2026, 12, 7), date(2026, 12, 13)
    words = {"note": "", "form": uuid4(), "now": NOW, "today": NOW.date()}
    overlays.add(athlete=runner, kind=OverlayKind.SICK, starts_on=first, ends_on=last, **words)
    shown = by_date(runner)
    covered = [on for on, day in shown.items() if day.overlays]
    assert covered == [first + timedelta(days=count) for count in range(7)]
    effects = {one.effect: on in covered for on, day in shown.items() for one in day.planned}
    assert effects == {Effect.AS_PLANNED: False, Effect.OFF: True}


def test_cramps_are_counted_by_day(runner):
    for _ in range(2):
        make_incident(runner, on=date(2026, 12, 9))
    assert {on: day.cramps for on, day in by_date(runner).items() if day.cramps} == {date(2026, 12, 9): 2}


@pytest.mark.parametrize("count", [1, 3, 1000])
def test_a_month_takes_four_queries_whatever_the_history(runner, django_assert_num_queries, count):
    make_activities(runner, count, until=date(2026, 12, 12))
    with django_assert_num_queries(4):
        days.month(runner, 2026, 12)


@pytest.mark.parametrize(("year", "month"), [(1, 1), (9999, 12)])
def test_a_month_at_the_end_of_the_calendar_is_refused(runner, year, month):
    with pytest.raises(ValueError, match="out of range"):
        days.month(runner, year, month, 6)
