"""The log on the site: one press, a form, a line; nothing lost and nothing counted twice."""

import re
from datetime import date, timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from coaching.models import Activity, Workout
from coaching.services import plans
from tests.account import second_step
from tests.builders import NOW, make_activities, make_coach, make_runner

pytestmark = pytest.mark.django_db
TODAY_PAGE = "/today/"


@pytest.fixture
def runner(client):
    runner = make_runner()
    client.force_login(runner.user)
    return runner


@pytest.fixture
def workout(runner, today):
    """The first run of the plan, on its day."""
    workout = Workout.objects.of(runner).exclude(distance_km=None).first()
    today.move_to(NOW + timedelta(days=(workout.on - NOW.date()).days))
    return workout


def address(name, workout):
    return reverse(f"coaching:{name}", args=[workout.week.plan_id, workout.pk])


def said(activity=None):
    activity = activity or Activity.objects.get()
    return activity.outcome, activity.distance_km, activity.minutes, activity.effort


def words(response):
    return [str(message) for message in response.context["messages"]]


def errors(response):
    return response.context["form"].errors


FORM = {"outcome": "done", "effort": "unknown", "feeling": "unknown"}


# --- One press -------------------------------------------------------------------------------------


def test_one_press_logs_a_workout_and_says_what_was_understood(client, workout):
    answer = client.post(address("workout_done", workout), follow=True)
    assert answer.redirect_chain == [(TODAY_PAGE, 302)]
    assert words(answer) == [f"Logged: done, {workout.distance_km:g} km in {workout.minutes} min."]
    assert said() == ("done", workout.distance_km, workout.minutes, None)


def test_a_second_press_changes_nothing(client, workout):
    client.post(address("workout_done", workout), follow=True)
    answer = client.post(address("workout_done", workout), {"outcome": "missed"}, follow=True)
    assert words(answer) == ["This was logged already; nothing was changed."]
    assert said()[0] == "done"


@pytest.mark.parametrize(
    ("sent", "kept"), [("missed", "missed"), ("rested", "rested"), ("partly", "done"), ("x", "done")]
)
def test_a_press_may_say_that_it_was_missed(client, workout, sent, kept):
    client.post(address("workout_done", workout), {"outcome": sent})
    assert said()[0] == kept


def test_one_goes_back_to_where_one_came_from_and_never_to_another_site(client, workout):
    asked = {"/calendar/": "/calendar/", "https://elsewhere.example/": TODAY_PAGE, "//elsewhere.example": TODAY_PAGE}
    went = {to: client.post(address("workout_done", workout), {"next": to}).headers["Location"] for to in asked}
    assert went == asked


# --- The form --------------------------------------------------------------------------------------


def test_the_form_is_filled_in_from_the_plan(client, workout):
    form = client.get(address("workout_log", workout)).context["form"]
    shown = {name: form.initial[name] for name in ("outcome", "distance_km", "minutes")}
    assert shown == {"outcome": "done", "distance_km": f"{workout.distance_km:g}", "minutes": str(workout.minutes)}


def test_a_workout_logged_in_two_tabs_is_one_row_with_the_later_words(client, workout):
    for form, minutes in ((uuid4(), "50"), (uuid4(), "55")):
        client.post(address("workout_log", workout), FORM | {"minutes": minutes, "form": form})
    assert said() == ("done", None, 55, None)


def test_a_quick_line_takes_the_place_of_what_was_filled_in_beforehand(client, workout):
    filled_in = {"distance_km": f"{workout.distance_km:g}", "minutes": str(workout.minutes)}
    client.post(address("workout_log", workout), FORM | filled_in | {"quick": "9.1 in 52:30 @ 7"})
    assert said() == ("done", 9.1, 52.5, 7)


def test_a_quick_line_that_says_something_else_than_a_field_is_asked_about(client, workout):
    answer = client.post(address("workout_log", workout), FORM | {"quick": "8 in 45", "distance_km": "9"})
    expected = "The one line says 8 km, this says 9 km. Empty one of the two, or make them the same."
    assert errors(answer) == {"distance_km": [expected]}
    assert Activity.objects.count() == 0


def test_a_quick_line_may_repeat_what_a_field_says(client, workout):
    client.post(address("workout_log", workout), FORM | {"quick": "8 in 45", "distance_km": "8"})
    assert said() == ("done", 8, 45, None)


def test_what_was_missed_loses_what_was_filled_in_beforehand(client, workout):
    filled_in = {"distance_km": f"{workout.distance_km:g}", "minutes": str(workout.minutes)}
    client.post(address("workout_log", workout), FORM | filled_in | {"outcome": "missed", "note": "Late home."})
    assert said() == ("missed", None, None, None)
    assert Activity.objects.get().note == "Late home."


def test_what_was_missed_has_no_typed_distance(client, workout):
    answer = client.post(address("workout_log", workout), FORM | {"outcome": "missed", "distance_km": "3.3"})
    assert list(errors(answer)) == ["distance_km"]


