"""The list of advice, and one piece of it."""

import re

import pytest

from tests.builders import NOW, make_advice, make_article
from tests.library import make_source, many_advice, many_sources
from tests.views.library.test_articles import links, page, text_of


def test_the_list_goes_by_strand_and_says_when_for_whom_and_how_sure(client):
    make_advice(slug="a", title="Swing", grade="moderate", sports=["running"])
    make_advice(slug="b", title="Stretch", slot="evening", grade="low", patterns=["nocturnal"], position=1)
    make_advice(slug="c", title="Lift", strand="strength", slot="after", grade="own")
    html = page(client, "/library/advice/")
    assert re.findall(r'<h2 id="(\w+)">', html) == ["stretching", "strength"]
    items = re.findall(r'(?s)<ul class="plain index">(.*?)</ul>', html)
    assert [text_of(item) for item in items] == [
        "Swing Before training. For runners. Moderate confidence. "
        "Stretch In the evening. For everyone with night cramps. Low confidence.",
        "Lift After training. For everyone. Our own decision.",
    ]


def test_a_piece_of_advice_tells_all_there_is_to_tell(client):
    advice = make_advice(
        how_to=["Swing.", "Rest."],
        dose="Ten times",
        patterns=["fatigue"],
        reviewer_name="Ruth",
        reviewer_credentials="sports physician",
        reviewed_on="2026-11-01",
        next_review_on="2027-11-01",
    )
    advice.sources.add(make_source("KEY1", reference="First A (2020). One."))
    make_article("calves", title="Calves", body="[advice: swing-the-legs]")
    html = page(client, "/library/advice/swing-the-legs/")
    words = text_of(html)
    for told in [
        "It suits performance slightly better than holding.",
        "How to do it Swing. Rest.",
        "How much and when Ten times",
        "Its place Before training",
        "For whom Runners and cyclists with cramps with effort",
        "Where we tell it Calves",
        "Reviewed by Ruth, sports physician, on 1 November 2026. Next review: 1 November 2027.",
        "First A (2020). One.",
        "Moderate confidence",
    ]:
        assert told in words
    assert {"/library/calves/", "/library/evidence/KEY1/", "/library/advice/swing-the-legs/helped/"} <= set(links(html))


def test_our_own_decision_names_no_source_and_an_unreviewed_one_no_reviewer(client):
    make_advice(grade="own")
    words = text_of(page(client, "/library/advice/swing-the-legs/"))
    assert "no study settles it, and this is our own decision" in words
    assert "Nobody has reviewed this text yet." in words


def test_archived_advice_is_gone_and_unknown_advice_not_found(client):
    make_advice(archived_at=NOW)
    assert "This page has been taken away" in page(client, "/library/advice/swing-the-legs/", 410)
    page(client, "/library/advice/nothing/", 404)
    assert "There is no advice yet." in page(client, "/library/advice/")


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_list_asks_as_often_for_many_as_for_one(client, django_assert_num_queries, count):
    many_advice(count)
    with django_assert_num_queries(2):
        html = page(client, "/library/advice/")
    assert html.count('<a href="/library/advice/advice-') == count


@pytest.mark.parametrize("count", [1, 3, 300])
def test_a_piece_of_advice_asks_as_often_with_many_sources_as_with_one(client, django_assert_num_queries, count):
    many_advice(1, sources=many_sources(count))
    with django_assert_num_queries(5):
        html = page(client, "/library/advice/advice-0/")
    assert html.count('<li id="source-') == count
