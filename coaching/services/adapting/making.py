"""The plan for the days that are left, before it is rows: what it changes, what it keeps, whether anybody would see it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from coaching.models import Athlete, TrainingPlan, Workout
from coaching.rules import say, terms
from coaching.rules.adjust import adjust
from coaching.rules.terms import Advice, Change, PlanDraft, WorkoutKind

from .. import assessments, library
from ..plan_rows import draft_of, workout_of
from .lived import lived_of


class Hindered(Exception):
    """There is nothing to adapt: `why` is "none" (no active plan), "over" (no day is left) or "paused" (a red flag)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Made:
    draft: PlanDraft
    advice: tuple[Advice, ...]
    changes: tuple[Change, ...]
    kept: tuple[Workout, ...]  # rows that a coach wrote
    differs: bool  # from the active plan as coach and rules left it; words alone and moved workouts do not count


def make(athlete: Athlete, active: TrainingPlan, waiting: TrainingPlan | None, today: date) -> Made:
    """What the rules make of an athlete's active plan (`with_weeks()`) today. Raises Hindered.

    What a coach wrote in the plan, or in the suggestion that waits beside it, stays where no limit forbids it.
    """
    assessment, advice = active.assessment, library.catalogue()
    written = _written(active, waiting)
    try:
        adjusted = adjust(
            draft_of(active),
            assessments.answers_of(assessment, today=today),
            assessments.findings_of(assessment),
            advice,
            lived_of(athlete, active, today),
            today=today,
            by_coach=tuple(workout_of(row) for row in written),
        )
    except ValueError as error:
        raise Hindered("over") from error
    if adjusted.plan is None:
        raise Hindered("paused")
    return _made(active, adjusted.plan, advice, adjusted.changes, written)


def _made(
    active: TrainingPlan,
    draft: PlanDraft,
    advice: tuple[Advice, ...],
    changes: tuple[Change, ...],
    written: list[Workout],
) -> Made:
    planned = {workout for week in draft.weeks for workout in week.workouts}
    kept = tuple(row for row in written if workout_of(row) in planned)
    differs = draft.pattern != active.pattern or visible(draft, draft.starts_on) != visible(
        _unmoved(active), draft.starts_on
    )
    return Made(draft, advice, (*changes, *_stays(kept), *_moved(active, draft.starts_on, kept)), kept, differs)


def visible(draft: PlanDraft, first: date) -> list[Any]:
    """What a runner sees of the workouts from a day on; rest days go without saying."""
    left = (w for week in draft.weeks for w in week.workouts if w.on >= first and w.kind != WorkoutKind.REST)
    return sorted((w.on, w.kind, w.title, w.minutes, w.distance_km or 0.0, w.steps) for w in left)


def rows_of(plan: TrainingPlan) -> list[Workout]:
    return [workout for week in plan.weeks.all() for workout in week.workouts.all()]


def _written(active: TrainingPlan, waiting: TrainingPlan | None) -> list[Workout]:
    """What a coach wrote last for each day and kind."""
    newest: dict[tuple[date, str], tuple[datetime, Workout]] = {}
    for row in (row for plan in (active, waiting) if plan for row in rows_of(plan)):
        known = newest.get((row.on, row.kind))
        if row.edited_at and (known is None or row.edited_at > known[0]):
            newest[row.on, row.kind] = row.edited_at, row
    return sorted((row for _, row in newest.values()), key=lambda row: row.on)


def _unmoved(plan: TrainingPlan) -> PlanDraft:
    """The plan as if its athlete had moved nothing; a coach's workout stays where it is, as in a suggestion."""
    draft = draft_of(plan)
    moved = {workout_of(row): row.moved_from for row in rows_of(plan) if row.moved_from and not row.edited_at}
    weeks = [_back(week, moved) for week in draft.weeks]
    return replace(draft, weeks=tuple(weeks))


def _back(week: terms.Week, moved: dict[terms.Workout, date]) -> terms.Week:
    return replace(week, workouts=tuple(replace(w, on=moved.get(w, w.on)) for w in week.workouts))


def _stays(kept: tuple[Workout, ...]) -> list[Change]:
    return [Change(f"Your coach’s “{row.title}” on {say.day(row.on)} stays.", "") for row in kept]


def _moved(active: TrainingPlan, first: date, kept: tuple[Workout, ...]) -> list[Change]:
    rows = [row for row in rows_of(active) if row.moved_from and max(row.on, row.moved_from) >= first]
    count = len([row for row in rows if row not in kept and row.kind != WorkoutKind.REST.value])
    if not count:
        return []
    what = "One workout you moved is" if count == 1 else f"{count} workouts you moved are"
    return [Change(f"{what} planned anew, on the days the rules give.", "")]
