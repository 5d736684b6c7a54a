"""How many sessions in a row were missed."""

from datetime import timedelta

import pytest

from coaching.models import Workout
from coaching.services import adapting
from tests.builders import NOW, TODAY, make_athlete, make_runner
from tests.lives import make_activity, make_overlay, sessions_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
START = TODAY + DAY
LATER = START + timedelta(days=14)


@pytest.fixture
def alice(db):
    return make_runner()


@pytest.fixture
def runs(alice):
    """Those of the first two weeks, the last one first."""
    return sessions_of(alice, until=LATER)[::-1]


def missed(athlete, today=LATER):
    return adapting.missed_in_a_row(athlete, today)


def test_without_a_plan_nothing_is_missed(db):
    assert missed(make_athlete("Emil")) == 0


def test_each_session_without_training_is_missed(alice, runs):
    assert missed(alice) == len(runs) == 8


def test_today_is_not_over(alice, runs):
    assert missed(alice, today=runs[-1].on) == 0


def test_the_last_one_that_was_done_ends_the_row(alice, runs):
    make_activity(alice, runs[2], outcome="partly")
    assert missed(alice) == 2


def test_said_to_be_missed_is_missed(alice, runs):
    for run in runs[:2]:
        make_activity(alice, run, outcome="missed")
    make_activity(alice, runs[2])
    assert missed(alice) == 2


def test_rest_on_purpose_does_not_count_and_does_not_end_the_row(alice, runs):
    make_activity(alice, runs[1], outcome="rested")
    make_activity(alice, runs[3])
    assert missed(alice) == 2


def test_days_under_an_overlay_do_not_count_while_it_goes_on(alice, runs):
    make_overlay(alice, starts_on=runs[2].on, days=(LATER - runs[2].on).days + 1)
    make_activity(alice, runs[1], outcome="rested")
    make_activity(alice, runs[4])
    assert missed(alice) == 1


@pytest.mark.parametrize("lifted", [False, True])
def test_once_it_is_over_what_did_not_happen_under_it_counts(alice, runs, lifted):
    days = (LATER - runs[2].on).days
    make_overlay(alice, starts_on=runs[2].on, days=days + lifted, lifted_on=runs[1].on if lifted else None)
    make_activity(alice, runs[2], outcome="rested")
    make_activity(alice, runs[4])
    assert missed(alice) == 4


def test_what_was_done_under_an_overlay_was_done(alice, runs):
    make_overlay(alice, starts_on=runs[2].on, days=(LATER - runs[2].on).days, kind="holiday")
    make_activity(alice, runs[2], outcome="partly")
    assert missed(alice) == 2


@pytest.mark.parametrize(("days", "stands"), [(-2, False), (-1, True), (0, True), (1, True)])
def test_something_else_a_day_before_or_after_stands_for_it(alice, runs, days, stands):
    tuesday = runs[3]
    assert [run.on - tuesday.on for run in runs[2:5]] == [2 * DAY, 0 * DAY, -2 * DAY]
    make_activity(alice, on=tuesday.on + timedelta(days=days), distance_km=4.0)
    assert missed(alice) == (2 if days == 1 else 3 if stands else 4)


def test_what_was_done_for_another_session_does_not_stand_for_this_one(alice, runs):
    sunday, saturday = runs[0], runs[1]
    assert sunday.on - saturday.on == DAY
    make_activity(alice, saturday)
    assert missed(alice) == 1


def test_a_session_done_days_later_was_not_missed(alice, runs):
    make_activity(alice, runs[3], on=LATER)
    assert missed(alice) == 3


def test_it_looks_back_four_weeks(alice):
    later = START + timedelta(days=70)
    assert missed(alice, later) == len(sessions_of(alice, since=later - timedelta(days=28), until=later))


def test_after_a_declined_suggestion_it_counts_anew(alice, runs):
    plan = adapting.suggest(athlete=alice, reason="missed", now=NOW, today=LATER)
    adapting.decline(plan=plan, by=alice.user, now=NOW + (LATER - TODAY))
    assert missed(alice) == 0
    assert missed(alice, LATER + timedelta(days=7)) == 4


def test_after_an_accepted_one_too(alice, runs):
    plan = adapting.suggest(athlete=alice, reason="missed", now=NOW, today=LATER)
    adapting.accept(plan=plan, by=alice.user, now=NOW, today=LATER)
    assert missed(alice) == 0


def test_strength_is_no_run(alice, runs):
    for strength in Workout.objects.of(alice).filter(kind="strength", on__lt=LATER):
        make_activity(alice, strength, minutes=20)
    assert missed(alice) == len(runs)


def test_weeks_of_any_length_take_four_queries(alice, django_assert_num_queries):
    for days in (1, 14):
        with django_assert_num_queries(4):
            missed(alice, START + timedelta(days=days))
