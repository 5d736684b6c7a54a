from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.rules.adjust import Cramped, Lived, adjust
from coaching.rules.audit import audit
from coaching.rules.terms import (
    Care,
    Change,
    Confidence,
    Pattern,
    Phase,
    RuleKind,
    Run,
    Severity,
    Triage,
    WorkoutKind,
)

from . import strategies as some
from .builders import ADVICE, AT_NIGHT, RIDER, RUNNER, SESSIONS, but, findings_of, in_weeks, plan_of, workouts

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
PLAN = plan_of(RUNNER)
FOUR_WEEKS_ON = PLAN.starts_on + 4 * WEEK
YESTERDAY = FOUR_WEEKS_ON - DAY
FATIGUE = Triage(
    Pattern.FATIGUE,
    Care.NONE,
    None,
    "L2",
    (),
    Confidence.HIGH,
    Severity.MILD_MODERATE,
    ("It comes during a run or ride.",),
)
NIGHT = replace(FATIGUE, pattern=Pattern.NOCTURNAL, label_row="L1")
FLAG = Triage(Pattern.UNCERTAIN, Care.EMERGENCY, "E1", "E1", (), Confidence.LOW, Severity.SEVERE, ())
HEAVY_BEGINNER = but(
    RUNNER,
    person__height_cm=170,
    person__weight_kg=95,
    training__sessions_per_week=None,
    training__weekly_km=0.0,
    training__longest_km=None,
    training__longest_on=None,
    training__comfortable_km=1.5,
    training__results=(),
    training__years=0.0,
    goal__distance_km=5.0,
)


def as_planned(plan=PLAN, until=FOUR_WEEKS_ON, factor=1.0):
    planned = [w for w in workouts(plan, *SESSIONS) if w.on < until]
    return tuple(Run(w.on, (w.distance_km or 0.0) * factor, round(w.minutes * factor)) for w in planned)


def adjusted(plan=PLAN, answers=RUNNER, today=FOUR_WEEKS_ON, **lived):
    return adjust(plan, answers, findings_of(answers), ADVICE, Lived(**lived), today=today)


def left(plan, today):
    return [w for w in workouts(plan) if w.on >= today]


def sessions_of(week):
    return [w for w in week.workouts if w.kind in SESSIONS]


def hard_breaches(plan):
    return [breach for breach in audit(plan) if breach.kind == RuleKind.HARD]


def quick(plan):
    return [w.on for w in workouts(plan, WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE)]


@pytest.mark.parametrize("days", [0, 1, 3, 7, 28, 31, 60, 100, 110])
@pytest.mark.parametrize("answers", [RUNNER, RIDER, but(RUNNER, goal__race_on=None), but(RUNNER, cramp=AT_NIGHT)])
def test_a_plan_that_was_followed_goes_on_unchanged(answers, days):
    plan = plan_of(answers)
    today = plan.starts_on + timedelta(days=days)
    if today > (plan.race_on or plan.ends_on):
        return
    result = adjusted(plan, answers, today, done=as_planned(plan, today))
    assert result.changes == ()
    assert left(result.plan, today) == left(plan, today)
    assert [w for w in result.plan.weeks if w.starts_on > today] == [w for w in plan.weeks if w.starts_on > today]
    assert (result.plan.starts_on, result.plan.ends_on, result.plan.evening) == (today, plan.ends_on, plan.evening)


def test_a_plan_adjusted_twice_is_still_the_same_plan():
    once = adjusted(done=as_planned()).plan
    later = FOUR_WEEKS_ON + timedelta(days=17)
    twice = adjusted(once, today=later, done=as_planned(until=later))
    assert (twice.changes, left(twice.plan, later)) == ((), left(PLAN, later))


def test_a_taper_stays_a_taper_and_gets_no_recovery_weeks():
    today = PLAN.race_on - timedelta(days=10)
    result = adjusted(today=today, done=as_planned(until=today, factor=0.9))
    assert [(w.number, w.phase) for w in result.plan.weeks] == [(15, Phase.TAPER), (16, Phase.RACE)]


def test_new_night_cramps_before_a_close_race_append_no_weeks():
    answers = but(RUNNER, goal__race_on=in_weeks(5))
    plan = plan_of(answers)
    today = plan.starts_on + 2 * WEEK
    result = adjusted(plan, answers, today, done=as_planned(plan, today), cramps=(Cramped(today - 9 * DAY, NIGHT),))
    assert [w.number for w in result.plan.weeks] == [w.number for w in plan.weeks][2:]
    assert result.plan.ends_on == plan.ends_on


