"""A week in one form: its focus, a block for each workout, and empty blocks for new ones."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms

from coaching.forms.workouts import WorkoutForm
from coaching.models import PlanWeek, Workout
from coaching.rules.terms import Sport, Units, WorkoutKind
from coaching.services.desk import weeks
from coaching.services.desk.week_marks import TYPED

from .amounts import OF_UNITS

EMPTY_BLOCKS = 2
FIRST = ("title", "on", "kind", "minutes", "distance_km")
LOST = re.compile(r"workout-\d{1,18}-title", re.ASCII)
TICKED = re.compile(r"workout-(\d{1,18})-remove", re.ASCII)
RACE = WorkoutKind.RACE.value


class HeadForm(forms.ModelForm):
    """What is said of the week as a whole."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label="Why you go beyond the limits",
        required=False,
        max_length=1000,
        help_text=f"At least {weeks.LEAST_REASON} characters. The athlete reads this on the plan.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    class Meta:
        model = PlanWeek
        fields = ["focus"]


class Block(WorkoutForm):
    """One workout of the week; a new one that nobody fills in is not there."""

    remove = forms.BooleanField(required=False, label="Remove this workout")

    def __init__(self, *args: Any, instance: Workout, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, use_required_attribute=False, label_suffix="", **kwargs)
        week, self.row, self.is_new = instance.week, instance, instance.pk is None
        days = {"type": "date", "min": week.starts_on.isoformat(), "max": week.ends_on.isoformat()}
        self.fields["on"].widget = forms.DateInput(format="%Y-%m-%d", attrs=days)
        self.fields["on"].label = "Day"
        self.fields["minutes"].help_text = ""
        if instance.kind != RACE:
            kinds = [pair for pair in self.fields["kind"].choices if pair[0] != RACE]
            self.fields["kind"].choices = kinds
        for name in weeks.IN_OWN_WORDS if self.is_new else ():
            self.fields[name].required, self.fields[name].help_text = False, "Empty: in the words of the plan."
        self.stays = "" if self.is_new else weeks.why_it_stays(instance)
        if self.is_new or self.stays:
            del self.fields["remove"]
        self.theirs: dict[str, str] = {}

    def clean(self) -> dict[str, Any] | None:
        """What is left empty of a new one is said as the plan says it of this kind."""
        kind, running = self.cleaned_data.get("kind"), self.instance.week.plan.sport == Sport.RUNNING
        for name, words in weeks.IN_OWN_WORDS.items() if kind and self.is_new else ():
            self.cleaned_data[name] = self.cleaned_data.get(name) or words(WorkoutKind(kind), running=running)
        return super().clean()

    @property
    def is_removed(self) -> bool:
        return "remove" in self.fields and self["remove"].value() is True

    @property
    def is_left_out(self) -> bool:
        """New, and nothing was typed."""
        return self.is_new and not self.has_changed()

    @property
    def is_sent(self) -> bool:
        return self.is_bound and not self.is_left_out

    def typed(self) -> weeks.Row:
        if self.is_removed:
            return weeks.Row(self.row.pk, removed=True)
        return weeks.Row(self.row.pk, {name: self.cleaned_data[name] for name in TYPED})

    def first_fields(self) -> list[tuple[forms.BoundField, str]]:
        """Each field that is changed often, beside what somebody else stored for it meanwhile."""
        return [(self[name], self.theirs.get(name, "")) for name in FIRST]

    def more_fields(self) -> list[tuple[forms.BoundField, str]]:
        return [(self[name], self.theirs.get(name, "")) for name in TYPED if name not in FIRST]

    @property
    def opens(self) -> bool:
        """Whether the fields that stand folded away want to be seen."""
        return self.is_new or any(name in self.theirs or name in self.errors for name in TYPED if name not in FIRST)


class WeekForm:
    """The head and the blocks, sent together. A workout that came to the week after the form was made stays as it is."""

    def __init__(
        self, data: Any, *, week: PlanWeek, rows: Iterable[Workout], seen: str, units: str = Units.METRIC
    ) -> None:
        self.is_bound, self.units = data is not None, Units(units)
        self.head = HeadForm(data, instance=PlanWeek(focus=week.focus), initial={"seen": seen}, label_suffix="")
        self.blocks = [self._block(data, row) for row in rows]
        self.empty = [
            Block(data, instance=Workout(week=week), prefix=f"new-{number}", empty_permitted=True, units=self.units)
            for number in range(1, EMPTY_BLOCKS + 1)
        ]

    def _block(self, data: Any, row: Workout) -> Block:
        prefix = f"workout-{row.pk}"
        sent = data if data is not None and f"{prefix}-on" in data else None
        return Block(sent, instance=row, prefix=prefix, units=self.units)

    def is_valid(self) -> bool:
        parts = [self.head, *self.sent_blocks()]
        wrong = [part for part in parts if not getattr(part, "is_removed", False) and not part.is_valid()]
        return self.is_bound and not wrong

    def sent_blocks(self) -> list[Block]:
        return [block for block in (*self.blocks, *self.empty) if block.is_sent]

    def rows(self) -> list[weeks.Row]:
        return [*(block.typed() for block in self.sent_blocks()), *self._removed_before()]

    def _removed_before(self) -> list[weeks.Row]:
        """Ticked to be removed, and no longer there: the same form, sent again."""
        here = {block.row.pk for block in self.blocks}
        ticked = [int(found[1]) for name in self.head.data if (found := TICKED.fullmatch(name))]
        return [weeks.Row(key, removed=True) for key in ticked if key not in here]

    def errors(self) -> list[str]:
        """All that is wrong, for the head of the page."""
        parts = [self.head, *(block for block in self.sent_blocks() if not block.is_removed)]
        return [str(error) for part in parts for errors in part.errors.values() for error in errors]

    def lost(self) -> list[str]:
        """What was typed for workouts that are no longer in the week, so that it can be typed again."""
        here = {f"workout-{block.row.pk}-title" for block in self.blocks}
        titles = [name for name in self.head.data if LOST.fullmatch(name) and name not in here]
        return [self._said(name.removesuffix("title")) for name in titles]

    def _said(self, prefix: str) -> str:
        words = [
            self.head.data.get(f"{prefix}{name}", "") for name in ("title", "on", "distance_km", "minutes", "steps")
        ]
        return ", ".join(
            f"{word} {unit}".strip()
            for word, unit in zip(words, ("", "", OF_UNITS[self.units], "min", ""), strict=True)
            if word
        )

    def see_anew(self, seen: str) -> None:
        """Let the next press be about the week as it stands now."""
        self.head.data = self.head.data.copy()
        self.head.data["seen"] = seen

    def beside(self, stored: Iterable[Workout], changed: frozenset[int]) -> None:
        """Put what is stored now beside each value of these workouts that was typed otherwise."""
        now = {row.pk: row for row in stored if row.pk in changed}
        for block in self.blocks:
            if block.row.pk in now:
                block.theirs = _theirs(block, now[block.row.pk])


def _theirs(block: Block, row: Workout) -> dict[str, str]:
    found = {}
    for name in TYPED:
        value = block.fields[name].prepare_value(getattr(row, name))
        typed = block[name].value()
        if str("" if value is None else value) != str("" if typed is None else typed):
            found[name] = _words(row, name, value)
    return found


def _words(row: Workout, name: str, value: Any) -> str:
    if name == "kind":
        return row.get_kind_display()
    return "nothing" if value in (None, "") else str(value)
