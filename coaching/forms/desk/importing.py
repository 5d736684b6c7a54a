"""The forms around a list of athletes: given as a file or pasted, then confirmed."""

from django import forms

from .athletes import NOT_AGREED, CoachForm
from .table import MOST_BYTES, MOST_LINES, TOO_LARGE, decoded, read, refuse

NOTHING = "Choose a file or paste the list."
BOTH = "You chose a file and pasted a list. Give one of them."
FAULTS_STAY = "Some lines have faults. Mend them, or tick that these lines are left out."
ALL_AGREED = "They know that I write this down here, and agree to it"
LEAVE_OUT = "Leave out the lines that have faults"


class ListForm(CoachForm):
    """A list as a file or as text; `table` is what is in it and `content` its text."""

    file = forms.FileField(
        label="A CSV file",
        required=False,
        allow_empty_file=True,
        help_text=f"Up to {MOST_LINES} lines and 256 kB.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )
    text = forms.CharField(
        label="Or paste the list",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
    )

    def clean(self):
        cleaned = super().clean()
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if file and text.strip():
            raise refuse(BOTH)
        if not file and not text.strip():
            raise refuse(NOTHING)
        cleaned["content"] = decoded(within(file)) if file else text
        cleaned["table"] = read(cleaned["content"], own_address=self.coach.email)
        return cleaned


def within(file):
    if file.size > MOST_BYTES:
        raise refuse(TOO_LARGE)
    return file.read()


class CarryOutForm(CoachForm):
    """The same text once more, and the coach's word that the athletes agree."""

    content = forms.CharField(widget=forms.HiddenInput, strip=False)
    leave_out = forms.BooleanField(label=LEAVE_OUT, required=False)
    agreed = forms.BooleanField(label=ALL_AGREED, error_messages={"required": NOT_AGREED})

    def clean_content(self):
        """Raises a fault of the whole form: the text stands in no field that is seen."""
        content = self.cleaned_data["content"]
        self.table = read(content, own_address=self.coach.email)
        return content
