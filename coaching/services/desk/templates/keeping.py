"""A coach's templates: written, copied from others, made from an athlete's week or plan, deleted."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from coaching.models import PlanTemplate, PlanTemplateWorkout, PlanWeek, TrainingPlan, User, Workout, WorkoutTemplate
from coaching.models.desk.templates import MOST_WEEKS
from coaching.rules.terms import Sport, WorkoutKind
from coaching.services.plans import SESSION_KINDS

MOST_WORKOUTS = 120  # in one plan: what one form can carry
OF_PLAN = ("title", "note", "sport", "week_amount", "shared")
OF_WORKOUT = ("kind", "title", "purpose", "effort", "steps", "distance_km", "minutes")
TAKEN = SESSION_KINDS | {WorkoutKind.STRENGTH.value}  # massage and rest go without saying


@transaction.atomic
def keep_workout(*, template: WorkoutTemplate, by: User, now: datetime) -> WorkoutTemplate:
    """Store a workout template, new or changed. Raises PermissionError for one of somebody else."""
    _own(template, by)
    template.owner, template.changed_at = by, now
    template.save()
    return template


@transaction.atomic
def keep_plan(
    *, template: PlanTemplate, workouts: Iterable[Mapping[str, Any]], by: User, now: datetime
) -> PlanTemplate:
    """Store a plan template with all its workouts, by the fields of PlanTemplateWorkout; those of before are replaced.

    Raises PermissionError for one of somebody else, ValueError for more than 120 workouts.
    """
    _own(template, by)
    rows = list(workouts)
    if len(rows) > MOST_WORKOUTS:
        raise ValueError(f"more than {MOST_WORKOUTS} workouts")
    template.owner, template.changed_at = by, now
    template.save()
    template.workouts.all().delete()
    PlanTemplateWorkout.objects.bulk_create(PlanTemplateWorkout(template=template, **row) for row in rows)
    return template


def copy(*, template: WorkoutTemplate | PlanTemplate, by: User, now: datetime) -> WorkoutTemplate | PlanTemplate:
    """A template that others share as one's own, to change; not shared itself."""
    if isinstance(template, WorkoutTemplate):
        fields = {name: getattr(template, name) for name in (*OF_WORKOUT, "sport")}
        return keep_workout(template=WorkoutTemplate(**fields), by=by, now=now)
    fields = {name: getattr(template, name) for name in OF_PLAN if name != "shared"}
    workouts = [_fields(row, week=row.week, day=row.day) for row in template.workouts.all()]
    return keep_plan(template=PlanTemplate(**fields), workouts=workouts, by=by, now=now)


def delete(*, template: WorkoutTemplate | PlanTemplate, by: User) -> None:
    """What was given of it stays. Raises PermissionError for one of somebody else."""
    _own(template, by)
    template.delete()


def from_week(*, week: PlanWeek, title: str, by: User, now: datetime) -> PlanTemplate:
    """A template of one week of an athlete's plan, without a word of whose it was."""
    return _from([week], week.plan.sport, title, by, now)


def from_plan(*, plan: TrainingPlan, title: str, by: User, now: datetime) -> PlanTemplate:
    """A template of the weeks of an athlete's plan, up to 24 of them, without race and taper. Needs `with_weeks()`."""
    weeks = [week for week in plan.weeks.all() if week.phase in ("build", "cut_back")]
    return _from(weeks[:MOST_WEEKS], plan.sport, title, by, now)


def _from(weeks: list[PlanWeek], sport: str, title: str, by: User, now: datetime) -> PlanTemplate:
    rows: list[dict[str, Any]] = []
    for number, week in enumerate(weeks, 1):
        taken = [_fields(row, week=number, day=row.on.weekday()) for row in week.workouts.all() if row.kind in TAKEN]
        rows += taken if len(rows) + len(taken) <= MOST_WORKOUTS else []
    amount = max(1, round(sum(_amount(week, sport) for week in weeks) / max(1, len(weeks))))
    template = PlanTemplate(title=title[:100], sport=sport, week_amount=amount)
    return keep_plan(template=template, workouts=rows, by=by, now=now)


def _amount(week: PlanWeek, sport: str) -> float:
    """Of whole weeks; the few days of a first one count as what a whole one would have."""
    days = (week.ends_on - week.starts_on + timedelta(days=1)).days
    has = week.distance_km if sport == Sport.RUNNING.value else week.session_minutes
    return has * 7 / days


def _fields(row: Workout | PlanTemplateWorkout, *, week: int, day: int) -> dict[str, Any]:
    """A written workout; of an athlete's only amounts, titles and steps: purpose and effort are the rules' own words."""
    words = {name: getattr(row, name) for name in OF_WORKOUT}
    if isinstance(row, Workout):
        words |= {"purpose": "", "effort": ""}
        words["steps"] = row.steps if row.edited_at or row.kind not in SESSION_KINDS else []
        words["minutes"] = None if row.distance_km else row.minutes or None
        words["distance_km"] = row.distance_km or None
    return words | {"week": week, "day": day}


def _own(template: WorkoutTemplate | PlanTemplate, by: User) -> None:
    if template.pk and template.owner_id != by.pk:
        raise PermissionError("only its owner changes a template")
