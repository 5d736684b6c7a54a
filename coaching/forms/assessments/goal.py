"""What one has raced, and what one wants to: recent results and the goal."""

from dataclasses import replace
from datetime import timedelta

from coaching.forms.choices import OneOf
from coaching.forms.fields import NOT_ANSWERED, DistanceField
from coaching.forms.reading import HALF_MARATHON_KM, MARATHON_KM
from coaching.forms.time_fields import DayField, TimeField
from coaching.rules import say
from coaching.rules.terms import Answers, Goal, Result, Sport

from . import pacing
from .base import StepForm

OTHER = "other"
# Running: a 100-mile race (161 km) and the 246 km of the Spartathlon fit. Cycling: long day and night rides.
MOST_KM = {Sport.RUNNING: 250, Sport.CYCLING: 400}
COMMON = {
    Sport.RUNNING: {5.0: "5 km", 10.0: "10 km", HALF_MARATHON_KM: "Half marathon", MARATHON_KM: "Marathon"},
    Sport.CYCLING: {50.0: "50 km", 100.0: "100 km", 160.9344: "100 miles (161 km)"},
}
MOST_DAYS_AHEAD = 2 * 365 + 1

TIME_MISSING = "Add the time it took, or clear the distance."
DISTANCE_MISSING = "Add the distance, or clear the time."
SAME_DISTANCE = "Both results are of the same distance. Give the better one only, or two different distances."
WHICH_DISTANCE = "Say how far it is, or choose another answer above."
TWO_DISTANCES = "You chose a distance above as well. Clear this, or choose “Another distance”."
TARGET_ALONE = "Choose the distance this time is for, or clear it."
NOT_AHEAD = "The race must be after today. Leave it blank if there is no date."
TOO_FAR_AHEAD = "That is more than two years ahead. Leave it blank for now, and come back later."


class RaceForm(StepForm):
    """A distance and the time for it are read together."""

    def choose_fields(self):
        for field in self.fields.values():
            if isinstance(field, DistanceField):
                field.at_most = MOST_KM[self.answers.sport]

    def check_time(self, name: str, km: float | None) -> None:
        """Replace the readings of a typed time by the one that fits the distance."""
        readings = self.cleaned_data.get(name)
        if not readings or km is None:
            return
        seconds, complaint = pacing.fitting(readings, km, self.answers.sport)
        if complaint:
            self.add_error(name, complaint)
        else:
            self.cleaned_data[name] = float(seconds)


class ResultsForm(RaceForm):
    slug = "results"
    title = "A recent result"
    lead = (
        "A race, or a hard solo effort, of the last three months shows what you can do today."
        " Two results of different length tell more than one. Leave all of it blank if you have none."
    )
    groups = (
        ("One result (optional)", ("distance_1", "time_1")),
        ("A second one, over another distance (optional)", ("distance_2", "time_2")),
    )

    distance_1 = DistanceField(
        label="Distance, in {km}", short="Result: distance", help_text="Such as 10, or half marathon.", at_least=1
    )
    time_1 = TimeField(label="Time", short="Result: time", help_text="Such as 45:30, 1:45:30 or 3h45.")
    distance_2 = DistanceField(
        label="Distance of the second, in {km}",
        short="Second result: distance",
        help_text="Such as 10, or half marathon.",
        at_least=1,
    )
    time_2 = TimeField(
        label="Time of the second", short="Second result: time", help_text="Such as 45:30, 1:45:30 or 3h45."
    )

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        """What follows from a result is known for running only."""
        return answers.sport == Sport.RUNNING

    @classmethod
    def values(cls, answers: Answers) -> dict:
        values = dict.fromkeys(cls.base_fields)
        for place, result in enumerate(answers.training.results[:2], start=1):
            values |= {f"distance_{place}": result.distance_km, f"time_{place}": result.time_s}
        return values

    @classmethod
    def rows(cls, answers: Answers, answered: bool = True) -> list[tuple[str, str]]:
        """One row for each result, as it would be told."""
        told = [
            f"{say.race(result.distance_km, answers.units)} in {say.clock(result.time_s)}"
            for result in answers.training.results
        ]
        return [("Recent result", words) for words in told or ["None" if answered else NOT_ANSWERED]]

    def clean(self):
        for place in (1, 2):
            self.check_pair(f"distance_{place}", f"time_{place}")
        one, two = self.given("distance_1", "distance_2")
        if one and two and abs(one - two) <= 0.005 * one:
            self.add_error("distance_2", SAME_DISTANCE)
        return self.cleaned_data

    def check_pair(self, distance: str, time: str) -> None:
        km, readings = self.given(distance, time)
        if km is not None and readings is None and time not in self.errors:
            self.add_error(time, TIME_MISSING)
        if readings is not None and km is None and distance not in self.errors:
            self.add_error(distance, DISTANCE_MISSING)
        self.check_time(time, km)

    def written(self, values):
        pairs = [(values[f"distance_{place}"], values[f"time_{place}"]) for place in (1, 2)]
        results = tuple(Result(km, seconds) for km, seconds in pairs if km is not None)
        return replace(self.answers, training=replace(self.answers.training, results=results))


