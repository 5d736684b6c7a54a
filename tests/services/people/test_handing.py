"""Handing over: the coach asks, the athlete agrees, the other coach accepts, the first one leaves."""

from datetime import timedelta

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from coaching.models import CoachAccess, HandOver, Invitation
from coaching.services.people import access, handing
from tests.at_once import at_once
from tests.builders import NOW, make_athlete, make_coach, make_user
from tests.desk import make_kept

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def bob():
    return make_coach("Bob")


@pytest.fixture
def vera():
    return make_coach("Vera")


@pytest.fixture
def alice(bob):
    athlete = make_athlete("Alice", user=make_user("Alice"))
    CoachAccess.objects.create(athlete=athlete, coach=bob, level="edit")
    return athlete


def asked(athlete, coach, email="vera@example.org", now=NOW):
    return handing.hand_over(athlete=athlete, coach=coach, email=email, now=now)


def agreed(athlete, coach, now=NOW):
    return handing.agree(hand_over=asked(athlete, coach), by=athlete.user, now=now)


def rights():
    return list(CoachAccess.objects.current().order_by("pk").values_list("coach__name", "level"))


# --- Asking ----------------------------------------------------------------------------------------


def test_the_athlete_is_asked_by_letter_and_nobody_else(alice, bob):
    made = asked(alice, bob, "Vera@example.org")
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["alice@example.org"], "Bob asks you about another coach")
    assert f"/account/hand-over/{made.pk}/" in letter.body
    assert "vera" not in letter.body.lower()
    assert (made.email, list(handing.asked_of(alice))) == ("vera@example.org", [made])


def test_asked_again_it_is_the_same_and_one_letter(alice, bob):
    assert asked(alice, bob) == asked(alice, bob)
    assert len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_ask_once():
    bob, alice = make_coach("Bob"), make_athlete("Alice", user=make_user("Alice"))
    CoachAccess.objects.create(athlete=alice, coach=bob)
    assert at_once(*[lambda: asked(alice, bob)] * 2) == []
    assert HandOver.objects.count() == 1


def test_an_athlete_who_is_kept_cannot_agree(bob):
    with pytest.raises(handing.KeptOnly):
        asked(make_kept(bob), bob)


@pytest.mark.parametrize("email", ["ALICE@example.org", "bob@example.org"])
def test_it_is_the_address_of_a_third_person(alice, bob, email):
    with pytest.raises(handing.Themselves):
        asked(alice, bob, email)


def test_a_coach_without_access_hands_nobody_over(alice, vera):
    with pytest.raises(access.NotOpen):
        asked(alice, vera, "carl@example.org")


def test_an_eleventh_waits_for_the_next_day(bob):
    for number in range(10):
        athlete = make_athlete("Alice", user=make_user(f"Alice{number}"))
        CoachAccess.objects.create(athlete=athlete, coach=bob)
        asked(athlete, bob)
    last = make_athlete("Alice", user=make_user("Alice"))
    CoachAccess.objects.create(athlete=last, coach=bob)
    with pytest.raises(access.TooMany):
        asked(last, bob)
    assert asked(last, bob, now=NOW + timedelta(days=1, seconds=1)).athlete == last


# --- Answering -------------------------------------------------------------------------------------


def test_a_yes_invites_the_other_coach_and_the_first_one_stays_until_then(alice, bob, vera):
    made = agreed(alice, bob)
    assert (made.agreed, made.answered_at) == (True, NOW)
    invitation = Invitation.objects.get()
    assert (made.invitation, invitation.athlete, invitation.level) == (invitation, alice, "edit")
    assert rights() == [("Bob", "edit")]


def test_when_the_other_coach_accepts_the_first_one_leaves(alice, bob, vera):
    made = agreed(alice, bob)
    access.accept(invitation=made.invitation, by=vera, now=LATER)
    assert rights() == [("Vera", "edit")]
    assert CoachAccess.objects.get(coach=bob).revoked_at == LATER


def test_a_second_yes_changes_nothing(alice, bob):
    made = agreed(alice, bob)
    assert handing.agree(hand_over=made, by=alice.user, now=LATER).answered_at == NOW
    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 2)


