"""A runner's weeks in a real browser: from the first answers to a changed plan, a phone's calendar, a coach, and the way out."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import time_machine
import vobject
from django.core import mail

from coaching.models import Activity, Athlete, Consent, CrampIncident, TrainingPlan, User, Workout
from coaching.services import library
from tests.account import code_in
from tests.builders import PASSWORD, make_coach
from tests.journeys.walking import fill, follow, log_in_staff, press, start, walk

pytestmark = pytest.mark.django_db(transaction=True)

MORNING = datetime(2027, 3, 7, 8, tzinfo=UTC)  # a Sunday; the plan starts on Monday
DORA = "dora@example.org"
CRAMPED_ON = 18  # days after the first morning: in the third week
LEFT_OUT = (9,)
LETTERS = ["A changed plan is waiting for you"]


@pytest.fixture(autouse=True)
def starter_content(transactional_db):
    library.load_starter()


@pytest.fixture
def clock():
    with time_machine.travel(MORNING) as clock:
        yield clock


def open_link(page, name):
    follow(page.get_by_role("main").get_by_role("link", name=name).first)


def sign_up(page):
    """With the findings that this browser has already."""
    open_link(page, "Make an account")
    page.get_by_label("E-mail address").fill(DORA)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Continue")
    page.get_by_label("Code").fill(code_in(mail.outbox.pop()))
    press(page, "Continue")
    page.get_by_label("What may we call you?").fill("Dora")
    page.get_by_label("Time zone").select_option("Europe/London")
    page.get_by_label("Yes, keep my health data for this").check()
    press(page, "Continue")


def live_a_day(page):
    """One press for each workout of the day."""
    page.goto("/today/")
    while page.get_by_role("button", name="Done as planned", exact=True).count():
        press(page, "Done as planned")
        page.goto("/today/")


def log_a_cramp(page, look):
    page.goto("/today/")
    open_link(page, "Log a cramp")
    look(page)
    for line in page.locator("details.folded summary").all():
        line.click()
    fill(page, {"timing": "during", "signs": ["none"], "onset_km": "11", "different": ["farther"], "severity": "6"})
    page.get_by_role("main").get_by_role("button", name="Save", exact=True).last.click()
    page.wait_for_url("**/cramps/*-*/")
    look(page)


def calendar_of(page, address):
    """What another program reads in the calendar: number, day, state and summary of each event."""
    answer = page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    events = vobject.readOne(answer.text()).vevent_list
    return {e.uid.value: (e.dtstart.value, e.status.value, int(e.sequence.value)) for e in events}


def planned(athlete):
    """What the calendar must hold of the active plan: the day of each workout by its number."""
    rows = Workout.objects.filter(week__plan__athlete=athlete, week__plan__status="active").exclude(kind="rest")
    return {f"{row.calendar_uid}@uncramp": row.on for row in rows}


def test_three_weeks_a_cramp_and_a_changed_plan(open_page, look, clock):
    page = open_page(width=360)

    # Assessed first, then an account: findings and plan come along.
    start(page)
    walk(page)
    press(page, "See my findings")
    sign_up(page)
    assert page.url.endswith("/today/")
    look(page)
    athlete = Athlete.objects.get()
    first = athlete.plans.active().get()
    assert (Consent.objects.count(), first.starts_on) == (1, MORNING.date() + timedelta(days=1))

    # The phone subscribes.
    page.goto("/calendar/subscribe/")
    look(page)
    press(page, "Make my address")
    look(page)
    address = page.locator("input[readonly]").input_value().split("/", 3)[3]
    before = calendar_of(page, f"/{address}")
    assert {uid: on for uid, (on, _, _) in before.items()} == planned(athlete)

    # Three weeks, one press a day; one day left out, one cramp.
    for day in range(1, 22):
        clock.move_to(MORNING + timedelta(days=day))
        if day not in LEFT_OUT:
            live_a_day(page)
        if day == CRAMPED_ON:
            log_a_cramp(page, look)
    today = MORNING.date() + timedelta(days=21)
    due = Workout.objects.filter(week__plan=first, on__lte=today).exclude(kind__in=["rest"])
    left_out = due.filter(on=MORNING.date() + timedelta(days=LEFT_OUT[0]))
    assert Activity.objects.count() == due.count() - left_out.count()
    assert CrampIncident.objects.get().onset_km == 11
    assert [letter.subject for letter in mail.outbox] == LETTERS

    # A changed plan waits; it says what and why; it is accepted.
    page.goto("/today/")
    look(page)
    open_link(page, "See what would change")
    look(page)
    press(page, "Accept the changed plan")
    if TrainingPlan.objects.suggested().exists():  # the weeks went on since: shown anew first
        look(page)
        press(page, "Accept the changed plan")
    new = athlete.plans.active().get()
    first.refresh_from_db()
    assert (first.status, first.retired_on, new.replaces_id) == ("retired", new.starts_on, first.pk)
    page.goto("/calendar/")
    look(page)
    page.goto("/plans/")
    look(page)

    # The calendar on the phone follows in place.
    after = calendar_of(page, f"/{address}")
    assert {uid: on for uid, (on, state, _) in after.items() if state != "CANCELLED"} == planned(athlete) | {
        f"workout-{row.pk}@uncramp": row.on for row in due.filter(on__lt=new.starts_on)
    }
    kept = [uid for uid in before if uid in after and before[uid][0] >= new.starts_on]
    assert [uid for uid in kept if after[uid][2] <= before[uid][2]] == []


def test_a_coach_comes_and_goes_and_then_everything_does(open_page, look, clock, complaints):
    page, desk = open_page(width=360), open_page(width=1280)
    start(page)
    walk(page)
    press(page, "See my findings")
    sign_up(page)
    bob = make_coach("Bob")
    athlete, plan = Athlete.objects.get(), TrainingPlan.objects.get()

    # Invited, accepted, looking.
    page.goto("/account/coaches/")
    look(page)
    page.get_by_label("E-mail address of your coach").fill(bob.email)
    press(page, "Send the invitation")
    look(page)
    log_in_staff(desk, bob)
    desk.goto(f"/account/invitation/{athlete.invitations.get().pk}/")
    look(desk)
    press(desk, "Accept")
    assert desk.goto(f"/plan/{plan.pk}/").status == 200

    # Who looked is told.
    page.goto("/account/coaches/")
    look(page)
    open_link(page, "Everybody who looked")
    assert page.get_by_role("main").locator("ul.plain li").inner_text().startswith("Bob: a plan; at ")
    look(page)

    # Revoked: with the next request it is gone.
    page.goto("/account/coaches/")
    look(page)
    press(page, "End access: Bob")
    assert desk.goto(f"/plan/{plan.pk}/").status == 404
    complaints.clear()  # the browser told of the 404

    # Everything to take along.
    page.goto("/account/export/")
    look(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download my data").click()
    with ZipFile(BytesIO(Path(download.value.path()).read_bytes())) as export:
        folders = {name.rsplit("/", 1)[-1] for name in export.namelist()}
        assert {"README.txt", "workouts.csv"} <= folders

    # And everything gone.
    page.goto("/account/delete/")
    look(page)
    page.get_by_label("Type the word").fill("delete")
    press(page, "Delete everything")
    if page.get_by_label("Password").count():
        page.get_by_label("Password").fill(PASSWORD)
        press(page, "Confirm")
    if page.get_by_label("Type the word").count():
        page.get_by_label("Type the word").fill("delete")
        press(page, "Delete everything")
    look(page)
    assert (Athlete.objects.count(), list(User.objects.all()), TrainingPlan.objects.count()) == (0, [bob], 0)
    page.goto("/today/")
    assert page.url.endswith("/login/?next=/today/")
