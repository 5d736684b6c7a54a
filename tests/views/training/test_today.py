"""Today's page: what it shows, and that a page that was kept is never an old one or somebody else's."""

import re
from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.urls import reverse

from coaching.models import Activity, CrampIncident, User, Workout
from coaching.rules.terms import Outcome, OverlayKind, Sign, Timing
from coaching.services import adapting
from coaching.services.incidents import log as cramp_log
from coaching.services.people import consent
from coaching.services.training import activities, moving, overlays
from coaching.views.training.kept import SHELF
from tests.account import second_step
from tests.admin.desk import page, sent_back
from tests.builders import NOW, make_activities, make_athlete, make_coach, make_runner, make_user
from tests.desk import make_file
from tests.meanwhile import meanwhile

pytestmark = pytest.mark.django_db
PAGE = "/today/"


@pytest.fixture(autouse=True)
def empty_shelf():
    SHELF.clear()


@pytest.fixture
def runner(client, today):
    """A runner on the first day of their plan on which they run."""
    runner = make_runner()
    client.force_login(runner.user)
    today.move_to(NOW + timedelta(days=(run_of(runner).on - NOW.date()).days))
    return runner


def run_of(runner):
    return Workout.objects.of(runner).select_related("week__plan__athlete").exclude(distance_km=None).first()


def text(client, path=PAGE):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def moment(runner):
    day = run_of(runner).on
    return {"now": NOW + timedelta(days=(day - NOW.date()).days), "today": day}


# --- What it shows ---------------------------------------------------------------------------------


def test_the_workout_of_the_day_can_be_logged_with_one_press(client, runner):
    shown, run = text(client), run_of(runner)
    assert f"{run.title}, {run.distance_km:g} km" in shown
    [action, *_] = re.findall(r'action="(/plan/[^"]*/done/)"', shown)
    assert client.post(action).status_code == 302
    assert Activity.objects.get().workout == run
    assert f"Done, {run.distance_km:g} km in {run.minutes} min" in text(client)


def test_what_was_logged_before_a_new_plan_was_accepted_keeps_its_addresses(client, runner):
    log_it(runner)
    accept(runner)
    shown = text(client)
    logged = Activity.objects.get().workout
    own = f"/plan/{logged.week.plan_id}/workout/{logged.pk}/"
    assert {path for path in re.findall(r'href="(/plan/[^"]+)"', shown) if f"/{logged.pk}/" in path} == {
        own,
        f"{own}log/",
    }
    assert [client.get(path).status_code for path in (own, f"{own}log/")] == [200, 200]


def test_before_the_plan_begins_the_way_is_to_read_it(client, today):
    runner = make_runner()
    client.force_login(runner.user)
    plan = runner.plans.get()
    today.move_to(NOW)
    assert f'<a class="btn" href="/plan/{plan.pk}/">Read your plan</a>' in text(client)


def test_a_rest_day_says_so_and_what_comes_next(client, runner, today):
    today.shift(timedelta(days=1))
    shown = text(client)
    assert "Rest day" in shown
    assert "Not logged yet" in shown
    assert "Next, on " in shown


def test_without_a_plan_it_says_what_to_do(client, today):
    client.force_login(make_athlete("New", user=make_user("New")).user)
    assert "You have no plan yet" in text(client)


def test_a_sick_day_takes_the_place_of_the_press(client, runner):
    hold_back(runner)
    shown = text(client)
    assert "Off today" in shown
    assert "Done as planned" not in shown


def test_a_cramp_with_a_sign_takes_the_place_of_the_workout(client, runner):
    flag(runner)
    shown = text(client)
    assert "Your plan is paused" in shown
    assert "Done as planned" not in shown


def test_after_three_missed_sessions_it_offers_a_plan_until_one_is_suggested(client, runner, today):
    today.shift(timedelta(days=12))
    assert "Suggest a new plan" in text(client)
    suggest(runner, days=12)
    shown = text(client)
    assert "A changed plan is waiting for you" in shown
    assert "Suggest a new plan" not in shown


@pytest.mark.parametrize(
    ("zone", "shown"), [("Pacific/Auckland", "Monday 23 November"), ("America/Los_Angeles", "Sunday 22 November")]
)
def test_each_runner_has_their_own_day(client, today, zone, shown):
    today.move_to(NOW)
    runner = make_runner("Far")
    runner.user.time_zone = zone
    runner.user.save()
    client.force_login(runner.user)
    assert shown in text(client)