class GoalForm(RaceForm):
    slug = "goal"
    title = "Your goal"
    lead = (
        "If you are training for a race, we compare it with what you do now, and plan towards its date. All optional."
    )

    choice = OneOf({}, label="Which distance?", short="Distance", unknown="No particular distance")
    other_km = DistanceField(
        label="If another distance: how far, in {km}?", short="Distance", help_text="Such as 15 or 50.", at_least=1
    )
    race_on = DayField(label="When is the race? (optional)", short="Date of the race", days=(1, MOST_DAYS_AHEAD))
    target_s = TimeField(
        label="Which time would you like to reach? (optional)",
        short="Target time",
        help_text="Such as 45:30, 1:45:30 or 3h45.",
    )

    def choose_fields(self):
        super().choose_fields()
        self.fields["choice"].tabulate(
            {**COMMON[self.answers.sport], OTHER: "Another distance"}, (("unknown", "No particular distance"),)
        )

    @classmethod
    def values(cls, answers: Answers) -> dict:
        goal = answers.goal
        common = goal.distance_km in COMMON[answers.sport]
        return {
            "choice": goal.distance_km if common or goal.distance_km is None else OTHER,
            "other_km": None if common else goal.distance_km,
            "race_on": goal.race_on,
            "target_s": goal.target_s,
        }

    @classmethod
    def rows(cls, answers: Answers, answered: bool = True) -> list[tuple[str, str]]:
        """Whether it was chosen or typed, the distance is one row."""
        rows = super().rows(answers, answered)
        typed = answers.goal.distance_km is not None and cls.values(answers)["choice"] == OTHER
        return rows[1:] if typed else [rows[0], *rows[2:]]

    def clean(self):
        choice, other = self.given("choice", "other_km")
        self.check_distance(choice, other)
        self.check_day()
        km = other if choice in (None, OTHER) else choice
        unclear = {"choice", "other_km"} & self.errors.keys()
        if km is None and not unclear and self.cleaned_data.get("target_s"):
            self.add_error("target_s", TARGET_ALONE)
        self.check_time("target_s", km)
        return self.cleaned_data

    def check_distance(self, choice, other: float | None) -> None:
        if "other_km" in self.errors:
            return
        if choice == OTHER and other is None:
            self.add_error("other_km", WHICH_DISTANCE)
        if other is not None and choice not in (None, OTHER):
            self.add_error("other_km", TWO_DISTANCES)

    def check_day(self) -> None:
        (on,), today = self.given("race_on"), self.answers.answered_on
        if on is None:
            return
        if on <= today:
            self.add_error("race_on", NOT_AHEAD)
        elif on > today + timedelta(days=MOST_DAYS_AHEAD):
            self.add_error("race_on", TOO_FAR_AHEAD)

    def written(self, values):
        choice = values["choice"]
        km = values["other_km"] if choice in (None, OTHER) else choice
        return replace(self.answers, goal=Goal(distance_km=km, race_on=values["race_on"], target_s=values["target_s"]))
