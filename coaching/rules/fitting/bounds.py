"""How much a session and a week may have, by the rules that are hard (R1, R2, R22, D8) and a coach's own smaller steps.

All amounts are km of runners and minutes of cyclists.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import inf

from .. import say
from ..audit import SESSIONS, growing, km_of
from ..book import number
from ..kept import summed
from ..ladder import RIDE, RUN, Scale
from ..progression import EPSILON, longest_within, round_down
from ..terms import PlanDraft, Run, Sport, Week, Workout, WorkoutKind

MOST_MINUTES = {Sport.RUNNING: number("D4", "minutes"), Sport.CYCLING: number("D6", "most_minutes")}
PROBE = 30  # minutes, and km: any amount does, it is taken off again


@dataclass(frozen=True, slots=True)
class Bound:
    """At most so much, and why in words; where several hold, the smallest counts."""

    most: float
    why: str


def scale_of(plan: PlanDraft) -> Scale:
    return RUN if plan.sport == Sport.RUNNING else RIDE


def amount(plan: PlanDraft, workout: Workout) -> float:
    return km_of(plan, workout) if plan.sport == Sport.RUNNING else float(workout.minutes)


def said(plan: PlanDraft, value: float) -> str:
    return say.distance(value, plan.units) if plan.sport == Sport.RUNNING else say.minutes(value)


def session_bound(plan: PlanDraft, on: date, step: float) -> Bound:
    """R1 for runners, D6 for cyclists: the longest of the 30 days before, done or planned, times a step."""
    base, riding = plan.baseline, plan.sport == Sport.CYCLING
    known = [Run(run.on, float(run.minutes)) if riding else run for run in base.runs]
    planned = [Run(w.on, amount(plan, w)) for week in plan.weeks for w in week.workouts if w.kind in SESSIONS]
    longest = longest_within([*known, *planned], on)
    fine = scale_of(plan).fine
    if longest is None:
        return Bound(float(base.start_minutes) if riding else base.start_km, "as a first one after 30 days without")
    more = f"{say.percent(step)} beyond" if step > 1 else "no more than"
    return Bound(round_down(step * longest, fine), f"{more} the longest of 30 days ({said(plan, longest)})")


def week_bound(plan: PlanDraft, week: Week, on: date, step: float) -> Bound:
    """What is left of a week beside what stands in it: R2 with a step, R22 while a problem holds it."""
    riding = plan.sport == Sport.CYCLING
    probe = Workout(on, WorkoutKind.EASY, "", "", "", PROBE, None if riding else float(PROBE))
    tried = changed(plan, week.ends_on, (*week.workouts, probe))
    has, before = next((has, before) for one, has, before in growing(tried) if one.ends_on == week.ends_on)
    held = is_held(plan, week)
    most = before if held else step * max(before, scale_of(plan).tiny_week)
    why = "a problem holds the plan" if held else f"after {said(plan, before)} the week before"
    return Bound(most - (has - PROBE), why)


def is_held(plan: PlanDraft, week: Week) -> bool:
    """Whether a problem keeps a week from growing (R22)."""
    until = plan.baseline.hold_until
    return until is not None and plan.baseline.hold_rule != "R21" and week.starts_on <= until


def time_bound(plan: PlanDraft, week: Week, count: int) -> Bound:
    """What fits the time that was named, beside all else of the week (D8); each run's minutes are rounded up."""
    most = plan.baseline.max_minutes_per_week
    if most is None:
        return Bound(inf, "")
    room = most - sum(workout.minutes for workout in week.workouts if workout.kind != WorkoutKind.RACE)
    why = f"{say.minutes(most)} a week were named"
    if plan.sport == Sport.CYCLING:
        return Bound(float(room), why)
    return Bound((room - count) * 60 / plan.baseline.budget_pace_s_per_km, why)


def scaled_bound(plan: PlanDraft, written: float) -> Bound:
    """What is made more of than was written grows no longer than a plan climbs to (D4, D6)."""
    most = MOST_MINUTES[plan.sport]
    reached = most if plan.sport == Sport.CYCLING else most * 60 / plan.baseline.budget_pace_s_per_km
    return Bound(max(reached, written), f"no session is made longer than {say.minutes(most)}")


def smallest(bounds: list[Bound]) -> Bound:
    return min(bounds, key=lambda bound: bound.most)


def rounded(plan: PlanDraft, value: float) -> float:
    """Round figures (D5), rounded down; small ones finer."""
    scale = scale_of(plan)
    return round_down(value, scale.round if value >= 5 * scale.round else scale.fine)


def exceeds(value: float, bound: Bound) -> bool:
    return value > bound.most + EPSILON


def week_at(plan: PlanDraft, on: date) -> Week | None:
    """The week of a day, by its last day: the first one may have begun before the days that are left."""
    return next((week for week in plan.weeks if on <= week.ends_on < on + timedelta(days=7)), None)


def changed(plan: PlanDraft, ends_on: date, workouts: tuple[Workout, ...]) -> PlanDraft:
    """The plan with other workouts in one of its weeks, in order and added up."""
    ordered = tuple(sorted(workouts, key=lambda w: (w.on, tuple(WorkoutKind).index(w.kind))))
    weeks = (summed(replace(week, workouts=ordered)) if week.ends_on == ends_on else week for week in plan.weeks)
    return replace(plan, weeks=tuple(weeks))
