"""A list of athletes from a file: what each line would do, and then all of it at once or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from coaching.models import Athlete, CoachAccess, PrivateNote, TrainingGroup, User
from coaching.services.people import access

from . import keeping

NEW, THERE, FAULT = "new", "there", "fault"


class Faulty(Exception):
    """Lines cannot be read, and nobody said to leave them out."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file as it was read; `faults` are sentences."""

    number: int
    name: str = ""
    email: str = ""
    group: str = ""
    note: str = ""
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of a row: `what` is NEW, THERE or FAULT, `said` the same in sentences."""

    row: Row
    what: str
    said: tuple[str, ...]


class Known:
    """Names and addresses, those of the coach's athletes first and then those of the lines before."""

    def __init__(self) -> None:
        self.addresses: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.without_address: dict[str, str] = {}

    def add(self, name: str, email: str, where: str) -> None:
        self.names.setdefault(name.casefold(), where)
        if email:
            self.addresses.setdefault(email.casefold(), where)
        else:
            self.without_address.setdefault(name.casefold(), where)

    def where(self, row: Row) -> str:
        """The same address; or the same name, where not both have an address. Empty for somebody new."""
        if not row.email:
            return self.names.get(row.name.casefold(), "")
        return self.addresses.get(row.email.casefold(), "") or self.without_address.get(row.name.casefold(), "")


def would(*, coach: User, rows: Iterable[Row]) -> list[Line]:
    """What each row would do, line by line; nothing is stored. Two queries."""
    known, seen = _athletes_of(coach), Known()
    groups = {name.casefold() for name in coach.training_groups.values_list("name", flat=True)}
    return [_line(row, known, seen, groups) for row in rows]


def _athletes_of(coach: User) -> Known:
    known = Known()
    held = CoachAccess.objects.current().of(coach).order_by("pk")
    columns = ("athlete__name", "athlete__kept_email", "athlete__user__email", "archived_at")
    for name, kept_email, email, archived_at in held.values_list(*columns):
        known.add(name, email or kept_email, f"{name}, in the archive" if archived_at else name)
    return known


def _line(row: Row, known: Known, seen: Known, groups: set[str]) -> Line:
    if row.faults:
        return Line(row, FAULT, row.faults)
    twice = seen.where(row)
    if twice:
        return Line(row, FAULT, (f"The same athlete as in line {twice}.",))
    seen.add(row.name, row.email, str(row.number))
    there = known.where(row)
    if there:
        return Line(row, THERE, (f"Already with you: {there}. Nothing changes.",))
    return Line(row, NEW, ("Will be kept.", *_new_group(row.group, groups)))


def _new_group(name: str, groups: set[str]) -> tuple[str, ...]:
    if not name or name.casefold() in groups:
        return ()
    groups.add(name.casefold())
    return (f"The group {name} will be made.",)


@transaction.atomic
def carry_out(*, coach: User, rows: Sequence[Row], without_faults: bool, now: datetime) -> list[Line]:
    """Keep the athletes of all lines that are new, with their groups and notes, or none; done again it changes nothing.

    Raises Faulty where a line has a fault, unless `without_faults` leaves such lines out, and access.NotACoach.
    """
    if not access.is_coach(coach):
        raise access.NotACoach
    User.objects.select_for_update(no_key=True).get(pk=coach.pk)
    lines = would(coach=coach, rows=rows)
    if not without_faults and any(line.what == FAULT for line in lines):
        raise Faulty
    _keep_all(coach, [line.row for line in lines if line.what == NEW], now)
    return lines


def _keep_all(coach: User, rows: list[Row], now: datetime) -> None:
    groups = _groups(coach, rows)
    athletes = Athlete.objects.bulk_create(Athlete(name=row.name, kept_email=row.email.lower()) for row in rows)
    pairs = list(zip(rows, athletes, strict=True))
    CoachAccess.objects.bulk_create(
        CoachAccess(athlete=athlete, coach=coach, level=CoachAccess.EDIT, group=groups.get(row.group.casefold()))
        for row, athlete in pairs
    )
    PrivateNote.objects.bulk_create(
        PrivateNote(athlete=athlete, author=coach, text=row.note, form=uuid4(), created_at=now, changed_at=now)
        for row, athlete in pairs
        if row.note
    )


def _groups(coach: User, rows: list[Row]) -> dict[str, TrainingGroup]:
    """By their name in small letters; those that are not there yet are made."""
    groups = {group.name.casefold(): group for group in coach.training_groups.all()}
    for row in rows:
        if row.group and row.group.casefold() not in groups:
            groups[row.group.casefold()] = keeping.add_group(coach=coach, name=row.group)
    return groups
