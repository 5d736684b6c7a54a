"""Articles as a coach writes, reviews and publishes them."""

from copy import copy
from datetime import date

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.utils.timezone import localdate, localtime

from coaching.models import Article, ArticleRevision, ReadAlso
from coaching.models.library.articles import ENGLISH, LANGUAGES

MOST_REVISIONS = 1_000_000
NOT_YET = "Tick this once you have read the text."
WHEN = [("now", "Now"), ("later", "At a moment to come")]
NO_MOMENT = "Say from when, with day and time; or choose “Now”."
A_MOMENT_TOO_MANY = "You chose “Now” and gave a moment as well: take the moment out, or choose “At a moment to come”."
NO_DATE = "Write a day as 2027-11-22."
NO_TIME = "Write day and time as 2026-11-22 14:00."


def blame(form: forms.Form, error: forms.ValidationError) -> None:
    """Put what was refused at the fields it speaks of; what belongs to no field of the form stands above them all."""
    found = error.update_error_dict({}) if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.error_list}
    for name, complaints in found.items():
        form.add_error(name if name in form.fields else None, complaints)


def a_year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)


class NewArticleForm(forms.ModelForm):
    language = forms.ChoiceField(choices=LANGUAGES, initial=ENGLISH, help_text="You write it in this one first.")

    class Meta:
        model = Article
        fields = ["slug", "topic", "position"]


class ReadAlsoForm(forms.ModelForm):
    class Meta:
        model = ReadAlso
        fields = ["other", "reason", "position"]

    def clean(self):
        """Django leaves out constraints that the article of an inline form is part of."""
        cleaned = super().clean()
        if cleaned.get("other"):
            pick = copy(self.instance)
            pick.other = cleaned["other"]
            pick.validate_constraints(exclude={"reason", "position"})
        return cleaned


class NumberField(forms.IntegerField):
    """The number of a revision, from a field that nobody types into."""

    def __init__(self, **kwargs):
        options = {"min_value": 0, "max_value": MOST_REVISIONS, "required": False, "widget": forms.HiddenInput}
        super().__init__(**options | kwargs)


class WritingForm(forms.ModelForm):
    """A text of an article; `begun_from` is the revision it will be written on top of."""

    based_on = NumberField()
    seen = NumberField()

    class Meta:
        model = ArticleRevision
        fields = ["title", "summary", "body", "note"]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3}),
            "body": forms.Textarea(attrs={"rows": 30, "spellcheck": "true"}),
        }
        help_texts = {
            "title": "At most 70 characters, in sentence case.",
            "summary": "One or two sentences for lists, search engines and previews; at most 200 characters.",
            "note": "In a few words, for those who look through the revisions.",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("title", "summary", "note"):  # too long is refused below, not cut off while one pastes
            self.fields[name].widget.attrs.pop("maxlength", None)
        self.fields["body"].error_messages["required"] = "Write the text first."

    def clean_body(self):
        """With the line ends of the other texts, so that they can be compared."""
        return "\n".join(self.cleaned_data["body"].splitlines()) + "\n"

    @property
    def begun_from(self):
        return self.cleaned_data.get("seen") or self.cleaned_data.get("based_on") or 0

    @property
    def words(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class ReviewForm(forms.Form):
    revision = NumberField(required=True)
    read = forms.BooleanField(error_messages={"required": NOT_YET})
    next_review_on = forms.DateField(
        label="Next review",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": NO_DATE, "required": "Say when it has to be looked at again."},
    )

    def __init__(self, *args, number=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["read"].label = f"I have read revision {number}, and it says what its sources say."
        self.fields["next_review_on"].initial = a_year_after(localdate())


class MomentField(forms.DateTimeField):
    def __init__(self, **kwargs):
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(required=False, widget=widget, error_messages={"invalid": NO_TIME}, **kwargs)


class PublishForm(forms.Form):
    revision = NumberField(required=True)
    when = forms.ChoiceField(
        label="From when do readers see it?",
        choices=WHEN,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )
    at = MomentField(label="From")
    until = MomentField(label="Until", help_text="Leave it empty, and it stays.")

    def __init__(self, *args, number=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].help_text = f"Times are in {localtime().tzname()}. Only for a moment to come."

    def clean(self):
        when, at = self.cleaned_data.get("when"), self.cleaned_data.get("at")
        if when == "later" and not at and "at" not in self.errors:
            self.add_error("at", NO_MOMENT)
        if when == "now" and at:
            self.add_error("at", A_MOMENT_TOO_MANY)
        return self.cleaned_data


class PressForm(forms.Form):
    """A button by itself, with the revision it is about where it is about one."""

    revision = NumberField()

    def __init__(self, *args, number=None, **kwargs):
        super().__init__(*args, **kwargs)
