"""What other people's programs read: the feed, the sitemap, robots.txt, and the data in an article."""

import json
import re
from datetime import timedelta
from xml.etree import ElementTree

import feedparser
import pytest
from pyld import jsonld

from coaching.models.library.review import EDITORS
from tests.builders import NOW, make_advice, make_article, make_editor, make_user, write_article
from tests.library import make_source, many_advice, many_articles, many_sources
from tests.views.library.test_articles import page

SCHEMA = "https://schema.org/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


# --- The feed -------------------------------------------------------------------------------------


def feed(client):
    response = client.get("/library/feed/")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.content)
    assert (found.bozo, found.version) == (False, "atom10")
    return found


def test_a_feed_reader_finds_the_newest_articles(client, today):
    make_article("old", title="Old & <tried>", summary="In short.")
    today.shift(timedelta(days=1))
    make_article("new", title="New", at=NOW + timedelta(days=1))
    make_article("draft", live=False)
    make_article("old", language="ru")
    found = feed(client)
    entries = [(e.title, e.link, e.author, e.updated, e.published) for e in found.entries]
    assert entries == [
        ("New", "http://testserver/library/new/", "Erin", "2026-11-23T12:00:00+00:00", "2026-11-23T12:00:00+00:00"),
        ("Old & <tried>", "http://testserver/library/old/", "Erin", *["2026-11-22T12:00:00+00:00"] * 2),
    ]
    assert found.entries[1].summary == "In short."
    assert (found.feed.title, found.feed.link) == ("Uncramp: the library", "http://testserver/library/")
    assert found.feed.updated == "2026-11-23T12:00:00+00:00"


def test_an_entry_keeps_its_id_when_its_address_changes(client):
    article = make_article("old")
    before = feed(client).entries[0].id
    article.slug = "new"
    article.save()
    after = feed(client).entries[0]
    assert (after.id, after.link) == (before, "http://testserver/library/new/")