def test_after_missed_weeks_the_calendar_stays():
    result = adjusted(done=as_planned(until=PLAN.starts_on + WEEK))
    assert [(w.number, w.ends_on, w.phase) for w in result.plan.weeks] == [
        (w.number, w.ends_on, w.phase) for w in PLAN.weeks[4:]
    ]
    strength = [
        [w for w in workouts(plan, WorkoutKind.STRENGTH) if w.on >= FOUR_WEEKS_ON] for plan in (result.plan, PLAN)
    ]
    assert strength[0] == strength[1]


def test_intervals_go_on_where_they_were():
    result = adjusted(done=as_planned(factor=0.95))
    assert result.plan.baseline.intervals_given == len([on for on in quick(PLAN) if on < FOUR_WEEKS_ON])
    steps = [
        next(w.steps[1] for w in left(p, FOUR_WEEKS_ON) if w.kind == WorkoutKind.INTERVALS) for p in (result.plan, PLAN)
    ]
    assert steps[0] == steps[1]


def test_missed_weeks_lower_what_comes_next_and_are_counted():
    done = as_planned(until=PLAN.starts_on + WEEK)
    result = adjusted(done=done)
    missed = len([w for w in workouts(PLAN, *SESSIONS) if w.on < FOUR_WEEKS_ON]) - len(done)
    text = f"{missed} planned sessions were not done; the weeks ahead start from what was."
    assert result.changes[-1] == Change(text, "R2")
    assert result.plan.weeks[0].distance_km < PLAN.weeks[4].distance_km
    assert hard_breaches(result.plan) == []


def test_nothing_done_at_all_starts_small_again():
    result = adjusted(done=())
    assert 0 < result.plan.weeks[0].distance_km <= 12
    assert result.plan.weeks[-2].distance_km > 0
    assert hard_breaches(result.plan) == []


@pytest.mark.parametrize("weekday", [2, 4, 6])
def test_one_poor_week_does_not_halve_the_weeks_after_it(weekday):
    """Within a week that was mostly missed the mean of the last four stands in for it, as after one that is over."""
    today = FOUR_WEEKS_ON + timedelta(days=weekday)
    result = adjusted(today=today, done=as_planned())
    last_four = [week.distance_km for week in PLAN.weeks[1:4]] + [result.plan.weeks[0].distance_km]
    following = result.plan.weeks[1]
    assert following.distance_km <= 1.2 * sum(last_four) / 4
    assert following.distance_km > 0.8 * sum(last_four) / 4
    assert [b for b in audit(result.plan) if b.rule == "R2"] == []


def test_a_shorter_longest_run_lowers_the_next_one_in_words():
    result = adjusted(done=as_planned(factor=0.5))
    before, after = (
        next(w.distance_km for w in left(p, FOUR_WEEKS_ON) if w.kind == WorkoutKind.LONG) for p in (PLAN, result.plan)
    )
    assert after < before
    text = f"Your next long session is {after:g} km instead of {before:g} km, from what you really did."
    assert result.changes == (Change(text, "R1"),)


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_session_a_day_early_or_late_is_not_missed(shift):
    done = as_planned()
    second = done[1]
    moved = (done[0], replace(second, on=second.on + shift * DAY), *done[2:])
    result = adjusted(done=moved)
    assert (result.changes, left(result.plan, FOUR_WEEKS_ON)) == ((), left(PLAN, FOUR_WEEKS_ON))


def test_a_sunday_run_done_on_monday_is_not_missed():
    done = as_planned()
    sunday = next(run for run in done if run.on == PLAN.weeks[1].ends_on)
    late = tuple(replace(run, on=run.on + DAY) if run == sunday else run for run in done)
    assert [c.text for c in adjusted(done=late).changes if "not done" in c.text] == []


def test_one_session_missed_is_said_in_the_singular():
    result = adjusted(done=as_planned()[1:])
    assert result.changes[-1] == Change("One planned session was not done; the weeks ahead start from what was.", "R2")


def test_what_was_done_today_is_not_planned_again():
    tuesday = FOUR_WEEKS_ON + DAY
    today = as_planned(until=tuesday + DAY)[-1]
    assert today.on == tuesday
    result = adjusted(today=tuesday, done=as_planned(until=tuesday + DAY))
    assert (result.changes, result.plan.starts_on) == ((), tuesday + DAY)
    assert left(result.plan, tuesday) == left(PLAN, tuesday + DAY)


def test_what_was_logged_today_without_a_run_is_not_planned_again_either():
    result = adjusted(done=as_planned(), logged_today=True)
    assert result.plan.starts_on == FOUR_WEEKS_ON + DAY


