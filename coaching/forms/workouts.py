"""A workout as a coach edits it."""

from django import forms

from coaching.models import Workout
from coaching.rules.terms import WorkoutKind


class WorkoutForm(forms.ModelForm):
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
        ]

    def clean_on(self):
        on, week = self.cleaned_data["on"], self.instance.week
        if not week.starts_on <= on <= week.ends_on:
            raise forms.ValidationError(
                f"That day is not in week {week.number}: choose one from {week.starts_on:%d %B} to {week.ends_on:%d %B}."
            )
        return on

    def clean(self):
        """The race stays where it is: its day is the athlete's."""
        race = self.instance.kind == WorkoutKind.RACE.value and self.instance.pk
        if race and {"on", "kind"} & set(self.changed_data):
            raise forms.ValidationError("The race keeps its day and its kind. A new date needs a new plan.")
        return super().clean()
