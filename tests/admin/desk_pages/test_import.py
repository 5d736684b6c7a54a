"""A list of athletes at the desk: looked at line by line, then kept, all of it or nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coaching.models import Athlete, PrivateNote
from coaching.services.desk import importing
from tests.desk import make_kept

pytestmark = pytest.mark.django_db
PATH = "/coach/athletes/import/"
LIST = "name,email,group,note\r\nAnna,anna@example.org,Trail,Calves\r\nBerta,,,\r\n"
SPOILT = LIST + ",nobody@example.org,,\r\n"


def check(client, text="", file=None):
    sent = {"do": "check", "text": text}
    return client.post(PATH, sent | ({"file": SimpleUploadedFile("list.csv", file)} if file is not None else {}))


def carry_out(client, text, **more):
    return client.post(PATH, {"do": "carry_out", "content": text, "agreed": "on"} | more)


def kept():
    return list(Athlete.objects.filter(user=None).order_by("pk").values_list("name", flat=True))


def counts(response):
    return tuple(response.context[name] for name in ("new", "there", "faults"))


@pytest.mark.parametrize("given", [{"text": LIST}, {"file": LIST.encode("cp1252")}, {"file": LIST.encode("utf-16")}])
def test_a_list_is_looked_at_first_and_then_kept(desk, given):
    looked = check(desk, **given)
    assert (counts(looked), kept()) == ((2, 0, 0), [])
    content = looked.context["form"]["content"].value()
    assert counts(carry_out(desk, content)) == (2, 0, 0)
    assert (kept(), PrivateNote.objects.get().text) == (["Anna", "Berta"], "Calves")


def test_the_last_press_twice_keeps_nothing_twice(desk):
    carry_out(desk, LIST)
    again = carry_out(desk, LIST)
    assert (again.status_code, counts(again), kept()) == (200, (0, 2, 0), ["Anna", "Berta"])


def test_faults_stop_it_until_they_are_left_out(desk):
    refused = carry_out(desk, SPOILT)
    assert (list(refused.context["form"].errors), kept()) == (["leave_out"], [])
    assert "nobody@example.org" in refused.content.decode()
    assert counts(carry_out(desk, SPOILT, leave_out="on")) == (2, 0, 1)
    assert kept() == ["Anna", "Berta"]


def test_without_the_coachs_word_nothing_is_kept_and_nothing_lost(desk):
    refused = carry_out(desk, LIST, agreed="")
    assert (list(refused.context["form"].errors), kept()) == (["agreed"], [])
    assert refused.context["form"]["content"].value() == LIST


def test_what_changed_between_looking_and_keeping_counts(desk, cast):
    check(desk, LIST)
    make_kept(cast.bob)
    assert counts(carry_out(desk, LIST)) == (1, 1, 0)
    assert kept() == ["Anna", "Berta"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "Choose a file or paste the list."),
        ({"file": b""}, "The first line has to name the columns"),
        ({"text": LIST, "file": LIST.encode()}, "You chose a file and pasted a list."),
        ({"text": "email\na@example.org"}, "The first line has to name the columns"),
        ({"file": b"\x89PNG\r\n\x1a\n\0"}, "This is no text file."),
        ({"file": b"name\n" + b"A" * 300_000}, "The list is larger than 256 kB."),
        ({"text": "name\n" + "A\n" * 501}, "The list has more than 500 lines."),
        ({"text": 'name\n"Anna'}, "A quotation mark in line 2"),
    ],
)
def test_a_list_that_cannot_be_read_is_refused_with_the_reason(desk, given, message):
    answer = check(desk, **given)
    assert [error.startswith(message) for error in answer.context["form"].non_field_errors()] == [True]
    assert kept() == []


@pytest.mark.parametrize("content", ["", "no names", 'name\n"Anna', "name\n\ud7ff\0"])
def test_a_text_that_was_spoilt_on_its_way_keeps_nobody_without_a_name(desk, content):
    assert carry_out(desk, content, agreed="").status_code == 200
    assert kept() == []


def test_the_sample_is_a_list_that_can_be_brought_in(desk):
    sample = desk.get("/coach/athletes/import/athletes.csv")
    assert sample["Content-Disposition"] == 'attachment; filename="athletes.csv"'
    assert counts(check(desk, file=sample.content)) == (2, 0, 0)


def test_it_brings_nobody_to_another_coach(client, cast):
    make_kept(cast.bob)
    client.force_login(cast.carl)
    assert counts(carry_out(client, LIST)) == (2, 0, 0)
    assert sorted(kept()) == ["Anna", "Anna", "Berta"]


def test_markup_in_a_cell_is_text(desk):
    page = check(desk, 'name,note\n<b>Anna,"<script>alert(1)</script>"').content.decode()
    assert ("<b>Anna" in page, "<script>alert" in page) == (False, False)


def test_looking_asks_as_often_for_many_lines_as_for_one(desk, django_assert_max_num_queries):
    def queries(text):
        with django_assert_max_num_queries(40) as asked:
            check(desk, text)
        return len(asked)

    one = queries("name\nAnna")
    assert queries("name\n" + "".join(f"Anna {number}\n" for number in range(50))) == one


def test_there_is_no_other_step(desk):
    assert desk.post(PATH, {"do": "else"}).status_code == 404


def test_the_words_of_each_line_are_those_of_the_service(desk, cast):
    make_kept(cast.bob)
    lines = check(desk, SPOILT).context["lines"]
    assert [line.what for line in lines] == [importing.THERE, importing.NEW, importing.FAULT]
