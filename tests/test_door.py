"""Logging in and out, and the health address."""

import pytest
from django.db import OperationalError, connection
from django.db.utils import IntegrityError

from coaching.models import User
from tests.builders import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "calves of steel"


@pytest.fixture
def alice():
    return make_user("Alice")


def log_in(client, email="alice@example.org", password=PASSWORD, **extra):
    return client.post("/login/", {"login": email, "password": password}, **extra)


@pytest.mark.parametrize("email", ["alice@example.org", "ALICE@example.ORG", " alice@example.org"])
def test_a_person_logs_in_by_email_in_any_case(client, alice, email):
    assert log_in(client, email).status_code == 302
    assert client.session["_auth_user_id"] == str(alice.pk)


def test_logging_in_gives_a_new_session_that_lasts_30_days(client, alice):
    client.get("/login/")
    before = client.session.session_key
    cookie = log_in(client).cookies["sessionid"]
    assert cookie.value != before
    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (2592000, True, "Lax")


@pytest.mark.parametrize(("email", "password"), [("alice@example.org", "wrong"), ("bob@example.org", PASSWORD)])
def test_a_refusal_does_not_tell_who_has_an_account(client, alice, email, password):
    answer = log_in(client, email, password)
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors() == ["The e-mail address or the password is not right."]


def test_a_closed_account_is_refused_as_a_wrong_password(client, alice):
    User.objects.update(is_active=False)
    assert log_in(client).status_code == 200
    assert "_auth_user_id" not in client.session


def guess(client, times=6, **extra):
    for _ in range(times):
        log_in(client, password="wrong", **extra)


def test_guessing_is_stopped_before_the_right_password(client, alice):
    guess(client)
    assert log_in(client).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_guesser_does_not_lock_the_owner_out(client, alice):
    guess(client, REMOTE_ADDR="203.0.113.9")
    assert log_in(client).status_code == 302


def test_one_address_cannot_go_through_many_accounts(client, alice):
    for number in range(10):
        log_in(client, f"person{number}@example.org", "wrong")
    assert log_in(client).status_code == 200


def test_the_coaches_desk_has_the_same_door(client):
    answer = client.get("/coach/", follow=True)
    assert answer.redirect_chain[-1][0].startswith("/login/?next=%2Fcoach%2F")


def test_an_athlete_does_not_come_to_the_desk(client, alice):
    client.force_login(alice)
    assert client.get("/coach/", follow=True).status_code == 403


def test_logging_out_takes_a_form(client, alice):
    client.force_login(alice)
    client.get("/logout/")
    assert "_auth_user_id" in client.session
    client.post("/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("path", ["/accounts/signup/", "/account/inactive/", "/account/phone/verify/", "/login/code/"])
def test_no_account_page_that_the_site_does_not_use_is_open(client, path):
    assert client.get(path).status_code == 404


def test_one_address_is_one_person_in_any_case(alice):
    assert User.objects.create_user("Bob@Example.org").email == "bob@example.org"
    twin = User(email="Alice@EXAMPLE.org", password="x")
    with pytest.raises(IntegrityError):
        twin.save()


def test_the_site_is_well(client):
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_the_site_says_when_its_database_is_down(client, monkeypatch):
    def no_cursor():
        raise OperationalError("unable to open database file")

    monkeypatch.setattr(connection, "cursor", no_cursor)
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (503, b"no database\n")
