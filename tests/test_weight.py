"""A page is light: its HTML and CSS, compressed as they are sent, fit into the first packets of a connection."""

import gzip
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import brotli
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.timezone import localdate, now

from coaching.content.demo import ATHLETES, mixed
from coaching.forms.assessments.steps import STEPS
from coaching.models import Advice, ArticleRevision, Assessment, Source, Workout
from coaching.rules.terms import Goal
from coaching.services import assessments, library
from coaching.services.stored import plain
from tests.builders import make_activities, make_runner
from tests.cramps import make_cramp

pytestmark = pytest.mark.django_db
MOST = 14 * 1024
CSS = Path(settings.BASE_DIR, "static")


@pytest.fixture
def client(client):
    client.post(reverse("coaching:assessment_start"))
    return client


@pytest.fixture
def starter_content(db):
    library.load_starter()


def weight(client, url):
    """Bytes of a page, in gzip, and of the style sheets it names, in brotli: as they are sent."""
    page = client.get(url, headers={"accept-encoding": "gzip"})
    assert (page.status_code, page.headers["Content-Encoding"]) == (200, "gzip")
    sheets = re.findall(r'href="/static/(css/[\w.]+\.css)"', gzip.decompress(page.content).decode())
    return len(page.content) + sum(len(brotli.compress((CSS / sheet).read_bytes())) for sheet in sheets)


def submitted(client, answers):
    """The answers as an assessment of this client's browser, with its findings and plan."""
    browser = client.session["browser"]
    Assessment.objects.drafts().delete()
    assessment = Assessment.objects.create(browser=browser, answers=plain(answers), done=[form.slug for form in STEPS])
    return assessments.submit(assessment=assessment, now=now(), today=localdate())


def longest_plan(today):
    """Twenty-six weeks, night routine, race sheet, seven days: the most a plan can show."""
    answers = mixed(today)
    days = replace(answers.availability, days=frozenset(range(7)))
    training = replace(answers.training, sessions_per_week=6)
    goal = Goal(42.195, today + timedelta(weeks=26), 3 * 3600)
    return replace(answers, availability=days, training=training, goal=goal)


OPEN_PAGES = ["home", "grades", "privacy", "assessment_start", "library", "advice_list", "rules", "evidence", "now"]


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_open_pages_are_light(client, starter_content, name):
    assert weight(client, reverse(f"coaching:{name}")) < MOST


def test_every_article_every_piece_of_advice_and_every_source_is_light(client, starter_content):
    articles = [revision.translation.get_absolute_url() for revision in ArticleRevision.objects.live(now())]
    advice = [reverse("coaching:advice", args=[slug]) for slug in Advice.objects.values_list("slug", flat=True)]
    sources = [reverse("coaching:source", args=[key]) for key in Source.objects.values_list("key", flat=True)]
    assert min(len(articles), len(advice), len(sources)) > 10
    assert [page for page in (*articles, *advice, *sources) if weight(client, page) >= MOST] == []


@pytest.mark.parametrize("form", STEPS, ids=lambda form: form.slug)
def test_the_questions_are_light(client, form):
    draft = Assessment.objects.get()
    draft.done = [other.slug for other in STEPS]
    draft.save()
    assert weight(client, reverse("coaching:assessment_step", args=[form.slug])) < MOST


@pytest.mark.parametrize(
    "make", [*(person.answers for person in ATHLETES), longest_plan], ids=lambda make: make.__name__
)
def test_findings_and_plans_are_light(client, starter_content, make):
    assessment = submitted(client, make(localdate()))
    pages = [reverse("coaching:findings", args=[assessment.pk])]
    plan = assessment.plans.first()
    if plan:
        workouts = [workout for week in plan.weeks.all() for workout in week.workouts.all()]
        pages += [reverse("coaching:plan", args=[plan.pk]), reverse("coaching:plan_print", args=[plan.pk])]
        one_of_each_kind = {workout.kind: workout for workout in workouts}.values()
        pages += [reverse("coaching:workout", args=[plan.pk, workout.pk]) for workout in one_of_each_kind]
    assert [page for page in pages if weight(client, page) >= MOST] == []


def test_the_cramp_log_is_light(client, starter_content):
    athlete = make_runner(now=now())
    client.force_login(athlete.user)
    flagged = make_cramp(athlete, row="E3")
    cramps = [flagged, *(make_cramp(athlete, back=back, onset_km=back) for back in range(2, 30))]
    pages = [reverse(f"coaching:{name}", args=[cramp.pk]) for name in ("cramp", "cramp_edit") for cramp in cramps[:2]]
    pages += [reverse("coaching:cramps"), reverse("coaching:cramp_add"), reverse("coaching:now")]
    assert [(page, size) for page in pages if (size := weight(client, page)) >= MOST] == []


def test_today_the_calendar_and_the_log_are_light(client, starter_content):
    """On the fullest day there is: a run and strength, after a month of logs and with all of the advice."""
    athlete = make_runner(answers=longest_plan(localdate()), now=now() - timedelta(days=21))
    client.force_login(athlete.user)
    make_activities(athlete, 60, until=localdate())
    fullest = Workout.objects.of(athlete).filter(kind="strength").order_by("on").first()
    Workout.objects.of(athlete).filter(on=fullest.on).update(on=localdate())
    log = reverse("coaching:workout_log", args=[fullest.week.plan_id, fullest.pk])
    pages = [*(reverse(f"coaching:{name}") for name in ("today", "calendar", "activity_add")), log]
    assert [(page, size) for page in pages if (size := weight(client, page)) >= MOST] == []
