"""The pages of one's own data, from the browser: a copy, consent taken back, an account deleted."""

import io
import zipfile

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client

from coaching.models import Athlete, Consent, User
from coaching.services.people import consent
from tests.account import confirm, log_in, log_in_staff
from tests.builders import NOW, PASSWORD, make_athlete, make_coach, make_runner, make_superuser
from tests.people import make_life
from tests.views.test_pages import assert_well_framed

pytestmark = pytest.mark.django_db
CONSENT, EXPORT, ERASE = "/account/consent/", "/account/export/", "/account/delete/"
SURE = {"sure": "on"}


@pytest.fixture
def alice():
    """With all there is, but without a second step at the log-in."""
    alice = make_life("Alice")
    Authenticator.objects.all().delete()
    return alice


@pytest.fixture
def browser(client, alice):
    client.force_login(alice.user)
    return client


def given(user):
    return user.consents.get(withdrawn_at=None).pk


@pytest.mark.parametrize("path", [CONSENT, EXPORT, ERASE, "/account/goodbye/"])
def test_the_pages_are_well_framed(browser, path):
    assert_well_framed(browser.get(path))


# --- A copy ----------------------------------------------------------------------------------------


def test_the_copy_is_a_file_that_nobody_keeps_on_the_way(browser):
    answer = browser.post(EXPORT)
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="uncramp-2026-11-22.zip"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert "README.txt" in zipfile.ZipFile(io.BytesIO(b"".join(answer))).namelist()


def test_looking_at_the_page_makes_no_copy(browser):
    assert browser.get(EXPORT).headers["Content-Type"].startswith("text/html")


# --- Consent ---------------------------------------------------------------------------------------


def test_the_page_says_what_was_agreed_to_and_when(browser):
    page = browser.get(CONSENT).content.decode()
    assert f"text of {consent.VERSION}" in page
    assert "22 November 2026, 12:00" in page


def test_an_older_text_is_said_to_be_one(browser):
    Consent.objects.update(version="2025-01-01")
    assert "The text has changed since" in browser.get(CONSENT).content.decode()


def test_consent_goes_with_a_tick_and_a_press(browser, alice):
    answer = browser.post(CONSENT, SURE | {"given": given(alice.user)}, follow=True)
    assert not Athlete.objects.exists()
    page = answer.content.decode()
    assert "your health data is deleted" in page
    assert "There is no consent now" in page
    assert "Given 22 November 2026, ended 22 November 2026" in page


def test_without_the_tick_nothing_goes(browser, alice):
    answer = browser.post(CONSENT, {"given": given(alice.user)})
    assert (answer.status_code, Athlete.objects.count()) == (200, 1)
    assert "Nothing was deleted" in answer.content.decode()


def test_a_form_sent_again_ends_no_later_consent(browser, alice):
    sent = SURE | {"given": given(alice.user)}
    browser.post(CONSENT, sent)
    user = User.objects.get(pk=alice.user_id)
    again = make_athlete("Alice", user=user)
    assert browser.post(CONSENT, sent).status_code == 302
    assert list(Athlete.objects.all()) == [again]


@pytest.mark.parametrize("spoilt", ["", "x", "9" * 30, "-1"])
def test_a_spoilt_number_of_a_consent_ends_none(browser, spoilt):
    assert browser.post(CONSENT, SURE | {"given": spoilt}).status_code in (200, 302)
    assert Athlete.objects.count() == 1


def test_the_way_to_a_deleted_plan_is_gone_from_the_menu(browser, alice):
    session = browser.session
    session["recent"] = {"assessment_id": str(alice.assessments.get().pk), "plan_id": ""}
    session.save()
    browser.post(CONSENT, SURE | {"given": given(alice.user)})
    assert "/findings/" not in browser.get(CONSENT).content.decode()


# --- Deleting --------------------------------------------------------------------------------------


def test_an_account_is_deleted_with_the_word_and_the_password(client, alice):
    log_in(client, "alice@example.org")
    asked = client.post(ERASE, {"word": "Delete"})
    assert asked.headers["Location"].startswith("/account/confirm/?next=")
    assert User.objects.filter(pk=alice.user_id).exists()
    gone = client.post(asked.headers["Location"], {"password": PASSWORD, "next": ERASE})
    assert gone.headers["Location"] == "/account/goodbye/"
    assert not User.objects.filter(pk=alice.user_id).exists()
    assert not Session.objects.exists()
    assert client.get("/account/").headers["Location"].startswith("/login/")
    assert "Everything is deleted" in client.get("/account/goodbye/").content.decode()


def test_a_wrong_password_deletes_nothing(client, alice):
    log_in(client, "alice@example.org")
    asked = client.post(ERASE, {"word": "delete"})
    answer = client.post(asked.headers["Location"], {"password": "wrong", "next": ERASE})
    assert (answer.status_code, User.objects.filter(pk=alice.user_id).exists()) == (200, True)


def test_who_confirmed_just_now_is_not_asked_again(client, alice):
    log_in(client, "alice@example.org")
    confirm(client)
    assert client.post(ERASE, {"word": "delete"}).headers["Location"] == "/account/goodbye/"


@pytest.mark.parametrize("word", ["", "delet", "delete me", "\0", "d" * 100_000])
def test_another_word_deletes_nothing(client, alice, word):
    log_in(client, "alice@example.org")
    confirm(client)
    answer = client.post(ERASE, {"word": word})
    assert (answer.status_code, User.objects.filter(pk=alice.user_id).exists()) == (200, True)


def test_other_devices_are_logged_out(client, alice):
    other = Client()
    for device in (client, other):
        log_in(device, "alice@example.org")
    confirm(client)
    client.post(ERASE, {"word": "delete"})
    assert other.get("/today/").status_code == 302
    assert other.post(ERASE, {"word": "delete"}).headers["Location"].startswith("/login/")


def test_the_last_who_runs_the_site_is_told_what_to_do_first(client):
    ruth = make_superuser("Ruth")
    log_in_staff(client, "ruth@example.org")
    confirm(client)
    answer = client.post(ERASE, {"word": "delete"}, follow=True)
    assert "Make somebody else a superuser first" in answer.content.decode()
    assert User.objects.filter(pk=ruth.pk).exists()


def test_a_coach_is_told_what_happens_to_the_athletes(client):
    client.force_login(make_coach("Bob"))
    assert "who lose you as their coach" in client.get(ERASE).content.decode()
    client.force_login(make_runner("Dora").user)
    assert "who lose you as their coach" not in client.get(ERASE).content.decode()


def test_a_page_asks_as_often_whatever_there_is(client, django_assert_num_queries):
    user = make_runner("Dora").user
    client.force_login(user)
    with django_assert_num_queries(3):
        client.get(CONSENT)
    Consent.objects.bulk_create(
        Consent(user=user, version=f"{year}", given_at=NOW, withdrawn_at=NOW) for year in (2023, 2024, 2025)
    )
    with django_assert_num_queries(3):
        client.get(CONSENT)
