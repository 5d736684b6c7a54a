"""How numbers are said: times, paces, distances, in the units a person chose; grades, overlays. Every floor may use it."""

from datetime import date

from .terms import Grade, OverlayKind, Units

KM_PER_MILE = 1.609344
CM_PER_INCH = 2.54
KG_PER_POUND = 0.45359237

RACES = {5.0: "5 km", 10.0: "10 km", 21.0975: "half-marathon", 42.195: "marathon"}
GRADES = {
    Grade.HIGH: "High confidence",
    Grade.MODERATE: "Moderate confidence",
    Grade.LOW: "Low confidence",
    Grade.VERY_LOW: "Very low confidence",
    Grade.OWN: "Our own decision",
}
OVERLAYS = {
    OverlayKind.BELOW_PAR: "Not feeling 100 %",
    OverlayKind.SICK: "Sick",
    OverlayKind.INJURED: "Injured",
    OverlayKind.HOLIDAY: "Holiday",
}


def clock(seconds: float) -> str:
    """Seconds as h:mm:ss, or m:ss below an hour: 13135 -> "3:38:55", 1500 -> "25:00"."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{left:02d}" if hours else f"{minutes}:{left:02d}"


def minutes(total: float) -> str:
    """Minutes in words: 45 -> "45 min", 90 -> "1 h 30 min", 120 -> "2 h"."""
    hours, left = divmod(round(total), 60)
    parts = [f"{hours} h" if hours else "", f"{left} min" if left or not hours else ""]
    return " ".join(part for part in parts if part)


def took(minutes_taken: float) -> str:
    """How long something took, with its seconds where they are known: 45 -> "45 min", 28.5 -> "28:30"."""
    seconds = round(minutes_taken * 60)
    return clock(seconds) if seconds % 60 else minutes(minutes_taken)


def distance(km: float, units: Units = Units.METRIC) -> str:
    """A distance with its unit, one decimal at most: 21.0975 -> "21.1 km" or "13.1 miles"."""
    value = km if units == Units.METRIC else km / KM_PER_MILE
    text = f"{value:.1f}".removesuffix(".0")
    if units == Units.METRIC:
        return f"{text} km"
    return f"{text} mile" if text == "1" else f"{text} miles"


def race(km: float, units: Units = Units.METRIC) -> str:
    """A race by its name where it has one, else by its distance."""
    for length, name in RACES.items():
        if abs(km - length) <= 0.005 * length:
            return name
    return distance(km, units)


def per_unit(units: Units = Units.METRIC) -> str:
    return "per km" if units == Units.METRIC else "per mile"


def pace(s_per_km: float, units: Units = Units.METRIC) -> str:
    """A pace with its unit: 341 -> "5:41 per km" or "9:09 per mile"."""
    value = s_per_km if units == Units.METRIC else s_per_km * KM_PER_MILE
    return f"{clock(value)} {per_unit(units)}"


def pace_range(fast: float, slow: float, units: Units = Units.METRIC) -> str:
    """Two paces, the faster first: "5:18 to 6:02 per km"."""
    factor = 1 if units == Units.METRIC else KM_PER_MILE
    return f"{clock(fast * factor)} to {clock(slow * factor)} {per_unit(units)}"


def percent(ratio: float) -> str:
    """A ratio above one as how much more: 1.333 -> "33 %"."""
    return f"{round((ratio - 1) * 100)} %"


def day(on: date) -> str:
    """A date in words: "Sunday 14 March 2027"."""
    return f"{on:%A} {on.day} {on:%B %Y}"


def in_days(days: int) -> str:
    """How far away a day is: "today", "tomorrow", "in 5 days", from two weeks on "in 2 weeks"."""
    if days < 2:
        return ("today", "tomorrow")[days]
    return f"in {days} days" if days < 14 else f"in {days // 7} weeks"