def test_in_the_night_the_clocks_change_the_day_is_one_day(client, today):
    """On 25 October 2026 half past two comes twice in Berlin."""
    runner = make_athlete("Berlin", user=make_user("Berlin", time_zone="Europe/Berlin"))
    client.force_login(runner.user)
    zone, seen = ZoneInfo("Europe/Berlin"), []
    for hour, fold in ((0, 0), (2, 0), (2, 1), (23, 0)):
        today.move_to(datetime(2026, 10, 25, hour, 30, fold=fold, tzinfo=zone))
        seen.append("Sunday 25 October 2026" in text(client))
    today.move_to(datetime(2026, 10, 26, 0, 30, tzinfo=zone))
    assert (seen, "Monday 26 October 2026" in text(client)) == ([True] * 4, True)


def test_what_a_coach_changed_is_told_with_links_on_the_page_and_at_the_workout(client, runner):
    coach_edits(runner)
    run, shown = run_of(runner), text(client)
    told = re.search(r"Your coach changed your plan on .*?</div>", shown, re.DOTALL)[0]
    path = f"/plan/{run.week.plan_id}/workout/{run.pk}/"
    assert (f'href="{path}">Something gentle, {run.distance_km:g} km' in told, 'week-1">week 1' in told) == (True, True)
    assert "Your coach changed this on" in text(client, path)


def test_a_file_that_a_coach_shared_can_be_opened_from_here(client, runner):
    coach_shares(runner)
    assert f'<a href="/files/{runner.files.get().pk}/"><bdi>sheet.txt</bdi></a>' in text(client)


# --- How much it asks of the database --------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3, 1000])
def test_the_page_takes_as_many_queries_whatever_the_history(client, runner, django_assert_num_queries, count):
    make_activities(runner, count, until=run_of(runner).on)
    with django_assert_num_queries(16):
        client.get(PAGE)


def test_looked_at_again_the_page_takes_one_query(client, runner, django_assert_num_queries):
    first = text(client)
    with django_assert_num_queries(1):
        again = text(client)
    assert without_tokens(again) == without_tokens(first)
    assert tokens(again) != tokens(first)


def without_tokens(shown):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", shown)


def tokens(shown):
    return re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', shown)


def test_the_tokens_of_a_kept_page_are_good(runner):
    client = Client(enforce_csrf_checks=True)
    client.force_login(runner.user)
    text(client)
    sent = {"csrfmiddlewaretoken": tokens(text(client))[0]}
    assert (
        client.post(f"/plan/{run_of(runner).week.plan_id}/workout/{run_of(runner).pk}/done/", sent).status_code == 302
    )


# --- A kept page is never an old one ---------------------------------------------------------------


def hold_back(runner):
    day = run_of(runner).on
    words = {"kind": OverlayKind.SICK, "starts_on": day, "ends_on": day, "note": "", "form": uuid4()}
    return overlays.add(athlete=runner, **words, **moment(runner))


def flag(runner):
    cramp(runner, signs=frozenset({Sign.NUMBNESS}))
    assert CrampIncident.objects.stopping().count() == 1


def suggest(runner, days=0):
    at = moment(runner)
    return adapting.suggest(
        athlete=runner, reason="asked", now=at["now"] + timedelta(days=days), today=at["today"] + timedelta(days=days)
    )


def log_it(runner):
    return activities.tick(athlete=runner, workout=run_of(runner), outcome=Outcome.DONE, **moment(runner))[0]


def edit_it(runner):
    entry = activities.Entry(Outcome.PARTLY, 1.5)
    activity = Activity.objects.first() or log_it(runner)
    activities.change(activity=activity, entry=entry, on=activity.on, now=NOW)


def delete_it(runner):
    activities.delete(activity=log_it(runner))


def move_it(runner):
    to = run_of(runner).on + timedelta(days=1)
    moving.move(workout=run_of(runner), to=to, by=runner.user, **moment(runner))


def cramp(runner, **words):
    told = cramp_log.Told(at=moment(runner)["now"], on=run_of(runner).on, timing=Timing.DURING, **words)
    cramp_log.record(athlete=runner, told=told, workout=None, form=uuid4(), **moment(runner))


def accept(runner):
    plan = suggest(runner)
    adapting.accept(plan=plan, by=runner.user, **moment(runner))


