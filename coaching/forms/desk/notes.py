"""A private note of a coach."""

from django import forms

from coaching.forms.library.plain import PlainField
from coaching.forms.token import FormToken

LONGEST = 5000


class NoteForm(forms.Form):
    use_required_attribute = False

    text = PlainField(
        label="Your note",
        short="Your note",
        lines=True,
        max_length=LONGEST,
        empty="Write your note.",
        help_text="Only you read this. It is never shown to the athlete or to another coach.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    form = FormToken()
