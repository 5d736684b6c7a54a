"""Pictures of articles."""

import pytest
from django.core.files.base import ContentFile

from coaching.models import Picture
from tests.builders import NOW

WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0/\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"


@pytest.fixture
def picture(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = Picture(name="calf", alt="A calf", width=1, height=1, uploaded_at=NOW)
    picture.file.save("calf.webp", ContentFile(WEBP))
    return picture


def test_a_picture_is_sent_as_it_is_and_may_be_kept(client, picture):
    response = client.get("/library/images/calf.webp")
    assert response.content == WEBP
    headers = ["Content-Type", "X-Content-Type-Options", "Content-Disposition", "Cache-Control", "Last-Modified"]
    assert [response[name] for name in headers] == [
        "image/webp",
        "nosniff",
        'attachment; filename="calf.webp"',
        "public, max-age=2592000",
        "Sun, 22 Nov 2026 12:00:00 GMT",
    ]
    assert list(response.cookies) == []


def test_a_picture_that_is_not_there_is_not_found(client, picture):
    assert client.get("/library/images/other.webp").status_code == 404
    picture.file.storage.delete(picture.file.name)
    assert client.get("/library/images/calf.webp").status_code == 404
