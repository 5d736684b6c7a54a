from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from coaching.rules.audit import audit
from coaching.rules.terms import Phase, RuleKind, Run, Sport, WorkoutKind

from . import strategies as some
from .builders import RIDER, RUNNER, SESSIONS, but, in_weeks, plan_of, workouts

PLAN = plan_of(RUNNER)


def edited(plan, number, change):
    """The plan with the workouts of one week changed by hand."""
    weeks = [replace(w, workouts=tuple(change(list(w.workouts)))) if w.number == number else w for w in plan.weeks]
    return replace(plan, weeks=tuple(weeks))


def longer(kind, km):
    return lambda workouts: [replace(w, distance_km=km) if w.kind == kind else w for w in workouts]


def as_kind(old, new):
    return lambda workouts: [replace(w, kind=new) if w.kind == old else w for w in workouts]


def each_session(**changes):
    return lambda workouts: [replace(w, **changes) if w.kind in SESSIONS else w for w in workouts]


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


@pytest.mark.parametrize(
    ("km", "kind"), [(12.0, None), (12.1, RuleKind.SOFT), (13.0, RuleKind.SOFT), (13.1, RuleKind.HARD)]
)
def test_a_small_week_counts_as_ten_kilometres(km, kind):
    days = len([w for w in PLAN.weeks[0].workouts if w.kind in SESSIONS])
    small = replace(PLAN, baseline=replace(PLAN.baseline, weekly_km=4.0))
    plan = edited(small, 1, each_session(distance_km=km / days))
    assert [b for b in found(plan) if b[0] == "R2" and b[2] == 1] == ([("R2", kind, 1)] if kind else [])


def test_a_run_without_a_distance_counts_by_its_minutes():
    week, pace = PLAN.weeks[4], PLAN.baseline.budget_pace_s_per_km
    minutes = round(week.longest_km * 1.5 * pace / 60)

    def untold(workouts):
        return [replace(w, distance_km=None, minutes=minutes) if w.kind == WorkoutKind.LONG else w for w in workouts]

    assert ("R1", RuleKind.HARD, 5) in found(edited(PLAN, 5, untold))


def test_two_runs_on_one_day_count_as_one():
    long = next(w for w in PLAN.weeks[4].workouts if w.kind == WorkoutKind.LONG)
    twice = edited(PLAN, 5, lambda workouts: [*workouts, replace(long, kind=WorkoutKind.EASY)])
    assert [(b.rule, b.on) for b in audit(twice) if b.rule == "R1" and b.week == 5] == [("R1", long.on)]


def test_a_first_run_without_any_before_it():
    first = workouts(PLAN, *SESSIONS)[0]
    unknown = replace(PLAN, baseline=replace(PLAN.baseline, runs=(), start_km=first.distance_km))
    assert [b for b in audit(unknown) if b.on == first.on] == []
    shorter = replace(PLAN, baseline=replace(PLAN.baseline, runs=(), start_km=first.distance_km - 0.1))
    assert [(b.rule, b.kind) for b in audit(shorter) if b.on == first.on] == [("R1", RuleKind.HARD)]


@pytest.mark.parametrize(("km", "breaks"), [(3.0, False), (3.1, True)])
def test_the_first_seven_days_of_a_heavy_beginner(km, breaks):
    days = len([w for w in workouts(PLAN, *SESSIONS) if (w.on - PLAN.starts_on).days < 7])
    plan = edited(
        replace(PLAN, baseline=replace(PLAN.baseline, first_week_km=3.0)), 1, each_session(distance_km=km / days)
    )
    assert (("R4", RuleKind.HARD, 1) in found(plan)) == breaks


