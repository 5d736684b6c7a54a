"""The cramp itself: when, where, how often, how long."""

from dataclasses import replace

from coaching.forms.choices import OneOf, SomeOf
from coaching.forms.fields import DistanceField
from coaching.forms.time_fields import HoursField, MinutesField, ShortTimeField
from coaching.rules.terms import CrampReport, Timing

from . import labels
from .base import StepForm

IF_UNKNOWN = "Leave it blank if you do not know."
OF_TIMING = {  # asked only of people whose cramps may come then
    Timing.DURING: ("onset_km", "onset_minutes"),
    Timing.IN_BED: ("disturbs_sleep", "tried_evening_routine"),
}
HOURS_NEED_A_TIMING = "You gave hours after training, so tick above when the cramp comes then, or leave this blank."


def unasked(timings: frozenset[Timing]) -> list[str]:
    """Questions that do not concern somebody who cramps only at these times; all do while the times are unknown."""
    return [name for timing, names in OF_TIMING.items() if timings and timing not in timings for name in names]


class WhereAndWhenForm(StepForm):
    slug = "where-and-when"
    title = "Where and when it cramps"
    lead = "Cramps during exercise and cramps at night differ, and different things help. This tells them apart."
    part = "cramp"

    timings = SomeOf(
        labels.TIMINGS,
        label="When does it cramp?",
        short="When it cramps",
        help_text="Tick all that happen to you.",
        otherwise="I do not know",
        empty="Choose when it cramps, or I do not know.",
    )
    minutes_after_exercise = HoursField(
        label="If it cramps after training or in bed: how many hours after your last hard training?",
        short="How long after hard training",
        help_text=f"From the end of the training to the cramp, such as 2, 5:30 or 45 min. {IF_UNKNOWN}",
        at_most=7 * 24 * 60,
    )
    muscles = SomeOf(
        labels.MUSCLES,
        label="Which muscles?",
        short="Which muscles",
        help_text="Tick all that cramp.",
        otherwise="I do not know",
    )

    def clean(self):
        timings, minutes = self.given("timings", "minutes_after_exercise")
        if minutes is not None and timings is not None and not timings - {Timing.DURING}:
            self.add_error("minutes_after_exercise", HOURS_NEED_A_TIMING)
        return self.cleaned_data

    def reopens(self):
        """Other times may bring questions that were not asked before."""
        before, now = unasked(self.answers.cramp.timings), unasked(self.cleaned_data["timings"])
        return ("how-it-goes",) if set(before) - set(now) else ()

    def written(self, values):
        blank = CrampReport()
        values |= {name: getattr(blank, name) for name in unasked(values["timings"])}
        return replace(self.answers, cramp=replace(self.answers.cramp, **values))


class HowItGoesForm(StepForm):
    slug = "how-it-goes"
    title = "How it goes"
    lead = "How often and how long it cramps shows how much there is to change, and whether somebody should look at it."
    part = "cramp"

    frequency = OneOf(labels.FREQUENCIES, label="How often does it cramp?", short="How often")
    twitching_only = OneOf(
        labels.TWITCHES, label="Is it a real cramp, or only a twitch?", short="Cramp or twitch", unknown=""
    )
    duration_s = ShortTimeField(
        label="How long does a cramp usually last, until it lets go?",
        short="How long it lasts",
        help_text=f"With the unit, such as 30 s or 2 min. {IF_UNKNOWN}",
        at_least=1,
        at_most=3 * 3600,
    )
    onset_km = DistanceField(
        label="How far into a {run} does it start, in {km}?",
        short="How far into a {run}",
        help_text=f"Where it usually begins. {IF_UNKNOWN}",
        at_most=400,
    )
    onset_minutes = MinutesField(
        label="Or after how many minutes?",
        short="After how many minutes",
        help_text="If you know the time better than the distance. Both is fine.",
        at_most=2 * 24 * 60,
    )
    disturbs_sleep = OneOf(
        labels.YES_NO, label="Do cramps wake you, or keep you from sleeping?", short="Disturbs your sleep"
    )
    tried_evening_routine = OneOf(
        labels.EVENING_ROUTINE,
        label="Have you stretched calves and backs of the thighs every evening for six weeks?",
        short="Six weeks of evening stretching",
        help_text="Our advice for cramps at night starts with it.",
    )
    out_of_the_blue = OneOf(
        labels.YES_NO,
        label="Does it come out of the blue?",
        short="Out of the blue",
        help_text="Without anything you could name, such as a long {run}, a fast one, or a hard week.",
    )
    self_care_failed = OneOf(
        labels.LETS_GO, label="Do stretching and rest stop it?", short="Stretching and rest stop it"
    )

    def choose_fields(self):
        for name in unasked(self.answers.cramp.timings):
            del self.fields[name]

    def written(self, values):
        return super().written({**values, "twitching_only": bool(values["twitching_only"])})
