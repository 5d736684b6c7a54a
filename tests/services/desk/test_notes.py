"""Private notes: once per form, for their author, gone with either side."""

from uuid import uuid4

import pytest

from coaching.models import Athlete, PrivateNote
from coaching.services.desk import notes
from coaching.services.people import consent, erase
from coaching.services.people.holdings import held
from tests.builders import NOW, make_cast
from tests.people import make_note

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def write(cast, text="Calls on Mondays.", form=None, by=None):
    return notes.write(athlete=cast.athlete, by=by or cast.bob, text=text, form=form or uuid4(), now=NOW)


def test_the_same_form_sent_twice_counts_once(cast):
    form = uuid4()
    assert write(cast, form=form) == write(cast, form=form, text="Calls on Tuesdays.")
    assert [note.text for note in notes.of(cast.athlete, cast.bob)] == ["Calls on Mondays."]


def test_another_coach_of_the_same_athlete_sees_none(cast):
    write(cast)
    hers = write(cast, by=cast.vera, text="Runs with a dog.")
    assert list(notes.of(cast.athlete, cast.vera)) == [hers]


def test_who_may_not_see_the_athlete_writes_none(cast):
    with pytest.raises(PermissionError):
        write(cast, by=cast.charlie)
    assert not PrivateNote.objects.exists()


def test_nothing_of_the_athlete_changes_with_a_note(cast):
    before = Athlete.objects.values().get(pk=cast.athlete.pk)
    note = write(cast)
    notes.change(note=note, text="Calls on Tuesdays.", now=NOW)
    notes.delete(note=note)
    assert Athlete.objects.values().get(pk=cast.athlete.pk) == before


def test_a_note_deleted_in_another_tab_stays_deleted(cast):
    note = write(cast)
    notes.delete(note=note)
    notes.change(note=note, text="Back again.", now=NOW)
    notes.delete(note=note)
    assert not PrivateNote.objects.exists()


def test_the_copy_of_a_coach_holds_their_notes_without_the_name_of_the_athlete(cast):
    note = write(cast)
    assert held(cast.bob)["private_notes"] == [
        {"id": note.pk, "text": "Calls on Mondays.", "created_at": NOW, "changed_at": NOW}
    ]


def test_the_copy_of_the_athlete_and_of_another_coach_holds_none(cast):
    write(cast)
    assert (held(cast.alice)["private_notes"], held(cast.vera)["private_notes"]) == ([], [])


@pytest.mark.parametrize("leaves", ["the author", "the athlete", "the consent"])
def test_they_go_with_either(cast, leaves):
    make_note(cast.athlete, cast.bob)
    match leaves:
        case "the author":
            erase.everything(user=cast.bob)
        case "the athlete":
            erase.everything(user=cast.alice)
        case _:
            consent.withdraw(user=cast.alice, now=NOW)
    assert not PrivateNote.objects.exists()
