"""Inviting an athlete whom a coach keeps: who becomes them, and who does not."""

from datetime import timedelta

import pytest
from django.core import mail

from coaching.models import Assessment, Athlete, CoachAccess, Invitation, TrainingPlan
from coaching.services.people import access, adopting, joining
from tests.at_once import at_once
from tests.builders import NOW, TODAY, make_assessment, make_athlete, make_coach, make_draft, make_user
from tests.desk import make_kept
from tests.lives import make_incident
from tests.people import make_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob():
    return make_coach("Bob")


@pytest.fixture
def anna(bob):
    kept = make_kept(bob)
    make_assessment(athlete=kept), make_incident(kept, on=TODAY)
    return kept


def invited(coach, athlete, email="alice@example.org", now=NOW):
    return access.invite_kept(access=CoachAccess.objects.get(coach=coach, athlete=athlete), email=email, now=now)


def join(user, asked, browser="a browser"):
    given = {"name": "Ally", "time_zone": "UTC", "units": "metric", "browser": browser}
    return joining.join(user=user, now=NOW, asked=asked, **given)


def rights():
    return list(CoachAccess.objects.current().order_by("pk").values_list("athlete__name", "coach__name", "level"))


# --- Asking ----------------------------------------------------------------------------------------


def test_the_letter_is_that_of_any_request_and_the_address_is_kept(bob, anna):
    made = invited(bob, anna, "Alice@example.org")
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == (["alice@example.org"], "Bob asks to be your coach")
    assert (made.athlete, made.coach, made.level) == (anna, bob, "edit")
    assert Athlete.objects.get().kept_email == "alice@example.org"


def test_asked_again_it_is_the_same_invitation_and_another_address_takes_its_place(bob, anna):
    first = invited(bob, anna)
    assert invited(bob, anna) == first
    second = invited(bob, anna, "ally@example.org")
    assert list(Invitation.objects.open()) == [second]


def test_a_request_that_is_open_becomes_one_for_the_kept_athlete(bob, anna):
    before = access.request(coach=bob, email="alice@example.org", level="view", now=NOW)
    assert invited(bob, anna) == before
    before.refresh_from_db()
    assert (before.athlete, before.level, len(mail.outbox)) == (anna, "edit", 1)


def test_one_address_is_asked_for_one_athlete(bob, anna):
    invited(bob, anna)
    with pytest.raises(access.AskedForAnother):
        invited(bob, make_kept(bob, "Berta"))


def test_who_has_a_log_in_or_whom_one_may_not_edit_is_not_invited_so(bob, anna):
    CoachAccess.objects.update(level="view")
    with pytest.raises(access.NotOpen):
        invited(bob, anna)
    CoachAccess.objects.update(level="edit")
    Athlete.objects.update(user=make_user("Alice"))
    with pytest.raises(access.NotOpen):
        invited(bob, anna)


def test_a_letter_beyond_the_limit_waits_for_the_next_day(bob, anna):
    for number in range(access.MOST_A_DAY_OF_A_COACH):
        access.request(coach=bob, email=f"{number}@example.org", level="view", now=NOW)
    with pytest.raises(access.TooMany):
        invited(bob, anna)
    assert Athlete.objects.get().kept_email == ""


# --- Accepting -------------------------------------------------------------------------------------


def test_who_joins_with_a_yes_becomes_the_athlete_whom_the_coach_kept(bob, anna):
    plan, alice = anna.plans.get(), make_user("Alice")
    note = make_note(anna, bob)
    athlete = join(alice, invited(bob, anna))
    assert (athlete, athlete.user, athlete.kept_email) == (anna, alice, "")
    assert (Athlete.objects.get().name, alice.name) == ("Ally", "Ally")
    assert (athlete.plans.active().get(), athlete.incidents.count()) == (plan, 1)
    assert rights() == [("Ally", "Bob", "edit")]
    assert note.author == bob
    assert Invitation.objects.get().accepted is True


def test_what_their_browser_answered_is_claimed_as_usual(bob, anna):
    theirs = make_assessment(browser="a browser")
    drafted = make_draft(athlete=anna, browser="")
    join(make_user("Alice"), invited(bob, anna))
    theirs.refresh_from_db()
    assert (theirs.athlete, TrainingPlan.objects.active().get().assessment) == (anna, theirs)
    assert not Assessment.objects.filter(pk=drafted.pk).exists()