def test_a_plan_that_begins_tomorrow_still_begins_tomorrow():
    result = adjusted(today=PLAN.starts_on - DAY)
    assert (result.changes, left(result.plan, PLAN.starts_on)) == ((), left(PLAN, PLAN.starts_on))


def test_a_red_flag_pauses_the_plan_and_names_its_row():
    result = adjusted(done=as_planned(), cramps=(Cramped(YESTERDAY, FLAG),))
    text = "The plan pauses: one of your cramps came with a sign that a doctor should look at first."
    assert (result.plan, result.changes) == (None, (Change(text, "E1"),))


def test_a_red_flag_pauses_however_long_ago_it_was():
    result = adjusted(done=as_planned(), cramps=(Cramped(FOUR_WEEKS_ON - 200 * DAY, FLAG),))
    assert result.plan is None


def test_the_latest_red_flag_names_its_row():
    older = Cramped(FOUR_WEEKS_ON - 3 * DAY, replace(FLAG, care_row="U1"))
    result = adjusted(done=as_planned(), cramps=(Cramped(YESTERDAY, FLAG), older))
    assert [change.rule for change in result.changes] == ["E1"]


def test_a_cramp_yesterday_keeps_two_days_easy():
    hard = next(on for on in quick(PLAN) if on >= FOUR_WEEKS_ON)
    cramp = Cramped(hard - DAY, FATIGUE)
    result = adjusted(today=hard, done=as_planned(until=hard), cramps=(cramp,))
    assert result.plan.baseline.hold_until == hard + DAY
    assert [on for on in quick(result.plan) if on <= hard + DAY] == []
    assert [change.rule for change in result.changes] == ["R21"]
    assert hard_breaches(result.plan) == []


def test_the_day_after_a_cramp_the_long_session_is_an_easy_one():
    weeks = [week for week in PLAN.weeks if week.starts_on > FOUR_WEEKS_ON]
    long = next(w for week in weeks for w in week.workouts if w.kind == WorkoutKind.LONG)
    result = adjusted(today=long.on, done=as_planned(until=long.on), cramps=(Cramped(long.on - DAY, FATIGUE),))
    session = next(w for week in result.plan.weeks for w in week.workouts if w.on == long.on and w.kind in SESSIONS)
    assert (session.kind, session.distance_km < long.distance_km) == (WorkoutKind.EASY, True)
    assert [change.rule for change in result.changes] == ["R21"]
    assert hard_breaches(result.plan) == []


@pytest.mark.parametrize("factor", [1.0, 1.3, 2.0])
def test_a_hold_asks_for_no_more_than_the_plan_did(factor):
    """Also after weeks of more than was planned, when the weeks would otherwise grow from that."""
    result = adjusted(done=as_planned(factor=factor), substantial_problem_on=YESTERDAY)
    until = YESTERDAY + WEEK
    before = {w.on: w.distance_km for w in workouts(PLAN, *SESSIONS)}
    held = [w for w in workouts(result.plan, *SESSIONS) if w.on <= until]
    assert [w.title for w in held if w.distance_km > before[w.on]] == []
    assert [
        w for w in result.plan.weeks if round(sum(each.distance_km for each in sessions_of(w)), 1) != w.distance_km
    ] == []


def test_one_easy_day_after_a_cramp_hardly_costs_anything():
    """Who followed the plan, cramps on a Saturday and runs easy on Sunday goes on within a tenth of the plan."""
    sunday = PLAN.weeks[4].ends_on
    cramps = (Cramped(sunday - DAY, FATIGUE),)
    result = adjusted(today=sunday, done=as_planned(until=sunday), cramps=cramps)
    assert [change.rule for change in result.changes] == ["R21"]
    pairs = zip(result.plan.weeks[1:], PLAN.weeks[5:], strict=True)
    assert [w.number for w, before in pairs if not 0.9 <= w.distance_km / before.distance_km <= 1] == []
    assert hard_breaches(result.plan) == []


def test_the_next_long_session_is_compared_on_its_own_day():
    """The long one of today gives way to the cramp; what differs from what was done is the one after it."""
    sunday = PLAN.weeks[4].ends_on
    done = as_planned(until=sunday, factor=0.6)
    result = adjusted(today=sunday, done=done, cramps=(Cramped(sunday - DAY, FATIGUE),))
    old, new = (workouts(plan, WorkoutKind.LONG) for plan in (PLAN, result.plan))
    was = next(w.distance_km for w in old if w.on == new[0].on)
    text = f"Your next long session is {new[0].distance_km:g} km instead of {was:g} km, from what you really did."
    assert Change(text, "R1") in result.changes


