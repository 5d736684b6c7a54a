"""What a coach wrote, in a plan that is made anew."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coaching.rules.audit import audit
from coaching.rules.kept import keep
from coaching.rules.terms import RuleKind, WorkoutKind

from . import strategies as some
from .builders import RUNNER, SESSIONS, plan_of, workouts

PLAN = plan_of(RUNNER)
WEEK = PLAN.weeks[2]
EASY = next(w for w in WEEK.workouts if w.kind == WorkoutKind.EASY)
DAY = timedelta(days=1)


def hard(plan):
    return [breach for breach in audit(plan) if breach.kind == RuleKind.HARD]


def on(plan, day):
    return [w for w in workouts(plan) if w.on == day]


def test_it_takes_the_place_of_what_stands_on_its_day_and_the_week_is_added_up():
    shorter = replace(EASY, title="Easy, with hills", distance_km=EASY.distance_km - 1, minutes=EASY.minutes - 6)
    kept, replaced = keep(PLAN, (shorter,))
    week = kept.weeks[2]
    assert (replaced, on(kept, EASY.on)) == ((), [shorter if w == EASY else w for w in on(PLAN, EASY.on)])
    assert (week.distance_km, week.minutes) == (round(WEEK.distance_km - 1, 1), WEEK.minutes - 6)
    assert [w for w in kept.weeks if w.number != 3] == [w for w in PLAN.weeks if w.number != 3]


def test_on_another_day_it_takes_the_place_of_the_nearest_of_its_kind():
    free = next(WEEK.starts_on + n * DAY for n in range(7) if (WEEK.starts_on + n * DAY).weekday() in PLAN.baseline.days
                and not [w for w in on(PLAN, WEEK.starts_on + n * DAY) if w.kind == WorkoutKind.STRENGTH])  # fmt: skip
    strength = next(w for w in WEEK.workouts if w.kind == WorkoutKind.STRENGTH)
    kept, replaced = keep(PLAN, (replace(strength, on=free),))
    assert replaced == ()
    assert len([w for w in kept.weeks[2].workouts if w.kind == WorkoutKind.STRENGTH]) == len(
        [w for w in WEEK.workouts if w.kind == WorkoutKind.STRENGTH]
    )


@pytest.mark.parametrize(
    ("change", "rule"),
    [({"distance_km": 60.0}, "R2"), ({"on": WEEK.ends_on - 6 * DAY}, "D8"), ({"kind": WorkoutKind.RACE}, "D8")],
)
def test_what_breaks_a_limit_is_left_out_and_said(change, rule):
    wrong = replace(EASY, title="My own", **change)
    kept, replaced = keep(PLAN, (wrong,))
    assert kept.weeks == PLAN.weeks
    assert [each.rule for each in replaced] == [rule]
    assert replaced[0].text.startswith("Your coach wrote “My own” for ")
    assert "the suggestion replaces it, because with it the plan would go beyond a limit." in replaced[0].text


def test_what_only_departs_from_advice_stays_and_is_listed():
    quick = next(w for w in workouts(PLAN, WorkoutKind.INTERVALS))
    week = next(w for w in PLAN.weeks if quick in w.workouts)
    easy = next(w for w in week.workouts if w.kind == WorkoutKind.EASY)
    second = replace(quick, on=easy.on, distance_km=easy.distance_km, minutes=easy.minutes)
    kept, replaced = keep(PLAN, (second,))
    assert (replaced, second in workouts(kept)) == ((), True)
    assert ("R5", week.number) in [(b.rule, b.week) for b in kept.breaches]


def test_nothing_written_changes_nothing():
    assert keep(PLAN, ()) == (PLAN, ())


@settings(max_examples=40, deadline=None)
@given(some.plannable(), st.integers(0, 10_000), st.sampled_from([0.5, 0.9, 1.1, 1.5, 4.0]), st.integers(-2, 2))
def test_whatever_a_coach_wrote_no_limit_is_broken(answers, which, factor, days):
    plan = plan_of(answers)
    sessions = workouts(plan, *SESSIONS) or workouts(plan)
    one = sessions[which % len(sessions)]
    mine = replace(
        one,
        on=one.on + days * DAY,
        minutes=round(one.minutes * factor),
        distance_km=(one.distance_km or 0) * factor or None,
    )
    kept, replaced = keep(plan, (mine,))
    assert hard(kept) == []
    assert (mine in workouts(kept)) == (replaced == ())
