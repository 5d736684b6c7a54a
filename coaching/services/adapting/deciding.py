"""Accepting or declining a suggested plan: by the athlete, or a coach who may edit; as a whole or not at all."""

from datetime import date, datetime

from django.db import transaction

from coaching.models import Activity, Athlete, TrainingPlan, User, Workout, WorkoutComment

from .. import people
from ..plan_rows import draft_of
from .making import Hindered, make, rows_of, visible
from .suggesting import locked, store, waiting_of


class Stale(Exception):
    """The weeks went on since this suggestion was made; `plan` is the one for now, which waits for an answer."""

    def __init__(self, plan: TrainingPlan) -> None:
        super().__init__(str(plan.pk))
        self.plan = plan


def accept(*, plan: TrainingPlan, by: User, now: datetime, today: date) -> TrainingPlan:
    """The suggestion takes over from its first day on. Returns it as it then stands; one decided earlier stays so.

    Raises PermissionError for whoever may not edit the athlete's plans, Stale when the days it changes would look different
    now or when it was made anew since `plan` was read, Hindered when there is nothing to adapt any more.
    """
    answered = _take_over(plan, by, now, today)
    if answered.status == TrainingPlan.SUGGESTED:
        raise Stale(answered)
    return answered


@transaction.atomic
def decline(*, plan: TrainingPlan, by: User, now: datetime) -> TrainingPlan:
    """Keep the plan there is. Returns the suggestion as it then stands; one decided earlier stays so.

    Raises PermissionError for whoever may not edit the athlete's plans.
    """
    athlete = _locked_by(by, plan)
    waiting = TrainingPlan.objects.select_for_update().get(pk=plan.pk)
    if waiting.status == TrainingPlan.SUGGESTED:
        waiting.status, waiting.decided_at = TrainingPlan.DECLINED, now
        waiting.decided_by_coach = athlete.user_id != by.pk
        waiting.save(update_fields=["status", "decided_at", "decided_by_coach"])
        people.changed(athlete)
    return waiting


@transaction.atomic
def _take_over(plan: TrainingPlan, by: User, now: datetime, today: date) -> TrainingPlan:
    """Accept what still holds; else put the suggestion for now in its place and return that."""
    athlete = _locked_by(by, plan)
    active = locked(athlete)
    waiting = waiting_of(athlete)
    if waiting is None or waiting.pk != plan.pk:
        return TrainingPlan.objects.get(pk=plan.pk)
    if active is None:
        raise Hindered("none")
    made = make(athlete, active, waiting, today)
    first = made.draft.starts_on
    if visible(draft_of(waiting), first) != visible(made.draft, first):
        return store(athlete, made, active, waiting, waiting.reason)
    if waiting.created_at != plan.created_at:
        return waiting
    if waiting.starts_on != first or waiting.replaces_id != active.pk:
        waiting = store(athlete, made, active, waiting, waiting.reason)
    new = _change_over(
        active, TrainingPlan.objects.with_weeks().get(pk=waiting.pk), now, by_coach=athlete.user_id != by.pk
    )
    people.changed(athlete)
    return new


def _change_over(old: TrainingPlan, new: TrainingPlan, now: datetime, *, by_coach: bool) -> TrainingPlan:
    _hand_on(old, new, now)
    old.status, old.retired_on = TrainingPlan.RETIRED, new.starts_on
    old.save(update_fields=["status", "retired_on"])
    new.status, new.decided_at, new.decided_by_coach = TrainingPlan.ACTIVE, now, by_coach
    new.save(update_fields=["status", "decided_at", "decided_by_coach"])
    return new


def _hand_on(old: TrainingPlan, new: TrainingPlan, now: datetime) -> None:
    """Each workout of the same kind on the same day goes on: in calendars, with what was said of it and done for it.

    One that was moved to an earlier day than the first stays in the old plan, which holds on that day.
    """
    before = [row for row in rows_of(old) if row.on >= new.starts_on]
    after = rows_of(new)
    heirs = _heirs(before, after)
    for row in after:
        row.changed_at = now
    for was, heir in heirs:
        heir.uid, heir.sequence = was.calendar_uid, was.sequence + 1
    Workout.objects.bulk_update(after, ["uid", "sequence", "changed_at"])
    _move_what_hangs_on_it(heirs)


def _heirs(before: list[Workout], after: list[Workout]) -> list[tuple[Workout, Workout]]:
    """Pairs of a workout and the one in its place: by its day, else by the day the plan first gave it."""
    open_ = list(before)
    pairs: list[tuple[Workout, Workout]] = []
    for day_of in (lambda row: row.on, lambda row: row.moved_from):
        taken = {heir.pk for _, heir in pairs}
        for heir in (row for row in after if row.pk not in taken):
            was = next((row for row in open_ if (day_of(row), row.kind) == (heir.on, heir.kind)), None)
            if was:
                open_.remove(was)
                pairs.append((was, heir))
    return pairs


def _move_what_hangs_on_it(heirs: list[tuple[Workout, Workout]]) -> None:
    heir_of = {was.pk: heir for was, heir in heirs}
    comments = list(WorkoutComment.objects.filter(workout__in=heir_of))
    activities = list(Activity.objects.filter(workout__in=heir_of))
    for row in (*comments, *activities):
        row.workout = heir_of[row.workout_id]
    WorkoutComment.objects.bulk_update(comments, ["workout"])
    Activity.objects.bulk_update(activities, ["workout"])


def _locked_by(by: User, plan: TrainingPlan) -> Athlete:
    """The athlete of a plan, locked before it is asked whether this person may decide: access that ends first, counts."""
    if plan.athlete is None:
        raise PermissionError("nobody decides about a plan without an athlete")
    athlete = people.lock(plan.athlete)
    if not Athlete.objects.editable_by(by).filter(pk=athlete.pk).exists():
        raise PermissionError("only the athlete and a coach who may edit decide about a plan")
    return athlete
