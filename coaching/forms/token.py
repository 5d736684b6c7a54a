"""The number of one form, so that it counts once however often it is sent."""

from uuid import UUID, uuid4

from django import forms


class FormToken(forms.Field):
    """A number of this very form, so that it counts once however often it is sent; a spoilt one is made anew."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=False, initial=uuid4)

    def to_python(self, value):
        try:
            return UUID(str(value))
        except ValueError:
            return uuid4()
