"""Weeks to come that a coach hides are on no page of the athlete's, and all the coach's pages have them."""

import re
from datetime import timedelta

import pytest
import time_machine

from coaching.models import CalendarFeed, PlanWeek, TrainingPlan, Workout
from coaching.services import adapting
from coaching.services.desk import showing
from coaching.services.people import holdings
from coaching.services.training import days, feed_entries, moving, subscriptions, today
from tests.builders import NOW, TODAY, make_coach, make_runner, revoke, with_race_in

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SECRET = "Zanzibar"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def alice(db):
    return make_runner(answers=with_race_in(8))


@pytest.fixture
def bob(alice):
    return make_coach("Bob", athlete=alice)


def plant(plan, after):
    """A word in all that weeks after a number say; how many workouts have it."""
    later = Workout.objects.filter(week__plan=plan, week__number__gt=after)
    PlanWeek.objects.filter(plan=plan, number__gt=after).update(focus=SECRET)
    return later.exclude(kind="rest").update(title=SECRET, purpose=SECRET, steps=[SECRET], edited_at=NOW)


def hide(alice, bob, number):
    plan = alice.plans.active().get()
    return showing.show_up_to(athlete=alice, by=bob, week=plan.weeks.get(number=number))


def pages_from(client, *paths):
    """Every page of the site that these lead to, with its text."""
    seen, left = {}, list(paths)
    while left:
        path = left.pop()
        if path in seen:
            continue
        answer = client.get(path)
        is_text = answer.headers["Content-Type"].startswith(("text/", "application/json"))
        seen[path] = answer.content.decode() if is_text and not answer.streaming else ""
        left += [answer.headers["Location"]] if answer.status_code == 302 else []
        links = re.findall(r'href="(/(?:plan|today|plans|calendar|suggestion|findings|log|cramps)/[^"#?]*)', seen[path])
        left += [link for link in links if near(link)]
    return seen


def tells_of(plan, text):
    """Whether a page has the word in it, or the address of a workout that has it."""
    hidden = Workout.objects.filter(week__plan=plan, title=SECRET).values_list("pk", flat=True)
    return SECRET in text or any(f"/plan/{plan.pk}/workout/{pk}/" in text for pk in hidden)


def near(path):
    """Calendars go on forever."""
    month = re.fullmatch(r"/calendar/(\d+)/(\d+)/", path)
    return not month or (2026, 11) <= (int(month[1]), int(month[2])) <= (2027, 3)


def test_no_page_of_the_athlete_names_what_is_hidden(client, alice, bob):
    plan = alice.plans.get()
    assert plant(plan, 2) > 5
    feed = subscriptions.open_feed(athlete=alice, now=NOW)
    adapting.suggest(athlete=alice, reason="asked", now=NOW, today=TODAY + DAY)
    hide(alice, bob, 2)
    client.force_login(alice.user)
    start = ["/today/", f"/plan/{plan.pk}/plan.json", subscriptions.address(feed or CalendarFeed.objects.get())]
    pages = pages_from(client, *[path.replace("http://localhost:8000", "") for path in start])
    assert [path for path, text in pages.items() if tells_of(plan, text)] == []
    assert len([path for path in pages if "/workout/" in path]) > 5


def test_what_is_hidden_is_found_where_nothing_hides_it(client, alice):
    """Otherwise the test above proves nothing."""
    plan = alice.plans.get()
    plant(plan, 2)
    client.force_login(alice.user)
    found = [path for path, text in pages_from(client, "/today/").items() if tells_of(plan, text)]
    assert {f"/plan/{plan.pk}/", f"/plan/{plan.pk}/print/", "/calendar/2026/12/"} <= set(found)


def test_addresses_of_hidden_workouts_are_not_there(client, alice, bob):
    plan = hide(alice, bob, 2)
    workout = Workout.objects.filter(week__plan=plan, week__number=3).first()
    client.force_login(alice.user)
    at = f"/plan/{plan.pk}/workout/{workout.pk}/"
    assert [client.get(at + end).status_code for end in ("", "log/", "move/")] == [404] * 3
    posts = [("done/", {}), ("comment/", {"text": "Hm", "form": "0" * 32}), ("move/undo/", {})]
    assert [client.post(at + end, data).status_code for end, data in posts] == [404] * 3
    assert client.get(f"/log/?workout={workout.pk}").content.decode().count(workout.title) == 0
    assert client.get(f"/cramps/add/?workout={workout.pk}").status_code == 404


def test_the_pages_say_so_and_keep_the_day_of_the_race(client, alice, bob):
    plan = hide(alice, bob, 2)
    client.force_login(alice.user)
    last = plan.weeks.get(number=2).ends_on
    words = f"Your coach shows the weeks up to {last.day} {last:%B}; the rest follows."
    whole = client.get(f"/plan/{plan.pk}/").content.decode()
    assert (words in whole, words in client.get(f"/plan/{plan.pk}/print/").content.decode()) == (True, True)
    assert "8 weeks from" in whole
    assert f"{plan.race_on:%A} {plan.race_on.day} {plan.race_on:%B %Y}" in whole
    assert client.get(f"/plan/{plan.pk}/plan.json").json()["shown_up_to"] == last.isoformat()


