from dataclasses import replace
from datetime import timedelta

import pytest

from coaching.rules.audit import audit
from coaching.rules.terms import Phase, RuleKind, WorkoutKind

from .builders import RIDER, RUNNER, but, in_weeks, plan_of, workouts

PLAN = plan_of(RUNNER)


def edited(plan, number, change):
    """The plan with the workouts of one week changed by hand."""
    weeks = [replace(w, workouts=tuple(change(list(w.workouts)))) if w.number == number else w for w in plan.weeks]
    return replace(plan, weeks=tuple(weeks))


def longer(kind, km):
    return lambda workouts: [replace(w, distance_km=km) if w.kind == kind else w for w in workouts]


def as_kind(old, new):
    return lambda workouts: [replace(w, kind=new) if w.kind == old else w for w in workouts]


def found(plan):
    return [(breach.rule, breach.kind, breach.week) for breach in audit(plan)]


def test_a_plan_made_here_breaks_nothing():
    assert found(PLAN) == []


def test_a_run_beyond_a_tenth_is_found_on_its_day():
    week = PLAN.weeks[4]
    plan = edited(PLAN, 5, longer(WorkoutKind.LONG, week.longest_km * 1.2))
    breach = audit(plan)[0]
    long = next(w for w in week.workouts if w.kind == WorkoutKind.LONG)
    assert (breach.rule, breach.kind, breach.on) == ("R1", RuleKind.HARD, long.on)


def test_exactly_a_tenth_is_allowed_and_a_hundred_metres_more_is_not():
    longest = max(run.km for run in PLAN.baseline.runs)
    assert ("R1", RuleKind.HARD, 1) not in found(edited(PLAN, 1, longer(WorkoutKind.LONG, round(longest * 1.1, 1))))
    assert ("R1", RuleKind.HARD, 1) in found(edited(PLAN, 1, longer(WorkoutKind.LONG, round(longest * 1.1 + 0.1, 1))))


@pytest.mark.parametrize(("factor", "kind"), [(1.19, None), (1.25, RuleKind.SOFT), (1.31, RuleKind.HARD)])
def test_a_week_that_grows_is_warned_about_and_refused(factor, kind):
    easy = [w for w in PLAN.weeks[0].workouts if w.kind == WorkoutKind.EASY]
    long = sum(w.distance_km for w in PLAN.weeks[0].workouts if w.kind == WorkoutKind.LONG)
    each = (PLAN.baseline.weekly_km * factor - long) / len(easy)
    breaches = [b for b in found(edited(PLAN, 1, longer(WorkoutKind.EASY, each))) if b[0] == "R2"]
    assert breaches == ([("R2", kind, 1)] if kind else [])


def test_a_small_week_counts_as_ten_kilometres():
    plan = replace(PLAN, baseline=replace(PLAN.baseline, weekly_km=0.0))
    assert next(b.sentence for b in audit(plan) if b.week == 1 and b.rule == "R2").startswith(
        "30.5 km this week after 0 km"
    )


def test_the_first_week_of_a_heavy_beginner():
    plan = replace(PLAN, baseline=replace(PLAN.baseline, first_week_km=3.0))
    assert ("R4", RuleKind.HARD, 1) in found(plan)


def test_a_workout_on_another_day_or_outside_its_week():
    def move(days):
        return lambda workouts: [replace(workouts[0], on=workouts[0].on + timedelta(days=days)), *workouts[1:]]

    assert ("D8", RuleKind.HARD, 3) in found(edited(PLAN, 3, move(1)))
    assert ("D8", RuleKind.HARD, 3) in found(edited(PLAN, 3, move(-7)))


def test_more_time_than_was_named():
    plan = replace(PLAN, baseline=replace(PLAN.baseline, max_minutes_per_week=100))
    assert {number for rule, kind, number in found(plan) if (rule, kind) == ("D8", RuleKind.HARD)} == {
        week.number for week in PLAN.weeks if week.minutes > 100
    }


