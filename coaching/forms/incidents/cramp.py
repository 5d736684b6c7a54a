"""One cramp on one screen: when, the signs that need a doctor, and whatever else is remembered."""

from datetime import datetime, tzinfo

from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Div, Fieldset
from django import forms

from coaching.forms.assessments.labels import MUSCLES, TIMINGS
from coaching.forms.assessments.safety import CHOOSE, NONE_OF_THESE
from coaching.forms.choices import NONE, OneOf, SomeOf
from coaching.forms.fields import DistanceField, words_for
from coaching.forms.layout import Folded, fields_only
from coaching.forms.library.plain import PlainField
from coaching.forms.time_fields import DayField, MinutesField, ShortTimeField
from coaching.forms.token import FormToken
from coaching.rules.terms import Answers, Muscle, Timing
from coaching.services.incidents.log import Told

from . import labels
from .moment import OLDEST, ClockField, moment_of

AROUND = ("on", "at", "moment", "day", "form", "seen")  # of the form, but not of what is told as it stands
NOT_TOLD = ("on", "at", "note", "form", "seen")
MINUTES_NEED_AN_END = "You gave minutes after a {run}, so choose above that it came after one, or leave this blank."
ONSET_NEEDS_A_RUN = "You gave where in a {run} it began, so choose above that it came during one, or leave this blank."
WHICH_DAY, WHAT_TIME = "Write the day.", "Write about what time it was."
MORE = '<p class="soft">Tell more if you like: your pattern is counted from it.</p>'
OVERTAKEN = (
    "This cramp was changed in another window meanwhile. Below is what you wrote here: save again to keep this version."
)


class InGroups(forms.CheckboxSelectMultiple):
    """Boxes under headings. The first one keeps the id by which a list of errors links to it."""

    def id_for_label(self, id_, index=None):
        return super().id_for_label(id_, "0" if index == "0_0" else index)


class SignsField(SomeOf):
    """Every sign the assessment asks for, in its sentences and its two groups; answered, if only with none of these."""

    widget = InGroups

    def fit(self, answers):
        super().fit(answers)
        groups = [(title, [(sign.value, self.words[sign.value]) for sign in table]) for title, table in labels.GROUPS]
        self.choices = [*groups, (NONE, self.words[NONE])]


