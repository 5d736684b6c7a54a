"""To which day a workout goes."""

from collections.abc import Iterable
from datetime import date

from crispy_forms.helper import FormHelper
from django import forms

from coaching.forms.layout import fields_only
from coaching.rules import say
from coaching.rules.terms import Units
from coaching.services.training.moving import Place

NO_SUCH_DAY = "Choose one of the days shown."


class MoveForm(forms.Form):
    """The days around a workout by week, each with what stands on it already."""

    short = "Day"
    to = forms.TypedChoiceField(
        label="To which day?",
        coerce=date.fromisoformat,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a day.", "invalid_choice": NO_SUCH_DAY},
    )

    def __init__(self, *args, places: Iterable[Place], here: date, units: Units, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        weeks: dict[str, list[tuple[str, str]]] = {}
        for place in places:
            label = f"{place.on:%A} {place.on.day} {place.on:%B}: {self.there(place, here, units)}"
            weeks.setdefault(f"Week {place.week}", []).append((place.on.isoformat(), label))
        self.fields["to"].choices = list(weeks.items())
        self.fields["to"].short = self.short
        self.initial = {"to": here.isoformat()} | self.initial

    @property
    def helper(self) -> FormHelper:
        return fields_only("to")

    @staticmethod
    def there(place: Place, here: date, units: Units) -> str:
        """What one finds on a day: "Strength", "free, not one of your days"."""
        found = [_in_short(workout, units) for workout in place.workouts] or ["free"]
        if place.on == here:
            return ", ".join(["where it is now", *(found if place.workouts else [])])
        return ", ".join(found if place.is_named else [*found, "not one of your days"])


def _in_short(workout, units):
    size = say.distance(workout.distance_km, units) if workout.distance_km else ""
    return f"{workout.title} ({size})" if size else workout.title
