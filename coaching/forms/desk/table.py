"""A list of athletes as text: decoded, cut into lines and cells, each cell checked."""

import csv
import io
from dataclasses import dataclass

from django import forms
from django.core.validators import validate_email

from coaching.forms.library.plain import tidied
from coaching.forms.people.coaches import YOUR_OWN
from coaching.services.desk.importing import Row

MOST_LINES, MOST_BYTES = 500, 256 * 1024
COLUMNS = {"name": 100, "email": 254, "group": 60, "note": 5000}  # how much each may hold
SAID = {"name": "name", "email": "e-mail address", "group": "group", "note": "note"}
ALSO = {"e-mail": "email", "mail": "email"}
DELIMITERS = ",;\t"

NO_TEXT = "This is no text file. Save the list as CSV and choose that file."
TOO_LARGE = "The list is larger than 256 kB. Cut it into several and bring them in one after the other."
TOO_MANY = f"The list has more than {MOST_LINES} lines. Cut it into several and bring them in one after the other."
NO_NAMES = "The first line has to name the columns, and one of them has to be: name."
TWICE = "The first line names this column twice: {}."
NO_LINES = "There is no line below the names of the columns."
NOT_CLOSED = "A quotation mark in line {} is opened and not closed, or a cell is too long."

NO_NAME = "The name is missing."
NO_ADDRESS = "This is no e-mail address: {}."
TOO_LONG = "The {} is too long: {} characters fit, and it has {}."
MORE_CELLS = "There are more cells than columns. Put quotation marks around a cell that holds a comma or semicolon."


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a list, and the names of columns that are not read."""

    rows: tuple[Row, ...]
    unread: tuple[str, ...]


def refuse(message: str) -> forms.ValidationError:
    return forms.ValidationError(message, code="list")


def decoded(content: bytes) -> str:
    """Text as spreadsheets save it: UTF-8, or UTF-16 where it begins so, else the Windows code page of western Europe."""
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise refuse(NO_TEXT)


def read(text: str, *, own_address: str) -> Table:
    """The rows of a list with its faults; raises ValidationError where it cannot be read as a whole."""
    if len(text.encode(errors="replace")) > MOST_BYTES:
        raise refuse(TOO_LARGE)
    lines = cells_of(text.removeprefix("\ufeff").replace("\0", ""))
    if not lines:
        raise refuse(NO_NAMES)
    columns = columns_of(lines.pop(0)[1])
    if not lines:
        raise refuse(NO_LINES)
    if len(lines) > MOST_LINES:
        raise refuse(TOO_MANY)
    rows = tuple(row_of(number, cells, columns, own_address) for number, cells in lines)
    return Table(rows, tuple(name for name in columns if name and name not in COLUMNS))


def cells_of(text: str) -> list[tuple[int, list[str]]]:
    """Each line that is not empty: the number it begins at, and its cells."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    found, begins = [], 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                found.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error:
        raise refuse(NOT_CLOSED.format(begins)) from None
    return found


def delimiter_of(text: str) -> str:
    """The one that the first line has most of."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    return max(DELIMITERS, key=first.count)


def columns_of(cells: list[str]) -> list[str]:
    names = [tidied(cell).casefold() for cell in cells]
    names = [ALSO.get(name, name) for name in names]
    twice = [name for name in COLUMNS if names.count(name) > 1]
    if twice:
        raise refuse(TWICE.format(twice[0]))
    if "name" not in names:
        raise refuse(NO_NAMES)
    return names


def row_of(number: int, cells: list[str], columns: list[str], own_address: str) -> Row:
    said = dict(zip(columns, cells, strict=False))
    values = {name: tidied(said.get(name, ""), lines=name == "note") for name in COLUMNS}
    values["email"] = values["email"].lower()
    extra = [MORE_CELLS] if any(map(str.strip, cells[len(columns) :])) else []
    return Row(number, **values, faults=(*extra, *faults_of(values, own_address)))


def faults_of(values: dict[str, str], own_address: str) -> list[str]:
    name, email = values["name"], values["email"]
    found = [] if any(map(str.isalnum, name)) else [NO_NAME]
    if email and not is_address(email):
        found.append(NO_ADDRESS.format(email[:80]))
    if email and email == own_address.lower():
        found.append(YOUR_OWN)
    long = [(name, len(values[name])) for name, most in COLUMNS.items() if len(values[name]) > most]
    return found + [TOO_LONG.format(SAID[name], COLUMNS[name], length) for name, length in long]


def is_address(text: str) -> bool:
    try:
        validate_email(text)
    except forms.ValidationError:
        return False
    return True
