"""From an address and a password to an account; the address is proved by a code."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.core import mail
from django.test import Client

from coaching.forms.people.account import SignUp
from coaching.models import User
from tests.account import code_in, letters, log_in
from tests.builders import PASSWORD, make_user

pytestmark = pytest.mark.django_db
CODE = "/account/email/code/"
NEW, KNOWN = "dora@example.org", "alice@example.org"


@pytest.fixture
def alice(db):
    return make_user("Alice")


def sign_up(client, email=NEW, password=PASSWORD):
    return client.post("/signup/", {"email": email, "password1": password})


def enter(client, code):
    return client.post(CODE, {"code": code})


def is_in(client):
    return "_auth_user_id" in client.session


def test_the_code_of_the_letter_opens_the_account(client):
    answer = sign_up(client, "Dora@Example.org")
    assert (answer.status_code, answer.headers["Location"]) == (302, CODE)
    assert not is_in(client)
    assert letters() == [(NEW, "Your code for Uncramp")]
    answer = enter(client, code_in(mail.outbox[0]))
    assert (answer.headers["Location"], is_in(client)) == ("/welcome/", True)
    address = EmailAddress.objects.get()
    assert (address.user.email, address.email, address.verified, address.primary) == (NEW, NEW, True, True)


def test_the_code_is_taken_in_small_letters_and_without_its_dash(client):
    sign_up(client)
    enter(client, code_in(mail.outbox[0]).lower().replace("-", " "))
    assert is_in(client)


def test_the_session_changes_its_number_when_somebody_comes_in(client):
    sign_up(client)
    before = client.session.session_key
    enter(client, code_in(mail.outbox[0]))
    assert client.session.session_key != before


def test_after_three_wrong_codes_the_right_one_comes_too_late(client):
    sign_up(client)
    answers = [enter(client, "BBBB-BBBB") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 302]
    enter(client, code_in(mail.outbox[0]))
    assert not is_in(client)


def test_what_is_left_empty_is_asked_for_by_its_name(client):
    errors = client.post("/signup/", {}).context["form"].errors
    assert errors == {"email": ["Write your e-mail address."], "password1": ["Type a password."]}


def test_a_code_holds_for_a_quarter_of_an_hour(client, today):
    sign_up(client)
    today.shift(timedelta(minutes=16))
    assert enter(client, code_in(mail.outbox[0])).headers["Location"] == "/login/"
    assert not is_in(client)


def test_a_new_code_can_be_asked_for_and_only_the_new_one_holds(client, today):
    sign_up(client)
    today.shift(timedelta(seconds=11))
    client.post(CODE, {"action": "resend"})
    first, second = map(code_in, mail.outbox)
    assert f"We have sent another e-mail to <strong>{NEW}</strong>." in client.get(CODE).content.decode()
    assert enter(client, first).status_code == 200
    assert enter(client, second).headers["Location"] == "/welcome/"


def test_who_did_not_enter_the_code_gets_another_one_at_the_log_in(client, today):
    sign_up(client)
    later = Client()
    today.shift(timedelta(seconds=11))
    assert log_in(later, NEW).headers["Location"] == CODE
    enter(later, code_in(mail.outbox[1]))
    assert is_in(later)


def told(client, answer):
    """What a browser is told, without what differs with every form and with the address."""
    page = client.get(answer.headers["Location"]).content.decode()
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
    return answer.status_code, answer.headers["Location"], page.replace(NEW, "").replace(KNOWN, "")


def test_a_known_address_is_answered_like_a_new_one(alice):
    new, known = Client(), Client()
    assert told(new, sign_up(new, NEW)) == told(known, sign_up(known, KNOWN))
    assert [enter(client, "BBBB-BBBB").status_code for client in (new, known)] == [200, 200]
    assert letters() == [(NEW, "Your code for Uncramp"), (KNOWN, "You already have an account")]
    assert User.objects.filter(email=KNOWN).count() == 1


def test_a_known_address_asks_for_a_new_code_like_a_new_one(alice, today):
    new, known = Client(), Client()
    sign_up(new, NEW), sign_up(known, KNOWN)
    today.shift(timedelta(seconds=11))
    pages = [told(client, client.post(CODE, {"action": "resend"})) for client in (new, known)]
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("password", "complaint"),
    [
        ("short", "This password is too short. It must contain at least 8 characters."),
        ("password123", "This password is too common."),
        ("dora@example", "The password is too similar to the e-mail address."),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(client, password, complaint):
    answer = sign_up(client, password=password)
    assert answer.context["form"].errors["password1"] == [complaint]
    assert (User.objects.count(), letters()) == (0, [])


def test_a_second_press_finds_the_page_of_the_code(client):
    sign_up(client)
    assert sign_up(client).headers["Location"] == CODE
    enter(client, code_in(mail.outbox[0]))
    assert (is_in(client), User.objects.count(), len(letters())) == (True, 1, 1)


def test_of_two_presses_at_once_the_second_finds_what_the_first_one_made(client):
    request = client.get("/signup/").wsgi_request
    form = SignUp({"email": NEW, "password1": PASSWORD})
    assert form.is_valid()
    make_user("Dora")
    with request_context(request):
        user, answer = form.try_save(request)
    assert (user, answer.status_code, User.objects.count()) == (None, 302, 1)


def test_pressing_twice_tells_nothing_about_an_address_either(alice):
    new, known = Client(), Client()
    twice = [[told(one, sign_up(one, email)) for _ in range(2)] for one, email in ((new, NEW), (known, KNOWN))]
    assert twice[0] == twice[1]


def test_who_stops_on_the_way_keeps_the_answers_of_the_browser(client):
    session = client.session
    session["browser"] = "a browser"
    session.save()
    sign_up(client)
    assert client.post("/logout/", {"next": "/login/"}).headers["Location"] == "/login/"
    assert client.get("/login/").status_code == 200
    assert client.session["browser"] == "a browser"


def test_letters_to_many_addresses_are_stopped(client):
    answers = [sign_up(Client(), f"person{number}@example.org") for number in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert "That was too often" in answers[-1].content.decode()


def test_somebody_added_by_hand_proves_the_address_with_the_first_log_in(client):
    """A superuser made at the command line, or a coach made at the desk."""
    User.objects.create_superuser("root@example.org", PASSWORD)
    assert log_in(client, "root@example.org").headers["Location"] == CODE
    assert enter(client, code_in(mail.outbox[0])).headers["Location"] == "/yours/"
    client.post("/logout/")
    assert log_in(client, "root@example.org").headers["Location"] == "/yours/"
