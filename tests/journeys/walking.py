"""How a person moves through the self-assessment in a browser: reading, ticking, typing, pressing Continue."""

from datetime import date

from tests.account import PASSWORD, SECRET, app_code
from tests.walk import typed_by_a_runner


def start(page):
    page.goto("/")
    follow(page.get_by_role("main").get_by_role("link", name="Start the self-assessment").first)
    follow(page.get_by_role("button", name="Start", exact=True))


def fill(page, fields):
    """Tick and type what is given, by the names of the fields."""
    for name, value in fields.items():
        for one in value if isinstance(value, list) else [value]:
            choice = page.locator(f'input[name="{name}"][value="{one}"]')
            if choice.count():
                choice.check()
            else:
                page.locator(f'[name="{name}"]').fill(one)


def press_continue(page):
    follow(page.get_by_role("main").locator("form button.btn-big"))


def follow(link_or_button):
    """Press what leads to another page, and wait until that page is there with its style sheets."""
    with link_or_button.page.expect_navigation():
        link_or_button.click()


def walk(page, changes=None, look=lambda page: None, until=None):
    """Answer page after page as the runner of tests/walk.py, with other answers for some pages; stops before `until`."""
    for slug, fields in (typed_by_a_runner(date.today()) | (changes or {})).items():  # noqa: DTZ011
        if slug == until:
            return
        if fields is None:
            continue
        assert page.url.endswith(f"/assessment/{slug}/"), page.url
        look(page)
        fill(page, fields)
        press_continue(page)


def press(page, name):
    follow(page.get_by_role("main").get_by_role("button", name=name, exact=True).first)


def heading(page):
    return page.get_by_role("heading", level=1).inner_text()


def log_in_staff(page, user):
    """With the password, and then the code that the app shows now; such a code is good for one log-in."""
    page.goto("/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Log in")
    page.get_by_label("Code").fill(app_code(SECRET))
    press(page, "Log in")
