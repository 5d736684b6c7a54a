"""What the tests of articles at the desk press and read."""

import re
from datetime import date, timedelta

from django.contrib.admin.models import LogEntry

from coaching.models import ArticleRevision, ArticleTranslation, User
from coaching.services.library import articles
from tests.admin.desk import page
from tests.builders import NOW, TODAY, make_article, make_user, write_article

EARLIER, SOON = NOW - timedelta(hours=1), NOW + timedelta(days=3)
WORDS = {"title": "Calf cramps", "summary": "About calf cramps.", "body": "Calf cramps pass.\n", "note": "Clearer"}
REVIEWED = {"revision": "2", "read": "on", "next_review_on": "2027-11-22"}


def open_page(client, translation, name="change", **query):
    return client.get(page(ArticleTranslation, name, translation.pk), query)


def as_of(response):
    return re.search(r'name="as_of" value="(\w+)"', response.content.decode())[1]


def press(client, translation, button, **fields):
    """Press a button of the page as it is now."""
    fields = {"as_of": as_of(open_page(client, translation)), "button": button} | fields
    return client.post(page(ArticleTranslation, "change", translation.pk), fields, follow=True)


def save(client, translation, **fields):
    begun = translation.newest.number if translation.newest else 0
    fields = WORDS | {"based_on": str(begun)} | fields
    return client.post(page(ArticleTranslation, "write", translation.pk), fields, follow=True)


def numbers(translation):
    return [revision.number for revision in translation.revisions.all()]


def live_number(translation, at=NOW):
    found = ArticleRevision.objects.live(at).filter(translation=translation).first()
    return found.number if found else None


def history(translation):
    entries = LogEntry.objects.filter(content_type__model="articletranslation", object_id=str(translation.pk))
    return [(entry.user.name, entry.get_change_message()) for entry in entries.order_by("pk")]


def make_late(slug, **words):
    """An article whose next review was due on 18 October."""
    article = make_article(slug, at=NOW - timedelta(days=300), **words)
    ArticleRevision.objects.filter(translation__article=article).update(next_review_on=date(2026, 10, 18))
    return article


def draft(translation, **words):
    dana = User.objects.filter(name="Dana").first() or make_user("Dana")
    return write_article(translation, by=dana, live=False, **{"title": "A draft"} | words)


def scheduled(translation, at=SOON, until=None):
    revision = draft(translation)
    articles.review(revision=revision, by=revision.author, on=TODAY, next_on=date(2027, 11, 22))
    articles.publish(revision=revision, by=revision.author, now=NOW, at=at, until=until)
    return revision


def queries_of(client, path, counted):
    with counted(40) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def page_of(translation):
    return page(ArticleTranslation, "change", translation.pk)
