"""What a person confirms before their data goes."""

from django import forms

from coaching.forms.layout import fields_only

WORD = "delete"
NOT_TYPED = f"Type the word {WORD} to confirm. Nothing was deleted."
NOT_SURE = "Tick this to withdraw your consent. Nothing was deleted."


class ConfirmingForm(forms.Form):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False

    @property
    def helper(self):
        return fields_only(*self.fields)


class EraseForm(ConfirmingForm):
    word = forms.CharField(
        label=f"Type the word “{WORD}”",
        error_messages={"required": NOT_TYPED},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["word"].short = "Confirm"

    def clean_word(self):
        word = self.cleaned_data["word"].strip(" “”\"'.").lower()
        if word != WORD:
            raise forms.ValidationError(NOT_TYPED, code="not_typed")
        return word


class WithdrawForm(ConfirmingForm):
    sure = forms.BooleanField(
        label="Yes, withdraw my consent and delete my health data", error_messages={"required": NOT_SURE}
    )
    given = forms.IntegerField(required=False, widget=forms.HiddenInput)  # a form sent again ends no later consent

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sure"].short = "Confirm"
