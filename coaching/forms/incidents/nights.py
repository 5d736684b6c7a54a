"""The night diary: a short form for each night. What it was when the page was made goes with it, so tabs do not undo each other."""

import re

from django import forms

from coaching.forms.library.plain import PlainField
from coaching.services.incidents.nights import Written

MOST = 50
HOW_MANY = "Write how many cramps, such as 2; write 0 for none."
NUMBER_TOO = "Write how many cramps, too, or 0 for none; or leave the whole night empty."


class HowMany(forms.Field):
    """0, 1, 2 or 3+; also a larger number. Nothing is not known."""

    widget = forms.TextInput(
        attrs={"class": "form-control input-short", "inputmode": "numeric", "autocomplete": "off", "maxlength": 10}
    )

    def to_python(self, value):
        text = str(value or "").strip().removesuffix("+").strip()
        if not text:
            return None
        if not re.fullmatch(r"\d{1,3}", text, re.ASCII):
            raise forms.ValidationError(HOW_MANY, code="unreadable")
        if int(text) > MOST:
            raise forms.ValidationError(f"It can be {MOST} at most.", code="too_large")
        return int(text)

    def prepare_value(self, value):
        return "" if value is None else value


class YesNo(forms.TypedChoiceField):
    """Yes, no, or nothing said."""

    def __init__(self, **kwargs):
        choices = [("", "Not said"), ("yes", "Yes"), ("no", "No")]
        select = forms.Select(attrs={"class": "form-select"})
        read = {"yes": True, "no": False}.get
        super().__init__(choices=choices, coerce=read, empty_value=None, required=False, widget=select, **kwargs)

    def prepare_value(self, value):
        return {True: "yes", False: "no", None: ""}.get(value, value)


class NightForm(forms.Form):
    cramps = HowMany(label="Cramps", required=False, show_hidden_initial=True)
    woke = YesNo(label="Woke you up", show_hidden_initial=True)
    routine = YesNo(label="Evening routine", show_hidden_initial=True)
    note = PlainField(
        label="Note",
        max_length=200,
        show_hidden_initial=True,
        widget=forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"}),
    )

    def __init__(self, *args, on, night=None, **kwargs):
        self.on, self.night = on, night
        initial = {name: getattr(night, name) for name in self.base_fields} if night else {}
        super().__init__(*args, initial=initial, prefix=f"night-{on:%Y-%m-%d}", use_required_attribute=False, **kwargs)

    def clean(self):
        cleaned = super().clean()
        said = any(cleaned.get(name) not in (None, "") for name in ("woke", "routine", "note"))
        if said and cleaned.get("cramps") is None and "cramps" not in self.errors:
            self.add_error("cramps", NUMBER_TOO)
        return cleaned

    @property
    def written(self) -> Written:
        return Written(on=self.on, changed=frozenset(self.changed_data), **self.cleaned_data)
