"""Runners and riders for the tests of the rules, each a small change of one of these."""

from dataclasses import replace
from datetime import date, timedelta

from coaching import content
from coaching.rules.assess import assess
from coaching.rules.planner import make_plan
from coaching.rules.terms import (
    Answers,
    Availability,
    CrampReport,
    Goal,
    Muscle,
    Result,
    Sport,
    Timing,
    Training,
    WorkoutKind,
)

TODAY = date(2026, 11, 22)  # a Sunday
TOMORROW = TODAY + timedelta(days=1)
HALF, MARATHON = 21.0975, 42.195
ADVICE = content.advice()
DURING = CrampReport(timings=frozenset({Timing.DURING}), muscles=frozenset({Muscle.CALF}), duration_s=120)
AT_NIGHT = CrampReport(timings=frozenset({Timing.IN_BED}), muscles=frozenset({Muscle.CALF}), duration_s=120)
RUNNER = Answers(
    TODAY,
    cramp=DURING,
    training=Training(
        sessions_per_week=4,
        weekly_km=30,
        longest_km=14,
        longest_on=TODAY - timedelta(days=7),
        pace_s_per_km=360,
        results=(Result(10, 3000),),
        years=3,
    ),
    goal=Goal(HALF, TODAY + timedelta(weeks=16), None),
    availability=Availability(frozenset({1, 3, 5, 6})),
)
RIDER = Answers(
    TODAY,
    sport=Sport.CYCLING,
    cramp=DURING,
    training=Training(
        sessions_per_week=3, weekly_minutes=300, longest_minutes=150, longest_on=TODAY - timedelta(days=7), years=5
    ),
    goal=Goal(109, TODAY + timedelta(weeks=12), 4 * 3600),
    availability=Availability(frozenset({2, 5, 6})),
)
SESSIONS = {WorkoutKind.EASY, WorkoutKind.LONG, WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE}


def but(answers, **changes):
    """The same answers with fields of their parts changed: `but(RUNNER, goal__race_on=None, training__weekly_km=40)`."""
    for name, value in changes.items():
        part, _, field = name.partition("__")
        changed = replace(getattr(answers, part), **{field: value}) if field else value
        answers = replace(answers, **{part: changed})
    return answers


def findings_of(answers):
    return assess(answers, starts_on=answers.answered_on + timedelta(days=1))


def plan_of(answers, **options):
    starts_on = options.pop("starts_on", answers.answered_on + timedelta(days=1))
    return make_plan(answers, findings_of(answers), ADVICE, starts_on=starts_on, **options)


def workouts(plan, *kinds):
    return [w for week in plan.weeks for w in week.workouts if not kinds or w.kind in kinds]


def in_weeks(weeks):
    return TODAY + timedelta(weeks=weeks)
