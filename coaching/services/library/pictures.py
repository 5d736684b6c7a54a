"""Pictures for articles: what is in an upload is told by looking into it, and only a smaller copy of it is kept."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from secrets import token_hex
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

from coaching.models import ArticleRevision, Picture, User

MB = 1_000_000
MOST_BYTES = 8 * MB
MOST_PIXELS = 40_000_000
WIDEST_PX = 1600
TALLEST_PX = 16_000  # WebP takes no side beyond 16,383
QUALITY = 82
TAKEN = ("JPEG", "PNG", "WEBP")

TOO_BIG = "This picture has {size} MB; at most 8 MB are taken. Make it smaller and try again."
TOO_MANY_PIXELS = "This picture has more than 40 million pixels, which is the most. Make it smaller and try again."
NO_PICTURE = "This is not a JPEG, PNG or WebP picture, whatever its name says. Save it as one of these and try again."
NOT_READ = "This is {what}, and only JPEG, PNG and WebP pictures are taken. Save it as one of these and try again."
BROKEN = "This picture is broken or cut off, so it cannot be read. Save it again and try again."
MOVES = "This picture moves. Only pictures that stand still are taken."
HIDES_MORE = "There is more in this file than a picture. Open it in a picture program, save it anew and try again."

# What a file may be beside a picture: a page, a program, a document, or an archive, whose directory stands at its end.
A_PAGE = re.compile(rb"<script|<html|<!doctype|<\?php|<svg|%PDF-", re.IGNORECASE)
AN_ARCHIVE, ITS_PLACE = b"PK\x05\x06", 66_000
KNOWN_BEGINNINGS = [
    (rb"GIF8", "a GIF"),
    (rb".*<svg[\s>]", "an SVG drawing"),
    (rb"%PDF-", "a PDF"),
    (rb"....ftyp(avif|avis)", "an AVIF picture"),
    (rb"....ftyp(heic|heix|mif1|msf1)", "a HEIC picture, as some phones take them"),
    (rb"BM", "a bitmap (BMP)"),
    (rb"(II\*\0|MM\0\*)", "a TIFF"),
]


@dataclass(frozen=True)
class Prepared:
    """A picture as it is kept: WebP, upright, without the camera's notes; sizes in pixels."""

    webp: bytes
    width: int
    height: int


def prepare(upload: BinaryIO, *, size: int) -> Prepared:
    """Make what is kept of an upload of `size` bytes. Raises ValidationError for all that is not a sound, still picture."""
    if size > MOST_BYTES:
        raise ValidationError(TOO_BIG.format(size=f"{size / MB:.0f}" if size >= 10 * MB else f"{size / MB:.1f}"))
    upload.seek(0)
    content = upload.read()
    image = _opened(content)
    _check_size(image)
    try:
        return _copied(image)
    except Exception:  # a broken file makes Pillow stumble in ways it does not list
        raise ValidationError(BROKEN)


def _opened(content: bytes) -> Image.Image:
    """The picture, of which no more than the head has been read."""
    try:
        image = Image.open(BytesIO(content), formats=TAKEN)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(TOO_MANY_PIXELS)
    except UnidentifiedImageError:
        raise ValidationError(_what_it_is(content))
    except Exception:
        raise ValidationError(BROKEN)
    if A_PAGE.search(content) or AN_ARCHIVE in content[-ITS_PLACE:]:
        raise ValidationError(HIDES_MORE)
    if image.format in ("PNG", "WEBP") and getattr(image, "is_animated", False):
        raise ValidationError(MOVES)
    return image


def _what_it_is(content: bytes) -> str:
    head = content[:1000]
    for pattern, what in KNOWN_BEGINNINGS:
        if re.match(pattern, head, re.IGNORECASE | re.DOTALL):
            return NOT_READ.format(what=what)
    return BROKEN if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n", b"RIFF")) else NO_PICTURE


def _check_size(image: Image.Image) -> None:
    """Refuse a picture that would fill the memory, before it is unpacked."""
    if image.width * image.height > MOST_PIXELS:
        raise ValidationError(TOO_MANY_PIXELS)


def _copied(image: Image.Image) -> Prepared:
    image.load()
    with suppress(Exception):  # notes that cannot be read turn nothing
        image = ImageOps.exif_transpose(image)
    image = _in_colours(image)
    image.thumbnail((WIDEST_PX, TALLEST_PX), Image.Resampling.LANCZOS)
    kept = BytesIO()
    image.save(kept, "WEBP", quality=QUALITY, exif=b"", icc_profile=b"", xmp=b"")
    return Prepared(kept.getvalue(), image.width, image.height)


def _in_colours(image: Image.Image) -> Image.Image:
    """As WebP has them: red, green and blue, and how far one sees through."""
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value / 256).convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def keep(*, picture: Picture, prepared: Prepared, by: User, at: datetime) -> None:
    """Store a new picture under a name that nobody can guess, and save its row."""
    picture.width, picture.height = prepared.width, prepared.height
    picture.uploaded_by, picture.uploaded_at = by, at
    picture.file.save(f"{token_hex(16)}.webp", ContentFile(prepared.webp), save=False)
    picture.save()


def forget(*, picture: Picture) -> None:
    """Delete a picture and its file. Raises ValidationError while any revision of an article shows it."""
    shown_in = uses(picture)
    if shown_in:
        raise ValidationError(f"Articles show this picture: {', '.join(shown_in)}.")
    picture.file.delete(save=False)
    picture.delete()


def uses(picture: Picture) -> list[str]:
    """The slugs of the articles of which any revision shows the picture. One query."""
    naming = ArticleRevision.objects.filter(body__contains=f"image:{picture.name}").select_related(
        "translation__article"
    )
    exact = re.compile(rf"\(\s*<?image:{re.escape(picture.name)}(?![\w-])")
    return sorted({row.translation.article.slug for row in naming if exact.search(row.body)})
