"""Radio buttons and tick boxes over the closed lists of words."""

from collections.abc import Mapping

from django import forms

from coaching.rules.terms import Answers

from .fields import NOT_ANSWERED, words_for

UNKNOWN, NONE = "unknown", "none"
NOT_SHOWN = "Choose one of the answers shown."


def token(value) -> str:
    """What a choice is called in a posted form."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


class Choices:
    """What both kinds share: a table of value to words, fitted to the person."""

    def tabulate(self, table: Mapping, extra: tuple[tuple[str, str], ...]) -> None:
        self.words = {token(value): words for value, words in table.items()} | dict(extra)
        self.values = {token(value): value for value in table}
        self.choices = list(self.words.items())

    def fit(self, answers: Answers) -> None:
        words = words_for(answers)
        self.words = {key: text.format_map(words) for key, text in self.words.items()}
        self.choices = list(self.words.items())
        self.label, self.short, self.help_text = (
            text.format_map(words) for text in (self.label, self.short, self.help_text)
        )


class OneOf(Choices, forms.ChoiceField):
    """Radio buttons; "I do not know" and no answer at all are both None."""

    widget = forms.RadioSelect
    suffix = ""

    def __init__(self, table: Mapping, *, short: str, unknown: str = "I do not know", empty: str = "", **kwargs):
        errors = {"required": empty, "invalid_choice": NOT_SHOWN}
        super().__init__(required=bool(empty), error_messages=errors, **kwargs)
        self.short, self.unknown = short, unknown
        self.tabulate(table, ((UNKNOWN, unknown),) if unknown else ())

    def clean(self, value):
        return self.values.get(super().clean(value))

    def show(self, value):
        if value is None:
            return UNKNOWN if self.unknown else ""
        return token(value)

    def say(self, value):
        return self.words.get(token(value), self.unknown or NOT_ANSWERED)


class SomeOf(Choices, forms.MultipleChoiceField):
    """Tick boxes, the last of which ("None of these", "I do not know") excludes the others."""

    widget = forms.CheckboxSelectMultiple
    suffix = ""

    def __init__(self, table: Mapping, *, short: str, otherwise: str = "", empty: str = "", **kwargs):
        errors = {"required": empty, "invalid_choice": NOT_SHOWN, "invalid_list": NOT_SHOWN}
        super().__init__(required=bool(empty), error_messages=errors, **kwargs)
        self.short, self.otherwise = short, otherwise
        self.tabulate(table, ((NONE, otherwise),) if otherwise else ())

    def clean(self, value):
        chosen = set(super().clean(value))
        if NONE in chosen and len(chosen) > 1:
            raise forms.ValidationError(f"Choose either “{self.words[NONE]}” or what applies, not both.", code="both")
        return frozenset(self.values[key] for key in chosen - {NONE})

    def show(self, value):
        if not value and self.otherwise:
            return [NONE]
        return [key for key, one in self.values.items() if one in value]

    def say(self, value):
        if not value:
            return self.words.get(NONE, NOT_ANSWERED)
        return "; ".join(self.words[key] for key, one in self.values.items() if one in value)
