"""A workout as a coach edits it."""

from django import forms

from coaching.forms.desk.amounts import PlannedDistance, PlannedPace
from coaching.forms.library.plain import tidied
from coaching.models import Workout
from coaching.models.plans import MOST_MINUTES
from coaching.rules.terms import Units, WorkoutKind

AMOUNTS = ("distance_km", "pace_fast_s_per_km", "pace_slow_s_per_km")


class Lines(forms.Field):
    """A list of texts, typed one to a line."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 80})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in tidied(value or "", lines=True).splitlines() if line.strip()]


class WorkoutForm(forms.ModelForm):
    """Distances and paces are typed in `units`, those of the coach."""

    distance_km = PlannedDistance()
    pace_fast_s_per_km = PlannedPace(label="Faster pace")
    pace_slow_s_per_km = PlannedPace(label="Slower pace")
    steps = Lines(label="Steps", required=False, help_text="One step on each line.")

    class Meta:
        model = Workout
        fields = [
            "on",
            "kind",
            "title",
            "minutes",
            "distance_km",
            "pace_fast_s_per_km",
            "pace_slow_s_per_km",
            "effort",
            "purpose",
            "steps",
        ]

    def __init__(self, *args, units=Units.METRIC, **kwargs):
        super().__init__(*args, **kwargs)
        for name in AMOUNTS:
            self.fields[name].fit_to(units, self.initial.get(name))

    def clean_on(self):
        on, week = self.cleaned_data["on"], self.instance.week
        if not week.starts_on <= on <= week.ends_on:
            raise forms.ValidationError(
                f"That day is not in week {week.number}: choose one from {week.starts_on:%d %B} to {week.ends_on:%d %B}."
            )
        return on

    def clean(self):
        """The race stays where it is: its day is the athlete's. A new distance takes its time with it."""
        race = self.instance.kind == WorkoutKind.RACE.value and self.instance.pk
        if race and {"on", "kind"} & set(self.changed_data):
            raise forms.ValidationError("The race keeps its day and its kind. A new date needs a new plan.")
        if "distance_km" in self.changed_data and "minutes" not in self.changed_data:
            self._scale_minutes()
        return super().clean()

    def _scale_minutes(self):
        """At the pace it had: 8 km in 48 minutes become 10 km in 60."""
        before, now = self.initial.get("distance_km"), self.cleaned_data.get("distance_km")
        if before and now and now > 0:
            self.cleaned_data["minutes"] = round(min(self.initial["minutes"] * now / before, MOST_MINUTES))
