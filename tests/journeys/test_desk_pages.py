"""Every page of the desk, found by its links as a coach finds it, and Django's own pages of each list: as they look to a browser."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.timezone import localdate, now

from coaching.forms.assessments.steps import STEPS
from coaching.models import Athlete, PlanTemplate, User
from coaching.services import demo, library
from coaching.services.people.roles import EDITORS
from tests.account import second_step
from tests.admin.doors import PAGES, ROLES
from tests.builders import PASSWORD, make_staff, make_superuser
from tests.desk import make_run
from tests.journeys.test_curating import AT_THE_DESK
from tests.journeys.walking import heading

pytestmark = pytest.mark.django_db(transaction=True)

DOWNLOADS = {"desk_export", "desk_import_sample", "desk_file", "desk_run_state"}
BOB = ROLES.index("bob")
OPEN_TO_A_COACH = {name for name, _, method, statuses in PAGES if method == "get" and statuses[BOB] == 200}
STOCK = ("changelist", "add", "change", "delete")
BOTH = pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])


@pytest.fixture
def life(transactional_db, settings, tmp_path):
    """The demo as it stands after `make run`, and who else comes to the desk."""
    settings.MEDIA_ROOT = tmp_path
    make_staff("Edith", EDITORS)  # the roles are there before the demo's coach, as in a new house
    library.load_starter()
    demo.ensure(password=PASSWORD, pages=[form.slug for form in STEPS], today=localdate(), now=now())


@pytest.fixture
def look():
    """What is wrong with a page: what axe finds, and whether it is wider than the screen."""

    def look(page):
        found = Axe().run(page, options=AT_THE_DESK)
        faults = [f"{page.url}\n{found.generate_report()}"] if found.violations_count else []
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append(f"{page.url} is too wide")
        return faults

    return look


def come_in(page, user, site):
    """With a session of their own: how staff log in is told elsewhere."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site.url}])


def name_of(path):
    return resolve(path).url_name


def ways_on(page):
    """The pages of the desk a page leads to; those of Django's lists are looked at by themselves."""
    there = page.eval_on_selector_all("a[href]", "found => found.map(one => one.href)")
    here = urlsplit(page.url).netloc
    paths = {urlsplit(url).path for url in there if urlsplit(url).netloc == here}
    return sorted(path for path in paths if path.startswith("/coach/") and is_ours(name_of(path)))


def is_ours(name):
    return name not in DOWNLOADS and (name == "index" or name.startswith("desk_"))


def walk_all(page, look, *also):
    """One page of each kind, each looked at, from the morning on and from what `also` names; their names, and what is wrong."""
    ahead, seen, faults = ["/coach/", *also], set(), []
    while ahead:
        path = ahead.pop(0)
        if name_of(path) in seen:
            continue
        seen.add(name_of(path))
        answer = page.goto(path)
        faults += look(page) if answer.ok else [f"{path} answers {answer.status}"]
        assert heading(page), path
        ahead += ways_on(page)
    return seen, faults


@BOTH
def test_every_page_a_coach_finds_is_accessible_and_fits_the_screen(open_page, live_server, life, look, width, scheme):
    page = open_page(width=width, scheme=scheme)
    coach = User.objects.get(email="coach@demo.example")
    second_step(coach)
    come_in(page, coach, live_server)
    seen, faults = walk_all(page, look, *beside_the_links(coach))
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)
    assert seen >= {name for name in OPEN_TO_A_COACH if is_ours(name)}


def beside_the_links(coach):
    """The athlete of whom there is most to see, the form for files, which a refused one leads to, and a giving."""
    athlete = Athlete.objects.get(user__email="fatigue@demo.example")
    given = make_run(
        coach, PlanTemplate.objects.get(owner=coach), [athlete], starts_on=localdate() + timedelta(days=7), now=now()
    )
    pages = [reverse(f"admin:{name}", args=[athlete.pk]) for name in ("desk_athlete", "desk_file_add")]
    return [*pages, reverse("admin:desk_run", args=[given.pk])]


def test_an_editor_finds_what_is_due_and_the_lists(open_page, live_server, life, look):
    page = open_page(width=768, scheme="dark")
    come_in(page, User.objects.get(name="Edith"), live_server)
    assert walk_all(page, look) == ({"index"}, [])
    assert page.get_by_role("navigation", name="Desk").get_by_role("link").all_inner_texts() == ["Start", "Library"]
    for path in stock_pages("change"):
        if path.startswith(("/coach/coaching/article", "/coach/coaching/advice/", "/coach/coaching/source/")):
            assert page.goto(path).ok, path
            assert look(page) == []


def stock_pages(*names):
    """The addresses of Django's own pages: one row of each list."""
    for model in admin.site._registry:
        row = model._default_manager.order_by("pk").first()
        for name in names:
            args = [] if name in ("changelist", "add") else [row and row.pk]
            try:
                yield reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{name}", args=args)
            except NoReverseMatch:
                assert row is None, f"{model} has no page to {name}"


@pytest.mark.parametrize(
    ("width", "scheme", "names"), [(1280, "light", STOCK), (360, "dark", ("changelist", "change", "delete"))]
)
def test_every_list_of_the_desk_is_accessible_and_fits_the_screen(
    open_page, live_server, life, look, width, scheme, names
):
    page = open_page(width=width, scheme=scheme)
    come_in(page, make_superuser("Ruth"), live_server)
    history = reverse("admin:coaching_athlete_history", args=[Athlete.objects.first().pk])  # alike for all
    allowed = [path for path in [history, *stock_pages(*names)] if page.request.get(path).status == 200]
    assert len(allowed) > len(admin.site._registry) * len(names) / 2
    faults = []
    for path in allowed:
        page.goto(path)
        faults += look(page)
        assert heading(page), path
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)
