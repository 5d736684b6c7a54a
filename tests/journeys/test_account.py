"""An account in a real browser: made, welcomed, secured, and entered with a passkey."""

import re

import pytest
from django.core import mail
from django.utils.timezone import now

from coaching.models import Assessment, User
from tests.account import app_code, code_in
from tests.builders import PASSWORD, make_assessment, make_user
from tests.journeys.walking import follow, heading, press

pytestmark = pytest.mark.django_db(transaction=True)
DORA = "dora@example.org"
A_DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def open_link(page, name):
    follow(page.get_by_role("main").get_by_role("link", name=name, exact=True).first)


def answers_of(page):
    """Findings and a plan that belong to this browser."""
    page.goto("/assessment/")
    press(page, "Start")
    draft = Assessment.objects.get()
    draft.delete()
    return make_assessment(browser=draft.browser, now=now())


def confirm(page):
    """Security pages ask for the password first."""
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Confirm")


def log_out(page):
    page.goto("/account/")
    press(page, "Log out")


def log_in(page, email=DORA):
    page.goto("/login/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Log in")


def with_device(page):
    """Let the browser have a device that keeps passkeys."""
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": A_DEVICE})


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_somebody_keeps_a_plan_with_an_account_and_secures_it(open_page, look, width, scheme):
    page = open_page(width=width, scheme=scheme, timezone_id="Europe/Lisbon")

    # Findings offer to be kept; the address is proved by a code.
    page.goto(f"/findings/{answers_of(page).pk}/")
    look(page)
    open_link(page, "Make an account")
    look(page)
    page.get_by_label("E-mail address").fill(DORA)
    page.get_by_label("Password").fill("short")
    press(page, "Continue")
    assert (
        page.get_by_role("alert").get_by_role("link").inner_text().startswith("Password: This password is too short.")
    )
    look(page)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Continue")
    assert heading(page) == "Enter the code"
    look(page)
    page.get_by_label("Code").fill(code_in(mail.outbox[0]))
    press(page, "Continue")

    # Welcome: a name, a time zone that is right already, and consent.
    assert heading(page) == "Welcome"
    assert page.get_by_label("Time zone").input_value() == "Europe/Lisbon"
    look(page)
    page.get_by_label("What may we call you?").fill("Dora")
    press(page, "Continue")
    assert page.get_by_role("alert").get_by_role("link").inner_text().startswith("Consent: Tick this to go on.")
    look(page)
    page.get_by_label("Yes, keep my health data for this").check()
    press(page, "Continue")
    assert page.url.endswith("/today/")
    user = User.objects.get()
    assert (user.time_zone, user.athlete.name, user.athlete.plans.active().count()) == ("Europe/Lisbon", "Dora", 1)

    # The account: preferences.
    page.goto("/account/")
    look(page)
    open_link(page, "Preferences")
    look(page)
    page.get_by_label("miles").check()
    press(page, "Save")
    assert page.get_by_role("status").inner_text() == "Saved."

    # The code of an app, and recovery codes.
    open_link(page, "Log-in and security")
    look(page)
    open_link(page, "Turn on the code of an app")
    assert heading(page) == "Is it you?"
    look(page)
    confirm(page)
    look(page)
    page.get_by_label("Code").fill(app_code(page.locator("code.key").inner_text()))
    press(page, "Turn on")
    assert heading(page) == "Recovery codes"
    codes = page.locator(".codes code").all_inner_texts()
    assert (len(codes), [code for code in codes if not re.fullmatch(r"\d{8}", code)]) == (10, [])
    look(page)

    # The next log-in asks for it; a recovery code does too.
    log_out(page)
    log_in(page)
    assert heading(page) == "The second step"
    look(page)
    page.get_by_label("Code").fill(codes[0])
    press(page, "Log in")
    assert page.url.endswith("/today/")
    page.goto("/account/sessions/")
    look(page)


def test_a_passkey_is_added_and_is_enough_to_log_in(open_page, look):
    make_user("Dora")
    page = open_page(width=1280)
    with_device(page)
    log_in(page)
    page.goto("/account/2fa/webauthn/add/")
    confirm(page)
    look(page)
    page.get_by_label("Name").fill("Laptop")
    press(page, "Add a passkey")
    assert heading(page) == "Recovery codes"
    page.goto("/account/2fa/webauthn/")
    assert page.locator(".entries strong").all_inner_texts() == ["Laptop"]
    look(page)
    open_link(page, "Rename Laptop")
    look(page)
    page.get_by_label("Name").fill("Old laptop")
    press(page, "Save")

    log_out(page)
    page.goto("/login/")
    look(page)
    press(page, "Log in with a passkey")
    assert page.url.endswith("/welcome/")

    page.goto("/account/2fa/webauthn/")
    open_link(page, "Remove Old laptop")
    follow_reauthentication(page, look)
    press(page, "Remove")
    assert page.locator(".entries").count() == 0


def follow_reauthentication(page, look):
    """With a passkey this time."""
    if heading(page) != "Is it you?":
        return
    open_link(page, "With a passkey")
    look(page)
    press(page, "Use a passkey")


def test_a_passkey_that_is_not_there_is_said_in_the_page(open_page):
    page = open_page()
    with_device(page)
    page.goto("/login/")
    page.get_by_role("button", name="Log in with a passkey").click()
    page.get_by_text("That did not work, or it was cancelled.").wait_for()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_staff_set_up_a_second_step_on_their_way_to_the_desk(open_page, look, width, scheme):
    make_user("Dora", is_staff=True)
    page = open_page(width=width, scheme=scheme)
    log_in(page)
    page.goto("/coach/password_change/?from=a-link")
    assert heading(page) == "First, a second step"
    look(page)
    open_link(page, "Use an app")
    confirm(page)
    page.get_by_label("Code").fill(app_code(page.locator("code.key").inner_text()))
    press(page, "Turn on")
    assert heading(page) == "Recovery codes"
    look(page)
    open_link(page, "Go on to where you were going")
    assert heading(page) == "Change the password"


def test_without_javascript_the_log_in_says_what_works(open_page, db):
    make_user("Dora")
    page = open_page(javascript=False)
    page.goto("/login/")
    assert page.get_by_text("Passkeys need JavaScript").is_visible()
    assert not page.get_by_role("button", name="Log in with a passkey").is_visible()
    log_in(page)
    assert page.url.endswith("/welcome/")
