"""How a report says one cramp: a cell each, with a dash for what is not known."""

from django import template

from coaching.forms.assessments.labels import CONDITIONS, MEDICINES, MUSCLES
from coaching.forms.incidents.labels import DIFFERENT, HELPED, SIDES, SIGNS
from coaching.forms.reading import show_short_time
from coaching.rules import say
from coaching.templatetags.cramps import TIMINGS

register = template.Library()

UNKNOWN = "–"
HOUR = 3600


@register.filter
def came(incident, pattern):
    """ "During exercise, at 12 km, after 1 h 10 min"."""
    km, minutes = incident.onset_km, incident.onset_minutes
    parts = [
        TIMINGS[incident.timing],
        f"at {say.distance(km, pattern.units)}" if km is not None else "",
        f"after {say.minutes(minutes)}" if minutes is not None else "",
    ]
    return ", ".join(filter(None, parts))


@register.filter
def where(incident):
    """ "Left; calf, foot or toes"."""
    muscles = ", ".join(words.lower() for word, words in MUSCLES.items() if word in incident.muscles)
    return "; ".join(filter(None, [SIDES.get(incident.side, ""), muscles])) or UNKNOWN


@register.filter
def strength(incident):
    """ "7 of 10, 2 min", or that it only twitched."""
    severity, lasted = incident.severity, incident.duration_s
    parts = [
        "only a twitch" if incident.twitching_only else "",
        f"{severity} of 10" if severity is not None else "",
        "" if lasted is None else show_short_time(lasted) if lasted < HOUR else say.minutes(lasted / 60),
    ]
    return ", ".join(part.replace(" ", "\u00a0") for part in parts if part) or UNKNOWN


@register.filter
def different(incident):
    return "; ".join(words for word, words in DIFFERENT.items() if word in incident.different) or UNKNOWN


@register.filter
def helped(incident):
    return "; ".join(words for word, words in HELPED.items() if word in incident.helped) or UNKNOWN


@register.filter
def signs(incident):
    return [words for word, words in SIGNS.items() if word in incident.signs]


@register.filter
def medicines(named):
    return [words for word, words in MEDICINES.items() if word in named]


@register.filter
def conditions(named):
    return [words for word, words in CONDITIONS.items() if word in named]


@register.filter
def yes_no(answer):
    return {True: "Yes", False: "No", None: UNKNOWN}[answer]
