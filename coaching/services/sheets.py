"""Tables for a spreadsheet: numbers as numbers, days as ISO writes them, and no text that it would calculate with."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import chain, islice
from typing import Any

BOM = "\ufeff"  # without it Excel takes UTF-8 for something else
CALCULATES = tuple("=+-@")
ENDS_A_CELL = ("\t", "\r", "\n")
QUOTES = "\"'`‘’“”"
AT_A_TIME = 500


class _Echo:
    """What csv writes into, to be handed on at once."""

    def write(self, text: str) -> str:
        return text


def table(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """The text of a table as RFC 4180 has it, its header first, some hundred rows at a time."""
    writer = csv.writer(_Echo())
    lines = (writer.writerow([cell(value) for value in row]) for row in chain([columns], rows))
    while some := "".join(islice(lines, AT_A_TIME)):
        yield some


def cell(value: Any) -> Any:
    """As a spreadsheet may have it. Moments are in UTC; several things stand in one cell with a semicolon between."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case list():
            return plain("; ".join(map(str, value)))
    return plain(str(value))


def plain(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would calculate with it."""
    return f"'{text}" if text.startswith(ENDS_A_CELL) or _begins_a_formula(text) else text


def _begins_a_formula(text: str) -> bool:
    """Some pass over blanks and quotes before the sign, and take its wide forms for it."""
    first = next((sign for sign in text if not _is_passed_over(sign)), "")
    return unicodedata.normalize("NFKC", first).startswith(CALCULATES)


def _is_passed_over(sign: str) -> bool:
    return sign in QUOTES or unicodedata.category(sign) in ("Zs", "Zl", "Zp", "Cc", "Cf")
