"""A runner's files, from the browser: listed, added, opened, deleted."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coaching.models import AthleteFile
from coaching.services.desk.contents import UNKNOWN
from tests.desk import make_file
from tests.views.test_pages import assert_well_framed

pytestmark = pytest.mark.django_db
FILES = "/files/"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def browser(client, cast):
    client.force_login(cast.alice)
    return client


def sent(content=b"Ten heel drops.", name="sheet.txt"):
    return {"upload": SimpleUploadedFile(name, content), "form": uuid4()}


def test_the_page_is_well_framed_with_and_without_files(browser, cast):
    assert_well_framed(browser.get(FILES))
    make_file(cast.athlete, by=cast.bob)
    assert_well_framed(browser.get(FILES))


def test_today_leads_there(browser):
    assert 'href="/files/"' in browser.get("/today/").content.decode()


def test_a_file_is_added_listed_opened_and_deleted(browser, cast):
    page = browser.post(FILES, sent(), follow=True).content.decode()
    file = AthleteFile.objects.get()
    assert "“sheet.txt” is here now" in page
    assert f'href="/files/{file.pk}/"' in page
    assert browser.get(f"/files/{file.pk}/").content == b"Ten heel drops."
    page = browser.post(f"/files/{file.pk}/", follow=True).content.decode()
    assert "The file is deleted." in page
    assert not AthleteFile.objects.exists()


def test_one_form_sent_twice_adds_one_file(browser):
    form = uuid4()
    for _ in range(2):
        assert browser.post(FILES, sent() | {"form": form}).status_code == 302
    assert AthleteFile.objects.count() == 1


def test_a_second_press_on_delete_says_the_same(browser, cast):
    file = make_file(cast.athlete)
    for _ in range(2):
        assert browser.post(f"/files/{file.pk}/").headers["Location"] == FILES


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({}, "Choose a file first."),
        ({"upload": "no file"}, "Choose a file first."),
        (sent(b""), "This file is empty."),
        (sent(b"MZ\x90\x00"), UNKNOWN),
        (sent(b"x" * (AthleteFile.MOST_BYTES + 1)), "at most 10 MB are taken"),
    ],
)
def test_what_is_refused_is_said_beside_the_field(browser, posted, sentence):
    answer = browser.post(FILES, posted)
    assert (answer.status_code, AthleteFile.objects.count()) == (200, 0)
    assert sentence in answer.context["form"].errors["upload"][0]
    assert "<title>Error: Files" in answer.content.decode()


def test_a_file_is_saved_and_never_shown_by_the_browser(browser, cast):
    file = make_file(cast.athlete, name='Übungen "neu".txt')
    answer = browser.get(f"/files/{file.pk}/")
    assert {name: answer.headers[name] for name in ("Content-Type", "X-Content-Type-Options", "Cache-Control")} == {
        "Content-Type": "text/plain",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''%C3%9Cbungen%20neu.txt"


def test_a_lost_file_is_said_to_be_lost(browser, cast):
    file = make_file(cast.athlete)
    file.file.storage.delete(file.file.name)
    answer = browser.get(f"/files/{file.pk}/")
    assert answer.status_code == 404
    assert "<h1>This file is lost</h1>" in answer.content.decode()


def test_files_of_others_are_not_there(browser, cast):
    theirs = make_file(cast.stranger)
    assert browser.get(f"/files/{theirs.pk}/").status_code == 404
    assert browser.post(f"/files/{theirs.pk}/").status_code == 404
    assert AthleteFile.objects.get() == theirs


def test_the_disk_has_no_address(browser, cast):
    file = make_file(cast.athlete)
    for path in (f"/media/{file.file.name}", f"/{file.file.name}", f"/static/{file.file.name}"):
        assert browser.get(path).status_code == 404


def test_the_list_asks_as_often_for_three_as_for_one(browser, cast, django_assert_num_queries):
    make_file(cast.athlete, by=cast.bob)
    with django_assert_num_queries(4):
        browser.get(FILES)
    make_file(cast.athlete, by=cast.vera)
    make_file(cast.athlete)
    with django_assert_num_queries(4):
        browser.get(FILES)
