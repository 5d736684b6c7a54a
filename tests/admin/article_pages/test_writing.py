"""A text is written at the desk; who is overtaken is told."""

import re
from datetime import datetime

import pytest

from coaching.models import ArticleTranslation
from tests.admin.articles import WORDS, draft, history, live_number, numbers, open_page, page_of, save
from tests.admin.desk import page, said
from tests.builders import NOW, write_article

pytestmark = pytest.mark.django_db


def test_a_saved_text_is_a_new_revision_shown_with_what_comes_next(client, bob, text):
    answer = save(client, text)
    assert answer.redirect_chain == [(page(ArticleTranslation, "write", text.pk), 302)]
    assert said(answer) == ["Saved as revision 2. Readers see it once it is reviewed and published."]
    newest = text.newest
    assert (newest.number, newest.author, newest.note, newest.body) == (2, bob, "Clearer", "Calf cramps pass.\n")
    assert live_number(text) == 1
    html = answer.content.decode()
    preview, compared = re.search(r'href="([^"]*)">Preview revision 2<', html)[1], f"{page_of(text)}#review"
    assert client.get(preview).status_code == 200
    assert f'href="{compared}"' in html
    assert f'{page(ArticleTranslation, "compare", text.pk)}?old=1&amp;new=2"' in html
    assert history(text) == [("Bob", "Wrote revision 2. Clearer")]


def test_two_presses_write_one_revision(client, text):
    first, second = save(client, text, based_on="1"), save(client, text, based_on="1")
    assert said(second) == said(first)
    assert (numbers(text), len(history(text))) == ([2, 1], 1)


def test_a_text_as_it_was_is_not_written_again(client, text):
    form = open_page(client, text, "write").context["form"]
    answer = save(client, text, **{name: form[name].value() or "" for name in WORDS})
    assert said(answer) == ["Nothing was changed, so revision 1 stays the newest."]
    assert (numbers(text), history(text)) == ([1], [])


def test_lines_end_as_they_did_whatever_the_browser_sends(client, text):
    save(client, text, body="One.\r\n\r\nTwo.\r\n")
    assert text.newest.body == "One.\n\nTwo.\n"


REFUSED = [
    ({"body": "Fine.\r\n\r\nIt helps. [@NOBODY]"}, "body", "Line 3: There is no source with the key NOBODY."),
    ({"body": "<script>alert(1)</script>"}, "body", "Line 1: HTML is not taken here, write Markdown."),
    ({"body": " \r\n"}, "body", "Write the text first."),
    ({"title": ""}, "title", "This field is required."),
    ({"title": "x" * 71}, "title", "Ensure this value has at most 70 characters (it has 71)."),
    ({"summary": "x" * 201}, "summary", "Ensure this value has at most 200 characters (it has 201)."),
    ({"note": "x" * 201}, "note", "Ensure this value has at most 200 characters (it has 201)."),
    ({"based_on": "many"}, "based_on", "Enter a whole number."),
    ({"body": "Nothing \0 here"}, "body", "Null characters are not allowed."),
]


@pytest.mark.parametrize(("fields", "where", "complaint"), REFUSED)
def test_a_refused_text_says_why_at_its_field_and_is_not_lost(client, text, fields, where, complaint):
    answer = save(client, text, **fields)
    form = answer.context["form"]
    assert answer.status_code == 200
    assert ([*form.errors], form.errors[where][0][: len(complaint)]) == ([where], complaint)
    assert {name: form[name].value() for name in WORDS} == WORDS | {k: v for k, v in fields.items() if k in WORDS}
    assert answer.context["title"].startswith("Error: ")
    assert (numbers(text), history(text)) == ([1], [])


@pytest.mark.parametrize("body", ["", " \r\n", "Nothing \0 here"])
def test_a_text_that_is_not_there_is_complained_of_once(client, text, body):
    assert len(save(client, text, body=body).context["form"].errors["body"]) == 1


def overtaken(client, text, **fields):
    """Dana saves revision 2 while Bob is writing."""
    theirs = draft(
        text, title="Theirs", body="Calves cramp at night.\n", at=datetime(2026, 11, 22, 11, 2, tzinfo=NOW.tzinfo)
    )
    return theirs, save(client, text, **{"based_on": "1"} | fields)


def test_who_was_overtaken_is_told_and_nothing_is_written(client, text):
    _, answer = overtaken(client, text)
    html = answer.content.decode()
    assert "Dana saved revision 2 at 11:02 while you were writing.</strong> Nothing of theirs or yours is lost." in html
    assert re.findall(r"<(del|ins)>([^<]*)<", html)[2:6] == [
        ("del", "Theirs"),
        ("ins", "Calf cramps"),
        ("del", "calves."),
        ("ins", "calf cramps."),
    ]
    assert answer.context["form"]["body"].value() == WORDS["body"]
    assert (numbers(text), text.newest.title, history(text)) == ([2, 1], "Theirs", [])


def test_who_has_seen_it_saves_on_top(client, text):
    overtaken(client, text)
    save(client, text, based_on="1", seen="2")
    assert [(row.number, row.title) for row in text.revisions.all()] == [
        (3, "Calf cramps"),
        (2, "Theirs"),
        (1, "Calves"),
    ]


def test_a_third_who_was_faster_still_is_told_as_well(client, text):
    overtaken(client, text)
    write_article(text, by=text.newest.author, live=False, title="A third")
    answer = save(client, text, based_on="1", seen="2")
    assert b"I have seen revision 3; save mine on top" in answer.content
    assert numbers(text) == [3, 2, 1]
