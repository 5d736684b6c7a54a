"""The training of the last four weeks, and the days there are for it."""

from datetime import timedelta

from coaching.forms.choices import SomeOf
from coaching.forms.fields import CountField, DistanceField
from coaching.forms.time_fields import DayField, HoursField, PaceField
from coaching.rules.terms import Answers, Sport

from . import labels
from .base import StepForm

WINDOW_DAYS = 30
FOUR_WEEKS_DAYS = 28
WINDOW_IN_WEEKS = WINDOW_DAYS / 7
IF_UNKNOWN = "Leave it blank if you do not know."
BY_SPORT = {
    Sport.RUNNING: ("weekly_km", "pace_s_per_km", "longest_km", "comfortable_km"),
    Sport.CYCLING: ("weekly_minutes", "longest_minutes", "comfortable_minutes"),
}

MORE_THAN_ALL = "That is more than everything you did in four weeks. Check this and the amount per week."
NO_TRAINING = "You said no training in the last four weeks. Check this, or say how much you trained."
NO_SESSIONS = "You gave no sessions, so this should be 0. Check one of the two."
NO_AMOUNT = "You gave sessions, so this should be more than 0. Check one of the two."
DATE_ALONE = "Say how long the longest {run} was, or clear its date."
IN_FUTURE = "That day is still to come. Write a day of the last 30 days."
TOO_LONG_AGO = "That is more than 30 days ago. Write the longest {run} of the last 30 days, or leave both blank."


class TrainingForm(StepForm):
    slug = "training"
    title = "Your training of the last four weeks"
    lead = "A plan starts from what your legs are used to now. Say what you really did; rough numbers are fine."
    part = "training"

    sessions_per_week = CountField(
        label="How many {runs} a week?",
        short="{Runs} a week",
        help_text=f"On average; 0 if none. {IF_UNKNOWN}",
        at_most=21,
    )
    weekly_km = DistanceField(
        label="How far in a week, in {km}?",
        short="Distance a week",
        help_text=f"All {{runs}} of a week together, on average; 0 if none. {IF_UNKNOWN}",
        at_most=300,
    )
    weekly_minutes = HoursField(
        label="How long do you ride in a week, in hours and minutes?",
        short="Time a week",
        help_text=f"All rides of a week together, on average, such as 6:30; 0 if none. {IF_UNKNOWN}",
        at_most=40 * 60,
    )
    pace_s_per_km = PaceField(
        label="What is your usual pace, {per_km}?",
        short="Usual pace",
        help_text=f"Of an ordinary easy {{run}}, in minutes and seconds. {IF_UNKNOWN}",
        at_least=150,
        at_most=1200,
    )
    longest_km = DistanceField(
        label="How far was your longest {run} of the last 30 days, in {km}?",
        short="Longest {run} of the last 30 days",
        help_text="The next runs are measured against it. Leave it blank if there was none.",
        at_least=0.1,
        at_most=200,
    )
    longest_minutes = HoursField(
        label="How long was your longest ride of the last 30 days, in hours and minutes?",
        short="Longest ride of the last 30 days",
        help_text="Such as 3:15. Leave it blank if there was none.",
        at_least=1,
        at_most=24 * 60,
    )
    longest_on = DayField(
        label="On which day was that?",
        short="Day of the longest {run}",
        help_text=f"Roughly is fine. {IF_UNKNOWN}",
        days=(-WINDOW_DAYS, 0),
    )
    comfortable_km = DistanceField(
        label="If you did not run in the last 30 days: how far could you comfortably go now, in {km}?",
        short="Could comfortably go now",
        help_text="So far that you could still talk at the end. Leave it blank otherwise.",
        at_most=200,
    )
    comfortable_minutes = HoursField(
        label="If you did not ride in the last 30 days: how long could you comfortably ride now?",
        short="Could comfortably ride now",
        help_text="Hours and minutes, such as 1:30. Leave it blank otherwise.",
        at_most=24 * 60,
    )

    def choose_fields(self):
        others = {name for sport, names in BY_SPORT.items() if sport != self.answers.sport for name in names}
        for name in others:
            del self.fields[name]

    @classmethod
    def values(cls, answers: Answers) -> dict:
        return {name: getattr(answers.training, name) for name in cls.base_fields}

    def clean(self):
        riding = self.answers.sport == Sport.CYCLING
        self.amount, self.longest = ("weekly_minutes", "longest_minutes") if riding else ("weekly_km", "longest_km")
        self.check_sessions()
        self.check_day()
        self.check_longest()
        return self.cleaned_data

    def check_sessions(self) -> None:
        sessions, amount = self.given("sessions_per_week", self.amount)
        if sessions == 0 and amount:
            self.add_error(self.amount, NO_SESSIONS)
        if sessions and amount == 0:
            self.add_error(self.amount, NO_AMOUNT)

    def check_day(self) -> None:
        (on,) = self.given("longest_on")
        if on is None:
            return
        if on > self.answers.answered_on:
            self.add_error("longest_on", IN_FUTURE)
        elif self.answers.answered_on - on > timedelta(days=WINDOW_DAYS):
            self.add_error("longest_on", self.in_words(TOO_LONG_AGO))
        elif self.longest not in self.errors and self.cleaned_data[self.longest] is None:
            self.add_error(self.longest, self.in_words(DATE_ALONE))

    def check_longest(self) -> None:
        """The 30 days reach two days further back than the four weeks: a run of those two days contradicts nothing."""
        sessions, amount, longest, on = self.given("sessions_per_week", self.amount, self.longest, "longest_on")
        if longest is None or (on and self.answers.answered_on - on > timedelta(days=FOUR_WEEKS_DAYS)):
            return
        if amount == 0 or (sessions == 0 and amount is None):
            self.add_error(self.longest, NO_TRAINING)
        elif amount is not None and longest > amount * WINDOW_IN_WEEKS:
            self.add_error(self.longest, MORE_THAN_ALL)


class DaysForm(StepForm):
    slug = "days"
    title = "Your days"
    lead = "The plan uses only the days you name. Three or four are plenty."
    part = "availability"

    days = SomeOf(
        labels.DAYS, label="On which days can you train?", short="Days for training", empty="Choose at least one day."
    )
    max_minutes_per_week = HoursField(
        label="At most how many hours a week? (optional)",
        short="At most a week",
        help_text="Such as 5 or 4:30. Leave it blank if time is not what limits you.",
        at_least=30,
        at_most=40 * 60,
    )
