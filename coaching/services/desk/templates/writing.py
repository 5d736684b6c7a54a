"""What was fitted becomes rows: in the place of those there were, so that calendars, comments and logs go on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from coaching.models import CrampIncident, PlanWeek, TrainingPlan, User, WeekEdit, Workout, WorkoutComment
from coaching.rules import terms
from coaching.rules.audit import SESSIONS, audit
from coaching.rules.fitting import Fitted
from coaching.rules.terms import Advice
from coaching.services import people, plans
from coaching.services.plan_rows import draft_of, workout_of, workout_row
from coaching.services.stored import plain

SESSION = {kind.value for kind in SESSIONS}
KEPT = [field.attname for field in Workout._meta.concrete_fields if field.name != "id"]
OWN = ("sequence", "changed_at", "uid", "position")  # of calendars and order, not of what the workout is
CONTENT = [name for name in KEPT if name not in (*OWN, "undo_on", "edited_at", "moved_from", "week_id", "on")]


@dataclass(frozen=True, slots=True)
class Stored:
    """Snapshots of the rows that a giving changed or deleted, as they were, and of those it left."""

    before: list[dict[str, Any]]
    after: list[dict[str, Any]]


def write(plan: TrainingPlan, fitted: Fitted, advice: Iterable[Advice], *, by: User, now: datetime) -> Stored:
    """Store the weeks of a plan (`with_weeks()`) as they were fitted, in the transaction that locked its athlete."""
    stored = Stored([], [])
    for week, drafted in zip(plan.weeks.all(), fitted.weeks, strict=True):
        gone, new = _differences(list(week.workouts.all()), drafted.workouts)
        if gone or new:
            _write_week(week, gone, new, stored, now)
            WeekEdit.objects.create(week=week, by=by, at=now)
    settle(plan, {a.slug: plain(a) for a in advice})
    return stored


def settle(plan: TrainingPlan, advice: dict[str, Any]) -> None:
    """Sums, breaches and the words of advice that the plan now uses; and the athlete's pages know of it."""
    fresh = TrainingPlan.objects.with_weeks().get(pk=plan.pk)
    for week in fresh.weeks.all():
        plans.add_up(week)
    draft = draft_of(fresh)
    used = {slug for w in draft.weeks for one in w.workouts for slug in slugs(one)}
    fresh.breaches = plain(audit(draft))
    fresh.advice = {slug: advice[slug] for slug in used if slug in advice} | fresh.advice
    fresh.save(update_fields=["breaches", "advice"])
    if fresh.athlete:
        people.changed(fresh.athlete)


def slugs(workout: terms.Workout) -> tuple[str, ...]:
    return (*workout.main, *workout.before, *workout.during, *workout.after, *workout.evening)


def snapshot(row: Workout) -> dict[str, Any]:
    """A row as JSON, by the names of its columns."""
    values = {name: getattr(row, name) for name in KEPT}
    return {"pk": row.pk} | {name: _json(value) for name, value in values.items()}


def is_as(row: Workout, kept: dict[str, Any]) -> bool:
    """Whether a row still says what it said."""
    now = snapshot(row)
    return all(now[name] == kept[name] for name in kept if name not in OWN)


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _differences(
    rows: Sequence[Workout], workouts: Sequence[terms.Workout]
) -> tuple[list[Workout], list[terms.Workout]]:
    """The rows that are no longer in the week, and the workouts that are new in it."""
    left, gone = list(workouts), []
    for row in rows:
        was = workout_of(row)
        if was in left:
            left.remove(was)
        else:
            gone.append(row)
    return gone, left


def _write_week(week: PlanWeek, gone: list[Workout], new: list[terms.Workout], stored: Stored, now: datetime) -> None:
    stored.before.extend(snapshot(row) for row in gone)
    after = []
    for workout in new:
        row = _heir(gone, workout)
        if row:
            gone.remove(row)
            after.append(_rewritten(row, workout, now))
        else:
            after.append(_added(week, workout, now))
    for row in gone:
        let_go(row, week)
    stored.after.extend(snapshot(row) for row in after)


def _heir(gone: Sequence[Workout], workout: terms.Workout) -> Workout | None:
    """The row that a workout takes over: of the same sort, the nearest day first."""
    same = [row for row in gone if (row.kind in SESSION) == (workout.kind in SESSIONS)]
    same = same if workout.kind in SESSIONS else [row for row in same if row.kind == workout.kind]
    return min(same, key=lambda row: (abs(row.on - workout.on), row.pk), default=None)


def _rewritten(row: Workout, workout: terms.Workout, now: datetime) -> Workout:
    fresh = workout_row(row.week, row.position, workout)
    for name in ("on", *CONTENT):
        setattr(row, name, getattr(fresh, name))
    row.edited_at, row.changed_at, row.sequence = now, now, row.sequence + 1
    row.moved_from = row.undo_on = None
    row.save()
    return row


def _added(week: PlanWeek, workout: terms.Workout, now: datetime) -> Workout:
    row = workout_row(week, len(SESSION), workout)
    row.edited_at = row.changed_at = now
    row.save()
    return row


def let_go(row: Workout, week: PlanWeek) -> None:
    """Delete a row; what was said of it or cramped in it goes on with the workout of the week that is nearest to it."""
    others = Workout.objects.filter(week=week).exclude(pk=row.pk).values_list("pk", "on")
    heir = min(others, key=lambda other: (abs(other[1] - row.on), other[0]), default=None)
    if heir:
        WorkoutComment.objects.filter(workout=row).update(workout=heir[0])
        CrampIncident.objects.filter(workout=row).update(workout=heir[0])
    row.delete()
