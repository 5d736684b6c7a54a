"""Between the rules' PlanDraft and the rows of a plan, both ways."""

from collections.abc import Iterable
from typing import Any

from coaching.models import PlanWeek, TrainingPlan, Workout
from coaching.rules import terms
from coaching.rules.terms import Advice, PlanDraft, Statement

from .stored import plain, typed

SLOTS = ("main", "before", "during", "after", "evening")
PLAN_COLUMNS = ("sport", "units", "pattern", "starts_on", "ends_on", "race_on", "race_km", "rules_version")
PLAN_JSON = ("baseline", "statements", "choices", "breaches", "evening", "race_sheet")
WEEK_COLUMNS = (
    "number", "starts_on", "ends_on", "phase", "focus", "distance_km", "longest_km", "minutes", "session_minutes", "longest_minutes",
)  # fmt: skip
WORKOUT_COLUMNS = ("on", "kind", "title", "purpose", "effort", "minutes", "distance_km")
WORKOUT_LISTS = ("steps", *SLOTS, "rules")


def plan_row(draft: PlanDraft, advice: Iterable[Advice]) -> TrainingPlan:
    """An unsaved plan with the advice it uses, in the words of today."""
    columns = {name: getattr(draft, name) for name in PLAN_COLUMNS}
    stored = {name: plain(getattr(draft, name)) for name in PLAN_JSON}
    used = _slugs(draft)
    return TrainingPlan(**columns, **stored, advice={a.slug: plain(a) for a in advice if a.slug in used})


def week_row(plan: TrainingPlan, week: terms.Week) -> PlanWeek:
    return PlanWeek(plan=plan, evening=list(week.evening), **{name: getattr(week, name) for name in WEEK_COLUMNS})


def workout_row(week: PlanWeek, position: int, workout: terms.Workout) -> Workout:
    columns = {name: getattr(workout, name) for name in WORKOUT_COLUMNS}
    lists = {name: list(getattr(workout, name)) for name in WORKOUT_LISTS}
    pace = workout.pace
    return Workout(
        week=week,
        position=position,
        pace_fast_s_per_km=pace.fast_s_per_km if pace else None,
        pace_slow_s_per_km=pace.slow_s_per_km if pace else None,
        **columns,
        **lists,
    )


def draft_of(plan: TrainingPlan) -> PlanDraft:
    """The plan as it stands in its rows now, for the rules. Needs `with_weeks()` to stay at three queries."""
    return PlanDraft(
        rules_version=plan.rules_version,
        sport=terms.Sport(plan.sport),
        units=terms.Units(plan.units),
        pattern=terms.Pattern(plan.pattern),
        baseline=typed(terms.Baseline, plan.baseline),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        race_on=plan.race_on,
        race_km=plan.race_km,
        weeks=tuple(_week(row) for row in plan.weeks.all()),
        evening=typed(terms.EveningRoutine, plan.evening) if plan.evening else None,
        race_sheet=typed(terms.RaceSheet, plan.race_sheet) if plan.race_sheet else None,
        statements=typed(tuple[Statement, ...], plan.statements),
        choices=typed(tuple[terms.Choice, ...], plan.choices),
        breaches=typed(tuple[terms.Breach, ...], plan.breaches),
    )


def _week(row: PlanWeek) -> terms.Week:
    columns: dict[str, Any] = {name: getattr(row, name) for name in WEEK_COLUMNS}
    columns["phase"] = terms.Phase(row.phase)
    workouts = tuple(workout_of(workout) for workout in row.workouts.all())
    return terms.Week(**columns, evening=tuple(row.evening), workouts=workouts)


def workout_of(row: Workout) -> terms.Workout:
    columns: dict[str, Any] = {name: getattr(row, name) for name in WORKOUT_COLUMNS}
    columns["kind"] = terms.WorkoutKind(row.kind)
    lists: dict[str, Any] = {name: tuple(getattr(row, name)) for name in WORKOUT_LISTS}
    fast, slow = row.pace_fast_s_per_km, row.pace_slow_s_per_km
    pace = terms.Pace(fast, slow) if fast is not None and slow is not None else None
    return terms.Workout(pace=pace, **columns, **lists)


def _slugs(draft: PlanDraft) -> set[str]:
    used = {slug for week in draft.weeks for w in week.workouts for name in SLOTS for slug in getattr(w, name)}
    used.update(slug for week in draft.weeks for slug in week.evening)
    if draft.evening:
        used.update((*draft.evening.advice, *draft.evening.in_bed))
    if draft.race_sheet:
        used.update(draft.race_sheet.if_it_cramps)
    return used
