"""A comment on a workout, of the athlete or a coach."""

from crispy_forms.helper import FormHelper
from django import forms

from coaching.forms.layout import fields_only
from coaching.forms.library.plain import PlainField
from coaching.forms.token import FormToken

LONGEST = 2000


class WorkoutCommentForm(forms.Form):
    text = PlainField(
        label="Your comment",
        short="Your comment",
        lines=True,
        max_length=LONGEST,
        empty="Write your comment.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    form = FormToken()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    @property
    def helper(self) -> FormHelper:
        return fields_only("text", "form")