def coach_edits(runner):
    client = Client()
    client.force_login(make_coach("Bob", athlete=runner))
    change = page(type(run_of(runner).week), "change", run_of(runner).week_id)
    sent = sent_back(client.get(change))
    client.post(change, sent | {f"workout-{run_of(runner).pk}-title": "Something gentle"})
    assert run_of(runner).title == "Something gentle"


def coach_shares(runner):
    make_file(runner, by=make_coach("Bob", athlete=runner), now=moment(runner)["now"])


def prefer_miles(runner):
    runner.user.units = "imperial"
    runner.user.save()


def rename(runner):
    runner.user.is_staff = True
    runner.user.save()
    second_step(runner.user)


DOORS = [
    log_it,
    edit_it,
    move_it,
    hold_back,
    flag,
    cramp,
    suggest,
    accept,
    coach_edits,
    coach_shares,
    prefer_miles,
    rename,
]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_a_change_is_seen_at_once_whichever_door_it_came_through(client, runner, door):
    before = text(client)
    assert without_tokens(text(client)) == without_tokens(before)
    door(runner)
    kept = without_tokens(text(client))
    SHELF.clear()
    assert kept == without_tokens(text(client))
    if door is not cramp:
        assert kept != without_tokens(before)


def test_at_midnight_where_the_runner_is_the_next_day_is_shown(client, runner, today):
    runner.user.time_zone = "America/Los_Angeles"
    runner.user.save()
    client.force_login(runner.user)
    zone = ZoneInfo("America/Los_Angeles")
    today.move_to(datetime(2026, 11, 26, 23, 59, tzinfo=zone))
    assert "Thursday 26 November 2026" in text(client)
    today.shift(timedelta(minutes=2))
    assert "Friday 27 November 2026" in text(client)


def test_a_message_is_shown_once(client, runner):
    text(client)
    client.post(f"/plan/{run_of(runner).week.plan_id}/workout/{run_of(runner).pk}/done/")
    assert ["Logged: done" in text(client) for _ in range(3)] == [True, False, False]


def test_each_sees_their_own_page_and_nobody_else_s(client, runner):
    other = make_runner("Mallory")
    theirs = Client()
    theirs.force_login(other.user)
    plans = [client_plan(who) for who in (client, theirs, client, theirs)]
    assert plans == [{str(run_of(who).week.plan_id)} for who in (runner, other, runner, other)]


def client_plan(client):
    return set(re.findall(r"/plan/([0-9a-f-]{36})/", text(client)))


def test_whoever_logged_out_or_withdrew_consent_gets_no_kept_page(client, runner):
    text(client)
    stolen = Client()
    stolen.cookies = client.cookies.copy()
    runner.user.consents.update(withdrawn_at=NOW)
    assert client.get(PAGE).headers["Location"] == reverse("coaching:welcome")
    consent.give(user=runner.user, now=NOW)
    text(client)
    client.post(reverse("account_logout"))
    assert stolen.get(PAGE).headers["Location"].startswith(reverse("account_login"))


def test_a_changed_password_ends_the_kept_page_of_other_sessions(client, runner):
    text(client)
    runner.user.set_password("another one entirely")
    runner.user.save()
    assert client.get(PAGE).status_code == 302


@pytest.mark.parametrize("ended", [{"password": "another one entirely"}, {"is_active": False}])
def test_what_was_asked_for_before_the_session_ended_is_not_kept_for_it(client, runner, ended):
    with meanwhile(lambda: User.objects.update(**ended), before="SELECT u.password"):
        client.get(PAGE)
    assert client.get(PAGE).status_code == 302


def test_a_page_that_nobody_asks_for_is_gone_after_two_days(client, runner, today):
    text(client)
    today.shift(timedelta(days=3))
    client.force_login(runner.user)
    text(client)
    assert len(SHELF.pages) == 1


def test_the_shelf_does_not_grow_without_end(client, runner, monkeypatch):
    monkeypatch.setattr("coaching.views.training.kept.MOST_PAGES", 2)
    for _ in range(4):
        client.force_login(runner.user)
        text(client)
        client = Client()
    assert len(SHELF.pages) == 2


def test_the_headers_of_a_kept_page_are_those_of_the_first(client, runner):
    first, kept = client.get(PAGE).headers, client.get(PAGE).headers
    assert dict(first) == dict(kept)
