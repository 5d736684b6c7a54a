"""The suggestion beside an athlete's active plan: one at a time, under one address while it waits."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from coaching.models import Athlete, CrampIncident, TrainingPlan, Workout
from coaching.rules.terms import Change

from .. import mail, people, plans
from ..plan_rows import draft_of, plan_row
from ..stored import plain, typed
from .making import Hindered, Made, make, visible

# Who presses gets an answer, also that nothing has to change, and needs no letter.
BY_PRESS = ("asked", "missed", "coach")


@transaction.atomic
def suggest(*, athlete: Athlete, reason: str, now: datetime, today: date) -> TrainingPlan | None:
    """Suggest a plan for the days that are left, from the weeks as they went; the active plan stays as it is.

    `reason` is one of TrainingPlan.REASONS. A suggestion that waits already is made anew under its address. None without
    an active plan, when no day of it is left, when a red flag pauses it (see `hindrance`), and when nothing would change
    and nobody pressed for it; a letter goes out with the first one that nobody pressed for.
    """
    active = locked(athlete)
    if active is None:
        return None
    waiting = waiting_of(athlete)
    try:
        made = make(athlete, active, waiting, today)
    except Hindered:
        return None
    if not made.differs and reason not in BY_PRESS:
        _withdraw(athlete, waiting)
        return None
    if waiting and _same(waiting, made):
        return waiting
    plan = store(athlete, made, active, waiting, reason)
    if waiting is None and reason not in BY_PRESS:
        _write(athlete, plan)
    return plan


def hindrance(athlete: Athlete) -> str:
    """Why there is no suggestion for someone who asked: "none", "paused" or "over" as in Hindered. Two queries."""
    if not TrainingPlan.objects.active().filter(athlete=athlete).exists():
        return "none"
    return "paused" if CrampIncident.objects.filter(athlete=athlete).stopping().exists() else "over"


def locked(athlete: Athlete) -> TrainingPlan | None:
    """The active plan with its weeks, which nobody else changes until this transaction ends."""
    people.lock(athlete)
    active = TrainingPlan.objects.select_for_update().active().filter(athlete=athlete)
    return active.prefetch_related("assessment").with_weeks().first()


def waiting_of(athlete: Athlete) -> TrainingPlan | None:
    return TrainingPlan.objects.select_for_update().suggested().filter(athlete=athlete).with_weeks().first()


def store(
    athlete: Athlete, made: Made, active: TrainingPlan, waiting: TrainingPlan | None, reason: str
) -> TrainingPlan:
    """The suggestion as rows, in the place and under the address of the one that waited."""
    row = plan_row(made.draft, made.advice)
    if waiting:
        row.pk = waiting.pk
        TrainingPlan.objects.filter(pk=waiting.pk).delete()
    row.assessment, row.athlete, row.replaces = active.assessment, athlete, active
    row.status, row.reason, row.changes = TrainingPlan.SUGGESTED, reason, list(plain(made.changes))
    row.shown_until = active.shown_until
    row.save(force_insert=True)
    plans.store_weeks(plan=row, draft=made.draft)
    for kept in made.kept:
        same = Workout.objects.filter(week__plan=row, on=kept.on, kind=kept.kind, title=kept.title)
        same.update(edited_at=kept.edited_at, moved_from=kept.moved_from)
    people.changed(athlete)
    return row


def _withdraw(athlete: Athlete, waiting: TrainingPlan | None) -> None:
    """Nothing would change any more: what waited is out of date."""
    if waiting:
        waiting.delete()
        people.changed(athlete)


def _same(waiting: TrainingPlan, made: Made) -> bool:
    days = (draft_of(waiting), made.draft)
    same_words = typed(tuple[Change, ...], waiting.changes) == made.changes
    return (
        same_words
        and waiting.starts_on == made.draft.starts_on
        and visible(days[0], date.min) == visible(days[1], date.min)
    )


def _write(athlete: Athlete, plan: TrainingPlan) -> None:
    """A letter without a word about health: it may be read over a shoulder."""
    if athlete.user:
        path = reverse("coaching:suggestion", args=[plan.pk])
        mail.post_if_wanted(kind="suggestion", user=athlete.user, context={"path": path})
