"""The demo lives: weeks that are filled, whatever the day."""

from datetime import timedelta

import pytest
from django.core import mail

from coaching.content.demo import ATHLETES
from coaching.models import Activity, Athlete, CrampIncident, TrainingPlan, User, Workout, WorkoutComment
from coaching.services import demo
from coaching.services.desk import attention, roster
from tests.builders import NOW, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(params=range(7), ids=lambda days: f"{TODAY + timedelta(days=days):%A}")
def today(request):
    """The site is started on any day of the week."""
    on = TODAY + timedelta(days=request.param)
    demo.ensure(password="one word", pages=["safety"], today=on, now=NOW + (on - TODAY))
    return on


def athlete(slug):
    return Athlete.objects.get(user__email=f"{slug}@demo.example")


def test_the_one_with_cramps_of_fatigue_has_four_weeks_behind_and_a_suggestion_ahead(today):
    runner = athlete("fatigue")
    outcomes = list(runner.activities.values_list("outcome", flat=True))
    assert runner.plans.active().get().starts_on == today - timedelta(days=27)
    assert {outcome: outcomes.count(outcome) for outcome in ("partly", "missed")} == {"partly": 1, "missed": 2}
    assert outcomes.count("rested") == 2
    assert (runner.incidents.count(), today - runner.incidents.first().on <= timedelta(days=2)) == (6, True)
    assert [c.answer for c in runner.check_ins.order_by("answered_on")] == ["not", "clearly", "little"]
    assert runner.overlays.get().ends_on < today
    assert sorted(runner.plans.values_list("status", flat=True)) == ["active", "declined", "suggested"]
    waiting = TrainingPlan.objects.suggested().get()
    assert (waiting.athlete, waiting.starts_on, "R21" in [c["rule"] for c in waiting.changes]) == (runner, today, True)
    said = {comment.author.name: comment.workout.on for comment in WorkoutComment.objects.select_related("workout")}
    assert {who: on >= today for who, on in said.items()} == {"Demo coach": True, "Demo: fatigue": False}


def test_the_one_who_cramps_at_night_keeps_a_diary(today):
    sleeper = athlete("nocturnal")
    assert [night.on for night in sleeper.nights.all()] == [today - timedelta(days=back) for back in range(1, 15)]
    assert sum(night.cramps for night in sleeper.nights.all()) == 8
    held = Workout.objects.of(sleeper).in_force().filter(on__lt=today).exclude(kind__in=["rest", "strength", "massage"])
    assert set(held.values_list("activity__outcome", flat=True)) == {"done"}


def test_nobody_else_has_a_past_and_nobody_gets_a_letter(today):
    others = [athlete(person.slug) for person in ATHLETES if person.life is None]
    assert (Activity.objects.filter(athlete__in=others).count(), mail.outbox) == (0, [])
    assert {plan.starts_on for plan in TrainingPlan.objects.filter(athlete__in=others)} == {today + timedelta(days=1)}
    assert not CrampIncident.objects.flagged().exists()


def test_the_cyclist_went_quiet_and_the_one_with_the_marathon_did_not(today):
    last = {slug: athlete(slug).activities.first().on for slug in ("cyclist", "unreachable")}
    assert today - last["cyclist"] > timedelta(days=20)
    assert today - last["unreachable"] < timedelta(days=7)
    race = athlete("unreachable").plans.active().get().race_on
    assert race is None or race == today + timedelta(weeks=5)


def test_the_coach_finds_reasons_of_many_kinds_in_the_morning(today):
    coach = User.objects.get(email="coach@demo.example")
    roster.refresh(today=today)
    found = {one.name: {reason.kind for reason in one.reasons} for one in attention.needing(coach, today=today)}
    assert found["Demo: fatigue"] >= {"cramp", "suggestion"}
    assert found["Demo: symptomatic"] == {"red_flag"}
    assert found["Demo: unreachable"] >= {"race", "strength"}
    assert found["Demo: cyclist"] >= {"silent"}
    assert "Demo: mixed" not in found
