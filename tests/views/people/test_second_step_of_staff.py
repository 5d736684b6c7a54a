"""Who works at the desk has a second step; until then every page but the public ones leads to setting it up."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver, reverse

from coaching.models import CoachAccess
from coaching.views.people.second_step import OPEN, SETTING_UP
from tests.account import app_code, confirm, log_in, make_passkey, second_step
from tests.builders import (
    make_assessment,
    make_athlete,
    make_coach,
    make_runner,
    make_superuser,
    make_user,
    with_race_in,
)

pytestmark = pytest.mark.django_db
PAGE, TURN_ON, DESK = "/account/second-step/", "/account/2fa/totp/activate/", "/coach/"
VALUES = {
    "int": 1,
    "slug": "x",
    "str": "x",
    "path": "x",
    "uuid": "0" * 8 + "-0000-4000-8000-" + "0" * 12,
    "other": "ru",
}


@pytest.fixture
def bob():
    """Staff with a password alone."""
    return make_user("Bob", is_staff=True)


@pytest.fixture
def his(client, bob):
    log_in(client, bob.email)
    confirm(client)
    return client


def key_on(page):
    return re.search(r'<code class="key">(\w+)</code>', page.content.decode())[1]


def leads(client, path, method="get"):
    return getattr(client, method)(path).headers.get("Location", "")


# --- Every address ---------------------------------------------------------------------------------


def addresses(patterns, prefix="/", space=""):
    """Each pattern of the site as a path somebody might ask for, with the name it has and its view."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern).lstrip("^")
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, route, inner)
        else:
            yield path_of(route), f"{space}{pattern.name}" if pattern.name else "", pattern.callback


def path_of(route):
    typed = re.sub(r"<(?:(\w+):)?\w+>", lambda found: str(VALUES.get(found[1] or "str", 1)), route)
    named = re.sub(r"\(\?P<\w+>[^)]*\)", "coaching", typed)  # the list of an app, and what the desk does not know
    return named.replace("/?$", "/").replace("$", "").replace(".*", "x")


def is_open(name, view):
    return getattr(view, "is_public", False) or name in OPEN or name.startswith(SETTING_UP)


ALL = list(addresses(get_resolver().url_patterns))


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_that_is_not_public_leads_to_the_second_step(client, bob, method):
    closed = [path for path, name, view in ALL if not is_open(name, view)]
    client.force_login(bob)
    elsewhere = [path for path in closed if not leads(client, path, method).startswith(PAGE)]
    assert elsewhere == []
    assert len(closed) > 100


def test_what_is_open_without_a_second_step_is_what_anybody_may_see_or_needs_to_set_it_up():
    named = {name for _, name, view in ALL if is_open(name, view) and not getattr(view, "is_public", False)}
    assert {name for name in named if not name.startswith(SETTING_UP)} == OPEN


def test_no_open_page_leads_to_itself_or_round_in_a_circle(client, bob):
    client.force_login(bob)
    assert client.get(PAGE).status_code == 200
    assert client.get(DESK, follow=True).redirect_chain == [(f"{PAGE}?next=/coach/", 302)]
    assert client.get("/yours/", follow=True).redirect_chain == [(f"{PAGE}?next=/yours/", 302)]


@pytest.mark.parametrize("path", ["/logout/", "/coach/logout/"])
def test_logging_out_is_always_possible(his, path):
    assert his.post(path).headers["Location"] == "/"
    assert "_auth_user_id" not in his.session


# --- The way through -------------------------------------------------------------------------------


def test_the_page_says_why_and_offers_an_app_or_a_passkey(his):
    page = his.get(PAGE).content.decode()
    assert ("A password can be guessed or stolen" in page, TURN_ON in page, "/webauthn/add/" in page) == (True,) * 3


def test_once_set_up_they_go_on_to_where_they_were_going(his):
    wanted = "/coach/coaching/article/?o=1"
    his.get(leads(his, wanted))
    assert leads(his, TURN_ON) == ""
    assert his.post(TURN_ON, {"code": app_code(key_on(his.get(TURN_ON)))}).headers["Location"].endswith("codes/")
    assert f'href="{PAGE}"' in his.get("/account/2fa/recovery-codes/").content.decode()
    assert leads(his, PAGE) == wanted
    assert f'href="{PAGE}"' not in his.get("/account/2fa/").content.decode()


def test_who_goes_on_by_themselves_is_not_offered_the_way_again(his, bob):
    his.get(f"{PAGE}?next=/coach/")
    second_step(bob)
    his.get("/account/")
    assert f'href="{PAGE}"' not in his.get("/account/2fa/").content.decode()


@pytest.mark.parametrize("wanted", ["https://example.org/", "//example.org/", "javascript:alert(1)", ""])
def test_it_leads_to_no_other_site(his, bob, wanted):
    his.get(PAGE, {"next": wanted})
    second_step(bob)
    assert leads(his, PAGE) == "/yours/"


@pytest.mark.parametrize("add", [second_step, make_passkey])
def test_an_app_or_a_passkey_opens_the_desk_also_to_a_session_from_before(his, bob, add):
    assert leads(his, "/coach/password_change/").startswith(PAGE)
    add(bob)
    assert leads(his, "/coach/password_change/") == "/account/password/"


def test_recovery_codes_alone_are_no_second_step(his, bob):
    Authenticator.objects.create(user=bob, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert leads(his, "/coach/password_change/").startswith(PAGE)


def test_who_turns_the_last_one_off_finds_the_door_shut_again(his, bob):
    second_step(bob)
    confirm(his)
    assert leads(his, "/coach/password_change/") == "/account/password/"
    his.post("/account/2fa/totp/deactivate/")
    assert not bob.authenticator_set.exists()
    assert leads(his, "/coach/password_change/").startswith(PAGE)


# --- Whom it concerns ------------------------------------------------------------------------------


def test_a_plan_is_shown_to_a_coach_with_a_second_step_only(client):
    carla = make_coach("Carla")
    carla.authenticator_set.all().delete()
    athlete = make_athlete("Alice", user=make_user("Alice"))
    plan = make_assessment(athlete=athlete, answers=with_race_in(4)).plans.get()
    CoachAccess.objects.create(athlete=athlete, coach=carla)
    client.force_login(carla)
    path = reverse("coaching:plan", args=[plan.pk])
    assert leads(client, path).startswith(PAGE)
    second_step(carla)
    assert client.get(path).status_code == 200


def test_a_superuser_who_is_no_staff_needs_one_as_well(client):
    client.force_login(make_user("Ruth", is_superuser=True))
    assert leads(client, "/account/export/").startswith(PAGE)


def test_an_athlete_who_becomes_staff_is_shown_no_page_that_was_kept(client):
    user = make_runner("Alice").user
    client.force_login(user)
    assert client.get("/today/").status_code == 200
    user.is_staff = True
    user.save()
    second_step(user)
    assert client.get("/today/").status_code == 200
    Authenticator.objects.all().delete()
    assert leads(client, "/today/").startswith(PAGE)


def asks(client, path):
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len([one for one in queries if "mfa_authenticator" in one["sql"]])


def test_it_costs_staff_one_query_and_others_none(client):
    runner, ruth, stranger = Client(), Client(), client
    runner.force_login(make_runner("Alice").user)
    ruth.force_login(make_superuser("Ruth"))
    assert [asks(one, "/account/") for one in (stranger, runner, ruth)] == [0, 0, 1]


def test_who_needs_none_is_led_on(client):
    assert leads(client, PAGE) == f"/login/?next={PAGE}"
    client.force_login(make_user("Charlie"))
    assert leads(client, PAGE) == "/yours/"
