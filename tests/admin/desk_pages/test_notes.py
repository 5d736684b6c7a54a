"""Private notes at the desk: nobody but their author finds them, by any page or file."""

import io
import zipfile
from uuid import uuid4

import pytest

from coaching.models import Athlete, PrivateNote, User
from coaching.services.people import export
from tests.admin.desk import page
from tests.builders import NOW, make_coach, revoke
from tests.people import make_note

pytestmark = pytest.mark.django_db
PLANTED = "kanarie in the margin"


def copy_of(user):
    """The texts of somebody's copy of everything, by the names of its files."""
    whole = io.BytesIO()
    export.archive(user=user, now=NOW, to=whole)
    with zipfile.ZipFile(whole) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def texts():
    return list(PrivateNote.objects.values_list("text", flat=True))


def test_a_note_sent_twice_is_kept_once(desk, cast):
    sent = {"text": PLANTED, "form": str(uuid4())}
    for _ in range(2):
        response = desk.post(f"/coach/athletes/{cast.athlete.pk}/notes/", sent)
        assert (response.status_code, response.url) == (302, f"/coach/athletes/{cast.athlete.pk}/#notes")
    assert texts() == [PLANTED]
    assert desk.get(f"/coach/athletes/{cast.athlete.pk}/").content.decode().count(PLANTED) == 1


def test_an_empty_or_endless_note_is_refused_and_nothing_is_lost(desk, cast):
    for text, words in (("", "Write your note."), ("x" * 5001, "5000 characters fit, and it has 5001.")):
        response = desk.post(f"/coach/athletes/{cast.athlete.pk}/notes/", {"text": text})
        html = response.content.decode()
        assert (response.status_code, words in html, f"{text}</textarea>" in html) == (200, True, True)
    assert texts() == []


def test_it_is_changed_and_after_a_question_deleted(desk, cast):
    path = f"/coach/notes/{make_note(cast.athlete, cast.bob).pk}/"
    assert "It is gone for good" in desk.get(path).content.decode()
    assert desk.post(path, {"text": PLANTED}).status_code == 302
    assert texts() == [PLANTED]
    assert "Write your note." in desk.post(path, {"text": ""}).content.decode()
    assert desk.post(path, {"do": "delete"}).status_code == 302
    assert texts() == []
    assert desk.post(path, {"do": "delete"}).status_code == 404


def test_another_coach_of_the_athlete_finds_none(client, cast):
    note = make_note(cast.athlete, cast.bob, text=PLANTED)
    for user, status in ((cast.vera, 404), (cast.carl, 404), (cast.ruth, 404), (cast.alice, 302)):
        client.force_login(user)
        assert client.get(f"/coach/notes/{note.pk}/").status_code == status
        assert client.post(f"/coach/notes/{note.pk}/", {"do": "delete"}).status_code == status
    client.force_login(cast.vera)
    assert PLANTED not in client.get(f"/coach/athletes/{cast.athlete.pk}/").content.decode()
    assert texts() == [PLANTED]


def test_a_superuser_who_is_asked_before_deleting_reads_none(client, cast):
    make_note(cast.athlete, cast.bob, text=PLANTED)
    client.force_login(cast.ruth)
    for model, row in ((Athlete, cast.athlete), (User, cast.alice), (User, cast.bob)):
        html = client.get(page(model, "delete", row.pk)).content.decode()
        assert ("Private note: " in html, PLANTED in html) == (True, False)


def test_who_lost_access_reads_and_writes_none(desk, cast):
    note = make_note(cast.athlete, cast.bob, text=PLANTED)
    revoke(cast.bob)
    assert desk.get(f"/coach/notes/{note.pk}/").status_code == 404
    assert desk.post(f"/coach/athletes/{cast.athlete.pk}/notes/", {"text": "More."}).status_code == 404
    assert texts() == [PLANTED]


def test_a_stranger_writes_none(client, cast):
    client.force_login(make_coach("Cleo"))
    assert client.post(f"/coach/athletes/{cast.athlete.pk}/notes/", {"text": PLANTED}).status_code == 404
    assert texts() == []


def test_neither_the_copy_nor_a_page_of_the_athlete_holds_it(client, cast):
    make_note(cast.athlete, cast.bob, text=PLANTED)
    assert PLANTED not in "".join(copy_of(cast.alice).values())
    client.force_login(cast.alice)
    workout = cast.week.workouts.first()
    plan = f"/plan/{cast.plan.pk}/"
    own = ["/today/", "/calendar/", "/plans/", "/cramps/", "/pauses/", "/account/", "/account/coaches/", "/files/"]
    for path in (*own, plan, f"{plan}workout/{workout.pk}/", f"{plan}plan.json", f"/findings/{cast.hers.pk}/"):
        response = client.get(path)
        assert (path, response.status_code, PLANTED in response.content.decode()) == (path, 200, False)


def test_the_athlete_seen_from_the_desk_has_none_of_it(desk, cast):
    make_note(cast.athlete, cast.bob, text=PLANTED)
    for path in ("", "today/", "cramps/"):
        assert PLANTED not in desk.get(f"/coach/athletes/{cast.athlete.pk}/as/{path}").content.decode()


def test_the_copy_of_its_author_holds_it(cast):
    make_note(cast.athlete, cast.bob, text=PLANTED)
    assert [name for name, text in copy_of(cast.bob).items() if PLANTED in text] == ["json/private_notes.json"]
