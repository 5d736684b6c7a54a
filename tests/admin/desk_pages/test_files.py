"""Files at the desk: shared by who may edit, opened by who may look, and by nobody else."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coaching.models import AthleteFile, CoachAccess, Look
from tests.builders import revoke
from tests.desk import make_file

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def add(athlete):
    return f"/coach/athletes/{athlete.pk}/files/"


def at(file):
    return f"/coach/files/{file.pk}/"


def sent(content=b"Ten heel drops."):
    return {"upload": SimpleUploadedFile("sheet.txt", content), "form": uuid4()}


def test_a_coach_shares_a_file_and_opens_it_again(desk, cast):
    page = desk.post(add(cast.athlete), sent(), follow=True).content.decode()
    file = AthleteFile.objects.get()
    assert (file.by, file.athlete) == (cast.bob, cast.athlete)
    assert "“sheet.txt” is shared with Alice." in page
    assert f'href="{at(file)}"' in page
    answer = desk.get(at(file))
    assert answer.content == b"Ten heel drops."
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sheet.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert {"private", "no-store"} <= set(answer.headers["Cache-Control"].split(", "))


def test_what_is_refused_is_said_with_the_form(desk, cast):
    for posted in ({}, sent(b"MZ\x90\x00")):
        answer = desk.post(add(cast.athlete), posted)
        assert (answer.status_code, AthleteFile.objects.count()) == (200, 0)
        assert len(answer.context["file_form"].errors["upload"]) == 1
        assert "<title>Error: " in answer.content.decode()


def test_one_form_sent_twice_shares_one_file(desk, cast):
    form = uuid4()
    for _ in range(2):
        assert desk.post(add(cast.athlete), sent() | {"form": form}).status_code == 302
    assert AthleteFile.objects.count() == 1


def test_each_look_at_a_file_is_written_down(desk, cast):
    file = make_file(cast.athlete)
    Look.objects.all().delete()
    desk.get(at(file))
    assert list(Look.objects.values_list("coach", "athlete", "what")) == [(cast.bob.pk, cast.athlete.pk, "file")]


def test_who_may_only_look_opens_and_does_not_share(client, cast):
    client.force_login(cast.vera)
    file = make_file(cast.athlete)
    assert client.get(at(file)).status_code == 200
    assert client.get(add(cast.athlete)).status_code == 404
    assert client.post(add(cast.athlete), sent()).status_code == 404
    assert client.post(at(file)).status_code == 403
    assert AthleteFile.objects.get() == file


def test_who_shared_a_file_deletes_it_also_when_they_may_only_look_now(client, cast):
    file = make_file(cast.athlete, by=cast.vera)
    client.force_login(cast.vera)
    assert client.post(at(file)).status_code == 302
    assert not AthleteFile.objects.exists()


def test_who_may_edit_deletes_any_and_a_second_press_says_the_same(desk, cast):
    file = make_file(cast.athlete)
    for _ in range(2):
        assert desk.post(at(file)).status_code == 302
    assert not AthleteFile.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("carl", 404), ("ruth", 404), ("charlie", 302)])
def test_nobody_else_finds_them(client, cast, name, status):
    file = make_file(cast.athlete, by=cast.bob)
    client.force_login(getattr(cast, name))
    for answer in (client.get(at(file)), client.post(at(file)), client.get(add(cast.athlete))):
        assert answer.status_code == status
    assert client.post(add(cast.athlete), sent()).status_code == status
    assert AthleteFile.objects.get() == file


def test_who_lost_access_does_not_find_even_what_they_shared(desk, cast):
    file = make_file(cast.athlete, by=cast.bob)
    revoke(cast.bob)
    assert desk.get(at(file)).status_code == 404
    assert desk.post(at(file)).status_code == 404


def test_a_lost_file_is_said_to_be_lost(desk, cast):
    file = make_file(cast.athlete)
    file.file.storage.delete(file.file.name)
    answer = desk.get(at(file))
    assert answer.status_code == 404
    assert "no longer on this server" in answer.content.decode()


def test_the_list_asks_as_often_for_three_as_for_one(desk, cast, django_assert_max_num_queries):
    make_file(cast.athlete, by=cast.bob)
    with django_assert_max_num_queries(40) as one:
        desk.get(add(cast.athlete))
    make_file(cast.athlete, by=cast.vera)
    make_file(cast.athlete)
    with django_assert_max_num_queries(len(one)) as three:
        desk.get(add(cast.athlete))
    assert len(three) == len(one)


def test_a_file_for_an_athlete_without_a_log_in(desk, cast):
    CoachAccess.objects.filter(coach=cast.bob).update(athlete=cast.stranger)
    cast.stranger.user = None
    cast.stranger.save()
    assert desk.post(add(cast.stranger), sent()).status_code == 302
