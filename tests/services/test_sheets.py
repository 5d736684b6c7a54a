"""Tables for a spreadsheet: what goes in comes out, and nothing is calculated."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.services import sheets

SIGNS = st.sampled_from("=+-@＝＋－＠﹦⁺\t\r\n \"';,`\u200b\ufeff\xa0")
TEXTS = st.text(SIGNS | st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = TEXTS | st.integers() | st.floats(allow_nan=False)


def read(rows):
    """As a program reads it that knows RFC 4180."""
    return list(csv.reader(io.StringIO("".join(sheets.table(["Columns"], rows)), newline="")))[1:]


def looks_like_a_formula(text):
    """Said in another way than the code does: what is left once all that is passed over is stripped."""
    bare = text
    while bare and (bare[0] in "\"'`‘’“”" or bare[0].isspace() or unicodedata.category(bare[0]) in ("Cc", "Cf")):
        bare = bare[1:]
    return unicodedata.normalize("NFKC", bare[:1])[:1] in {"=", "+", "-", "@"} or text[:1] in {"\t", "\r", "\n"}


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=4), max_size=4))
def test_every_text_comes_back_as_it_was_or_behind_one_apostrophe(rows):
    expected = [[f"'{text}" if looks_like_a_formula(text) else text for text in row] for row in rows]
    assert read(rows) == expected


@given(st.lists(VALUES, min_size=2))
def test_no_cell_begins_with_a_sign_unless_it_is_a_number(row):
    [back] = read([row])
    begins = [cell for cell, value in zip(back, row, strict=True) if isinstance(value, str) and cell[:1] in set("=+-@")]
    assert begins == []
    assert [type(value)(cell) for cell, value in zip(back, row, strict=True) if not isinstance(value, str)] == [
        value for value in row if not isinstance(value, str)
    ]


@pytest.mark.parametrize("text", ['"=1+1"', "' =1+1", "\xa0@SUM(A1)", "\u200b=1", "\ufeff=1", "﹦1", "\n"], ids=ascii)
def test_a_sign_behind_blanks_and_quotes_is_found(text):
    assert sheets.cell(text) == f"'{text}"


@pytest.mark.parametrize("number", [-3.5, -1, 0, 12])
def test_a_number_stays_a_number(number):
    assert sheets.cell(number) == number


def test_lines_end_and_quotes_double_as_the_standard_says():
    lines = "".join(sheets.table(["One", "Two"], [['said "so", twice', None], ["two\nlines", True]]))
    assert lines == 'One,Two\r\n"said ""so"", twice",\r\n"two\nlines",yes\r\n'


def test_a_long_table_comes_in_parts():
    parts = list(sheets.table(["Number"], ([number] for number in range(2 * sheets.AT_A_TIME))))
    assert len(parts) == 3
    assert "".join(parts).count("\r\n") == 2 * sheets.AT_A_TIME + 1
