"""What is taken as a picture, and what is kept of it."""

import struct
import zlib
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import ValidationError
from PIL import Image, PngImagePlugin

from coaching.models import Picture
from coaching.services.library import pictures
from tests.builders import NOW, make_user

ORIENTATION, TURNED = 0x0112, 6
GPS, LATITUDE = 0x8825, 2


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def drawn(form="PNG", size=(60, 30), mode="RGB", colour="teal", **options):
    """A file of one colour with its left half white."""
    image = Image.new(mode, size, colour)
    image.paste("white" if mode != "RGBA" else (255, 255, 255, 0), (0, 0, size[0] // 2, size[1]))
    file = BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def prepare(content):
    return pictures.prepare(BytesIO(content), size=len(content))


def kept(content):
    image = Image.open(BytesIO(prepare(content).webp))
    image.load()
    return image


def refusal(content, size=None):
    with pytest.raises(ValidationError) as refused:
        pictures.prepare(BytesIO(content), size=size or len(content))
    (message,) = refused.value.messages
    return message


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_each_kind_becomes_webp(form):
    made = kept(drawn(form))
    assert (made.format, made.size) == ("WEBP", (60, 30))


@pytest.mark.parametrize(("mode", "colour"), [("L", 90), ("1", 1), ("CMYK", (9, 9, 9, 9)), ("I;16", 40_000)])
def test_every_way_of_writing_colours_is_read(mode, colour):
    file = BytesIO()
    Image.new(mode, (4, 4), colour).save(file, "JPEG" if mode == "CMYK" else "PNG")
    assert kept(file.getvalue()).mode == "RGB"


def test_what_one_sees_through_stays_so():
    made = kept(drawn(mode="RGBA", colour=(0, 90, 90, 255)))
    assert [made.getpixel((x, 5))[3] for x in (5, 55)] == [0, 255]


@pytest.mark.parametrize(
    ("size", "becomes"),
    [((3200, 1000), (1600, 500)), ((1600, 900), (1600, 900)), ((40, 30), (40, 30)), ((900, 20_000), (720, 16_000))],
)
def test_a_wide_picture_is_made_smaller_and_a_small_one_is_left(size, becomes):
    made = prepare(drawn(size=size))
    assert (made.width, made.height) == becomes == Image.open(BytesIO(made.webp)).size


def test_a_picture_is_put_upright_and_the_notes_of_the_camera_are_gone():
    notes = Image.Exif()
    notes[ORIENTATION] = TURNED
    notes.get_ifd(GPS)[LATITUDE] = (59.0, 56.0, 0.0)
    made = kept(drawn("JPEG", exif=notes.tobytes(), comment=b"taken at home", icc_profile=b"a profile"))
    assert made.size == (30, 60)
    assert made.getpixel((15, 5))[0] > 200 > made.getpixel((15, 55))[0]  # white was left and is on top
    assert dict(made.getexif()) == {}
    assert set(made.info) <= {"loop", "background", "timestamp", "duration"}


def test_the_texts_in_a_png_are_gone():
    texts = PngImagePlugin.PngInfo()
    texts.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta>Ada at home</x:xmpmeta>")
    assert b"Ada at home" not in prepare(drawn(pnginfo=texts)).webp


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_notes_that_cannot_be_read_do_not_stop_a_picture():
    assert kept(drawn("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff nonsense")).size == (60, 30)


def test_20_mb_are_refused_with_the_size_and_without_a_look():
    said = "This picture has 20 MB; at most 8 MB are taken. Make it smaller and try again."
    assert refusal(b"", size=20_000_000) == said
    assert refusal(b"", size=8_400_000) == said.replace("20", "8.4")


SVG = b'<?xml version="1.0"?>\n<!-- drawn -->\n<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'
FOREIGN = [
    (SVG, "an SVG drawing"),
    (b"GIF89a\x01\0\x01\0\0\0\0;", "a GIF"),
    (b"%PDF-1.7", "a PDF"),
    (b"\0\0\0\x1cftypheic\0\0\0\0", "a HEIC picture, as some phones take them"),
    (b"\0\0\0\x1cftypavif\0\0\0\0", "an AVIF picture"),
    (b"BM\0\0\0\0", "a bitmap (BMP)"),
    (b"II*\0\0\0\0\0", "a TIFF"),
]


@pytest.mark.parametrize(("content", "what"), FOREIGN, ids=[what for _, what in FOREIGN])
def test_another_kind_of_picture_is_called_by_its_name(content, what):
    assert refusal(content) == (
        f"This is {what}, and only JPEG, PNG and WebP pictures are taken. Save it as one of these and try again."
    )


@pytest.mark.parametrize("content", [b"", b"<html>", b"MZ\x90\0", b"\0" * 99, "ходьба".encode()])
def test_no_picture_at_all_is_refused(content):
    assert refusal(content, size=1) == pictures.NO_PICTURE


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9])
def test_a_picture_that_is_cut_off_is_refused(form, share):
    content = drawn(form, size=(300, 200), colour="teal")
    assert refusal(content[: max(12, int(len(content) * share))]) == pictures.BROKEN


def an_archive():
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("run.js", "1")
    return file.getvalue()


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("more", [b"<script>1</script>", b"<!DOCTYPE html>", b"<?php 1", b"%PDF-1.4", an_archive()])
def test_a_picture_that_is_something_else_as_well_is_refused(form, more):
    assert refusal(drawn(form) + more) == pictures.HIDES_MORE


def test_a_page_hidden_in_a_comment_is_refused():
    assert refusal(drawn("JPEG", comment=b"<SCRIPT src=x>")) == pictures.HIDES_MORE


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(form):
    file = BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("teal", "white")]
    frames[0].save(file, form, save_all=True, append_images=frames[1:])
    assert refusal(file.getvalue()) == pictures.MOVES


def bomb(width, height):
    """A PNG that says it is huge; unpacked it would not even be there."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(6400, 6251), (10_000, 10_000), (60_000, 60_000)])
def test_too_many_pixels_are_refused_before_they_are_unpacked(size):
    assert refusal(bomb(*size)) == pictures.TOO_MANY_PIXELS


def test_a_texts_bomb_is_refused():
    head = bomb(5, 5)
    packed = zlib.compress(b" " * 2_000_000)
    body = b"Comment\0\0" + packed
    text = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    assert refusal(head[:33] + text + head[33:]) == pictures.BROKEN


@pytest.mark.django_db
def test_a_picture_is_kept_under_a_name_that_says_nothing(tmp_path):
    ada = make_user("Ada")
    picture = Picture(name="calf", alt="A calf")
    pictures.keep(picture=picture, prepared=prepare(drawn()), by=ada, at=NOW)
    (file,) = (tmp_path / "pictures").iterdir()
    assert (len(file.stem), file.suffix, "calf" in file.name) == (32, ".webp", False)
    stored = Picture.objects.get()
    assert (stored.width, stored.height, stored.uploaded_by, stored.uploaded_at) == (60, 30, ada, NOW)
