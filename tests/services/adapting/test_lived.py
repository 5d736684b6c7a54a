"""What the rules are told of the weeks as they went."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coaching.content import demo
from coaching.models import Workout
from coaching.rules.adjust import Cramped, Lived
from coaching.rules.terms import Run
from coaching.services import adapting
from tests.builders import NOW, TODAY, make_runner
from tests.lives import FATIGUE, FLAG, make_activity, make_check_in, make_incident, sessions_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
START = TODAY + DAY
LATER = TODAY + timedelta(days=15)


@pytest.fixture
def alice(db):
    return make_runner()


def lived(athlete, today=LATER):
    return adapting.lived_of(athlete, athlete.plans.active().get(), today)


def first_run(athlete):
    return sessions_of(athlete, until=LATER)[0]


def test_weeks_without_a_word_are_empty(alice):
    assert lived(alice) == Lived()


def test_what_was_logged_counts_with_its_amounts(alice):
    run = first_run(alice)
    make_activity(alice, run, distance_km=5.5, minutes=40)
    make_activity(alice, on=run.on + DAY, distance_km=3.0, minutes=20)
    assert lived(alice).done == (Run(run.on, 5.5, 40), Run(run.on + DAY, 3.0, 20))


@pytest.mark.parametrize(("outcome", "share"), [("done", 1), ("partly", 0.5)])
def test_without_amounts_the_planned_ones_count_or_half_of_them(alice, outcome, share):
    run = first_run(alice)
    make_activity(alice, run, outcome=outcome)
    assert lived(alice).done == (Run(run.on, run.distance_km * share, round(run.minutes * share)),)


def test_where_one_amount_is_known_the_other_follows_the_planned_pace(alice):
    run = first_run(alice)
    make_activity(alice, run, minutes=run.minutes / 2)
    assert lived(alice).done == (Run(run.on, round(run.distance_km / 2, 2), round(run.minutes / 2)),)


def test_where_nothing_was_planned_it_follows_the_usual_pace(alice):
    usual = alice.plans.get().baseline["budget_pace_s_per_km"]
    make_activity(alice, on=START, minutes=60)
    assert lived(alice).done == (Run(START, round(3600 / usual, 2), 60),)


def test_a_ride_of_which_only_the_length_is_known_takes_the_usual_speed():
    rider = make_runner("Rita", answers=demo.cyclist(TODAY))
    make_activity(rider, on=START, distance_km=50.0, sport="cycling")
    assert lived(rider).done == (Run(START, 50.0, 120),)


@pytest.mark.parametrize("outcome", ["missed", "rested"])
def test_what_was_not_done_is_no_run(alice, outcome):
    make_activity(alice, first_run(alice), outcome=outcome)
    assert lived(alice).done == ()


def test_strength_and_the_other_sport_are_no_runs(alice):
    strength = Workout.objects.of(alice).filter(kind="strength").first()
    make_activity(alice, strength, minutes=30)
    make_activity(alice, on=START, distance_km=30.0, sport="cycling")
    assert lived(alice).done == ()


def test_only_days_since_the_calendar_of_the_plan_began_count(alice):
    make_activity(alice, on=TODAY, distance_km=5.0)
    make_activity(alice, on=LATER + DAY, distance_km=5.0)
    assert lived(alice).done == ()


@pytest.mark.parametrize("outcome", ["done", "missed", "rested"])
def test_whatever_was_logged_today_ends_the_day(alice, outcome):
    make_activity(alice, on=LATER, outcome=outcome)
    assert lived(alice).logged_today is True


def test_a_red_flag_of_a_day_to_come_pauses_too(alice):
    """Written down in Auckland, looked at in Los Angeles."""
    make_incident(alice, on=LATER + DAY, triage=FLAG)
    make_incident(alice, on=LATER + DAY)
    assert lived(alice).cramps == (Cramped(LATER + DAY, FLAG),)


def test_cramps_come_with_their_triage(alice):
    make_incident(alice, on=LATER)
    make_incident(alice, on=START - DAY)
    assert lived(alice).cramps == (Cramped(LATER, FATIGUE),)


def test_a_red_flag_counts_until_somebody_has_looked_at_it(alice):
    flag = make_incident(alice, on=START - timedelta(days=90), triage=FLAG)
    assert lived(alice).cramps == (Cramped(flag.on, FLAG),)
    flag.cleared_at = NOW
    flag.save()
    assert lived(alice).cramps == ()


def test_a_cleared_flag_of_these_weeks_is_a_cramp_like_any_other(alice):
    make_incident(alice, on=START, triage=FLAG, cleared_at=NOW)
    assert lived(alice).cramps == (Cramped(START, replace(FLAG, care=FATIGUE.care)),)


def test_the_last_substantial_problem_counts_from_the_day_it_was_told(alice):
    make_check_in(alice, on=START, answer="no_training")
    make_check_in(alice, on=START + timedelta(days=7))
    make_check_in(alice, on=START + timedelta(days=14), answer="little")
    assert lived(alice).substantial_problem_on == START + timedelta(days=7)


def test_weeks_of_any_length_take_three_queries(alice, django_assert_num_queries):
    plan = alice.plans.get()
    for days in (0, 14):
        for run in sessions_of(alice, until=START + timedelta(days=days)):
            make_activity(alice, run)
            make_incident(alice, on=run.on)
        with django_assert_num_queries(3):
            adapting.lived_of(alice, plan, LATER)
        alice.activities.all().delete()
