"""The people to look around with."""

import pytest
from django.core.management import call_command

from coaching.content.demo import ATHLETES
from coaching.models import (
    Assessment,
    Athlete,
    CoachAccess,
    Invitation,
    PlanTemplate,
    PrivateNote,
    User,
    WorkoutTemplate,
)
from coaching.services import demo
from tests.builders import NOW, TODAY

pytestmark = pytest.mark.django_db


def ensure(**fields):
    return demo.ensure(**{"password": "one word", "pages": ["safety"], "today": TODAY, "now": NOW} | fields)


def test_each_athlete_logs_in_with_findings_and_a_coach_who_may_edit():
    call_command("setup_roles")
    people = ensure()
    assert [email for email, _ in people] == [f"{who}@demo.example" for who in ["coach", *(a.slug for a in ATHLETES)]]
    coach = User.objects.get(email="coach@demo.example")
    roles = sorted(coach.groups.values_list("name", flat=True))
    assert (coach.is_staff, coach.is_superuser, roles) == (
        True,
        False,
        ["Coaches", "Editors", "Moderators", "Reviewers"],
    )
    asking = Invitation.objects.get().athlete
    assert set(Athlete.objects.editable_by(coach)) == set(Athlete.objects.exclude(pk=asking.pk))
    assert (str(asking), [str(group) for group in coach.training_groups.all()]) == (
        "Demo: mixed",
        ["Calm evenings", "Races ahead"],
    )
    assert [a.done for a in Assessment.objects.submitted()] == [["safety"]] * len(ATHLETES)
    assert all(user.check_password("one word") for user in User.objects.all())


def test_a_second_time_adds_only_who_is_missing():
    ensure()
    User.objects.filter(email="mixed@demo.example").delete()
    kept = set(Assessment.objects.values_list("pk", flat=True))
    assert ensure(password="another") == ensure()
    assert set(Assessment.objects.values_list("pk", flat=True)) > kept
    assert (Athlete.objects.count(), CoachAccess.objects.count()) == (len(ATHLETES) + 1, len(ATHLETES))
    assert [model.objects.count() for model in (Invitation, PrivateNote, WorkoutTemplate, PlanTemplate)] == [1, 1, 1, 1]
    assert User.objects.get(email="fatigue@demo.example").check_password("one word")
