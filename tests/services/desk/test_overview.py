"""One athlete at a glance: the weeks, the goal, what was said, what was cramped."""

from datetime import timedelta
from uuid import uuid4

import pytest

from coaching.models import CoachAccess, Workout, WorkoutComment
from coaching.rules.terms import Sport
from coaching.services.desk import cramps, overview, talk, training
from coaching.services.desk.adding_up import entries
from tests.builders import NOW, TODAY, make_athlete, make_cast, make_coach, make_runner, with_race_in
from tests.cramps import make_cramp, make_night, make_run
from tests.lives import FLAG, make_activity, make_incident, sessions_of

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def seen_of(athlete, **fields):
    coach = make_coach("Bob")
    access = CoachAccess.objects.create(athlete=athlete, coach=coach, **fields)
    return overview.gather(access, by=coach, today=TODAY, now=NOW)


def trained(athlete, sport=Sport.RUNNING, **words):
    return training.gather(athlete, cramps.all_of(athlete), sport=sport, units="metric", today=TODAY, **words)


# --- Weeks -----------------------------------------------------------------------------------------


def test_a_week_adds_up_what_was_done_the_mean_of_its_efforts_and_its_cramps():
    athlete = make_athlete("Alice")
    make_run(athlete, back=1, km=8.0, effort=4)
    make_run(athlete, back=2, km=7.0, effort=7)
    make_run(athlete, back=3, km=5.0)
    make_run(athlete, back=7, km=9.0, effort=2)
    make_cramp(athlete, back=1)
    last, week = trained(athlete).weeks[-2:]
    assert (week.done, week.effort, week.cramps, last.done, last.effort, last.cramps) == (20.0, 5.5, 1, 9.0, 2.0, 0)


def test_what_was_missed_and_what_was_ridden_by_a_runner_is_no_distance():
    athlete = make_athlete("Alice")
    make_run(athlete, km=None, outcome="missed")
    make_run(athlete, km=40.0, sport="cycling")
    assert (trained(athlete).weeks[-1].done, len(trained(athlete).log)) == (0, 2)


def test_this_week_holds_all_it_has_planned():
    athlete = make_runner(now=NOW - timedelta(days=7))
    week = athlete.plans.get().weeks.get(starts_on__lte=TODAY, ends_on__gte=TODAY)
    planned = sum(
        workout.distance_km or 0 for workout in sessions_of(athlete, since=TODAY - 6 * A_DAY, until=TODAY + A_DAY)
    )
    assert trained(athlete).weeks[-1].planned == pytest.approx(planned)
    assert week.distance_km > 0


def test_twelve_weeks_are_drawn_and_up_to_sixteen_where_there_is_something_to_draw():
    athlete = make_athlete("Alice")
    assert len(trained(athlete).weeks) == 12
    make_run(athlete, back=7 * 13)
    assert len(trained(athlete).weeks) == 14


def test_weeks_begin_on_the_day_the_coach_likes():
    assert trained(make_athlete("Alice"), week_starts_on=6).weeks[-1].starts_on.weekday() == 6


def test_the_log_is_of_fourteen_days():
    athlete = make_athlete("Alice")
    make_run(athlete, back=14)
    kept = make_run(athlete, back=13)
    assert trained(athlete).log == [kept]


def test_the_last_28_days_are_those_of_the_roster_whatever_was_said_of_a_run():
    athlete = make_runner(answers=with_race_in(0), now=NOW - timedelta(days=28))
    athlete.plans.update(race_on=TODAY - A_DAY)
    runs = sessions_of(athlete, until=TODAY)
    make_activity(athlete, runs[0])
    make_activity(athlete, runs[1], outcome="partly")
    Workout.objects.filter(pk=runs[2].pk).update(distance_km=None)
    make_activity(athlete, Workout.objects.select_related("week__plan").get(pk=runs[2].pk))
    make_run(athlete, back=2, km=None, minutes=30)
    make_run(athlete, back=28, km=9.0)
    make_run(athlete, back=29, km=20.0)
    make_run(athlete, back=0, km=20.0)
    seen, (entry,) = seen_of(athlete), entries([athlete.pk], TODAY)
    month = seen.training.month
    assert (month.planned, month.done) == pytest.approx((entry.planned_28, entry.done_28), abs=0.06)
    assert entry.planned_28 > entry.done_28 > 18


# --- Goal ------------------------------------------------------------------------------------------


def test_the_goal_says_what_was_done_since():
    athlete = make_runner(answers=with_race_in(4), now=NOW - timedelta(days=28))
    make_run(athlete, back=3, km=8.0)
    far, much = seen_of(athlete).goal.since
    assert far == "The longest run of the last 30 days is 8 km, on Thursday 19 November 2026; the race is 25 % farther."
    assert much.startswith("In the last 28 days 8 km of running, ")
    assert much.endswith(" planned. That is 2 km a week.")


def test_a_race_as_long_as_the_longest_run_is_no_farther():
    athlete = make_runner(answers=with_race_in(4))
    make_run(athlete, back=3, km=10.0)
    assert seen_of(athlete).goal.since[0].endswith("; the race is no farther.")


