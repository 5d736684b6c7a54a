"""What a coach saw of a week when they opened its form: told apart from what stands there now, workout by workout."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s
from typing import Any

from coaching.models import PlanWeek, User, WeekEdit, Workout
from coaching.rules import say
from coaching.services.stored import plain

TYPED = (
    "on", "kind", "title", "minutes", "distance_km", "pace_fast_s_per_km", "pace_slow_s_per_km", "effort", "purpose", "steps",
)  # fmt: skip
FOCUS = 0  # the key of no workout


@dataclass(frozen=True, slots=True)
class Marks:
    """When a form was made, and a mark of each workout by its key, as it was then."""

    at: datetime | None
    by_key: dict[int, str]


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """What changed since a form was opened: workouts of the week, and in words by whom and what left or joined it."""

    told: tuple[str, ...]
    changed: frozenset[int]
    focus: bool


def seen(week: PlanWeek, rows: Iterable[Workout], at: datetime) -> str:
    """The marks of a week as it is shown, for a hidden field of its form."""
    marks = {FOCUS: _mark(week.focus)} | {row.pk: mark_of(row) for row in rows}
    return " ".join([at.isoformat(), *(f"{key}={mark}" for key, mark in marks.items())])


def read(text: str) -> Marks:
    """What `seen` wrote; of anything else, what can be made out."""
    first, *rest = text.split() or [""]
    pairs = (part.partition("=") for part in rest)
    by_key = {int(key): mark for key, _, mark in pairs if key.isascii() and key.isdecimal() and len(key) <= 18}
    return Marks(_moment(first), by_key)


def mark_of(row: Workout) -> str:
    return _mark([plain(getattr(row, name)) for name in TYPED])


def is_as_seen(week: PlanWeek, rows: Iterable[Workout], marks: Marks) -> bool:
    return marks.by_key == {FOCUS: _mark(week.focus)} | {row.pk: mark_of(row) for row in rows}


def meanwhile(week: PlanWeek, rows: list[Workout], marks: Marks, by: User) -> Meanwhile:
    """Who and what changed the week since `by` opened it; at most four queries."""
    here = {row.pk: row for row in rows}
    changed = frozenset(key for key in here if marks.by_key.get(key, "") not in ("", mark_of(here[key])))
    joined = [
        f"“{row.title}” on {say.day(row.on)} is new here." for key, row in here.items() if key not in marks.by_key
    ]
    gone = [key for key in marks.by_key if key != FOCUS and key not in here]
    told = (*_hands(week, marks.at, by), *joined, *_gone(gone))
    return Meanwhile(told, changed, marks.by_key.get(FOCUS) != _mark(week.focus))


def _hands(week: PlanWeek, since: datetime | None, by: User) -> list[str]:
    """Who wrote in it; where no coach did, it was the athlete."""
    edits = WeekEdit.objects.filter(week=week).select_related("by")
    hands = {edit.by for edit in (edits.filter(at__gte=since) if since else edits)}
    if hands == {by}:
        return ["You changed this week in another window while you had it open here."]
    names = {str(hand) if hand else "Another coach" for hand in hands - {by}}
    if names:
        return [f"{name} changed this week while you had it open." for name in sorted(names)]
    return [f"{week.plan.athlete or 'Somebody'} or the plan itself changed this week while you had it open."]


def _gone(keys: list[int]) -> list[str]:
    left = {row.pk: row for row in Workout.objects.filter(pk__in=keys).select_related("week")}
    moved = [f"“{row.title}” was moved to {say.day(row.on)}, in week {row.week.number}." for row in left.values()]
    removed = len(keys) - len(left)
    return [
        *moved,
        *(["A workout was removed." if removed == 1 else f"{removed} workouts were removed."] if removed else []),
    ]


def _mark(value: Any) -> str:
    return blake2s(json.dumps(value).encode(), digest_size=6).hexdigest()


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo else None
