"""That a coach saw athletes in the roster: every time counts, in one line an hour, however often they sort it."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F

from coaching.models import Look, User
from coaching.services.people import looks

AN_HOUR = timedelta(hours=1)


def in_the_roster(*, by: User, athletes: Iterable[int], now: datetime) -> None:
    """Record a look at each of these athletes (keys); where this coach had one in the roster within an hour it counts there.

    One query to know, one where some were seen before, two where some were not.
    """
    keys = set(athletes)
    lately = Look.objects.filter(coach=by, what="roster", at__gt=now - AN_HOUR, athlete__in=keys)
    newest = dict(lately.order_by("at", "pk").values_list("athlete", "pk"))
    if newest:
        Look.objects.filter(pk__in=newest.values()).update(times=F("times") + 1, last_at=now)
    looks.record(by=by, athletes=keys - set(newest), what="roster", now=now)
