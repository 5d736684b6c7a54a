"""The page of a week: one form for all of it, told when somebody else was faster, asked why beyond a limit."""

from datetime import timedelta

import pytest

from coaching.models import CoachAccess, Look, PlanWeek, WeekEdit, Workout
from coaching.services.training import moving
from tests.admin.desk import page, said, sent_back
from tests.builders import NOW, TODAY, make_plan, with_race_in
from tests.lives import make_activity

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WHY = "She ran this last week."


@pytest.fixture
def path(cast):
    return page(PlanWeek, "change", cast.week.pk)


@pytest.fixture
def run(cast):
    return cast.week.workouts.first()


def of(run, **fields):
    return {f"workout-{run.pk}-{name}": str(value) for name, value in fields.items()}


def new(week, number=1, **fields):
    words = {
        "on": week.starts_on,
        "kind": "massage",
        "title": "Roll",
        "minutes": 5,
        "effort": "None.",
        "purpose": "Rest.",
    }
    return {f"new-{number}-{name}": str(value) for name, value in (words | fields).items()}


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_a_workout_is_added_and_the_second_empty_block_is_left_alone(desk, cast, path):
    day = cast.week.workouts.first().on
    answer = desk.post(path, sent_back(desk.get(path)) | new(cast.week, on=day), follow=True)
    assert said(answer)[0] == "Week 1 is saved."
    assert cast.week.workouts.filter(title="Roll").count() == 1
    assert WeekEdit.objects.count() == 1


@pytest.mark.parametrize(
    ("units", "shown", "typed", "stored"),
    [
        ("metric", ["15.55", "5:41", "6:40"], ["12.5", "5:30", "6"], (12.5, 330.0, 360.0)),
        ("imperial", ["9.66", "9:09", "10:44"], ["7", "8:50", "6:00/km"], (11.2654, 329.33, 360.0)),
    ],
)
def test_distances_and_paces_are_shown_and_typed_in_the_coachs_units(
    desk, cast, path, run, units, shown, typed, stored
):
    cast.bob.units = units
    cast.bob.save()
    Workout.objects.filter(pk=run.pk).update(distance_km=15.55, pace_fast_s_per_km=341.27, pace_slow_s_per_km=400)
    filled = sent_back(desk.get(path))
    names = ("distance_km", "pace_fast_s_per_km", "pace_slow_s_per_km")
    assert [filled[f"workout-{run.pk}-{name}"] for name in names] == shown
    desk.post(path, filled | of(run, **dict(zip(names, typed, strict=True))) | {"reason": WHY})
    run.refresh_from_db()
    assert tuple(getattr(run, name) for name in names) == stored


@pytest.mark.parametrize("units", ["metric", "imperial"])
def test_amounts_that_are_left_as_they_are_shown_stay_to_the_last_decimal(desk, cast, path, run, units):
    cast.bob.units = units
    cast.bob.save()
    Workout.objects.filter(pk=run.pk).update(distance_km=8.123, pace_fast_s_per_km=341.27, pace_slow_s_per_km=400.4)
    assert said(desk.post(path, sent_back(desk.get(path)), follow=True)) == ["Nothing was changed."]


def test_a_new_workout_without_purpose_and_effort_gets_those_of_its_kind(desk, cast, path):
    desk.post(path, sent_back(desk.get(path)) | new(cast.week, on=cast.week.workouts.first().on, effort="", purpose=""))
    added = cast.week.workouts.get(title="Roll")
    assert (added.effort, added.purpose) == (
        "Light to firm pressure that feels good.",
        "Comfort for tired legs; it does not prevent cramps.",
    )


def test_a_block_that_is_half_filled_in_says_what_is_missing_and_loses_nothing(desk, cast, path):
    answer = desk.post(path, sent_back(desk.get(path)) | {"new-2-title": "Roll"})
    assert (answer.status_code, 'value="Roll"' in text_of(answer)) == (200, True)
    assert answer.context["form"].empty[1].errors["on"] == ["This field is required."]
    assert not cast.week.workouts.filter(title="Roll").exists()


def test_a_race_is_no_choice_for_a_workout(desk, cast, path, run):
    answer = desk.post(path, sent_back(desk.get(path)) | of(run, kind="race"))
    assert list(answer.context["form"].blocks[0].errors) == ["kind"]


def test_a_workout_is_removed_by_its_tick(desk, cast, path):
    row = cast.week.workouts.filter(kind="strength").first()
    data = sent_back(desk.get(path)) | of(row, remove="on", title="")
    told = [said(desk.post(path, data, follow=True))[0] for _ in range(2)]
    assert told == ["Week 1 is saved.", "Nothing was changed."]
    assert (Workout.objects.filter(pk=row.pk).exists(), WeekEdit.objects.count()) == (False, 1)


