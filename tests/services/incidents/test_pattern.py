"""What of the log goes into a pattern: the cramps, the runs before them, the weeks they came in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coaching.content import demo
from coaching.models import Workout
from coaching.rules.terms import Sport, Training, Units
from coaching.services.incidents import pattern
from tests.builders import NOW, TODAY, make_assessment, make_athlete, make_runner, make_user
from tests.cramps import make_cramp, make_run
from tests.lives import make_activity

pytestmark = pytest.mark.django_db


def of(athlete, units="metric"):
    return pattern.of(athlete, units=units, today=TODAY)


def make_new_runner():
    """With a log-in, and nothing answered yet."""
    return make_athlete("Alice", user=make_user("Alice"))


def stated(**training):
    return replace(demo.fatigue(TODAY), training=Training(**training))


def test_without_a_cramp_and_a_run_there_is_nothing_to_draw():
    shown = of(make_new_runner())
    assert (shown.counts.cramps, shown.onsets, shown.weeks) == (0, (), ())


def test_five_cramps_are_counted_against_the_runs_of_the_thirty_days_before():
    athlete = make_new_runner()
    make_run(athlete, back=60)
    make_run(athlete, back=20, km=12)
    make_run(athlete, back=1, km=16)
    for km in (11, 12, 12.5, 14, 15):
        make_cramp(athlete, onset_km=km)
    assert of(athlete).counts.sentences == (
        "Of 5 cramps, 5 came during exercise.",
        "3 of 5 cramps came beyond the longest run of the 30 days before, counting those where both are known.",
        "The 5 cramps with a distance began between 11 km and 15 km into a run.",
    )


def test_before_the_log_began_the_assessment_tells_the_longest_run():
    athlete = make_new_runner()
    make_assessment(athlete=athlete, answers=stated(longest_km=10.0), now=NOW)
    history = pattern.history_of(athlete)
    assert [(run.on, run.km) for run in history.log.runs] == [(TODAY - timedelta(days=1), 10.0)]
    assert (history.log.known_from, history.logged) == (TODAY - timedelta(days=30), ())


def test_the_longest_run_stated_is_on_its_day_where_that_was_told():
    athlete, on = make_new_runner(), TODAY - timedelta(days=12)
    make_assessment(athlete=athlete, answers=stated(longest_km=10.0, longest_on=on), now=NOW)
    assert [run.on for run in pattern.history_of(athlete).log.runs] == [on]


def test_what_was_missed_is_no_run():
    athlete = make_new_runner()
    make_run(athlete, km=None, outcome="missed")
    assert pattern.history_of(athlete).log.runs == ()


def test_a_runners_rides_are_not_runs():
    athlete = make_runner()
    make_run(athlete, km=60, sport="cycling")
    assert pattern.history_of(athlete).logged == ()


def test_strength_is_no_ride():
    rider = make_runner(answers=demo.cyclist(TODAY))
    strength = Workout.objects.of(rider).filter(kind="strength").first()
    make_activity(rider, strength, sport="cycling", minutes=20)
    assert pattern.history_of(rider).logged == ()


def test_without_an_assessment_the_newest_activity_tells_the_sport():
    athlete = make_new_runner()
    make_run(athlete, km=60, sport="cycling", minutes=120)
    assert pattern.history_of(athlete).log.sport == Sport.CYCLING


def test_a_cyclist_has_minutes():
    athlete = make_new_runner()
    make_run(athlete, back=40, sport="cycling", km=None, minutes=30)
    make_run(athlete, back=10, sport="cycling", km=None, minutes=60)
    for minutes in (30, 60, 61, 90, 90):
        make_cramp(athlete, onset_minutes=minutes, onset_km=99)
    shown = of(athlete)
    assert shown.counts.sentences[1].startswith("3 of 5 cramps came beyond the longest ride")
    assert (shown.onsets, sum(week.amount for week in shown.weeks)) == ((30, 60, 61, 90, 90), 90)


def test_the_weeks_are_the_last_twenty_six_and_end_with_this_one():
    athlete = make_new_runner()
    make_run(athlete, back=26 * 7)
    make_run(athlete, back=25 * 7)
    make_run(athlete, back=0, km=5)
    make_cramp(athlete, back=6)
    weeks = of(athlete).weeks
    assert (len(weeks), weeks[0].amount) == (26, 10)
    assert weeks[-1] == pattern.Week(date(2026, 11, 16), date(2026, 11, 22), 5, 1)


def test_a_young_log_shows_eight_weeks():
    athlete = make_new_runner()
    make_run(athlete, back=1)
    assert len(of(athlete).weeks) == 8


def test_the_chosen_day_is_that_of_the_drawing():
    athlete = make_new_runner()
    athlete.user.week_starts_on = 6
    make_run(athlete, back=0)
    assert of(athlete).weeks[-1].starts_on == date(2026, 11, 22)


def test_the_words_are_in_the_units_asked_for():
    athlete = make_new_runner()
    for _ in range(5):
        make_cramp(athlete, onset_km=16.09344)
    shown = of(athlete, "imperial")
    assert shown.units == Units.IMPERIAL
    assert shown.counts.sentences[-1] == "The 5 cramps with a distance began 10 miles into a run."


def test_another_athletes_cramps_and_runs_are_not_in_it():
    other = make_runner("Charlie")
    make_cramp(other)
    make_run(other)
    shown = of(make_new_runner())
    assert (shown.counts.cramps, shown.weeks) == (0, ())


@pytest.mark.parametrize("number", [1, 3, 200])
def test_a_pattern_takes_three_queries_however_long_the_log(number, django_assert_num_queries):
    athlete = make_runner()
    for back in range(number):
        make_cramp(athlete, back=back, onset_km=12.0)
        make_run(athlete, back=back)
    with django_assert_num_queries(3):
        of(athlete)
