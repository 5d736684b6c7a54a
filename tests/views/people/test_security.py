"""Password, address, devices: what one changes about one's own log-in."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from coaching.models import User
from coaching.templatetags.account_words import browser_name
from tests.account import code_in, confirm, letters, log_in
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db
OTHER = "quite another word"
RESET, CODE, NEW = "/account/password/reset/", "/account/password/reset/code/", "/account/password/reset/new/"


@pytest.fixture
def alice(db):
    return make_user("Alice")


@pytest.fixture
def client(client, alice):
    log_in(client, alice.email)
    confirm(client)
    return client


def is_in(client):
    return client.get("/account/").status_code == 200


# --- A forgotten password -------------------------------------------------------------------------


def forget(client, email="alice@example.org"):
    return client.post(RESET, {"email": email})


def test_a_code_lets_one_choose_a_new_password_and_every_device_logs_in_again(client, alice):
    stranger = Client()
    assert forget(stranger).headers["Location"] == CODE
    assert stranger.post(CODE, {"code": code_in(mail.outbox[0])}).headers["Location"] == NEW
    answer = stranger.post(NEW, {"password1": OTHER})
    assert stranger.get(answer.headers["Location"]).status_code == 200
    assert (is_in(client), is_in(stranger)) == (False, False)
    assert log_in(stranger, alice.email, OTHER).headers["Location"] == "/yours/"
    assert letters() == [(alice.email, "Your code for a new password"), (alice.email, "Your password was changed")]


def test_wrong_codes_for_a_new_password_are_limited(alice):
    stranger = Client()
    forget(stranger)
    answers = [stranger.post(CODE, {"code": "BBBB-BBBB"}) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    assert stranger.post(CODE, {"code": code_in(mail.outbox[0])}).headers["Location"] == "/login/"


def test_no_new_password_without_the_code(alice):
    stranger = Client()
    forget(stranger)
    assert stranger.post(NEW, {"password1": OTHER}).headers["Location"] == CODE
    assert User.objects.get().check_password(PASSWORD)


def test_an_unknown_address_is_answered_like_a_known_one(alice):
    known, unknown = Client(), Client()
    answers = [forget(known), forget(unknown, "nobody@example.org")]
    assert {answer.headers["Location"] for answer in answers} == {CODE}
    assert [client.post(CODE, {"code": "BBBB-BBBB"}).status_code for client in (known, unknown)] == [200, 200]
    assert letters() == [
        (alice.email, "Your code for a new password"),
        ("nobody@example.org", "There is no account with this address"),
    ]


def test_one_address_gets_three_letters_a_minute_at_most(alice):
    assert [forget(Client()).status_code for _ in range(4)] == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


# --- A new password -------------------------------------------------------------------------------


def change(client, old=PASSWORD, new=OTHER):
    return client.post("/account/password/", {"oldpassword": old, "password1": new})


def test_a_changed_password_ends_the_other_log_ins_and_not_this_one(client, alice):
    other = Client()
    log_in(other, alice.email)
    assert change(client).headers["Location"] == "/account/2fa/"
    assert (is_in(client), is_in(other)) == (True, False)
    assert letters() == [(alice.email, "Your password was changed")]


def test_a_password_is_changed_only_by_who_knows_it(client):
    assert change(client, old="wrong").context["form"].errors["oldpassword"] == [
        "This is not the password you have now."
    ]
    assert User.objects.get().check_password(PASSWORD)


# --- A new address --------------------------------------------------------------------------------


def ask(client, email):
    return client.post("/account/email/", {"email": email, "action_add": "yes"})


def test_an_address_changes_with_the_code_sent_to_the_new_one_and_the_old_one_hears_of_it(client):
    assert ask(client, "New@Example.org").headers["Location"] == "/account/email/code/"
    assert User.objects.get().email == "alice@example.org"
    answer = client.post("/account/email/code/", {"code": code_in(mail.outbox[0])})
    assert answer.headers["Location"] == "/account/email/"
    assert User.objects.get().email == "new@example.org"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [("new@example.org", True, True)]
    assert letters() == [
        ("new@example.org", "Your code for Uncramp"),
        ("alice@example.org", "Your e-mail address was changed"),
    ]
    told = mail.outbox[1].body
    assert ("tell those who run this site at once" in told, "/account/password/reset/" in told) == (True, False)


def test_the_address_of_somebody_else_is_not_given_away_and_not_taken(client):
    """The page answers as to any address; only who reads the letters of that address could go on."""
    make_user("Bob")
    assert ask(client, "bob@example.org").headers["Location"] == "/account/email/code/"
    client.post("/account/email/code/", {"code": code_in(mail.outbox[0])})
    assert list(User.objects.order_by("pk").values_list("email", flat=True)) == ["alice@example.org", "bob@example.org"]


def test_after_five_minutes_one_proves_anew_that_it_is_oneself(client, today):
    today.shift(timedelta(minutes=6))
    assert ask(client, "new@example.org").headers["Location"].startswith("/account/confirm/?next=")
    assert client.post("/account/confirm/", {"password": "wrong"}).status_code == 200
    assert client.post("/account/confirm/", {"password": PASSWORD}).status_code == 302
    assert ask(client, "new@example.org").headers["Location"] == "/account/email/code/"


# --- Devices --------------------------------------------------------------------------------------


def test_the_list_of_devices_ends_all_others(client, alice):
    others = [Client(headers={"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}) for _ in range(2)]
    for other in others:
        log_in(other, alice.email)
    page = client.get("/account/sessions/").content.decode()
    assert (page.count("Firefox on Linux"), page.count("this one")) == (2, 1)
    client.post("/account/sessions/")
    assert [is_in(one) for one in (client, *others)] == [True, False, False]
    assert "Log out everywhere else" not in client.get("/account/sessions/").content.decode()


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/130.0 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.5", "A browser"),
    ],
)
def test_a_device_is_named_in_words(user_agent, words):
    assert browser_name(user_agent) == words
