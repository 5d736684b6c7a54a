"""A real browser for the journeys, and what it must never meet on the way."""

import os
import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import testcases
from playwright.sync_api import sync_playwright

from config.pages import cached

# The browser's driver keeps an event loop in this thread, which Django would take for its own.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TELL_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
    console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI}`))
"""
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}


@pytest.fixture(scope="session")
def browser():
    chromium = shutil.which("chromium")
    if not chromium:
        pytest.fail("Chromium is missing: sudo apt-get install chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session", autouse=True)
def pages_are_kept():
    """The journeys' server keeps public pages outside Django, as the site does."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(testcases, "_MediaFilesHandler", kept)
        yield


def kept(application):
    site = cached(application, settings.PAGES_STAMP)

    def as_from_gunicorn(environ, start_response):
        if environ["REQUEST_METHOD"] == "GET":
            environ.pop("CONTENT_TYPE", None)  # the test server makes one up
        return site(environ, start_response)

    return as_from_gunicorn


@pytest.fixture(autouse=True)
def no_page_of_another_test():
    Path(settings.PAGES_STAMP).unlink(missing_ok=True)
    Path(settings.PAGES_STAMP).touch()


@pytest.fixture
def complaints():
    """What the browser complained of; a journey into an error page clears it after a look."""
    return []


@pytest.fixture
def open_page(browser, live_server, complaints):
    """A function that opens an empty page of a new visitor: `open_page(width=1280, scheme="dark")`.

    A path such as "/" is enough for `goto`. When the test is over the browser must have had
    nothing to complain of: no forbidden style or script, no error, nothing from another host.
    """
    visitors = []

    def open_page(width=360, height=740, scheme="light", javascript=True, **options):
        visitor = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            java_script_enabled=javascript,
            **options,
        )
        visitors.append(visitor)
        visitor.set_default_timeout(10_000)
        visitor.add_init_script(TELL_VIOLATIONS)
        page = visitor.new_page()
        listen(page, live_server.url, complaints)
        return page

    yield open_page
    for visitor in visitors:
        visitor.close()
    assert complaints == []


@pytest.fixture
def page(open_page):
    """An empty page on a phone."""
    return open_page()


def listen(page, site, complaints):
    def on_console(message):
        if message.type in ("error", "warning"):
            complaints.append(f"console: {message.text}")

    def on_request(request):
        if not request.url.startswith((site, "data:")):
            complaints.append(f"another host: {request.url}")

    def on_failed(request):
        if request.failure != "net::ERR_ABORTED":  # a page that was left while it loaded
            complaints.append(f"failed: {request.url} {request.failure}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on("request", on_request)
    page.on("requestfailed", on_failed)


@pytest.fixture(scope="session")
def assert_accessible():
    """A function: axe finds nothing in the page. The page needs JavaScript for axe to run."""

    def assert_accessible(page):
        found = Axe().run(page, options=AXE)
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"

    return assert_accessible


@pytest.fixture
def look(assert_accessible):
    """A function: the page is accessible, and no wider than the screen."""

    def look(page):
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url

    return look
