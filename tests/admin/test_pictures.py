"""Pictures at the desk: uploaded by a coach, named in texts."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from coaching.models import Picture
from coaching.models.library.refusals import NO_QUININE
from coaching.services.library.pictures import NO_PICTURE
from tests.admin.desk import page, sent_back
from tests.builders import make_article, make_coach, make_superuser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def bob(client):
    bob = make_coach("Bob")
    client.force_login(bob)
    return bob


def drawn(size=(60, 30)):
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, "PNG")
    return file.getvalue()


def upload(client, content=None, **fields):
    fields = {"name": "calf", "alt": "A hand holds a calf"} | fields
    file = SimpleUploadedFile("calf.png", drawn() if content is None else content, content_type="image/png")
    return client.post(page(Picture, "add"), fields | {"upload": file})


def errors(response):
    return dict(response.context["adminform"].form.errors)


def test_a_picture_is_uploaded_and_shown_with_the_text_to_paste(client, bob, tmp_path):
    assert upload(client).status_code == 302
    picture = Picture.objects.get()
    assert (picture.width, picture.height, picture.uploaded_by) == (60, 30, bob)
    assert len(list((tmp_path / "pictures").iterdir())) == 1
    for name, *args in (("changelist",), ("change", picture.pk)):
        html = client.get(page(Picture, name, *args)).content.decode()
        assert "<code>![A hand holds a calf](image:calf)</code>" in html
        assert '<img class="thumbnail" src="/library/images/calf.webp" alt="A hand holds a calf"' in html
    assert client.get("/library/images/calf.webp")["Content-Type"] == "image/webp"


def test_brackets_in_what_it_shows_do_not_end_the_words_to_paste(client, bob):
    upload(client, alt=r"A calf [left] \ <b>")
    html = client.get(page(Picture, "changelist")).content.decode()
    assert r"<code>![A calf \[left\] \\ &lt;b&gt;](image:calf)</code>" in html


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"alt": ""}, {"alt": ["This field is required."]}),
        ({"alt": "Quinine helps."}, {"alt": [NO_QUININE.format(sentence="Quinine helps.")]}),
        (
            {"name": "no slug"},
            {"name": ["Enter a valid “slug” consisting of letters, numbers, underscores or hyphens."]},
        ),
        ({"content": b""}, {"upload": [NO_PICTURE]}),
        (
            {"content": b"GIF89a"},
            {
                "upload": [
                    "This is a GIF, and only JPEG, PNG and WebP pictures are taken. Save it as one of these and try again."
                ]
            },
        ),
        (
            {"content": b"\0" * 20_000_000},
            {"upload": ["This picture has 20 MB; at most 8 MB are taken. Make it smaller and try again."]},
        ),
    ],
    ids=["no words", "what is never told", "no name", "empty", "a GIF", "20 MB"],
)
def test_what_is_refused_is_said_at_its_field(client, bob, tmp_path, fields, wrong):
    answer = upload(client, **fields)
    assert (answer.status_code, errors(answer)) == (200, wrong)
    assert (Picture.objects.count(), list(tmp_path.iterdir())) == (0, [])


def test_a_form_without_a_file_is_refused(client, bob):
    answer = client.post(page(Picture, "add"), {"name": "calf", "alt": "A calf"})
    assert errors(answer) == {"upload": ["This field is required."]}


def test_a_name_is_given_once(client, bob):
    upload(client)
    assert errors(upload(client)) == {"name": ["Picture with this Name already exists."]}
    assert Picture.objects.count() == 1


def test_only_what_it_shows_can_be_changed_later(client, bob):
    upload(client)
    path = page(Picture, "change", Picture.objects.get().pk)
    client.post(path, sent_back(client.get(path)) | {"alt": "Two hands", "name": "other"})
    assert [(picture.name, picture.alt) for picture in Picture.objects.all()] == [("calf", "Two hands")]


def test_a_superuser_deletes_a_picture_that_no_text_shows(client, bob, tmp_path):
    upload(client)
    upload(client, name="calf-2")
    shown, other = Picture.objects.order_by("name")
    make_article("shown", body="## Here\n\n![A calf](image:calf)\n", live=False)
    assert client.post(page(Picture, "delete", other.pk), {"post": "yes"}).status_code == 403
    client.force_login(make_superuser("Ruth"))
    assert client.post(page(Picture, "delete", shown.pk), {"post": "yes"}).status_code == 403
    assert client.post(page(Picture, "delete", other.pk), {"post": "yes"}).status_code == 302
    assert ([*Picture.objects.all()], len(list((tmp_path / "pictures").iterdir()))) == ([shown], 1)
    assert b"shown" in client.get(page(Picture, "change", shown.pk)).content
