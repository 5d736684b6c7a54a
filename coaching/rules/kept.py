"""What a coach wrote by hand stays in an adjusted plan, unless it breaks a limit there; then it is said."""

from collections import Counter
from dataclasses import replace

from . import say
from .audit import SESSIONS, audit
from .terms import Breach, Change, PlanDraft, RuleKind, Week, Workout, WorkoutKind

TRAINING = SESSIONS | {WorkoutKind.REST}


def keep(plan: PlanDraft, by_coach: tuple[Workout, ...]) -> tuple[PlanDraft, tuple[Change, ...]]:
    """The plan with a coach's workouts on their days, one after the other, and in words those that could not stay.

    A workout takes the place of what the plan has there: of the same sort on its day, else of the same kind in its week.
    One that breaks a hard rule, or makes another workout break one, is left out.
    """
    replaced = []
    for workout in sorted(by_coach, key=lambda w: w.on):
        tried = _with(plan, workout, by_coach)
        broken = first_new(plan, tried)
        if broken:
            replaced.append(Change(_replaced(workout, broken), broken.rule))
        else:
            plan = tried
    soft = tuple(breach for breach in audit(plan) if breach.kind != RuleKind.HARD)
    return (replace(plan, breaches=soft) if by_coach else plan), tuple(replaced)


def _replaced(workout: Workout, broken: Breach) -> str:
    return (
        f"Your coach wrote “{workout.title}” for {say.day(workout.on)}; the suggestion replaces it, because with it the "
        f"plan would go beyond a limit. {broken.sentence}"
    )


def first_new(before: PlanDraft, after: PlanDraft) -> Breach | None:
    """A hard breach that was not there before; the same one in other words counts as there."""
    known = Counter((b.rule, b.week, b.on) for b in audit(before) if b.kind == RuleKind.HARD)
    hard = [b for b in audit(after) if b.kind == RuleKind.HARD]
    return next((b for b in hard if not known[b.rule, b.week, b.on]), None)


def _with(plan: PlanDraft, workout: Workout, by_coach: tuple[Workout, ...]) -> PlanDraft:
    """In its week; on a day of no week it goes to the next one, where the audit finds it."""
    home = next((week for week in plan.weeks if workout.on <= week.ends_on), plan.weeks[-1])
    weeks = tuple(_put(week, workout, by_coach) if week is home else week for week in plan.weeks)
    return replace(plan, weeks=weeks)


def _put(week: Week, workout: Workout, by_coach: tuple[Workout, ...]) -> Week:
    free = [w for w in week.workouts if w not in by_coach]
    same_day = [w for w in free if w.on == workout.on and _sort(w) == _sort(workout)]
    elsewhere = sorted(
        (w for w in free if w.kind == workout.kind and w.kind != WorkoutKind.REST),
        key=lambda w: abs((w.on - workout.on).days),
    )
    gone = same_day or elsewhere[:1]
    rest = tuple(w for w in week.workouts if w not in gone and w != workout)
    return summed(replace(week, workouts=tuple(sorted((*rest, workout), key=_by_day))))


def _sort(workout: Workout) -> frozenset[WorkoutKind]:
    return TRAINING if workout.kind in TRAINING else frozenset({workout.kind})


def _by_day(workout: Workout) -> tuple[object, int]:
    return workout.on, tuple(WorkoutKind).index(workout.kind)


def summed(week: Week) -> Week:
    """The sums of a week from its workouts, without a race."""
    sessions = [w for w in week.workouts if w.kind in SESSIONS]
    distances = [w.distance_km or 0.0 for w in sessions]
    return replace(
        week,
        distance_km=round(sum(distances), 1),
        longest_km=max(distances, default=0.0),
        minutes=sum(w.minutes for w in week.workouts if w.kind != WorkoutKind.RACE),
        session_minutes=sum(w.minutes for w in sessions),
        longest_minutes=max((w.minutes for w in sessions), default=0),
    )
