"""The athlete reads who looked; whoever else reads leaves a line."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from coaching.models import Athlete, Look, Workout
from coaching.services import adapting
from tests.builders import NOW, TODAY, revoke

pytestmark = pytest.mark.django_db
LOOKS, COACHES = "/account/coaches/looks/", "/account/coaches/"


@pytest.fixture
def hers(cast):
    return logged_in(cast.alice)


def logged_in(user):
    client = Client()
    client.force_login(user)
    return client


def made_by(cast, who):
    return list(Look.objects.filter(coach=getattr(cast, who)).order_by("pk").values_list("athlete__name", "what"))


# --- What leaves a line ----------------------------------------------------------------------------


def of_the_plan(name, *more):
    return lambda cast: reverse(f"coaching:{name}", args=[plan_of(cast).pk, *(one(cast) for one in more)])


def plan_of(cast):
    return cast.hers.plans.active().get()


def workout_of(cast):
    return Workout.objects.filter(week__plan=plan_of(cast)).first().pk


def suggestion(cast):
    made = adapting.suggest(athlete=cast.athlete, reason="asked", now=NOW, today=TODAY)
    return reverse("coaching:suggestion", args=[made.pk])


READ = [
    ("plan", of_the_plan("plan"), "get"),
    ("plan", of_the_plan("plan_print"), "get"),
    ("plan", of_the_plan("plan_json"), "get"),
    ("plan", of_the_plan("workout", workout_of), "get"),
    ("plan", of_the_plan("workout_comment", workout_of), "post"),
    ("plan", suggestion, "get"),
    ("answers", lambda cast: reverse("coaching:findings", args=[cast.hers.pk]), "get"),
]


@pytest.mark.parametrize("who", ["bob", "vera"])
@pytest.mark.parametrize(("what", "path", "method"), READ)
def test_a_coach_who_reads_leaves_a_line(cast, who, what, path, method):
    assert getattr(logged_in(getattr(cast, who)), method)(path(cast)).status_code == 200
    assert made_by(cast, who) == [("Alice", what)]


@pytest.mark.parametrize("who", ["alice", "charlie", "ruth"])
@pytest.mark.parametrize(("what", "path", "method"), READ)
def test_the_athlete_and_who_is_refused_leave_none(cast, who, what, path, method):
    getattr(logged_in(getattr(cast, who)), method)(path(cast))
    assert not Look.objects.exists()


def test_a_coach_whose_access_ended_leaves_none(cast):
    revoke(cast.bob)
    assert logged_in(cast.bob).get(of_the_plan("plan")(cast)).status_code == 404
    assert not Look.objects.exists()


def test_a_plan_that_nobody_has_claimed_has_no_lines(cast, client):
    session = client.session
    session["browser"] = "a browser"
    session.save()
    assert client.get(reverse("coaching:plan", args=[cast.unclaimed.plans.get().pk])).status_code == 200
    assert not Look.objects.exists()


# --- What she reads --------------------------------------------------------------------------------


def look(cast, *, by="bob", what="plan", at=NOW):
    return Look.objects.create(athlete=cast.athlete, coach=getattr(cast, by), what=what, at=at)


def words(page):
    return " ".join(page.content.decode().split())


def test_she_reads_who_looked_at_what_and_when_in_her_own_time_zone(cast, hers):
    cast.alice.time_zone = "Asia/Tokyo"
    cast.alice.save()
    for hours in (0, 1, 2):
        look(cast, what="overview", at=NOW + timedelta(hours=hours))
    look(cast, what="plan", at=NOW + timedelta(hours=2))
    look(cast, by="ruth", what="desk", at=NOW + timedelta(hours=4))
    page = words(hers.get(LOOKS))
    assert "Sunday, 22 November 2026" in page
    assert "<bdi>Bob</bdi></strong>: your overview 3 times, a plan; first 21:00, last 23:00" in page
    assert "Monday, 23 November 2026" in page
    assert "<bdi>Ruth</bdi></strong>, who runs this site: another page of the desk; at 01:00" in page


def test_where_nobody_looked_it_says_so(hers):
    assert "No look stands here." in words(hers.get(LOOKS))
    assert "Nobody has looked so far." in words(hers.get(COACHES))


def test_the_newest_look_stands_beside_the_coaches(cast, hers):
    look(cast, at=NOW - timedelta(days=1)), look(cast, by="vera", what="answers")
    assert "Last looked at: answers and findings, by <bdi>Vera</bdi>, on 22 November at 12:00." in words(
        hers.get(COACHES)
    )


def test_she_reads_nobody_elses(cast, hers):
    Look.objects.create(athlete=cast.stranger, coach=cast.ruth, what="desk", at=NOW)
    assert "Ruth" not in words(hers.get(LOOKS))


def test_twenty_days_stand_on_a_page(cast, hers):
    for days in range(21):
        look(cast, at=NOW - timedelta(days=days))
    assert words(hers.get(LOOKS)).count("<h2>") == 20
    older = words(hers.get(LOOKS, {"page": 2}))
    assert (older.count("<h2>"), "2 November 2026" in older, 'rel="prev"' in older) == (1, True, True)
    assert hers.get(LOOKS, {"page": "nonsense"}).status_code == 200


def test_it_asks_as_often_for_three_looks_as_for_one(cast, hers, django_assert_num_queries):
    look(cast)
    with django_assert_num_queries(6):
        hers.get(LOOKS)
    look(cast, by="vera"), look(cast, by="ruth", at=NOW - timedelta(days=3))
    with django_assert_num_queries(6):
        hers.get(LOOKS)


def test_a_name_is_shown_as_text(cast, hers):
    cast.bob.name = "<script>alert(1)</script>"
    cast.bob.save()
    look(cast)
    assert "<script>alert" not in words(hers.get(LOOKS))
    assert Athlete.objects.count() == 2