@pytest.mark.parametrize(("km", "breaks"), [(2.0, False), (2.1, True)])
def test_runs_that_were_done_count_in_the_first_seven_days(km, breaks):
    thursday = PLAN.starts_on + timedelta(days=3)
    rest = replace(
        PLAN.weeks[0], starts_on=thursday, workouts=tuple(w for w in PLAN.weeks[0].workouts if w.on >= thursday)
    )
    done = (*PLAN.baseline.runs, Run(PLAN.starts_on, 1.0, 8))
    base = replace(PLAN.baseline, first_week_km=3.0, first_day=PLAN.starts_on, runs=done)
    plan = replace(PLAN, starts_on=thursday, weeks=(rest, *PLAN.weeks[1:]), baseline=base)
    days = len([w for w in rest.workouts if w.kind in SESSIONS])
    assert (("R4", RuleKind.HARD, 1) in found(edited(plan, 1, each_session(distance_km=km / days)))) == breaks


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


def test_a_race_on_another_day_than_race_day():
    def early(workouts):
        return [replace(w, on=w.on - timedelta(days=1)) if w.kind == WorkoutKind.RACE else w for w in workouts]

    assert found(edited(PLAN, 16, early)) == [("D8", RuleKind.HARD, None)]


def test_a_week_that_grows_during_a_hold():
    fourth, fifth = PLAN.weeks[3], PLAN.weeks[4]
    assert fifth.distance_km > fourth.distance_km

    def held(until, rule="R22"):
        return found(replace(PLAN, baseline=replace(PLAN.baseline, hold_until=until, hold_rule=rule)))

    grown = ("R22", RuleKind.HARD, 5)
    assert grown in held(fifth.starts_on)
    assert grown not in held(fifth.starts_on - timedelta(days=1))
    assert [b for b in held(fifth.starts_on, "R21") if b[0] == "R22"] == []


def test_a_ride_week_that_grows_during_a_hold():
    plan = plan_of(RIDER)
    number = next(
        b.number for a, b in zip(plan.weeks, plan.weeks[1:], strict=False) if b.session_minutes > a.session_minutes
    )
    until = plan.weeks[number - 1].starts_on
    assert ("R22", RuleKind.HARD, number) in found(replace(plan, baseline=replace(plan.baseline, hold_until=until)))


def test_a_fast_session_during_a_hold():
    fast = workouts(PLAN, WorkoutKind.INTERVALS)[0].on
    held = replace(PLAN, baseline=replace(PLAN.baseline, hold_until=fast, hold_rule="R21"))
    over = replace(PLAN, baseline=replace(PLAN.baseline, hold_until=fast - timedelta(days=1), hold_rule="R21"))
    assert ("R21", RuleKind.HARD, 2) in found(held)
    assert ("R21", RuleKind.HARD, 2) not in found(over)


def test_a_long_session_so_soon_after_a_cramp():
    long = workouts(PLAN, WorkoutKind.LONG)[0].on
    held = replace(PLAN, baseline=replace(PLAN.baseline, hold_until=long, hold_rule="R21"))
    problem = replace(PLAN, baseline=replace(PLAN.baseline, hold_until=long, hold_rule="R22"))
    over = replace(PLAN, baseline=replace(PLAN.baseline, hold_until=long - timedelta(days=1), hold_rule="R21"))
    assert [[b for b in found(plan) if b[0] == "R21"] for plan in (held, problem, over)] == [
        [("R21", RuleKind.HARD, 1)],
        [],
        [],
    ]


def test_two_fast_sessions_in_a_week_of_four():
    plan = edited(PLAN, 3, as_kind(WorkoutKind.EASY, WorkoutKind.INTERVALS))
    assert ("R5", RuleKind.SOFT, 3) in found(plan)


def test_a_long_run_of_over_two_and_a_half_hours_in_a_small_week():
    week = PLAN.weeks[13]
    plan = edited(PLAN, 14, lambda ws: [replace(w, minutes=151) if w.kind == WorkoutKind.LONG else w for w in ws])
    assert week.longest_km > 0.3 * week.distance_km
    assert ("R6", RuleKind.SOFT, 14) in found(plan)