UNFIT = [
    ({"distance_km": "1e9"}, {"distance_km": ["Write a distance such as 10 or 10.5 km."]}),
    ({"distance_km": "999999"}, {"distance_km": ["It can be 400 km at most."]}),
    ({"distance_km": "nan"}, {"distance_km": ["Write a distance such as 10 or 10.5 km."]}),
    ({"distance_km": "-5"}, {"distance_km": ["Write a distance such as 10 or 10.5 km."]}),
    ({"minutes": "99999"}, {"minutes": ["It can be 168 h at most."]}),
    ({"minutes": "soon"}, {"minutes": ["Write minutes such as 45, or 42:10, or 1h10."]}),
    ({"quick": "999999 in 45"}, {"quick": ["The distance can be 400 km at most."]}),
    ({"quick": "8 in 99999"}, {"quick": ["The time can be 168 h at most."]}),
    ({"quick": "8 in 45 @ 11"}, {"quick": ["The effort goes from 0 to 10."]}),
    ({"quick": "fast"}, {"quick": ["Write distance and time, such as “8 in 45” or “8 km in 45 min”."]}),
    ({"effort": "11"}, {"effort": ["Choose one of the answers shown."]}),
    ({"outcome": ""}, {"outcome": ["Choose what became of it."]}),
    ({"note": "x" * 2001}, {"note": ["Make it shorter: 2000 characters fit, and it has 2001."]}),
]


@pytest.mark.parametrize(("sent", "expected"), UNFIT, ids=[str(row[0])[:30] for row in UNFIT])
def test_what_cannot_be_is_said_and_nothing_is_lost(client, workout, sent, expected):
    answer = client.post(address("workout_log", workout), FORM | {"note": "Kept."} | sent)
    assert (answer.status_code, errors(answer), Activity.objects.count()) == (200, expected, 0)
    assert answer.context["form"]["note"].value() == (FORM | {"note": "Kept."} | sent)["note"]


def test_what_was_logged_is_shown_to_be_changed(client, workout):
    client.post(address("workout_log", workout), FORM | {"quick": "8 in 42:30 @ 6"})
    form = client.get(address("workout_log", workout)).context["form"]
    assert [form.initial[name] for name in ("distance_km", "minutes", "effort")] == ["8", "0:42:30", "6"]
    client.post(address("workout_log", workout), {name: form[name].value() for name in FORM | form.initial})
    assert said() == ("done", 8, 42.5, 6)


def test_somebody_who_counts_in_miles_types_and_reads_miles(client, runner, workout):
    runner.user.units = "imperial"
    runner.user.save()
    answer = client.post(address("workout_log", workout), FORM | {"quick": "5 in 42:30"}, follow=True)
    assert words(answer) == ["Logged: done, 5 miles in 42:30."]
    assert said() == ("done", 8.0467, 42.5, None)


# --- Workouts that cannot be logged ----------------------------------------------------------------


def test_a_workout_to_come_is_refused_with_the_way_on(client, workout):
    later = Workout.objects.filter(on__gt=workout.on, week__plan=workout.week.plan).first()
    for answer in (client.get(address("workout_log", later)), client.post(address("workout_done", later))):
        assert f"is planned for {later.on:%A} {later.on.day}" in answer.context["notice"]
        assert address("workout_move", later) in answer.content.decode()
    assert Activity.objects.count() == 0


def test_a_log_for_a_plan_that_is_over_keeps_what_was_typed(client, runner, workout):
    plans.retire(athlete=runner, on=workout.on)
    answer = client.post(address("workout_log", workout), FORM | {"quick": "8 in 45", "note": "Good.", "form": uuid4()})
    assert "belongs to a plan that no longer held" in answer.context["notice"]
    form = answer.context["form"]
    again = {name: form[name].value() for name in form.fields}
    assert (again["quick"], again["note"], again["on"]) == ("8 in 45", "Good.", workout.on.isoformat())
    client.post(answer.context["action"], again)
    assert (said(), Activity.objects.get().workout) == (("done", 8, 45, None), None)


def test_a_day_on_which_the_plan_held_is_logged_as_ever(client, runner, workout):
    plans.retire(athlete=runner, on=workout.on + timedelta(days=1))
    client.post(address("workout_done", workout))
    assert Activity.objects.get().workout == workout


# --- An activity of its own ------------------------------------------------------------------------

FREE = FORM | {"sport": "running", "on": "2026-11-22", "quick": "8 in 45"}


def test_an_activity_of_its_own_is_one_row_however_often_it_is_sent(client, runner):
    sent = FREE | {"form": uuid4()}
    answers = [client.post(reverse("coaching:activity_add"), sent).status_code for _ in range(3)]
    assert (answers, said(), Activity.objects.get().workout) == ([302] * 3, ("done", 8, 45, None), None)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-11-23", "That day is still to come. Log it when it is done."),
        ("2025-10-17", "That is too long ago: the log goes back 400 days."),
        ("", "Write the day."),
        ("31.2.2026", "Write a date such as 14/03/2027."),
        ("9999-99-99", "Write a date such as 14/03/2027."),
    ],
)
def test_a_day_that_cannot_be_is_said(client, runner, on, expected):
    answer = client.post(reverse("coaching:activity_add"), FREE | {"on": on})
    assert (errors(answer), Activity.objects.count()) == ({"on": [expected]}, 0)


