"""That a coach saw athletes in the roster: written down once an hour, however often they sort it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from coaching.models import Look, User
from coaching.services.people import looks

AN_HOUR = timedelta(hours=1)


def in_the_roster(*, by: User, athletes: Iterable[int], now: datetime) -> None:
    """Record a look at each of these athletes (keys) that this coach has not had in the roster within an hour.

    One query to know; two more where there are any.
    """
    keys = set(athletes)
    lately = Look.objects.filter(coach=by, what="roster", at__gt=now - AN_HOUR, athlete__in=keys)
    looks.record(by=by, athletes=keys - set(lately.values_list("athlete", flat=True)), what="roster", now=now)
