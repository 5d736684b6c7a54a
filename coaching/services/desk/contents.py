"""What is in a file that somebody sends: told by looking into it, whatever its name says."""

import re
import unicodedata
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from PIL import Image

HEAD = 2000  # bytes in which a text says what it is
FIT_HEADERS = (12, 14)  # how long the header of a FIT file may be: its first byte
LONGEST_NAME = 150

EMPTY = "This file is empty."
UNKNOWN = (
    "This file is none of those that can be kept here: a PDF, a picture (JPEG, PNG, WebP), plain text, "
    "a table as CSV, or a GPX or FIT file. Save it as one of these and try again."
)
A_PAGE = "This is a web page or a program. Save what it says as a PDF or as plain text, and try again."
BROKEN = "This picture is broken or cut off, so it cannot be read. Save it again and try again."

LIKE_A_PAGE = re.compile(rb"<script|<html|<!doctype\s+html|<\?php|<svg|^#!", re.IGNORECASE)
LIKE_GPX = re.compile(rb"^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>)?\s*(<!--.*?-->\s*)*<gpx[\s>]", re.IGNORECASE | re.DOTALL)
NOT_IN_A_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Kind:
    content_type: str
    endings: tuple[str, ...]  # that a name may have; the first is put behind any other name


PDF = Kind("application/pdf", (".pdf",))
FIT = Kind("application/vnd.ant.fit", (".fit",))
GPX = Kind("application/gpx+xml", (".gpx",))
CSV = Kind("text/csv", (".csv",))
TEXT = Kind("text/plain", (".txt", ".md"))
PICTURES = {
    "JPEG": Kind("image/jpeg", (".jpg", ".jpeg")),
    "PNG": Kind("image/png", (".png",)),
    "WEBP": Kind("image/webp", (".webp",)),
}


def kind_of(content: bytes, *, name: str) -> Kind:
    """What the bytes are; only CSV is told from other text by the name. Raises ValidationError for all that is not kept."""
    if not content.strip():
        raise ValidationError(EMPTY)
    if content.startswith(b"%PDF-"):
        return PDF
    if content[8:12] == b".FIT" and content[0] in FIT_HEADERS:
        return FIT
    return _picture(content) or _text(content, name)


def _picture(content: bytes) -> Kind | None:
    try:
        image = Image.open(BytesIO(content), formats=tuple(PICTURES))
    except Exception:  # Pillow stumbles in ways it does not list, over pictures and over all else
        return None
    try:
        image.verify()
    except Exception:
        raise ValidationError(BROKEN)
    return PICTURES[str(image.format)]


def _text(content: bytes, name: str) -> Kind:
    if LIKE_GPX.match(content[:HEAD]):
        return GPX
    if LIKE_A_PAGE.search(content[:HEAD]):
        raise ValidationError(A_PAGE)
    try:
        text = content.decode()
    except UnicodeDecodeError:
        raise ValidationError(UNKNOWN)
    if NOT_IN_A_TEXT.search(text):
        raise ValidationError(UNKNOWN)
    return CSV if name.lower().endswith(CSV.endings) else TEXT


def named(name: str, kind: Kind) -> str:
    """The name without folders and without signs that hide something, with an ending that says what it is."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in last)
    clean = re.sub(r"[\s<>:\"|?*]+", " ", seen).strip(" .") or "file"
    stem, ending = PurePosixPath(clean).stem, PurePosixPath(clean).suffix
    if ending.lower() not in kind.endings:
        stem, ending = clean, kind.endings[0]
    return stem[: LONGEST_NAME - len(ending)].rstrip() + ending
