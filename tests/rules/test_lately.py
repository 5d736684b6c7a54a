"""The training of the last four weeks, from the log."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coaching.rules.lately import lately
from coaching.rules.terms import Result, Run, Sport, Training

TODAY = date(2026, 11, 22)
BEFORE = Training(
    sessions_per_week=4,
    weekly_km=30,
    longest_km=14,
    longest_on=date(2026, 7, 1),
    pace_s_per_km=355,
    results=(Result(10, 3000),),
    years=4,
)


def ago(days, km=0.0, minutes=0):
    return Run(TODAY - timedelta(days=days), km, minutes)


def running(*runs):
    return lately(BEFORE, Sport.RUNNING, runs, today=TODAY)


def test_a_runner_s_four_weeks_are_added_up():
    found = running(ago(0, 8), ago(7, 12), ago(14, 16), ago(27, 10), ago(8, 6), ago(28, 50), ago(-1, 50))
    expected = replace(
        BEFORE, sessions_per_week=1, weekly_km=13, longest_km=50, longest_on=TODAY - timedelta(days=28), results=()
    )
    assert found == expected


def test_the_longest_counts_for_thirty_days():
    assert running(ago(29, 20), ago(30, 30), ago(1, 5)).longest_km == 20


def test_a_cyclist_s_four_weeks_are_minutes():
    before = replace(BEFORE, weekly_km=None, longest_km=None)
    found = lately(before, Sport.CYCLING, [ago(1, 30, 90), ago(9, 60, 150)], today=TODAY)
    expected = (60, 150, TODAY - timedelta(days=9), None)
    assert (found.weekly_minutes, found.longest_minutes, found.longest_on, found.weekly_km) == expected


def test_without_a_log_the_amounts_are_unknown_and_the_rest_stays():
    assert running(ago(31, 10)) == Training(pace_s_per_km=355, years=4)


def test_sessions_of_unknown_length_are_counted_alone():
    assert running(ago(1), ago(2)) == Training(sessions_per_week=1, pace_s_per_km=355, years=4)


def test_a_long_run_just_before_the_four_weeks_makes_no_session():
    found = running(ago(28, 12))
    assert (found.sessions_per_week, found.weekly_km, found.longest_km) == (0, 0, 12)


@given(st.lists(st.builds(ago, st.integers(0, 27), st.floats(0.1, 100)), min_size=1, max_size=30))
def test_the_longest_is_never_more_than_all_of_it(runs):
    """As the page that asks for them checks it."""
    found = running(*runs)
    assert found.sessions_per_week >= 1
    assert found.weekly_km > 0
    assert found.longest_km <= found.weekly_km * 30 / 7
