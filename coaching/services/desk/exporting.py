"""What a coach takes along as a table: the roster, the training log, the cramps. The athletes read that it was taken."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, F, QuerySet, When
from django.db.models.functions import Coalesce

from coaching.models import Activity, CoachAccess, CrampIncident, User
from coaching.models.people import CoachAccessQuerySet
from coaching.rules.terms import Sport
from coaching.services import sheets
from coaching.services.people import looks

from . import roster

AT_ONCE = 2000  # rows fetched from the database in one go
ENTRY = "athlete__roster_entry__"
AMOUNTS = {
    "planned_7": "Planned, last 7 days",
    "done_7": "Done, last 7 days",
    "planned_28": "Planned, last 28 days",
    "done_28": "Done, last 28 days",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows for those whom a coach may look at, and its columns: what each is called, and where it comes from."""

    rows: Callable[[CoachAccessQuerySet], QuerySet[Any]]
    columns: Mapping[str, str]


def export(
    *, coach: User, what: str, now: datetime, athletes: Collection[int] | None = None, archived: bool = False
) -> Iterator[str]:
    """The text of a table, part by part, as UTF-8 with a mark in front is to have it; `what` is one of SHEETS.

    Of these athletes (their keys) as far as the coach has access, else of all, those in the archive only where asked for.
    A fixed number of queries, however many; the look at each of them is written down before the first part is given.
    """
    held = CoachAccess.objects.current().of(coach)
    if athletes is not None:
        held = held.filter(athlete__in=athletes)
    elif not archived:
        held = held.filter(archived_at=None)
    looks.record(by=coach, athletes=held.values_list("athlete_id", flat=True), what="export", now=now)
    if what == "roster":
        roster.refresh(coach=coach, today=roster.day_of(now), most=roster.INLINE)
    return _text(SHEETS[what], held)


def _text(sheet: Sheet, held: CoachAccessQuerySet) -> Iterator[str]:
    rows = sheet.rows(held).values_list(*sheet.columns.values())
    yield sheets.BOM
    yield from sheets.table(sheet.columns, rows.iterator(chunk_size=AT_ONCE))


# --- Rows ------------------------------------------------------------------------------------------


def _roster(held: CoachAccessQuerySet) -> QuerySet[Any]:
    """Runners have distances and cyclists times, each in columns of its own."""
    email = Coalesce("athlete__user__email", "athlete__kept_email")
    amounts = {name: F(f"{ENTRY}{name}") for name in AMOUNTS}
    riding = {f"{ENTRY}sport": Sport.CYCLING.value}
    in_km = {f"{name}_km": Case(When(**riding, then=None), default=amount) for name, amount in amounts.items()}
    in_minutes = {f"{name}_minutes": Case(When(**riding, then=amount)) for name, amount in amounts.items()}
    return held.annotate(email=email, **in_km, **in_minutes).order_by("athlete__name", "athlete_id")


def _log(held: CoachAccessQuerySet) -> QuerySet[Any]:
    return Activity.objects.filter(athlete__in=held.athletes()).order_by("athlete_id", "on", "pk")


def _cramps(held: CoachAccessQuerySet) -> QuerySet[Any]:
    return CrampIncident.objects.filter(athlete__in=held.athletes()).order_by("athlete_id", "on", "at", "pk")


WHO = {"Athlete": "athlete__name", "Number of the athlete": "athlete_id"}
SHEETS = {
    "roster": Sheet(
        _roster,
        WHO
        | {
            "E-mail": "email",
            "Group": "group__name",
            "Access": "level",
            "Access since": "granted_at",
            "Paused until": "paused_until",
            "In the archive since": "archived_at",
            "Sport": f"{ENTRY}sport",
            "Plan": f"{ENTRY}plan",
            "Plan ends on": f"{ENTRY}plan_ends_on",
            "Next race on": f"{ENTRY}race_on",
            "Next race (km)": f"{ENTRY}race_km",
            "Last logged on": f"{ENTRY}last_log_on",
        }
        | {f"{words} (km)": f"{name}_km" for name, words in AMOUNTS.items()}
        | {f"{words} (minutes)": f"{name}_minutes" for name, words in AMOUNTS.items()}
        | {
            "Open cramps": f"{ENTRY}open_incidents",
            "Added up on (UTC)": f"{ENTRY}as_of",
        },
    ),
    "log": Sheet(
        _log,
        WHO
        | {
            "Day": "on",
            "Sport": "sport",
            "Workout": "workout__title",
            "Kind": "workout__kind",
            "Planned (km)": "workout__distance_km",
            "Planned (minutes)": "workout__minutes",
            "Outcome": "outcome",
            "Done (km)": "distance_km",
            "Done (minutes)": "minutes",
            "Effort (0 to 10)": "effort",
            "Feeling": "feeling",
            "Note": "note",
        },
    ),
    "cramps": Sheet(
        _cramps,
        WHO
        | {
            "Day": "on",
            "Moment (UTC)": "at",
            "When it came": "timing",
            "After the end (minutes)": "minutes_after_exercise",
            "From the start (km)": "onset_km",
            "From the start (minutes)": "onset_minutes",
            "Workout": "workout__title",
            "Side": "side",
            "Muscles": "muscles",
            "Severity (0 to 10)": "severity",
            "Duration (s)": "duration_s",
            "Only twitching": "twitching_only",
            "What helped": "helped",
            "What was different": "different",
            "Signs": "signs",
            "To be seen by": "care",
            "Pattern": "pattern",
            "Looked at since (UTC)": "cleared_at",
            "Note": "note",
        },
    ),
}
