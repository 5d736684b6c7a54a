"""What one line of the roster says."""

from datetime import date, timedelta

import pytest

from coaching.rules import roster
from coaching.rules.terms import Baseline, Run, Sport

TODAY = date(2026, 11, 22)
MONDAY = date(2026, 11, 16)
RUNNING, CYCLING = Sport.RUNNING, Sport.CYCLING


def ago(days):
    return TODAY - timedelta(days=days)


def base(*runs, sport=RUNNING):
    return Baseline(sport, runs, 20.0, 120, 4.0, 30, frozenset(), None, None, 360.0)


@pytest.mark.parametrize(("sport", "done"), [(RUNNING, 9.5), (CYCLING, 75)])
def test_a_span_counts_its_first_day_and_not_the_day_it_is_before(sport, done):
    runs = [Run(ago(8), 7, 7), Run(ago(7), 5, 30), Run(ago(1), 4.5, 45), Run(TODAY, 9, 9)]
    assert roster.done_since(runs, ago(7), TODAY, sport) == done


@pytest.mark.parametrize(("days", "longest"), [(0, 9.0), (29, 9.0), (30, 5.0)])
def test_the_longest_run_is_of_thirty_days_with_today(days, longest):
    assert roster.longest_lately([Run(ago(days), 9.0), Run(ago(3), 5.0)], None, RUNNING, TODAY) == longest


@pytest.mark.parametrize(
    ("started_from", "longest"),
    [(base(Run(ago(50), 12.0), Run(ago(60), 8.0)), 12.0), (base(Run(ago(5), 6.0)), 6.0), (base(), 4.0), (None, None)],
)
def test_without_a_log_the_start_of_the_plan_stands_in(started_from, longest):
    assert roster.longest_lately([], started_from, RUNNING, TODAY) == longest


def test_the_longest_ride_is_in_minutes():
    assert roster.longest_lately([Run(ago(3), 40.0, 90), Run(ago(4), 30.0, 100)], None, CYCLING, TODAY) == 100
    assert roster.longest_lately([], base(sport=CYCLING), CYCLING, TODAY) == 30


@pytest.mark.parametrize(
    ("sport", "km", "target_s", "longest", "gap"),
    [
        (RUNNING, 21.0975, None, 14.0, 1.51),
        (RUNNING, 21.0975, 3600.0, 14.0, 1.51),
        (CYCLING, 100.0, None, 120.0, 2.0),  # four hours at 25 km an hour
        (CYCLING, 100.0, 5 * 3600.0, 120.0, 2.5),
        (RUNNING, None, None, 14.0, None),
        (RUNNING, 10.0, None, None, None),
    ],
)
def test_the_gap_is_the_race_as_a_multiple_of_the_longest(sport, km, target_s, longest, gap):
    assert roster.race_gap(sport, km, target_s, longest) == gap


# --- Strength --------------------------------------------------------------------------------------


def weeks(*done):
    """Weeks that planned strength, last week first: whether some was done; None for a week without a plan for it."""
    back = {MONDAY - timedelta(weeks=number): each for number, each in enumerate(done, start=1)}
    return {monday: each for monday, each in back.items() if each is not None}


@pytest.mark.parametrize(
    ("done", "count", "first"),
    [
        ((), 0, None),
        ((True, False), 0, None),
        ((False, True), 1, 1),
        ((False, False, True, False), 2, 2),
        ((None, False, None, False), 2, 4),
    ],
)
def test_weeks_without_strength_count_back_to_the_last_with_some(done, count, first):
    since = MONDAY - timedelta(weeks=first) if first else None
    assert roster.strength_missed(weeks(*done), [], MONDAY) == (count, since)


def test_the_week_that_goes_on_does_not_count():
    assert roster.strength_missed({MONDAY: False}, [], MONDAY) == (0, None)


def test_weeks_of_illness_or_holiday_are_passed_over():
    ill = MONDAY - timedelta(weeks=1)
    assert roster.strength_missed(weeks(False, False, True), [ill], MONDAY) == (1, MONDAY - timedelta(weeks=2))


# --- Silence and care ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("last_log", "starts", "held", "since"),
    [
        (ago(5), ago(40), [], ago(5)),
        (None, ago(40), [], ago(40)),
        (None, None, [], None),
        (ago(30), ago(40), [(ago(20), ago(10))], ago(10)),
        (ago(5), ago(40), [(ago(20), ago(10))], ago(5)),
        (ago(30), ago(40), [(ago(20), TODAY)], None),
        (ago(30), ago(40), [(ago(-3), ago(-9))], ago(30)),
        (None, None, [(ago(20), ago(10))], None),
    ],
)
def test_silence_counts_from_the_last_log_and_not_through_illness_or_holiday(last_log, starts, held, since):
    assert roster.silent_since(last_log, starts, held, TODAY) == since


@pytest.mark.parametrize(
    ("pattern", "care", "asks"),
    [
        ("fatigue", "none", False),
        ("nocturnal", "none", False),
        ("symptomatic", "none", True),
        ("mixed", "none", False),
        ("fatigue", "doctor", True),
        (None, None, False),
    ],
)
def test_answers_ask_for_care_by_their_pattern_or_their_card(pattern, care, asks):
    assert roster.asks_for_care(pattern, care) == asks