def test_a_plan_without_its_race_or_with_something_beside_it():
    without = edited(PLAN, 16, lambda workouts: [w for w in workouts if w.kind != WorkoutKind.RACE])
    beside = edited(PLAN, 16, lambda workouts: [*workouts, replace(workouts[0], on=PLAN.race_on)])
    assert ("D8", RuleKind.HARD, None) in found(without)
    assert ("D8", RuleKind.HARD, None) in found(beside)


def test_a_fast_session_during_a_hold():
    fast = workouts(PLAN, WorkoutKind.INTERVALS)[0].on
    held = replace(PLAN, baseline=replace(PLAN.baseline, hold_until=fast, hold_rule="R21"))
    over = replace(PLAN, baseline=replace(PLAN.baseline, hold_until=fast - timedelta(days=1), hold_rule="R21"))
    assert ("R21", RuleKind.HARD, 2) in found(held)
    assert [b for b in found(over) if b[0] == "R21"] == []


def test_two_fast_sessions_in_a_week_of_four():
    plan = edited(PLAN, 3, as_kind(WorkoutKind.EASY, WorkoutKind.INTERVALS))
    assert ("R5", RuleKind.SOFT, 3) in found(plan)


def test_a_long_run_of_over_two_and_a_half_hours_in_a_small_week():
    week = PLAN.weeks[13]
    plan = edited(PLAN, 14, lambda ws: [replace(w, minutes=151) if w.kind == WorkoutKind.LONG else w for w in ws])
    assert week.longest_km > 0.3 * week.distance_km
    assert ("R6", RuleKind.SOFT, 14) in found(plan)


def test_three_sessions_waive_the_long_run_share():
    slow = but(
        RUNNER, training__sessions_per_week=3, availability__days=frozenset({1, 3, 6}), training__pace_s_per_km=480.0
    )
    plan = plan_of(slow)
    assert max(week.longest_minutes for week in plan.weeks) > 150
    assert [b for b in found(plan) if b[0] == "R6"] == []


def test_a_taper_that_is_none():
    weeks = [replace(w, phase=Phase.TAPER) if w.number in (13, 14) else w for w in PLAN.weeks]
    assert "R7" in {rule for rule, _, _ in found(replace(PLAN, weeks=tuple(weeks)))}


def test_too_little_strength_in_a_building_week():
    plan = edited(PLAN, 2, lambda workouts: [w for w in workouts if w.kind != WorkoutKind.STRENGTH])
    assert found(plan) == [("R15", RuleKind.SOFT, 2)]


def test_hard_days_one_after_the_other():
    def saturday_intervals(workouts):
        return [replace(w, kind=WorkoutKind.INTERVALS) if w.on.weekday() == 5 else w for w in workouts]

    assert ("R23", RuleKind.DESIGN, None) in found(edited(PLAN, 3, saturday_intervals))


def test_a_long_session_three_days_before_the_race():
    plan = edited(PLAN, 16, lambda ws: [replace(w, minutes=61) if (PLAN.race_on - w.on).days == 3 else w for w in ws])
    assert ("R26", RuleKind.SOFT, 16) in found(plan)


def test_running_rules_say_nothing_of_rides():
    plan = plan_of(RIDER)
    tripled = replace(plan, weeks=tuple(replace(w, distance_km=500.0) for w in plan.weeks))
    assert {rule for rule, _, _ in found(tripled)} & {"R1", "R2", "R4", "R6"} == set()


def test_hard_breaches_come_first():
    plan = edited(PLAN, 3, as_kind(WorkoutKind.EASY, WorkoutKind.INTERVALS))
    plan = edited(plan, 9, longer(WorkoutKind.LONG, 60.0))
    kinds = [breach.kind for breach in audit(plan)]
    assert kinds == sorted(kinds, key=lambda kind: kind != RuleKind.HARD)


def test_a_race_is_exempt_from_the_cap():
    plan = plan_of(but(RUNNER, goal__distance_km=42.195, goal__race_on=in_weeks(6)))
    assert [b for b in audit(plan) if b.rule == "R1"] == []
