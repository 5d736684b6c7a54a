"""The plan as JSON: its shape, its order, and what is not in it."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings

from coaching.models import Workout
from coaching.services import library
from tests.builders import TODAY, make_runner, with_race_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def runner():
    library.load_starter()
    return make_runner(answers=with_race_in(4))


@pytest.fixture
def plan(client, runner):
    client.force_login(runner.user)
    return runner.plans.get()


def saved(client, plan):
    return client.get(f"/plan/{plan.pk}/plan.json")


def test_it_is_a_file_with_a_name(client, plan):
    response = saved(client, plan)
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="uncramp-plan-2026-11-23.json"'


def test_a_workout_has_its_day_amounts_and_paces(client, plan):
    row = Workout.objects.filter(week__plan=plan, kind="intervals").first()
    Workout.objects.filter(pk=row.pk).update(moved_from=TODAY)
    found = [w for week in saved(client, plan).json()["weeks"] for w in week["workouts"] if w["id"] == row.pk]
    assert found == [
        {
            "id": row.pk,
            "on": row.on.isoformat(),
            "moved_from": "2026-11-22",
            "kind": "intervals",
            "title": row.title,
            "purpose": row.purpose,
            "effort": row.effort,
            "minutes": row.minutes,
            "distance_km": row.distance_km,
            "pace_fast_s_per_km": row.pace_fast_s_per_km,
            "pace_slow_s_per_km": row.pace_slow_s_per_km,
            "steps": row.steps,
            "main": row.main,
            "before": row.before,
            "during": row.during,
            "after": row.after,
            "evening": row.evening,
            "rules": row.rules,
        }
    ]


def test_every_key_that_is_named_is_explained_in_it(client, plan):
    told = saved(client, plan).json()
    workouts = [workout for week in told["weeks"] for workout in week["workouts"]]
    slots = ("main", "before", "during", "after", "evening")
    named = {slug for workout in workouts for slot in slots for slug in workout[slot]}
    assert named
    assert named <= told["advice"].keys()
    cited = {key for one in (*told["why"], *told["advice"].values()) for key in one["sources"]}
    cited |= {key for one in told["race_sheet"]["statements"] for key in one["sources"]}
    assert told["sources"].keys() == cited


def test_it_is_the_same_each_time_with_weeks_and_days_in_order(client, plan):
    first = saved(client, plan).content
    assert saved(client, plan).content == first
    weeks = json.loads(first)["weeks"]
    assert [week["number"] for week in weeks] == [1, 2, 3, 4]
    days = [workout["on"] for week in weeks for workout in week["workouts"]]
    assert days == sorted(days)


def test_it_tells_no_name_and_no_key_of_a_browser(client, plan):
    plan.assessment.browser = "a-secret-browser"
    plan.assessment.save()
    text = saved(client, plan).content.decode()
    assert re.findall(r"a-secret-browser|alice|example\.org", text, re.IGNORECASE) == []


def test_its_description_names_every_name_it_has(client, plan):
    text = Path(settings.BASE_DIR, "docs", "plan-json.md").read_text()
    explained = set(re.findall(r"`(\w+)`", text))
    told = saved(client, plan).json()
    week, advice, source = told["weeks"][0], *(next(iter(told[name].values())) for name in ("advice", "sources"))
    names = {*told, *week, *week["workouts"][0], *advice, *source, *told["why"][0]}
    assert names - explained == {"number"}


@pytest.mark.parametrize("count", [1, 3])
def test_a_plan_of_any_length_takes_as_many_queries(client, plan, count, django_assert_num_queries):
    plan.weeks.filter(number__gt=count).delete()
    with django_assert_num_queries(7):
        saved(client, plan)
