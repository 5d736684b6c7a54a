"""Once a week: did problems limit the training? A substantial one holds the progression (R22)."""

from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from coaching.models import Athlete, CheckIn, Workout
from coaching.rules.book import number
from coaching.rules.terms import Limited
from coaching.services import adapting, people
from coaching.services.weeks import week_of

OPEN_DAYS_AFTER = 3
WEEK = timedelta(days=7)
CLOSED = "The check-in for that week is closed. Answer for this week instead."


@transaction.atomic
def answer(
    *, athlete: Athlete, week_starts_on: date, answer: Limited, note: str, now: datetime, today: date
) -> CheckIn:
    """Store what a week was like, once; answered again, it changes. A substantial problem asks for a new plan (R22).

    `week_starts_on` is its Monday. Raises ValidationError for any other day, a week to come and one before the last.
    """
    if week_starts_on not in (week_of(today), week_of(today) - WEEK):
        raise ValidationError(CLOSED)
    athlete = people.lock(athlete)
    said = athlete.check_ins.filter(week_starts_on=week_starts_on).first()
    before = Limited(said.answer) if said else None
    said = said or CheckIn(athlete=athlete, week_starts_on=week_starts_on, answered_on=today, created_at=now)
    if before != answer:
        said.answered_on = today
    said.answer, said.note = answer.value, note
    said.save()
    people.changed(athlete)
    if _asks_for_a_plan(athlete, before in adapting.SUBSTANTIAL, answer in adapting.SUBSTANTIAL):
        adapting.suggest(athlete=athlete, reason="check_in", now=now, today=today)
    return said


def week_to_answer(today: date) -> date:
    """The Monday of the week one answers for: until Wednesday the week before, then this one."""
    return week_of(today) - WEEK if today.weekday() < OPEN_DAYS_AFTER else week_of(today)


def due(athlete: Athlete, today: date) -> date | None:
    """The Monday of the week to ask about: on its Sunday and three days longer, had it workouts and no answer yet."""
    week = week_to_answer(today)
    if today < week + timedelta(days=6) or athlete.check_ins.filter(week_starts_on=week).exists():
        return None
    days = (week, week + timedelta(days=6))
    return week if Workout.objects.of(athlete).in_force().filter(on__range=days).exists() else None


def holds_until(said: CheckIn) -> date | None:
    """The last day on which nothing grows because of this answer (R22, D13); None where it limited little or nothing."""
    if Limited(said.answer) not in adapting.SUBSTANTIAL:
        return None
    return said.answered_on + timedelta(days=int(number("D13", "days")))


def _asks_for_a_plan(athlete: Athlete, was: bool, is_now: bool) -> bool:
    """A problem that is new does; one that was taken back does where a plan was suggested for it."""
    if was and not is_now:
        return athlete.plans.suggested().filter(reason="check_in").exists()
    return is_now and not was
