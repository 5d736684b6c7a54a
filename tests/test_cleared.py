"""What a coach publishes, takes off or approves is on the kept page with the next request, and nothing else asks Django."""

from datetime import timedelta
from wsgiref.util import setup_testing_defaults

import pytest
import time_machine
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from coaching.models import Comment, Source
from coaching.services.library import advice, articles, comments, shelf
from config.pages import cached
from tests.builders import NOW, make_advice, make_article, make_editor, write_article
from tests.readers import make_comment

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


class Counted:
    """The site as gunicorn serves it, and how often Django was asked."""

    def __init__(self):
        self.django, self.asked = get_wsgi_application(), 0
        self.site = cached(self.count, settings.PAGES_STAMP)

    def count(self, environ, start_response):
        self.asked += 1
        return self.django(environ, start_response)

    def get(self, path):
        environ = {"PATH_INFO": path, "HTTP_HOST": "localhost"}
        setup_testing_defaults(environ)
        self.status = ""

        def start_response(status, headers, exc_info=None):
            self.status = status.split()[0]

        answer = self.site(environ, start_response)
        body = b"".join(answer).decode()
        getattr(answer, "close", lambda: None)()
        return body


@pytest.fixture(autouse=True)
def one_connection():
    """The transaction of the test lives in it, so no request may close it; Django's own test client does the same."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def editor():
    return make_editor()


@pytest.fixture
def translation(clock, editor):
    make_advice(slug="walk", title="Walk on")
    Source.objects.create(key="ONE2001", reference="The first reading.", grade="low")
    return make_article(title="First words", body="So it is. [@ONE2001]\n\n[advice: walk]").translations.get()


@pytest.fixture
def site(translation, renewed):
    """The site with the page of the article kept: asked twice, made once."""
    site = Counted()
    with renewed():
        pass
    assert ["First words" in site.get("/library/calves/") for _ in range(2)] == [True, True]
    assert site.asked == 1
    return site


@pytest.fixture
def renewed(django_capture_on_commit_callbacks):
    """A block as a transaction that is committed at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def title(site):
    page = site.get("/library/calves/")
    return next((words for words in ("First words", "Second words") if f"{words}</h1>" in page), site.status)


def test_a_publication_shows_with_the_next_request(site, translation, editor, renewed):
    with renewed():
        write_article(translation, by=editor, title="Second words")
    assert (title(site), title(site), site.asked) == ("Second words", "Second words", 2)


def test_a_scheduled_publication_shows_from_its_moment(site, translation, editor, renewed, clock):
    with renewed():
        draft = write_article(translation, by=editor, live=False, title="Second words")
        articles.review(revision=draft, by=editor, on=NOW.date(), next_on=NOW.date() + timedelta(days=9))
        articles.publish(revision=draft, by=editor, now=NOW, at=NOW + timedelta(seconds=90))
    assert title(site) == "First words"
    clock.shift(timedelta(seconds=89))
    assert title(site) == "First words"
    clock.shift(timedelta(seconds=1))
    assert title(site) == "Second words"


def test_an_expiry_shows_at_its_moment(site, translation, editor, renewed, clock):
    with renewed():
        revision = write_article(translation, by=editor, live=False, title="Second words")
        articles.review(revision=revision, by=editor, on=NOW.date(), next_on=NOW.date() + timedelta(days=9))
        articles.publish(revision=revision, by=editor, now=NOW, until=NOW + timedelta(seconds=30))
    assert title(site) == "Second words"
    clock.shift(timedelta(seconds=30))
    assert title(site) == "410"


def test_what_is_taken_off_is_gone_with_the_next_request(site, translation, editor, renewed, clock):
    clock.shift(timedelta(seconds=1))
    with renewed():
        articles.expire(translation=translation, by=editor, now=NOW + timedelta(seconds=1))
    assert title(site) == "410"


def test_an_archived_article_is_gone_with_the_next_request(site, translation, editor, renewed):
    with renewed():
        articles.archive(translation=translation, by=editor, now=NOW)
    assert title(site) == "410"


def test_an_approved_comment_shows_with_the_next_request_and_a_rejected_one_goes(site, translation, editor, renewed):
    with renewed():
        comment = make_comment(translation.article, text="It helped me.")
    assert ("It helped me." in site.get("/library/calves/"), site.asked) == (False, 1)
    with renewed():
        comments.approve(comment=comment, by=editor, now=NOW)
    assert ("It helped me." in site.get("/library/calves/"), site.asked) == (True, 2)
    with renewed():
        comments.reject(comment=Comment.objects.get(), by=editor, now=NOW)
    assert ("It helped me." in site.get("/library/calves/"), site.asked) == (False, 3)


def test_edited_advice_shows_in_the_article_with_the_next_request(site, translation, editor, renewed):
    assert "Walk on" in site.get("/library/calves/")
    with renewed():
        row = translation.newest.advice.get()
        row.title = "Walk slowly"
        row.save()
        advice.keep(advice=row, by=editor, at=NOW)
    assert "Walk slowly" in site.get("/library/calves/")


def test_an_edited_source_shows_in_the_article_with_the_next_request(site, translation, renewed):
    with renewed():
        source = Source.objects.get()
        source.reference = "The second reading."
        source.save()
        shelf.source_changed(source=source)
    assert "The second reading." in site.get("/library/calves/")


def test_a_draft_or_a_review_changes_nothing_that_readers_see(site, translation, editor, renewed):
    with renewed():
        write_article(translation, by=editor, live=False, title="Second words")
    assert (title(site), site.asked) == ("First words", 1)
