"""Who needs a coach this morning: narrowed down and put in order by the database, worded by the rules."""

from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Case, DateField, F, IntegerField, Q, Value, When
from django.db.models.functions import Cast, TruncDate
from django.db.models.lookups import LessThanOrEqual

from coaching.models import CoachAccess, RosterEntry, Thresholds, User
from coaching.models.people import CoachAccessQuerySet
from coaching.rules import attention as rules
from coaching.rules.attention import Facts, Reason
from coaching.rules.terms import Units

from .thresholds import limits_of, thresholds_of

ENTRY = "athlete__roster_entry__"
OF_ACCESS = ("noted_at", "paused_until")
OF_ENTRY = tuple(field.name for field in fields(Facts) if field.name not in OF_ACCESS)
NOTED_ON, PLAN_ENDS_ON = TruncDate("noted_at", tzinfo=UTC), F(ENTRY + "plan_ends_on")
COLUMNS = {name: F(ENTRY + name) for name in OF_ENTRY}
SINCE = {
    "red_flag": "red_flag_at",
    "cramp": "cramp_at",
    "symptomatic": "symptomatic_at",
    "race": "race_on",
    "strength": "strength_missed_since",
    "silent": "silent_since",
    "suggestion": "suggestion_at",
    "ends": "plan_ends_on",
    "ended": "plan_ends_on",
}  # the column that tells which of one kind waits longest


@dataclass(frozen=True, slots=True)
class Needing:
    """An athlete who asks for attention, `reasons` with the most urgent first; the suggestion where one waits."""

    athlete: int
    name: str
    reasons: tuple[Reason, ...]

    @property
    def first(self) -> Reason:
        return self.reasons[0]

    @property
    def may_be_noted(self) -> bool:
        return any(reason.kind in rules.NOTABLE for reason in self.reasons)


def needing(coach: User, *, today: date, most: int = 25, thresholds: Thresholds | None = None) -> list[Needing]:
    """Who asks for this coach's attention, the urgent first, and of one kind who waits longest. One query.

    One more where no `thresholds` are given. Those put away, and those paused but for a red flag, are not among them.
    """
    chosen = thresholds or thresholds_of(coach)
    held = CoachAccess.objects.at_work().of(coach).filter(asking(chosen, today))
    rows = in_order(held, chosen, today).values("athlete_id", "athlete__name", *OF_ACCESS, **COLUMNS)[:most]
    return [
        Needing(row["athlete_id"], row["athlete__name"], worded(row, chosen, today, Units(coach.units))) for row in rows
    ]


def worded(row: dict[str, Any], thresholds: Thresholds, today: date, units: Units = Units.METRIC) -> tuple[Reason, ...]:
    """The reasons of a row that has the columns OF_ACCESS and COLUMNS, empty where nothing is added up yet. No query."""
    facts = Facts(**{name: row[name] for name in (*OF_ACCESS, *OF_ENTRY) if row[name] is not None})
    return rules.reasons(facts, limits_of(thresholds), today, units)


def reasons(entry: RosterEntry, access: CoachAccess, thresholds: Thresholds, today: date) -> tuple[Reason, ...]:
    """Why one athlete asks for the attention of a coach, in the coach's units. No query where `access.coach` is at hand."""
    row = {name: getattr(entry, name) for name in OF_ENTRY} | {name: getattr(access, name) for name in OF_ACCESS}
    return worded(row, thresholds, today, Units(access.coach.units))


# --- The same decisions in SQL ---------------------------------------------------------------------


def asking(thresholds: Thresholds, today: date) -> Q:
    """Accesses with at least one reason, those put away apart; what `worded` then says, this has found."""
    red_flag, *others = _each(thresholds, today).values()
    at_work = Q(paused_until=None) | Q(paused_until__lt=today)
    some = Q()
    for one in others:
        some |= one
    return Q(archived_at=None) & (red_flag | at_work & some)


def in_order(held: CoachAccessQuerySet, thresholds: Thresholds, today: date) -> CoachAccessQuerySet:
    """By the first reason of each, then by since when, then by name."""
    each = _each(thresholds, today)
    rank = Case(*(When(one, then=Value(place)) for place, one in enumerate(each.values())), output_field=IntegerField())
    since = Case(*(When(one, then=Cast(F(ENTRY + SINCE[kind]), DateField())) for kind, one in each.items()))
    return held.order_by(rank, since, "athlete__name", "athlete_id")


def _each(thresholds: Thresholds, today: date) -> dict[str, Q]:
    """What makes each kind of reason, in the order of rules.attention.KINDS."""
    limits = limits_of(thresholds)
    marked = rules.marks(limits, today)
    return {
        "red_flag": _entry(red_flag_at__isnull=False),
        "cramp": _entry(cramp_at__gte=_midnight(marked.cramp_from)) & _since_noted("cramp_at"),
        "symptomatic": _since_noted("symptomatic_at"),
        "race": _entry(race_on__gte=today, race_on__lt=marked.race_before, race_gap__gt=limits.race_gap),
        "strength": _entry(strength_missed_weeks__gte=limits.strength_weeks, strength_missed_since__isnull=False),
        "silent": _entry(silent_since__lte=marked.silent_until),
        "suggestion": _entry(suggestion_at__isnull=False),
        "ends": _entry(plan_ends_on__gte=today, plan_ends_on__lte=marked.ends_until),
        "ended": _entry(plan_ends_on__lt=today) & (Q(noted_at=None) | Q(LessThanOrEqual(NOTED_ON, PLAN_ENDS_ON))),
    }


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time(), UTC)


def _entry(**lookups: Any) -> Q:
    return Q(**{ENTRY + name: value for name, value in lookups.items()})


def _since_noted(name: str) -> Q:
    return _entry(**{f"{name}__isnull": False}) & (Q(noted_at=None) | _entry(**{f"{name}__gt": F("noted_at")}))
