"""The rule book, the sources, and the pages they lead to."""

import re

import pytest

from coaching.services import library
from coaching.services.library import uses
from coaching.templatetags import reading
from tests.builders import NOW, make_advice, make_article
from tests.library import make_source, many_advice, many_articles, many_sources
from tests.views.library.test_articles import links, page, text_of

BOOK = uses.rule_book()


# --- The rule book --------------------------------------------------------------------------------


def test_every_rule_and_every_row_stands_there_under_its_id(client):
    html = page(client, "/library/rules/")
    expected = [entry.rule.id for entry in BOOK.rules] + [row.id for step in BOOK.steps for row in step.rows]
    assert re.findall(r'<div class="rule" id="([\w-]+)">', html) == expected
    words = text_of(html)
    assert [entry.rule.id for entry in BOOK.rules if text_of(entry.rule.sentence) not in words] == []


def test_a_rule_says_its_kind_its_numbers_its_sources_and_what_speaks_against_it(client):
    library.load_starter(at=NOW)
    html = re.search(r'(?s)<div class="rule" id="R2">.*?</div>', page(client, "/library/rules/"))[0]
    assert text_of(html).endswith(
        "A limit: no plan goes beyond it. For runners. Low confidence. From Damsted and others 2019 , "
        "Nielsen and others 2014 , Damsted and others 2018 . Against it: Buist and others 2008 , "
        "Frandsen and others 2025 ."
    )
    assert "marked above 1.20 times the week before, not planned above 1.30 times" in html
    assert "/library/evidence/BUIST2008/" in links(html)


def test_a_rule_of_our_own_says_so_once(client):
    html = re.search(r'(?s)<div class="rule" id="D1">.*?</div>', page(client, "/library/rules/"))[0]
    assert text_of(html).endswith("Our own decision, where no study settles it. For runners and cyclists.")


def test_every_source_of_the_rule_book_has_its_page(client):
    library.load_starter(at=NOW)
    found = {href for href in links(page(client, "/library/rules/")) if href.startswith("/library/evidence/")}
    assert found == {f"/library/evidence/{key}/" for key in BOOK.cited()}
    assert [href for href in found if client.get(href).status_code != 200] == []


def test_a_source_that_is_not_in_the_library_is_named_without_a_link(client):
    assert "FRANDSEN2025" in page(client, "/library/rules/")


# --- The sources ----------------------------------------------------------------------------------


def test_sources_are_grouped_by_how_sure_they_are_and_say_how_often_they_are_used(client):
    make_source("BUIST2008", reference="Buist I et al. (2008). No effect. Am J Sports Med 36(1).", grade="low")
    make_source("KEY1", reference='NHS, "DVT (deep vein thrombosis)".', grade="high")
    html = page(client, "/library/evidence/")
    assert re.findall(r'<h2 id="(\w+)">', html) == ["high", "low"]
    assert [text_of(item) for item in re.findall(r'(?s)<ul class="plain index">(.*?)</ul>', html)] == [
        'NHS, "DVT (deep vein thrombosis)"',
        "Buist and others 2008 No effect. Am J Sports Med 36(1). Used in 1 place.",
    ]


def test_a_source_tells_what_it_found_how_it_was_checked_and_where_it_is_used(client):
    source = make_source("MILLER2022", pmid="123", population="runners")
    make_advice().sources.add(source)
    make_article("calves", title="Calves", body="So. [@MILLER2022]")
    html = page(client, "/library/evidence/MILLER2022/")
    words = text_of(html)
    for told in ["Stretching ends a cramp.", "Abstract read", "Review", "Moderate confidence", "123", "Runners"]:
        assert told in words
    wanted = {"/library/calves/", "/library/advice/swing-the-legs/", "/library/rules/#R14", "/library/rules/#E1"}
    assert wanted | {source.url} <= set(links(html))


def test_a_source_that_nothing_uses_says_so_and_an_unknown_one_is_not_found(client):
    make_source("KEY1")
    assert "Nowhere at the moment." in page(client, "/library/evidence/KEY1/")
    page(client, "/library/evidence/KEY2/", 404)
    page(client, "/library/evidence/KEY%00/", 404)


@pytest.mark.parametrize(
    ("reference", "short", "about"),
    [
        ("Schwellnus MP, Derman EW, Noakes TD (1997). A hypothesis. J 1:2.", "Schwellnus and others 1997", "A hypothesis. J 1:2."),
        ("Hoffman MD, Stuempfle KJ (2015). Cramping. Sports Med Open 1(1):24.", "Hoffman and Stuempfle 2015", "Cramping. Sports Med Open 1(1):24."),
        ("Maughan RJ (1986). Cramp. J 4.", "Maughan 1986", "Cramp. J 4."),
        ("de Jager M, et al. (2022). SAFER XXII. J 32.", "de Jager and others 2022", "SAFER XXII. J 32."),
        ("Nielsen RØ et al. (2014). Excessive. J 44.", "Nielsen and others 2014", "Excessive. J 44."),
        ("Pohl et al. (2026). SAFER.", "Pohl and others 2026", "SAFER."),
        ("Martínez-Navarro I, Montoya-Vieco A, Collado E (2022; online 2020). Cramping.", "Martínez-Navarro and others 2022", "Cramping."),
        ('NHS, "Leg cramps" (also carried by nidirect).', 'NHS, "Leg cramps"', ""),
        ("Sanders et al., abstract comparing effort (journal not known).", "Sanders et al", ""),
        ("Daniels J. Daniels' Running Formula (book).", "Daniels J", ""),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_reference_in_short(reference, short, about):
    assert (reading.short(reference), reading.about(reference)) == (short, about)


# --- At the same price ----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_evidence_asks_as_often_for_many_sources_as_for_one(client, django_assert_num_queries, count):
    sources = many_sources(count)
    many_advice(3, sources=sources)
    many_articles(3, sources=sources)
    with django_assert_num_queries(4):
        html = page(client, "/library/evidence/")
    assert html.count("Used in 6 places.") == count


@pytest.mark.parametrize("count", [1, 3, 300])
def test_a_source_asks_as_often_where_many_use_it_as_where_one_does(client, django_assert_num_queries, count):
    sources = many_sources(1)
    many_advice(count, sources=sources)
    many_articles(count, sources=sources)
    with django_assert_num_queries(4):
        html = page(client, "/library/evidence/S0/")
    assert html.count('href="/library/advice/advice-') == html.count('href="/library/page-') == count


def test_the_rule_book_asks_twice(client, django_assert_num_queries):
    library.load_starter(at=NOW)
    with django_assert_num_queries(2):
        page(client, "/library/rules/")
