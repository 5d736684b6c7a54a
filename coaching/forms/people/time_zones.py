"""A list of time zones to choose from: by part of the world, without the aliases of old."""

from itertools import groupby
from zoneinfo import available_timezones

from django import forms

REGIONS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)
UTC = ("UTC", "UTC")


def in_words(name: str) -> str:
    """ "Buenos Aires, Argentina" for America/Argentina/Buenos_Aires."""
    return ", ".join(reversed(name.replace("_", " ").split("/")[1:]))


def grouped() -> list:
    names = sorted(name for name in available_timezones() if name.partition("/")[0] in REGIONS)
    by_region = groupby(names, key=lambda name: name.partition("/")[0])
    return [UTC, *((region, [(name, in_words(name)) for name in inside]) for region, inside in by_region)]


ZONES = grouped()
KNOWN = {"UTC", *(name for _, inside in ZONES[1:] for name, _ in inside)}


class TimeZoneField(forms.ChoiceField):
    """One of the list; a zone of one's own that is not on it, such as an old alias, is put at its top."""

    short = "Time zone"

    def __init__(self, **kwargs):
        super().__init__(choices=ZONES, label="Time zone", **kwargs)

    def keep(self, name: str) -> None:
        if name not in KNOWN:
            self.choices = [(name, name), *ZONES]