class CrampForm(forms.Form):
    on = DayField(
        label="Which day?", short="Day", days=(-OLDEST, 0), required=True, error_messages={"required": WHICH_DAY}
    )
    at = ClockField(
        label="About what time?",
        short="Time",
        required=True,
        error_messages={"required": WHAT_TIME},
    )
    timing = OneOf(TIMINGS, label="When did it come?", short="When it came", unknown="", empty="Choose when it came.")
    minutes_after_exercise = MinutesField(
        label="How many minutes after your last {run}? (optional)",
        short="After the last {run}",
        help_text="From its end to the cramp, such as 35 or 2h30. Within six hours counts as after exercise.",
        at_most=7 * 24 * 60,
    )
    signs = SignsField(
        labels.SIGNS,
        label="Is any of these true of you, now or with this cramp?",
        short="Signs that need a doctor",
        help_text="An ordinary cramp, and the soreness after it, is none of these: then tick the last box.",
        otherwise=NONE_OF_THESE,
        empty=CHOOSE,
    )
    side = OneOf(labels.SIDES, label="Which side?", short="Side")
    muscles = SomeOf(MUSCLES, label="Which muscles?", short="Muscles")
    onset_km = DistanceField(label="How far into the {run}, in {km}?", short="How far in", at_most=400)
    onset_minutes = MinutesField(
        label="Or after how many minutes?", short="After how many minutes", at_most=2 * 24 * 60
    )
    severity = OneOf(
        labels.SEVERITIES, label="How strong was it, from 0 to 10?", short="How strong, 0 to 10", unknown="I cannot say"
    )
    duration_s = ShortTimeField(
        label="How long did it last, until it let go?",
        short="How long it lasted",
        help_text="With the unit, such as 30 s or 2 min.",
        at_least=1,
        at_most=3 * 3600,
    )
    twitching_only = OneOf(
        labels.TWITCHES, label="A real cramp, or only a twitch?", short="Cramp or twitch", unknown=""
    )
    helped = SomeOf(labels.HELPED, label="What stopped it?", short="What stopped it")
    different = SomeOf(
        labels.DIFFERENT,
        label="What was different that day?",
        short="What was different",
        help_text="Heat is asked because everyone expects it, and not counted: cramps come in the cool too.",
    )
    note = PlainField(
        label="Note",
        short="Note",
        lines=True,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="For yourself, or for a doctor. Your coaches can read it.",
    )
    form = FormToken()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, answers: Answers, now: datetime, zone: tzinfo, incident=None, initial=None, **kwargs):
        """`answers` carry the sport, the units and today; with an incident the form changes that one."""
        self.answers, self.now, self.zone, self.incident = answers, now, zone, incident
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        for field in self.fields.values():
            if hasattr(field, "fit"):
                field.fit(answers)
        written = self.written() if incident else {"muscles": [Muscle.CALF.value]}
        self.initial = {**written, **(initial or {})}

    def written(self) -> dict:
        """What stands in the row, as it would be typed."""
        local = self.incident.at.astimezone(self.zone)
        values = {name: getattr(self.incident, name) for name in self.fields if name not in NOT_TOLD}
        values |= {"on": local.date(), "at": local, "side": self.incident.side or None}
        shown = {name: self.fields[name].show(value) for name, value in values.items()}
        return shown | {"note": self.incident.note, "seen": self.incident.changed_at.isoformat()}

    @property
    def helper(self) -> FormHelper:
        return fields_only(
            Fieldset(
                "When", Div("on", "at", css_class="row two"), "timing", self.block("minutes_after_exercise", "if-after")
            ),
            Fieldset("Your safety", Div("signs", css_class="signs")),
            HTML(MORE),
            self.folded(
                "The cramp",
                "muscle, side, how strong, how long",
                Div("muscles", "side", "severity", "twitching_only", css_class="across"),
                Div(self.block("onset_km"), self.block("onset_minutes"), css_class="row two if-during"),
                "duration_s",
            ),
            self.folded(
                "What goes with it",
                "what stopped it, what was different, a note",
                Div("helped", "different", css_class="across"),
                "note",
            ),
            "form",
            "seen",
        )

    def folded(self, title, names, *fields):
        """Open where there is something to see: a row that is changed, an answer that was sent, a fault."""
        part = Folded(title, names, *fields, is_open=self.incident is not None)
        sent = {pointer.name for pointer in part.get_field_names()} & {*self.changed_data, *self.errors}
        part.is_open |= self.is_bound and bool(sent)
        return part

    def block(self, name, css_class=None):
        return AppendedText(name, self.fields[name].suffix, wrapper_class=css_class)

    def clean(self):
        self.check_moment()
        timing = self.cleaned_data.get("timing")
        if timing == Timing.DURING:
            self.refuse(MINUTES_NEED_AN_END, "minutes_after_exercise")
        elif timing:
            self.refuse(ONSET_NEEDS_A_RUN, "onset_km", "onset_minutes")
        return self.cleaned_data

    def refuse(self, sentence, *names):
        for name in names:
            if self.cleaned_data.get(name) is not None:
                self.add_error(name, sentence.format_map(words_for(self.answers)))

    def check_moment(self):
        """Put the moment, and the day that goes with it, in place of the two fields."""
        if self.cleaned_data.get("on") is None or self.cleaned_data.get("at") is None:
            return
        try:
            self.cleaned_data["moment"], self.cleaned_data["day"] = self.moment()
        except forms.ValidationError as refusal:
            self.add_error("at" if refusal.code == "skipped" else "on", refusal)

    def moment(self):
        """In UTC, and the person's own day; what is not touched stays, also when their time zone changed since."""
        on, clock = self.cleaned_data["on"], self.cleaned_data["at"]
        if self.incident and datetime.combine(on, clock) == self.clock_of(self.incident.at):
            return self.incident.at, self.incident.on
        at = moment_of(on, clock, zone=self.zone, now=self.now)
        return at, at.astimezone(self.zone).date()

    def clock_of(self, at):
        return at.astimezone(self.zone).replace(second=0, microsecond=0, tzinfo=None)

    def told(self) -> Told:
        """What the valid form says, in the words of the rules and in SI units."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in AROUND}
        given["twitching_only"] = bool(given["twitching_only"])
        return Told(at=self.cleaned_data["moment"], on=self.cleaned_data["day"], **given)

    @property
    def was_seen(self) -> datetime | None:
        """When the row was last changed, as far as this form knew."""
        try:
            return datetime.fromisoformat(self.cleaned_data["seen"])
        except ValueError:
            return None

    def rows(self) -> list[tuple[str, str]]:
        """Short question and answer in words, of what was told about the incident."""
        told = {name: getattr(self.incident, name) for name in self.fields if name not in NOT_TOLD}
        answered = {name for name, value in told.items() if value not in (None, "", []) and value is not False} | {
            "signs"
        }
        return [(self.fields[name].short, self.fields[name].say(told[name])) for name in told if name in answered]
