"""One athlete on one page: what stands on it, who may open it, what it costs, and what is said from it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.models import CoachAccess, Look, Workout, WorkoutComment
from coaching.services.training import comments
from tests.builders import NOW, TODAY, make_assessment, make_athlete, revoke, with_race_in
from tests.cramps import make_cramp, make_night, make_run
from tests.desk import make_file
from tests.lives import FLAG, make_activity, make_check_in, make_incident, make_overlay
from tests.people import make_note

pytestmark = pytest.mark.django_db


def path_of(athlete, end=""):
    return f"/coach/athletes/{athlete.pk}/{end}"


def read(client, athlete, end=""):
    response = client.get(path_of(athlete, end))
    assert response.status_code == 200
    return response.content.decode()


# --- Doors -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("end", ["", "answers/", "calendar/2026/11/"])
def test_only_a_coach_with_access_finds_it_and_each_look_is_written_down(client, cast, end):
    for coach, status in ((cast.bob, 200), (cast.vera, 200), (cast.carl, 404), (cast.ruth, 404), (cast.charlie, 302)):
        client.force_login(coach)
        assert client.get(path_of(cast.athlete, end)).status_code == status
    assert [look.coach for look in Look.objects.filter(athlete=cast.athlete).order_by("pk")] == [cast.bob, cast.vera]


def test_access_that_ended_opens_nothing(desk, cast):
    revoke(cast.bob)
    for end in ("", "answers/", "calendar/2026/11/"):
        assert desk.get(path_of(cast.athlete, end)).status_code == 404


@pytest.mark.parametrize("end", ["calendar/2026/13/", "calendar/1/1/", "calendar/9999/12/"])
def test_a_month_that_is_none_is_not_found(desk, cast, end):
    assert desk.get(path_of(cast.athlete, end)).status_code == 404


# --- What stands there -----------------------------------------------------------------------------


def test_who_may_only_look_sees_all_and_no_way_to_edit(client, cast):
    make_run(cast.athlete, back=1)
    client.force_login(cast.bob)
    full = read(client, cast.athlete)
    client.force_login(cast.vera)
    html = read(client, cast.athlete)
    for heading in ("goal", "weeks", "days", "talk", "log", "cramps", "answers", "notes", "files"):
        assert f'<h2 id="{heading}">' in html
    for way in ("planweek", "/draft/", "/give/?athlete="):
        assert (way in full, way in html) == (True, False)


def test_an_athlete_kept_without_a_log_in_is_answered_for_first(desk, cast):
    kept = make_athlete("Kit")
    CoachAccess.objects.create(athlete=kept, coach=cast.bob, level=CoachAccess.EDIT)
    html = read(desk, kept)
    assert "Kept by you, without a log-in" in html
    assert "Answer the questions for them" in html
    assert f'action="{path_of(kept, "answer-for/")}"' in html


def test_a_red_flag_stands_on_top_with_the_words_of_its_care(desk, cast):
    make_incident(cast.athlete, on=TODAY, triage=FLAG, signs=["confusion"])
    html = read(desk, cast.athlete)
    assert "Get emergency help now" in html
    assert html.index("Get emergency help now") < html.index('id="goal"')


def test_what_was_said_in_the_log_and_beside_a_cramp_is_read(desk, cast):
    make_run(cast.athlete, back=2, note="Legs <b>heavy</b>.")
    make_cramp(cast.athlete, back=2, note="After the hill.")
    make_check_in(cast.athlete, on=TODAY, answer="little", note="A cold.")
    make_overlay(cast.athlete, starts_on=TODAY, days=2)
    html = read(desk, cast.athlete)
    for words in ("Legs &lt;b&gt;heavy&lt;/b&gt;.", "After the hill.", "“A cold.”", "A little. I noticed it"):
        assert words in html


def test_each_workout_of_the_month_leads_to_its_page(desk, cast):
    workout = Workout.objects.of(cast.athlete).first()
    make_activity(cast.athlete, workout, outcome="missed")
    html = read(desk, cast.athlete, f"calendar/{workout.on.year}/{workout.on.month}/")
    assert f'href="/plan/{cast.plan.pk}/workout/{workout.pk}/"' in html
    assert "Missed" in html


def test_answers_stand_side_by_side_with_what_changed_marked(desk, cast):
    make_assessment(athlete=cast.athlete, answers=with_race_in(6), now=NOW + timedelta(minutes=1))
    html = read(desk, cast.athlete, "answers/")
    assert html.count('<th scope="col"><a href="/coach/coaching/assessment/') == 2


def test_what_changed_between_the_answers_stands_on_the_page_itself(desk, cast):
    assert "What changed over time" not in read(desk, cast.athlete)
    make_assessment(athlete=cast.athlete, answers=with_race_in(6), now=NOW + timedelta(minutes=1))
    cast.athlete.assessments.update(done=["goal"])
    html = read(desk, cast.athlete)
    table = html[html.index("What changed over time") :].split("</table>")[0]
    assert re.findall(r'<th scope="row">(.*?)</th>', table) == ["Date of the race"]
    assert re.findall("<mark>(.*?)</mark>", table) == ["Sunday 3 January 2027"]


def test_without_anything_each_part_says_what_comes_next(desk, cast):
    blank = make_athlete("Blank")
    CoachAccess.objects.create(athlete=blank, coach=cast.bob)
    assert read(desk, blank).count("desk-empty") >= 9
    assert "No self-assessment was sent yet." in read(desk, blank, "answers/")


# --- What it costs ---------------------------------------------------------------------------------


def live(athlete, coach, day):
    """A row of everything, on a day so long ago."""
    workout = Workout.objects.of(athlete).exclude(kind="rest")[day]
    make_activity(athlete, workout, on=TODAY - timedelta(days=day), distance_km=5.0, effort=4, note="Fine.")
    make_cramp(athlete, back=day + 1, note="Ouch.", signs=["numb"], row="S1")
    make_night(athlete, back=day + 1, cramps=1)
    make_check_in(athlete, on=TODAY - timedelta(weeks=day))
    make_overlay(athlete, starts_on=TODAY + timedelta(days=day), days=1)
    make_note(athlete, coach, at=NOW - timedelta(days=day))
    make_file(athlete, by=coach)
    said = {"text": "Hello.", "form": uuid4(), "created_at": NOW - timedelta(days=day)}
    WorkoutComment.objects.create(workout=workout, author=athlete.user, **said)


def queries_of(client, path):
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(path).status_code == 200
    return len(found)


@pytest.mark.parametrize("end", ["", "answers/", "calendar/2026/11/"])
def test_it_asks_the_database_as_often_for_three_rows_of_everything_as_for_one(desk, cast, end):
    live(cast.athlete, cast.bob, 0)
    desk.get(path_of(cast.athlete, end))
    one = queries_of(desk, path_of(cast.athlete, end))
    for day in (1, 2):
        live(cast.athlete, cast.bob, day)
        make_assessment(athlete=None, browser=f"a browser {day}", answers=with_race_in(4))
    assert queries_of(desk, path_of(cast.athlete, end)) == one


# --- Saying something ------------------------------------------------------------------------------


@pytest.fixture
def workout(cast):
    return Workout.objects.of(cast.athlete).exclude(kind="rest").first()


def comment_path(cast, workout):
    return path_of(cast.athlete, f"comment/{workout.pk}/")


def test_a_comment_sent_twice_is_said_once(desk, cast, workout):
    sent = {"text": "Slowly today.", "form": str(uuid4())}
    for _ in range(2):
        response = desk.post(comment_path(cast, workout), sent)
        assert (response.status_code, response.url) == (302, path_of(cast.athlete) + "#talk")
    assert [said.text for said in comments.said_of(workout)] == ["Slowly today."]


def test_an_empty_comment_is_refused_beside_its_field(desk, cast, workout):
    response = desk.post(comment_path(cast, workout), {"text": " "})
    assert response.status_code == 200
    assert "Write your comment." in response.content.decode()


def test_too_many_comments_are_refused_and_the_text_stays(desk, cast, workout):
    for number in range(comments.MOST_PER_HOUR):
        comments.comment(workout=workout, by=cast.bob, text=f"{number}", form=uuid4(), now=NOW)
    response = desk.post(comment_path(cast, workout), {"text": "One more."})
    assert response.status_code == 429
    assert "One more.</textarea>" in response.content.decode()


def test_a_workout_of_another_athlete_is_not_commented_on(desk, cast):
    other = Workout.objects.of(cast.dora).first()
    assert desk.post(comment_path(cast, other), {"text": "Hello."}).status_code == 404
    assert desk.get(comment_path(cast, other)).status_code == 405


def test_what_the_athlete_said_last_waits_until_it_is_answered(desk, cast, workout):
    comments.comment(workout=workout, by=cast.alice, text="Is that too far?", form=uuid4(), now=NOW)
    assert "Waits for an answer" in read(desk, cast.athlete)
    desk.post(comment_path(cast, workout), {"text": "No."})
    assert "Waits for an answer" not in read(desk, cast.athlete)
