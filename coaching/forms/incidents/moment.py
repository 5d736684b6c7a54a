"""When a cramp came: a day and a time of day, as the person's own clock showed them."""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from django import forms

from coaching.forms.fields import NOT_ANSWERED, TypedField
from coaching.forms.reading import tidy

OLDEST = 400  # days
TOLERANCE = timedelta(minutes=5)  # one clock may be ahead of another
MINUTE = timedelta(minutes=1)
IN_THE_FUTURE = "This lies in the future. Log a cramp when it has happened."
TOO_LONG_AGO = f"This is too long ago: the log goes back {OLDEST} days."
SKIPPED = "There was no {given} on this day, as the clocks went forward. Write {next} or later."

_CLOCK = re.compile(r"(\d{1,2})(?:[:.h]([0-5]\d)(?::[0-5]\d)?)?(?: ?(am|pm))?", re.ASCII)


class ClockField(TypedField):
    """A time of day. Browsers with a time picker send 21:30; "9.30 pm" is read too."""

    width = "input-medium"
    example = "a time such as 21:30 or 9.30 pm"
    widget = forms.TimeInput(attrs={"type": "time"})

    def widget_attrs(self, widget):
        return {"class": self.width, "autocomplete": "off"}

    def to_python(self, value):
        text = tidy(str(value or ""))
        if not text:
            return None
        at = read_clock(text)
        if at is None:
            raise forms.ValidationError(f"Write {self.example}.", code="unreadable")
        return at

    def show(self, value):
        return "" if value is None else f"{value:%H:%M}"

    def say(self, value):
        return self.show(value) or NOT_ANSWERED


def read_clock(text: str) -> time | None:
    """ "21:30", "9.30 pm", "7 am"; a bare number is not guessed."""
    match = _CLOCK.fullmatch(text)
    if not match or not (match[2] or match[3]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 else None


def moment_of(on: date, clock: time, *, zone: tzinfo, now: datetime) -> datetime:
    """The moment in UTC, never later than now. An hour that came twice is taken the first time.

    Raises ValidationError for a time that the clocks skipped, one in the future, and one of a day beyond the log.
    """
    today = now.astimezone(zone).date()
    if on < today - timedelta(days=OLDEST):
        raise forms.ValidationError(TOO_LONG_AGO, code="too_long_ago")
    if on > today + timedelta(days=1):
        raise forms.ValidationError(IN_THE_FUTURE, code="in_the_future")
    local = datetime.combine(on, clock)
    if not exists(local, zone):
        words = {"given": f"{local:%H:%M}", "next": f"{next_after(local, zone):%H:%M}"}
        raise forms.ValidationError(SKIPPED.format_map(words), code="skipped")
    at = local.replace(tzinfo=zone).astimezone(UTC)
    if at > now + TOLERANCE:
        raise forms.ValidationError(IN_THE_FUTURE, code="in_the_future")
    return min(at, now.astimezone(UTC).replace(second=0, microsecond=0))


def exists(local: datetime, zone: tzinfo) -> bool:
    """Whether the clocks there ever showed this."""
    return local.replace(tzinfo=zone).astimezone(UTC).astimezone(zone).replace(tzinfo=None) == local


def next_after(local: datetime, zone: tzinfo) -> datetime:
    """The first minute after one that was skipped."""
    while not exists(local, zone):
        local += MINUTE
    return local