def test_a_no_leaves_all_as_it_is_and_the_coach_reads_it(alice, bob):
    made = handing.decline(hand_over=asked(alice, bob), by=alice.user, now=NOW)
    assert ([one.agreed for one in handing.asked_by(bob)], rights()) == ([False], [("Bob", "edit")])
    with pytest.raises(access.NotOpen):
        handing.agree(hand_over=made, by=alice.user, now=LATER)


def test_after_a_yes_a_no_comes_too_late(alice, bob):
    made = handing.decline(hand_over=agreed(alice, bob), by=alice.user, now=LATER)
    assert (made.agreed, made.answered_at) == (True, NOW)


@pytest.mark.parametrize("answer", [handing.agree, handing.decline])
def test_nobody_answers_for_the_athlete(alice, bob, answer):
    with pytest.raises(PermissionError):
        answer(hand_over=asked(alice, bob), by=bob, now=NOW)


def test_an_invitation_from_before_hands_over_too(alice, bob, vera):
    before = access.invite(athlete=alice, email="vera@example.org", level="view", now=NOW - timedelta(days=2))
    made = agreed(alice, bob)
    access.accept(invitation=made.invitation, by=vera, now=LATER)
    assert (made.invitation, rights()) == (before, [("Vera", "edit")])


def test_two_coaches_hand_over_to_the_same_third(alice, bob, vera):
    carl = make_coach("Carl")
    CoachAccess.objects.create(athlete=alice, coach=carl, level="view")
    agreed(alice, bob), agreed(alice, carl)
    access.accept(invitation=Invitation.objects.get(), by=vera, now=LATER)
    assert rights() == [("Vera", "view")]


def test_a_later_invitation_of_the_athlete_ends_nobodys_access(alice, bob, vera):
    access.withdraw(invitation=agreed(alice, bob).invitation, now=NOW)
    later = access.invite(athlete=alice, email="vera@example.org", level="view", now=LATER)
    access.accept(invitation=later, by=vera, now=LATER)
    assert rights() == [("Bob", "edit"), ("Vera", "view")]


def test_a_coach_whose_access_ended_asks_nothing_any_more(alice, bob):
    made = asked(alice, bob)
    access.revoke(access=CoachAccess.objects.get(), now=NOW)
    assert (list(handing.asked_of(alice)), list(handing.asked_by(bob))) == ([], [])
    with pytest.raises(access.NotOpen):
        handing.agree(hand_over=made, by=alice.user, now=LATER)


def test_a_coach_withdraws_with_the_letter_that_waits(alice, bob):
    made = asked(alice, bob)
    said = {"args": [], "kwargs": {"to": "alice@example.org", "text": f"/account/hand-over/{made.pk}/"}}
    DBTaskResult.objects.create(args_kwargs=said, task_path="coaching.services.mail.deliver", run_after=NOW)
    handing.withdraw(hand_over=made, now=NOW)
    made.refresh_from_db()
    assert (made.agreed, DBTaskResult.objects.count()) == (False, 0)


def test_what_was_agreed_is_not_withdrawn_by_the_coach(alice, bob):
    made = agreed(alice, bob)
    handing.withdraw(hand_over=made, now=LATER)
    made.refresh_from_db()
    assert made.agreed is True


# --- Forgetting ------------------------------------------------------------------------------------


def test_what_nobody_answered_for_a_month_is_forgotten(alice, bob):
    asked(alice, bob)
    assert access.forget(now=NOW + timedelta(days=29)) == 0
    assert access.forget(now=NOW + timedelta(days=31)) == 1


def test_an_answer_is_forgotten_after_a_month_unless_the_other_coach_may_accept_still(alice, bob):
    made = agreed(alice, bob)
    Invitation.objects.update(created_at=NOW + timedelta(days=20))
    assert access.forget(now=NOW + timedelta(days=40)) == 0
    access.withdraw(invitation=made.invitation, now=NOW + timedelta(days=40))
    access.forget(now=NOW + timedelta(days=42))
    assert not HandOver.objects.exists()
