"""Fields that read what people type, and say in one sentence what to type instead.

Every field here hands over a word of `rules.terms` or an SI number, and can do three more things with such a value:
`show` it as what would be typed or ticked, `say` it in words, and `fit` itself to a person (units, sport) beforehand.
"""

from dataclasses import replace

from django import forms

from coaching.rules import say
from coaching.rules.terms import Answers, Sport, Units

from . import reading

NOT_ANSWERED = "Not answered"
RIDE_WORDS = {"run": "ride", "runs": "rides", "running": "cycling", "Runs": "Rides"}
UNIT_WORDS = {
    Units.METRIC: {"km": "km", "kg": "kg", "cm": "cm", "per_km": "per km"},
    Units.IMPERIAL: {"km": "miles", "kg": "pounds", "cm": "feet and inches", "per_km": "per mile"},
}


def words_for(answers: Answers) -> dict[str, str]:
    """What the braces in labels and hints stand for: {run} is a ride for a cyclist, {km} miles for some."""
    riding = answers.sport == Sport.CYCLING
    return {run: ride if riding else run for run, ride in RIDE_WORDS.items()} | UNIT_WORDS[answers.units]


class TypedField(forms.Field):
    """One line of text. Subclasses read it; the bounds and their sentences are the same for all."""

    inputmode = ""
    suffix = ""
    width = "input-short"
    example = ""
    units = Units.METRIC

    def __init__(self, *, short: str, at_least: float = 0, at_most: float = float("inf"), suffix: str = "", **kwargs):
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.short, self.at_least, self.at_most = short, at_least, at_most
        self.suffix = suffix or self.suffix

    def widget_attrs(self, widget):
        attrs = {"class": self.width, "autocomplete": "off", "spellcheck": "false", "maxlength": reading.MAX_LENGTH}
        return attrs | ({"inputmode": self.inputmode} if self.inputmode else {})

    def fit(self, answers: Answers) -> None:
        words = words_for(answers)
        self.units = answers.units
        self.label, self.short, self.suffix, self.help_text = (
            text.format_map(words) for text in (self.label, self.short, self.suffix, self.help_text)
        )

    def read(self, text: str):
        """The value, or None when the text cannot be read."""
        raise NotImplementedError

    def amount(self, value: float) -> str:
        """A bound in words."""
        return f"{value:g}"

    def to_python(self, value):
        text = str(value or "").strip()
        if not text:
            return None
        amount = self.read(text) if len(text) <= reading.MAX_LENGTH else None
        if amount is None:
            raise forms.ValidationError(f"Write {self.example_for(self.units)}.", code="unreadable")
        if amount < self.at_least:
            raise forms.ValidationError(f"It must be {self.amount(self.at_least)} or more.", code="too_small")
        if amount > self.at_most:
            raise forms.ValidationError(f"It can be {self.amount(self.at_most)} at most.", code="too_large")
        return amount

    def example_for(self, units: Units) -> str:
        return self.example

    def show(self, value) -> str:
        return "" if value is None else f"{value:g}"

    def say(self, value) -> str:
        return NOT_ANSWERED if value is None else f"{self.show(value)} {self.suffix}".strip()


class DistanceField(TypedField):
    """Kilometres."""

    inputmode = "decimal"
    suffix = "{km}"

    def example_for(self, units):
        return "a distance such as 10 or 10.5 km" if units == Units.METRIC else "a distance such as 6 or 6.2 miles"

    def read(self, text):
        return reading.distance(text, self.units)

    def amount(self, value):
        return say.distance(value, self.units)

    def show(self, value):
        return "" if value is None else reading.show_distance(value, self.units)

    def say(self, value):
        if value is None:
            return NOT_ANSWERED
        named = self.show(value).replace(" ", "").isalpha()
        return say.race(value, self.units) if named else say.distance(value, self.units)


class WeightField(TypedField):
    """Kilograms."""

    inputmode = "decimal"
    suffix = "{kg}"

    def fit(self, answers):
        super().fit(replace(answers, units=answers.weights or answers.units))

    def example_for(self, units):
        return "a weight such as 70 kg" if units == Units.METRIC else "a weight such as 154 pounds, or 11 st 4"

    def read(self, text):
        return reading.weight(text, self.units)

    def amount(self, value):
        return f"{value:g} kg" if self.units == Units.METRIC else f"{value / say.KG_PER_POUND:.0f} pounds"

    def show(self, value):
        return "" if value is None else reading.show_weight(value, self.units)

    def say(self, value):
        return NOT_ANSWERED if value is None else self.amount(round(value, 1))


class HeightField(TypedField):
    """Centimetres."""

    def example_for(self, units):
        return "a height such as 175 cm or 1.75 m" if units == Units.METRIC else "a height such as 5 ft 9 or 69 in"

    def read(self, text):
        return reading.height(text, self.units)

    def amount(self, value):
        if self.units == Units.METRIC:
            return f"{value:g} cm"
        feet, inches = divmod(round(value / say.CM_PER_INCH), 12)
        return f"{feet} ft {inches} in"

    def show(self, value):
        return "" if value is None else reading.show_height(value, self.units)

    def say(self, value):
        return NOT_ANSWERED if value is None else self.amount(value)


class CountField(TypedField):
    """A whole number."""

    inputmode = "numeric"
    example = "a whole number such as 4"

    def read(self, text):
        value = reading.number(reading.tidy(text))
        return int(value) if value is not None and value.is_integer() else None

    def show(self, value):
        return "" if value is None else str(value)


class NumberField(TypedField):
    """A number, to two decimals."""

    inputmode = "decimal"
    example = "a number such as 3 or 1.5"

    def read(self, text):
        value = reading.number(reading.tidy(text))
        return None if value is None else round(value, 2)

    def say(self, value):
        words = super().say(value)
        return words.removesuffix("s") if value == 1 else words
