"""Fields for times, paces and days."""

from datetime import date, timedelta

from django import forms

from coaching.rules import say
from coaching.rules.terms import Units

from . import reading
from .fields import NOT_ANSWERED, TypedField


class TimeField(TypedField):
    """How long a race took: all readings of what was typed, in seconds. The distance beside it tells which is meant."""

    width = "input-medium"
    example = "a time such as 45:30, 1:45:30 or 3h45"

    def to_python(self, value):
        text = str(value or "").strip()
        if not text:
            return None
        seconds = reading.times(text) if len(text) <= reading.MAX_LENGTH else ()
        if not any(seconds):
            raise forms.ValidationError(f"Write {self.example}.", code="unreadable")
        return seconds

    def show(self, value):
        return "" if value is None else say.clock(value)


class PaceField(TypedField):
    """Seconds per km."""

    suffix = "{per_km}"

    def example_for(self, units):
        return f"minutes and seconds {say.per_unit(units)}, such as {'5:30' if units == Units.METRIC else '8:50'}"

    def read(self, text):
        return reading.pace(text, self.units)

    def amount(self, value):
        return say.pace(value, self.units)

    def show(self, value):
        return "" if value is None else reading.show_pace(value, self.units)

    def say(self, value):
        return NOT_ANSWERED if value is None else say.pace(value, self.units)


class HoursField(TypedField):
    """Minutes, typed as hours: "6", "6:30", "6h30", "90 min"."""

    suffix = "hours"
    example = "hours and minutes such as 6:30, or 45 min"

    def read(self, text):
        return reading.minutes(text, bare=60)

    def amount(self, value):
        return say.minutes(value)

    def show(self, value):
        return "" if value is None else f"{value // 60}:{value % 60:02d}"

    def say(self, value):
        return NOT_ANSWERED if value is None else say.minutes(value)


class MinutesField(HoursField):
    """Minutes, typed as minutes: "35", "1:10", "1h10"."""

    suffix = "minutes"
    example = "minutes such as 35, or 1h10"

    def read(self, text):
        return reading.minutes(text, bare=1)

    def show(self, value):
        return "" if value is None else str(value)


class ShortTimeField(TypedField):
    """Seconds of something short, always with a unit: 30 minutes of cramp is another matter than 30 seconds."""

    width = "input-medium"
    example = "seconds or minutes with their unit, such as 30 s or 2 min"

    def read(self, text):
        return reading.short_time(text)

    def amount(self, value):
        return reading.show_short_time(round(value)) if value < 3600 else say.minutes(value / 60)

    def show(self, value):
        return "" if value is None else reading.show_short_time(value)


class DayField(TypedField):
    """A date. Browsers with a date picker send 2027-03-14; others 14/03/2027."""

    width = "input-medium"
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    example = "a date such as 14/03/2027"

    def __init__(self, *, days: tuple[int, int], **kwargs):
        """`days`: the first and last day that make sense, counted from the day of the answers."""
        self.days = days
        super().__init__(**kwargs)

    def widget_attrs(self, widget):
        return {"class": self.width, "autocomplete": "off"}

    def fit(self, answers):
        super().fit(answers)
        first, last = (answers.answered_on + timedelta(days=count) for count in self.days)
        self.widget.attrs |= {"min": first.isoformat(), "max": last.isoformat()}

    def to_python(self, value):
        text = str(value or "").strip()
        if not text:
            return None
        on = reading.day(text) if len(text) <= reading.MAX_LENGTH else None
        if on is None:
            raise forms.ValidationError(f"Write {self.example}.", code="unreadable")
        return on

    def show(self, value: date | None):
        return "" if value is None else value.isoformat()

    def say(self, value):
        return NOT_ANSWERED if value is None else say.day(value)
