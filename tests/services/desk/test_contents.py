"""What a file is, told by looking into it; and the name it is kept under."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from coaching.services.desk import contents

GPX = b'<?xml version="1.0"?>\n<!-- made by a watch -->\n<gpx version="1.1"><trk/></gpx>'
FIT = bytes([14, 16, 0, 0, 0, 0, 0, 0]) + b".FIT" + bytes(20)


def drawn(how):
    file = BytesIO()
    Image.new("RGB", (60, 30), "teal").save(file, how)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "content_type"),
    [
        (b"%PDF-1.7\n...", "letter.pdf", "application/pdf"),
        (drawn("PNG"), "sheet.png", "image/png"),
        (drawn("JPEG"), "sheet.txt", "image/jpeg"),
        (drawn("WEBP"), "sheet", "image/webp"),
        (GPX, "run.gpx", "application/gpx+xml"),
        (b"\xef\xbb\xbf" + GPX, "run.xml", "application/gpx+xml"),
        (FIT, "run.fit", "application/vnd.ant.fit"),
        (b"a,b\r\n1,2\r\n", "table.CSV", "text/csv"),
        (b"a,b\r\n1,2\r\n", "table.txt", "text/plain"),
        ("Десять раз, a < b".encode(), "x.exe", "text/plain"),
    ],
)
def test_what_is_in_it_counts_not_what_it_is_called(content, name, content_type):
    assert contents.kind_of(content, name=name).content_type == content_type


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", contents.EMPTY),
        (b" \n\t", contents.EMPTY),
        (b"<!DOCTYPE html><p>Hello", contents.A_PAGE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", contents.A_PAGE),
        (b"#!/bin/sh\nrm -r ~", contents.A_PAGE),
        (b"Read this: <SCRIPT>", contents.A_PAGE),
        (b"PK\x03\x04 a document", contents.UNKNOWN),
        (b"MZ\x90\x00\x03", contents.UNKNOWN),
        (b"GIF89a\x01\x00\x01\x00", contents.UNKNOWN),
        ("größer".encode("latin-1"), contents.UNKNOWN),
        (b"text \x00 with a hole", contents.UNKNOWN),
        (drawn("PNG")[:60], contents.BROKEN),
    ],
)
def test_all_else_is_refused_in_words(content, sentence):
    with pytest.raises(ValidationError) as refusal:
        contents.kind_of(content, name="letter.pdf")
    assert refusal.value.messages == [sentence]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("letter.pdf", "letter.pdf"),
        ("Letter.PDF", "Letter.PDF"),
        ("letter.exe", "letter.exe.pdf"),
        ("letter", "letter.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\me\\letter.pdf", "letter.pdf"),
        ("a\r\nb\x00c.pdf", "a b c.pdf"),
        ("gpj.\u202efdp.pdf", "gpj. fdp.pdf"),
        ('say "hi" <b>.pdf', "say hi b.pdf"),
        ("Übungen für Waden.pdf", "Übungen für Waden.pdf"),
        ("", "file.pdf"),
        (".pdf", "pdf.pdf"),
        ("x" * 400 + ".pdf", "x" * 146 + ".pdf"),
    ],
    ids=ascii,
)
def test_a_name_is_cleaned_and_says_what_the_file_is(name, kept):
    assert contents.named(name, contents.PDF) == kept


@given(st.text())
def test_any_name_becomes_one_that_a_disk_and_a_header_take(name):
    kept = contents.named(name, contents.PDF)
    assert 0 < len(kept) <= contents.LONGEST_NAME
    assert kept.isprintable()
    assert set(kept) & set('/\\<>:"|?*') == set()
    assert kept.lower().endswith(".pdf")
    assert contents.named(kept, contents.PDF) == kept


@given(st.binary(max_size=300))
def test_any_bytes_are_of_a_kind_or_refused(content):
    assert told_of(content) in {None, contents.EMPTY, contents.UNKNOWN, contents.A_PAGE, contents.BROKEN}


def told_of(content):
    """What is said of it; None where it is taken."""
    try:
        contents.kind_of(content, name="x")
    except ValidationError as refusal:
        return refusal.messages[0]
