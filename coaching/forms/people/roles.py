"""Who comes to the desk, and what they may do there: the form of those who run the site."""

from django import forms
from django.contrib.auth.models import Group

from coaching.models import User
from coaching.services.people.roles import REVIEWERS, ROLES

NO_STAFF = "A role opens nothing by itself: tick “staff status” too, or untick the roles."
NO_CREDENTIALS = "A reviewer of medical wording needs something that stands behind the name: fill in the credentials."


class RolesForm(forms.ModelForm):
    """Roles are groups. Groups that are none of the roles stay as they are."""

    groups = forms.ModelMultipleChoiceField(
        label="Roles",
        queryset=Group.objects.filter(name__in=ROLES).order_by("name"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = ["credentials", "is_active", "is_staff", "groups"]

    def clean(self):
        said = super().clean()
        chosen = {group.name for group in said.get("groups", [])}
        if chosen and not said.get("is_staff"):
            self.add_error("is_staff", NO_STAFF)
        if REVIEWERS in chosen - self._held() and not said.get("credentials"):
            self.add_error("credentials", NO_CREDENTIALS)
        return said

    def _held(self):
        return set(self.instance.groups.values_list("name", flat=True))

    def clean_groups(self):
        others = self.instance.groups.exclude(name__in=ROLES)
        return [*self.cleaned_data["groups"], *others]
