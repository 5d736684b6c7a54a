"""What a page is about is gone before the change is stored: a clear answer, and never a fault."""

from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse

from coaching.models import Activity, CrampIncident, TrainingPlan, User, Workout
from coaching.rules.terms import Sign, Timing
from coaching.services import adapting
from coaching.services.incidents import log
from coaching.services.people import consent, erase
from tests.builders import NOW, TODAY, make_activities, make_coach, make_runner, revoke
from tests.meanwhile import meanwhile

pytestmark = pytest.mark.django_db
CRAMP = {"on": f"{TODAY}", "at": "10:00", "timing": "during", "signs": "none"}
RUN = {"on": f"{TODAY}", "sport": "running", "outcome": "done", "quick": "8 in 45"}
SHARE = {"days": "14", "from": "2026-09-01", "to": f"{TODAY}"}
AT_ITS_END = [  # what names a row that is gone fails when it is stored for good
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="elsewhere no statement begins a transaction to act before"
    ),
]
PRESSES = [
    pytest.param("activity_add", RUN, marks=AT_ITS_END),
    ("cramp_add", CRAMP),
    ("overlay_add", {"kind": "sick", "starts_on": f"{TODAY}", "ends_on": f"{TODAY}"}),
    ("check_in", {"answer": "clearly", "week": "2026-11-16"}),
    ("suggestion_ask", {}),
    ("coach_invite", {"email": "coach@example.org", "level": "view"}),
    ("report_share", SHARE),
    pytest.param("subscribe", {"do": "open"}, marks=AT_ITS_END),
]


@pytest.fixture
def runner(client):
    runner = make_runner()
    client.force_login(runner.user)
    return runner


def stopped(runner):
    told = log.Told(at=NOW, on=TODAY, timing=Timing.DURING, signs=frozenset([next(iter(Sign))]))
    return log.record(athlete=runner, told=told, workout=None, form=uuid4(), now=NOW, today=TODAY)


@pytest.mark.parametrize(("name", "words"), PRESSES)
def test_where_consent_was_withdrawn_meanwhile_nothing_is_stored_and_the_way_on_is_shown(client, runner, name, words):
    with meanwhile(lambda: consent.withdraw(user=runner.user, now=NOW)):
        answer = client.post(reverse(f"coaching:{name}"), words | {"form": str(uuid4())})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("coaching:yours"))
    assert client.get(reverse("coaching:yours")).headers["Location"] == reverse("coaching:welcome")


def test_where_consent_was_withdrawn_meanwhile_no_workout_is_moved(client, runner):
    workout = Workout.objects.of(runner).first()
    address = reverse("coaching:workout_move", args=[workout.week.plan_id, workout.pk])
    with meanwhile(lambda: consent.withdraw(user=runner.user, now=NOW)):
        assert client.post(address, {"to": f"{workout.on}"}).status_code == 302
    assert Workout.objects.count() == 0


@pytest.mark.parametrize(("name", "words"), PRESSES)
def test_where_the_account_was_closed_meanwhile_it_is_no_fault(client, runner, name, words):
    with meanwhile(lambda: erase.everything(user=User.objects.get(pk=runner.user_id))):
        answer = client.post(reverse(f"coaching:{name}"), words | {"form": str(uuid4())})
    assert answer.status_code in (302, 400)  # 400 where a message would have to go into a session that is gone
    assert User.objects.count() == 0


def test_a_coach_whose_access_ended_meanwhile_says_nothing_any_more(client, runner):
    workout, vera = Workout.objects.of(runner).first(), make_coach("Vera", athlete=runner, level="view")
    client.force_login(vera)
    address = reverse("coaching:workout_comment", args=[workout.week.plan_id, workout.pk])
    with meanwhile(lambda: revoke(vera)):
        assert client.post(address, {"text": "Well done"}).status_code == 404
    assert workout.comments.count() == 0


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_a_suggestion_that_was_withdrawn_meanwhile_is_a_404(client, runner, answer):
    plan = adapting.suggest(athlete=runner, reason="asked", now=NOW, today=TODAY)
    address = reverse(f"coaching:suggestion_{answer}", args=[plan.pk])
    with meanwhile(TrainingPlan.objects.suggested().delete):
        assert client.post(address, {"made": plan.created_at.isoformat()}).status_code == 404


def test_a_cramp_that_was_deleted_meanwhile_cannot_be_cleared(client, runner):
    cramp = stopped(runner)
    with meanwhile(CrampIncident.objects.all().delete):
        assert client.post(reverse("coaching:cramp_clear", args=[cramp.pk])).status_code == 404


def test_what_was_deleted_in_another_tab_does_not_come_back_when_it_is_edited(client, runner):
    activity = make_activities(runner, 1)[0]
    with meanwhile(Activity.objects.all().delete):
        assert client.post(reverse("coaching:activity", args=[activity.pk]), RUN).status_code == 404
    assert Activity.objects.count() == 0
