"""Codes of an app, recovery codes, and what holds for passkeys without a browser; with one: tests/journeys."""

import re
from datetime import timedelta
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from coaching.models import User
from tests.account import app_code, confirm, letters, log_in
from tests.builders import make_user
from tests.meanwhile import meanwhile

pytestmark = pytest.mark.django_db
TURN_ON, STEP, CODES = "/account/2fa/totp/activate/", "/account/2fa/authenticate/", "/account/2fa/recovery-codes/"


@pytest.fixture
def client(client):
    log_in(client, make_user("Alice").email)
    confirm(client)
    return client


@pytest.fixture
def secret(client, today):
    """The key of Alice's app, turned on half a minute ago."""
    key = key_on(client.get(TURN_ON))
    assert client.post(TURN_ON, {"code": app_code(key)}).headers["Location"] == CODES
    today.shift(timedelta(seconds=60))
    return key


def key_on(page):
    return re.search(r'<code class="key">(\w+)</code>', page.content.decode())[1]


def recovery_codes(client):
    return re.findall(r"<li><code>(\d+)</code></li>", client.get(CODES).content.decode())


def is_in(client):
    return "_auth_user_id" in client.session


def at_the_step():
    """A new browser, past the password."""
    client = Client()
    assert log_in(client, "alice@example.org").headers["Location"] == STEP
    assert not is_in(client)
    return client


def test_the_key_is_shown_as_a_drawing_in_the_page_and_as_text(client):
    page = client.get(TURN_ON).content.decode()
    assert (page.count("<svg"), page.count("data:"), page.count("<?xml")) == (2, 0, 0)
    assert len(re.search(r'<code class="key">(\w+)</code>', page)[1]) == 32


def test_a_wrong_code_turns_nothing_on_and_keeps_the_key(client):
    key = key_on(client.get(TURN_ON))
    answer = client.post(TURN_ON, {"code": "000000"})
    assert answer.context["form"].errors["code"] == ["This is not the code. Look at it again, and type all of it."]
    assert (key_on(answer), Authenticator.objects.count()) == (key, 0)


def test_turning_it_on_leads_to_recovery_codes_and_is_told_by_letter(client, django_capture_on_commit_callbacks):
    key = key_on(client.get(TURN_ON))
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(TURN_ON, {"code": app_code(key)}).headers["Location"] == CODES
    assert letters() == [("alice@example.org", "The code of an app is on")]


def test_turned_on_by_two_presses_at_once_it_is_no_fault(client):
    key, alice = key_on(client.get(TURN_ON)), User.objects.get()
    twice = partial(Authenticator.objects.create, user=alice, type="totp", data={})
    with meanwhile(twice, before='INSERT INTO "mfa_authenticator"'):
        answer = client.post(TURN_ON, {"code": app_code(key)})
    assert answer.headers["Location"] == "/account/2fa/"


def test_with_the_app_a_password_alone_is_not_enough(secret):
    phone = at_the_step()
    assert phone.get("/account/").status_code == 302
    assert phone.post(STEP, {"code": app_code(secret)}).headers["Location"] == "/yours/"
    assert is_in(phone)


def test_the_second_step_offers_a_passkey_only_to_who_has_one(secret):
    assert "With a passkey" not in at_the_step().get(STEP).content.decode()


def test_a_code_of_the_app_works_once(secret):
    first, second = at_the_step(), at_the_step()
    first.post(STEP, {"code": app_code(secret)})
    second.post(STEP, {"code": app_code(secret)})
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_recovery_code_lets_in_once(client, secret):
    codes = recovery_codes(client)
    assert len(codes) == 10
    first, second = at_the_step(), at_the_step()
    first.post(STEP, {"code": codes[0]})
    second.post(STEP, {"code": codes[0]})
    assert (is_in(first), is_in(second)) == (True, False)
    assert recovery_codes(client) == codes[1:]


def test_wrong_codes_at_the_second_step_are_limited(secret):
    phone = at_the_step()
    for _ in range(5):
        phone.post(STEP, {"code": "000000"})
    phone.post(STEP, {"code": app_code(secret)})
    assert not is_in(phone)


def test_recovery_codes_are_shown_only_to_who_has_just_proved_who_they_are(client, secret, today):
    assert client.get(f"{CODES}download/").content.decode().count("\n") == 13
    today.shift(timedelta(minutes=6))
    asked = [client.get(path).headers["Location"].partition("?")[0] for path in (CODES, f"{CODES}download/")]
    assert asked == ["/account/confirm/"] * 2


def test_new_recovery_codes_end_the_old_ones(client, secret):
    old = recovery_codes(client)
    assert client.post(f"{CODES}generate/").headers["Location"] == CODES
    assert set(recovery_codes(client)) & set(old) == set()


def test_the_app_is_turned_off_again(client, secret, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/2fa/totp/deactivate/")
    assert log_in(Client(), "alice@example.org").headers["Location"] == "/yours/"
    assert letters() == [("alice@example.org", "The code of an app is off")]


@pytest.mark.parametrize("credential", ["", "nonsense", "{}", '{"id": "x"}', "[]", '"x"', "null"])
def test_a_spoilt_passkey_lets_nobody_in_and_breaks_nothing(credential):
    stranger = Client()
    answer = stranger.post("/account/2fa/webauthn/login/", {"credential": credential})
    assert (answer.status_code, answer.headers["Location"], is_in(stranger)) == (302, "/login/", False)


@pytest.mark.parametrize("credential", ["", "nonsense", "{}", "null"])
def test_a_spoilt_passkey_is_not_added(client, credential):
    answer = client.post("/account/2fa/webauthn/add/", {"name": "Phone", "credential": credential})
    assert (answer.status_code, Authenticator.objects.count()) == (200, 0)
