"""A suggested plan beside the one it would replace: the weeks that are left, and each workout that changes, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from coaching.models import PlanWeek, TrainingPlan, Workout
from coaching.rules.audit import QUICK
from coaching.rules.terms import WorkoutKind

from ..plans import SESSION_KINDS, shown_up_to
from .making import rows_of

QUICK_KINDS = {kind.value for kind in QUICK}
ORDER = [kind.value for kind in WorkoutKind]
A_DAY = timedelta(days=1)
SHOWN = ("kind", "title", "minutes", "distance_km", "steps")


@dataclass(frozen=True, slots=True)
class Sums:
    """The days of a week that are compared: km, minutes of sessions, and the longest of each, without a race."""

    plan: TrainingPlan
    phase: str
    distance_km: float
    longest_km: float
    session_minutes: int
    longest_minutes: int


@dataclass(frozen=True, slots=True)
class Changed:
    """One workout that changes: `was` or `now` is None where it is new or left out."""

    on: date
    was: Workout | None
    now: Workout | None
    word: str


@dataclass(frozen=True, slots=True)
class Week:
    number: int
    starts_on: date
    ends_on: date
    now: Sums
    suggested: Sums
    changed: tuple[Changed, ...]

    @property
    def is_same(self) -> bool:
        return not self.changed


def compare(current: TrainingPlan, suggested: TrainingPlan) -> list[Week]:
    """The weeks of a suggestion beside the same days of the plan it replaces; both `with_weeks()`."""
    rows = rows_of(current)
    return [
        _week(week, current, [row for row in rows if week.starts_on <= row.on <= week.ends_on])
        for week in suggested.weeks.all()
    ]


def beside(one: TrainingPlan, other: TrainingPlan) -> list[Week]:
    """Any two plans, both `with_weeks()`, on the weeks of the other; days of the one alone in weeks of its own."""
    mine, theirs = rows_of(one), rows_of(other)
    weeks = list(other.weeks.all())
    spans = [(week.starts_on, week.ends_on, week.phase) for week in weeks]
    spans += list(_left_over(one, other))
    return [
        Week(
            number=number,
            starts_on=first,
            ends_on=last,
            now=_sums(one, phase, was := [row for row in mine if first <= row.on <= last]),
            suggested=_sums(other, phase, now := [row for row in theirs if first <= row.on <= last]),
            changed=tuple(_changed(was, now)),
        )
        for number, (first, last, phase) in enumerate(sorted(spans), start=1)
    ]


def _left_over(one: TrainingPlan, other: TrainingPlan) -> Iterator[tuple[date, date, str]]:
    """The days of a plan's weeks before the other one begins, and after it ends."""
    for week in one.weeks.all():
        if week.starts_on < other.starts_on:
            yield week.starts_on, min(week.ends_on, other.starts_on - A_DAY), week.phase
        if week.ends_on > other.ends_on:
            yield max(week.starts_on, other.ends_on + A_DAY), week.ends_on, week.phase


def differs(suggested: TrainingPlan, weeks: list[Week]) -> bool:
    """Whether there is anything to accept: a workout that changes, or the evenings of another pattern."""
    current = suggested.replaces
    return any(week.changed for week in weeks) or (current is not None and current.pattern != suggested.pattern)


def differs_where_hidden(suggested: TrainingPlan) -> bool:
    """Whether there is anything to accept in weeks that its athlete is not shown. No query where they see all."""
    if shown_up_to(suggested) is None and suggested.weeks.all():
        return False
    whole = TrainingPlan.objects.with_weeks().prefetch_related("replaces__weeks__workouts").get(pk=suggested.pk)
    return whole.replaces is not None and differs(whole, compare(whole.replaces, whole))


def _week(week: PlanWeek, current: TrainingPlan, before: list[Workout]) -> Week:
    after = list(week.workouts.all())
    return Week(
        number=week.number,
        starts_on=week.starts_on,
        ends_on=week.ends_on,
        now=_sums(current, week.phase, before),
        suggested=_sums(week.plan, week.phase, after),
        changed=tuple(_changed(before, after)),
    )


def _sums(plan: TrainingPlan, phase: str, workouts: list[Workout]) -> Sums:
    sessions = [workout for workout in workouts if workout.kind in SESSION_KINDS]
    distances = [workout.distance_km or 0.0 for workout in sessions]
    minutes = [workout.minutes for workout in sessions]
    return Sums(
        plan, phase, round(sum(distances), 1), max(distances, default=0.0), sum(minutes), max(minutes, default=0)
    )


def _changed(before: list[Workout], after: list[Workout]) -> Iterator[Changed]:
    """Day by day; what stands in both is left out, and what is left is paired in the order of its kinds."""
    for on in sorted({workout.on for workout in (*before, *after)}):
        was, now = ([w for w in side if w.on == on and w.kind != WorkoutKind.REST.value] for side in (before, after))
        gone, new = _without(was, now), _without(now, was)
        for one, other in zip_longest(gone, new):
            yield Changed(on, one, other, _word(one, other))


def _without(workouts: list[Workout], others: list[Workout]) -> list[Workout]:
    known = [_shown(workout) for workout in others]
    return sorted((w for w in workouts if _shown(w) not in known), key=lambda w: ORDER.index(w.kind))


def _shown(workout: Workout) -> tuple[object, ...]:
    return tuple(getattr(workout, name) for name in SHOWN)


def _word(was: Workout | None, now: Workout | None) -> str:
    """What becomes of a workout, in a word or two."""
    if was is None:
        return "new"
    if now is None:
        return "left out"
    if was.kind != now.kind:
        return _in_kind(was, now)
    before, after = ((w.distance_km or w.minutes) for w in (was, now))
    if before == after:
        return "other steps"
    return "shorter" if after < before else "longer"


def _in_kind(was: Workout, now: Workout) -> str:
    if was.kind in QUICK_KINDS and now.kind not in QUICK_KINDS:
        return "easier"
    return "faster" if now.kind in QUICK_KINDS else "instead"