@pytest.mark.parametrize(("zone", "is_taken"), [("Pacific/Auckland", True), ("America/Los_Angeles", False)])
def test_today_is_the_day_where_the_runner_is(client, runner, zone, is_taken):
    """At noon in London it is one o'clock of the next morning in Auckland."""
    runner.user.time_zone = zone
    runner.user.save()
    client.post(reverse("coaching:activity_add"), FREE | {"on": "2026-11-23"})
    assert Activity.objects.exists() == is_taken


def test_the_day_and_the_workout_of_a_link_are_filled_in(client, workout):
    yesterday = workout.on - timedelta(days=1)
    address = reverse("coaching:activity_add")
    links = [f"?on={yesterday}", f"?workout={workout.pk}", "?on=9999-12-31", "?on=soon&workout=" + quote("²3")]
    forms = [client.get(address + link).context["form"].initial for link in links]
    assert [form["on"] for form in forms] == [str(day) for day in (yesterday, workout.on, workout.on, workout.on)]
    assert [form.get("distance_km") for form in forms] == [None, f"{workout.distance_km:g}", None, None]


def test_an_activity_is_changed_and_deleted_once(client, runner):
    client.post(reverse("coaching:activity_add"), FREE)
    activity = Activity.objects.get()
    page = reverse("coaching:activity", args=[activity.pk])
    assert client.get(page).context["form"].initial["on"] == "2026-11-22"
    client.post(page, FREE | {"quick": "20 in 50", "sport": "cycling", "on": "2026-11-21"})
    activity.refresh_from_db()
    assert (said(activity), activity.on, activity.sport) == (("done", 20, 50, None), date(2026, 11, 21), "cycling")
    answers = [client.post(reverse("coaching:activity_delete", args=[activity.pk])).status_code for _ in range(2)]
    assert (answers, Activity.objects.count()) == ([302, 302], 0)


def test_nobody_logs_for_somebody_else(client, runner, workout):
    other = make_runner("Mallory")
    theirs = Workout.objects.of(other).first()
    answers = [client.post(address(name, theirs), FORM).status_code for name in ("workout_done", "workout_log")]
    mixed = reverse("coaching:workout_done", args=[workout.week.plan_id, theirs.pk])
    assert ([*answers, client.post(mixed).status_code], Activity.objects.count()) == ([404] * 3, 0)
    assert client.get(f"/log/?workout={theirs.pk}").context["form"].initial.get("distance_km") is None


def test_nobody_deletes_what_somebody_else_logged(client, runner):
    [theirs] = make_activities(make_runner("Mallory"), 1)
    assert client.post(reverse("coaching:activity_delete", args=[theirs.pk])).status_code == 404
    assert Activity.objects.count() == 1


# --- Beside the plan -------------------------------------------------------------------------------


def test_a_workout_says_what_became_of_it_and_only_its_runner_may_log_it(client, runner, workout):
    page, coach = address("workout", workout), Client()
    coach.force_login(make_coach("Bob", athlete=runner))
    assert [press_on(who, page) for who in (client, coach)] == [True, False]
    client.post(address("workout_done", workout))
    said = f"Done, {workout.distance_km:g} km in {workout.minutes} min"
    shown = [who.get(page).content.decode() for who in (client, coach)]
    assert [(said in text, address("workout_log", workout) in text) for text in shown] == [(True, True), (True, False)]


def press_on(client, page):
    return "Done as planned" in client.get(page).content.decode()


def test_a_plan_that_is_over_says_so_and_offers_no_press(client, runner, workout):
    plans.retire(athlete=runner, on=workout.on)
    shown = client.get(reverse("coaching:plan", args=[workout.week.plan_id])).content.decode()
    assert "another plan took the place of this one" in shown
    assert "How to do it" not in shown
    assert not press_on(client, address("workout", workout))


def test_the_ways_of_somebody_who_is_logged_in_are_on_each_page(client, runner):
    own = ["/today/", "/calendar/", "/cramps/", "/library/", "/account/"]
    assert ways(client, "/calendar/") == (own, ["/calendar/"])
    runner.user.language = "ru"
    runner.user.save()
    assert ways(client, "/today/")[0][3] == "/library/ru/"
    runner.user.is_staff = True
    runner.user.save()
    second_step(runner.user)
    assert ways(client, "/today/")[0][-1] == reverse("admin:index")


def ways(client, path):
    """The links of the header, and which of them is marked as this page."""
    header = client.get(path).content.decode().split('<nav aria-label="Main">')[1].split("</nav>")[0]
    return re.findall(r'href="([^"]+)"', header), re.findall(r'href="([^"]+)" aria-current="page"', header)
