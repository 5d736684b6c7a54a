"""The log: what became of a workout, and what was done without one."""

from datetime import date

from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div
from django import forms

from coaching.forms.choices import OneOf
from coaching.forms.fields import DistanceField, TypedField
from coaching.forms.layout import fields_only
from coaching.forms.library.plain import PlainField
from coaching.forms.time_fields import DayField
from coaching.forms.token import FormToken
from coaching.models.plans import MOST_MINUTES
from coaching.rules import say
from coaching.rules.terms import Answers, Feeling, Outcome, Sport, Units
from coaching.services.training.activities import Entry

from . import quick

MOST_KM, MOST_DAYS_BACK = 400, 400
OUTCOMES = {
    Outcome.DONE: "Done",
    Outcome.PARTLY: "Partly done",
    Outcome.MISSED: "Missed",
    Outcome.RESTED: "Rested on purpose",
}
TRAINED = (Outcome.DONE, Outcome.PARTLY)
FEELINGS = {
    Feeling.FRESH: "Fresh",
    Feeling.GOOD: "Good",
    Feeling.HEAVY: "Heavy legs",
    Feeling.SORE: "Sore",
    Feeling.BAD: "Bad",
}
EFFORTS = {count: str(count) for count in range(11)} | {0: "0 rest", 10: "10 all I had"}
SPORTS = {Sport.RUNNING: "A run", Sport.CYCLING: "A ride"}
TILES = ("outcome", "sport", "effort", "feeling")
LEFT_OPEN = "Leave it open"
NOTHING_DONE = "You chose “{outcome}”, so there is nothing to measure. Empty it, or choose “Partly done”."
DIFFERS = "The one line says {quick}, this says {own}. Empty one of the two, or make them the same."


class QuickField(TypedField):
    """One line for all of it; read in `clean`, once the sport is known."""

    width = "input-medium"

    def __init__(self, **kwargs):
        super().__init__(short="In one line", required=False, **kwargs)

    def fit(self, answers):
        super().fit(answers)
        self.sport = answers.sport
        self.help_text = f"Such as {quick.EXAMPLES[answers.units]}. It fills in distance and time for you."

    def example_for(self, units):
        return f"distance and time, such as {quick.EXAMPLES[units]}"

    def to_python(self, value):
        text = str(value or "").strip()
        if not text:
            return None
        found = quick.read(text, self.units, self.sport) if len(text) <= quick.reading.MAX_LENGTH else None
        if found is None:
            raise forms.ValidationError(f"Write {self.example_for(self.units)}.", code="unreadable")
        return found


class HowLongField(TypedField):
    """How long it took: all readings in seconds, for only the distance tells "42:10" from "1:45"."""

    suffix = "minutes"
    example = "minutes such as 45, or 42:10, or 1h10"

    def to_python(self, value):
        text = str(value or "").strip()
        if not text:
            return None
        seconds = quick.times(text) if len(text) <= quick.reading.MAX_LENGTH else ()
        if not any(seconds):
            raise forms.ValidationError(f"Write {self.example}.", code="unreadable")
        return seconds

    def show(self, value):
        return quick.show_minutes(value)


