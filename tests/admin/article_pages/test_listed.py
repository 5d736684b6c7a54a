"""The list of articles: how each stands, found and filtered."""

import re
from datetime import date, timedelta

import pytest

from coaching.models import Article, ArticleTranslation
from coaching.services.library import articles
from tests.admin.articles import EARLIER, draft, make_late, queries_of, scheduled
from tests.admin.desk import page
from tests.builders import NOW, TODAY, make_advice, make_article

pytestmark = pytest.mark.django_db


def states(client, **query):
    """What the list says of each article, without its markup."""
    html = client.get(page(Article, "changelist"), query).content.decode()
    rows = re.findall(r'class="field-slug"><a[^>]*>([^<]*)<.*?class="field-state">(.*?)</td>', html, re.DOTALL)
    return {slug: re.findall(r">(\w+)</a>: ([^<]*)<", cell) for slug, cell in rows}


def test_the_list_says_how_each_translation_stands(client, bob):
    make_article("live")
    draft(make_article("live-and-draft").translations.get())
    make_article("never", live=False, title="Only a draft")
    make_article("both")
    make_article("both", language="ru", live=False)
    Article.objects.create(slug="empty").translations.create()
    assert states(client) == {
        "live": [("English", "live since 22 Nov 2026")],
        "live-and-draft": [("English", "live since 22 Nov 2026; revision 2 in review")],
        "never": [("English", "revision 1 in review")],
        "both": [("English", "live since 22 Nov 2026"), ("Russian", "revision 1 in review")],
        "empty": [("English", "nothing written yet")],
    }


def test_the_list_says_what_is_scheduled_expired_and_archived(client, bob):
    scheduled(make_article("scheduled", live=False).translations.get())
    articles.expire(translation=make_article("expired", at=EARLIER).translations.get(), by=bob, now=NOW)
    articles.archive(translation=make_article("archived").translations.get(), by=bob, now=NOW)
    assert states(client) == {
        "scheduled": [("English", "revision 2 scheduled for 25 Nov 2026, 12:00")],
        "expired": [("English", "expired on 22 Nov 2026")],
        "archived": [("English", "archived")],
    }


def test_the_list_tells_a_reviewed_draft_from_one_in_review(client, bob):
    revision = draft(make_article("live").translations.get())
    articles.review(revision=revision, by=bob, on=TODAY, next_on=date(2027, 11, 22))
    assert states(client) == {"live": [("English", "live since 22 Nov 2026; revision 2 reviewed, not published")]}


def test_each_state_can_be_filtered(client, bob):
    make_article("live")
    draft(make_article("review").translations.get())
    make_article("draft", live=False)
    scheduled(make_article("scheduled", live=False).translations.get())
    articles.expire(translation=make_article("expired", at=EARLIER).translations.get(), by=bob, now=NOW)
    articles.archive(translation=make_article("archived").translations.get(), by=bob, now=NOW)
    make_late("late")
    assert {name: sorted(states(client, state=name)) for name in ("live", "draft", "scheduled", "expired")} == {
        "live": ["late", "live", "review"],
        "draft": ["draft", "review"],
        "scheduled": ["scheduled"],
        "expired": ["expired"],
    }
    assert [sorted(states(client, state=name)) for name in ("archived", "overdue")] == [["archived"], ["late"]]
    assert len(states(client, state="nonsense")) == 7


def test_an_article_is_found_by_title_and_address(client, bob):
    make_article("night", title="When it wakes you")
    make_article("day", title="On the run")
    assert [list(states(client, q=words)) for words in ("wakes", "nigh", "run", "swim")] == [
        ["night"],
        ["night"],
        ["day"],
        [],
    ]


def test_an_overdue_review_is_marked(client, bob):
    make_late("late")
    make_article("fresh")
    html = client.get(page(Article, "changelist")).content.decode()
    assert re.findall(r'class="field-next_review nowrap">(.*?)</td>|field-next_review">(.*?)</td>', html) == [
        ("", "<div>22 Nov 2027 </div>"),
        ("", '<div>18 Oct 2026 <strong class="overdue">overdue</strong></div>'),
    ]


def test_the_lists_ask_the_database_as_often_for_thirty_as_for_one(client, bob, django_assert_max_num_queries):
    paths = [page(Article, "changelist"), page(Article, "due"), page(ArticleTranslation, "changelist")]
    make_article("first", at=NOW - timedelta(days=330))
    make_advice(slug="first", next_review_on=TODAY)
    few = [queries_of(client, path, django_assert_max_num_queries) for path in paths]
    for number in range(29):
        article = make_article(f"more-{number}", at=NOW - timedelta(days=330))
        draft(article.translations.get()) if number == 0 else None
        make_advice(slug=f"more-{number}", next_review_on=TODAY)
    assert [queries_of(client, path, django_assert_max_num_queries) for path in paths] == few
