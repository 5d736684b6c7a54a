"""Which weeks an athlete is shown; which two plans to compare."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from coaching.models import PlanWeek, TrainingPlan


class WeekChoice(forms.ModelChoiceField):
    def label_from_instance(self, week: PlanWeek) -> str:
        last = week.ends_on
        return f"Week {week.number}, to {last.day} {last:%b %Y}"


class PlanChoice(forms.ModelChoiceField):
    def label_from_instance(self, plan: TrainingPlan) -> str:
        first, made = plan.starts_on, plan.created_at
        return f"From {first.day} {first:%b %Y}, {plan.get_status_display()} (made {made.day} {made:%b %Y})"


class ShowForm(forms.Form):
    until = WeekChoice(
        PlanWeek.objects.none(),
        required=False,
        empty_label="All weeks",
        label="Show the weeks up to",
        error_messages={"invalid_choice": "Choose a week of the plan that holds now."},
    )

    def __init__(self, *args: Any, plan: TrainingPlan | None, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        if plan is None:
            return
        weeks = plan.weeks.filter(ends_on__lt=plan.ends_on)
        self.fields["until"].queryset = weeks
        if plan.shown_until:
            self.initial["until"] = weeks.filter(starts_on__lte=plan.shown_until).last()


class CompareForm(forms.Form):
    a = PlanChoice(TrainingPlan.objects.none(), label="This plan", empty_label="Choose a plan")
    b = PlanChoice(TrainingPlan.objects.none(), label="Beside this one", empty_label="Choose a plan")

    def __init__(self, *args: Any, plans: QuerySet[TrainingPlan], **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        for field in self.fields.values():
            field.queryset = plans.defer("baseline", "statements", "advice", "evening", "race_sheet")
            field.error_messages["invalid_choice"] = "Choose one of this athlete’s plans."
        newest = list(plans.values_list("pk", flat=True)[:2])
        self.initial |= dict(zip(("b", "a"), newest, strict=False))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if found.get("a") and found.get("a") == found.get("b"):
            raise forms.ValidationError("Choose two different plans.")
        return found
