"""Who needs their coach, and why: reasons in words, the urgent ones first. Decisions of our own; a coach may set the limits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from . import say
from .terms import Sport, Units

NEW_DAYS = 28  # an older cramp is no news, also for a coach who came later


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on a coach wants to be told."""

    silent_days: int = 14
    race_weeks: int = 6
    race_gap: float = 1.3  # the race as a multiple of the longest session of the last 30 days
    strength_weeks: int = 2
    ends_days: int = 10


@dataclass(frozen=True, slots=True)
class Marks:
    """The limits as days: what lies before, on or after them asks for attention."""

    cramp_from: date
    race_before: date
    silent_until: date
    ends_until: date


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of one athlete, and of what the coach did about it."""

    sport: str = ""
    cramp_at: datetime | None = None
    red_flag_at: datetime | None = None
    symptomatic_at: datetime | None = None
    race_on: date | None = None
    race_km: float | None = None
    race_gap: float | None = None
    strength_missed_weeks: int = 0
    strength_missed_since: date | None = None
    silent_since: date | None = None
    suggestion_at: datetime | None = None
    plan_ends_on: date | None = None
    noted_at: datetime | None = None
    paused_until: date | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """`kind` is one of KINDS; `where` names the place to act: cramps, answers, goal, training, suggestion or plan."""

    kind: str
    sentence: str
    since: date
    where: str


def marks(limits: Limits, today: date) -> Marks:
    """The days that decide; asked for by whoever narrows thousands of athletes down before wording reasons."""
    return Marks(
        cramp_from=today - timedelta(days=NEW_DAYS),
        race_before=today + timedelta(weeks=limits.race_weeks),
        silent_until=today - timedelta(days=limits.silent_days),
        ends_until=today + timedelta(days=limits.ends_days),
    )


def reasons(facts: Facts, limits: Limits, today: date, units: Units = Units.METRIC) -> tuple[Reason, ...]:
    """All that asks for a coach's attention, the most urgent first; while the coach paused it, a red flag alone."""
    paused = facts.paused_until is not None and facts.paused_until >= today
    marked = marks(limits, today)
    found = [_red_flag(facts)] if paused else [ask(facts, limits, marked, today, units) for ask in ASKED]
    return tuple(reason for reason in found if reason)


def _red_flag(facts: Facts, *_: object) -> Reason | None:
    if facts.red_flag_at is None:
        return None
    if facts.red_flag_at == facts.symptomatic_at:
        text = "The answers ask for help first, so there is no plan."
        return Reason("red_flag", text, facts.red_flag_at.date(), "answers")
    text = "A sign that somebody should look at pauses the plan."
    return Reason("red_flag", text, facts.red_flag_at.date(), "cramps")


def _cramp(facts: Facts, limits: Limits, marked: Marks, *_: object) -> Reason | None:
    at = facts.cramp_at
    if at is None or at.date() < marked.cramp_from or at == facts.red_flag_at or _noted(facts, at):
        return None
    return Reason("cramp", "A new cramp is in the log.", at.date(), "cramps")


def _symptomatic(facts: Facts, *_: object) -> Reason | None:
    at = facts.symptomatic_at
    if at is None or at == facts.red_flag_at or _noted(facts, at):
        return None
    text = "The newest answers fit the symptomatic pattern, or say that somebody should look at it."
    return Reason("symptomatic", text, at.date(), "answers")


def _noted(facts: Facts, at: datetime) -> bool:
    return facts.noted_at is not None and at <= facts.noted_at


def _race(facts: Facts, limits: Limits, marked: Marks, today: date, units: Units) -> Reason | None:
    on, gap = facts.race_on, facts.race_gap
    if on is None or gap is None or not today <= on < marked.race_before or gap <= limits.race_gap:
        return None
    what = say.race(facts.race_km, units) if facts.race_km else "race"
    session = "ride" if facts.sport == Sport.CYCLING else "run"
    far = f"{gap:.1f} times as {'long' if session == 'ride' else 'far'} as the longest {session} of the last 30 days"
    text = f"{what[0].upper()}{what[1:]} {say.in_days((on - today).days)}, {far}."
    return Reason("race", text, on - timedelta(weeks=limits.race_weeks), "goal")


def _strength(facts: Facts, limits: Limits, *_: object) -> Reason | None:
    weeks, since = facts.strength_missed_weeks, facts.strength_missed_since
    if since is None or weeks < limits.strength_weeks:
        return None
    text = f"No strength training in {weeks} planned weeks." if weeks > 1 else "No strength training last week."
    return Reason("strength", text, since, "training")


def _silent(facts: Facts, limits: Limits, marked: Marks, today: date, _: object) -> Reason | None:
    since = facts.silent_since
    if since is None or since > marked.silent_until:
        return None
    return Reason("silent", f"Nothing logged for {(today - since).days} days.", since, "training")


def _suggestion(facts: Facts, *_: object) -> Reason | None:
    if facts.suggestion_at is None:
        return None
    return Reason("suggestion", "A changed plan waits for an answer.", facts.suggestion_at.date(), "suggestion")


def _ends(facts: Facts, limits: Limits, marked: Marks, today: date, _: object) -> Reason | None:
    on = facts.plan_ends_on
    if on is None or not today <= on <= marked.ends_until:
        return None
    text = "The plan ends today." if on == today else f"The plan ends on {say.day(on)}."
    return Reason("ends", text, on - timedelta(days=limits.ends_days), "plan")


def _ended(facts: Facts, limits: Limits, marked: Marks, today: date, _: object) -> Reason | None:
    on = facts.plan_ends_on
    if on is None or on >= today or (facts.noted_at is not None and facts.noted_at.date() > on):
        return None
    return Reason("ended", f"The plan ended on {say.day(on)}, and none follows.", on, "plan")


ASKED: tuple[Callable[..., Reason | None], ...] = (
    _red_flag,
    _cramp,
    _symptomatic,
    _race,
    _strength,
    _silent,
    _suggestion,
    _ends,
    _ended,
)
KINDS = ("red_flag", "cramp", "symptomatic", "race", "strength", "silent", "suggestion", "ends", "ended")
NOTABLE = frozenset({"cramp", "symptomatic", "ended"})  # what a coach may put aside by saying that they know