def test_a_cramp_of_last_week_holds_nothing():
    result = adjusted(done=as_planned(), cramps=(Cramped(FOUR_WEEKS_ON - WEEK, FATIGUE),))
    assert (result.plan.baseline.hold_until, result.changes) == (None, ())


def test_a_twitch_is_no_cramp():
    twitch = replace(FATIGUE, severity=Severity.PRE_CRAMP)
    result = adjusted(done=as_planned(), cramps=(Cramped(YESTERDAY, twitch),))
    assert (result.plan.baseline.hold_until, result.changes) == (None, ())


@pytest.mark.parametrize("day", [0, 1, 2, 3, 4, 5, 6])
def test_a_substantial_problem_holds_growth_and_speed_for_a_week_and_outweighs_a_cramp(day):
    today = FOUR_WEEKS_ON + timedelta(days=day)
    result = adjusted(
        today=today, done=as_planned(until=today), cramps=(Cramped(today - DAY, FATIGUE),), substantial_problem_on=today
    )
    assert [change.rule for change in result.changes] == ["R22"]
    assert [on for on in quick(result.plan) if on <= today + WEEK] == []
    assert hard_breaches(result.plan) == []


@pytest.mark.parametrize("planned_for", [Pattern.FATIGUE, Pattern.UNCERTAIN])
def test_cramps_at_night_bring_the_evening_routine_from_today(planned_for):
    result = adjusted(
        replace(PLAN, pattern=planned_for), done=as_planned(), cramps=(Cramped(FOUR_WEEKS_ON - 9 * DAY, NIGHT),)
    )
    routine = result.plan.evening
    assert result.plan.pattern == Pattern.MIXED
    assert (routine.starts_on, routine.review_on) == (FOUR_WEEKS_ON, FOUR_WEEKS_ON + 6 * WEEK)
    assert [w.number for w in result.plan.weeks if w.evening] == [5, 6, 7, 8, 9, 10]
    assert result.changes == (Change("You now cramp at night too; the evening routine comes in.", "R13"),)


def test_a_routine_that_runs_keeps_its_days():
    answers = but(RUNNER, cramp=AT_NIGHT)
    plan = plan_of(answers)
    result = adjusted(plan, answers, done=as_planned(plan), cramps=(Cramped(FOUR_WEEKS_ON - 9 * DAY, FATIGUE),))
    assert (result.plan.pattern, result.plan.evening.starts_on) == (Pattern.MIXED, plan.evening.starts_on)
    assert result.plan.evening.review_on == plan.evening.review_on
    assert result.changes == (Change("Your cramps now come in training too; the evening routine stays.", "R13"),)


def test_the_first_seven_days_of_a_heavy_beginner_count_what_was_done():
    plan = plan_of(HEAVY_BEGINNER)
    today = plan.starts_on + 4 * DAY
    done = (Run(plan.starts_on + DAY, 1.4, 10), Run(plan.starts_on + 3 * DAY, 1.4, 10))
    result = adjusted(plan, HEAVY_BEGINNER, today, done=done)
    early = [w.distance_km for w in workouts(result.plan, *SESSIONS) if (w.on - plan.starts_on).days < 7]
    assert plan.baseline.first_week_km == 3
    assert result.plan.baseline.first_day == plan.starts_on
    assert sum(early) + 2.8 <= 3
    assert hard_breaches(result.plan) == []


def test_the_plan_before_is_left_as_it_was():
    before = plan_of(RUNNER)
    adjusted(done=as_planned())
    assert before == PLAN


def test_the_same_weeks_give_the_same_plan():
    assert adjusted(done=as_planned(factor=0.8)) == adjusted(done=as_planned(factor=0.8))


def test_after_the_race_there_is_nothing_to_adjust():
    with pytest.raises(ValueError, match="lies before the first day"):
        adjusted(today=PLAN.race_on + DAY)


@settings(max_examples=60, deadline=None)
@given(some.plannable(), st.integers(0, 100), st.sampled_from([1.0, 0.0, 0.5, 0.8, 1.2, 1.5]), st.booleans())
def test_no_adjusted_plan_breaks_a_hard_rule_and_a_followed_one_changes_nothing(answers, percent, factor, problem):
    plan = plan_of(answers)
    last = plan.race_on or plan.ends_on
    today = plan.starts_on + timedelta(days=(last - plan.starts_on).days * percent // 100)
    done = as_planned(plan, today, factor)
    result = adjusted(plan, answers, today, done=done, substantial_problem_on=today if problem else None)
    assert hard_breaches(result.plan) == []
    if factor == 1 and not problem:
        assert (result.changes, left(result.plan, today)) == ((), left(plan, today))
