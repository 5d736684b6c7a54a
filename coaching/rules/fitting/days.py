"""On which days the workouts of a template go: those that were named, hard ones not one after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ..audit import HARD_DAYS, QUICK, SESSIONS
from ..terms import WorkoutKind
from .template import Written

DAY = timedelta(days=1)
FIRST = (WorkoutKind.LONG, WorkoutKind.GOAL_PACE, WorkoutKind.INTERVALS, WorkoutKind.EASY)


@dataclass(frozen=True, slots=True)
class Placed:
    """A workout on its day; `wanted` is the day it was written for, `kind` what it is there."""

    written: Written
    wanted: date
    on: date
    kind: WorkoutKind


def sessions_on(
    written: Iterable[tuple[Written, date]], days: Sequence[date], hard: frozenset[date]
) -> tuple[list[Placed], list[Written]]:
    """One session a day, on the nearest free day to the one it was written for, and those for which no day is left.

    `hard` are the hard days around. A quick session with none but hard days beside it becomes an easy one.
    """
    free, hard_days = list(days), set(hard)
    placed: list[Placed] = []
    left_out: list[Written] = []
    for one, wanted in sorted(written, key=_first_the_long):
        on = min(free, key=lambda day: _fit(day, wanted, one.kind, hard_days), default=None)
        if on is None:
            left_out.append(one)
            continue
        free.remove(on)
        kind = WorkoutKind.EASY if one.kind in QUICK and beside(on, hard_days) else one.kind
        placed.append(Placed(one, wanted, on, kind))
        if kind in HARD_DAYS:
            hard_days.add(on)
    return sorted(placed, key=lambda p: p.on), left_out


def others_on(written: Iterable[tuple[Written, date]], days: Sequence[date]) -> list[Placed]:
    """Strength and massage: on the nearest named day, not twice the same on one."""
    placed: list[Placed] = []
    for one, wanted in written:
        taken = {p.on for p in placed if p.kind == one.kind}
        free = [day for day in days if day not in taken]
        if free:
            on = min(free, key=lambda day: (abs(day - wanted), day < wanted))
            placed.append(Placed(one, wanted, on, one.kind))
    return placed


def beside(on: date, hard: Iterable[date]) -> bool:
    return bool({on - DAY, on + DAY} & set(hard))


def eased(placed: Placed) -> Placed:
    """An easy session on the same day: nothing hard is due there (R21, R22)."""
    return replace(placed, kind=WorkoutKind.EASY)


def is_session(written: Written) -> bool:
    return written.kind in SESSIONS


def _first_the_long(pair: tuple[Written, date]) -> tuple[int, float, date]:
    written, wanted = pair
    return FIRST.index(written.kind), -(written.distance_km or written.minutes or 0), wanted


def _fit(day: date, wanted: date, kind: WorkoutKind, hard: set[date]) -> tuple[bool, timedelta, bool]:
    return kind in HARD_DAYS and beside(day, hard), abs(day - wanted), day < wanted
