"""What a coach changed of late is told where the day is read, as far as the athlete sees it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from coaching.models import PlanWeek, WeekEdit, Workout
from coaching.services.desk import showing, templates
from coaching.services.training.news import changed_by_coach, files_of_coaches
from tests.builders import NOW, TODAY, make_coach, make_runner, revoke, with_race_in
from tests.desk import make_file, make_plan_template, make_run

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def alice(db):
    return make_runner(answers=with_race_in(8))


@pytest.fixture
def bob(alice):
    return make_coach("Bob", athlete=alice)


def week_of(athlete, number):
    return PlanWeek.objects.get(plan__athlete=athlete, number=number)


def edit(athlete, by, number, *, at=NOW, count=1):
    """So many sessions of a week, as an edit at the desk leaves them; returns them by day."""
    week = week_of(athlete, number)
    touched = list(week.workouts.exclude(kind="rest")[:count])
    Workout.objects.filter(pk__in=[workout.pk for workout in touched]).update(edited_at=at)
    WeekEdit.objects.create(week=week, by=by, at=at)
    return touched


def told(athlete, today=TODAY):
    news = changed_by_coach(athlete, today)
    return news and (news.on, [week.number for week in news.weeks], news.workouts, news.more)


def test_without_a_coachs_hand_there_is_nothing_to_tell(alice):
    assert told(alice) is None


def test_what_a_coach_changed_is_told_with_its_week(alice, bob):
    second, third = edit(alice, bob, 2), edit(alice, bob, 3, at=NOW + DAY, count=2)
    assert told(alice, TODAY + DAY) == (TODAY + DAY, [2, 3], second + third, 0)


def test_a_workout_that_was_taken_out_leaves_its_week_to_be_told(alice, bob):
    assert told(alice) is None
    WeekEdit.objects.create(week=week_of(alice, 2), by=bob, at=NOW)
    assert told(alice) == (TODAY, [2], [], 0)


def test_of_many_workouts_the_first_four_are_named(alice, bob):
    first = edit(alice, bob, 2, count=4)
    edit(alice, bob, 3, count=3)
    assert told(alice) == (TODAY, [2, 3], first, 3)


@pytest.mark.parametrize(("days", "is_told"), [(6, True), (7, False)])
def test_it_is_told_for_a_week(alice, bob, days, is_told):
    edit(alice, bob, 4)
    assert bool(told(alice, TODAY + DAY * days)) is is_told


def test_a_week_that_is_over_is_not_told(alice, bob):
    over = week_of(alice, 1).ends_on
    edit(alice, bob, 1, at=NOW + (over - TODAY))
    assert [bool(told(alice, day)) for day in (over, over + DAY)] == [True, False]


def test_a_week_that_is_hidden_is_not_told_until_nobody_hides_it(alice, bob):
    edit(alice, bob, 5)
    showing.show_up_to(athlete=alice, by=bob, week=week_of(alice, 3))
    hidden = told(alice)
    revoke(bob)
    assert (hidden, told(alice)[1]) == (None, [5])


def test_ones_own_hand_is_no_news(alice):
    edit(alice, alice.user, 2)
    assert told(alice) is None


def test_a_coach_whose_account_is_gone_still_changed_it(alice, bob):
    edit(alice, bob, 2)
    bob.delete()
    assert told(alice)[1] == [2]


def test_a_template_that_was_given_is_told(alice, bob, settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    run = make_run(bob, make_plan_template(bob), [alice], starts_on=week_of(alice, 3).starts_on)
    templates.carry_on(run, now=NOW)
    given = Workout.objects.filter(week__plan__athlete=alice, edited_at=NOW).exclude(kind="rest")
    _, weeks, named, _ = told(alice)
    assert (weeks[:2], named) == ([3, 4], list(given.order_by("on", "position", "pk")[:4]))


def test_the_day_is_the_athletes_own(alice, bob):
    evening = datetime(2026, 11, 22, 20, tzinfo=UTC)  # the 23rd in Auckland
    edit(alice, bob, 2, at=evening)
    with timezone.override("Pacific/Auckland"):
        assert told(alice, TODAY + DAY)[0] == TODAY + DAY


# --- Files -----------------------------------------------------------------------------------------


def test_a_file_that_a_coach_shared_is_told_for_a_week_and_ones_own_is_not(alice, bob):
    make_file(alice)
    theirs = make_file(alice, by=bob)
    found = [files_of_coaches(alice, TODAY + DAY * days) for days in (0, 6, 7)]
    assert found == [[theirs], [theirs], []]
