"""The people to look around with."""

import pytest
from django.core.management import call_command

from coaching.content.demo import ATHLETES
from coaching.models import Assessment, Athlete, CoachAccess, User
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
    assert (coach.is_staff, coach.is_superuser, coach.groups.get().name) == (True, False, "Coaches")
    assert set(Athlete.objects.editable_by(coach)) == set(Athlete.objects.all())
    assert [a.done for a in Assessment.objects.submitted()] == [["safety"]] * len(ATHLETES)
    assert all(user.check_password("one word") for user in User.objects.all())


def test_a_second_time_adds_only_who_is_missing():
    ensure()
    User.objects.filter(email="mixed@demo.example").delete()
    kept = set(Assessment.objects.values_list("pk", flat=True))
    assert ensure(password="another") == ensure()
    assert set(Assessment.objects.values_list("pk", flat=True)) > kept
    assert (Athlete.objects.count(), CoachAccess.objects.count()) == (len(ATHLETES), len(ATHLETES))
    assert User.objects.get(email="fatigue@demo.example").check_password("one word")
