"""The first page of an account, and keeping what a browser answered."""

import pytest
from django.test import Client

from coaching.content.consent import TEXT
from coaching.models import Assessment, Athlete, Consent
from tests.builders import make_assessment, make_athlete, make_user
from tests.test_weight import MOST, weight
from tests.views.test_pages import assert_well_framed

pytestmark = pytest.mark.django_db
TOLD = {"name": "Ally", "time_zone": "Europe/Berlin", "consent": "on"}


@pytest.fixture
def alice(db):
    return make_user("Alice")


@pytest.fixture
def client(client, alice):
    """Alice, just signed up, in a browser that has answered before."""
    client.force_login(alice)
    return with_browser(client)


@pytest.fixture
def unclaimed(db):
    return make_assessment(browser="a browser")


def with_browser(client):
    session = client.session
    session["browser"] = "a browser"
    session.save()
    return client


def welcome(client, **changes):
    return client.post("/welcome/", TOLD | changes)


def keep(client, assessment):
    return client.post(f"/findings/{assessment.pk}/claim/")


def test_the_page_shows_all_of_what_one_agrees_to(client):
    answer = client.get("/welcome/")
    assert_well_framed(answer)
    assert weight(client, "/welcome/") < MOST
    page = answer.content.decode()
    assert [title for title, words in TEXT if title not in page or words[:60] not in page] == []
    assert 'name="consent"' in page
    assert "checked" not in page


def test_who_agrees_becomes_an_athlete_with_the_plan_of_the_browser(client, alice, unclaimed):
    assert welcome(client).headers["Location"] == "/today/"
    assert (alice.athlete.assessments.get(), Consent.objects.get().user) == (unclaimed, alice)
    assert client.get("/welcome/").headers["Location"] == "/today/"


def test_a_second_press_leads_on_as_the_first(client):
    assert [welcome(client).headers["Location"] for _ in range(2)] == ["/today/", "/today/"]
    assert (Athlete.objects.count(), Consent.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "field", "complaint"),
    [
        ({"consent": ""}, "consent", "Tick this to go on."),
        ({"name": " \u200b "}, "name", "Say what we may call you."),
        ({"name": "x" * 101}, "name", "Make it shorter"),
        ({"time_zone": "Mars/Olympus"}, "time_zone", "Select a valid choice."),
        ({"time_zone": ""}, "time_zone", "This field is required."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_kept(client, unclaimed, changes, field, complaint):
    answer = welcome(client, **changes)
    assert_well_framed(answer)
    assert answer.context["form"].errors[field][0].startswith(complaint)
    assert (Athlete.objects.count(), Consent.objects.count()) == (0, 0)
    unclaimed.refresh_from_db()
    assert unclaimed.browser == "a browser"


def test_an_old_name_of_a_time_zone_is_kept_as_long_as_one_likes(client, alice):
    alice.time_zone = "US/Pacific"
    alice.save()
    assert welcome(client, time_zone="US/Pacific").status_code == 302


def test_without_consent_findings_are_not_kept_with_the_account(client):
    """Somebody who made an account and stopped there: the answers stay with the browser, to be deleted after 30 days."""
    client.post("/assessment/")
    assert Assessment.objects.get().athlete is None


# --- Keeping what one answered ---------------------------------------------------------------------


def test_findings_and_plan_offer_to_be_kept(unclaimed):
    browser = with_browser(Client())
    for path in (f"/findings/{unclaimed.pk}/", f"/plan/{unclaimed.plans.get().pk}/"):
        page = browser.get(path).content.decode()
        assert (page.count("Make an account"), page.count("Keep it in your account")) == (1, 0)
    assert f"/login/?next=/findings/{unclaimed.pk}/" in browser.get(f"/findings/{unclaimed.pk}/").content.decode()


def test_they_offer_it_to_who_is_logged_in_by_a_button(client, alice, unclaimed):
    make_athlete("Alice", user=alice)
    page = client.get(f"/findings/{unclaimed.pk}/").content.decode()
    assert (page.count("Make an account"), page.count("Keep it in your account")) == (0, 1)
    assert [keep(client, unclaimed).headers["Location"] for _ in range(2)] == [f"/findings/{unclaimed.pk}/"] * 2
    assert alice.athlete.assessments.get() == unclaimed
    assert "Keep it in your account" not in client.get(f"/findings/{unclaimed.pk}/").content.decode()


def test_who_has_not_agreed_yet_is_asked_first(client, unclaimed):
    assert keep(client, unclaimed).headers["Location"] == "/welcome/"
    unclaimed.refresh_from_db()
    assert unclaimed.athlete is None


def test_nobody_keeps_what_another_browser_answered(client, alice):
    make_athlete("Alice", user=alice)
    foreign = make_assessment(browser="another browser")
    assert keep(client, foreign).status_code == 404
    assert keep(Client(), foreign).headers["Location"].startswith("/login/")
