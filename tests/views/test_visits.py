"""Without an account, a visit keeps a plan for another thirty days."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from coaching.models import Assessment
from coaching.services import assessments, library
from tests.builders import make_superuser
from tests.walk import typed_by_a_runner

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(client):
    library.load_starter()
    client.post(reverse("coaching:assessment_start"))
    for page, fields in typed_by_a_runner(now().date()).items():
        client.post(reverse("coaching:assessment_step", args=[page]), fields)
    client.post(reverse("coaching:assessment_check"))
    return Assessment.objects.get().plans.get()


def test_a_plan_that_is_looked_at_outlives_thirty_days_and_so_does_its_session(client, plan):
    start = now()
    for days in (20, 40, 60):
        with time_machine.travel(start + timedelta(days=days), tick=False):
            assert client.get(reverse("coaching:plan", args=[plan.pk])).status_code == 200
            assert assessments.forget_unclaimed(now=now()) == 0
    assert client.cookies["sessionid"]["max-age"] == 30 * 24 * 60 * 60


def test_a_plan_that_nobody_looks_at_is_forgotten(client, plan):
    with time_machine.travel(now() + timedelta(days=31), tick=False):
        assert assessments.forget_unclaimed(now=now()) == 1
        assert client.get(reverse("coaching:plan", args=[plan.pk])).status_code == 404


def test_looking_twice_a_day_writes_once(client, plan):
    with time_machine.travel(now() + timedelta(days=2), tick=False):
        client.get(reverse("coaching:findings", args=[plan.assessment_id]))
        kept = Assessment.objects.get().updated_at
        client.get(reverse("coaching:findings", args=[plan.assessment_id]))
        assert Assessment.objects.get().updated_at == kept == now()


def test_somebody_elses_look_keeps_nothing(plan):
    other = Client()
    other.force_login(make_superuser("Ruth"))
    with time_machine.travel(now() + timedelta(days=2), tick=False):
        before = Assessment.objects.get().updated_at
        assert other.get(reverse("coaching:plan", args=[plan.pk])).status_code == 404
        assert Assessment.objects.get().updated_at == before
