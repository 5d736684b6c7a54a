"""Every list of the library's desk asks the database as often for 300 rows as for 3 and for 1."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.models import (
    Advice,
    AdviceRating,
    AdviceVersion,
    Article,
    ArticleRating,
    ArticleRevision,
    ArticleTranslation,
    Comment,
    CommentReport,
    Picture,
    Source,
)
from coaching.services.library import advice as services
from tests.admin.desk import page
from tests.builders import NOW, make_advice, make_article, make_coach
from tests.library import many_advice, many_articles, many_sources, revision

pytestmark = pytest.mark.django_db
NEAR = (NOW + timedelta(days=30)).date()


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False):
        yield


def articles(count):
    many_articles(count, author="Bob")
    ArticleRevision.objects.update(next_review_on=NEAR)


def article_of_many_revisions(count):
    text = make_article("one").translations.get()
    row = revision(text, "Bob", NOW)
    row.publish_from = None
    rows = [copied(row, number) for number in range(2, count + 1)]
    ArticleRevision.objects.bulk_create(rows)
    return text


def copied(row, number):
    values = {field.attname: getattr(row, field.attname) for field in row._meta.fields if field.name != "id"}
    return ArticleRevision(**values | {"number": number})


def pictures(count):
    Picture.objects.bulk_create(
        Picture(name=f"calf-{i}", alt="A calf", file="a.webp", width=6, height=3, uploaded_at=NOW) for i in range(count)
    )


def said_by_readers(count):
    """A comment, a report and both ratings for so many articles and pieces of advice.

    There are two more of each, for a list that has only one article to choose from leaves the choice out.
    """
    talked_about, used = many_articles(count + 2)[:count], many_advice(count + 2)[:count]
    said = Comment.objects.bulk_create(
        Comment(article=row, name="Ida", text="It cramps.", form=uuid4(), made_at=NOW, browser="b")
        for row in talked_about
    )
    left = {"browser": "b", "made_at": NOW}
    CommentReport.objects.bulk_create(CommentReport(comment=row, reason="spam", **left) for row in said)
    ArticleRating.objects.bulk_create(ArticleRating(article=row, value=5, **left) for row in talked_about)
    AdviceRating.objects.bulk_create(AdviceRating(advice=row, value="much", **left) for row in used)


def advice_due(count):
    many_advice(count, sources=many_sources(2))
    Advice.objects.update(next_review_on=NEAR)
    articles(count)


def versions(count):
    advice = make_advice()
    words = services.words_of(advice)
    AdviceVersion.objects.bulk_create(
        AdviceVersion(advice=advice, number=i, words=words | {"title": f"Title {i}"}, author_name="Bob", written_at=NOW)
        for i in range(1, count + 1)
    )
    return advice


LISTS = {
    "articles": (articles, (Article, "changelist")),
    "translations": (articles, (ArticleTranslation, "changelist")),
    "revisions": (article_of_many_revisions, (ArticleTranslation, "change")),
    "pictures": (pictures, (Picture, "changelist")),
    "comments": (said_by_readers, (Comment, "changelist")),
    "reports": (said_by_readers, (CommentReport, "changelist")),
    "ratings of articles": (said_by_readers, (ArticleRating, "changelist")),
    "ratings of advice": (said_by_readers, (AdviceRating, "changelist")),
    "what is due": (advice_due, (Article, "due")),
    "advice": (advice_due, (Advice, "changelist")),
    "sources": (many_sources, (Source, "changelist")),
    "versions": (versions, (Advice, "versions")),
}


def queries_for(client, count, fill, model, name):
    """How often the list asks when there are so many rows; they are gone afterwards."""
    sid = connection.savepoint()
    row = fill(count)
    path = page(model, name, *([row.pk] if name in ("change", "versions") else []))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.get(path)
    assert (answer.status_code, answer.content.count(b"<tr") > min(count, 50)) == (200, True)
    connection.savepoint_rollback(sid)
    return len(queries)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_300_rows_as_for_3_and_1(client, name):
    client.force_login(make_coach("Bob"))
    fill, where = LISTS[name]
    one, three, many = (queries_for(client, count, fill, *where) for count in (1, 3, 300))
    assert (three, many) == (one, one)
