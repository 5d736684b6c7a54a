"""The page of a text, and two of its revisions beside each other."""

import re

import pytest

from coaching.models import ArticleRevision, ArticleTranslation
from tests.admin.articles import draft, open_page, page_of, queries_of
from tests.admin.desk import page, said
from tests.builders import write_article

pytestmark = pytest.mark.django_db


def test_the_page_shows_the_draft_beside_the_live_text(client, text):
    draft(text, note="Shorter")
    answer = open_page(client, text)
    context = answer.context
    assert (context["live"].number, context["newest"].number) == (1, 2)
    assert [(row.number, row.said) for row in context["rows"]] == [
        (2, "draft"),
        (1, "live since 22 Nov 2026, 11:00"),
    ]
    assert [name in answer.content for name in (b"Dana", b"Erin", b"Shorter")] == [True] * 3


def test_a_page_with_many_revisions_asks_the_database_no_more_often(client, text, django_assert_max_num_queries):
    paths = [page_of(text), page(ArticleTranslation, "write", text.pk), page(ArticleTranslation, "compare", text.pk)]
    draft(text)
    few = [queries_of(client, path, django_assert_max_num_queries) for path in paths]
    for number in range(20):
        write_article(text, by=text.newest.author, live=False, title=f"Draft {number}")
    assert [queries_of(client, path, django_assert_max_num_queries) for path in paths] == few


def marked(response):
    return re.findall(r"<(del|ins)>([^<]*)<", response.content.decode())[2:]


def test_the_draft_is_compared_with_the_live_text(client, text):
    draft(text, title="Calves", body="Calves cramp at times.\n")
    draft_again = write_article(text, by=text.newest.author, live=False, body="Calves cramp at night.\n")
    answer = open_page(client, text, "compare")
    assert (answer.context["old"].number, answer.context["new"]) == (1, draft_again)
    assert marked(answer) == [("del", "cramp."), ("ins", "cramp at night.")]


def test_any_two_revisions_are_compared(client, text):
    draft(text, title="Calves", body="Calves cramp at times.\n")
    write_article(text, by=text.newest.author, live=False, body="Calves cramp at night.\n")
    assert marked(open_page(client, text, "compare", old="3", new="2")) == [("del", "night."), ("ins", "times.")]
    assert b"The same in both." in open_page(client, text, "compare", old="2", new="2").content


@pytest.mark.parametrize("query", [{}, {"old": "7"}, {"old": "x", "new": "1"}, {"old": "9" * 30}, {"old": "²"}])
def test_what_cannot_be_compared_leads_back_with_a_sentence(client, text, query):
    answer = client.get(page(ArticleTranslation, "compare", text.pk), query, follow=True)
    assert answer.redirect_chain == [(page_of(text), 302)]
    assert said(answer) == ["Choose two revisions of this text to compare."]


def test_what_is_typed_into_a_text_is_shown_as_text_when_compared(client, text):
    ArticleRevision.objects.filter(pk=text.newest.pk).update(body="<script>alert(1)</script>")
    draft(text)
    assert b"<script>alert" not in open_page(client, text, "compare").content
