"""When a coach wants to be told, and how large their steps are: each with its limits beside it."""

from django import forms

from coaching.models import Thresholds
from coaching.models.desk.roster import LIMITS, OF_ATTENTION, OF_STEPS, OF_THE_SITE

LABELS = {
    "silent_days": "Nothing logged for so many days",
    "race_weeks": "A race is fewer than so many weeks away",
    "race_gap": "… and longer than the longest session of 30 days, times",
    "strength_weeks": "So many planned weeks in a row without strength",
    "ends_days": "A plan ends within so many days",
    "longest_step": "The longest run grows by at most, times",
    "week_step": "A week grows by at most, times",
}
MORE = {
    "race_gap": " With 1.3 that is a race of 13 km after a longest run of 10 km.",
    "longest_step": " The rules allow no more (R1): smaller is yours to choose, larger is not.",
    "week_step": " There the rules begin to warn; beyond the largest they refuse (R2).",
}


class ThresholdsForm(forms.ModelForm):
    """Both limits of each field come with the model."""

    use_required_attribute = False

    class Meta:
        model = Thresholds
        fields = tuple(LIMITS)
        labels = LABELS
        help_texts = {
            name: f"{least:g} to {most:g}. The site says {OF_THE_SITE[name]:g}.{MORE.get(name, '')}"
            for name, (least, most) in LIMITS.items()
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = "Give a number."
            field.widget.attrs["inputmode"] = "decimal" if isinstance(field, forms.FloatField) else "numeric"

    @property
    def of_attention(self):
        return [self[name] for name in OF_ATTENTION]

    @property
    def of_steps(self):
        return [self[name] for name in OF_STEPS]
