"""A file to share: looked into by the service, which says what is wrong with it."""

from crispy_forms.helper import FormHelper
from django import forms

from coaching.forms.layout import fields_only
from coaching.forms.token import FormToken

NOTHING = "Choose a file first."
TAKEN = ".pdf,.jpg,.jpeg,.png,.webp,.txt,.md,.csv,.gpx,.fit"


class FileForm(forms.Form):
    use_required_attribute = False

    upload = forms.FileField(
        label="Add a file",
        help_text="A PDF, a picture (JPEG, PNG, WebP), plain text, CSV, GPX or FIT. At most 10\u00a0MB.",
        widget=forms.FileInput(attrs={"accept": TAKEN}),
        error_messages=dict.fromkeys(["required", "missing", "invalid"], NOTHING) | {"empty": "This file is empty."},
    )
    form = FormToken()

    @property
    def helper(self) -> FormHelper:
        return fields_only("upload", "form")
