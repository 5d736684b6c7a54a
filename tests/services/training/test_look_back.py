"""Looking back: what was planned, what was done, the cramps; and the next assessment."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine

from coaching.content import demo
from coaching.models import Assessment, TrainingPlan, Workout
from coaching.rules.terms import Answers, Goal, Result
from coaching.services import adapting
from coaching.services.stored import typed
from coaching.services.training import look_back
from coaching.services.training.what_next import next_assessment
from tests.builders import NOW, TODAY, make_assessment, make_runner, with_race_in
from tests.lives import make_activity, make_incident

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
RACE_ON = TODAY + timedelta(weeks=4)


@pytest.fixture(autouse=True)
def today(db):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def runner():
    return make_runner(answers=with_race_in(4))


@pytest.fixture
def plan(runner):
    return runner.plans.get()


def workouts(plan, *kinds):
    found = Workout.objects.filter(week__plan=plan)
    return list(found.filter(kind__in=kinds) if kinds else found)


RUNS = ("easy", "long", "intervals", "goal_pace")


def test_planned_runs_are_those_of_the_plan_without_the_race(plan):
    back = look_back.look_back(plan)
    runs = workouts(plan, *RUNS)
    assert back.planned.sessions == len(runs)
    assert back.planned.km == pytest.approx(sum(run.distance_km for run in runs), abs=0.1)
    assert [week.planned.sessions for week in back.weeks] == [
        sum(run.week_id == week.pk for run in runs) for week in plan.weeks.all()
    ]
    assert (back.longest_planned.kind, back.race.kind, back.result) == ("long", "race", None)


def test_a_ride_is_none_of_a_runners_runs(runner, plan):
    make_activity(runner, on=plan.starts_on, sport="cycling", distance_km=40.0, minutes=90)
    back = look_back.look_back(plan)
    assert (back.done.sessions, back.extra, back.longest_done) == (0, 0, None)


def test_weeks_are_those_of_the_plan(plan):
    spans = [(week.starts_on, week.ends_on) for week in look_back.look_back(plan).weeks]
    assert spans == [(week.starts_on, week.ends_on) for week in plan.weeks.all()]


def test_what_was_logged_is_counted_by_what_became_of_it(runner, plan):
    first, second, third, fourth, *rest = workouts(plan, *RUNS)
    make_activity(runner, first, distance_km=7, minutes=42)
    make_activity(runner, second, outcome="partly", distance_km=3)
    make_activity(runner, third, outcome="missed")
    make_activity(runner, fourth, outcome="rested")
    extra = make_activity(runner, on=first.on, distance_km=9.5, minutes=60)
    strength = workouts(plan, "strength")
    make_activity(runner, strength[0], minutes=30)
    make_activity(runner, on=plan.starts_on - A_DAY, distance_km=100)
    back = look_back.look_back(plan)
    assert back.outcomes == {"done": 1, "partly": 1, "missed": 1, "rested": 1}
    assert (back.unlogged, back.extra, back.strength) == (len(rest), 1, (len(strength), 1))
    assert back.done == look_back.Amount(3, 19.5, 102)
    assert back.longest_done == extra
    assert back.weeks[0].done.km == 19.5


def test_the_race_is_a_result_and_no_training(runner, plan):
    (race,) = workouts(plan, "race")
    logged = make_activity(runner, race, distance_km=10, minutes=48.5)
    back = look_back.look_back(plan)
    assert (back.result, back.done.sessions, back.longest_done) == (logged, 0, None)


def test_the_cramps_of_that_time_are_there_in_their_order(runner, plan):
    later, sooner = make_incident(runner, on=RACE_ON), make_incident(runner, on=plan.starts_on)
    make_incident(runner, on=plan.starts_on - A_DAY)
    make_incident(runner, on=RACE_ON + A_DAY)
    charlie = make_runner("Charlie")
    make_incident(charlie, on=RACE_ON)
    assert look_back.look_back(plan).cramps == (sooner, later)


def test_it_opens_on_the_day_after_the_race(plan):
    assert look_back.opens_on(plan) == RACE_ON + A_DAY


def test_without_a_race_it_opens_when_the_plan_is_over():
    plan = make_runner(answers=replace(demo.fatigue(TODAY), goal=Goal())).plans.get()
    assert look_back.opens_on(plan) == plan.ends_on + A_DAY


@pytest.mark.parametrize("status", ["suggested", "declined"])
def test_a_plan_that_never_held_has_nothing_to_look_back_on(plan, status):
    plan.status = status
    assert look_back.opens_on(plan) is None
    with pytest.raises(ValueError, match="never held"):
        look_back.look_back(plan)


def test_a_plan_that_took_over_is_seen_with_the_one_before(runner, plan, today):
    first = next(run for run in workouts(plan, *RUNS) if run.on <= TODAY + timedelta(days=7))
    make_activity(runner, first, distance_km=8)
    at = NOW + timedelta(days=10)
    today.move_to(at)
    suggested = adapting.suggest(athlete=runner, reason="asked", now=at, today=at.date())
    new = adapting.accept(plan=suggested, by=runner.user, now=at, today=at.date())
    back = look_back.look_back(new)
    held = Workout.objects.of(runner).in_force().filter(kind__in=RUNS)
    assert (back.first_on, back.last_on) == (plan.starts_on, RACE_ON)
    assert (back.planned.sessions, back.done.km) == (held.count(), 8)
    old = look_back.look_back(TrainingPlan.objects.get(pk=plan.pk))
    assert (old.first_on, old.last_on) == (plan.starts_on, new.starts_on - A_DAY)


def test_a_plan_of_another_goal_is_not_counted(runner, plan):
    make_assessment(athlete=runner, answers=with_race_in(6), now=NOW + timedelta(days=7))
    new = runner.plans.active().get()
    back = look_back.look_back(new)
    assert back.planned.sessions == len(workouts(new, *RUNS))


def test_a_cyclist_s_amounts_are_minutes():
    rider = make_runner(answers=demo.cyclist(TODAY))
    plan = rider.plans.get()
    ride = workouts(plan, *RUNS)[0]
    make_activity(rider, ride, sport="cycling", minutes=125)
    back = look_back.look_back(plan)
    assert (back.done.minutes, back.longest_done.minutes) == (125, 125)
    assert back.longest_planned.minutes == max(ride.minutes for ride in workouts(plan, *RUNS))


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_a_fixed_number_of_queries(runner, plan, count, django_assert_num_queries):
    for workout in workouts(plan, *RUNS)[:count]:
        make_activity(runner, workout, distance_km=5)
        make_incident(runner, on=workout.on)
    with django_assert_num_queries(4):
        look_back.look_back(plan)


# --- What next ------------------------------------------------------------------------------------

AFTER = RACE_ON + A_DAY


def begun(runner, browser="a browser", on=AFTER):
    draft = next_assessment(athlete=runner, browser=browser, today=on)
    return draft, typed(Answers, draft.answers)


def test_the_next_assessment_starts_from_what_was_logged(runner, plan):
    for days, km in ((1, 8), (8, 16), (15, 12), (22, 4)):
        make_activity(runner, on=AFTER - timedelta(days=days), distance_km=km, minutes=km * 6)
    draft, answers = begun(runner)
    before = typed(Answers, plan.assessment.answers)
    expected = replace(
        before.training,
        sessions_per_week=1,
        weekly_km=10,
        longest_km=16,
        longest_on=AFTER - timedelta(days=8),
        results=(),
    )
    now = {"answered_on": AFTER, "weights": runner.user.weights}  # asked in what they like now
    assert answers == replace(before, training=expected, goal=Goal(10.0), **now)
    assert (draft.submitted_at, draft.athlete) == (None, None)


def test_it_asks_again_what_may_have_changed(runner, plan):
    every = ["safety", "signs", "sport", "training", "results", "goal", "days", "health"]
    Assessment.objects.filter(pk=plan.assessment_id).update(done=every)
    assert begun(runner)[0].done == ["sport", "days", "health"]


def test_the_race_is_a_result_of_the_next_assessment(runner, plan):
    (race,) = workouts(plan, "race")
    make_activity(runner, race, distance_km=10.02, minutes=48.5)
    training = begun(runner)[1].training
    assert (training.results, training.longest_km) == ((Result(10.02, 2910),), 10.02)
    assert begun(runner, on=RACE_ON + timedelta(days=91))[1].training.results == ()


def test_strength_is_no_run(runner, plan):
    make_activity(runner, workouts(plan, "strength")[-1], minutes=30)
    assert begun(runner)[1].training.sessions_per_week is None


def test_a_goal_to_come_stays(runner):
    assert begun(runner, on=RACE_ON - A_DAY)[1].goal == Goal(10.0, RACE_ON)


def test_pressed_twice_there_is_one_draft(runner):
    begun(runner)
    begun(runner)
    assert Assessment.objects.drafts().count() == 1


def test_it_starts_from_the_newest_answers(runner):
    newer = replace(with_race_in(8), goal=Goal(21.0975, date(2027, 6, 6)))
    make_assessment(athlete=runner, answers=newer, now=NOW + A_DAY)
    assert begun(runner)[1].goal == newer.goal
