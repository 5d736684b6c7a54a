"""Moving a workout from its page."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coaching.models import TrainingPlan, Workout
from tests.builders import TODAY


@pytest.fixture
def alice(client, cast):
    client.force_login(cast.alice)
    return cast.athlete


@pytest.fixture
def plan(alice):
    return alice.plans.get()


def first(plan, kind="easy"):
    return Workout.objects.filter(week__plan=plan, kind=kind, on__gt=TODAY).first()


def address(name, workout):
    return reverse(f"coaching:{name}", args=[workout.week.plan_id, workout.pk])


def move(client, workout, to):
    return client.post(address("workout_move", workout), {"to": to.isoformat()}, follow=True).content.decode()


def unnamed(plan, workout):
    return next(
        on
        for n in range(7)
        if (on := workout.week.starts_on + timedelta(days=n)).weekday() not in plan.baseline["days"]
    )


def test_the_page_shows_the_days_around_it_and_what_stands_there(client, plan):
    run = first(plan)
    other = Workout.objects.filter(week=run.week).exclude(pk=run.pk).exclude(on=run.on).first()
    page = client.get(address("workout_move", run)).content.decode()
    assert f"{other.on:%A} {other.on.day} {other.on:%B}: {other.title}" in page
    assert f"{run.on:%A} {run.on.day} {run.on:%B}: where it is now" in page


def test_moved_it_says_so_with_what_that_breaks_and_offers_the_way_back(client, plan):
    run = first(plan, "long")
    to = unnamed(plan, run)
    page = move(client, run, to)
    assert f"Moved to {to:%A} {to.day} {to:%B %Y}." in page
    assert f"This goes beyond a limit that the plan itself keeps (rule D8, week {run.week.number}): " in page
    assert f"Moved from {run.on:%A} {run.on.day} {run.on:%B %Y}." in page
    assert address("workout_move_undo", run) in page


def test_one_press_takes_it_back(client, plan):
    run = first(plan)
    move(client, run, run.on + timedelta(days=1))
    undo = address("workout_move_undo", run)
    pages = [client.post(undo, {"back_to": run.on.isoformat()}, follow=True).content.decode() for _ in range(2)]
    assert [f"Put back to {run.on:%A} {run.on.day}" in page for page in pages] == [True, True]
    assert Workout.objects.get(pk=run.pk).on == run.on


@pytest.mark.parametrize("back_to", ["", "yesterday", "2026-11-01"])
def test_a_stale_or_spoilt_undo_gets_a_clear_message(client, plan, back_to):
    run = first(plan)
    page = client.post(address("workout_move_undo", run), {"back_to": back_to}, follow=True).content.decode()
    assert "There is nothing to undo" in page


@pytest.mark.parametrize("to", ["", "soon", "2026-11-01", "9999-12-31"])
def test_a_day_that_is_not_shown_is_refused(client, plan, to):
    run = first(plan)
    page = client.post(address("workout_move", run), {"to": to})
    assert page.status_code == 200
    assert ("Choose a day." if not to else "Choose one of the days shown.") in page.content.decode()
    assert Workout.objects.get(pk=run.pk).on == run.on


def test_two_tabs_may_both_move_it(client, plan):
    run = first(plan)
    one, two = (run.on + timedelta(days=count) for count in (1, 2))
    assert client.get(address("workout_move", run)).status_code == 200
    move(client, run, one)
    move(client, run, two)
    assert Workout.objects.get(pk=run.pk).on == two


def test_a_race_says_why_it_stays(client, plan):
    race = Workout.objects.get(week__plan=plan, kind="race")
    for page in (
        client.get(address("workout_move", race)),
        client.post(address("workout_move", race), {"to": "2026-12-01"}),
    ):
        assert (page.status_code, "A race stays on its day." in page.content.decode()) == (200, True)
    assert address("workout_move", race) not in client.get(address("workout", race)).content.decode()


def test_a_plan_that_is_over_says_why_nothing_moves(client, plan):
    TrainingPlan.objects.filter(pk=plan.pk).update(status="retired", retired_on=TODAY)
    assert "no longer the one you follow" in client.get(address("workout_move", first(plan))).content.decode()


def test_a_coach_reads_from_where_it_was_moved_and_has_no_button(client, cast, plan):
    run = first(plan)
    move(client, run, run.on + timedelta(days=1))
    client.force_login(cast.bob)
    page = client.get(address("workout", run)).content.decode()
    assert "Moved from" in page
    assert address("workout_move_undo", run) not in page
    assert address("workout_move", run) not in page


def test_a_workout_of_another_plan_is_not_found_under_ones_own(client, cast, plan):
    foreign = Workout.objects.filter(week__plan__assessment=cast.unclaimed).first()
    path = reverse("coaching:workout_move", args=[plan.pk, foreign.pk])
    assert client.post(path, {"to": "2026-12-01"}).status_code == 404
