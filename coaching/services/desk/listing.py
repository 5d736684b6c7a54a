"""The roster as a coach looks for somebody in it: filters, order, pages, and what each line says."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, ExpressionWrapper, F, FloatField, Q, QuerySet
from django.db.models.functions import NullIf

from coaching.models import CoachAccess, Thresholds, TrainingGroup, User
from coaching.rules.terms import Units

from . import attention, roster
from .thresholds import thresholds_of

PAGE = 50
ENTRY = attention.ENTRY
SHOWN = ("athlete_id", "athlete__name", "level", "archived_at", "group__name", *attention.OF_ACCESS)
OF_ENTRY = {
    name: F(ENTRY + name)
    for name in ("plan", "last_log_on", "planned_7", "done_7", "planned_28", "done_28", "open_incidents", "as_of")
}
AT_WORK, PAUSED, ARCHIVED = "at_work", "paused", "archived"
NO_GROUP = "none"


def _share(days: int) -> Any:
    done, planned = F(f"{ENTRY}done_{days}"), F(f"{ENTRY}planned_{days}")
    return ExpressionWrapper(done / NullIf(planned, 0.0), output_field=FloatField())


ORDERS = {
    "name": F(ENTRY + "search"),
    "group": F("group__name"),
    "race": F(ENTRY + "race_on"),
    "log": F(ENTRY + "last_log_on"),
    "week": _share(7),
    "month": _share(28),
    "cramps": F(ENTRY + "open_incidents"),
    "plan": F(ENTRY + "plan"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a coach looks for. `group` is a key or NO_GROUP, `order` a key of ORDERS with `-` before it for the other way."""

    q: str = ""
    group: str = ""
    sport: str = ""
    plan: str = ""
    needs: bool = False
    who: str = AT_WORK
    order: str = "name"


@dataclass(frozen=True, slots=True)
class Counts:
    all: int  # current athletes, those put away too
    stale: int
    matching: int
    needing: int = 0


def counts(coach: User, wanted: Wanted, thresholds: Thresholds, today: date, *, needing: bool = True) -> Counts:
    """How many there are of each, in one query; those who need the coach are left out where nobody asks for them."""
    asked = {"needing": Count("pk", filter=attention.asking(thresholds, today))} if needing else {}
    found = _of(coach).aggregate(
        **asked,  # first: of those after it, Django looks through every part for what was named before
        matching=Count("pk", filter=matching(wanted, thresholds, today)),
        stale=Count("pk", filter=roster.outdated(today, prefix="athlete__")),
        all=Count("pk"),
    )
    return Counts(**found)


def matching(wanted: Wanted, thresholds: Thresholds, today: date) -> Q:
    """The accesses that are looked for."""
    where = Q(archived_at__isnull=wanted.who != ARCHIVED)
    if wanted.who == PAUSED:
        where &= Q(paused_until__gte=today)
    if wanted.needs:
        where &= attention.asking(thresholds, today)
    if wanted.group:
        where &= Q(group=None) if wanted.group == NO_GROUP else Q(group=wanted.group)
    for name in ("sport", "plan"):
        value = getattr(wanted, name)
        where &= Q(**{ENTRY + name: value}) if value else Q()
    for word in wanted.q.casefold().split():
        where &= Q(**{f"{ENTRY}search__contains": word})
    return where


def lines(coach: User, wanted: Wanted, thresholds: Thresholds, *, today: date, number: int = 1) -> list[dict[str, Any]]:
    """One page of the roster, each line a row with its `reasons`, and whether it is `paused`. Two queries: sorting all athletes
    takes half as long where only their keys are sorted.
    """
    held = _of(coach).filter(matching(wanted, thresholds, today))
    page = list(_in_order(held, wanted).values_list("pk", flat=True)[PAGE * (number - 1) : PAGE * number])
    rows = CoachAccess.objects.filter(pk__in=page).order_by().values("pk", *SHOWN, **attention.COLUMNS, **OF_ENTRY)
    found = sorted(rows, key=lambda row: page.index(row["pk"]))
    units = Units(coach.units)
    for row in found:
        put_away = row["archived_at"] is not None
        row["reasons"] = () if put_away else attention.worded(row, thresholds, today, units)
        row["paused"] = row["paused_until"] is not None and row["paused_until"] >= today
    return found


def keys(coach: User, wanted: Wanted, *, today: date) -> QuerySet[CoachAccess, int]:
    """The keys of all athletes that are looked for, in their order, for who does something to all of them."""
    thresholds = thresholds_of(coach)
    return _in_order(_of(coach).filter(matching(wanted, thresholds, today)), wanted).values_list(
        "athlete_id", flat=True
    )


def held(coach: User, named: list[int]) -> QuerySet[CoachAccess, int]:
    """Those of some athletes' keys that are this coach's athletes."""
    return _of(coach).filter(athlete__in=named).values_list("athlete_id", flat=True)


def groups_of(coach: User) -> list[tuple[int, str]]:
    """Key and name of each group of a coach."""
    return list(TrainingGroup.objects.filter(coach=coach).values_list("pk", "name"))


def _of(coach: User) -> Any:
    return CoachAccess.objects.current().of(coach).order_by()


def _in_order(held: Any, wanted: Wanted) -> Any:
    """What is not known comes last, whichever way."""
    name = ORDERS[wanted.order.removeprefix("-")]
    first = name.desc(nulls_last=True) if wanted.order.startswith("-") else name.asc(nulls_last=True)
    return held.order_by(first, ENTRY + "search", "athlete_id")
