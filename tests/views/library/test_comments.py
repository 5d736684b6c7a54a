"""The comments of an article: the first of them below it, all of them on a page of their own."""

from datetime import timedelta

import pytest

from coaching.models import Comment
from coaching.services.library import comments
from tests.builders import NOW, make_article, make_editor
from tests.readers import make_comment

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def article():
    return make_article()


def commented(article, times):
    return [
        make_comment(article, state=Comment.APPROVED, text=f"Comment {number}.", at=NOW + number * HOUR)
        for number in range(times)
    ]


def told(client, path):
    page = client.get(path).content.decode()
    return [line.split(".")[0] for line in page.split("Comment ")[1:] if line[0].isdigit()]


def test_below_an_article_stand_the_five_newest_with_questions_first(client, article):
    rows = commented(article, 7)
    comments.promote(comment=rows[1], by=make_editor(), now=NOW)
    assert told(client, "/library/calves/") == ["1", "6", "5", "4", "3"]
    assert 'href="/library/calves/comments/"' in client.get("/library/calves/").content.decode()


def test_five_comments_need_no_page_of_their_own(client, article):
    commented(article, 5)
    assert 'href="/library/calves/comments/"' not in client.get("/library/calves/").content.decode()


def test_all_of_them_are_read_twenty_at_a_time(client, article):
    commented(article, 21)
    assert told(client, "/library/calves/comments/") == [str(number) for number in range(20, 0, -1)]
    assert told(client, "/library/calves/comments/2/") == ["0"]
    assert client.get("/library/calves/comments/3/").status_code == 404
    assert client.get("/library/calves/comments/0/").status_code == 404


def test_the_page_of_comments_goes_where_the_article_goes(client, article):
    assert client.get("/library/unheard-of/comments/").status_code == 404
    make_article("night", language="ru", title="Ночь")
    assert "Ночь" in client.get("/library/night/comments/").content.decode()


def test_the_page_of_comments_leads_back_in_the_language_of_the_article(client):
    article = make_article("night", language="ru", title="Ночь")
    commented(article, 21)
    first, second = (client.get(f"/library/night/comments/{page}").content.decode() for page in ("", "2/"))
    assert 'href="/library/ru/night/">Back to the article' in first
    assert '<span lang="ru">“Ночь”</span>' in first
    assert '<a rel="prev" href="/library/night/comments/">' in second


def test_three_hundred_comments_take_as_many_queries_as_one(client, article, django_assert_num_queries):
    counts = []
    for more in (1, 2, 297):
        Comment.objects.bulk_create(ready(article, more))
        with django_assert_num_queries(5) as queries:
            client.get("/library/calves/comments/")
        counts.append(len(queries))
    assert counts == [5, 5, 5]


def ready(article, times):
    row = {"article": article, "name": "Ida", "text": "It cramps.", "made_at": NOW, "state": Comment.APPROVED}
    start = Comment.objects.count()
    return [Comment(**row, browser=f"b{n}", form=f"{n:032x}") for n in range(start, start + times)]
