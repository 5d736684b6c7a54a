"""A list of athletes: what it would do, and doing it once or not at all."""

import pytest

from coaching.models import Athlete, CoachAccess, PrivateNote, TrainingGroup
from coaching.services.desk import acting, importing, keeping
from coaching.services.desk.importing import Row
from coaching.services.people import access
from tests.at_once import at_once
from tests.builders import NOW, make_athlete, make_coach, make_user
from tests.desk import make_kept

pytestmark = pytest.mark.django_db
ANNA = Row(2, "Anna", "anna@example.org", "Trail", "Calves.")
BERTA = Row(3, "Berta")
SPOILT = Row(4, faults=("The name is missing.",))


@pytest.fixture
def bob():
    return make_coach("Bob")


def would(coach, *rows):
    return [(line.what, *line.said) for line in importing.would(coach=coach, rows=rows)]


def carried_out(coach, *rows, without_faults=False):
    lines = importing.carry_out(coach=coach, rows=rows, without_faults=without_faults, now=NOW)
    return [line.what for line in lines]


def kept():
    return list(CoachAccess.objects.order_by("athlete").values_list("athlete__name", "coach__name", "level"))


# --- Looking ---------------------------------------------------------------------------------------


def test_each_line_says_what_it_would_do_and_nothing_is_stored(bob, django_assert_num_queries):
    with django_assert_num_queries(2):
        assert would(bob, ANNA, BERTA, SPOILT, Row(5, "Carla", group="trail")) == [
            ("new", "Will be kept.", "The group Trail will be made."),
            ("new", "Will be kept."),
            ("fault", "The name is missing."),
            ("new", "Will be kept."),
        ]
    assert (kept(), TrainingGroup.objects.count()) == ([], 0)


@pytest.mark.parametrize(
    ("row", "what"),
    [
        (Row(2, "anna"), "there"),
        (Row(2, "Another", "ANNA@example.org"), "there"),
        (Row(2, "Anna", "other@example.org"), "new"),
        (Row(2, "Alice"), "there"),
        (Row(2, "Another", "alice@example.org"), "there"),
        (Row(2, "Berta", "berta@example.org"), "there"),
        (Row(2, "Charlie"), "new"),
    ],
)
def test_who_is_with_the_coach_already_is_known_by_name_or_address(bob, row, what):
    make_kept(bob, "Anna", email="anna@example.org"), make_kept(bob, "Berta")
    alice = make_athlete("Alice", user=make_user("Alice"))
    CoachAccess.objects.create(athlete=alice, coach=bob)
    make_kept(make_coach("Vera"), "Charlie")
    assert [line[0] for line in would(bob, row)] == [what]


def test_who_is_in_the_archive_is_said_to_be_there(bob):
    acting.archive(by=bob, athletes=[make_kept(bob).pk], now=NOW)
    assert would(bob, Row(2, "Anna")) == [("there", "Already with you: Anna, in the archive. Nothing changes.")]


def test_one_athlete_on_two_lines_is_a_fault(bob):
    assert would(bob, ANNA, Row(3, "anna"), Row(4, "A.", "ANNA@example.org"), Row(5, "Anna", "a@example.org"))[1:] == [
        ("fault", "The same athlete as in line 2."),
        ("fault", "The same athlete as in line 2."),
        ("new", "Will be kept."),
    ]


# --- Doing -----------------------------------------------------------------------------------------


def test_athletes_groups_and_notes_are_made(bob):
    assert carried_out(bob, ANNA, BERTA) == ["new", "new"]
    assert kept() == [("Anna", "Bob", "edit"), ("Berta", "Bob", "edit")]
    anna = Athlete.objects.get(name="Anna")
    assert (anna.user, anna.kept_email, anna.coach_access.get().group.name) == (None, "anna@example.org", "Trail")
    [note] = PrivateNote.objects.all()
    assert (note.athlete, note.author, note.text) == (anna, bob, "Calves.")
    assert CoachAccess.objects.get(athlete__name="Berta").group is None


def test_done_again_it_changes_nothing(bob):
    carried_out(bob, ANNA, BERTA)
    assert carried_out(bob, ANNA, BERTA) == ["there", "there"]
    assert (len(kept()), PrivateNote.objects.count(), TrainingGroup.objects.count()) == (2, 1, 1)


def test_a_fault_stops_all_of_it_unless_such_lines_are_left_out(bob):
    with pytest.raises(importing.Faulty):
        carried_out(bob, ANNA, SPOILT)
    assert (kept(), TrainingGroup.objects.count()) == ([], 0)
    assert carried_out(bob, ANNA, SPOILT, without_faults=True) == ["new", "fault"]
    assert kept() == [("Anna", "Bob", "edit")]


def test_a_group_that_is_there_is_used_whatever_its_case(bob):
    trail = keeping.add_group(coach=bob, name="TRAIL")
    keeping.add_group(coach=make_coach("Vera"), name="Trail")
    carried_out(bob, ANNA)
    assert CoachAccess.objects.get().group == trail


def test_it_asks_as_often_for_many_as_for_one(bob, django_assert_max_num_queries):
    def queries(*rows):
        with django_assert_max_num_queries(30) as asked:
            carried_out(bob, *rows)
        return len(asked)

    one = queries(Row(2, "Anna", note="One."))
    assert queries(*[Row(number, f"Anna {number}", note="One.") for number in range(2, 60)]) == one


def test_who_is_no_coach_brings_in_nobody():
    with pytest.raises(access.NotACoach):
        carried_out(make_user("Charlie"), ANNA)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_keep_each_athlete_once():
    bob = make_coach("Bob")
    assert at_once(*[lambda: carried_out(bob, ANNA, BERTA)] * 2) == []
    assert [name for name, *_ in kept()] == ["Anna", "Berta"]
