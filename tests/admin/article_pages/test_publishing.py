"""A text is published, scheduled, taken off and put back."""

from datetime import datetime

import pytest

from coaching.admin.library.articles.pressing import PAGE_IS_OLD
from coaching.models.library.articles import NOT_REVIEWED
from tests.admin.articles import SOON, as_of, draft, history, live_number, open_page, press
from tests.admin.desk import said
from tests.builders import NOW, write_article

pytestmark = pytest.mark.django_db


def publish(client, translation, **fields):
    return press(client, translation, "publish", **{"revision": "2", "when": "now"} | fields)


def test_a_reviewed_draft_is_published_now(client, bob, ready):
    answer = publish(client, ready)
    assert said(answer) == ["Published revision 2. Readers see it now."]
    assert (live_number(ready), ready.newest.publisher) == (2, bob)
    assert history(ready) == [("Bob", "Published revision 2. Readers see it now.")]


def test_a_draft_is_scheduled_with_an_end(client, ready):
    answer = publish(client, ready, when="later", at="2026-11-25T12:00", until="2026-12-01T08:30")
    assert said(answer) == ["Scheduled revision 2 for 25 Nov 2026, 12:00 until 1 Dec 2026, 08:30."]
    days = [NOW, SOON, datetime(2026, 12, 2, tzinfo=NOW.tzinfo)]
    assert [live_number(ready, day) for day in days] == [1, 2, None]
    newest = open_page(client, ready).context["rows"][0]
    assert newest.said == "scheduled for 25 Nov 2026, 12:00 until 1 Dec 2026, 08:30"


def test_a_scheduled_draft_is_called_off(client, ready):
    publish(client, ready, when="later", at="2026-11-25T12:00")
    answer = press(client, ready, "unschedule", revision="2")
    assert said(answer) == ["Called off the publication of revision 2."]
    assert live_number(ready, SOON) == 1
    again = press(client, ready, "unschedule", revision="2")
    assert again.context["forms"]["unschedule"].non_field_errors() == ["Revision 2 is not scheduled."]


NO_MOMENT = "Say from when, with day and time; or choose “Now”."
TOO_MANY = "You chose “Now” and gave a moment as well: take the moment out, or choose “At a moment to come”."
PASSED = "This moment has passed already: choose one to come, or publish now."
OVER = "It would be over before it is published: choose a later end."
UNREAD = "Write day and time as 2026-11-22 14:00."


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"when": ""}, {"when": ["Choose one."]}),
        ({"when": "later"}, {"at": [NO_MOMENT]}),
        ({"when": "later", "at": "tomorrow"}, {"at": [UNREAD]}),
        ({"at": "2026-11-25T12:00"}, {"at": [TOO_MANY]}),
        ({"when": "later", "at": "2026-11-20T12:00"}, {"at": [PASSED]}),
        ({"until": "2026-11-22T11:00"}, {"until": [OVER]}),
        ({"until": "0000-01-01T00:00"}, {"until": [UNREAD]}),
        ({"revision": "7"}, {"__all__": ["There is no revision 7 of this text."]}),
    ],
)
def test_a_publication_that_makes_no_sense_is_refused(client, ready, fields, wrong):
    answer = publish(client, ready, **fields)
    assert answer.context["forms"]["publish"].errors == wrong
    assert b"What is wrong stands at its button below." in answer.content
    assert (live_number(ready), history(ready)) == (1, [])


def test_what_nobody_reviewed_is_not_published(client, text):
    draft(text)
    answer = publish(client, text)
    assert answer.context["forms"]["publish"].errors == {"__all__": [NOT_REVIEWED]}
    assert live_number(text) == 1


@pytest.mark.parametrize(
    ("button", "fields"),
    [("publish", {"revision": "2", "when": "now"}), ("archive", {}), ("expire", {}), ("revert", {"revision": "1"})],
)
def test_two_presses_do_it_once(client, ready, button, fields):
    seen = {"as_of": as_of(open_page(client, ready))}
    first = press(client, ready, button, **fields | seen)
    second = press(client, ready, button, **fields | seen)
    assert (len(said(first)), said(second)) == (1, [PAGE_IS_OLD])
    assert history(ready) == [("Bob", said(first)[0])]


# --- Taking away, and putting back ---------------------------------------------------------------------


def test_the_live_text_is_taken_off_at_once(client, text):
    answer = press(client, text, "expire")
    assert said(answer) == ["Took the live text off. Readers see it no more."]
    assert live_number(text) is None
    assert answer.context["rows"][0].said == "expired on 22 Nov 2026, 12:00"
    again = press(client, text, "expire")
    assert again.context["forms"]["expire"].non_field_errors() == [
        "Readers do not see this article now, so there is nothing to take off."
    ]


def test_an_archived_article_is_restored_as_it_was(client, text):
    archived = press(client, text, "archive")
    assert said(archived) == ["Archived it. Readers see it no more; all revisions stay."]
    assert live_number(text) is None
    restored = press(client, text, "restore")
    assert (said(restored), live_number(text)) == (["Restored it."], 1)
    assert [message for _, message in history(text)] == [said(archived)[0], said(restored)[0]]


def test_an_earlier_text_is_put_back_as_a_new_draft_with_its_review(client, ready):
    publish(client, ready)
    answer = press(client, ready, "revert", revision="1")
    assert said(answer) == [
        "Put back the text of revision 1 as revision 3, with its review of 22 Nov 2026. Publish it to show it."
    ]
    newest = ready.newest
    assert (newest.number, newest.title, newest.reviewer_name, live_number(ready)) == (3, "Calves", "Erin", 2)
    publish(client, ready, revision="3")
    assert live_number(ready) == 3


def test_a_text_that_is_the_newest_already_is_not_put_back(client, text):
    draft(text, title="Calves", body="Calves cramp at night.\n")
    write_article(text, by=text.newest.author, live=False, title="Calves", body="Calves cramp.\n")
    answer = press(client, text, "revert", revision="1")
    assert answer.context["forms"]["revert"].non_field_errors() == [
        "The newest revision has the text of revision 1 already."
    ]
    assert history(text) == []