def test_an_athlete_on_whom_nothing_hangs_becomes_the_kept_one_under_their_own_name(bob, anna):
    alice = make_user("Alice")
    make_athlete("Alice the Swift", user=alice)
    access.accept(invitation=invited(bob, anna), by=alice, now=NOW)
    kept = Athlete.objects.get()
    assert (kept, kept.user, kept.name) == (anna, alice, "Alice the Swift")


def test_who_has_answers_of_their_own_keeps_those_and_the_kept_athlete_stays_with_the_coach(bob, anna):
    alice = make_athlete("Alice", user=make_user("Alice"))
    make_assessment(athlete=alice)
    asked = invited(bob, anna)
    held = access.accept(invitation=asked, by=alice.user, now=NOW)
    assert held.athlete == alice
    assert rights() == [("Anna", "Bob", "edit"), ("Alice", "Bob", "edit")]
    assert Athlete.objects.get(pk=anna.pk).user is None
    assert list(access.left_over()) == [asked]


def test_a_second_press_gives_the_same_access(bob, anna):
    alice, asked = make_user("Alice"), invited(bob, anna)
    join(alice, asked)
    held = access.accept(invitation=asked, by=alice, now=NOW)
    assert (held.athlete, Athlete.objects.count(), len(rights())) == (anna, 1, 1)


def test_nobody_but_the_coach_who_asked_keeps_access(bob, anna):
    CoachAccess.objects.create(athlete=anna, coach=make_coach("Vera"), level="view")
    join(make_user("Alice"), invited(bob, anna))
    assert rights() == [("Ally", "Bob", "edit")]


def test_of_two_invitations_for_one_athlete_the_first_yes_counts(bob, anna):
    vera = make_coach("Vera")
    CoachAccess.objects.create(athlete=anna, coach=vera, level="edit")
    his, hers = invited(bob, anna), invited(vera, anna, "carla@example.org")
    join(make_user("Alice"), his)
    carla = make_user("Carla")
    athlete = join(carla, hers)
    assert (athlete == anna, carla.athlete == athlete) == (False, True)
    assert rights() == [("Ally", "Bob", "edit")]


def test_a_coach_whose_access_ended_gives_nothing_away(bob, anna):
    asked = invited(bob, anna)
    CoachAccess.objects.update(revoked_at=NOW)
    athlete = join(make_user("Alice"), asked)
    assert (athlete == anna, rights()) == (False, [("Ally", "Bob", "edit")])


def test_a_declined_invitation_leaves_all_as_it_was(bob, anna):
    asked = invited(bob, anna)
    access.decline(invitation=asked, now=NOW)
    with pytest.raises(access.NotOpen):
        access.accept(invitation=asked, by=make_user("Alice"), now=NOW)
    assert rights() == [("Anna", "Bob", "edit")]


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_athlete():
    bob = make_coach("Bob")
    anna, alice = make_kept(bob), make_user("Alice")
    make_assessment(athlete=anna)
    asked = invited(bob, anna)
    assert at_once(*[lambda: join(alice, asked)] * 2) == []
    assert (Athlete.objects.get(), Athlete.objects.get().user) == (anna, alice)
    assert rights() == [("Ally", "Bob", "edit")]


# --- Told ------------------------------------------------------------------------------------------


def test_what_was_kept_is_counted(bob, anna):
    told = adopting.kept_so_far(anna)
    assert (told.plan_from, told.plans, told.answers, told.logged, told.cramps) == (
        anna.plans.get().starts_on,
        *(1, 1, 0, 1),
    )
    empty = adopting.kept_so_far(make_kept(bob, "Berta"))
    assert (empty.plan_from, empty.answers, empty.cramps) == (None, 0, 0)


def test_a_coach_reads_for_a_month_that_a_kept_athlete_stays_with_them(bob, anna):
    alice = make_athlete("Alice", user=make_user("Alice"))
    make_assessment(athlete=alice)
    access.accept(invitation=invited(bob, anna), by=alice.user, now=NOW)
    assert access.forget(now=NOW + timedelta(days=29)) == 0
    assert access.forget(now=NOW + timedelta(days=31)) == 1


def test_who_waits_for_a_coach_is_counted_in_one_query(bob, django_assert_num_queries):
    for name in ("Alice", "Carla"):
        access.invite(athlete=make_athlete(name, user=make_user(name)), email="BOB@example.org", level="view", now=NOW)
    access.request(coach=bob, email="dora@example.org", level="view", now=NOW)
    access.decline(invitation=Invitation.objects.get(athlete__name="Carla"), now=NOW)
    with django_assert_num_queries(1):
        assert access.waiting_for(bob) == 1
    bob.emailaddress_set.update(verified=False)
    assert access.waiting_for(bob) == 0
