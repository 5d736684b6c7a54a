"""A plan meets the weeks as they went: what was done, missed and cramped changes the weeks that are left.

The rest is planned anew from what was really done; holds come on top. A red flag pauses the plan.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from . import say
from .book import number
from .planner import NoPlan, make_plan
from .progression import WINDOW_DAYS
from .terms import (
    Adjusted,
    Advice,
    Answers,
    Baseline,
    Care,
    Change,
    Findings,
    Pattern,
    PlanDraft,
    Run,
    Severity,
    Sport,
    Triage,
    WorkoutKind,
)

HOLD_DAYS = 7  # D13 a substantial problem holds progression and hard sessions for a week (R22)
WEEKS_LOOKED_AT = 4


@dataclass(frozen=True, slots=True)
class Cramped:
    """A cramp that happened, with what triage made of it."""

    on: date
    triage: Triage


@dataclass(frozen=True, slots=True)
class Lived:
    """The weeks up to today: sessions that were done (all that is known, before the plan too), cramps, problems."""

    done: tuple[Run, ...] = ()
    cramps: tuple[Cramped, ...] = ()
    substantial_problem_on: date | None = None


def adjust(
    plan: PlanDraft, answers: Answers, findings: Findings, advice: tuple[Advice, ...], lived: Lived, *, today: date
) -> Adjusted:
    """The weeks left from `today`, planned anew from what was done, and in words what changes by which rule.

    Red flag in a cramp: no plan (paused). A cramp: easy only for 48 hours (R21). A substantial problem: no progression and
    nothing hard for a week (R22). Raises ValueError when the race lies behind.
    """
    flagged = next((c for c in lived.cramps if c.triage.care != Care.NONE), None)
    if flagged:
        text = "The plan pauses: one of your cramps came with a sign that a doctor should look at first."
        return Adjusted(None, (Change(text, flagged.triage.care_row or "S10"),))
    base = _baseline_now(plan, lived, today)
    base, changes = _hold(base, lived, today)
    pattern = _pattern_now(findings.triage.pattern, lived)
    seen = replace(findings, triage=replace(findings.triage, pattern=pattern))
    changes += _pattern_change(findings.triage.pattern, pattern)
    try:
        new = make_plan(answers, seen, advice, starts_on=today, base=base)
    except NoPlan as refusal:
        return Adjusted(None, (Change(str(refusal), findings.triage.care_row or "S10"),))
    return Adjusted(new, (*changes, *_differences(plan, new, lived, today)))


def _baseline_now(plan: PlanDraft, lived: Lived, today: date) -> Baseline:
    """What was really done in the last weeks takes the place of what the assessment said."""
    base = plan.baseline
    runs = (*base.runs, *lived.done)
    recent = tuple(run for run in runs if 0 < (today - run.on).days <= WINDOW_DAYS)
    weeks = min(WEEKS_LOOKED_AT, (today - plan.starts_on).days // 7)
    if weeks < 1:
        return replace(base, runs=recent)
    since = today - timedelta(weeks=weeks)
    done = [run for run in lived.done if since <= run.on < today]
    return replace(
        base,
        runs=recent,
        weekly_km=round(sum(run.km for run in done) / weeks, 2),
        weekly_minutes=sum(run.minutes for run in done) // weeks,
        first_week_km=base.first_week_km if (today - plan.starts_on).days < 7 else None,
    )


def _hold(base: Baseline, lived: Lived, today: date) -> tuple[Baseline, tuple[Change, ...]]:
    """R22 over R21: the longer hold wins."""
    problem = lived.substantial_problem_on
    if problem and (until := problem + timedelta(days=HOLD_DAYS)) >= today:
        text = f"A problem limited your training, so nothing grows and nothing is fast before {say.day(until)} is over."
        return replace(base, hold_until=until, hold_rule="R22"), (Change(text, "R22"),)
    real = [c for c in lived.cramps if c.triage.severity != Severity.PRE_CRAMP]
    last = max((c.on for c in real), default=None)
    if last and (until := last + timedelta(hours=number("R21", "hours_most"))) >= today:
        text = f"You cramped on {say.day(last)}: easy only for two days, then on when walking and a heel raise are painless."
        return replace(base, hold_until=until, hold_rule="R21"), (Change(text, "R21"),)
    return replace(base, hold_until=None, hold_rule=None), ()


def _pattern_now(pattern: Pattern, lived: Lived) -> Pattern:
    """Night cramps in someone planned for fatigue, or the other way round, make it mixed."""
    both = {pattern} | {c.triage.pattern for c in lived.cramps}
    if {Pattern.FATIGUE, Pattern.NOCTURNAL} <= both or Pattern.MIXED in both:
        return Pattern.MIXED
    return pattern


def _pattern_change(before: Pattern, now: Pattern) -> tuple[Change, ...]:
    if before == now:
        return ()
    return (Change("Your cramps now come both with training and at night; the evening routine comes in.", "R13"),)


def _differences(old: PlanDraft, new: PlanDraft, lived: Lived, today: date) -> tuple[Change, ...]:
    changes = [_longest_change(old, new, today), _missed_change(old, lived, today)]
    return tuple(change for change in changes if change)


def _longest_change(old: PlanDraft, new: PlanDraft, today: date) -> Change | None:
    def next_long(plan: PlanDraft) -> float:
        days = [w for week in plan.weeks for w in week.workouts if w.kind == WorkoutKind.LONG and w.on >= today]
        return (days[0].distance_km or float(days[0].minutes)) if days else 0.0

    before, after = next_long(old), next_long(new)
    if before == after:
        return None
    running = old.sport == Sport.RUNNING
    was, now = (say.distance(v, old.units) if running else say.minutes(v) for v in (before, after))
    return Change(
        f"Your next long session is {now} instead of {was}, from what you really did in the last 30 days.",
        "R1" if running else "R24",
    )


def _missed_change(old: PlanDraft, lived: Lived, today: date) -> Change | None:
    kinds = {WorkoutKind.EASY, WorkoutKind.LONG, WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE}
    planned = {w.on for week in old.weeks for w in week.workouts if w.kind in kinds and w.on < today}
    missed = planned - {run.on for run in lived.done}
    if not missed:
        return None
    many: Sequence[date] = sorted(missed)
    what = "One planned session was" if len(many) == 1 else f"{len(many)} planned sessions were"
    return Change(f"{what} not done; the weeks ahead start from what was.", "R2")
