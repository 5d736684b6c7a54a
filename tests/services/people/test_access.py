"""Who may look: asked by one side, answered by the other, ended by the athlete."""

from datetime import timedelta

import pytest
from django.core import mail
from django_tasks_db.models import DBTaskResult

from coaching.models import Athlete, CoachAccess, Invitation, User
from coaching.services.people import access
from tests.at_once import at_once
from tests.builders import NOW, make_athlete, make_coach, make_runner, make_user

pytestmark = pytest.mark.django_db
TOMORROW = NOW + timedelta(days=1)


@pytest.fixture
def alice():
    return make_athlete("Alice", user=make_user("Alice"))


@pytest.fixture
def bob():
    return make_coach("Bob")


def invited(athlete, email="bob@example.org", level="view", now=NOW):
    return access.invite(athlete=athlete, email=email, level=level, now=now)


def asked(coach, email="alice@example.org", level="view", now=NOW):
    return access.request(coach=coach, email=email, level=level, now=now)


def rights():
    return list(CoachAccess.objects.current().values_list("athlete__name", "coach__name", "level"))


# --- Asking ----------------------------------------------------------------------------------------


def test_an_athlete_asks_by_letter(alice):
    invitation = invited(alice)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["bob@example.org"], "Alice asks you to be their coach")
    assert f"/account/invitation/{invitation.pk}/" in letter.body
    assert rights() == []


def test_a_coach_asks_by_letter(bob):
    request = asked(bob)
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["alice@example.org"], "Bob asks to be your coach")
    assert f"/account/invitation/{request.pk}/" in letter.body


def test_an_address_with_an_account_and_one_without_are_told_the_same(alice, bob):
    known, unknown = invited(alice), invited(alice, "nobody@example.org")
    assert (known.level, known.accepted) == (unknown.level, unknown.accepted)
    first, second = (
        letter.body.replace(str(one.pk), "") for letter, one in zip(mail.outbox, (known, unknown), strict=True)
    )
    assert first == second


def test_asked_again_it_is_the_same_invitation_with_the_new_level(alice):
    first = invited(alice)
    second = invited(alice, "BOB@example.org", level="edit")
    assert (second.pk, Invitation.objects.get().level, len(mail.outbox)) == (first.pk, "edit", 1)


def test_a_request_that_is_open_stays_as_it_was(bob):
    first = asked(bob)
    assert asked(bob, level="edit") == first
    assert (Invitation.objects.get().level, len(mail.outbox)) == ("view", 1)


def test_an_eleventh_invitation_has_to_wait_for_the_next_day(alice):
    for number in range(10):
        invited(alice, f"coach{number}@example.org")
    with pytest.raises(access.TooMany):
        invited(alice)
    assert len(mail.outbox) == 10
    invited(alice, now=TOMORROW)


def test_what_is_withdrawn_counts_for_its_letter_was_sent(alice):
    for number in range(10):
        access.withdraw(invitation=invited(alice, f"coach{number}@example.org"), now=NOW)
    with pytest.raises(access.TooMany):
        invited(alice)


def test_a_coach_asks_a_whole_club_in_a_day_and_no_more(bob):
    for number in range(60):
        asked(bob, f"athlete{number}@example.org")
    with pytest.raises(access.TooMany):
        asked(bob)


def test_only_a_coach_asks_athletes():
    with pytest.raises(access.NotACoach):
        asked(make_user("Charlie"))


@pytest.mark.parametrize("name", ["Buy at https://x.example", "www.x.example", "x.example", "a@b", "a/b", ""])
def test_a_name_brings_no_link_into_a_strangers_letter(name):
    assert access.said_name(name, "A runner") == "A runner"


@pytest.mark.parametrize("name", ["Ada", "J. R. Smith", "J.R. Smith", "Анна", "O'Neill-Díaz"])
def test_a_name_that_is_one_stands_in_the_letter(name):
    assert access.said_name(name, "A runner") == name


# --- Whom it is for --------------------------------------------------------------------------------


def test_only_the_one_who_is_asked_may_answer(alice, bob):
    invitation = invited(alice, "Bob@Example.org")
    others = [alice.user, make_user("Charlie"), make_user("Ruth", is_superuser=True)]
    assert list(access.addressed_to(bob)) == [invitation]
    assert [list(access.addressed_to(user)) for user in others] == [[], [], []]


def test_an_address_has_to_be_shown_to_be_ones_own(alice, bob):
    invited(alice)
    bob.emailaddress_set.update(verified=False)
    assert list(access.addressed_to(bob)) == []
    bob.emailaddress_set.update(verified=True, email="another@example.org")
    assert list(access.addressed_to(bob)) == []


# --- Answering -------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["view", "edit"])
def test_a_coach_who_accepts_may_what_was_offered(alice, bob, level):
    access.accept(invitation=invited(alice, level=level), by=bob, now=NOW)
    assert rights() == [("Alice", "Bob", level)]


@pytest.mark.parametrize("level", ["view", "edit"])
def test_an_athlete_who_accepts_gives_what_was_asked(alice, bob, level):
    access.accept(invitation=asked(bob, level=level), by=alice.user, now=NOW)
    assert rights() == [("Alice", "Bob", level)]


def test_accepting_twice_is_accepting_once(alice, bob):
    invitation = invited(alice)
    assert access.accept(invitation=invitation, by=bob, now=NOW) == access.accept(
        invitation=invitation, by=bob, now=TOMORROW
    )
    assert (CoachAccess.objects.count(), Invitation.objects.get().answered_at) == (1, NOW)


