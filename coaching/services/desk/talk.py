"""What was said about an athlete's workouts, thread by thread, and what of it waits for an answer."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Prefetch, QuerySet

from coaching.models import Athlete, CoachAccess, Workout, WorkoutComment
from coaching.rules.terms import WorkoutKind

from .training import LONG

MOST_THREADS, LOOKED_AT = 5, 20


@dataclass(frozen=True, slots=True)
class Thread:
    """The comments of one workout, the oldest first; it waits where the athlete had the last word and nobody noted it."""

    workout: Workout
    comments: list[WorkoutComment]
    waits: bool


def threads(access: CoachAccess, most: int = MOST_THREADS) -> list[Thread]:
    """Those that wait first, then the newest. Two queries."""
    said = Prefetch("comments", queryset=WorkoutComment.objects.select_related("author"))
    found = _talked_about(access.athlete).select_related("week").defer(*LONG).prefetch_related(said)
    rows = [_thread(workout, access) for workout in found[:LOOKED_AT]]
    return sorted(rows, key=lambda thread: not thread.waits)[:most]


def next_workout(athlete: Athlete, today: date) -> Workout | None:
    """The workout of today or the next one that the athlete is shown: something to say something about. One query."""
    to_come = (
        Workout.objects.of(athlete).in_force().shown(today).filter(on__gte=today).exclude(kind=WorkoutKind.REST.value)
    )
    return to_come.select_related("week").defer(*LONG).first()


def _talked_about(athlete: Athlete) -> QuerySet[Workout]:
    last = Max("comments__created_at")
    return Workout.objects.of(athlete).annotate(last_at=last).exclude(last_at=None).order_by("-last_at", "-pk")


def _thread(workout: Workout, access: CoachAccess) -> Thread:
    comments = list(workout.comments.all())
    return Thread(workout, comments, _waits(comments, access))


def _waits(comments: list[WorkoutComment], access: CoachAccess) -> bool:
    last = comments[-1]
    noted = access.noted_at is not None and last.created_at <= access.noted_at
    return last.author_id == access.athlete.user_id and not noted
