"""How a logged cramp is said in one line."""

from typing import Any

from django import template

from coaching.rules import say
from coaching.rules.terms import Timing, Units

register = template.Library()

TIMINGS = {
    Timing.DURING: "During exercise",
    Timing.AFTER: "After exercise",
    Timing.IN_BED: "At night in bed",
    Timing.AT_REST: "At rest in the daytime",
}


@register.filter
def cramp_line(incident: Any, units: str = Units.METRIC) -> str:
    """When it came, how far in, and how strong: "During exercise, 16 km in, 7 out of 10"."""
    parts = [
        TIMINGS[Timing(incident.timing)],
        f"{say.distance(incident.onset_km, Units(units))} in" if incident.onset_km is not None else "",
        f"{say.minutes(incident.onset_minutes)} in" if incident.onset_minutes is not None else "",
        "only a twitch" if incident.twitching_only else "",
        f"{incident.severity} out of 10" if incident.severity is not None else "",
    ]
    return ", ".join(part for part in parts if part)