def test_where_nothing_was_logged_the_goal_says_that_alone():
    assert seen_of(make_runner(answers=with_race_in(4))).goal.since == (
        "No run with a distance is logged in the last 30 days.",
    )


def test_without_answers_there_is_no_goal():
    seen = seen_of(make_athlete("Alice"))
    assert (seen.goal, seen.answered, seen.plan.active, seen.plan.days_to_race) == (None, None, None, None)


# --- Plan ------------------------------------------------------------------------------------------


def test_the_week_that_is_on_and_the_one_after_it():
    athlete = make_runner(answers=with_race_in(4), now=NOW - timedelta(days=7))
    plan = seen_of(athlete).plan
    assert plan.week.starts_on <= TODAY <= plan.week.ends_on
    assert plan.next_week.number == plan.week.number + 1
    assert (plan.days_to_race, plan.is_over) == (28, False)


def test_a_plan_is_over_the_day_after_its_race():
    athlete = make_runner(answers=with_race_in(0), now=NOW - timedelta(days=30))
    athlete.plans.update(race_on=TODAY)
    assert (overview.plan_state(athlete, TODAY).is_over, overview.plan_state(athlete, TODAY + A_DAY).is_over) == (
        False,
        True,
    )


# --- Comments --------------------------------------------------------------------------------------


def say(workout, by, *, at=NOW):
    return WorkoutComment.objects.create(workout=workout, author=by, text="Hello.", form=uuid4(), created_at=at)


@pytest.fixture
def cast():
    cast = make_cast()
    cast.runner = make_runner("Dora")
    cast.access = CoachAccess.objects.create(athlete=cast.runner, coach=cast.bob, level=CoachAccess.EDIT)
    cast.workouts = list(Workout.objects.of(cast.runner)[:7])
    return cast


def test_a_thread_waits_while_the_athlete_has_the_last_word(cast):
    say(cast.workouts[0], cast.runner.user, at=NOW - 2 * A_DAY)
    say(cast.workouts[1], cast.bob, at=NOW - A_DAY)
    assert [(thread.workout, thread.waits) for thread in talk.threads(cast.access)] == [
        (cast.workouts[0], True),
        (cast.workouts[1], False),
    ]
    say(cast.workouts[0], cast.vera)
    assert [thread.waits for thread in talk.threads(cast.access)] == [False, False]


def test_what_the_coach_noted_waits_no_longer(cast):
    say(cast.workouts[0], cast.runner.user)
    cast.access.noted_at = NOW
    assert [thread.waits for thread in talk.threads(cast.access)] == [False]
    say(cast.workouts[0], cast.runner.user, at=NOW + A_DAY)
    assert [thread.waits for thread in talk.threads(cast.access)] == [True]


def test_the_newest_five_are_shown(cast):
    for number, workout in enumerate(cast.workouts):
        say(workout, cast.bob, at=NOW - number * A_DAY)
    assert [thread.workout for thread in talk.threads(cast.access)] == cast.workouts[:5]


def test_a_week_that_is_hidden_from_the_athlete_is_not_commented_on(cast):
    Workout.objects.of(cast.runner).filter(week__number=1).delete()
    assert talk.next_workout(cast.runner, TODAY).week.number == 2
    cast.runner.plans.update(shown_until=TODAY)
    assert talk.next_workout(cast.runner, TODAY) is None


# --- Cramps and nights -----------------------------------------------------------------------------


def test_a_cramp_says_what_was_made_of_it():
    athlete = make_athlete("Alice")
    make_cramp(athlete, back=1)
    make_cramp(athlete, back=2, row="S1")
    plain, doctor = cramps.seen(cramps.all_of(athlete))
    assert (plain.fits, plain.care, doctor.care is None) == ("Cramps of fatigue", None, False)


def test_what_stops_the_plan_stands_apart_until_somebody_looked_at_it():
    athlete = make_athlete("Alice")
    flagged = make_incident(athlete, on=TODAY, triage=FLAG)
    assert [one.incident for one in cramps.stopping(cramps.all_of(athlete))] == [flagged]
    athlete.incidents.update(cleared_at=NOW)
    assert cramps.stopping(cramps.all_of(athlete)) == []


def test_ten_cramps_are_listed_and_the_others_counted():
    athlete = make_athlete("Alice")
    for back in range(12):
        make_cramp(athlete, back=back + 1)
    seen = seen_of(athlete)
    assert (len(seen.cramps), seen.more_cramps, seen.pattern.counts.cramps) == (10, 2, 12)


def test_nights_are_counted():
    athlete = make_athlete("Alice")
    make_night(athlete, back=1, cramps=1)
    make_night(athlete, back=20)
    assert seen_of(athlete).nights[0] == "1 of 14 nights written down."


def test_reasons_are_those_of_the_morning_list():
    athlete = make_athlete("Alice")
    make_activity(athlete, on=TODAY - timedelta(days=40))
    make_cramp(athlete, back=1)
    assert "cramp" in [reason.kind for reason in seen_of(athlete).reasons]
