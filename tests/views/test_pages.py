"""What holds for every page: its frame, its headers, and how much it asks of the database."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.test import Client

from coaching.content import demo
from coaching.models import Assessment, Workout
from coaching.services import library
from tests.builders import TODAY, make_assessment, with_race_in
from tests.views.walk import CHECK, CYCLIST, RUNNER, START, answer, url

pytestmark = pytest.mark.django_db


class Outline(HTMLParser):
    """Tags counted, the attributes of <html>, the ids, and the texts of titles."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.ids, self.lang, self.titles, self._inside = Counter(), Counter(), None, {}, None
        html = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)  # a drawing may have a title of its own
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags[tag] += 1
        self.lang = attrs.get("lang") if tag == "html" else self.lang
        self._inside = tag if tag in ("title", "h1") else self._inside
        if "id" in attrs:
            self.ids[attrs["id"]] += 1

    def handle_endtag(self, tag):
        self._inside = None if tag == self._inside else self._inside

    def handle_data(self, data):
        if self._inside:
            self.titles[self._inside] = self.titles.get(self._inside, "") + data.strip()


def browser_with(**fields):
    """A client, and the assessment that is its own."""
    client = Client()
    assessment = make_assessment(browser="a browser", **fields)
    session = client.session
    session["browser"] = "a browser"
    session.save()
    return client, assessment


def pages_of(assessment):
    """The private addresses of an assessment."""
    paths = [f"/findings/{assessment.pk}/"]
    for plan in assessment.plans.all():
        workouts = Workout.objects.filter(week__plan=plan)
        paths += [f"/plan/{plan.pk}/", f"/plan/{plan.pk}/print/"]
        paths += [f"/plan/{plan.pk}/workout/{workout.pk}/" for workout in (workouts.first(), workouts.last())]
    return paths


def assert_well_framed(response, status=200):
    page = Outline(response.content.decode())
    assert response.status_code == status
    assert page.lang == "en-GB"
    assert (page.tags["title"], page.tags["h1"], page.tags["main"]) == (1, 1, 1)
    assert page.titles["title"].endswith("– Uncramp")
    assert page.titles["h1"] != ""
    assert [name for name, count in page.ids.items() if count > 1] == []


# --- The frame ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    ["/", "/grades/", "/privacy/", "/library/", "/library/advice/", "/library/rules/", "/now/", START, "/login/"],
)
def test_an_open_page_is_well_framed(client, path):
    assert_well_framed(client.get(path))


@pytest.mark.parametrize("path", ["/nowhere/", "/plan/00000000-0000-0000-0000-000000000000/"])
def test_so_is_a_page_that_is_not_there(client, path):
    assert_well_framed(client.get(path), 404)


@pytest.mark.parametrize("pages", [RUNNER, CYCLIST], ids=["runner", "cyclist"])
def test_so_is_each_page_of_the_assessment_empty_answered_and_in_error(client, pages):
    client.post(START)
    for slug, fields in pages.items():
        assert_well_framed(client.get(url(slug)))
        assert_well_framed(client.post(url(slug), dict.fromkeys(fields, "nonsense")))
        client.post(url(slug), fields)
        assert_well_framed(client.get(url(slug)))
    assert_well_framed(client.get(CHECK))


@pytest.mark.parametrize("person", demo.ATHLETES, ids=lambda person: person.slug)
def test_so_are_findings_and_plan_of_each_demo_athlete(person):
    library.load_starter()
    client, assessment = browser_with(answers=person.answers(TODAY))
    for path in pages_of(assessment):
        assert_well_framed(client.get(path))


# --- The headers ----------------------------------------------------------------------------------


def test_private_pages_are_kept_nowhere(client):
    answer(client, RUNNER)
    assessment_pages = [url("safety"), CHECK, client.post(CHECK).headers["Location"]]
    private, assessment = browser_with(answers=with_race_in(4))
    answers = [client.get(path) for path in assessment_pages] + [private.get(path) for path in pages_of(assessment)]
    assert [answer["Cache-Control"] for answer in answers] == ["no-store"] * len(answers)


def test_every_page_carries_the_defences(client, cast):
    client.force_login(cast.alice)
    for path in ["/", START, *pages_of(cast.hers), "/nowhere/"]:
        answer = client.get(path)
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("who", ["anonymous", "alice"])
def test_the_home_page_has_no_token(client, cast, who):
    if who == "alice":
        client.force_login(cast.alice)
    answer = client.get("/")
    assert b"csrfmiddlewaretoken" not in answer.content
    assert settings.CSRF_COOKIE_NAME not in answer.cookies


def test_looking_around_leaves_no_cookie(client):
    for path in ["/", "/grades/", "/privacy/", "/library/", "/library/evidence/", "/now/", "/library/feed/"]:
        assert list(client.get(path).cookies) == []


@pytest.mark.parametrize("path", ["/", START, CHECK, url("safety")])
def test_a_page_answers_head_and_refuses_other_methods(client, path):
    client.post(START)
    assert client.head(path).content == b""
    assert [getattr(client, method)(path).status_code for method in ("put", "patch", "delete")] == [405] * 3


def test_the_icon_that_browsers_ask_for_is_there(client):
    answer = client.get("/favicon.ico")
    assert (answer.headers["Location"], answer["Cache-Control"]) == ("/static/img/favicon.svg", "public, max-age=86400")


# --- Queries --------------------------------------------------------------------------------------


# (page, queries): the session, the row itself, its weeks and workouts, the sources, what may help; as many for any length
QUERIES = [("findings", 9), ("plan", 5), ("print", 5), ("first workout", 5), ("last workout", 5)]


@pytest.mark.parametrize("weeks", [4, 26])
def test_a_page_asks_the_database_as_often_for_a_long_plan_as_for_a_short_one(weeks, django_assert_num_queries):
    library.load_starter()
    client, assessment = browser_with(answers=with_race_in(weeks))
    assert assessment.plans.get().weeks.count() == weeks
    for path, (_, queries) in zip(pages_of(assessment), QUERIES, strict=True):
        with django_assert_num_queries(queries):
            client.get(path)


def test_an_advised_workout_shows_its_advice_as_the_plan_keeps_it():
    library.load_starter()
    client, assessment = browser_with(answers=with_race_in(4))
    plan = assessment.plans.get()
    workout = Workout.objects.filter(week__plan=plan, kind="easy").first()
    shown = client.get(f"/plan/{plan.pk}/workout/{workout.pk}/").content.decode()
    slugs = [*workout.main, *workout.before, *workout.after]
    assert [slug for slug in slugs if plan.advice[slug]["title"] not in shown] == []
    assert len(slugs) >= 3


def test_what_the_browser_typed_is_shown_as_text_and_never_as_markup(client):
    client.post(START)
    page = client.post(url("training"), {"weekly_km": '"><script>alert(1)</script>'})
    assert b"<script>alert" not in page.content
    assert b"&lt;script&gt;alert(1)" in page.content
    assert Assessment.objects.get().done == []
