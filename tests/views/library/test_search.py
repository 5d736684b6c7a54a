"""The search page: what somebody looks for is shown, marked, counted, and kept nowhere."""

import pytest

from coaching.services.library import search
from tests.builders import make_advice, make_article

URL = "/library/search/"
NOT_LISTED = '<meta name="robots" content="noindex">'


@pytest.fixture
def bananas():
    make_article("bananas", title="Bananas & cramps", summary="Eat <one>.", body="Bananas before bed.")
    advice = make_advice(slug="eat", title="Eat bananas", grade="low")
    search.index_advice(advice)


def page(client, **asked):
    response = client.get(URL, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_the_empty_page_offers_places_to_start(client, bananas):
    text = page(client)
    assert "Good places to start" in text
    assert '<a href="/library/bananas/">Bananas &amp; cramps</a>' in text
    assert 'role="status"' not in text


def test_results_are_counted_marked_and_named_by_kind(client, bananas):
    text = page(client, q="banana")
    assert "<strong>2 results</strong> for “banana”" in text
    assert '<a href="/library/bananas/"><mark>Bananas</mark> &amp; cramps\n</a>' in text
    assert "<span>Advice</span><span>Low confidence</span>" in text
    assert "<title>“banana”: 2 results – Uncramp</title>" in text


def test_the_form_keeps_what_was_asked(client):
    text = page(client, q='"><script>alert(1)</script>')
    assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in text
    assert "<script" not in text


def test_one_kind_can_be_chosen_and_left_again(client, bananas):
    text = page(client, q="banana", kind="advice")
    assert "<strong>1 result</strong>" in text
    assert '<a href="?q=banana&amp;kind=advice" aria-current="true">Advice <span class="nums">1</span></a>' in text
    assert '<a href="?q=banana">All <span class="nums">2</span></a>' in text


def test_an_empty_kind_leads_to_the_others(client, bananas):
    text = page(client, q="banana", kind="source")
    assert "<strong>Nothing of this kind</strong> for “banana”. Choose another kind below." in text


def test_a_misspelt_word_is_led_on(client, bananas):
    text = page(client, q="bannanas", kind="advice")
    assert 'Did you mean <a href="?q=bananas">bananas</a>?' in text
    assert "<strong>Nothing found</strong> for “bannanas”." in text
    assert "Or start here" in text


def test_what_the_search_has_to_say_is_said(client, bananas):
    assert '<p class="inset">No page has all of your words; these have some.</p>' in page(client, q="banana zebra")


def test_pages_of_results_lead_on_and_back(client):
    for n in range(45):
        search.index_advice(make_advice(slug=f"eat{n}", title=f"Bananas {n}"))
    text = page(client, q="bananas", page="2")
    assert "page 2 of 3" in text
    assert [
        link in text for link in ('rel="prev" href="?q=bananas&amp;page=1"', 'rel="next" href="?q=bananas&amp;page=3"')
    ] == [True, True]


def test_a_reader_of_another_language_stays_in_it(client, bananas):
    make_article("banany", language="ru", title="Bananas по-русски")
    text = page(client, q="bananas", language="ru")
    assert '<input type="hidden" name="language" value="ru">' in text
    assert 'href="/library/ru/banany/"' in text
    assert "<span>In English</span>" in text


@pytest.mark.parametrize(
    "asked",
    [
        {"q": "banana", "kind": "x\x00", "language": "xx", "page": "x"},
        {"q": "banana", "page": "9" * 400},
        {"q": "banana", "page": "-1"},
        {"q": "banana", "page": "٣"},
        {"q": "banana", "page": "²"},
        {"q": "\x00"},
        {"q": "a" * 3000},
        {"q": " ".join(f"word{n}" for n in range(1000))},
        {"q": "%"},
        {"q": "' OR 1=1 --"},
        {"q": ["one", "two"]},
        {"q": "\udcff".encode("utf-8", "surrogatepass")},
    ],
)
def test_whatever_is_asked_gets_a_page(client, bananas, asked):
    assert "Search the library" in page(client, **asked)


@pytest.mark.parametrize("asked", [{}, {"q": "banana"}, {"q": "zebra"}])
def test_nothing_of_it_is_kept(client, bananas, asked):
    response = client.get(URL, asked)
    assert response.headers["Cache-Control"] == "no-store"
    assert (response.cookies, response.headers.get("Vary")) == ({}, "Accept-Encoding")
    assert NOT_LISTED in response.content.decode()


@pytest.mark.parametrize(("asked", "queries"), [({}, 1), ({"q": "banana"}, 3), ({"q": "the"}, 1), ({"q": "zebra"}, 3)])
@pytest.mark.parametrize("many", [1, 3, 30])
def test_the_page_takes_as_many_queries_however_much_is_found(
    client, bananas, django_assert_num_queries, asked, queries, many
):
    for n in range(many):
        search.index_advice(make_advice(slug=f"eat{n}", title=f"Bananas {n}"))
    with django_assert_num_queries(queries):
        page(client, **asked)
