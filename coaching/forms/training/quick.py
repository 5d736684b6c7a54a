"""A run in one line, "8 in 45": how far and how long, with the units of the person who types it."""

import re
from dataclasses import dataclass
from math import log

from coaching.forms import reading
from coaching.rules.terms import Sport, Units

EXAMPLES = {Units.METRIC: "“8 in 45” or “8 km in 45 min”", Units.IMPERIAL: "“5 in 45” or “5 miles in 45 min”"}
USUAL_MIN_PER_KM = {Sport.RUNNING: 6.0, Sport.CYCLING: 2.4}
USUAL_MINUTES = 50.0
_EFFORT = re.compile(r"(?P<rest>.*?)[ ,]*(?:@|\beffort\b|\brpe\b) ?(?P<effort>\d{1,2})(?: ?/ ?10)?", re.ASCII)
_BOTH = re.compile(r"(?P<far>.+?)(?: in | for |(?<=\d)in ?(?=\d)|, )(?P<long>.+)", re.ASCII)
_SIDE_BY_SIDE = re.compile(r"(?P<far>[\d.,]+ ?[a-z]+) (?P<long>\d.*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Quick:
    """What one line says; None is what it leaves open."""

    distance_km: float | None = None
    minutes: float | None = None
    effort: int | None = None


def read(text: str, units: Units, sport: Sport = Sport.RUNNING) -> Quick | None:
    """The line in km and minutes; None when it cannot be read for certain. A bare number is a distance."""
    text, effort = _without_effort(reading.tidy(text))
    for pattern in (_BOTH, _SIDE_BY_SIDE):
        parts = pattern.fullmatch(text)
        found = parts and _both(parts["far"], parts["long"], units, sport, effort)
        if found:
            return found
    km = reading.distance(text, units)
    if km is not None:
        return Quick(km, None, effort) if km else None
    minutes = nearest(times(text), None, sport)
    return Quick(None, minutes, effort) if minutes else None


def times(text: str) -> tuple[int, ...]:
    """Every reading of how long it took, in seconds: as of a race, but a bare number is minutes."""
    text = reading.tidy(text)
    return (int(text) * 60,) if re.fullmatch(r"\d{1,5}", text, re.ASCII) else reading.times(text)


def nearest(seconds: tuple[int, ...], km: float | None, sport: Sport = Sport.RUNNING) -> float | None:
    """Minutes: of two readings ("42:10", "1:45") the one nearer to what people need. They lie 60-fold apart."""
    usual = km * USUAL_MIN_PER_KM[sport] if km else USUAL_MINUTES
    found = [one / 60 for one in seconds if one > 0]
    return min(found, key=lambda minutes: abs(log(minutes / usual)), default=None)


def show_minutes(minutes: float | None) -> str:
    """As it would be typed: "45", and "0:42:10" where it has seconds."""
    if minutes is None:
        return ""
    whole, seconds = divmod(round(minutes * 60), 60)
    return f"{whole // 60}:{whole % 60:02d}:{seconds:02d}" if seconds else str(whole)


def _without_effort(text: str) -> tuple[str, int | None]:
    match = _EFFORT.fullmatch(text)
    return (match["rest"], int(match["effort"])) if match else (text, None)


def _both(far: str, long: str, units: Units, sport: Sport, effort: int | None) -> Quick | None:
    km = reading.distance(far, units)
    minutes = nearest(times(long), km, sport)
    return Quick(km, minutes, effort) if km and minutes else None
