"""What a coach edits in a piece of advice shows wherever it is read; a plan that was made keeps its words."""

import pytest

from coaching.content import demo
from coaching.models import Advice
from coaching.services import library
from coaching.services.library import advice
from tests.builders import NOW, TODAY, make_article, make_assessment, make_editor

pytestmark = pytest.mark.django_db

SLUG, OLD, NEW = "when-it-cramps-run", "When it cramps: stop, stretch gently, wait", "Stop, stretch, walk on"


@pytest.fixture
def browser(client):
    """Whoever answers in it; the library has its starter content, and an article shows the advice."""
    library.load_starter()
    make_article("first-aid", body=f"[advice: {SLUG}]")
    session = client.session
    session["browser"] = "a browser"
    session.save()
    return client


def edited():
    row = Advice.objects.get(slug=SLUG)
    row.title = NEW
    row.save()
    advice.keep(advice=row, by=make_editor(), at=NOW)


def answered():
    return make_assessment(browser="a browser", answers=demo.fatigue(TODAY))


def in_the_plan(assessment):
    """The words in which the plan of an assessment keeps it."""
    plan = assessment.plans.get()
    return plan.advice[SLUG]["title"]


def pages(assessment):
    return [f"/library/advice/{SLUG}/", "/library/advice/", "/library/first-aid/", f"/findings/{assessment.pk}/"]


def said(browser, path):
    content = browser.get(path).content.decode()
    return [words for words in (OLD, NEW) if words in content]


def test_an_edit_shows_in_the_library_on_findings_and_in_plans_made_afterwards(browser):
    before = answered()
    assert [said(browser, path) for path in pages(before)] == [[OLD]] * 4
    edited()
    assert [said(browser, path) for path in pages(before)] == [[NEW]] * 4
    before.refresh_from_db()
    assert [in_the_plan(before), in_the_plan(answered())] == [OLD, NEW]


def test_archived_advice_is_gone_from_all_of_them_but_the_plan(browser):
    before = answered()
    Advice.objects.filter(slug=SLUG).update(archived_at=NOW)
    statuses = [browser.get(path).status_code for path in pages(before)]
    assert statuses == [410, 200, 200, 200]
    assert [said(browser, path) for path in pages(before)[1:]] == [[], [], []]
    assert in_the_plan(before) == OLD