def test_a_coach_reads_all_of_it_with_the_hidden_weeks_marked(client, alice, bob):
    plan = hide(alice, bob, 2)
    client.force_login(bob)
    page = client.get(f"/plan/{plan.pk}/").content.decode()
    assert (page.count("not shown yet"), "the rest follows" in page) == (plan.weeks.count() - 2, False)


def test_a_week_that_has_begun_is_always_shown(alice, bob, noon):
    plan = hide(alice, bob, 1)
    third = plan.weeks.get(number=3)
    assert [week.number for week in plan.weeks.shown(third.starts_on - DAY)] == [1, 2]
    assert [week.number for week in plan.weeks.shown(third.starts_on)] == [1, 2, 3]
    assert today.gather(alice, third.starts_on).next is None or today.gather(alice, third.starts_on).next.week == third


def test_once_no_coach_may_edit_all_is_shown(alice, bob):
    plan = hide(alice, bob, 1)
    make_coach("Vera", athlete=alice, level="view")
    assert plan.weeks.shown(TODAY).count() == 1
    revoke(bob)
    assert plan.weeks.shown(TODAY).count() == plan.weeks.count()


def test_in_calendars_the_hidden_are_not_there_rather_than_cancelled(alice, bob):
    plan = hide(alice, bob, 2)
    last = plan.weeks.get(number=2).ends_on
    entries = feed_entries.entries(alice, TODAY)
    assert max(entry.workout.on for entry in entries) <= last
    adapting.accept(
        plan=adapting.suggest(athlete=alice, reason="asked", now=NOW, today=TODAY + DAY * 3),
        by=alice.user, now=NOW, today=TODAY + DAY * 3,
    )  # fmt: skip
    active = alice.plans.active().get()
    shown = [e.workout for e in feed_entries.entries(alice, TODAY + DAY * 3) if e.workout.week.plan_id == active.pk]
    assert (active.shown_until, max(workout.on for workout in shown) <= last) == (last, True)


def test_a_workout_moves_to_no_week_that_is_hidden(alice, bob):
    plan = hide(alice, bob, 2)
    workout = plan.weeks.get(number=2).workouts.select_related("week__plan__athlete").exclude(kind="race").first()
    assert {place.week for place in moving.places(workout, TODAY)} == {1, 2}
    with pytest.raises(moving.ValidationError):
        moving.move(workout=workout, to=plan.weeks.get(number=3).starts_on, by=alice.user, now=NOW, today=TODAY)


def test_the_coachs_calendar_holds_what_the_athletes_does_not(alice, bob):
    hide(alice, bob, 1)
    counts = [
        sum(len(day.planned) for week in days.month(alice, 2026, 12, **asked) for day in week)
        for asked in ({}, {"shown_on": TODAY})
    ]
    assert (counts[0] > 10, counts[1]) == (True, 0)


def test_a_suggestion_keeps_to_the_same_weeks_and_can_still_be_accepted(client, alice, bob):
    hide(alice, bob, 2)
    plan = alice.plans.active().get()
    Workout.objects.filter(week__plan=plan, week__number=5, kind="long").update(distance_km=40, edited_at=None)
    suggested = adapting.suggest(athlete=alice, reason="asked", now=NOW, today=TODAY + DAY)
    assert suggested.shown_until == plan.weeks.get(number=2).ends_on
    client.force_login(alice.user)
    page = client.get(f"/suggestion/{suggested.pk}/").content.decode()
    assert ("Accept the changed plan" in page, "Week 5" in page) == (True, False)


def test_what_one_takes_along_holds_everything(alice, bob):
    plan = hide(alice, bob, 1)
    held = holdings.held(alice.user)
    assert len(held["plans"][0]["weeks"]) == plan.weeks.count()


def test_all_is_shown_again(alice, bob):
    hide(alice, bob, 1)
    before = type(alice).objects.get(pk=alice.pk).version
    plan = showing.show_up_to(athlete=alice, by=bob, week=None)
    assert (plan.shown_until, type(alice).objects.get(pk=alice.pk).version) == (None, before + 1)


def test_the_last_week_means_all(alice, bob):
    plan = alice.plans.get()
    assert hide(alice, bob, plan.weeks.count()).shown_until is None


def test_a_week_of_another_plan_hides_nothing(alice, bob):
    other = make_runner("Dora").plans.get()
    assert showing.show_up_to(athlete=alice, by=bob, week=other.weeks.first()).shown_until is None


def test_only_a_coach_who_may_edit_hides_weeks(alice):
    vera = make_coach("Vera", athlete=alice, level="view")
    for who in (vera, alice.user, make_coach("Carl")):
        with pytest.raises(PermissionError):
            showing.show_up_to(athlete=alice, by=who, week=alice.plans.get().weeks.first())
    assert TrainingPlan.objects.exclude(shown_until=None).count() == 0
