"""Whose day it is: that of who is logged in, where they are."""

from datetime import UTC, date, datetime

import pytest
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path
from django.utils.timezone import get_current_timezone_name, localdate

from coaching.views.public import public_page
from tests.builders import make_user

LATE = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


def day(request):
    return HttpResponse(f"{localdate()} {get_current_timezone_name()}")


urlpatterns = [path("day/", day), path("public/", public_page(day))]


@pytest.fixture(autouse=True)
def these_addresses():
    with override_settings(ROOT_URLCONF=__name__):
        yield


@pytest.mark.parametrize(
    ("zone", "on"),
    [
        ("UTC", date(2026, 11, 22)),
        ("Pacific/Auckland", date(2026, 11, 23)),
        ("America/Los_Angeles", date(2026, 11, 22)),
    ],
)
def test_a_signed_in_person_lives_in_their_own_day(client, today, zone, on):
    client.force_login(make_user("Alice", time_zone=zone))
    today.move_to(LATE)
    assert client.get("/day/").content.decode() == f"{on} {zone}"


def test_the_next_visitor_has_not_their_day(client, today):
    client.force_login(make_user("Alice", time_zone="Pacific/Auckland"))
    today.move_to(LATE)
    client.get("/day/")
    client.logout()
    assert client.get("/day/").content.decode() == "2026-11-22 UTC"
    assert get_current_timezone_name() == "UTC"


def test_a_page_for_everybody_asks_for_no_session(client, today, django_assert_num_queries):
    client.force_login(make_user("Alice", time_zone="Pacific/Auckland"))
    today.move_to(LATE)
    with django_assert_num_queries(1):
        answer = client.get("/public/")
    assert (answer.content.decode(), answer.headers.get("Vary", "")) == ("2026-11-22 UTC", "")
