"""What a coach does to one or many athletes of the roster at once. Only their own current accesses are touched."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from coaching.models import CoachAccess, TrainingGroup, User
from coaching.models.people import CoachAccessQuerySet

Athletes = Collection[int] | QuerySet[CoachAccess, int]  # keys, or a query for them


def _held(by: User, athletes: Athletes) -> CoachAccessQuerySet:
    """The coach's accesses to those of the athletes that are theirs."""
    return CoachAccess.objects.current().of(by).filter(athlete__in=athletes)


@transaction.atomic
def pause(*, by: User, athletes: Athletes, until: date | None) -> int:
    """Leave the coach in peace about them up to and with that day; None ends it. Returns how many they are."""
    return _held(by, athletes).update(paused_until=until)


@transaction.atomic
def archive(*, by: User, athletes: Athletes, now: datetime) -> int:
    """Put them away; those that were put away before stay so since then. Returns how many were put away now."""
    return _held(by, athletes).filter(archived_at=None).update(archived_at=now)


@transaction.atomic
def bring_back(*, by: User, athletes: Athletes) -> int:
    """Out of the archive again. Returns how many."""
    return _held(by, athletes).exclude(archived_at=None).update(archived_at=None)


@transaction.atomic
def put_into(*, by: User, athletes: Athletes, group: int | None) -> int:
    """Into a group of this coach by its key, or out of all. Returns how many. Raises TrainingGroup.DoesNotExist."""
    found = TrainingGroup.objects.get(coach=by, pk=group) if group else None
    return _held(by, athletes).update(group=found)


@transaction.atomic
def note(*, by: User, athlete: int, now: datetime) -> int:
    """What was logged and answered up to now is known to this coach. Returns 0 where there is no access."""
    return _held(by, [athlete]).update(noted_at=now)
