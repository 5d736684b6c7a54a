"""Plans: started from an assessment, edited by a coach, shown with what they stand on."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from coaching.models import Assessment, Athlete, PlanWeek, TrainingPlan, User, Workout
from coaching.rules.audit import SESSIONS, audit
from coaching.rules.book import RULES, Rule
from coaching.rules.planner import make_plan
from coaching.rules.terms import Advice, Answers, Breach, Findings, PlanDraft, WorkoutKind

from . import people
from .plan_rows import draft_of as draft_of
from .plan_rows import plan_row, week_row, workout_row
from .stored import plain

BOOK = {rule.id: rule for rule in RULES}
SESSION_KINDS = {kind.value for kind in SESSIONS}


@transaction.atomic
def start(
    *, assessment: Assessment, answers: Answers, findings: Findings, advice: tuple[Advice, ...], starts_on: date
) -> TrainingPlan:
    """Make the plan of an assessment and store it as the active one; the athlete's earlier one is retired.

    Raises coaching.rules.planner.NoPlan past a red flag.
    """
    draft = make_plan(answers, findings, advice, starts_on=starts_on)
    if assessment.athlete:
        retire(athlete=assessment.athlete, on=starts_on)
    plan = plan_row(draft, advice)
    plan.assessment, plan.athlete = assessment, assessment.athlete
    plan.save()
    store_weeks(plan=plan, draft=draft)
    return plan


def store_weeks(*, plan: TrainingPlan, draft: PlanDraft) -> None:
    """The weeks and workouts of a plan whose own row is there already."""
    weeks = PlanWeek.objects.bulk_create([week_row(plan, week) for week in draft.weeks])
    Workout.objects.bulk_create(
        workout_row(row, position, workout)
        for row, week in zip(weeks, draft.weeks, strict=True)
        for position, workout in enumerate(week.workouts)
    )


def retire(*, athlete: Athlete, on: date) -> None:
    """Let the active plan of an athlete hold up to the day before `on`; a suggestion beside it falls away."""
    people.changed(athlete)  # first: of two that start a plan at once the second retires what the first one started
    TrainingPlan.objects.suggested().filter(athlete=athlete).delete()
    TrainingPlan.objects.active().filter(athlete=athlete).update(status=TrainingPlan.RETIRED, retired_on=on)


@transaction.atomic
def edited(*, week: PlanWeek, by: User, now: datetime, changed: list[Workout]) -> tuple[Breach, ...]:
    """After a coach changed workouts of a week: mark them, add the week up anew, and say what the plan now breaks.

    Returns the breaches of this week, hard ones first. Raises PermissionError for someone without edit access.
    """
    if not by.is_superuser and not _may_edit(week, by):
        raise PermissionError("no edit access to this athlete")
    rows = Workout.objects.filter(pk__in=[workout.pk for workout in changed])
    rows.update(edited_at=now, undo_on=None, sequence=F("sequence") + 1, changed_at=now)
    add_up(week)
    plan = TrainingPlan.objects.with_weeks().get(pk=week.plan_id)
    breaches = audit(draft_of(plan))
    plan.breaches = plain(breaches)
    plan.save(update_fields=["breaches"])
    if plan.athlete:
        people.changed(plan.athlete)
    return tuple(b for b in breaches if b.week == week.number or (b.on and week.starts_on <= b.on <= week.ends_on))


def cited(draft: PlanDraft, advice: dict[str, dict[str, Any]]) -> set[str]:
    """The keys of all sources that a plan's page may show: of its sentences, its advice and the rules it names."""
    sheet = draft.race_sheet.statements if draft.race_sheet else ()
    keys = {key for statement in (*draft.statements, *sheet) for key in statement.sources}
    keys.update(key for words in advice.values() for key in words["sources"])
    return keys | {key for rule in RULES for key in rule.sources}


def _may_edit(week: PlanWeek, by: User) -> bool:
    athlete = week.plan.athlete
    return athlete is not None and type(athlete).objects.editable_by(by).filter(pk=athlete.pk).exists()


def add_up(week: PlanWeek) -> None:
    """The sums of a week from its workouts, without a race, stored."""
    workouts = [w for w in week.workouts.all() if w.kind != WorkoutKind.RACE.value]
    sessions = [w for w in workouts if w.kind in SESSION_KINDS]
    distances = [workout.distance_km or 0.0 for workout in sessions]
    week.distance_km, week.longest_km = round(sum(distances), 1), max(distances, default=0.0)
    week.minutes = sum(workout.minutes for workout in workouts)
    week.session_minutes = sum(workout.minutes for workout in sessions)
    week.longest_minutes = max((workout.minutes for workout in sessions), default=0)
    week.save(update_fields=["distance_km", "longest_km", "minutes", "session_minutes", "longest_minutes"])


def book() -> dict[str, Rule]:
    """The rules by id, for pages that name them."""
    return BOOK
