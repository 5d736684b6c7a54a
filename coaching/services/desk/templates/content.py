"""A template as the rules read it, from its rows or from what a run kept of it."""

from collections.abc import Iterable
from typing import Any

from coaching.models import PlanTemplate, PlanTemplateWorkout, WorkoutTemplate
from coaching.rules.fitting import Template, Written
from coaching.rules.terms import Sport, WorkoutKind
from coaching.services.stored import typed

WORDS = ("title", "purpose", "effort", "distance_km", "minutes")


def template_of(row: WorkoutTemplate | PlanTemplate) -> Template:
    """One query for a plan, none for a workout."""
    if isinstance(row, WorkoutTemplate):
        return Template(Sport(row.sport), (_written(row),))
    return Template(Sport(row.sport), tuple(_in_weeks(row.workouts.all())), float(row.week_amount))


def kept(content: Any) -> Template:
    """From a run: `plain(template_of(row))` as it was then."""
    return typed(Template, content)


def _in_weeks(rows: Iterable[PlanTemplateWorkout]) -> Iterable[Written]:
    return (_written(row, week=row.week, day=row.day) for row in rows)


def _written(row: WorkoutTemplate | PlanTemplateWorkout, week: int = 1, day: int = 0) -> Written:
    words: dict[str, Any] = {name: getattr(row, name) for name in WORDS}
    return Written(WorkoutKind(row.kind), steps=tuple(row.steps), week=week, day=day, **words)
