"""Steps of a coach's own, smaller than the rules' limits: advice of theirs beside R1 and R2, for runners as these (R24)."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from . import say
from .audit import SESSIONS, growing, km_of
from .progression import EPSILON, TINY_KM, longest_within
from .terms import Breach, PlanDraft, RuleKind, Run, Sport


def beyond_own_steps(plan: PlanDraft, *, longest_step: float, week_step: float) -> tuple[Breach, ...]:
    """Runs and weeks that grow by more than these factors, as soft breaches of R1 and R2, by day."""
    if plan.sport != Sport.RUNNING:
        return ()
    return (*_runs(plan, longest_step), *_weeks(plan, week_step))


def hardens(was: tuple[float, int, float | None] | None, now: tuple[float, int, float | None]) -> bool:
    """Whether a hard session asks for more than it did: (km, minutes, faster pace in s per km); None: it was none."""
    if was is None:
        return True
    (km, minutes, pace), (km_now, minutes_now, pace_now) = was, now
    faster = pace_now is not None and (pace is None or pace_now < pace - EPSILON)
    return km_now > km + EPSILON or minutes_now > minutes or faster


def _runs(plan: PlanDraft, step: float) -> Iterator[Breach]:
    runs = list(plan.baseline.runs)
    for on, km, week in _days(plan):
        longest = longest_within(runs, on)
        if longest and km > step * longest + EPSILON:
            text = (
                f"{say.distance(km, plan.units)} after a longest run of {say.distance(longest, plan.units)} is beyond your"
                f" own step of {step:g} times."
            )
            yield Breach("R1", RuleKind.SOFT, text, week, on)
        runs.append(Run(on, km))


def _days(plan: PlanDraft) -> Iterator[tuple[date, float, int]]:
    """The km of each day that has runs, with the number of its week."""
    planned = sorted(
        (w.on, km_of(plan, w), week.number) for week in plan.weeks for w in week.workouts if w.kind in SESSIONS
    )
    for on, same_day in groupby(planned, key=lambda entry: entry[0]):
        entries = list(same_day)
        yield on, sum(km for _, km, _ in entries), entries[0][2]


def _weeks(plan: PlanDraft, step: float) -> Iterator[Breach]:
    for week, km, previous in growing(plan):
        if km > step * max(previous, TINY_KM) + EPSILON:
            text = (
                f"{say.distance(km, plan.units)} this week after {say.distance(previous, plan.units)} is beyond your own step"
                f" of {step:g} times."
            )
            yield Breach("R2", RuleKind.SOFT, text, week.number)
