"""The night diary: one row per night, written by whole fortnights, by several tabs, or one night at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localtime

from coaching.models import Athlete, CrampIncident, Night
from coaching.rules import diary
from coaching.services import people

NIGHTS = 14
NOON = 12
WORDS = ("cramps", "woke", "routine", "note")


@dataclass(frozen=True, slots=True)
class Written:
    """One night as a form has it, and which of its words were changed there; `cramps` None is a night not written down."""

    on: date
    cramps: int | None = None
    woke: bool | None = None
    routine: bool | None = None
    note: str = ""
    changed: frozenset[str] = frozenset(WORDS)


def evenings(today: date) -> list[date]:
    """The evenings of the last fourteen nights, last night first."""
    return [today - timedelta(days=back) for back in range(1, NIGHTS + 1)]


@transaction.atomic
def write(*, athlete: Athlete, nights: Iterable[Written], now: datetime) -> int:
    """Write down what was changed, and leave the rest as another tab may have left it. Returns how many nights that were.

    A night emptied altogether is unknown again: its row goes.
    """
    people.lock(athlete)  # of two tabs that write down the same night the second finds what the first one wrote
    changed = {night.on: night for night in nights if night.changed}
    rows = {row.on: row for row in Night.objects.filter(athlete=athlete, on__in=changed)}
    wrote = sum(_write(athlete, night, rows.get(on), now) for on, night in changed.items())
    if wrote:
        people.changed(athlete)
    return wrote


def _write(athlete: Athlete, night: Written, row: Night | None, now: datetime) -> bool:
    if row is None and night.cramps is None:
        return False
    changed = night.changed if row else WORDS
    row = row or Night(athlete=athlete, on=night.on)
    words: dict[str, Any] = {word: getattr(night if word in changed else row, word) for word in WORDS}
    if words["cramps"] is None:
        if words["woke"] is None and words["routine"] is None and not words["note"]:
            row.delete()
            return True
        words["cramps"] = row.cramps  # another tab has written more of this night meanwhile: that stays
    for word, value in words.items():
        setattr(row, word, value)
    row.changed_at = now
    row.save()
    return True


def written(athlete: Athlete, first: date, last: date) -> list[Night]:
    """The nights written down, whose evenings lie from first to last, the newest first."""
    return list(Night.objects.filter(athlete=athlete, on__range=(first, last)))


def counts(nights: Iterable[Night], of: int) -> tuple[str, ...]:
    """Those nights in sentences; `of` is how many there could be."""
    return diary.count([diary.Night(night.cramps, night.woke, night.routine) for night in nights], of)


def logged_in_bed(athlete: Athlete, first: date, last: date) -> dict[date, list[CrampIncident]]:
    """The cramps logged in bed, by the evening of their night: what came before noon belongs to the evening before."""
    in_bed = CrampIncident.objects.filter(athlete=athlete, timing="in_bed", on__range=(first, last + timedelta(days=1)))
    found: dict[date, list[CrampIncident]] = {}
    for incident in in_bed.order_by("at"):
        found.setdefault(evening_of(incident), []).append(incident)
    return found


def evening_of(incident: CrampIncident) -> date:
    """The evening of the night in which a cramp came, by the clock of the time zone that holds now."""
    before_noon = localtime(incident.at).hour < NOON
    return incident.on - timedelta(days=1) if before_noon else incident.on