class ActivityForm(forms.Form):
    """What was said of one workout. A value that was filled in beforehand and left so gives way to the quick line."""

    outcome = OneOf(
        OUTCOMES, short="Outcome", unknown="", empty="Choose what became of it.", label="What became of it?"
    )
    quick = QuickField(label="In one line (optional)")
    distance_km = DistanceField(short="Distance", at_most=MOST_KM, label="Distance", suffix="{km}")
    minutes = HowLongField(short="Time", label="Time")
    effort = OneOf(EFFORTS, short="Effort", unknown=LEFT_OPEN, label="How hard was it, from 0 to 10?")
    feeling = OneOf(FEELINGS, short="Feeling", unknown=LEFT_OPEN, label="How did it feel?")
    note = PlainField(
        label="Note (optional)",
        short="Note",
        lines=True,
        max_length=2000,
        help_text="You and your coaches can read it.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    form = FormToken()
    blocks = ["outcome", "quick", ("distance_km", "minutes"), "effort", "feeling", "note", "form"]

    def __init__(self, *args, sport: Sport, units: Units, today: date, entry: Entry | None = None, **kwargs):
        self.sport, self.units, self.today = sport, units, today
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        answers = Answers(answered_on=today, sport=sport, units=units)
        for field in self.fields.values():
            if hasattr(field, "fit"):
                field.fit(answers)
        self.initial = (self.shown(entry) if entry else {}) | self.initial

    def shown(self, entry: Entry) -> dict:
        """An entry as it would be typed and ticked."""
        names = ("outcome", "distance_km", "minutes", "effort", "feeling")
        return {name: self.fields[name].show(getattr(entry, name)) for name in names} | {"note": entry.note}

    @property
    def helper(self) -> FormHelper:
        return fields_only(*map(self.block, self.blocks))

    def block(self, name):
        if isinstance(name, tuple):
            return Div(*map(self.block, name), css_class="row")
        if name in TILES:
            return Div(name, css_class="tiles")
        suffix = getattr(self.fields[name], "suffix", "")
        return AppendedText(name, suffix) if suffix else name

    def clean(self):
        cleaned = super().clean()
        if "minutes" in cleaned:
            cleaned["minutes"] = self._minutes(cleaned["minutes"], cleaned.get("distance_km"))
        if cleaned.get("quick"):
            self._take_over(cleaned["quick"])
        if cleaned.get("outcome") and cleaned["outcome"] not in TRAINED:
            self._nothing_done()
        return self.cleaned_data

    @property
    def entry(self) -> Entry:
        """What was said. Amounts of what was not done were filled in beforehand, and fall away."""
        cleaned = self.cleaned_data
        trained = cleaned["outcome"] in TRAINED
        amounts = {name: cleaned[name] if trained else None for name in ("distance_km", "minutes", "effort")}
        return Entry(cleaned["outcome"], feeling=cleaned["feeling"], note=cleaned["note"], **amounts)

    def _minutes(self, seconds, km):
        minutes = quick.nearest(seconds, km, self._sport()) if seconds else None
        if minutes is not None and minutes > MOST_MINUTES:
            self.add_error("minutes", f"It can be {say.minutes(MOST_MINUTES)} at most.")
        return minutes

    def _sport(self):
        return self.cleaned_data.get("sport") or self.sport

    def _take_over(self, said):
        """Fill in what the quick line says, and say so where a field says something else."""
        if said.distance_km and said.distance_km > MOST_KM:
            return self.add_error("quick", f"The distance can be {say.distance(MOST_KM, self.units)} at most.")
        if said.minutes and said.minutes > MOST_MINUTES:
            return self.add_error("quick", f"The time can be {say.minutes(MOST_MINUTES)} at most.")
        if said.effort is not None and said.effort > 10:
            return self.add_error("quick", "The effort goes from 0 to 10.")
        for name, tolerance in (("distance_km", 0.05), ("minutes", 0.5), ("effort", 0)):
            self._take(name, getattr(said, name), tolerance)
        return None

    def _take(self, name, value, tolerance):
        own = self.cleaned_data.get(name)
        typed = own is not None and self._typed(name)
        if value is None or name in self.errors:
            return
        if typed and abs(own - value) > tolerance:
            self.add_error(name, DIFFERS.format(quick=self._amount(name, value), own=self._amount(name, own)))
        elif not typed:
            self.cleaned_data[name] = value

    def _amount(self, name, value):
        if name == "effort":
            return f"effort {value}"
        return say.distance(value, self.units) if name == "distance_km" else say.minutes(value)

    def _nothing_done(self):
        outcome = OUTCOMES[self.cleaned_data["outcome"]]
        for name in ("quick", "distance_km", "minutes", "effort"):
            if self.cleaned_data.get(name) is not None and self._typed(name):
                self.add_error(name, NOTHING_DONE.format(outcome=outcome))

    def _typed(self, name):
        """Whether a field was touched, rather than left as it was filled in beforehand."""
        return self.data.get(name, "").strip() != self.initial.get(name, "")


class FreeActivityForm(ActivityForm):
    """An activity on a day of its own: no workout stands behind it, or one that no longer counts."""

    sport = OneOf(SPORTS, short="What", unknown="", empty="Choose a run or a ride.", label="What was it?")
    on = DayField(days=(-MOST_DAYS_BACK, 0), short="Day", label="Day")
    blocks = ["on", "sport", *ActivityForm.blocks]

    def __init__(self, *args, on: date | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {
            "on": (on or self.today).isoformat(),
            "sport": self.sport.value,
            "outcome": "done",
        } | self.initial

    def clean_on(self):
        on = self.cleaned_data["on"]
        if on is None:
            raise forms.ValidationError("Write the day.")
        if on > self.today:
            raise forms.ValidationError("That day is still to come. Log it when it is done.")
        if (self.today - on).days > MOST_DAYS_BACK:
            raise forms.ValidationError(f"That is too long ago: the log goes back {MOST_DAYS_BACK} days.")
        return on
