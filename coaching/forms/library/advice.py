"""Advice and sources as a coach edits them."""

from django import forms
from django.utils.html import format_html
from django.utils.timezone import localdate

from coaching.forms.workouts import Lines
from coaching.models import Advice
from coaching.models.choices import KINDS, PATTERNS, SPORTS

WORDS = ("title", "claim", "how_to", "dose", "grade", "sources", "held_s")
CHANGED_MEANWHILE = (
    "{author} changed this advice while you were editing: version {number}. Nothing was overwritten. Your text stands "
    "below: copy what you need, open the advice again and put it in there."
)
REVIEW_IN_THE_FUTURE = "A review cannot have happened after today."
WORDS_CHANGED = "The words have changed since this review: have them reviewed again, and give the day."


def several(choices, label):
    return forms.MultipleChoiceField(
        choices=choices,
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="None ticked means: for all.",
    )


class AdviceForm(forms.ModelForm):
    how_to = Lines(label="How to do it", help_text="One step on each line.")
    patterns = several(PATTERNS, "Patterns")
    sports = several(SPORTS, "Sports")
    kinds = several(KINDS, "Kinds of workout")
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Advice
        fields = [
            "title",
            "slug",
            "position",
            "claim",
            "how_to",
            "dose",
            "held_s",
            "strand",
            "slot",
            "grade",
            "sources",
            "patterns",
            "sports",
            "kinds",
            "reviewer",
            "reviewed_on",
            "next_review_on",
        ]
        widgets = {"sources": forms.CheckboxSelectMultiple}  # to be had without a script, and by a screen reader

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["based_on"] = self._newest_number()
        if "reviewer" in self.fields:  # it is not for who may only read
            self._ask_for_the_review()

    def _ask_for_the_review(self):
        for name in ("reviewer", "reviewed_on", "next_review_on"):
            self.fields[name].required = True
        self.fields["reviewer"].help_text = self._reviewed_so_far()

    def _reviewed_so_far(self):
        advice = self.instance
        signed = ", ".join(filter(None, [advice.reviewer_name, advice.reviewer_credentials]))
        return format_html("So far: {}.", signed) if signed else "Nobody has reviewed it yet."

    def _newest_number(self):
        newest = self.instance.versions.first() if self.instance.pk else None
        return newest.number if newest else 0

    def clean_based_on(self):
        """Whether somebody else saved this advice since the form was opened; nobody does until this one is saved."""
        if self.instance.pk:
            Advice.objects.select_for_update().get(pk=self.instance.pk)
        if (self.cleaned_data["based_on"] or 0) != self._newest_number():
            newest = self.instance.versions.first()
            raise forms.ValidationError(CHANGED_MEANWHILE.format(author=newest.author_name, number=newest.number))
        return self.cleaned_data["based_on"]

    def clean_reviewed_on(self):
        if self.cleaned_data["reviewed_on"] > localdate():
            raise forms.ValidationError(REVIEW_IN_THE_FUTURE)
        return self.cleaned_data["reviewed_on"]

    def clean(self):
        """A claim needs a source, and new words a new review."""
        said = super().clean()
        if "grade" in said and "sources" in said:
            try:
                Advice(grade=said["grade"]).check_sources(said["sources"])
            except forms.ValidationError as refusal:
                self.add_error(None, refusal)
        today = said.get("reviewed_on") == localdate()
        if self.instance.pk and not today and set(WORDS) & set(self.changed_data):
            self.add_error("reviewed_on", WORDS_CHANGED)
        return said

    def save(self, commit=True):
        """Whoever reviewed it stands behind it with the name and profession of today."""
        self.instance.sign(self.instance.reviewer, on=self.instance.reviewed_on, next_on=self.instance.next_review_on)
        return super().save(commit)
