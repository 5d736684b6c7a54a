"""How the amounts climb: bounds of our own that no hard rule would notice."""

from itertools import pairwise

import pytest

from coaching.rules.book import number
from coaching.rules.terms import Phase, WorkoutKind

from .builders import MARATHON, RIDER, RUNNER, SESSIONS, but, in_weeks, plan_of, workouts

LONG_PLAN = plan_of(but(RUNNER, goal__distance_km=MARATHON, goal__race_on=in_weeks(24)))


@pytest.mark.parametrize(
    ("rule", "numbers"),
    [
        ("D1", {"ambitious_share": 0.8, "open_growth": 1.3, "least_weeks": 4, "most_weeks": 26, "open_weeks": 12}),
        ("D2", {"growth": 1.15, "beginner_step_km": 1}),
        ("D3", {"share": 0.85}),
        ("D4", {"minutes": 210}),
        ("D6", {"cap": 1.1, "share": 0.8, "most_minutes": 300, "kmh": 25, "fastest_kmh": 30}),
        ("D12", {"minutes": 60, "ride_minutes": 120}),
        ("D13", {"days": 7}),
    ],
)
def test_our_own_numbers_are_what_the_book_says(rule, numbers):
    assert {name: number(rule, name) for name in numbers} == numbers


def test_no_building_week_grows_by_more_than_fifteen_percent_and_a_rounded_run():
    for before, week in pairwise(LONG_PLAN.weeks):
        if (before.phase, week.phase) == (Phase.BUILD, Phase.BUILD):
            assert week.distance_km <= before.distance_km * 1.15 + 0.5


def test_a_cut_back_week_is_about_fifteen_percent_lighter():
    for before, week in pairwise(LONG_PLAN.weeks):
        if week.phase == Phase.CUT_BACK:
            assert 0.78 <= week.distance_km / before.distance_km <= 0.86


def test_no_run_is_planned_for_longer_than_three_and_a_half_hours():
    slow = but(
        RUNNER,
        training__results=(),
        training__pace_s_per_km=480.0,
        training__weekly_km=50,
        training__longest_km=24.0,
        goal__distance_km=MARATHON,
        goal__race_on=in_weeks(24),
    )
    longest = max(week.longest_km for week in plan_of(slow).weeks)
    assert longest == pytest.approx(210 * 60 / (480 * 1.05), abs=0.1)


def test_no_ride_is_planned_for_longer_than_five_hours():
    long_event = but(
        RIDER,
        goal__distance_km=250.0,
        goal__target_s=None,
        goal__race_on=in_weeks(26),
        training__weekly_minutes=600,
        training__longest_minutes=240,
    )
    assert max(week.longest_minutes for week in plan_of(long_event).weeks) == 300


def test_the_long_session_keeps_to_its_share_of_the_week():
    for week in LONG_PLAN.weeks:
        if week.phase == Phase.BUILD:
            assert week.longest_km <= 0.5 * week.distance_km + 0.5


def test_an_open_plan_has_no_race_pace():
    plan = plan_of(but(RUNNER, goal__race_on=None))
    assert workouts(plan, WorkoutKind.GOAL_PACE) == []
    assert workouts(plan, WorkoutKind.INTERVALS) != []


def test_the_long_session_is_the_longest_of_its_week():
    for answers in (RUNNER, RIDER, but(RUNNER, goal__race_on=in_weeks(2))):
        for week in plan_of(answers).weeks:
            sessions = [w for w in week.workouts if w.kind in SESSIONS]
            long = [w.minutes for w in sessions if w.kind == WorkoutKind.LONG]
            assert [w for w in sessions if long and w.minutes > long[0]] == []


def test_a_beginner_under_r4_adds_a_kilometre_a_week_at_most_while_weeks_are_small():
    answers = but(
        RUNNER,
        person__weight_kg=95.0,
        person__height_cm=170.0,
        training__years=0.2,
        training__weekly_km=6,
        training__sessions_per_week=3,
        training__longest_km=3.0,
    )
    small = [week.distance_km for week in plan_of(answers).weeks if week.distance_km < 5]
    assert max(b - a for a, b in pairwise(small)) <= 1.01
