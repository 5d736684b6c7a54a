"""Every page of a runner's own, found by its links as a runner finds it, as it looks to a browser."""

from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from django.utils.timezone import localdate, now

from coaching.forms.assessments.steps import STEPS
from coaching.models import Athlete, CrampIncident
from coaching.services import demo, library
from tests.builders import PASSWORD
from tests.journeys.test_account import log_in
from tests.journeys.walking import heading
from tests.lives import FLAG, make_activity, make_incident

pytestmark = pytest.mark.django_db(transaction=True)

PUBLIC = ("/library/", "/now/", "/grades/", "/privacy/", "/assessment/", "/login/", "/signup/")
DOWNLOADS = ("plan_json", "calendar_feed", "mfa_download_recovery_codes")
CONFIRMED_FIRST = ("account_email", "account_change_password", "mfa_activate_totp", "mfa_add_webauthn")
FOUND = {
    "account", "activity", "activity_add", "calendar", "calendar_month", "check_in", "coaches", "consent", "cramp", "cramp_add",
    "cramp_delete", "cramp_edit", "cramps", "erase", "export", "findings", "mfa_index", "nights", "overlay_add", "overlays", "plan",
    "plan_print", "plans", "preferences", "report", "subscribe", "suggestion", "today", "usersessions_list", "workout", "workout_log",
    "workout_move",
}  # fmt: skip


@pytest.fixture
def runner(transactional_db):
    """Four weeks into a plan: logged, cramped, coached, with a suggestion that waits."""
    library.load_starter()
    demo.ensure(password=PASSWORD, pages=[form.slug for form in STEPS], today=localdate(), now=now())
    athlete = Athlete.objects.get(user__email="fatigue@demo.example")
    make_activity(athlete, on=localdate(), distance_km=3, minutes=20)  # beside the plan
    return athlete


def name_of(path):
    return resolve(path).url_name


def links(page):
    """The pages of one's own that a page leads to; a page for everybody, a download and the desk are none."""
    there = page.eval_on_selector_all("a[href]", "found => found.map(one => one.href)")
    here = urlsplit(page.url).netloc
    paths = [urlsplit(url).path for url in there if urlsplit(url).netloc == here]
    return [path for path in paths if path != "/" and not path.startswith(PUBLIC) and name_of(path) not in DOWNLOADS]


def walk_all(page, look):
    """One page of each kind, each looked at; returns what they were, by name."""
    ahead, seen = ["/today/"], set()
    while ahead:
        path = ahead.pop()
        if name_of(path) in seen:
            continue
        seen.add(name_of(path))
        page.goto(path)
        look(page)
        assert heading(page)
        ahead += links(page)
    return seen - {"account_logout"}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_every_page_is_accessible_and_fits_the_screen(open_page, look, runner, width, scheme):
    page = open_page(width=width, scheme=scheme)
    log_in(page, runner.user.email)
    page.wait_for_url("**/today/")
    assert walk_all(page, look) - set(CONFIRMED_FIRST) >= FOUND

    # The same with a sign that pauses the plan: the card first, on each page that would else ask for training.
    make_incident(runner, on=localdate(), triage=FLAG)
    Athlete.objects.update(version=100)
    for path in ("/today/", f"/plan/{runner.plans.active().get().pk}/", f"/cramps/{CrampIncident.objects.first().pk}/"):
        page.goto(path)
        look(page)
        assert page.locator(".care").first.is_visible(), path
