"""The hub and the articles as a reader sees them."""

import re
from datetime import timedelta
from html import unescape

import pytest

from coaching.models import Comment, OldSlug, ReadAlso
from coaching.models.library.review import EDITORS
from coaching.services import library
from coaching.services.library import articles
from tests.builders import NOW, TODAY, make_advice, make_article, make_editor, write_article
from tests.library import make_source, many_articles, many_sources
from tests.readers import make_comment


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return response.content.decode()


def text_of(html):
    """The words of a page, without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<(script|svg).*?</\1>", "", html))).split())


def translation(article, language="en"):
    return article.translations.get(language=language)


def links(html):
    return re.findall(r'href="([^"]*)"', html)


# --- The hub --------------------------------------------------------------------------------------


def test_the_hub_lists_articles_by_topic_with_summary_and_reading_time(client):
    make_article("calves", title="Calves & co", summary="All about <them>.", body="word " * 660)
    make_article("doctor", topic="health", title="Doctors")
    html = page(client, "/library/")
    assert re.findall(r'<h2 id="(\w+)">', html) == ["understand", "health", "behind"]
    assert "Calves & co All about <them>. 3 minutes to read" in text_of(html)
    assert "Doctors About calves. 1 minute to read" in text_of(html)


def test_the_hub_leads_to_everything_else(client):
    assert {"/now/", "/library/advice/", "/library/rules/", "/library/evidence/", "/grades/", "/library/feed/"} <= set(
        links(page(client, "/library/"))
    )


def test_the_hub_searches_with_a_plain_form(client):
    html = page(client, "/library/")
    form = re.search(r'(?s)<form class="search".*?</form>', html)[0]
    assert (re.search(r'action="([^"]*)"', form)[1], "method" in form, "csrf" in form) == (
        "/library/search/",
        False,
        False,
    )


def test_an_empty_hub_says_so(client):
    assert "Nothing has been published yet." in page(client, "/library/")


def test_the_russian_hub_shows_translations_and_marks_what_is_english(client):
    make_article("both", title="Both", position=1)
    make_article("both", language="ru", title="Обе")
    make_article("english", title="English", position=2)
    html = page(client, "/library/ru/")
    cards = re.findall(r'(?s)<li class="card" lang="(\w+)">.*?<a href="([^"]*)">(.*?)</a>(.*?)</li>', html)
    told = [(lang, href, title, "in English" in rest) for lang, href, title, rest in cards]
    assert told == [("ru", "/library/ru/both/", "Обе", False), ("en", "/library/ru/english/", "English", True)]


def test_the_russian_hub_tells_other_sites_what_it_is_in_russian(client):
    make_article("both")
    make_article("both", language="ru")
    html = page(client, "/library/ru/")
    told = re.findall(r'<meta (?:name="description"|property="og:description") content="(\w+)', html)
    assert told == ["Что", "Что"]
    assert '<link rel="alternate" hreflang="x-default" href="http://testserver/library/">' in html


def test_a_hub_without_any_translation_is_the_english_one_to_search_engines(client):
    make_article("both")
    assert '<link rel="canonical" href="http://testserver/library/">' in page(client, "/library/ru/")
    make_article("both", language="ru")
    assert '<link rel="canonical" href="http://testserver/library/ru/">' in page(client, "/library/ru/")


def test_the_hubs_name_each_other_once_there_is_a_translation(client):
    make_article("both")
    assert 'hreflang="ru"' not in page(client, "/library/")
    make_article("both", language="ru")
    assert '<link rel="alternate" hreflang="ru" href="http://testserver/library/ru/">' in page(client, "/library/")


# --- An article -----------------------------------------------------------------------------------


def test_an_article_has_title_summary_time_contents_and_text(client):
    body = "It *cramps*.\n\n## Why so?\n\nBecause.\n\n## Is there more?\n\nYes."
    make_article("calves", title="Calves", summary="In short.", body=body)
    html = page(client, "/library/calves/")
    assert re.search(r"<h1[^>]*>(.*?)</h1>", html)[1] == "Calves"
    assert re.search(r'<p class="lead"[^>]*>(.*?)</p>', html)[1] == "In short."
    assert "1 minute to read" in html
    contents = re.findall(r'<nav class="contents".*?</nav>', html, re.DOTALL)[0]
    assert links(contents) == ["#why-so", "#is-there-more"]
    assert "<p>It <em>cramps</em>.</p>" in html


def test_a_short_article_has_no_contents(client):
    make_article("calves")
    assert "On this page" not in page(client, "/library/calves/")


def test_sources_are_numbered_and_each_leads_to_what_it_found(client):
    make_source("KEY1", reference="First A (2020). One.", doi="10.1/one", n="72 runners")
    make_source("KEY2", reference="Second B (2021). Two.", doi="", design="survey", n="not seen")
    make_article("calves", body="So. [@KEY2; @KEY1] [grade: low]")
    html = page(client, "/library/calves/")
    items = re.findall(r'(?s)<li id="source-(\w+)">(.*?)</li>', html)
    assert [(key, text_of(item), links(item)) for key, item in items] == [
        ("KEY2", "Second B (2021). Two. Survey. Moderate confidence. What it found", ["/library/evidence/KEY2/"]),
        (
            "KEY1",
            "First A (2020). One. Review, 72 runners. Moderate confidence. Read it · What it found",
            ["https://doi.org/10.1/one", "/library/evidence/KEY1/"],
        ),
    ]


def test_advice_stands_in_the_text_as_it_reads_now(client):
    advice = make_advice(title="Then", how_to=["Swing.", "Rest."], dose="Ten times")
    make_article("calves", body="Try this:\n\n[advice: swing-the-legs]")
    advice.title = "Now"
    advice.save()
    block = re.search(r'(?s)<section class="advice".*?</section>', page(client, "/library/calves/"))[0]
    assert text_of(block).startswith("Now Swing. Rest. How much and when: Ten times")
    assert "/library/advice/swing-the-legs/" in links(block)


def test_advice_that_is_no_longer_given_leaves_a_word(client):
    advice = make_advice()
    make_article("calves", body="Try this:\n\n[advice: swing-the-legs]")
    type(advice).objects.update(archived_at=NOW)
    html = page(client, "/library/calves/")
    assert ("A piece of advice stood here. We do not give it any more." in html, "Swing" in html) == (True, False)


# --- Who stands behind it -------------------------------------------------------------------------


def byline(client, **review):
    translation(make_article("calves")).revisions.update(**review)
    html = page(client, "/library/calves/")
    return text_of(re.search(r'(?s)<div class="byline">.*?</div>', html)[0]).removeprefix("1 minute to read ")


def test_a_medical_review_is_named_with_its_dates(client):
    assert byline(client, reviewer_name="Ruth", reviewer_credentials="sports physician") == (
        "Reviewed by Ruth, sports physician, on 22 November 2026. Next review: 22 November 2027."
    )


def test_without_a_doctor_the_page_says_so(client):
    assert byline(client, reviewer_name=EDITORS, reviewer_credentials="") == (
        "Checked against its sources by the Uncramp editors on 22 November 2026; no doctor has reviewed it yet. "
        "Next review: 22 November 2027."
    )


def test_a_late_review_is_said_in_words(client):
    late = {"reviewed_on": TODAY - timedelta(days=400), "next_review_on": TODAY - timedelta(days=1)}
    assert byline(client, reviewer_name="Ruth", reviewer_credentials="sports physician", **late).endswith(
        "The next review was due on 21 November 2026 and has not been done."
    )


# --- Around it ------------------------------------------------------------------------------------


def test_previous_next_and_what_to_read_also(client):
    for place, slug in enumerate("abc"):
        make_article(slug, position=place, title=slug.upper())
    first = articles.Article.objects.get(slug="a")
    ReadAlso.objects.create(article=first, other=articles.Article.objects.get(slug="c"), reason="It goes deeper.")
    html = page(client, "/library/b/")
    assert re.findall(r'<a rel="(\w+)" href="([^"]*)">', html) == [("prev", "/library/a/"), ("next", "/library/c/")]
    read_also = re.search(r'(?s)<ul class="plain picks">.*?</ul>', page(client, "/library/a/"))[0]
    assert text_of(read_also) == "C It goes deeper. B Also about understanding cramps."


def test_what_readers_say_of_a_page_stands_under_its_own_heading(client):
    make_article("calves")
    assert "How readers rate this page Too few readers have answered yet." in text_of(page(client, "/library/calves/"))


def test_the_page_leads_to_rating_comment_and_paper(client):
    make_article("calves")
    assert {"/library/calves/rate/", "/library/calves/comment/", "/library/calves/print/"} <= set(
        links(page(client, "/library/calves/"))
    )


def test_approved_comments_stand_below_it(client):
    article = make_article("calves")
    make_comment(article, text="It helped me.", state=Comment.APPROVED)
    make_comment(article, text="Buy my pills.")
    html = page(client, "/library/calves/")
    assert ("It helped me." in html, "Buy my pills." in html, "css/readers.css" in html) == (True, False, True)


# --- On paper -------------------------------------------------------------------------------------


def test_on_paper_there_is_nothing_but_the_text_and_its_sources(client):
    make_source("KEY1", reference="First A (2020). One.", doi="10.1/one", finding="It stretched.")
    make_article("calves", title="Calves", body="So. [@KEY1]\n\n## Why?\n\nBecause.")
    html = page(client, "/library/calves/print/")
    assert [f"<{tag}" in html for tag in ("header", "footer", "nav", "form", "script")] == [False] * 5
    assert "First A (2020). One. https://doi.org/10.1/one" in text_of(html)
    assert "It stretched." in html
    assert '<link rel="canonical" href="http://testserver/library/calves/">' in html
    assert "noindex" in html


# --- In another language --------------------------------------------------------------------------


def test_each_language_leads_to_the_other(client):
    make_article("calves", title="Calves")
    make_article("calves", language="ru", title="Икры", summary="Коротко.", body="Сводит.")
    english, russian = page(client, "/library/calves/"), page(client, "/library/ru/calves/")
    assert '<a href="/library/ru/calves/" hreflang="ru" lang="ru">Русский</a>' in english
    assert '<a href="/library/calves/" hreflang="en" lang="en">English</a>' in russian
    assert '<h1 lang="ru">Икры</h1>' in russian
    assert "Вы читаете английский текст" not in russian
    alternates = [
        ("en", "http://testserver/library/calves/"),
        ("ru", "http://testserver/library/ru/calves/"),
        ("x-default", "http://testserver/library/calves/"),
    ]
    found = [
        sorted(re.findall(r'<link rel="alternate" hreflang="([\w-]+)" href="([^"]*)">', html))
        for html in (english, russian)
    ]
    assert found == [alternates, alternates]
    assert '<link rel="canonical" href="http://testserver/library/ru/calves/">' in russian


def test_a_russian_reader_stays_in_the_russian_library(client):
    for place, slug in enumerate("abc"):
        make_article(slug, position=place)
    make_article("b", language="ru", title="Б")
    html = page(client, "/library/ru/b/")
    assert re.findall(r'<a rel="(\w+)" href="([^"]*)">', html) == [
        ("prev", "/library/ru/a/"),
        ("next", "/library/ru/c/"),
    ]
    picks = re.search(r'(?s)<ul class="plain picks">.*?</ul>', html)[0]
    assert links(picks) == ["/library/ru/c/", "/library/ru/a/"]
    assert '<a href="/library/ru/b/" lang="ru">Б</a>' in page(client, "/library/search/?language=ru")


@pytest.mark.parametrize("paper", ["", "print/"])
def test_english_words_in_a_russian_text_are_marked(client, paper):
    make_source("KEY1")
    make_article("calves", body="So. [@KEY1] [grade: low]")
    make_article("calves", language="ru", body="Так. [@KEY1] [grade: low]")
    russian, english = page(client, f"/library/ru/calves/{paper}"), page(client, f"/library/calves/{paper}")
    assert re.findall(r'<a lang="en" class="([\w -]+)"', russian) == ["cite", "grade grade-low"]
    assert '<a lang="en" class=' not in english


@pytest.mark.parametrize("paper", ["", "print/"])
def test_without_a_translation_the_english_text_stands_there_with_a_notice(client, paper):
    make_article("calves", title="Calves")
    html = page(client, f"/library/ru/calves/{paper}")
    assert '<p lang="ru">Эта статья ещё не переведена на русский. Вы читаете английский текст.</p>' in html
    assert "This article is not available in Russian yet." in html
    assert '<h1 lang="en">Calves</h1>' in html
    assert '<div class="prose" lang="en">' in html
    assert '<link rel="canonical" href="http://testserver/library/calves/">' in html


# --- Where an address leads -----------------------------------------------------------------------


@pytest.mark.parametrize("path", ["", "print/"])
@pytest.mark.parametrize("language", ["", "ru/"])
def test_an_old_address_leads_on_for_good(client, language, path):
    OldSlug.objects.create(slug="old", article=make_article("new"))
    response = client.get(f"/library/{language}old/{path}")
    assert (response.status_code, response.headers["Location"]) == (301, f"/library/{language}new/{path}")


@pytest.mark.parametrize("path", ["/library/calves/", "/library/calves/print/", "/library/ru/calves/"])
@pytest.mark.parametrize("end", ["expire", "archive"])
def test_what_was_taken_away_says_so_and_leads_to_the_library(client, today, end, path):
    article = make_article("calves")
    today.shift(timedelta(seconds=1))
    getattr(articles, end)(translation=translation(article), by=make_editor(), now=NOW + timedelta(seconds=1))
    html = page(client, path, 410)
    assert "This page has been taken away" in html
    assert "/library/ru/" in links(html) if "ru" in path else "/library/" in links(html)


@pytest.mark.parametrize("slug", ["draft", "later", "nowhere", "en"])
def test_what_never_was_published_is_not_found(client, slug):
    make_article("draft", live=False)
    make_article("later", at=NOW + timedelta(minutes=1))
    for path in (f"/library/{slug}/", f"/library/{slug}/print/", f"/library/ru/{slug}/"):
        page(client, path, 404)


def test_a_date_that_comes_needs_nobody_to_press_anything(client, today):
    make_article("calves", at=NOW + timedelta(minutes=1))
    page(client, "/library/calves/", 404)
    today.shift(timedelta(minutes=1))
    page(client, "/library/calves/")


def test_a_new_text_takes_the_place_of_the_old_one_and_a_draft_does_not(client, today):
    article = make_article("calves", title="First")
    write_article(translation(article), by=make_editor(), title="Draft", live=False)
    assert '<h1 lang="en">First</h1>' in page(client, "/library/calves/")
    today.shift(timedelta(hours=1))
    write_article(translation(article), by=make_editor(), title="Second", at=NOW + timedelta(hours=1))
    assert '<h1 lang="en">Second</h1>' in page(client, "/library/calves/")


# --- For everybody the same, at the same price ----------------------------------------------------


@pytest.mark.parametrize("path", ["/library/", "/library/ru/", "/library/calves/", "/library/calves/print/"])
def test_a_page_is_the_same_for_everybody_and_leaves_nothing(client, cast, path):
    make_article("calves", body="It cramps.\n\n## So\n\nYes.")
    stranger = client.get(path)
    client.force_login(cast.alice)
    session = client.session
    session["recent"] = {"assessment_id": str(cast.hers.pk), "plan_id": ""}
    session.save()
    member = client.get(path)
    assert stranger.content == member.content
    assert (list(stranger.cookies), stranger.has_header("Vary") and "Cookie" in stranger["Vary"]) == ([], False)
    assert b"csrfmiddlewaretoken" not in stranger.content


@pytest.mark.parametrize("count", [1, 3, 300])
def test_a_hub_asks_as_often_for_many_articles_as_for_one(client, django_assert_num_queries, count):
    many_articles(count)
    with django_assert_num_queries(3):  # which languages, the articles, and until when the page may be kept
        html = page(client, "/library/")
    assert html.count('<li class="card" lang="en">') == count


# the text; its advice; its sources; the hub and what was picked; comments and replies; ratings; until when it may be kept
ARTICLE_QUERIES = 10


@pytest.mark.parametrize("count", [1, 3, 300])
def test_an_article_asks_as_often_however_much_stands_around_it(client, django_assert_num_queries, count):
    library.load_starter(at=NOW)
    sources = many_sources(count)
    others = many_articles(count, sources=sources[:1])
    cited = "".join(f"[@{source.key}]" for source in sources)
    article = make_article("calves", body=f"So. {cited}\n\n[advice: night-stretch]\n\n[advice: when-it-cramps-run]")
    for place, other in enumerate(others[:20]):
        ReadAlso.objects.create(article=article, other=other, reason="Because.", position=place)
    for _ in range(min(count, 20)):
        comment = make_comment(article, state=Comment.APPROVED)
        make_comment(article, state=Comment.APPROVED)
        Comment.objects.filter(pk=Comment.objects.latest("pk").pk).update(reply_to=comment)
    with django_assert_num_queries(ARTICLE_QUERIES):
        html = page(client, "/library/calves/")
    assert html.count('<li id="source-') == count
