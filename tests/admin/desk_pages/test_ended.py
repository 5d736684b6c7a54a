"""Access ends between the door and the change: nothing is stored, and the page is not there any more."""

import pytest
import time_machine

from coaching.models import CoachAccess, PlanWeek, TrainingPlan, WeekEdit
from coaching.services import adapting
from tests.admin.desk import page
from tests.admin.desk_pages.test_weeks import of, sent_back
from tests.builders import NOW, TODAY, make_coach, make_runner, revoke, with_race_in
from tests.meanwhile import meanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice():
    with time_machine.travel(NOW, tick=False):
        yield make_runner(answers=with_race_in(8))


@pytest.fixture
def bob(alice, client):
    bob = make_coach("Bob")
    CoachAccess.objects.create(athlete=alice, coach=bob, level=CoachAccess.EDIT)
    client.force_login(bob)
    return bob


def after_the_end(client, bob, path, sent):
    with meanwhile(lambda: revoke(bob)):
        return client.post(path, sent).status_code


def test_no_week_is_saved(client, alice, bob):
    week = alice.plans.get().weeks.get(number=2)
    path = page(PlanWeek, "change", week.pk)
    run = week.workouts.filter(kind="easy").first()
    sent = sent_back(client.get(path)) | of(run, title="Mine")
    assert (after_the_end(client, bob, path, sent), WeekEdit.objects.count()) == (404, 0)


def test_no_weeks_are_hidden(client, alice, bob):
    week = alice.plans.get().weeks.get(number=3)
    path = f"/coach/athletes/{alice.pk}/show/"
    assert after_the_end(client, bob, path, {"until": week.pk}) == 404
    assert alice.plans.get().shown_until is None


@pytest.mark.parametrize("do", ["accept", "decline"])
def test_no_suggestion_is_answered(client, alice, bob, do):
    plan = adapting.suggest(athlete=alice, reason="coach", now=NOW, today=TODAY)
    path = f"/coach/athletes/{alice.pk}/suggestion/"
    sent = {"plan": plan.pk, "made": plan.created_at.isoformat(), "do": do}
    assert after_the_end(client, bob, path, sent) == 404
    assert TrainingPlan.objects.get(pk=plan.pk).status == TrainingPlan.SUGGESTED
