"""Templates of a coach: a workout, weeks of workouts block by block, and to whom one is given."""

from datetime import timedelta

from django import forms
from django.forms.utils import ErrorDict

from coaching.forms.library.plain import PlainField
from coaching.forms.token import FormToken
from coaching.forms.workouts import Lines
from coaching.models import PlanTemplate, PlanTemplateWorkout, WorkoutTemplate
from coaching.models.desk.templates import MOST_WEEKS
from coaching.rules.say import KM_PER_MILE
from coaching.rules.terms import Sport, Units
from coaching.rules.terms.words import WEEKDAYS
from coaching.services.desk.templates.giving import MOST
from coaching.services.desk.templates.keeping import MOST_WORKOUTS

from .amounts import PlannedDistance

NEW_BLOCKS = 3
FARTHEST_DAYS = 366
DAYS = list(enumerate(WEEKDAYS))
WORDS = "Empty: in the words of the plan."


def plain(label, **options):
    return PlainField(label=label, short=label, **options)


class WorkoutTemplateForm(forms.ModelForm):
    title = plain("Title", max_length=100, empty="Give it a title.")
    distance_km = PlannedDistance(help_text="As it is written; for each athlete it is bounded by the rules.")
    purpose = plain("Purpose", max_length=200, help_text=WORDS)
    effort = plain("Effort", max_length=200, help_text=WORDS)
    steps = Lines(
        label="Steps", required=False, help_text="One on each line. Empty: the steps that the rules give this kind."
    )

    class Meta:
        model = WorkoutTemplate
        fields = ["title", "sport", "kind", "distance_km", "minutes", "steps", "effort", "purpose", "shared"]
        labels = {"shared": "Other coaches may use it"}
        help_texts = {
            "minutes": "In place of a distance; rides, strength and massage always.",
        }

    def __init__(self, *args, units=Units.METRIC, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        self.fields["distance_km"].fit_to(units, self.initial.get("distance_km"))
        self.fields["kind"].choices = [pair for pair in self.fields["kind"].choices if pair[0]]
        self.fields["sport"].choices = [pair for pair in self.fields["sport"].choices if pair[0]]


class PlanHeadForm(forms.ModelForm):
    title = plain("Title", max_length=100, empty="Give it a title.")
    note = plain(
        "Note",
        max_length=2000,
        lines=True,
        help_text="For coaches: whom it suits. Name no athlete.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = PlanTemplate
        fields = ["title", "sport", "week_amount", "note", "shared"]
        labels = {"shared": "Other coaches may use it", "week_amount": "Written for a week of"}
        help_texts = {
            "week_amount": "{} that somebody runs a week, or minutes that somebody rides, for whom this is written. For "
            "each athlete the amounts are scaled from it.",
        }

    def __init__(self, *args, units=Units.METRIC, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        self.in_miles = units == Units.IMPERIAL
        amount = self.fields["week_amount"]
        amount.help_text = amount.help_text.format("Miles" if self.in_miles else "Km")
        if self._is_in_miles(self.instance.sport) and self.instance.week_amount:
            self.initial["week_amount"] = round(self.instance.week_amount / KM_PER_MILE)
        self.fields["sport"].choices = [pair for pair in self.fields["sport"].choices if pair[0]]

    def clean(self):
        """Miles become km; left as they are shown, the km stay as they are stored."""
        words = super().clean()
        if "week_amount" in words and self._is_in_miles(words.get("sport")):
            is_new = {"week_amount", "sport"} & set(self.changed_data)
            words["week_amount"] = round(words["week_amount"] * KM_PER_MILE) if is_new else self.instance.week_amount
        return words

    def _is_in_miles(self, sport):
        return self.in_miles and sport == Sport.RUNNING


class Block(forms.ModelForm):
    """One workout of a plan; a new one in which nothing was typed is left out."""

    week = forms.IntegerField(label="Week", min_value=1, max_value=MOST_WEEKS)
    day = forms.TypedChoiceField(label="Day", choices=DAYS, coerce=int)
    title = plain("Title", max_length=100, empty="Give this workout a title, or remove it.")
    distance_km = PlannedDistance()
    steps = Lines(label="Steps", required=False, help_text="One on each line. Empty: those of the rules.")
    remove = forms.BooleanField(label="Remove this workout", required=False)

    class Meta:
        model = PlanTemplateWorkout
        fields = ["week", "day", "kind", "title", "distance_km", "minutes", "steps"]
        labels = {"minutes": "Minutes"}

    def __init__(self, *args, units=Units.METRIC, stored=(), **kwargs):
        """`stored`: the distances of the weeks as they are kept; a row has no key to find its own by."""
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        self.fields["distance_km"].fit_to(units, *stored)
        self.fields["kind"].choices = [pair for pair in self.fields["kind"].choices if pair[0]]
        self.fields["steps"].widget = forms.Textarea(attrs={"rows": 2})

    @property
    def is_removed(self):
        return self["remove"].value() is True

    @property
    def is_left_out(self):
        return self.is_removed or (self.empty_permitted and not self.has_changed())

    @property
    def legend(self):
        title, week, day = (self[name].value() for name in ("title", "week", "day"))
        named = WEEKDAYS[int(day)] if str(day) in {"0", "1", "2", "3", "4", "5", "6"} else ""
        return f"Week {week}, {named}: {title}" if title else f"A new workout, week {week}"


class PlanTemplateForm:
    """The head and the blocks, sent together; `more` shows one block more and stores nothing."""

    def __init__(self, data, *, instance, workouts=(), units=Units.METRIC):
        self.as_kept = {"units": units, "stored": [row.distance_km for row in workouts]}
        self.is_bound, self.more = data is not None, data is not None and "more" in data
        self.head = PlanHeadForm(data, instance=instance, units=units)
        if self.is_bound:
            self.blocks = [self._sent(data, number) for number in range(_count(data))]
        else:
            self.blocks = [
                Block(instance=row, prefix=f"w{number}", **self.as_kept) for number, row in enumerate(workouts)
            ]
        if not self.is_bound and not self.blocks:
            self.blocks = [self._new(number) for number in range(NEW_BLOCKS)]
        if self.more:
            for form in (self.head, *self.blocks):
                form._errors = ErrorDict()  # nothing is judged before it is saved
            if len(self.blocks) < MOST_WORKOUTS:
                self.blocks.append(self._new(len(self.blocks)))

    @property
    def count(self):
        return len(self.blocks)

    @property
    def is_full(self):
        return self.count >= MOST_WORKOUTS

    def is_valid(self):
        parts = [self.head, *(block for block in self.blocks if not block.is_left_out)]
        return self.is_bound and not self.more and not [part for part in parts if not part.is_valid()]

    def workouts(self):
        """What was typed, by the fields of PlanTemplateWorkout, in order."""
        kept = [block.cleaned_data for block in self.blocks if not block.is_left_out]
        rows = [{name: words[name] for name in Block.Meta.fields} for words in kept]
        return sorted(rows, key=lambda row: (row["week"], row["day"]))

    def errors(self):
        """All that is wrong, for the head of the page."""
        if not self.is_bound or self.more:
            return []
        found = [str(error) for errors in self.head.errors.values() for error in errors]
        wrong = (block for block in self.blocks if not block.is_left_out)
        return found + [f"{b.legend}: {error}" for b in wrong for errors in b.errors.values() for error in errors]

    def _sent(self, data, number):
        return Block(data, prefix=f"w{number}", empty_permitted=True, initial=_blank(), **self.as_kept)

    def _new(self, number):
        last = self.blocks[-1]["week"].value() if getattr(self, "blocks", None) else 1
        initial = _blank() | {"week": last or 1}
        return Block(prefix=f"w{number}", empty_permitted=True, initial=initial, **self.as_kept)


def _blank():
    return {"week": 1, "day": 0, "kind": "easy", "steps": []}


def _count(data):
    typed = data.get("blocks", "")
    return min(int(typed), MOST_WORKOUTS) if typed.isdecimal() and len(typed) < 5 else 0


class GiveForm(forms.Form):
    """Which template, from when, to whom; `choices` are those the coach may give it to."""

    template = forms.ChoiceField(label="Template", error_messages={"required": "Choose a template."})
    starts_on = forms.DateField(
        label="First day",
        help_text="The day of a workout; for weeks, a day of the first one.",
        error_messages={"required": "Choose the first day.", "invalid": "Choose a day, such as 2027-03-14."},
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    athlete = forms.TypedMultipleChoiceField(
        label="Athletes",
        coerce=int,
        error_messages={"required": "Choose at least one athlete.", "invalid_choice": "Choose athletes from the list."},
        widget=forms.CheckboxSelectMultiple,
    )
    form = FormToken()

    def __init__(self, *args, templates, athletes, today, **kwargs):
        super().__init__(*args, use_required_attribute=False, label_suffix="", **kwargs)
        self.today = today
        self.fields["template"].choices = [("", "Choose"), *templates]
        self.fields["athlete"].choices = athletes
        self.fields["starts_on"].widget.attrs["min"] = today.isoformat()

    def clean_athlete(self):
        chosen = self.cleaned_data["athlete"]
        if len(chosen) > MOST:
            raise forms.ValidationError(f"Give to {MOST} athletes at most at once.")
        return chosen

    def clean(self):
        words = super().clean()
        on = words.get("starts_on")
        if on is None:
            return words
        weeks = words.get("template", "").startswith("plan")
        first = self.today - timedelta(days=self.today.weekday()) if weeks else self.today
        if on < first:
            self.add_error("starts_on", "That day is over. Choose today or a later day.")
        elif on > self.today + timedelta(days=FARTHEST_DAYS):
            self.add_error("starts_on", "Choose a day within a year.")
        return words
