"""What migrations make of rows that were there before."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps

from coaching.models import TrainingPlan
from tests.builders import NOW, make_assessment, make_plan, make_runner

pytestmark = pytest.mark.django_db
own_place = import_module("coaching.migrations.0003_own_place")


def test_a_plan_retired_without_a_day_held_until_the_next_one_began():
    runner = make_runner()
    for weeks in (1, 2):
        make_assessment(athlete=runner, now=NOW + timedelta(weeks=weeks))
    make_plan(browser="of nobody")
    TrainingPlan.objects.update(retired_on=None)
    own_place.say_when_plans_ended(apps, None)
    first, second, active = runner.plans.order_by("created_at")
    ends = [plan.retired_on for plan in (first, second, active)]
    assert ends == [second.starts_on, active.starts_on, None]
    assert TrainingPlan.objects.get(athlete=None).retired_on is None
