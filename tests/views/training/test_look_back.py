"""The page that looks back when a plan is over, and what next."""

import re
from datetime import UTC, datetime, time, timedelta
from html import unescape

import pytest

from coaching.content import demo
from coaching.models import Assessment, TrainingPlan, Workout
from tests.builders import NOW, TODAY, make_runner, with_race_in
from tests.lives import make_activity, make_incident

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def runner(client):
    runner = make_runner(answers=with_race_in(4))
    client.force_login(runner.user)
    return runner


@pytest.fixture
def plan(runner):
    return runner.plans.get()


@pytest.fixture
def over(plan, today, runner, client):
    today.move_to(NOW + timedelta(days=29))
    client.force_login(runner.user)
    return plan


def text_of(client, plan):
    response = client.get(f"/plan/{plan.pk}/look-back/")
    assert response.status_code == 200
    html = unescape(response.content.decode()).split("<main")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def runs(plan):
    return Workout.objects.filter(week__plan=plan, kind__in=["easy", "long", "intervals", "goal_pace"]).select_related(
        "week__plan"
    )


def test_before_the_race_it_says_when_it_opens(client, plan):
    assert "This page opens on Monday 21 December 2026, the day after your race." in text_of(client, plan)


def test_it_counts_what_was_planned_and_done(client, runner, over):
    first, second, *rest = runs(over)
    make_activity(runner, first, distance_km=7.2, minutes=43)
    make_activity(runner, second, outcome="missed")
    text = text_of(client, over)
    said = f"The planned runs: 1 done, 0 done in part, 1 missed, 0 left out on purpose, {len(rest)} without a log."
    assert (said in text, "Longest run done" in text, "7.2 km" in text) == (True, True, True)


def test_its_chart_has_a_bar_of_each_kind_for_each_week(client, runner, over):
    make_activity(runner, runs(over)[0], distance_km=7)
    page = client.get(f"/plan/{over.pk}/look-back/")
    bars = page.context["chart"]["bars"]
    assert [bar["label"] for bar in bars] == [1, 2, 3, 4]
    assert [bar["done"]["height"] > 0 for bar in bars] == [True, False, False, False]
    assert all(bar["planned"]["x"] + bar["planned"]["width"] <= bar["done"]["x"] + 1 for bar in bars)
    assert page.content.decode().count("<rect") == 8


def test_distances_are_in_the_units_of_the_reader(client, runner, over):
    runner.user.units = "imperial"
    runner.user.save()
    make_activity(runner, runs(over)[0], distance_km=16.09344)
    text = text_of(client, over)
    assert "10 miles" in text
    assert re.findall(r"[\d.]+ km\b", text.split("as you logged it")[1]) == []


def test_the_cramps_are_listed(client, runner, over):
    make_incident(runner, on=TODAY + 3 * A_DAY, onset_km=7)
    text = text_of(client, over)
    assert "You wrote down 1 cramp in this time. Wednesday 25 November 2026 During exercise, 7 km in" in text


def test_without_cramps_it_says_so(client, over):
    assert "You wrote down no cramp in this time." in text_of(client, over)


def test_the_result_stands_there_once_the_race_is_logged(client, runner, over):
    race = Workout.objects.get(week__plan=over, kind="race")
    assert "You have not logged it yet. Log the race" in text_of(client, over)
    make_activity(runner, race, distance_km=10, minutes=48.5)
    assert "The race Distance 10 km Time 48:30" in text_of(client, over)


def test_a_race_that_was_not_run_says_so(client, runner, over):
    make_activity(runner, Workout.objects.get(week__plan=over, kind="race"), outcome="rested")
    assert "You logged it as rested." in text_of(client, over)


def test_it_says_what_was_said_of_the_goal(client, over):
    assert "Your goal, as we saw it then We said Within reach" in text_of(client, over)


def test_a_cyclist_reads_of_rides_and_time(client, today):
    rider = make_runner("Rita", answers=demo.cyclist(TODAY))
    plan = rider.plans.get()
    make_activity(rider, runs(plan)[0], minutes=95)
    today.move_to(datetime.combine(plan.ends_on + A_DAY, time(12), UTC))
    client.force_login(rider.user)
    text = text_of(client, plan)
    assert ("Rides done 1" in text, "1 h 35 min" in text, "Runs" in text) == (True, True, False)


def test_the_next_assessment_begins_where_one_answers_anew(client, runner, over):
    response = client.post(f"/plan/{over.pk}/next/")
    assert (response.status_code, response.headers["Location"]) == (302, "/assessment/safety/")
    assert client.get("/assessment/safety/").status_code == 200
    client.post(f"/plan/{over.pk}/next/")
    assert Assessment.objects.drafts().count() == 1


def test_before_the_race_there_is_no_next_one(client, plan):
    response = client.post(f"/plan/{plan.pk}/next/")
    assert (response.headers["Location"], Assessment.objects.drafts().count()) == (f"/plan/{plan.pk}/look-back/", 0)


@pytest.mark.parametrize("status", ["suggested", "declined"])
def test_a_plan_that_never_held_has_no_such_page(client, over, status):
    TrainingPlan.objects.filter(pk=over.pk).update(status=status)
    assert client.get(f"/plan/{over.pk}/look-back/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_any_history_takes_as_many_queries(client, runner, over, count, django_assert_num_queries):
    for workout in runs(over)[:count]:
        make_activity(runner, workout, distance_km=5)
        make_incident(runner, on=workout.on)
    with django_assert_num_queries(8):
        client.get(f"/plan/{over.pk}/look-back/")
