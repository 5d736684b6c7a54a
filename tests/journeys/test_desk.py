"""A coach's morning in a real browser: a new athlete, a cramp, a week against a limit, a plan drafted again, a template for thirty."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe

from coaching.models import CoachAccess, PlanWeek, TemplateRun, TrainingPlan, WeekEdit, Workout
from coaching.services import library
from coaching.services.desk import templates
from tests.builders import NOW, TODAY, make_coach, make_runner
from tests.cramps import make_cramp
from tests.desk import give_access, make_plan_template
from tests.journeys.test_curating import AT_THE_DESK
from tests.journeys.walking import follow, heading, log_in_staff, press
from tests.people import make_invitation

pytestmark = pytest.mark.django_db(transaction=True)

MORNING = NOW + timedelta(hours=1)  # a Sunday, in the third week of Alice's plan
BEGAN = NOW - timedelta(days=20)
MONDAY = TODAY + timedelta(days=1)
THIRTY = [f"Runner {number:02d}" for number in range(30)]
WHY = "She has run this far each Sunday for years."


@pytest.fixture(autouse=True)
def starter_content(transactional_db):
    library.load_starter()


@pytest.fixture(autouse=True)
def jobs_wait(settings):
    """Jobs are done when the journey says so, as by a worker beside the site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def clock():
    with time_machine.travel(MORNING) as clock:
        yield clock


def look(page):
    found = Axe().run(page, options=AT_THE_DESK)
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def told(page):
    return page.locator(".messagelist li").all_inner_texts()


def open_link(page, name):
    follow(page.get_by_role("main").get_by_role("link", name=name).first)


def needing(page):
    """Who stands in the list of the morning, with the first reason."""
    rows = page.locator(".morning-one")
    return [(row.locator("h3").inner_text(), row.locator("p").first.inner_text()) for row in rows.all()]


def next_week_of(athlete):
    return PlanWeek.objects.get(plan__athlete=athlete, plan__status="active", starts_on=MONDAY)


def longest(week):
    return week.workouts.order_by("-distance_km").exclude(distance_km=None).first()


def type_distance(page, week, km):
    """Into the block of the longest run of a week."""
    block = page.locator("fieldset.week-block").filter(has=page.locator(f'input[value="{longest(week).title}"]'))
    block.get_by_label("Distance in km").fill(km)


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (768, "dark")])
def test_a_coach_runs_the_morning_and_another_coach_finds_none_of_it(open_page, complaints, clock, width, scheme):
    bob, carl, dan = make_coach("Bob"), make_coach("Carl"), make_coach("Dan")
    alice = make_runner("Alice", now=BEGAN)
    make_cramp(alice)
    CoachAccess.objects.create(athlete=alice, coach=dan, level=CoachAccess.EDIT)
    make_invitation(alice, bob, level=CoachAccess.EDIT)
    page = open_page(width=width, scheme=scheme)

    # A new day, a new athlete.
    log_in_staff(page, bob)
    page.goto("/coach/")
    look(page)
    page.goto("/coach/athletes/invitations/")
    look(page)
    press(page, "Accept: Alice")
    page.goto("/coach/")
    look(page)
    assert needing(page)[0] == ("Alice", "A new cramp is in the log. Since 22 November.")

    # The cramp leads to the athlete; all about her stands on one page.
    open_link(page, "Look at the cramps of Alice")
    assert heading(page) == "Alice"
    look(page)
    overview = page.url.split("#")[0]

    # Another coach of hers has the same week open.
    week = next_week_of(alice)
    edit = f"/coach/coaching/planweek/{week.pk}/change/"
    other = open_page(width=width, scheme=scheme)
    log_in_staff(other, dan)
    other.goto(edit)

    # Bob goes beyond a limit: the rule answers, wants a reason, and keeps it.
    page.goto(edit)
    look(page)
    type_distance(page, week, "34")
    press(page, "Save the week")
    assert "Not stored yet: this goes beyond a limit" in page.get_by_role("main").inner_text()
    look(page)
    complaints.clear()
    page.get_by_label("Why").fill(WHY)
    press(page, "Save the week")
    look(page)
    assert (longest(next_week_of(alice)).distance_km, WeekEdit.objects.get().reason) == (34.0, WHY)
    follow(page.get_by_role("link", name="The plan as a page"))
    assert WHY in page.get_by_role("main").inner_text()

    # Dan, who saves after him, is told and loses nothing.
    type_distance(other, week, "9")
    press(other, "Save the week")
    assert "Nothing was stored yet: the week changed while you had it open." in other.get_by_role("main").inner_text()
    look(other)
    complaints.clear()
    assert longest(next_week_of(alice)).distance_km == 34.0

    # Draft again, and accept.
    page.goto(overview)
    press(page, "Draft again")
    look(page)
    before = TrainingPlan.objects.active().get(athlete=alice)
    press(page, "Accept for Alice")
    look(page)
    assert TrainingPlan.objects.active().get(athlete=alice).replaces == before

    # One template for thirty athletes, under the coach's eyes.
    give_access(bob, *THIRTY)
    make_plan_template(bob, title="Base of the club")
    page.goto("/coach/templates/")
    look(page)
    open_link(page, "Give Base of the club")
    page.get_by_label("First day").fill(MONDAY.isoformat())
    for name in THIRTY:
        page.get_by_label(name).check()
    press(page, "See what each would get")
    look(page)
    press(page, "Give to 30 athletes")
    look(page)
    run = TemplateRun.objects.get()
    words = page.locator("#progress-words")
    assert words.inner_text() == "0 of 30"
    templates.carry_on(run, most=10)
    words.filter(has_text="10 of 30").wait_for()
    assert page.get_by_label("Giving it").evaluate("bar => [bar.value, bar.max]") == [10, 30]
    with page.expect_navigation():
        templates.carry_on(run)
    assert page.locator(".desk-tag-good").count() == 30
    look(page)
    copies = Workout.objects.filter(title="Easy of the club", week__plan__status="active")
    assert copies.values("week__plan__athlete").distinct().count() == 30

    # What a spreadsheet gets.
    page.goto("/coach/?q=runner")
    for name in THIRTY[:3]:
        page.get_by_label(f"Choose {name}").check()
    with page.expect_download() as taken:
        page.get_by_role("button", name="Export the roster").click()
    with Path(taken.value.path()).open(encoding="utf-8-sig", newline="") as file:
        assert [row[0] for row in csv.reader(file)][1:] == THIRTY[:3]

    # Carl finds none of it, by any door.
    stranger = open_page(width=width, scheme=scheme)
    log_in_staff(stranger, carl)
    doors = [
        overview,
        edit,
        f"/plan/{before.pk}/",
        f"/coach/runs/{run.pk}/",
        f"/coach/coaching/athlete/{alice.pk}/change/",
    ]
    for door in doors:
        answer = stranger.request.get(door)
        assert "Alice" not in answer.text(), door
        assert answer.status == 404 or answer.url.rstrip("/").endswith("/coach"), door
    stranger.goto("/coach/")
    assert "Add your first athlete" in stranger.get_by_role("main").inner_text()
    look(stranger)
