"""Who looked at an athlete's health data: a line for each look, which the athlete reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Max, Min, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate

from coaching.models import Athlete, Look, User

KEPT_FOR = timedelta(days=2 * 365)
WORDS = dict(Look.WHAT)
ELSEWHERE = WORDS["desk"]  # for a kind of page that was told apart at the time and is not any more
NO_NAME = "A coach without a name"


@dataclass(frozen=True, slots=True)
class OfACoach:
    """What one person looked at on one day: each thing with how often, and the first and the last moment."""

    name: str
    runs_the_site: bool
    things: tuple[tuple[str, int], ...]
    first: datetime
    last: datetime


def record(*, by: User, athletes: Iterable[int], what: str, now: datetime) -> None:
    """Write down that `by` saw something of these athletes (their keys); `what` is one of Look.WHAT. Own looks do not count.

    One query to find who they are, one to write (on SQLite one for each 249); none for nobody.
    """
    keys = set(athletes)
    if not keys:
        return
    others = Athlete.objects.filter(pk__in=keys).exclude(user=by).values_list("pk", flat=True)
    Look.objects.bulk_create(Look(athlete_id=pk, coach=by, what=what, at=now) for pk in others)


def of(athlete: Athlete) -> QuerySet[Look]:
    """The looks at an athlete, newest first, with who looked."""
    return Look.objects.filter(athlete=athlete).select_related("coach")


def days(athlete: Athlete) -> QuerySet[Look, date]:
    """The days on which somebody looked, newest first, in the time zone that is active."""
    found = Look.objects.filter(athlete=athlete).annotate(day=TruncDate("at"))
    return found.order_by("-day").values_list("day", flat=True).distinct()


def on(athlete: Athlete, asked: Sequence[date]) -> list[tuple[date, list[OfACoach]]]:
    """What was looked at on these days, as `days` gives them; on each day in the order of the first look. One query."""
    found = Look.objects.filter(athlete=athlete).annotate(day=TruncDate("at")).filter(day__in=asked)
    who = found.values("day", "coach", "coach__name", "coach__is_superuser", "what")
    rows = who.annotate(counted=Sum("times"), first=Min("at"), last=Max(Coalesce("last_at", "at"))).order_by(
        "-day", "coach", "first"
    )
    return [(day, _coaches(each)) for day, each in groupby(rows, key=itemgetter("day"))]


def _coaches(rows: Iterable[Mapping[str, Any]]) -> list[OfACoach]:
    told = [_told(list(each)) for _, each in groupby(rows, key=itemgetter("coach"))]
    return sorted(told, key=lambda one: one.first)


def _told(rows: list[Mapping[str, Any]]) -> OfACoach:
    return OfACoach(
        name=rows[0]["coach__name"] or NO_NAME,
        runs_the_site=rows[0]["coach__is_superuser"],
        things=tuple((WORDS.get(row["what"], ELSEWHERE), row["counted"]) for row in rows),
        first=min(row["first"] for row in rows),
        last=max(row["last"] for row in rows),
    )


def forget(*, now: datetime) -> int:
    """Delete what is older than two years; how many."""
    return Look.objects.filter(at__lt=now - KEPT_FOR).delete()[0]
