"""The pages of the cramp log."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.content import demo
from coaching.forms.incidents.cramp import OVERTAKEN
from coaching.models import CrampIncident, TrainingPlan, Workout
from coaching.rules.terms import Sign
from coaching.rules.wording import CARE
from tests.builders import NOW, TODAY, make_athlete, make_coach, make_runner, make_user
from tests.cramps import make_cramp
from tests.library import make_source
from tests.lives import make_overlay
from tests.services.incidents.test_log import ROW_OF

pytestmark = pytest.mark.django_db

ENOUGH = {"on": "2026-11-22", "at": "11:30", "timing": "during", "signs": ["none"], "muscles": ["calf"]}
NUMB = ENOUGH | {"signs": ["numbness"]}


@pytest.fixture
def alice(client):
    athlete = make_runner()
    client.force_login(athlete.user)
    return athlete


@pytest.fixture
def charlie():
    return make_runner("Charlie")


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def words(client, path):
    return text_of(page(client, path)[page(client, path).index("<main") :])


def log(client, fields=ENOUGH, query=""):
    """Log a cramp; the address of its page."""
    response = client.post(f"/cramps/add/{query}", fields)
    assert response.status_code == 302, text_of(response.content.decode())
    return response.headers["Location"]


def value_of(html, name):
    return re.search(rf'name="{name}" value="([^"]*)"', html)[1]


# --- Logging ----------------------------------------------------------------------------------------


def test_a_new_cramp_is_filled_in_with_now_where_the_runner_is(client, alice):
    alice.user.time_zone = "Pacific/Auckland"
    alice.user.save()
    html = page(client, "/cramps/add/")
    assert [value_of(html, name) for name in ("on", "at")] == ["2026-11-23", "01:00"]


def test_a_few_taps_are_enough(client, alice):
    path = log(client)
    assert "This fits the pattern of Cramps of fatigue" in words(client, path)
    assert str(alice.incidents.get()) == "Alice, 22 Nov 2026"


def test_the_press_that_comes_twice_is_one_cramp_under_one_address(client, alice):
    form = value_of(page(client, "/cramps/add/"), "form")
    assert log(client, ENOUGH | {"form": form}) == log(client, ENOUGH | {"form": form})
    assert CrampIncident.objects.count() == 1


def test_what_is_wrong_is_said_and_what_was_typed_stays(client, alice):
    html = client.post("/cramps/add/", {"note": "By the bridge.", "onset_km": "far"}).content.decode()
    said = text_of(html)
    assert "There is a problem" in said
    assert [text in said for text in ("Which day", "Choose when it came.", "By the bridge.")] == [True] * 3
    assert 'value="far"' in html
    assert CrampIncident.objects.count() == 0


def folded(html):
    """Of each part that most leave alone, whether it stands open."""
    return [" open" in tag for tag in re.findall(r'<details class="folded"[^>]*>', html)]


@pytest.mark.parametrize(
    ("sent", "stands_open"),
    [
        ({}, [False, False]),
        ({"severity": "4"}, [True, False]),
        ({"onset_km": "far"}, [True, False]),
        ({"note": "By the bridge."}, [False, True]),
    ],
)
def test_what_is_optional_is_folded_where_nothing_is_in_it(client, alice, sent, stands_open):
    assert folded(page(client, "/cramps/add/")) == [False, False]
    refused = client.post("/cramps/add/", ENOUGH | {"timing": ""} | sent).content.decode()
    assert folded(refused) == stands_open


def test_a_cramp_that_is_changed_shows_all_of_it(client, alice):
    assert folded(page(client, f"{log(client)}edit/")) == [True, True]


def test_the_future_is_refused_in_a_sentence(client, alice):
    html = client.post("/cramps/add/", ENOUGH | {"on": "2026-11-24"}).content.decode()
    assert "This lies in the future." in text_of(html)


def test_miles_are_read_and_shown_to_who_thinks_in_miles(client, alice):
    alice.user.units = "imperial"
    alice.user.save()
    path = log(client, ENOUGH | {"onset_km": "10"})
    assert alice.incidents.get().onset_km == 16.0934
    assert "How far in 10 miles" in words(client, path)
    assert "10 miles in" in words(client, "/cramps/")


def test_it_is_no_diagnosis_and_no_percentage(client, alice):
    for fields in (ENOUGH, NUMB, ENOUGH | {"timing": "in_bed"}, ENOUGH | {"timing": "at_rest"}):
        assert "%" not in words(client, log(client, fields))


# --- A workout --------------------------------------------------------------------------------------


def workout_of(athlete):
    return Workout.objects.of(athlete).exclude(kind="rest").first()


def test_a_cramp_may_go_with_a_workout(client, alice):
    workout = workout_of(alice)
    Workout.objects.filter(pk=workout.pk).update(on=TODAY - timedelta(days=2))
    html = page(client, f"/cramps/add/?workout={workout.pk}")
    assert value_of(html, "on") == "2026-11-20"
    assert f"It goes with your workout of Friday 20 November 2026: {workout.title}." in text_of(html)
    path = log(client, ENOUGH | {"on": "2026-11-20"}, f"?workout={workout.pk}")
    assert alice.incidents.get().workout == workout
    assert f"Workout {workout.title}" in words(client, path)


def test_a_workout_ahead_leaves_the_day_at_today(client, alice):
    assert value_of(page(client, f"/cramps/add/?workout={workout_of(alice).pk}"), "on") == "2026-11-22"


def test_a_workout_of_a_plan_that_ended_is_still_ones_own(client, alice):
    TrainingPlan.objects.update(status=TrainingPlan.RETIRED, retired_on=TODAY)
    log(client, query=f"?workout={workout_of(alice).pk}")
    assert alice.incidents.get().workout == workout_of(alice)


@pytest.mark.parametrize("named", ["0", "-1", "x", "9" * 30, "1e3", "²"])
def test_a_workout_there_is_not_is_not_found(client, alice, named):
    assert client.get("/cramps/add/", {"workout": named}).status_code == 404


def test_a_workout_of_somebody_else_is_not_found(client, alice, charlie):
    path = f"/cramps/add/?workout={workout_of(charlie).pk}"
    assert [client.get(path).status_code, client.post(path, ENOUGH).status_code] == [404, 404]
    assert CrampIncident.objects.count() == 0


# --- A sign -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [sign.value for sign in Sign if ROW_OF[sign.value]])
def test_the_care_card_comes_first_and_the_plan_is_paused(client, alice, sign):
    card = CARE[ROW_OF[sign]]
    path = log(client, ENOUGH | {"signs": [sign]})
    html = page(client, path)
    assert re.search(r'(?s)<h1 id="care">(.*?)</h1>', html)[1] == unescape(card.title)
    said = text_of(html)
    assert said.index(card.where.split("(")[0].strip()) < said.index("What you wrote")
    assert "This pauses your plan until somebody has looked at it." in said
    assert "This fits the pattern" not in said
    assert "What may help" not in said
    assert words(client, "/cramps/").startswith("Your plan is paused")


def test_the_sources_of_a_card_are_named(client, alice):
    make_source("NHS-CRAMP", reference="First A (2020). Cramps.")
    path = log(client, NUMB)
    assert "First A (2020). Cramps." in words(client, path)
    assert "First A (2020). Cramps." in words(client, "/cramps/")


def test_a_card_without_a_plan_speaks_of_no_plan(client):
    athlete = make_athlete("Una", user=make_user("Una"))
    client.force_login(athlete.user)
    path = log(client, NUMB)
    assert "your plan" not in words(client, path)
    assert "Your plan is paused" not in words(client, "/cramps/")


def test_the_plan_and_its_workouts_say_that_they_are_paused(client, alice):
    plan = TrainingPlan.objects.get()
    paths = [f"/plan/{plan.pk}/", f"/plan/{plan.pk}/workout/{workout_of(alice).pk}/"]
    assert ["is paused" in words(client, path) for path in paths] == [False, False]
    log(client, NUMB)
    assert ["Your plan is paused" in words(client, path) for path in paths] == [True, True]
    assert "How to do it" not in words(client, paths[0])


def test_paper_the_calendar_and_the_file_say_so_too(client, alice):
    plan = f"/plan/{TrainingPlan.objects.get().pk}/"
    log(client, NUMB)
    assert ["Your plan is paused" in words(client, path) for path in (f"{plan}print/", "/calendar/")] == [True, True]
    assert client.get(f"{plan}plan.json").json()["paused"] is True


def test_today_the_red_flag_comes_before_all_else(client, alice):
    make_overlay(alice, starts_on=TODAY, days=3)
    log(client, NUMB)
    said = words(client, "/today/")
    assert 0 < said.index("Your plan is paused") < said.index("Sick until")


def test_a_coach_reads_that_it_is_paused_and_not_why(client, alice):
    log(client, NUMB)
    client.force_login(make_coach("Bob", athlete=alice))
    said = words(client, f"/plan/{TrainingPlan.objects.get().pk}/")
    assert "A cramp of Sunday 22 November 2026 came with a sign" in said
    assert CARE["S1"].title not in said
    assert "Somebody has looked at it, and I may train" not in said


def test_somebody_has_looked_at_it(client, alice):
    path = log(client, NUMB)
    for _ in range(2):
        assert client.post(f"{path}looked-at/").headers["Location"] == path
    said = words(client, path)
    assert "on 22 November 2026 you said that somebody has looked at it" in said.replace("On", "on")
    assert [word in words(client, "/cramps/") for word in ("is paused", "Looked at")] == [False, True]
    assert client.get(f"{path}looked-at/").status_code == 405


# --- Changing ---------------------------------------------------------------------------------------


def edited(client, path, **changes):
    html = page(client, f"{path}edit/")
    return ENOUGH | {"seen": value_of(html, "seen")} | changes


def test_a_cramp_can_be_corrected(client, alice, today):
    path = log(client)
    today.shift(timedelta(minutes=1))
    response = client.post(f"{path}edit/", edited(client, path, severity="4", timing="in_bed"))
    assert response.headers["Location"] == path
    assert "This fits the pattern of Night cramps" in words(client, path)


def test_the_second_of_two_windows_is_told_and_loses_nothing(client, alice, today):
    path = log(client)
    first, second = edited(client, path, note="One."), edited(client, path, note="Two.")
    today.shift(timedelta(minutes=1))
    assert client.post(f"{path}edit/", first).status_code == 302
    today.shift(timedelta(minutes=1))
    told = client.post(f"{path}edit/", second)
    html = told.content.decode()
    assert told.status_code == 409
    assert OVERTAKEN in text_of(html)
    assert "Two." in text_of(html)
    assert alice.incidents.get().note == "One."
    assert client.post(f"{path}edit/", second | {"seen": value_of(html, "seen")}).status_code == 302
    assert alice.incidents.get().note == "Two."


def test_saving_twice_is_no_conflict(client, alice, today):
    path = log(client)
    fields = edited(client, path, note="One.")
    today.shift(timedelta(minutes=1))
    assert [client.post(f"{path}edit/", fields).status_code for _ in range(2)] == [302, 302]


def test_deleting_is_asked_for_first_and_done_once(client, alice):
    path = log(client)
    assert "Delete this cramp?" in words(client, f"{path}delete/")
    assert CrampIncident.objects.count() == 1
    assert [client.post(f"{path}delete/").headers["Location"] for _ in range(2)] == ["/cramps/", "/cramps/"]
    assert CrampIncident.objects.count() == 0
    assert client.get(path).status_code == 404


def test_what_never_was_cannot_be_deleted(client, alice):
    assert client.post(f"/cramps/{uuid4()}/delete/").status_code == 404


def test_another_athletes_cramp_is_found_by_no_address(client, alice, charlie):
    path = f"/cramps/{make_cramp(charlie, note='canary').pk}/"
    gets = [client.get(path + rest).status_code for rest in ("", "edit/", "delete/")]
    posts = [client.post(path + rest, ENOUGH).status_code for rest in ("edit/", "delete/", "looked-at/")]
    assert (gets, posts) == ([404] * 3, [404] * 3)
    assert "canary" not in page(client, "/cramps/")
    assert charlie.incidents.get().note == "canary"


def test_a_coach_has_no_log_of_their_athlete(client, alice):
    incident = make_cramp(alice)
    client.force_login(make_coach("Bob", athlete=alice))
    assert client.get(f"/cramps/{incident.pk}/").headers["Location"] == "/welcome/"


# --- The list ---------------------------------------------------------------------------------------


def test_an_empty_log_says_what_to_do(client, alice):
    said = words(client, "/cramps/")
    assert said.startswith("Your cramps Log a cramp No cramp is logged yet.")


def test_the_newest_come_first_twenty_on_a_page(client, alice):
    for back in range(1, 22):
        make_cramp(alice, back=back, note=f"canary {back}")
    days = [re.findall(r'/cramps/[\w-]{36}/">\w+ (\d+ \w+)', page(client, f"/cramps/?page={n}")) for n in (1, 2)]
    assert [len(found) for found in days] == [20, 1]
    assert (days[0][0], days[0][-1], days[1]) == ("21 November", "2 November", ["1 November"])
    assert "Page 2 of 2" in words(client, "/cramps/?page=99")
    assert "Page 1 of 2" in words(client, "/cramps/?page=x")


def queries(client, path):
    with CaptureQueriesContext(connection) as asked:
        page(client, path)
    return len(asked)


def test_the_list_asks_as_often_for_one_as_for_three(client, alice):
    make_cramp(alice)
    page(client, "/cramps/")
    one = queries(client, "/cramps/")
    make_cramp(alice, back=2)
    make_cramp(alice, back=3)
    assert (queries(client, "/cramps/"), one) == (one, 11)


def test_a_cramp_of_another_time_zone_keeps_its_day(client, alice):
    path = log(client)
    alice.user.time_zone = "Pacific/Auckland"
    alice.user.save()
    assert "Sunday 22 November 2026, which is Mon 23 Nov, 00:30 in your present time zone" in words(client, path)


def test_a_waiting_suggestion_is_named(client, alice, today):
    today.shift(timedelta(days=17))
    path = log(client, ENOUGH | {"on": "2026-12-09"})
    plan = TrainingPlan.objects.suggested().get()
    assert f'href="/suggestion/{plan.pk}/"' in page(client, path)


def test_a_cyclist_reads_of_rides(client):
    athlete = make_runner("Una", answers=demo.cyclist(NOW.date()))
    client.force_login(athlete.user)
    assert "During a ride" in page(client, "/cramps/add/")