def test_both_may_ask_and_it_is_one_access_with_what_was_agreed_last(alice, bob):
    by_her, by_him = invited(alice), asked(bob, level="edit")
    access.accept(invitation=by_her, by=bob, now=NOW)
    access.accept(invitation=by_him, by=alice.user, now=NOW)
    assert rights() == [("Alice", "Bob", "edit")]


def test_an_account_without_a_coachs_rights_cannot_accept(alice):
    charlie = make_user("Charlie")
    invitation = invited(alice, "charlie@example.org")
    with pytest.raises(access.NotACoach):
        access.accept(invitation=invitation, by=charlie, now=NOW)
    assert (rights(), Invitation.objects.get().answered_at) == ([], None)


def test_staff_without_the_group_and_a_closed_account_are_no_coaches(bob):
    staff, ruth = make_user("Stan", is_staff=True), make_user("Ruth", is_superuser=True)
    assert [access.is_coach(user) for user in (bob, ruth, staff)] == [True, True, False]
    bob.is_active = False
    assert not access.is_coach(bob)


def test_a_coach_who_lost_the_rights_gets_nothing_by_an_old_request(alice, bob):
    request = asked(bob)
    bob.groups.clear()
    with pytest.raises(access.NotACoach):
        access.accept(invitation=request, by=alice.user, now=NOW)


@pytest.mark.parametrize("end", [access.decline, access.withdraw])
def test_what_was_declined_or_withdrawn_gives_nothing(alice, bob, end):
    invitation = invited(alice)
    end(invitation=invitation, now=NOW)
    with pytest.raises(access.NotOpen):
        access.accept(invitation=invitation, by=bob, now=NOW)
    assert rights() == []


def test_what_was_accepted_cannot_be_declined_any_more(alice, bob):
    invitation = invited(alice)
    access.accept(invitation=invitation, by=bob, now=NOW)
    access.decline(invitation=invitation, now=TOMORROW)
    assert (rights(), Invitation.objects.get().accepted) == ([("Alice", "Bob", "view")], True)


def test_an_old_yes_does_not_bring_back_what_was_revoked(alice, bob):
    invitation = invited(alice)
    access.revoke(access=access.accept(invitation=invitation, by=bob, now=NOW), now=NOW)
    with pytest.raises(access.NotOpen):
        access.accept(invitation=invitation, by=bob, now=TOMORROW)
    assert rights() == []


def test_a_letter_that_waits_is_not_sent_for_an_invitation_that_was_withdrawn(alice):
    invitation = invited(alice)
    said = {"args": [], "kwargs": {"to": invitation.email, "text": f"/account/invitation/{invitation.pk}/"}}
    DBTaskResult.objects.create(args_kwargs=said, task_path="coaching.services.mail.deliver", run_after=NOW)
    access.withdraw(invitation=invitation, now=NOW)
    assert not DBTaskResult.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_are_one_access(alice, bob):
    invitation = invited(alice)
    failed = at_once(*[lambda: access.accept(invitation=invitation, by=bob, now=NOW)] * 2)
    assert (failed, rights()) == ([], [("Alice", "Bob", "view")])


# --- Ending it -------------------------------------------------------------------------------------


def test_revoked_means_from_now_on_and_keeps_its_moment(alice, bob):
    given = CoachAccess.objects.create(athlete=alice, coach=bob)
    assert alice in Athlete.objects.visible_to(bob)
    access.revoke(access=given, now=NOW)
    access.revoke(access=given, now=TOMORROW)
    assert alice not in Athlete.objects.visible_to(bob)
    assert CoachAccess.objects.get().revoked_at == NOW


def test_a_level_changes_for_the_next_request(alice, bob):
    given = CoachAccess.objects.create(athlete=alice, coach=bob, level="edit")
    access.change_level(access=given, level="view")
    assert (list(Athlete.objects.visible_to(bob)), list(Athlete.objects.editable_by(bob))) == ([alice], [])


def test_what_was_revoked_gets_no_other_level(alice, bob):
    given = CoachAccess.objects.create(athlete=alice, coach=bob)
    access.revoke(access=given, now=NOW)
    access.change_level(access=given, level="edit")
    assert CoachAccess.objects.get().level == "view"


def test_each_change_shows_on_the_athletes_pages(bob):
    alice = make_runner()
    seen = [Athlete.objects.get(pk=alice.pk).version]
    for act in (
        lambda: invited(alice),
        lambda: access.accept(invitation=Invitation.objects.get(), by=bob, now=NOW),
        lambda: access.change_level(access=CoachAccess.objects.get(), level="edit"),
        lambda: access.revoke(access=CoachAccess.objects.get(), now=NOW),
    ):
        act()
        seen.append(Athlete.objects.get(pk=alice.pk).version)
    assert seen == sorted(set(seen))


def test_old_invitations_are_forgotten(alice, bob):
    answered, waiting = invited(alice), invited(alice, "carl@example.org")
    access.accept(invitation=answered, by=bob, now=NOW)
    assert access.forget(now=NOW + timedelta(hours=23)) == 0
    assert access.forget(now=NOW + timedelta(days=2)) == 1
    assert list(Invitation.objects.all()) == [waiting]
    assert access.forget(now=NOW + timedelta(days=31)) == 1
    assert (rights(), User.objects.count()) == ([("Alice", "Bob", "view")], 2)