def test_three_sessions_waive_the_long_run_share():
    plan = plan_of(but(RUNNER, training__sessions_per_week=3, availability__days=frozenset({1, 3, 6})))
    slow = edited(plan, 9, lambda ws: [replace(w, minutes=151) if w.kind == WorkoutKind.LONG else w for w in ws])
    assert len([w for w in slow.weeks[8].workouts if w.kind in SESSIONS]) == 3
    assert [b for b in found(slow) if b[0] == "R6"] == []


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
    tripled = replace(plan, baseline=replace(plan.baseline, weekly_km=30.0))
    for week in plan.weeks:
        tripled = edited(tripled, week.number, each_session(distance_km=50.0 * week.number, minutes=200 * week.number))
    assert {rule for rule, _, _ in found(tripled)} & {"R1", "R2", "R4", "R6"} == set()
    as_runs = {rule for rule, _, _ in found(replace(tripled, sport=Sport.RUNNING))}
    assert as_runs >= {"R1", "R2"}


def test_hard_breaches_come_first():
    plan = edited(PLAN, 3, as_kind(WorkoutKind.EASY, WorkoutKind.INTERVALS))
    plan = edited(plan, 9, longer(WorkoutKind.LONG, 60.0))
    kinds = [breach.kind for breach in audit(plan)]
    assert kinds == sorted(kinds, key=lambda kind: kind != RuleKind.HARD)


def test_a_race_is_exempt_from_the_cap():
    plan = plan_of(but(RUNNER, goal__distance_km=42.195, goal__race_on=in_weeks(6)))
    assert plan.race_km > 1.1 * max(week.longest_km for week in plan.weeks)
    assert [b for b in audit(plan) if b.rule == "R1"] == []


def replaced(plan, old, new):
    """The plan with one workout changed."""
    return replace(
        plan,
        weeks=tuple(
            replace(w, workouts=tuple(new if each is old else each for each in w.workouts)) for w in plan.weeks
        ),
    )


mutations = settings(max_examples=40, deadline=None)


@mutations
@given(some.plannable(sport=Sport.RUNNING), st.data())
def test_a_run_lengthened_by_30_percent_is_found_where_it_goes_beyond_a_tenth(answers, data):
    plan = plan_of(answers)
    runs = workouts(plan, *SESSIONS)
    assume(runs)
    run = data.draw(st.sampled_from(runs))
    known = [*((r.on, r.km) for r in plan.baseline.runs), *((w.on, w.distance_km) for w in runs)]
    longest = max((km for on, km in known if 1 <= (run.on - on).days <= 30 and km), default=None)
    allowed = plan.baseline.start_km if longest is None else 1.1 * longest
    longer = replaced(plan, run, replace(run, distance_km=run.distance_km * 1.3))
    expected = [("R1", RuleKind.HARD)] if run.distance_km * 1.3 > allowed + 1e-9 else []
    assert [(b.rule, b.kind) for b in audit(longer) if b.rule == "R1" and b.on == run.on] == expected


@mutations
@given(some.plannable(), st.data())
def test_a_workout_moved_to_an_unnamed_day_is_found(answers, data):
    plan = plan_of(answers)
    week = data.draw(st.sampled_from(plan.weeks))
    days = [week.starts_on + timedelta(days=i) for i in range((week.ends_on - week.starts_on).days + 1)]
    unnamed = [day for day in days if day.weekday() not in answers.availability.days]
    movable = [w for w in week.workouts if w.kind != WorkoutKind.RACE]
    assume(unnamed and movable)
    workout, day = data.draw(st.sampled_from(movable)), data.draw(st.sampled_from(unnamed))
    moved = replaced(plan, workout, replace(workout, on=day))
    assert [(b.rule, b.week, b.on) for b in audit(moved) if b.rule == "D8" and b.week] == [("D8", week.number, day)]


@mutations
@given(some.plannable().filter(lambda a: a.availability.max_minutes_per_week), st.data())
def test_minutes_beyond_the_limit_are_found(answers, data):
    plan, most = plan_of(answers), answers.availability.max_minutes_per_week
    week = data.draw(st.sampled_from(plan.weeks))
    training = [w for w in week.workouts if w.kind != WorkoutKind.RACE]
    assume(training)
    workout = data.draw(st.sampled_from(training))
    beyond = replaced(plan, workout, replace(workout, minutes=workout.minutes + most - week.minutes + 1))
    assert [(b.rule, b.week) for b in audit(beyond) if b.rule == "D8"] == [("D8", week.number)]