@pytest.mark.parametrize("char", ["\x01", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_what_xml_has_no_way_to_say_is_left_out(client, char):
    make_article(title=f"Calves{char}", summary=f"About{char} calves.", by=make_user(f"Eri{char}n"))
    [entry] = feed(client).entries
    assert (entry.title, entry.summary, entry.author) == ("Calves", "About calves.", "Erin")


def test_a_summary_is_text_and_no_html(client):
    make_article(summary="Less than <b>3</b> hours & <script>alert(1)</script>")
    [entry] = feed(client).entries
    assert entry.summary_detail.type == "text/html"
    assert entry.summary == "Less than &lt;b&gt;3&lt;/b&gt; hours &amp; &lt;script&gt;alert(1)&lt;/script&gt;"


def test_an_empty_feed_is_a_feed(client):
    assert feed(client).entries == []


# --- The sitemap ----------------------------------------------------------------------------------


def sitemap(client):
    """Each address with its day and its other languages."""
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    root = ElementTree.fromstring(response.content)
    assert root.tag == f"{SITEMAP}urlset"
    return {
        url.findtext(f"{SITEMAP}loc").removeprefix("http://testserver"): (
            url.findtext(f"{SITEMAP}lastmod"),
            [(link.get("hreflang"), link.get("href")) for link in url.findall(f"{XHTML}link")],
        )
        for url in root
    }


def test_a_search_engine_finds_every_open_page(client):
    make_article("calves")
    make_article("draft", live=False)
    make_advice(slug="given", reviewed_on="2026-11-01")
    make_advice(slug="archived", archived_at=NOW)
    make_source("KEY1")
    assert {address: day for address, (day, _) in sitemap(client).items()} == {
        "/": None,
        "/now/": None,
        "/grades/": None,
        "/privacy/": None,
        "/assessment/": None,
        "/library/": None,
        "/library/advice/": None,
        "/library/rules/": None,
        "/library/evidence/": None,
        "/library/calves/": "2026-11-22",
        "/library/advice/given/": "2026-11-01",
        "/library/evidence/KEY1/": None,
    }


def test_every_page_of_the_sitemap_is_there(client):
    make_article("calves")
    make_article("calves", language="ru")
    make_advice()
    make_source("KEY1")
    assert [address for address in sitemap(client) if client.get(address).status_code != 200] == []


def test_an_article_in_two_languages_names_both(client):
    make_article("both")
    make_article("both", language="ru")
    make_article("one")
    english, russian = "http://testserver/library/both/", "http://testserver/library/ru/both/"
    expected = [("en", english), ("ru", russian), ("x-default", english)]
    found = sitemap(client)
    told = [found[path][1] for path in ("/library/both/", "/library/ru/both/", "/library/one/")]
    assert told == [expected, expected, []]
    assert "/library/ru/" in found


# --- robots.txt -----------------------------------------------------------------------------------


def test_robots_leave_private_pages_alone_and_find_the_sitemap(client, settings):
    response = client.get("/robots.txt")
    text = response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://testserver/sitemap.xml" in text.splitlines()
    closed = {line.removeprefix("Disallow: ") for line in text.splitlines() if line.startswith("Disallow: ")}
    assert {"/plan/", "/findings/", "/assessment/", "/library/preview/", "/login/"} <= closed
    assert settings.ADMIN_PATH.strip("/") not in text


# --- The data of an article -----------------------------------------------------------------------


def nodes(client, path):
    """The things of a page, as a program sees them that knows JSON-LD and has schema.org at hand."""
    html = page(client, path)
    (data,) = re.findall(r'(?s)<script type="application/ld\+json">(.*?)</script>', html)
    expanded = jsonld.expand(json.loads(data), {"documentLoader": schema_org})
    return {node["@type"][0].removeprefix(SCHEMA): node for node in expanded}


def schema_org(url, options):
    assert url.rstrip("/") == "https://schema.org"
    return {
        "contextUrl": None,
        "documentUrl": url,
        "contentType": "application/ld+json",
        "document": {"@context": {"@vocab": SCHEMA, "type": "@type", "id": "@id"}},
    }


def value(node, *names):
    for name in names:
        node = node[SCHEMA + name][0]
    return node.get("@value", node.get("@id"))


def test_an_article_is_a_medical_page_with_its_review_and_its_sources(client, today):
    make_source("KEY1", reference="First A (2020). One.", doi="10.1/one")
    make_source("KEY2", reference="Second B (2021). Two.", doi="")
    article = make_article("calves", title="Calves", summary="In short.", body="So. [@KEY1; @KEY2]")
    today.shift(timedelta(days=2))
    erin = make_editor()
    erin.credentials = "sports physician"
    erin.save()
    write_article(
        article.translations.get(), by=erin, title="Calves", body="Yes. [@KEY1; @KEY2]", at=NOW + timedelta(days=2)
    )
    found = nodes(client, "/library/calves/")["MedicalWebPage"]
    assert [
        value(found, name) for name in ("headline", "inLanguage", "datePublished", "dateModified", "lastReviewed")
    ] == [
        "Calves",
        "en",
        "2026-11-22T12:00:00+00:00",
        "2026-11-24T12:00:00+00:00",
        "2026-11-24",
    ]
    reviewer = found[f"{SCHEMA}reviewedBy"][0]
    assert (reviewer["@type"], value(reviewer, "name"), value(reviewer, "jobTitle")) == (
        [f"{SCHEMA}Person"],
        "Erin",
        "sports physician",
    )
    assert (value(found, "author", "name"), value(found, "publisher", "name")) == ("Erin", "Uncramp")
    assert (value(found, "about", "name"), value(found, "audience", "audienceType")) == (
        "Muscle cramp",
        "Adults who run or cycle",
    )
    cited = found[f"{SCHEMA}citation"]
    assert [(node["@type"], value(node, "name")) for node in cited] == [
        ([f"{SCHEMA}ScholarlyArticle"], "First A (2020). One."),
        ([f"{SCHEMA}ScholarlyArticle"], "Second B (2021). Two."),
    ]
    assert (value(cited[0], "url"), value(cited[0], "identifier")) == ("https://doi.org/10.1/one", "10.1/one")
    assert set(cited[1]) == {"@type", f"{SCHEMA}name"}


def test_our_editors_are_no_person(client):
    make_article("calves").translations.get().revisions.update(reviewer_name=EDITORS, author_name=EDITORS)
    found = nodes(client, "/library/calves/")["MedicalWebPage"]
    assert [found[SCHEMA + name][0]["@type"] for name in ("reviewedBy", "author")] == [[f"{SCHEMA}Organization"]] * 2


def test_the_way_to_an_article_is_told(client):
    make_article("calves", title="Calves")
    steps = nodes(client, "/library/calves/")["BreadcrumbList"][f"{SCHEMA}itemListElement"]
    assert [(value(step, "position"), value(step, "name"), value(step, "item")) for step in steps] == [
        (1, "Library", "http://testserver/library/"),
        (2, "Calves", "http://testserver/library/calves/"),
    ]


def test_nothing_written_in_an_article_can_end_its_data(client):
    title = "</script><script>alert(1)</script>&<!--"
    make_article("calves", title=title, summary="\u2028" + title)
    html = page(client, "/library/calves/")
    assert html.count("<script") == html.count("</script>") == 1
    assert value(nodes(client, "/library/calves/")["MedicalWebPage"], "headline") == title


def test_an_article_tells_other_sites_what_it_is(client):
    make_article("calves", title='Calves "now"', summary="In short.")
    html = page(client, "/library/calves/")
    assert dict(re.findall(r'<meta property="([\w:]+)" content="([^"]*)">', html)) == {
        "og:site_name": "Uncramp",
        "og:type": "article",
        "og:title": "Calves &quot;now&quot;",
        "og:description": "In short.",
        "og:url": "http://testserver/library/calves/",
        "article:published_time": "2026-11-22T12:00:00+00:00",
        "article:modified_time": "2026-11-22T12:00:00+00:00",
    }


@pytest.mark.parametrize(
    "path", ["/", "/grades/", "/privacy/", "/library/", "/library/advice/", "/library/rules/", "/now/"]
)
def test_every_open_page_names_its_one_address(client, path):
    html = page(client, f"{path}?from=somewhere")
    assert re.findall(r'<link rel="canonical" href="([^"]*)">', html) == [f"http://testserver{path}"]


# --- At the same price ----------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_feed_asks_as_often_for_many_articles_as_for_one(client, django_assert_num_queries, count):
    many_articles(count)
    with django_assert_num_queries(2):
        found = feed(client)
    assert len(found.entries) == min(count, 30)


@pytest.mark.parametrize("count", [1, 3, 300])
def test_the_sitemap_asks_as_often_for_many_pages_as_for_one(client, django_assert_num_queries, count):
    many_articles(count)
    many_advice(count)
    many_sources(count)
    with django_assert_num_queries(5):
        found = sitemap(client)
    assert len(found) == 9 + 3 * count
