"""The starter articles: whole, graded, led on rightly, and never louder than their sources."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import Resolver404, resolve

from coaching.content import advice, articles, sources
from coaching.models import Article, ArticleRevision, ReadAlso
from coaching.models.library import markup, refusals
from coaching.models.library.articles import TAKEN, TOPICS
from coaching.rules.book import RULES
from coaching.rules.terms import Grade
from coaching.rules.wording import CARE, EMERGENCY_NUMBERS
from coaching.services.library import load_starter

ARTICLES = articles()
SLUGS = [article["slug"] for article in ARTICLES]
GRADES = {source["key"]: Grade(source["grade"]) for source in sources()}
ADVICE = {one.slug for one in advice()}
RISING = (Grade.OWN, Grade.VERY_LOW, Grade.LOW, Grade.MODERATE, Grade.HIGH)

HEAD = {"title", "summary", "topic", "position", "claims", "reviewed", "next_review", "read_also"}
WORDS = range(500, 1051)
MOST_SOURCES = 12
OVERVIEW = "common-claims-checked"  # one entry for each claim, so it cites more

# The claims of the evidence base, each with the sources it was judged by.
CLAIMS = {
    "C1": {"DIJKSTRA2023", "SWASH2019", "HALLEGRAEFF2017"},
    "C2": {"SWANEVELDER2017", "SHANG2011", "GRANDNER2017", "SCHWELLNUS2011B"},
    "C3": {"DEJAGER2023", "SAFER2", "SWANEVELDER2017", "SCHWELLNUS2011B"},
    "C4": {"MANJRA1996", "SCHWELLNUS2018", "SCHWELLNUS2021ABS", "SWANEVELDER2017", "POHL2026"},
    "C5": {"MANJRA1996", "MILLER2018", "PANZA2017"},
    "C6": {"MILLER2018", "PANZA2017", "HAWKE2021", "MILLER2022"},
    "C7": {"HALLEGRAEFF2012", "COPPIN2005", "HAWKE2021"},
    "C8": {"SCHWELLNUS2004", "SCHWELLNUS2011A", "HOFFMAN2015", "MARTINEZ2022", "MAUGHAN1986"},
    "C9": {"SCHWELLNUS1997", "MILLER2022"},
    "C10": {"MILLER2010B", "BRAULICK2013", "MARTINEZ2022", "KONA", "JUNG2004ABS"},
    "C11": {"DEJAGER2022", "MANJRA1996"},
    "C12": {"SCHWELLNUS2011A", "SCHWELLNUS2011B", "SAFER2", "SHANG2011", "SWANEVELDER2017", "MAUGHAN1986"},
    "C13": {"POHL2026"},
    "C14": {"FRANDSEN2025", "NIELSEN2014", "BUIST2008"},
    "C15": {"VICKERS2016", "DANIELS1979", "KEOGH2020", "MANJRA1996", "SCHWELLNUS2011B"},
    "C16": {"BEHM2016", "OPPLERT2018"},
    "C17": {"MARTINEZ2022", "BLAGROVE2018", "LAUERSEN2014", "WU2024", "DUPUY2018", "DAVIS2020"},
}
# Claims with studies on both sides: who tells one of them here cites both.
BOTH_SIDES = {
    "C2": ({"SWANEVELDER2017", "SHANG2011"}, {"SCHWELLNUS2011B"}),
    "C3": ({"DEJAGER2023"}, {"SCHWELLNUS2011B"}),
    "C4": ({"MANJRA1996"}, {"SWANEVELDER2017"}),
    "C7": ({"HALLEGRAEFF2012", "HAWKE2021"}, {"COPPIN2005", "HAWKE2021"}),
    "C8": ({"SCHWELLNUS2004"}, {"JUNG2004ABS", "LAU2019", "LAU2021", "BERGERON2003"}),
    "C10": ({"MILLER2010B", "BRAULICK2013"}, {"KONA", "JUNG2004ABS"}),
    "C12": ({"SCHWELLNUS2011A", "SCHWELLNUS2011B"}, {"SWANEVELDER2017", "MAUGHAN1986"}),
    "C14": ({"FRANDSEN2025", "NIELSEN2014"}, {"BUIST2008"}),
}

CITED = re.compile(r"\[(@[^\]]+)\]")
GRADED = re.compile(r"\[grade: (\w+)\]")
LINK = re.compile(r"\]\((/[^)\s]*)\)")
LOUD = (
    r"(?<!not )(?<!never )\bprevent(s|ed|ing)? (\w+ )?cramps?",
    r"(keeps|stops|cures|ends) (your |the |all )?cramps\b",
    r"\bmyth\b|guarantee|you (have|suffer from) (a clot|rhabdo)",
    r"as much as (possible|you can)|drink plenty",
)
NUMB_FOOT = r"foot (that )?(suddenly )?(is|has gone|goes|turns) ([\w, ]+ )?(numb|cold)"

each_article = pytest.mark.parametrize("article", ARTICLES, ids=SLUGS)


def paragraphs(body):
    """Blocks of text; a row of a table and an item of a list are one each."""
    return [part.strip() for part in re.split(r"\n\s*\n|\n(?=[|\-]|\d+\. )", body) if part.strip()]


def keys_in(text):
    return [key.strip().removeprefix("@") for said in CITED.findall(text) for key in said.split(";")]


def ungraded(body):
    """Citations that no grade follows before their paragraph ends, or the next citation begins."""
    wrong = []
    for part in paragraphs(body):
        pieces = CITED.split(part)
        wrong += [said for said, after in zip(pieces[1::2], pieces[2::2], strict=True) if not GRADED.search(after)]
    return wrong


def too_sure(body):
    """Citations graded above the best of their sources."""
    found = re.findall(r"\[(@[^\]]+)\]\s*\[grade: (\w+)\]", body)
    return [(said, grade) for said, grade in found if RISING.index(Grade(grade)) > best_of(keys_in(f"[{said}]"))]


def best_of(keys):
    return max(RISING.index(GRADES[key]) for key in keys)


def lead_nowhere(body):
    return [link for link in LINK.findall(body) if not leads_somewhere(link)]


def leads_somewhere(link):
    path, _, place = link.partition("#")
    if place:
        return path == "/library/rules/" and place in {rule.id for rule in RULES}
    page = re.fullmatch(r"/library/([\w-]+)/", path)
    if page and page[1] not in TAKEN:
        return page[1] in SLUGS
    source = re.fullmatch(r"/library/evidence/([\w-]+)/", path)
    return source[1] in GRADES if source else is_page(path)


def is_page(path):
    try:
        return bool(resolve(path))
    except Resolver404:
        return False


def said_in(article):
    return [article["title"], article["summary"], article["body"], *(pick["reason"] for pick in article["read_also"])]


def loud(text):
    return [words for words in LOUD if re.search(words, text, re.IGNORECASE)]


# --- the head ---


def test_every_place_and_every_slug_is_taken_once():
    assert len(ARTICLES) >= 17
    assert sorted(set(SLUGS)) == sorted(SLUGS)
    assert [article["position"] for article in ARTICLES] == list(range(1, len(ARTICLES) + 1))


@each_article
def test_a_head_has_its_fields(article):
    assert set(article) == HEAD | {"slug", "language", "body"}
    assert article["language"] == "en"
    assert article["topic"] in dict(TOPICS)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", article["slug"])
    assert {type(article["reviewed"]), type(article["next_review"])} == {date}
    assert article["reviewed"] < article["next_review"]


@each_article
def test_title_and_summary_fit_into_a_list(article):
    assert 5 <= len(article["title"]) <= 70
    assert 60 <= len(article["summary"]) <= 200
    assert not article["title"].endswith(".")
    assert article["summary"].endswith(".")


@each_article
def test_what_to_read_next_is_another_article_with_a_reason(article):
    picks = [pick["slug"] for pick in article["read_also"]]
    assert 2 <= len(picks) == len(set(picks))
    assert [slug for slug in picks if slug not in SLUGS or slug == article["slug"]] == []
    reasons = [pick["reason"] for pick in article["read_also"]]
    assert [reason for reason in reasons if not re.fullmatch(r"[A-Z].{10,198}[.?]", reason)] == []


# --- the claims ---


def test_every_claim_is_told_in_the_overview_and_in_an_article_of_its_own():
    told = [claim for article in ARTICLES if article["slug"] != OVERVIEW for claim in article["claims"]]
    assert set(told) == set(CLAIMS)
    assert next(article["claims"] for article in ARTICLES if article["slug"] == OVERVIEW) == list(CLAIMS)


@each_article
def test_a_claim_is_told_with_a_source_it_was_judged_by(article):
    cited = set(keys_in(article["body"]))
    assert [claim for claim in article["claims"] if not cited & CLAIMS[claim]] == []


@each_article
def test_where_studies_disagree_both_sides_are_cited(article):
    cited = set(keys_in(article["body"]))
    two_sided = [BOTH_SIDES[claim] for claim in article["claims"] if claim in BOTH_SIDES]
    assert [sides for sides in two_sided if not all(cited & side for side in sides)] == []


# --- the text ---


@each_article
def test_every_citation_is_followed_by_a_grade(article):
    assert ungraded(article["body"]) == []


@each_article
def test_no_grade_is_above_its_sources(article):
    assert too_sure(article["body"]) == []


@each_article
def test_every_link_leads_somewhere(article):
    assert LINK.findall(article["body"]) != []
    assert lead_nowhere(article["body"]) == []


@each_article
def test_the_text_can_be_shown(article):
    assert markup.complaints(article["body"], keys=GRADES, slugs=ADVICE, images=()) == []


@each_article
def test_an_article_is_neither_too_long_nor_a_list_of_sources(article):
    made = markup.render(article["body"])
    assert made.words in WORDS
    assert 3 <= len(made.contents) <= 8
    assert len(made.keys) <= MOST_SOURCES or article["slug"] == OVERVIEW


@each_article
def test_nothing_is_told_that_is_refused(article):
    assert [complaint for text in said_in(article) for complaint in refusals.never_told(text)] == []


@pytest.mark.parametrize("bad", ["Try quinine.", "Drink as much as you can.", "Your risk rises by 30 %."])
def test_what_is_refused_is_seen(bad):
    assert len(refusals.never_told(bad)) == 1


@each_article
def test_nothing_is_promised(article):
    assert [words for text in said_in(article) for words in loud(text)] == []


@each_article
def test_the_emergency_numbers_are_those_of_the_care_cards(article):
    assert article["body"].count("112") == article["body"].count(EMERGENCY_NUMBERS)


# --- the same urgency as on the cards ---


@each_article
def test_a_foot_that_stays_numb_is_an_emergency_in_every_article(article):
    about = [part for part in paragraphs(article["body"]) if re.search(NUMB_FOOT, part)]
    assert [part for part in about if not re.search(r"\b[Cc]all\b", part)] == []


def test_articles_and_cards_do_speak_of_such_a_foot():
    assert re.search(NUMB_FOOT, "".join(article["body"] for article in ARTICLES))
    assert [key for key, card in CARE.items() if re.search(NUMB_FOOT, " ".join(card.meanwhile))] == ["U2", "S7"]


def test_a_foot_that_stays_numb_is_an_emergency_on_every_card():
    said = [sentence for card in CARE.values() for sentence in card.meanwhile if re.search(r"foot .*numb", sentence)]
    assert len(said) == 3
    assert [sentence for sentence in said if EMERGENCY_NUMBERS not in sentence] == []


# --- what catches the faults ---


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("So it is. [@KONA] [grade: low]", []),
        ("So it is. [@KONA]", ["@KONA"]),
        ("So it is. [@KONA]\n\nOther. [grade: low]", ["@KONA"]),
        ("So. [@KONA] And so. [@MANJRA1996] [grade: very_low]", ["@KONA"]),
        ("- One [@KONA]\n- Two [grade: low]", ["@KONA"]),
        ("| One [@KONA] |\n| Two [grade: low] |", ["@KONA"]),
    ],
)
def test_a_citation_without_a_grade_is_seen(body, found):
    assert ungraded(body) == found


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("[@MANJRA1996] [grade: very_low]", []),
        ("[@MANJRA1996] [grade: low]", [("@MANJRA1996", "low")]),
        ("[@MANJRA1996; @KONA] [grade: low]", []),
        ("[@MANJRA1996; @KONA] [grade: high]", [("@MANJRA1996; @KONA", "high")]),
    ],
)
def test_a_grade_above_its_sources_is_seen(body, found):
    assert too_sure(body) == found


@pytest.mark.parametrize(
    "link",
    [
        "/library/no-such-page/",
        "/library/rules/#r1",
        "/library/rules/#R99",
        "/library/evidence/NOBODY1900/",
        "/grades/#R1",
        "/nowhere/",
        "/library/night-cramps",
    ],
)
def test_a_link_to_nothing_is_seen(link):
    assert lead_nowhere(f"See [this]({link}).") == [link]


@pytest.mark.parametrize(
    "bad", ["It prevents cramps.", "Salt keeps cramps away.", "That is a myth.", "Drink as much as possible."]
)
def test_a_promise_is_seen(bad):
    assert len(loud(bad)) == 1


# --- as the library takes them ---


@pytest.mark.django_db
def test_the_library_takes_every_article():
    load_starter()
    rows = [*Article.objects.all(), *ArticleRevision.objects.all(), *ReadAlso.objects.all()]
    assert len(rows) == 2 * len(ARTICLES) + sum(len(article["read_also"]) for article in ARTICLES)
    assert [(str(row), wrong) for row in rows if (wrong := what_is_wrong_with(row))] == []


@pytest.mark.django_db
def test_what_the_library_does_not_take_is_seen():
    load_starter()
    revision = ArticleRevision.objects.first()
    revision.body += "\nSee [@NOBODY1900].\n"
    assert list(what_is_wrong_with(revision)) == ["body"]


def what_is_wrong_with(row):
    try:
        row.full_clean()
    except ValidationError as error:
        return error.message_dict
    return {}
