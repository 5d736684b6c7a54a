"""When a coach wants to be told, and how large their steps are: each with its limits beside it."""

from django import forms

from coaching.models import Thresholds
from coaching.services.desk.thresholds import NAMES

SAID = {
    "silent_days": ("Nothing logged for so many days", "3 to 60. The site says 14."),
    "race_weeks": ("A race is fewer than so many weeks away", "2 to 16. The site says 6."),
    "race_gap": (
        "… and longer than the longest session of 30 days, times",
        "1 to 3. The site says 1.3: a race of 13 km after a longest run of 10 km.",
    ),
    "strength_weeks": ("So many planned weeks in a row without strength", "1 to 6. The site says 2."),
    "ends_days": ("A plan ends within so many days", "0 to 42. The site says 10."),
    "longest_step": (
        "The longest run grows by at most, times",
        "1 to 1.1. The rules allow 1.1, a tenth more (R1). Smaller is yours to choose, larger is not.",
    ),
    "week_step": (
        "A week grows by at most, times",
        "1 to 1.3. The site says 1.2, where the rules begin to warn; they refuse beyond 1.3 (R2).",
    ),
}


class ThresholdsForm(forms.ModelForm):
    """Both limits of each field come with the model."""

    class Meta:
        model = Thresholds
        fields = NAMES
        labels = {name: label for name, (label, _) in SAID.items()}
        help_texts = {name: limits for name, (_, limits) in SAID.items()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.use_required_attribute = False
        for name, field in self.fields.items():
            field.error_messages["required"] = "Give a number."
            field.widget.attrs["inputmode"] = (
                "decimal" if name in ("race_gap", "longest_step", "week_step") else "numeric"
            )

    @property
    def of_attention(self):
        return [self[name] for name in NAMES if name not in ("longest_step", "week_step")]

    @property
    def of_steps(self):
        return [self["longest_step"], self["week_step"]]
