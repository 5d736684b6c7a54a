"""A list of athletes as text: whatever a spreadsheet saves is read, and what is wrong is said by line."""

import pytest
from django import forms

from coaching.forms.desk import table
from coaching.services.desk.importing import Row

OWN = "bob@example.org"


def rows(text):
    return list(table.read(text, own_address=OWN).rows)


def refused(text):
    with pytest.raises(forms.ValidationError) as wrong:
        rows(text)
    return wrong.value.messages


@pytest.mark.parametrize(
    "text",
    [
        "name,email,group,note\nAnna,anna@example.org,Trail,Calves",
        "NAME;Email;GROUP;Note\r\nAnna;anna@example.org;Trail;Calves\r\n",
        "note\tgroup\temail\tname\rCalves\tTrail\tANNA@example.org\tAnna\r",
        "\ufeff name , e-mail ,group,note\n Anna , anna@example.org , Trail ,Calves",
        'name,email,group,note\n"Anna","anna@example.org","Trail","Calves"',
        "name,email,group,note,phone\nAnna,anna@example.org,Trail,Calves,123",
    ],
)
def test_each_way_of_writing_it_is_the_same_athlete(text):
    assert rows(text) == [Row(2, "Anna", "anna@example.org", "Trail", "Calves")]


def test_a_name_is_enough_and_empty_lines_do_not_count():
    assert rows("name\nAnna\n\n   \nBerta\n") == [Row(2, "Anna"), Row(5, "Berta")]


def test_a_note_may_have_lines_and_each_row_has_the_number_it_begins_at():
    assert rows('name,note\nAnna,"One\nTwo"\nBerta,') == [Row(2, "Anna", note="One\nTwo"), Row(4, "Berta")]


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+Anna", "-2 Anna"])
def test_a_formula_is_text(name):
    assert rows(f"name\n{name}") == [Row(2, name)]


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        (",a@example.org,,", ["The name is missing."]),
        ("!,,,", ["The name is missing."]),
        ("Anna,anna at example,,", ["This is no e-mail address: anna at example."]),
        ("Anna,BOB@example.org,,", ["This is your own address."]),
        (f"{'A' * 101},,,", ["The name is too long: 100 characters fit, and it has 101."]),
        (f"Anna,,{'A' * 61},", ["The group is too long: 60 characters fit, and it has 61."]),
        (f"Anna,,,{'A' * 5001}", ["The note is too long: 5000 characters fit, and it has 5001."]),
        ("Anna,,,Calves, and feet", [table.MORE_CELLS]),
    ],
)
def test_a_fault_is_said_and_the_row_stays(line, faults):
    [row] = rows(f"name,email,group,note\n{line}")
    assert (row.number, list(row.faults)) == (2, faults)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", table.NO_NAMES),
        ("email\nanna@example.org", table.NO_NAMES),
        ("Anna,anna@example.org", table.NO_NAMES),
        ("name,email", table.NO_LINES),
        ("name,Name\nAnna,Berta", table.TWICE.format("name")),
        ('name\n"Anna', table.NOT_CLOSED.format(2)),
        ('name\nAnna\n"B"erta', table.NOT_CLOSED.format(3)),
        ("name\n" + "Anna\n" * 501, table.TOO_MANY),
        ("name\n" + "A" * 256 * 1024, table.TOO_LARGE),
        ("name,note\nAnna," + "A" * 140_000, table.NOT_CLOSED.format(2)),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_the_reason(text, message):
    assert refused(text) == [message]


def test_500_lines_are_read():
    assert len(rows("name\n" + "".join(f"Anna {number}\n" for number in range(500)))) == 500


def test_columns_that_are_not_read_are_named():
    assert table.read("phone,name,\n1,Anna,", own_address=OWN).unread == ("phone",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_decoded_as_spreadsheets_save_it(encoding):
    assert table.decoded("name\nZoë Müller".encode(encoding)) == "name\nZoë Müller"


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xfea", b"\x81\x8d", b"PK\x03\x04\0\0"])
def test_what_is_no_text_is_refused(content):
    with pytest.raises(forms.ValidationError) as wrong:
        table.decoded(content)
    assert wrong.value.messages == [table.NO_TEXT]
