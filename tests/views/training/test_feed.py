"""The secret address of the calendar: given out, renewed, stopped, and asked by programs."""

import re
from datetime import timedelta

import pytest
import vobject
from django.test import Client

from coaching.models import CalendarFeed, Workout
from tests.builders import make_runner, with_race_in

pytestmark = pytest.mark.django_db
PAGE = "/calendar/subscribe/"


@pytest.fixture
def runner():
    return make_runner(answers=with_race_in(4))


@pytest.fixture
def client(client, runner):
    client.force_login(runner.user)
    return client


def press(client, what):
    response = client.post(PAGE, {"do": what})
    assert (response.status_code, response.headers["Location"]) == (302, PAGE)


def path_of(runner):
    return f"/calendar/feed/{CalendarFeed.objects.get(athlete=runner).token}.ics"


def asked(path, **headers):
    return Client().get(path, headers=headers)


def test_the_address_is_shown_as_a_link_and_as_text(client, runner):
    assert "webcal:" not in client.get(PAGE).content.decode()
    press(client, "open")
    html, path = client.get(PAGE).content.decode(), path_of(runner)
    assert re.findall(r'href="(webcal:[^"]+)"', html) == [f"webcal://127.0.0.1:8000{path}"]
    assert re.findall(r'readonly value="([^"]+)"', html) == [f"http://127.0.0.1:8000{path}"]


def test_the_page_that_shows_it_is_kept_nowhere(client, runner):
    press(client, "open")
    assert client.get(PAGE).headers["Cache-Control"] == "no-store"


def test_a_program_gets_the_calendar_without_a_log_in(client, runner):
    press(client, "open")
    response = asked(path_of(runner))
    assert (response.status_code, response.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    found = {event.uid.value for event in vobject.readOne(response.content.decode()).vevent_list}
    assert found == {f"workout-{w.pk}@uncramp" for w in Workout.objects.of(runner).exclude(kind="rest")}


def test_it_sets_no_cookie_and_asks_for_none(client, runner):
    press(client, "open")
    response = asked(path_of(runner))
    assert (response.cookies, "Cookie" in response.headers.get("Vary", "")) == ({}, False)
    guarded = [response.headers[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")]
    assert guarded == ["private, no-cache", "no-referrer", "noindex, nofollow"]


def test_who_has_it_already_gets_nothing_new(client, runner, today):
    press(client, "open")
    path = path_of(runner)
    etag = asked(path).headers["ETag"]
    again = asked(path, **{"if-none-match": etag})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)
    packed = asked(path, **{"if-none-match": f"W/{etag}"})
    assert packed.status_code == 304
    today.shift(timedelta(days=1))
    assert asked(path, **{"if-none-match": etag}).status_code == 200


def test_head_tells_the_same_without_a_body(client, runner):
    press(client, "open")
    head, whole = Client().head(path_of(runner)), asked(path_of(runner))
    assert (head.status_code, head.content, head.headers["ETag"]) == (200, b"", whole.headers["ETag"])


@pytest.mark.parametrize("what", ["renew", "close"])
def test_the_old_address_ends_at_once(client, runner, what):
    press(client, "open")
    old = path_of(runner)
    press(client, what)
    response = asked(old)
    assert (response.status_code, response.content) == (404, b"There is no calendar at this address.\n")
    assert (response.cookies, "Cookie" in response.headers.get("Vary", "")) == ({}, False)
    expected = {"renew": [200], "close": []}[what]
    assert [asked(f"/calendar/feed/{feed.token}.ics").status_code for feed in CalendarFeed.objects.all()] == expected


@pytest.mark.parametrize("what", ["open", "close"])
def test_pressed_twice_it_is_the_same(client, runner, what):
    press(client, "open")
    press(client, what)
    before = list(CalendarFeed.objects.values_list("token"))
    press(client, what)
    assert list(CalendarFeed.objects.values_list("token")) == before


def test_an_unknown_press_does_nothing(client):
    press(client, "explode")
    assert CalendarFeed.objects.count() == 0


@pytest.mark.parametrize("token", ["x", "%00" * 43, "a" * 43, "a" * 500, "..%2f"])
def test_an_address_that_is_none_is_not_found(token):
    assert asked(f"/calendar/feed/{token}.ics").status_code == 404


@pytest.mark.parametrize("logged_in", [False, True])
def test_it_takes_six_queries_and_one_where_nothing_changed(client, runner, django_assert_num_queries, logged_in):
    press(client, "open")
    program, path = client if logged_in else Client(), path_of(runner)
    with django_assert_num_queries(6):
        etag = program.get(path).headers["ETag"]
    with django_assert_num_queries(1):
        program.get(path, headers={"if-none-match": etag})
