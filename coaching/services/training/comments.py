"""What an athlete and their coaches say to each other about a workout."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from coaching.models import Athlete, User, Workout, WorkoutComment
from coaching.services import mail, people

MOST_PER_WORKOUT = 50
MOST_PER_HOUR = 20
HOUR = timedelta(hours=1)
FULL = f"There are {MOST_PER_WORKOUT} comments here already, and no room for more. Write below another workout."
TOO_MANY = f"You have written {MOST_PER_HOUR} comments within an hour. Please wait a while, then send it again."


@transaction.atomic
def comment(*, workout: Workout, by: User, text: str, form: UUID, now: datetime) -> WorkoutComment:
    """Say something about a workout; the athlete gets a letter of what somebody else says, unless the week
    is hidden from them. The same form counts once.

    Raises PermissionError for those who may not see the athlete, ValidationError where there is no room for more.
    """
    athlete = _athlete_of(workout, by)
    sent_before = WorkoutComment.objects.filter(author=by, form=form).first()
    if sent_before:
        return sent_before
    _check_room(workout, by, now)
    said = WorkoutComment.objects.create(workout=workout, author=by, text=text, form=form, created_at=now)
    people.changed(athlete)
    if athlete.user and athlete.user != by and _is_shown(workout, athlete.user, now):
        context = {"by": by.name or "Your coach", "workout": workout, "plan_id": workout.week.plan_id}
        mail.post_if_wanted(kind="comment", user=athlete.user, context=context)
    return said


def _is_shown(workout: Workout, reader: User, now: datetime) -> bool:
    """Whether its athlete sees it already: a letter about a week that a coach hides would tell of it, and lead nowhere."""
    return Workout.objects.shown(localdate(now, ZoneInfo(reader.time_zone))).filter(pk=workout.pk).exists()


def said_of(workout: Workout) -> list[WorkoutComment]:
    """All of them with their authors, the oldest first, in one query."""
    return list(workout.comments.select_related("author"))


def _athlete_of(workout: Workout, by: User) -> Athlete:
    """The athlete, so that two comments of one athlete's plan are stored one after the other."""
    athletes = Athlete.objects.visible_to(by).select_for_update()
    athlete = athletes.filter(pk=workout.week.plan.athlete_id).first()
    if athlete is None:
        raise PermissionError("no access to this athlete")
    return athlete


def _check_room(workout: Workout, by: User, now: datetime) -> None:
    if workout.comments.count() >= MOST_PER_WORKOUT:
        raise ValidationError(FULL)
    if WorkoutComment.objects.filter(author=by, created_at__gt=now - HOUR).count() >= MOST_PER_HOUR:
        raise ValidationError(TOO_MANY)
