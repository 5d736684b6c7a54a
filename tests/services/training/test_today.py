"""The first page of a morning: what is to be done, and what wants an answer."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coaching.content import demo
from coaching.models import Workout
from coaching.rules.terms import Effect, Goal, Outcome
from coaching.services import adapting, plans
from coaching.services.training import activities
from coaching.services.training.today import gather
from tests.builders import NOW, TODAY, make_activities, make_athlete, make_runner
from tests.lives import FLAG, make_incident, make_overlay

pytestmark = pytest.mark.django_db


@pytest.fixture
def runner(db):
    return make_runner()


def days_of(athlete):
    return sorted(set(Workout.objects.of(athlete).values_list("on", flat=True)))


def log(athlete, workout, outcome=Outcome.DONE):
    now = NOW + timedelta(days=(workout.on - TODAY).days)
    return activities.tick(athlete=athlete, workout=workout, outcome=outcome, now=now, today=workout.on)[0]


def workouts(athlete, on):
    return list(Workout.objects.of(athlete).select_related("week__plan").filter(on=on))


def test_before_the_plan_starts_only_the_next_workout_is_known(runner):
    found = gather(runner, TODAY)
    assert (found.planned, found.unlogged, found.next.on) == ([], [], days_of(runner)[0])


def test_a_day_has_its_workouts_and_what_comes_next(runner):
    first, second = days_of(runner)[:2]
    found = gather(runner, first)
    assert [one.workout for one in found.planned] == workouts(runner, first)
    assert {(one.activity, one.effect) for one in found.planned} == {(None, Effect.AS_PLANNED)}
    assert found.next.on == second


def test_what_was_logged_is_beside_its_workout(runner):
    day = days_of(runner)[0]
    activity = log(runner, workouts(runner, day)[0])
    assert gather(runner, day).planned[0].activity == activity


def test_workouts_of_three_days_back_want_an_answer_until_they_have_one(runner):
    day = days_of(runner)[0]
    waiting = [one.workout for one in gather(runner, day + timedelta(days=1)).unlogged]
    assert waiting == workouts(runner, day)
    for workout in waiting:
        log(runner, workout, Outcome.MISSED)
    assert gather(runner, day + timedelta(days=1)).unlogged == []
    log_days = [one.workout.on for one in gather(runner, day + timedelta(days=4)).unlogged]
    assert day not in log_days


def test_what_was_left_out_for_illness_wants_no_answer(runner):
    day = days_of(runner)[0]
    overlay = make_overlay(runner, starts_on=day, days=1)
    then, later = gather(runner, day), gather(runner, day + timedelta(days=1))
    assert [(one.effect, one.overlay) for one in then.planned] == [(Effect.OFF, overlay)] * len(then.planned)
    assert (then.overlay, later.overlay, later.unlogged) == (overlay, None, [])


def test_an_activity_of_its_own_is_shown_too(runner):
    [activity] = make_activities(runner, 1)
    assert gather(runner, TODAY).also == [activity]


def test_a_log_of_a_plan_that_was_replaced_is_not_lost(runner):
    day = days_of(runner)[0]
    activity = log(runner, workouts(runner, day)[0])
    plans.retire(athlete=runner, on=day)
    found = gather(runner, day)
    assert (found.plan, found.planned, found.also) == (None, [], [activity])


def test_three_missed_sessions_are_met_with_an_offer(runner):
    day = days_of(runner)[-1]
    assert gather(runner, day).offers_a_plan
    suggestion = adapting.suggest(
        athlete=runner, reason="missed", now=NOW + timedelta(days=20), today=TODAY + timedelta(days=20)
    )
    found = gather(runner, day)
    assert (found.suggestion, found.offers_a_plan) == (suggestion, False)


def test_a_cramp_with_a_sign_stops_it_all(runner):
    cramp = make_incident(runner, on=TODAY, triage=FLAG)
    found = gather(runner, days_of(runner)[-1])
    assert (found.stopping, found.offers_a_plan) == (cramp, False)


def test_the_day_after_the_race_the_plan_is_over():
    race = TODAY + timedelta(weeks=8)
    runner = make_runner("Racer", answers=replace(demo.fatigue(TODAY), goal=Goal(10.0, race)))
    assert [gather(runner, race + timedelta(days=count)).is_over for count in (0, 1)] == [False, True]


def test_without_a_plan_there_is_nothing_to_do():
    found = gather(make_athlete("New"), TODAY)
    assert (found.plan, found.planned, found.unlogged, found.next, found.is_over) == (None, [], [], None, False)


@pytest.mark.parametrize("count", [1, 3, 1000])
def test_the_number_of_queries_is_the_same_whatever_the_history(runner, django_assert_num_queries, count):
    day = days_of(runner)[8]
    make_activities(runner, count, until=day)
    for workout in workouts(runner, days_of(runner)[7])[:count]:
        log(runner, workout, Outcome.RESTED)
    with django_assert_num_queries(12):
        gather(runner, day)
