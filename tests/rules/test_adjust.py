from dataclasses import replace
from datetime import timedelta

import pytest

from coaching.rules.adjust import Cramped, Lived, adjust
from coaching.rules.audit import audit
from coaching.rules.terms import (
    Care,
    Confidence,
    Pattern,
    RuleKind,
    Run,
    Severity,
    Triage,
    WorkoutKind,
)

from .builders import ADVICE, RUNNER, SESSIONS, findings_of, plan_of, workouts

PLAN = plan_of(RUNNER)
FOUR_WEEKS_ON = PLAN.starts_on + timedelta(weeks=4)
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


def as_planned(until=FOUR_WEEKS_ON, factor=1.0):
    return tuple(
        Run(w.on, w.distance_km * factor, w.minutes)
        for w in workouts(PLAN, *SESSIONS)
        if w.on < until and w.distance_km
    )


def adjusted(today=FOUR_WEEKS_ON, **lived):
    return adjust(PLAN, RUNNER, findings_of(RUNNER), ADVICE, Lived(**lived), today=today)


def rules_of(result):
    return [change.rule for change in result.changes]


def quick(plan):
    return [w.on for w in workouts(plan, WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE)]


def hard_breaches(plan):
    return [breach for breach in audit(plan) if breach.kind == RuleKind.HARD]


def test_a_plan_that_was_followed_goes_on_to_the_same_race():
    result = adjusted(done=as_planned())
    assert result.plan.race_on == PLAN.race_on
    assert result.plan.starts_on == FOUR_WEEKS_ON
    assert hard_breaches(result.plan) == []


def test_a_red_flag_pauses_the_plan_and_names_its_row():
    flag = Triage(Pattern.UNCERTAIN, Care.EMERGENCY, "E1", "E1", (), Confidence.LOW, Severity.SEVERE, ())
    result = adjusted(done=as_planned(), cramps=(Cramped(FOUR_WEEKS_ON - timedelta(days=1), flag),))
    assert (result.plan, rules_of(result)) == (None, ["E1"])


def test_a_cramp_yesterday_keeps_two_days_easy():
    yesterday = FOUR_WEEKS_ON - timedelta(days=1)
    result = adjusted(done=as_planned(), cramps=(Cramped(yesterday, FATIGUE),))
    assert result.plan.baseline.hold_until == yesterday + timedelta(days=2)
    assert [on for on in quick(result.plan) if on <= yesterday + timedelta(days=2)] == []
    assert rules_of(result)[0] == "R21"


def test_a_cramp_of_last_week_holds_nothing():
    result = adjusted(done=as_planned(), cramps=(Cramped(FOUR_WEEKS_ON - timedelta(days=7), FATIGUE),))
    assert (result.plan.baseline.hold_until, "R21" in rules_of(result)) == (None, False)


def test_a_twitch_is_no_cramp():
    twitch = replace(FATIGUE, severity=Severity.PRE_CRAMP)
    result = adjusted(done=as_planned(), cramps=(Cramped(FOUR_WEEKS_ON - timedelta(days=1), twitch),))
    assert result.plan.baseline.hold_until is None


def test_a_substantial_problem_holds_growth_and_speed_for_a_week_and_outweighs_a_cramp():
    yesterday = FOUR_WEEKS_ON - timedelta(days=1)
    result = adjusted(done=as_planned(), cramps=(Cramped(yesterday, FATIGUE),), substantial_problem_on=FOUR_WEEKS_ON)
    first = result.plan.weeks[0]
    assert rules_of(result)[0] == "R22"
    assert [on for on in quick(result.plan) if on <= FOUR_WEEKS_ON + timedelta(days=7)] == []
    assert first.distance_km <= result.plan.baseline.weekly_km + 0.01


def test_missed_weeks_lower_what_comes_next_and_are_counted():
    done = as_planned(until=PLAN.starts_on + timedelta(weeks=1))
    result = adjusted(done=done)
    missed = len([w for w in workouts(PLAN, *SESSIONS) if w.on < FOUR_WEEKS_ON]) - len(done)
    assert f"{missed} planned sessions were not done" in result.changes[-1].text
    assert result.plan.weeks[0].distance_km < PLAN.weeks[4].distance_km
    assert hard_breaches(result.plan) == []


def test_a_shorter_longest_run_lowers_the_next_one_in_words():
    result = adjusted(done=as_planned(factor=0.5))
    change = next(c for c in result.changes if c.rule == "R1")
    assert change.text.startswith("Your next long session is ")


def test_cramps_at_night_bring_the_evening_routine():
    night = replace(FATIGUE, pattern=Pattern.NOCTURNAL, label_row="L1")
    result = adjusted(done=as_planned(), cramps=(Cramped(FOUR_WEEKS_ON - timedelta(days=9), night),))
    assert result.plan.pattern == Pattern.MIXED
    assert "night-stretch" in result.plan.evening.advice
    assert "R13" in rules_of(result)


def test_the_plan_before_is_left_as_it_was():
    before = plan_of(RUNNER)
    adjusted(done=as_planned())
    assert before == PLAN


def test_the_same_weeks_give_the_same_plan():
    assert adjusted(done=as_planned()) == adjusted(done=as_planned())


def test_after_the_race_there_is_nothing_to_adjust():
    with pytest.raises(ValueError, match="before the first day"):
        adjusted(today=PLAN.race_on + timedelta(days=1))
