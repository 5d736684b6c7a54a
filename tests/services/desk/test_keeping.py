"""A coach's own athletes: kept, sorted, given up."""

import pytest

from coaching.models import Athlete, CoachAccess, Consent, PrivateNote, TrainingGroup
from coaching.services.desk import acting, keeping
from coaching.services.people import access
from tests.at_once import at_once
from tests.builders import NOW, make_assessment, make_athlete, make_coach, make_user
from tests.desk import make_kept
from tests.people import make_hand_over, make_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob():
    return make_coach("Bob")


def held_by(coach, athlete):
    return CoachAccess.objects.get(coach=coach, athlete=athlete)


# --- Kept ------------------------------------------------------------------------------------------


def test_only_the_coach_sees_an_athlete_whom_they_keep(bob):
    anna = keeping.keep(coach=bob, name="Anna", email="Anna@Example.org").athlete
    assert (anna.user, anna.name, anna.kept_email) == (None, "Anna", "anna@example.org")
    assert list(Athlete.objects.editable_by(bob)) == [anna]
    assert list(Athlete.objects.visible_to(make_coach("Vera"))) == []
    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    ("name", "email", "is_new"),
    [
        ("Anna", "anna@example.org", False),
        ("anna", "", False),
        ("Anna K.", "ANNA@example.org", False),
        ("Anna", "another@example.org", True),
        ("Anna K.", "", True),
    ],
)
def test_an_athlete_is_the_same_by_their_address_or_where_one_has_none_by_their_name(bob, name, email, is_new):
    anna = make_kept(bob, "Anna", email="anna@example.org")
    assert (make_kept(bob, name, email=email) != anna) == is_new


def test_another_coach_keeps_an_athlete_of_the_same_name(bob):
    assert make_kept(bob) != make_kept(make_coach("Vera"))


def test_who_is_no_coach_keeps_nobody():
    with pytest.raises(access.NotACoach):
        keeping.keep(coach=make_user("Charlie"), name="Anna")


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_keep_one_athlete():
    bob = make_coach("Bob")
    assert at_once(*[lambda: keeping.keep(coach=bob, name="Anna")] * 2) == []
    assert Athlete.objects.count() == 1


def test_a_kept_athlete_is_renamed_and_one_with_a_log_in_is_not(bob):
    anna = make_kept(bob)
    keeping.correct(access=held_by(bob, anna), name="Anna K.", email="AK@example.org")
    anna.refresh_from_db()
    assert (anna.name, anna.kept_email, anna.version) == ("Anna K.", "ak@example.org", 1)
    Athlete.objects.filter(pk=anna.pk).update(user=make_user("Alice"))
    with pytest.raises(keeping.HasALogIn):
        keeping.correct(access=held_by(bob, anna), name="Anna", email="")


# --- Groups ----------------------------------------------------------------------------------------


def test_a_group_of_the_same_name_is_the_same_group(bob):
    first = keeping.add_group(coach=bob, name="Marathon")
    assert keeping.add_group(coach=bob, name="marathon") == first
    assert keeping.add_group(coach=make_coach("Vera"), name="Marathon") != first


def test_a_group_is_renamed_but_not_to_the_name_of_another(bob):
    _, trail = (keeping.add_group(coach=bob, name=name) for name in ("Marathon", "Trail"))
    keeping.rename_group(group=trail, name="TRAIL")
    with pytest.raises(keeping.NameTaken):
        keeping.rename_group(group=trail, name="marathon")
    assert [group.name for group in TrainingGroup.objects.all()] == ["Marathon", "TRAIL"]


def test_the_athletes_of_a_deleted_group_stay(bob):
    held, group = held_by(bob, make_kept(bob)), keeping.add_group(coach=bob, name="Marathon")
    acting.put_into(by=bob, athletes=[held.athlete_id], group=group.pk)
    assert group.members.get() == held
    keeping.delete_group(group=group)
    keeping.delete_group(group=group)
    assert CoachAccess.objects.current().get().group is None


# --- The end ---------------------------------------------------------------------------------------


def test_a_kept_athlete_is_deleted_with_all_that_hangs_on_them(bob):
    anna = make_kept(bob)
    make_assessment(athlete=anna), make_note(anna, bob)
    keeping.delete(access=held_by(bob, anna))
    assert (Athlete.objects.count(), PrivateNote.objects.count()) == (0, 0)


def test_who_may_look_only_deletes_nobody(bob):
    anna = make_kept(bob)
    CoachAccess.objects.update(level="view")
    with pytest.raises(PermissionError):
        keeping.delete(access=held_by(bob, anna))


def test_an_athlete_whom_another_coach_has_too_is_not_deleted(bob):
    anna = make_kept(bob)
    CoachAccess.objects.create(athlete=anna, coach=make_coach("Vera"), level="view")
    with pytest.raises(keeping.StillSomebodys):
        keeping.delete(access=held_by(bob, anna))
    assert Athlete.objects.get() == anna


def test_an_athlete_with_a_log_in_is_not_deleted_but_left(bob):
    alice = make_athlete("Alice", user=make_user("Alice"))
    held = CoachAccess.objects.create(athlete=alice, coach=bob, level="edit")
    make_hand_over(alice, bob)
    with pytest.raises(keeping.HasALogIn):
        keeping.delete(access=held)
    keeping.stop(access=held, now=NOW)
    held.refresh_from_db()
    assert (held.revoked_at, held.group, alice.hand_overs.get().agreed) == (NOW, None, False)


def test_a_coach_does_not_leave_an_athlete_whom_nobody_else_has(bob):
    anna = make_kept(bob)
    with pytest.raises(keeping.StillSomebodys):
        keeping.stop(access=held_by(bob, anna), now=NOW)
    assert CoachAccess.objects.current().exists()
