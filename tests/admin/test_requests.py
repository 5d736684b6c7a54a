"""A coach asks an athlete from the desk: by letter, a club of them a day, and sees nobody else's requests."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core import mail
from django.utils.timezone import now

from coaching.models import Athlete, CoachAccess, Invitation, User
from coaching.services.people import access, erase
from tests.admin.desk import page
from tests.builders import make_coach, make_runner, make_staff, make_superuser
from tests.people import make_invitation, make_request

pytestmark = pytest.mark.django_db
ADD, LIST = page(Invitation, "add"), page(Invitation, "changelist")
TO_ALICE = {"email": "Alice@example.org", "level": "edit"}


@pytest.fixture
def bob():
    return make_coach("Bob")


@pytest.fixture
def desk(client, bob):
    client.force_login(bob)
    return client


def rows():
    return list(Invitation.objects.values_list("made_by", "coach__name", "email", "level", "accepted"))


def test_a_request_is_sent_by_letter(desk):
    assert desk.post(ADD, TO_ALICE).status_code == 302
    assert rows() == [("coach", "Bob", "alice@example.org", "edit", None)]
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["alice@example.org"], "Bob asks to be your coach")
    ]
    assert not CoachAccess.objects.exists()


def test_nothing_tells_whether_an_address_has_an_account(desk):
    make_runner("Alice")
    known = desk.post(ADD, TO_ALICE, follow=True).content.decode()
    Invitation.objects.all().delete()
    unknown = desk.post(ADD, TO_ALICE | {"email": "nobody@example.org"}, follow=True).content.decode()
    for word in ("alice@example.org", "nobody@example.org"):
        known, unknown = known.replace(word, ""), unknown.replace(word, "")
    assert known.count("was added successfully") == unknown.count("was added successfully") == 1


def test_the_same_address_is_asked_once(desk):
    desk.post(ADD, TO_ALICE)
    answer = desk.post(ADD, TO_ALICE)
    assert "You have asked this address already." in answer.content.decode()
    assert (len(rows()), len(mail.outbox)) == (1, 1)


@pytest.mark.parametrize("wrong", [{"email": "bob@example.org"}, {"email": "x"}, {"email": ""}, {"level": "all"}])
def test_what_is_wrong_is_said(desk, wrong):
    assert (desk.post(ADD, TO_ALICE | wrong).status_code, rows(), mail.outbox) == (200, [], [])


def test_one_beyond_the_limit_of_a_day_has_to_wait(desk, bob):
    for number in range(access.MOST_A_DAY_OF_A_COACH):
        access.request(coach=bob, email=f"athlete{number}@example.org", level="view", now=now())
    answer = desk.post(ADD, TO_ALICE)
    assert "Please try again tomorrow" in answer.content.decode()
    assert len(mail.outbox) == access.MOST_A_DAY_OF_A_COACH


def test_what_is_posted_makes_nobody_else_the_one_who_asks(desk):
    dora = make_runner("Dora")
    other = make_coach("Vera")
    forged = {
        "made_by": "athlete",
        "athlete": dora.pk,
        "coach": other.pk,
        "accepted": "true",
        "answered_at_0": "2026-11-22",
    }
    desk.post(ADD, TO_ALICE | forged)
    assert rows() == [("coach", "Bob", "alice@example.org", "edit", None)]
    assert Invitation.objects.get().athlete is None


def test_a_coach_sees_their_own_requests_alone(desk, bob):
    alice, vera = make_runner("Alice"), make_coach("Vera")
    mine, others, to_me = make_request(bob, alice), make_request(vera, alice), make_invitation(alice, bob)
    assert list(desk.get(LIST).context["cl"].queryset) == [mine]
    for other in (others, to_me):
        for name in ("change", "delete", "history"):
            assert desk.get(page(Invitation, name, other.pk)).status_code in (302, 403)
            assert desk.post(page(Invitation, name, other.pk), {"post": "yes"}).status_code in (302, 403, 405)
    assert Invitation.objects.filter(answered_at=None).count() == 3


def test_a_request_is_not_changed(desk, bob):
    mine = make_request(bob, make_runner("Alice"))
    assert desk.post(page(Invitation, "change", mine.pk), TO_ALICE).status_code == 403
    assert Invitation.objects.get().level == "view"


@pytest.mark.parametrize("from_the_list", [False, True])
def test_an_open_request_is_withdrawn_and_its_letter_counts(desk, bob, from_the_list):
    mine = make_request(bob, make_runner("Alice"))
    chosen = {"action": "delete_selected", "_selected_action": str(mine.pk)} if from_the_list else {}
    path = LIST if from_the_list else page(Invitation, "delete", mine.pk)
    assert desk.post(path, chosen | {"post": "yes"}).status_code == 302
    assert [row[-1] for row in rows()] == [False]


def test_an_answered_request_is_not_withdrawn(desk, bob):
    mine = make_request(bob, make_runner("Alice"))
    Invitation.objects.update(answered_at=mine.created_at, accepted=True)
    assert desk.post(page(Invitation, "delete", mine.pk), {"post": "yes"}).status_code == 403


def test_the_log_of_the_desk_names_nobody_who_is_asked(desk):
    desk.post(ADD, TO_ALICE)
    desk.post(page(Invitation, "delete", Invitation.objects.get().pk), {"post": "yes"})
    assert not LogEntry.objects.exists()


def test_staff_who_are_no_coaches_ask_nobody(client):
    client.force_login(make_staff("Stan"))
    assert client.post(ADD, TO_ALICE).status_code == 403


# --- Deleting people at the desk -------------------------------------------------------------------


def test_who_is_deleted_at_the_desk_leaves_no_traces_either(client):
    alice = make_runner("Alice")
    client.force_login(make_superuser("Ruth"))
    assert client.post(page(User, "delete", alice.user_id), {"post": "yes"}).status_code == 302
    assert not LogEntry.objects.filter(object_repr__contains="Alice").exists()
    assert not Athlete.objects.exists()


def test_the_last_who_can_run_the_site_is_not_deleted_at_the_desk(client):
    ruth = make_superuser("Ruth")
    client.force_login(ruth)
    chosen = {"action": "delete_selected", "_selected_action": str(ruth.pk), "post": "yes"}
    assert client.post(page(User, "delete", ruth.pk), {"post": "yes"}).status_code == 403
    client.post(page(User, "changelist"), chosen)
    assert erase.is_last_superuser(User.objects.get(pk=ruth.pk))
