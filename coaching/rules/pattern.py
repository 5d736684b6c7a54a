"""What a runner's own cramps have in common: counts in sentences, never a share, a correlation or a cause.

A count names those it was taken from: only cramps where the detail is known. Below five it says nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from . import say
from .progression import WINDOW_DAYS, longest_within
from .terms import Different, Helped, Muscle, Run, Side, Sport, Timing, Units

Word = TypeVar("Word", bound=str)

ENOUGH = 5
NO_PROOF = "This is counting, not proof. It shows what came together, not what brought it on."

TIMINGS = {
    Timing.DURING: "during exercise",
    Timing.AFTER: "in the hours after exercise",
    Timing.IN_BED: "in bed",
    Timing.AT_REST: "at rest in the daytime",
}
MUSCLES = {
    Muscle.CALF: "in the calf",
    Muscle.FOOT: "in the foot",
    Muscle.HAMSTRING: "in the back of the thigh",
    Muscle.QUADRICEPS: "in the front of the thigh",
    Muscle.OTHER: "in another muscle",
}
SIDES = {Side.LEFT: "in the left calf", Side.RIGHT: "in the right calf", Side.BOTH: "in both calves"}
DIFFERENT = {
    Different.FARTHER: "farther than usual",
    Different.FASTER: "faster than usual",
    Different.HILLS: "hills",
    Different.HEAT: "heat",
    Different.NEW_SHOES: "new shoes",
    Different.ILLNESS: "illness",
    Different.POOR_SLEEP: "poor sleep",
}
HELPED = {
    Helped.STRETCHING: "stretching",
    Helped.WALKING: "walking",
    Helped.STANDING: "standing on the leg",
    Helped.MASSAGE: "massage",
    Helped.STOPPING: "stopping",
    Helped.DRINKING: "drinking",
    Helped.BY_ITSELF: "it let go by itself",
    Helped.OTHER: "something else",
}


@dataclass(frozen=True, slots=True)
class Cramp:
    """One cramp as it was logged; what is None or empty is not known."""

    on: date
    timing: Timing
    onset_km: float | None = None
    onset_minutes: float | None = None
    side: Side | None = None
    muscles: frozenset[Muscle] = frozenset()
    severity: int | None = None
    duration_s: int | None = None
    different: frozenset[Different] = frozenset()
    helped: frozenset[Helped] = frozenset()


@dataclass(frozen=True, slots=True)
class Log:
    """The runs (rides of a cyclist) that are known, by day, and the first day from which they are."""

    sport: Sport = Sport.RUNNING
    runs: tuple[Run, ...] = ()
    known_from: date | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The sentences, or how many cramps are missing until there are some."""

    cramps: int
    sentences: tuple[str, ...] = ()

    @property
    def missing(self) -> int:
        return max(0, ENOUGH - self.cramps)


def count(cramps: Sequence[Cramp], log: Log, units: Units = Units.METRIC) -> Counts:
    """What can be counted, each sentence from five cramps on that have the detail. Evidence: the runner's own log."""
    if len(cramps) < ENOUGH:
        return Counts(len(cramps))
    said = (
        _timings(cramps),
        _beyond(cramps, log),
        _onsets(cramps, log.sport, units),
        _calves(cramps),
        _muscles(cramps),
        _different(cramps),
        _helped(cramps),
        _severities(cramps),
        _durations(cramps),
    )
    return Counts(len(cramps), tuple(sentence for sentence in said if sentence))


def onset(cramp: Cramp, sport: Sport) -> float | None:
    """Where a cramp during exercise began: at which km, or minute of a ride. None where that is not known."""
    if cramp.timing != Timing.DURING:
        return None
    return cramp.onset_minutes if sport == Sport.CYCLING else cramp.onset_km


def longest_before(log: Log, on: date) -> float | None:
    """The longest run in km (ride in minutes) of the 30 days before a day; None where not all of them are known."""
    if log.known_from is None or log.known_from > on - timedelta(days=WINDOW_DAYS):
        return None
    by_minutes = log.sport == Sport.CYCLING
    return longest_within((Run(run.on, run.minutes if by_minutes else run.km) for run in log.runs), on)


def how_far(amount: float, sport: Sport, units: Units) -> str:
    """Where a cramp began, in words: "12.5 km" of a run, "1 h 30 min" of a ride."""
    return say.minutes(amount) if sport == Sport.CYCLING else say.distance(amount, units)


def short_time(seconds: int) -> str:
    """How long a cramp lasted: "30 s", "2 min 30 s"."""
    minutes, left = divmod(seconds, 60)
    parts = [say.minutes(minutes) if minutes else "", f"{left} s" if left or not minutes else ""]
    return " ".join(part for part in parts if part)


