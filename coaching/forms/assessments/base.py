"""What every page of the self-assessment does: prefill, validate, hand over the answers, say them in words."""

from dataclasses import replace

from crispy_forms.bootstrap import AppendedText
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset
from django import forms
from django.utils.datastructures import MultiValueDict

from coaching.forms.fields import NOT_ANSWERED, words_for
from coaching.forms.layout import fields_only
from coaching.rules.terms import Answers


class StepForm(forms.Form):
    """One topic, one page. `part` names the part of the answers whose fields the form's fields are."""

    slug = ""
    title = ""
    lead = ""
    part = ""
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()  # legend and fields, where a page has groups

    def __init__(self, *args, answers: Answers, answered: bool = False, **kwargs):
        """`answered` is whether this page was answered before: only then is "None of these" or "I do not know" prefilled."""
        self.answers = answers
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.choose_fields()
        for field in self.fields.values():
            field.fit(answers)
        self.initial = {**self.remembered(answered), **self.initial}

    def choose_fields(self) -> None:
        """Drop what does not concern this person."""

    @classmethod
    def applies(cls, answers: Answers) -> bool:
        return True

    @classmethod
    def values(cls, answers: Answers) -> dict:
        """Field name to value, as it stands in the answers."""
        part = getattr(answers, cls.part) if cls.part else answers
        return {name: getattr(part, name) for name in cls.base_fields}

    def written(self, values: dict) -> Answers:
        """The answers with this page's values in them."""
        if not self.part:
            return replace(self.answers, **values)
        return replace(self.answers, **{self.part: replace(getattr(self.answers, self.part), **values)})

    def patched(self) -> Answers:
        """The answers with this page's part replaced; a question that was not asked is not answered."""
        unasked = self.values(Answers(answered_on=self.answers.answered_on))
        return self.written({**unasked, **self.cleaned_data})

    def onto(self, answers: Answers) -> Answers:
        """Write this page's valid values onto newer answers, as another tab may have stored some meanwhile."""
        self.answers = answers
        return self.patched()

    def reopens(self) -> tuple[str, ...]:
        """Pages that have to be answered again after this one."""
        return ()

    @classmethod
    def again(cls, answers: Answers) -> "StepForm":
        """The page as if it were sent unchanged: whether its answers still hold today."""
        sent = cls(answers=answers, answered=True).initial.items()
        values = {name: value if isinstance(value, list) else [value] for name, value in sent}
        return cls(MultiValueDict(values), answers=answers)

    @classmethod
    def rows(cls, answers: Answers, answered: bool = True) -> list[tuple[str, str]]:
        """Short question and answer in words, for "check your answers"."""
        form, values = cls(answers=answers, answered=answered), cls.values(answers)
        told = values if answered else {name: values[name] for name in form.initial}
        return [
            (field.short, field.say(told[name]) if name in told else NOT_ANSWERED)
            for name, field in form.fields.items()
        ]

    def remembered(self, answered: bool) -> dict:
        values = self.values(self.answers)
        unasked = self.values(Answers(answered_on=self.answers.answered_on))
        return {
            name: field.show(values[name])
            for name, field in self.fields.items()
            if answered or values[name] != unasked[name]
        }

    @property
    def helper(self) -> FormHelper:
        return fields_only(*self.blocks())

    def blocks(self) -> list:
        if not self.groups:
            return [self.block(name) for name in self.fields]
        return [Fieldset(legend, *map(self.block, names)) for legend, names in self.groups]

    def block(self, name: str):
        suffix = self.fields[name].suffix
        return AppendedText(name, suffix) if suffix else name

    def in_words(self, text: str) -> str:
        return text.format_map(words_for(self.answers))

    def given(self, *names: str) -> list:
        """The cleaned values of these fields; None for those missing or wrong."""
        return [self.cleaned_data.get(name) for name in names]
