"""Tables to take along, from the desk."""

import pytest

from coaching.models import CoachAccess, Look
from tests.builders import NOW
from tests.cramps import make_cramp

pytestmark = pytest.mark.django_db
EACH = pytest.mark.parametrize("what", ["roster", "log", "cramps"])


def at(what):
    return f"/coach/export/{what}/"


def text(answer):
    return b"".join(answer).decode("utf-8-sig")


@EACH
def test_a_table_is_a_file_that_nobody_keeps_on_the_way(desk, what):
    answer = desk.get(at(what))
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="uncramp-{what}-2026-11-22.csv"'
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))
    assert b"".join(answer).startswith(b"\xef\xbb\xbfAthlete,")


def test_those_that_are_ticked_are_in_it_as_far_as_they_are_hers_to_see(desk, cast):
    ticked = {"athlete": [cast.athlete.pk, cast.dora.pk, 999, "x", "9" * 40, "²"]}
    assert [line.split(",")[0] for line in text(desk.post(at("roster"), ticked)).splitlines()] == ["Athlete", "Alice"]
    assert [line.split(",")[0] for line in text(desk.get(at("roster"), ticked)).splitlines()] == ["Athlete", "Alice"]
    assert set(Look.objects.values_list("athlete", "what")) == {(cast.athlete.pk, "export")}


def test_keys_that_are_none_are_nobodys(desk, cast):
    assert text(desk.get(at("roster"), {"athlete": ["x", ""]})).count("\n") == 1


def test_the_archive_is_in_it_where_it_is_asked_for(desk, cast):
    CoachAccess.objects.filter(coach=cast.bob).update(archived_at=NOW)
    make_cramp(cast.athlete)
    assert text(desk.get(at("cramps"))).count("\n") == 1
    assert text(desk.get(at("cramps") + "?archived=1")).count("\n") == 2


def test_without_a_tick_it_is_said_that_one_is_needed(desk):
    answer = desk.post(at("log"))
    assert answer.headers["Location"] == "/coach/"


def test_there_is_no_other_table(desk):
    assert desk.get(at("passwords")).status_code == 404


@EACH
def test_only_coaches_come_here_and_find_their_own_alone(client, cast, what):
    for name, status in (("charlie", 302), ("alice", 302)):
        client.force_login(getattr(cast, name))
        assert client.get(at(what)).status_code == status
    make_cramp(cast.athlete)
    for stranger in (cast.carl, cast.ruth):
        client.force_login(stranger)
        assert text(client.get(at(what))).count("\n") == 1
    assert not Look.objects.exists()
