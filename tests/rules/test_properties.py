"""What holds for every plan there can be, over all valid answers."""

from dataclasses import replace
from datetime import date, timedelta

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coaching import content
from coaching.rules.assess import assess
from coaching.rules.audit import audit
from coaching.rules.book import RULES
from coaching.rules.frame import weeks_up_to
from coaching.rules.outline import outline
from coaching.rules.pace import training_paces
from coaching.rules.planner import NoPlan, make_plan
from coaching.rules.progression import cap, longest_within
from coaching.rules.terms import (
    Answers,
    Care,
    Findings,
    PlanDraft,
    RuleKind,
    Run,
    Sport,
    WorkoutKind,
)

from . import strategies as some

ADVICE = content.advice()
SLUGS = {advice.slug for advice in ADVICE}


def planned(answers):
    starts_on = answers.answered_on + timedelta(days=1)
    findings = assess(answers, starts_on=starts_on)
    return make_plan(answers, findings, ADVICE, starts_on=starts_on)


def workouts(plan):
    return [workout for week in plan.weeks for workout in week.workouts]


@given(some.plannable())
def test_no_plan_breaks_a_hard_rule(answers):
    assert [breach for breach in audit(planned(answers)) if breach.kind == RuleKind.HARD] == []


@given(some.plannable())
def test_a_plan_names_every_soft_rule_it_breaks(answers):
    plan = planned(answers)
    assert plan.breaches == audit(plan)


@given(some.answers())
def test_past_a_red_flag_there_is_no_plan(answers):
    starts_on = answers.answered_on + timedelta(days=1)
    findings = assess(answers, starts_on=starts_on)
    assert findings.plan_allowed == (findings.triage.care == Care.NONE)
    if not findings.plan_allowed:
        with pytest.raises(NoPlan):
            make_plan(answers, findings, ADVICE, starts_on=starts_on)


@given(some.plannable())
def test_the_same_answers_give_the_same_plan(answers):
    assert planned(answers) == planned(answers)


@given(some.plannable())
def test_nothing_stands_on_a_day_that_was_not_named(answers):
    plan = planned(answers)
    days = {w.on.weekday() for w in workouts(plan) if w.kind != WorkoutKind.RACE}
    assert days <= answers.availability.days


@given(some.plannable().filter(lambda a: a.availability.max_minutes_per_week))
def test_no_week_takes_more_time_than_was_named(answers):
    most = answers.availability.max_minutes_per_week
    assert [week.number for week in planned(answers).weeks if week.minutes > most] == []


@given(some.plannable())
def test_the_race_is_on_race_day_alone(answers):
    plan, race_on = planned(answers), answers.goal.race_on
    assert [w.on for w in workouts(plan) if w.kind == WorkoutKind.RACE] == ([race_on] if race_on else [])
    assert [w.kind for w in workouts(plan) if w.on == race_on] == ([WorkoutKind.RACE] if race_on else [])


@given(some.plannable())
def test_a_plan_has_4_to_26_weeks_and_12_without_a_race(answers):
    plan, race_on = planned(answers), answers.goal.race_on
    lead = weeks_up_to(race_on, answers.answered_on + timedelta(days=1)) if race_on else None
    if lead is None:
        assert len(plan.weeks) == 12
    else:
        shortest = 6 if plan.evening else 4
        assert len(plan.weeks) == max(shortest, min(26, lead))


@given(some.plannable())
def test_every_advice_slug_exists(answers):
    plan = planned(answers)
    used = {slug for w in workouts(plan) for slug in (*w.main, *w.before, *w.during, *w.after, *w.evening)}
    used |= {slug for week in plan.weeks for slug in week.evening}
    assert used - SLUGS == set()


@given(some.plannable())
def test_every_workout_says_why_how_hard_and_by_which_rules(answers):
    silent = [w for w in workouts(planned(answers)) if not (w.title and w.purpose and w.effort and w.rules)]
    assert silent == []


@given(some.plannable())
def test_a_plan_goes_to_json_and_comes_back_unchanged(answers):
    plan = planned(answers)
    assert msgspec.json.decode(msgspec.json.encode(plan), type=PlanDraft) == plan


@given(some.answers())
def test_answers_and_findings_go_to_json_and_come_back_unchanged(answers):
    findings = assess(answers, starts_on=answers.answered_on + timedelta(days=1))
    assert msgspec.json.decode(msgspec.json.encode(answers), type=Answers) == answers
    assert msgspec.json.decode(msgspec.json.encode(findings), type=Findings) == findings


@given(some.plannable(sport=Sport.RUNNING).filter(lambda a: a.goal.target_s), st.floats(0.5, 0.99))
def test_a_faster_goal_never_makes_training_paces_faster(answers, factor):
    faster = replace(answers, goal=replace(answers.goal, target_s=answers.goal.target_s * factor))
    assert [w.pace for w in workouts(planned(faster))] == [w.pace for w in workouts(planned(answers))]
    assert training_paces(faster.training) == training_paces(answers.training)


@given(st.lists(st.tuples(st.integers(1, 40), st.floats(0.1, 60))), st.integers(1, 30), st.floats(0.1, 60))
def test_a_longer_history_never_shortens_the_next_run(history, ago, km):
    today = date(2026, 11, 22)
    runs = [Run(today - timedelta(days=days), length) for days, length in history]
    more = [*runs, Run(today - timedelta(days=ago), km)]
    assert cap(longest_within(more, today) or 0.0) >= cap(longest_within(runs, today) or 0.0)


@given(some.plannable(sport=Sport.RUNNING).filter(lambda a: a.training.longest_on), st.floats(1.0, 2.0))
def test_a_longer_longest_run_never_shortens_the_longest_run_of_the_first_week(answers, factor):
    training = replace(answers.training, longest_km=answers.training.longest_km * factor)
    starts_on = answers.answered_on + timedelta(days=1)
    first, second = (
        outline(replace(answers, training=t), planned(answers).pattern, starts_on).weeks[0].longest
        for t in (answers.training, training)
    )
    assert second >= first


@given(some.plannable(sport=Sport.CYCLING))
def test_a_ride_is_counted_in_minutes_and_no_running_rule_is_claimed_for_it(answers):
    plan = planned(answers)
    rides = [w for w in workouts(plan) if w.kind != WorkoutKind.RACE]
    assert [w for w in rides if w.distance_km is not None] == []
    of_runners = {rule.id for rule in RULES if rule.applies_to == frozenset({Sport.RUNNING})}
    named = {rule for what in (*workouts(plan), *plan.statements) for rule in what.rules} | {
        b.rule for b in plan.breaches
    }
    assert {"R1", "R1b", "R2", "R4", "R15", "R25", "R26"} <= of_runners
    assert named & of_runners == set()


@given(some.plannable(sport=Sport.RUNNING).filter(lambda a: a.goal.race_on and a.training.results))
def test_the_race_sheet_asks_for_no_first_half_faster_than_predicted(answers):
    plan = planned(answers)
    assume(plan.race_sheet and plan.race_sheet.time_s)
    findings = assess(answers, starts_on=answers.answered_on + timedelta(days=1))
    assert plan.race_sheet.first_half_s >= findings.goal.prediction.time_s / 2
