"""A coach's own steps: said beside the rules, never in their place."""

import pytest

from coaching.rules.audit import audit
from coaching.rules.own_steps import beyond_own_steps, hardens
from coaching.rules.terms import RuleKind, WorkoutKind

from .builders import RIDER, RUNNER, plan_of
from .test_audit import edited, longer

PLAN = plan_of(RUNNER)
LONGEST = max(run.km for run in PLAN.baseline.runs)


def found(plan, longest_step=1.10, week_step=1.30):
    own = beyond_own_steps(plan, longest_step=longest_step, week_step=week_step)
    return [(breach.rule, breach.kind, breach.week) for breach in own]


def test_a_plan_within_the_rules_is_within_steps_as_large_as_theirs():
    assert found(PLAN) == []


@pytest.mark.parametrize(("factor", "said"), [(1.04, []), (1.08, [("R1", RuleKind.SOFT, 1)])])
def test_a_run_within_the_rules_may_be_beyond_a_coachs_own_step(factor, said):
    plan = edited(PLAN, 1, longer(WorkoutKind.LONG, round(LONGEST * factor, 2)))
    assert [breach.rule for breach in audit(plan) if breach.rule == "R1" and breach.week == 1] == []
    assert [one for one in found(plan, longest_step=1.05) if one[2] == 1] == said


def test_no_growth_at_all_is_a_step_too():
    assert ("R2", RuleKind.SOFT) in {one[:2] for one in found(PLAN, week_step=1.0)}


def test_the_steps_are_for_runners():
    assert found(plan_of(RIDER), 1.0, 1.0) == []


@pytest.mark.parametrize(
    ("was", "now", "is_harder"),
    [
        (None, (5.0, 30, None), True),
        ((5.0, 30, 300.0), (5.0, 30, 300.0), False),
        ((5.0, 30, 300.0), (4.0, 25, 310.0), False),
        ((5.0, 30, 300.0), (5.1, 30, 300.0), True),
        ((5.0, 30, 300.0), (5.0, 31, 300.0), True),
        ((5.0, 30, 300.0), (5.0, 30, 295.0), True),
        ((5.0, 30, None), (5.0, 30, 295.0), True),
        ((5.0, 30, 300.0), (5.0, 30, None), False),
    ],
)
def test_a_hard_session_gets_harder_by_distance_time_or_pace(was, now, is_harder):
    assert hardens(was, now) == is_harder
