"""The calendar on the site."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from coaching.models import Workout
from coaching.rules.terms import Outcome
from coaching.services.training import activities
from tests.builders import NOW, make_activities, make_runner

pytestmark = pytest.mark.django_db
PAGE = reverse("coaching:calendar")
LATER = NOW + timedelta(days=10)


@pytest.fixture
def runner(client):
    runner = make_runner()
    client.force_login(runner.user)
    return runner


def text(client, page=PAGE):
    answer = client.get(page)
    assert answer.status_code == 200
    return answer.content.decode()


def cells(shown):
    """What stands on each day, without its markup, by its date as a narrow screen shows it."""
    found = {}
    for cell in re.split('<li class="cell', shown)[1:]:
        words = " ".join(re.sub("<[^>]*>", " ", cell.split("</li>")[0].split(">", 1)[1]).split())
        found[" ".join(words.split()[:3])] = " ".join(words.split()[3:])
    return found


def test_it_opens_with_the_month_one_is_in(client, runner, today):
    assert "<h1>November 2026</h1>" in text(client)
    today.shift(timedelta(days=9))
    assert "<h1>December 2026</h1>" in text(client)


def test_each_day_says_what_was_planned_and_what_became_of_it(client, runner, today):
    run, other = Workout.objects.of(runner).select_related("week__plan").exclude(distance_km=None)[:2]
    today.move_to(LATER)
    for workout, outcome in ((run, Outcome.DONE), (other, Outcome.MISSED)):
        activities.tick(athlete=runner, workout=workout, outcome=outcome, now=LATER, today=LATER.date())
    Workout.objects.filter(pk=other.pk).update(moved_from=other.on - timedelta(days=1))
    shown = cells(text(client, reverse("coaching:calendar_month", args=[2026, 11])))
    size = f"{run.distance_km:g} km"
    assert f"Easy {size} Done, {size} in {run.minutes} min" in shown[day(run.on)]
    assert f"from {day(other.on - timedelta(days=1))} Missed" in shown[day(other.on)]


def day(on):
    return f"{on:%a} {on.day} {on:%b}"


def test_a_day_without_a_workout_can_be_logged_until_today(client, runner):
    make_activities(runner, 1, until=NOW.date() - timedelta(days=2))
    shown = cells(text(client))
    assert shown["Fri 20 Nov"] == "Run Done, 8 km in 45 min"
    assert [shown[name] for name in ("Sat 21 Nov", "Mon 23 Nov")] == ["Log an activity on 21 November", ""]


def test_the_week_starts_on_the_day_one_likes(client, runner):
    first = {}
    for start in (0, 5, 6):
        runner.user.week_starts_on = start
        runner.user.save()
        first[start] = next(iter(cells(text(client))))
    assert first == {0: "Mon 26 Oct", 5: "Sat 31 Oct", 6: "Sun 1 Nov"}


def test_the_months_beside_are_one_press_away_across_years(client, runner):
    shown = text(client, reverse("coaching:calendar_month", args=[2026, 12]))
    assert re.findall(r'href="(/calendar/\d+/\d+/)"', shown) == ["/calendar/2026/11/", "/calendar/2027/1/"]
    assert "This month" in shown
    assert "This month" not in text(client)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("0/1", 404),
        ("2026/0", 404),
        ("2026/13", 404),
        ("1/1", 404),
        ("2/1", 200),
        ("9998/12", 200),
        ("9999/1", 404),
        ("99999/1", 404),
    ],
)
def test_a_month_that_there_is_not_is_not_found(client, runner, path, status):
    assert client.get(f"{PAGE}{path}/").status_code == status


@pytest.mark.parametrize("count", [1, 3, 1000])
def test_a_month_takes_as_many_queries_whatever_the_history(client, runner, django_assert_num_queries, count):
    make_activities(runner, count)
    with django_assert_num_queries(8):
        client.get(PAGE)


@pytest.mark.parametrize(
    ("zone", "today_is"), [("Pacific/Auckland", "Mon 23 Nov"), ("America/Los_Angeles", "Sun 22 Nov")]
)
def test_today_is_marked_where_the_runner_is(client, runner, zone, today_is):
    runner.user.time_zone = zone
    runner.user.save()
    assert [name for name, words in cells(text(client)).items() if words.startswith("today")] == [today_is]
