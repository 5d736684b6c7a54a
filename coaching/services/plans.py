"""Plans: started from an assessment, edited by a coach, shown with what they stand on."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction

from coaching.models import Assessment, Athlete, PlanWeek, TrainingPlan, Workout
from coaching.rules import say
from coaching.rules.audit import SESSIONS
from coaching.rules.book import RULES, Rule
from coaching.rules.planner import make_plan
from coaching.rules.terms import Advice, Answers, Findings, PlanDraft, WorkoutKind

from . import people
from .plan_rows import draft_of as draft_of
from .plan_rows import plan_row, week_row, workout_row

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


def shown_up_to(plan: TrainingPlan) -> date | None:
    """The last day a coach shows, of a plan read `with_weeks_for` its athlete; None where nothing is hidden. No query."""
    weeks = list(plan.weeks.all())
    if not weeks or weeks[-1].ends_on >= plan.ends_on:
        return None
    return weeks[-1].ends_on


def changes_shown(plan: TrainingPlan) -> list[dict[str, str]]:
    """What a suggested plan changes, in words; none that names a workout on a day that is hidden from who reads it."""
    last = shown_up_to(plan)
    if last is None:
        return list(plan.changes)
    hidden = [say.day(last + timedelta(days=count)) for count in range(1, (plan.ends_on - last).days + 1)]
    return [one for one in plan.changes if "“" not in one["text"] or not any(day in one["text"] for day in hidden)]


def week_count(plan: TrainingPlan) -> int:
    """How many weeks a plan has, the hidden ones too; only the first one may be short."""
    return -(-((plan.ends_on - plan.starts_on).days + 1) // 7)


def cited(draft: PlanDraft, advice: dict[str, dict[str, Any]]) -> set[str]:
    """The keys of all sources that a plan's page may show: of its sentences, its advice and the rules it names."""
    sheet = draft.race_sheet.statements if draft.race_sheet else ()
    keys = {key for statement in (*draft.statements, *sheet) for key in statement.sources}
    keys.update(key for words in advice.values() for key in words["sources"])
    return keys | {key for rule in RULES for key in rule.sources}


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
