"""What follows a given template is shortened where it would now go beyond a limit; what did so before stays."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from math import ceil

from ..audit import SESSIONS, audit, growing
from ..kept import first_new
from ..progression import CAP, REFUSE, round_down
from ..terms import PlanDraft, RuleKind, Sport, Workout
from .bench import Bench, short
from .bounds import amount, exceeds, is_held, scale_of, session_bound
from .template import Unfit

Known = set[tuple[str, int | None, date | None]]
TOO_LITTLE = "What follows in the plan would have to shrink to almost nothing."


def mend(bench: Bench, before: Sequence[PlanDraft]) -> None:
    """Shorten the sessions after the filled days by as much as R1, R2 and R22 ask. Raises Unfit where nothing is left."""
    if not any(first_new(old, new) for old, new in zip(before, bench.views, strict=True)):
        return
    known = [{(b.rule, b.week, b.on) for b in audit(plan) if b.kind == RuleKind.HARD} for plan in before]
    since = min(bench.filled, default=bench.first)
    days: list[date] = []
    for ends_on in [week.ends_on for week in bench.plan.weeks if week.ends_on >= since]:
        days += _mend_week(bench, ends_on, known)
        days += _mend_days(bench, ends_on, known)
    if days:
        first, last = min(days), max(days)
        span = short(first) if first == last else f"{short(first)} to {short(last)}"
        count = len(set(days))
        what = "one day" if count == 1 else f"{count} days"
        bench.say(f"What follows is shortened to stay within the limits: {what}, {span}")


def _mend_week(bench: Bench, ends_on: date, known: list[Known]) -> list[date]:
    """R2, and R22 while a problem holds the plan."""
    over = max(_over(view, ends_on, had) for view, had in zip(bench.views, known, strict=True))
    cuttable = _cuttable(bench, ends_on)
    total = sum(amount(bench.plan, workout) for workout in cuttable)
    if over <= 0 or not total:
        return []
    share = 1 - over / total
    return [_cut(bench, ends_on, workout, share) for workout in cuttable]


def _over(plan: PlanDraft, ends_on: date, known: Known) -> float:
    """How much a week has beyond its limit; 0 where it had so before."""
    found = next((one for one in growing(plan) if one[0].ends_on == ends_on), None)
    if found is None:
        return 0.0
    week, has, before = found
    over = [0.0]
    if plan.sport == Sport.RUNNING and ("R2", week.number, None) not in known:
        over.append(has - REFUSE * max(before, scale_of(plan).tiny_week))
    if is_held(plan, week) and ("R22", week.number, None) not in known:
        over.append(has - before)
    return max(over)


def _mend_days(bench: Bench, ends_on: date, known: list[Known]) -> list[date]:
    """R1, day by day; runners only."""
    if bench.plan.sport != Sport.RUNNING:
        return []
    cut = []
    for on in sorted({workout.on for workout in _cuttable(bench, ends_on)}):
        there = [workout for workout in _cuttable(bench, ends_on) if workout.on == on]
        total = sum(amount(bench.plan, workout) for workout in there)
        for view, had in zip(tuple(bench.views), known, strict=True):
            bound = session_bound(view, on, CAP)
            if not any(rule == "R1" and day == on for rule, _, day in had) and exceeds(total, bound):
                share = bound.most / total
                cut += [_cut(bench, ends_on, workout, share) for workout in there]
                there = [workout for workout in _cuttable(bench, ends_on) if workout.on == on]
                total = sum(amount(bench.plan, workout) for workout in there)
    return cut


def _cuttable(bench: Bench, ends_on: date) -> list[Workout]:
    week = next(week for week in bench.plan.weeks if week.ends_on == ends_on)
    return [w for w in week.workouts if w.kind in SESSIONS and w.on >= bench.first and w.on not in bench.filled]


def _cut(bench: Bench, ends_on: date, workout: Workout, share: float) -> date:
    scale, has = scale_of(bench.plan), amount(bench.plan, workout)
    less = round_down(max(share, 0.0) * has, scale.fine)
    if less < min(scale.least, has):
        raise Unfit(TOO_LITTLE)
    if workout.distance_km is None:
        new = replace(workout, minutes=int(workout.minutes * less / has))
    else:
        new = replace(workout, distance_km=less, minutes=ceil(workout.minutes * less / has))
    bench.swap(ends_on, workout, new)
    return workout.on