def test_a_logged_workout_has_no_tick_shows_what_was_done_and_stays(desk, cast, path, run):
    data = sent_back(desk.get(path)) | of(run, remove="on")
    make_activity(cast.athlete, run, distance_km=7.5, minutes=44)
    shown = text_of(desk.get(path))
    assert ("Alice logged: Done, 7.5 km in 44 min" in shown, f"workout-{run.pk}-remove" in shown) == (True, False)
    desk.post(path, data)
    assert Workout.objects.filter(pk=run.pk).exists()


def test_beyond_a_limit_a_reason_is_asked_for_and_what_was_typed_stays(desk, cast, path, run):
    data = sent_back(desk.get(path)) | of(run, distance_km=60)
    answer = desk.post(path, data)
    assert (answer.status_code, "Not stored yet: this goes beyond a limit" in text_of(answer)) == (200, True)
    assert (f'name="workout-{run.pk}-distance_km" value="60"' in text_of(answer), WeekEdit.objects.count()) == (True, 0)
    desk.post(path, data | {"reason": WHY})
    assert WeekEdit.objects.get().reason == WHY
    assert f"“{WHY}”" in text_of(desk.get(path))


def test_the_athlete_reads_the_reason_beside_the_limit(desk, cast, path, run, client):
    desk.post(path, sent_back(desk.get(path)) | of(run, distance_km=60) | {"reason": WHY})
    client.force_login(cast.alice)
    assert f"Your coach on 22 Nov: {WHY}" in text_of(client.get(f"/plan/{cast.plan.pk}/"))


def test_the_second_of_two_coaches_is_told_and_the_next_press_stores_theirs(desk, cast, path, run, client):
    CoachAccess.objects.filter(coach=cast.vera).update(level="edit")
    client.force_login(cast.vera)
    hers = sent_back(client.get(path)) | of(run, title="Vera's", purpose="Hers")
    client.force_login(cast.bob)
    client.post(path, sent_back(client.get(path)) | of(run, title="Bob's"))
    client.force_login(cast.vera)
    answer = client.post(path, hers)
    shown = text_of(answer)
    assert (answer.status_code, "Bob changed this week while you had it open." in shown) == (409, True)
    assert ("Stored now: Bob&#x27;s" in shown, 'value="Vera&#x27;s"' in shown) == (True, True)
    assert Workout.objects.get(pk=run.pk).title == "Bob's"
    assert client.post(path, sent_back(answer)).status_code == 302
    run.refresh_from_db()
    assert (run.title, run.purpose) == ("Vera's", "Hers")


def test_a_form_opened_before_the_athlete_moved_a_workout_away_does_not_bring_it_back(desk, cast, path, run):
    data = sent_back(desk.get(path)) | of(run, title="Mine", minutes=33)
    workout = Workout.objects.select_related("week__plan__athlete").get(pk=run.pk)
    to = cast.plan.weeks.get(number=2).starts_on
    moving.move(workout=workout, to=to, by=cast.alice, now=NOW, today=TODAY)
    answer = desk.post(path, data)
    assert (answer.status_code, "You had typed for it: Mine" in text_of(answer)) == (409, True)
    run.refresh_from_db()
    assert (run.on, run.title == "Mine") == (to, False)


def test_a_plan_that_is_no_longer_followed_is_told_and_then_only_read(desk, cast, path):
    data = sent_back(desk.get(path)) | {"focus": "Mine"}
    followed = make_plan(athlete=cast.athlete, answers=with_race_in(8))
    answer = desk.post(path, data)
    assert (answer.status_code, f"/trainingplan/{followed.pk}/change/" in text_of(answer)) == (409, True)
    assert (desk.get(path).context["form"], cast.plan.weeks.filter(focus="Mine").count()) == (None, 0)


def test_weeks_lead_to_those_beside_them_with_their_sums(desk, cast):
    answer = text_of(desk.get(page(PlanWeek, "change", cast.plan.weeks.get(number=2).pk)))
    beside = [cast.plan.weeks.get(number=number).pk for number in (1, 3)]
    assert [page(PlanWeek, "change", pk) in answer for pk in beside] == [True, True]


def test_the_page_asks_as_often_for_three_workouts_as_for_ten(desk, cast, path, django_assert_max_num_queries):
    counts = []
    for _ in range(2):
        with django_assert_max_num_queries(30) as queries:
            desk.get(path)
        counts.append(len(queries))
        for row in cast.week.workouts.all():
            row.pk = None
            row.save()
    assert counts[0] == counts[1]


def test_each_look_is_written_down(desk, cast, path):
    desk.get(path)
    assert list(Look.objects.filter(athlete=cast.athlete).values_list("coach", "what")) == [(cast.bob.pk, "week")]
