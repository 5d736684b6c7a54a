"""The account's first page, preferences, and the frame of every page of the account."""

import pytest

from coaching.models import Assessment, User
from tests.account import confirm, log_in
from tests.builders import make_athlete, make_user
from tests.test_weight import MOST, weight
from tests.views.test_pages import assert_well_framed

pytestmark = pytest.mark.django_db
WISHES = {
    "name": "Ally",
    "units": "imperial",
    "weight_units": "kg",
    "language": "ru",
    "time_zone": "America/Argentina/Buenos_Aires",
    "week_starts_on": "6",
    "mail_week": "on",
}
OPEN = ["/login/", "/signup/", "/account/password/reset/", "/account/password/reset/done/"]
OWN = [
    "/account/",
    "/account/preferences/",
    "/account/email/",
    "/account/password/",
    "/account/confirm/",
    "/account/sessions/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
]


@pytest.fixture
def alice(db):
    user = make_user("Alice")
    make_athlete("Alice", user=user)
    return user


@pytest.fixture
def client(client, alice):
    log_in(client, alice.email)
    confirm(client)
    return client


def prefer(client, **changes):
    return client.post("/account/preferences/", WISHES | changes)


@pytest.mark.parametrize("path", OPEN)
def test_the_pages_before_the_log_in_are_well_framed(path, client):
    client.logout()
    assert_well_framed(client.get(path))


@pytest.mark.parametrize("path", OWN)
def test_so_are_those_behind_it(client, path):
    assert_well_framed(client.get(path))


@pytest.mark.parametrize("path", ["/login/", "/signup/", "/account/password/reset/"])
def test_so_is_a_form_sent_back(client, path):
    client.logout()
    answer = client.post(path, {})
    assert_well_framed(answer)
    assert "There is a problem" in answer.content.decode()


@pytest.mark.parametrize("path", OWN)
def test_they_are_light(client, path):
    assert weight(client, path) < MOST


def test_preferences_are_kept_and_shown_again(client):
    answer = prefer(client)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/account/preferences/")
    user = User.objects.get()
    assert (user.name, user.units, user.weight_units, user.language) == ("Ally", "imperial", "kg", "ru")
    assert (user.time_zone, user.week_starts_on) == ("America/Argentina/Buenos_Aires", 6)
    assert (user.mail_suggestions, user.mail_week, user.mail_comments) == (False, True, False)
    page = client.get("/account/preferences/").content.decode()
    assert '<option value="America/Argentina/Buenos_Aires" selected>Buenos Aires, Argentina</option>' in page


@pytest.mark.parametrize(
    "wrong", [{"units": "cubits"}, {"language": "tlh"}, {"time_zone": "Moon"}, {"week_starts_on": "2"}, {"name": ""}]
)
def test_what_is_not_on_the_list_is_refused_and_nothing_is_lost(client, wrong):
    answer = prefer(client, **wrong)
    assert_well_framed(answer)
    assert list(answer.context["form"].errors) == list(wrong)
    assert User.objects.get().name == "Alice"
    assert 'value="Ally"' in answer.content.decode() or "name" in wrong


def test_a_new_assessment_asks_in_the_units_one_prefers(client):
    prefer(client)
    client.post("/assessment/")
    assert Assessment.objects.get().answers["units"] == "imperial"


def test_a_coach_has_an_account_page_that_offers_a_plan_of_their_own(client):
    client.force_login(make_user("Bob"))
    assert "Set it up" in client.get("/account/").content.decode()


@pytest.mark.parametrize("path", ["/account/", "/account/preferences/"])
def test_a_page_of_the_account_asks_the_database_no_more_than_it_must(client, path, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        client.get(path)
