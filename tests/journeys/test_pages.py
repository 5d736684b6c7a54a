"""Pages that everyone may open, as they look to a browser."""

import re
from datetime import timedelta

import pytest
from django.utils.timezone import now

from coaching.models import ArticleRevision, Comment
from coaching.services import library
from coaching.services.library import articles, preview
from tests.builders import make_article, make_editor
from tests.journeys.walking import fill, press_continue, start

pytestmark = pytest.mark.django_db(transaction=True)
OPEN_PAGES = ["/", "/grades/", "/privacy/", "/assessment/", "/login/", "/now/"]
LIBRARY = [
    "/library/",
    "/library/night-cramps/",
    "/library/night-cramps/print/",
    "/library/night-cramps/rate/",
    "/library/night-cramps/comment/",
    "/library/night-cramps/comments/",
    "/library/night-cramps/comments/2/",
    "/library/comments/1/report/",
    "/library/advice/",
    "/library/advice/night-stretch/",
    "/library/advice/night-stretch/helped/",
    "/library/rules/",
    "/library/evidence/",
    "/library/evidence/DEJAGER2022/",
    "/library/search/",
    "/library/search/?q=night+cramp",
    "/library/search/?q=xyzzyq",
    "/library/search/?q=судорога&language=ru",
    "/library/ru/",
    "/library/ru/night-cramps/",
    "/library/ru/race-day/",
]
RUSSIAN = """\
Судорога пройдёт. [@HAWKE2021] [grade: low]

## Что делать

| Когда | Что |
|-------|-----|
| Ночью | Потянуть икру |

[advice: cramp-in-bed]

Подробнее в сноске.[^1]

[^1]: Сноска.
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_open_pages_are_accessible(open_page, assert_accessible, scheme):
    page = open_page(width=360, scheme=scheme)
    for path in OPEN_PAGES:
        page.goto(path)
        assert_accessible(page)


@pytest.fixture
def shelves(transactional_db):
    """The starter content, one article in Russian too, with more comments than fit on a page, and one taken away."""
    library.load_starter()
    article = make_article("night-cramps", language="ru", title="Ночные судороги", body=RUSSIAN, at=now())
    rows = [comment(article, number) for number in range(1, 22)]
    Comment.objects.bulk_create(rows)
    Comment.objects.create(**said(article, 22), reply_to_id=rows[-1].pk, by_coach=True)
    gone = make_article("gone", at=now() - timedelta(hours=1)).translations.get()
    articles.archive(translation=gone, by=make_editor(), now=now())


def comment(article, number):
    return Comment(pk=number, **said(article, number), is_question=number == 1)


def said(article, number):
    words = {"name": "Ida", "text": "At night. See https://example.org/ please.", "state": Comment.APPROVED}
    return words | {"article": article, "browser": f"b{number}", "form": f"{number:032x}", "made_at": now()}


def look(page, assert_accessible):
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(element => element.id)")
    assert sorted(ids) == sorted(set(ids)), page.url


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (768, "dark")])
def test_the_library_is_accessible_and_nothing_sticks_out(open_page, assert_accessible, shelves, width, scheme):
    page = open_page(width=width, scheme=scheme)
    for path in LIBRARY:
        assert page.goto(path).ok, path
        look(page, assert_accessible)
    page.goto(f"/library/preview/{preview.token(ArticleRevision.objects.filter(translation__language='ru').get())}/")
    look(page, assert_accessible)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_that_was_taken_away_is_kind_and_accessible(open_page, assert_accessible, complaints, shelves, scheme):
    page = open_page(width=360, scheme=scheme)
    assert page.goto("/library/gone/").status == 410
    look(page, assert_accessible)
    complaints.clear()


def test_every_link_leads_to_a_page_that_is_there_and_to_a_place_in_it(client, shelves):
    """From page to page over the whole site, as a reader could go."""
    ids, anchors, waiting = {}, set(), ["/"]
    while waiting:
        path = waiting.pop()
        if path in ids:
            continue
        answer = client.get(path, follow=True)
        html = answer.content.decode()
        assert answer.status_code == 200, path
        ids[path] = set(re.findall(r' id="([^"]+)"', html))
        for href in re.findall(r'<a [^>]*?href="((?:/(?!/)|#|\?)[^"]*)"', html):
            target, _, place = href.partition("#")
            target = target if target.startswith("/") else path.partition("?")[0] + target if target else path
            waiting += [target] if "?" not in target else []
            anchors |= {(path, target, place)} if place else set()
    assert len(ids) > 250
    assert [found for found in anchors if found[1] in ids and found[2] not in ids[found[1]]] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_that_is_not_there_is_kind_and_accessible(open_page, assert_accessible, complaints, scheme):
    page = open_page(width=360, scheme=scheme)
    assert page.goto("/findings/00000000-0000-0000-0000-000000000000/").status == 404
    assert_accessible(page)
    complaints.clear()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("sign", ["confusion", "one_calf_swollen"])
def test_a_care_card_is_accessible(open_page, assert_accessible, scheme, sign):
    page = open_page(width=360, scheme=scheme)
    start(page)
    fill(page, {"signs": [sign]})
    press_continue(page)
    assert page.locator(".care").count() == 1
    page.locator("summary").first.click()
    assert_accessible(page)