def times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


# --- The sentences ---------------------------------------------------------------------------------


def _timings(cramps: Sequence[Cramp]) -> str:
    return f"Of {len(cramps)} cramps, {_came([cramp.timing for cramp in cramps], TIMINGS)}."


def _beyond(cramps: Sequence[Cramp], log: Log) -> str:
    both = [(onset(cramp, log.sport), longest_before(log, cramp.on)) for cramp in cramps]
    known = [(began, longest) for began, longest in both if began is not None and longest is not None]
    if len(known) < ENOUGH:
        return ""
    beyond = sum(began > longest for began, longest in known)
    what, _ = _ride_or_run(log.sport)
    of = f"{beyond} of {len(known)} cramps came beyond the longest {what} of the 30 days before"
    return f"{of}, counting those where both are known."


def _onsets(cramps: Sequence[Cramp], sport: Sport, units: Units) -> str:
    known = [began for cramp in cramps if (began := onset(cramp, sport)) is not None]
    if len(known) < ENOUGH:
        return ""
    what, where = _ride_or_run(sport)
    least, most = how_far(min(known), sport, units), how_far(max(known), sport, units)
    return f"The {len(known)} cramps with {where} began {_span(least, most, alone='')} into a {what}."


def _calves(cramps: Sequence[Cramp]) -> str:
    sides = [cramp.side for cramp in cramps if cramp.side and Muscle.CALF in cramp.muscles]
    return f"Of {len(sides)} calf cramps with a side, {_came(sides, SIDES)}." if len(sides) >= ENOUGH else ""


def _muscles(cramps: Sequence[Cramp]) -> str:
    """Silent where all were in the calf alone: the sides have said so."""
    known = [cramp.muscles for cramp in cramps if cramp.muscles]
    if len(known) < ENOUGH or all(muscles == {Muscle.CALF} for muscles in known):
        return ""
    named = [muscle for muscles in known for muscle in muscles]
    return f"Of {len(known)} cramps with a muscle, {_came(named, MUSCLES)}."


def _different(cramps: Sequence[Cramp]) -> str:
    known = [cramp.different for cramp in cramps if cramp.different]
    named = [word for words in known for word in words]
    if len(known) < ENOUGH:
        return ""
    return f"What was different, for the {len(known)} cramps where it was ticked: {_ticked(named, DIFFERENT)}."


def _helped(cramps: Sequence[Cramp]) -> str:
    known = [cramp.helped for cramp in cramps if cramp.helped]
    named = [word for words in known for word in words]
    if len(known) < ENOUGH:
        return ""
    return f"What stopped it, for the {len(known)} cramps where it was ticked: {_ticked(named, HELPED)}."


def _severities(cramps: Sequence[Cramp]) -> str:
    known = [cramp.severity for cramp in cramps if cramp.severity is not None]
    if len(known) < ENOUGH:
        return ""
    return f"The {len(known)} cramps with a severity were {_span(str(min(known)), str(max(known)))} out of 10."


def _durations(cramps: Sequence[Cramp]) -> str:
    known = [cramp.duration_s for cramp in cramps if cramp.duration_s is not None]
    if len(known) < ENOUGH:
        return ""
    least, most = short_time(min(known)), short_time(max(known))
    lasted = f"all lasted {least}" if least == most else f"lasted {_span(least, most)}"
    return f"The {len(known)} cramps with a duration {lasted}."


# --- Their parts -----------------------------------------------------------------------------------


def _ride_or_run(sport: Sport) -> tuple[str, str]:
    return ("ride", "a time") if sport == Sport.CYCLING else ("run", "a distance")


def _span(least: str, most: str, alone: str = "all ") -> str:
    """ "between 12 km and 16 km", "all 3"."""
    return f"{alone}{least}" if least == most else f"between {least} and {most}"


def _came(named: Iterable[Word], words: Mapping[Word, str]) -> str:
    """ "5 came during exercise, 2 in bed": the numbers add up where each cramp has one word."""
    told = ", ".join(f"{number} {words[word]}" for word, number in _often_first(named, words))
    return told.replace(" ", " came ", 1)


def _ticked(named: Iterable[Word], words: Mapping[Word, str]) -> str:
    return ", ".join(f"{words[word]} {times(number)}" for word, number in _often_first(named, words))


def _often_first(named: Iterable[Word], words: Mapping[Word, str]) -> list[tuple[Word, int]]:
    """How often each word was named, the most frequent first and else as in the table."""
    seen = Counter(named)
    return sorted(((word, seen[word]) for word in words if seen[word]), key=lambda pair: -pair[1])
