"""A text is reviewed at the desk, with name and dates."""

from datetime import date

import pytest

from coaching.admin.library.articles.pressing import PAGE_IS_OLD
from tests.admin.articles import REVIEWED, as_of, draft, history, open_page, press
from tests.admin.desk import said
from tests.builders import TODAY, write_article

pytestmark = pytest.mark.django_db


def test_a_review_is_put_down_with_name_and_dates(client, bob, text):
    draft(text)
    shown = open_page(client, text).context["forms"]["review"]
    assert shown["next_review_on"].value() == date(2027, 11, 22)
    answer = press(client, text, "review", **REVIEWED)
    newest = text.newest
    assert (newest.reviewer, newest.reviewer_name, newest.reviewed_on, newest.next_review_on) == (
        bob,
        "Bob",
        TODAY,
        date(2027, 11, 22),
    )
    assert said(answer) == ["Reviewed revision 2. The next review is due on 22 Nov 2027."]
    assert history(text) == [("Bob", said(answer)[0])]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"read": ""}, {"read": ["Tick this once you have read the text."]}),
        ({"next_review_on": ""}, {"next_review_on": ["Say when it has to be looked at again."]}),
        ({"next_review_on": "soon"}, {"next_review_on": ["Write a day as 2027-11-22."]}),
        ({"revision": "9"}, {"__all__": ["There is no revision 9 of this text."]}),
        ({"revision": "two"}, {"revision": ["Enter a whole number."]}),
    ],
)
def test_a_review_that_makes_no_sense_is_refused(client, text, fields, wrong):
    draft(text)
    answer = press(client, text, "review", **REVIEWED | fields)
    assert answer.context["forms"]["review"].errors == wrong
    assert (text.newest.reviewed, history(text)) == (False, [])


def test_a_next_review_in_the_past_is_refused_at_its_field(client, text):
    draft(text)
    answer = press(client, text, "review", **REVIEWED | {"next_review_on": "2026-11-21"})
    assert [*answer.context["forms"]["review"].errors] == ["next_review_on"]
    assert not text.newest.reviewed


def test_a_newer_draft_is_not_reviewed_by_accident(client, text):
    draft(text)
    seen = as_of(open_page(client, text))
    write_article(text, by=text.newest.author, live=False, title="Written in the meantime")
    answer = press(client, text, "review", **REVIEWED | {"as_of": seen})
    assert said(answer) == [PAGE_IS_OLD]
    assert [row.reviewed for row in text.revisions.all()] == [False, False, True]
    again = press(client, text, "review", **REVIEWED)
    assert "Revision 2 is not the newest any more" in again.context["forms"]["review"].errors["__all__"][0]
