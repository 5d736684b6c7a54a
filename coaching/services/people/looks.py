"""Who looked at an athlete's health data: a line for each look, which the athlete reads."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from coaching.models import Athlete, Look, User

KEPT_FOR = timedelta(days=2 * 365)


def record(*, by: User, athletes: Iterable[int], what: str, now: datetime) -> None:
    """Write down that `by` saw something of these athletes (their keys); `what` is one of Look.WHAT. Own looks do not count.

    One query to find who they are, one to write, however many.
    """
    others = Athlete.objects.filter(pk__in=list(athletes)).exclude(user=by).values_list("pk", flat=True)
    Look.objects.bulk_create(Look(athlete_id=pk, coach=by, what=what, at=now) for pk in others)


def of(athlete: Athlete) -> QuerySet[Look]:
    """The looks at an athlete, newest first, with who looked."""
    return Look.objects.filter(athlete=athlete).select_related("coach")


def forget(*, now: datetime) -> int:
    """Delete what is older than two years; how many."""
    return Look.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
