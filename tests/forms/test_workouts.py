"""A workout as a coach edits it."""

import pytest

from coaching.forms.workouts import WorkoutForm
from tests.builders import make_plan, with_race_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    """An easy run of 8 km in 48 minutes, with two steps."""
    run = make_plan(browser="a browser", answers=with_race_in(4)).weeks.first().workouts.filter(kind="easy").first()
    run.distance_km, run.minutes, run.steps = 8.0, 48, ["Warm up", "Run"]
    run.save()
    return run


def edited(run, **fields):
    shown = WorkoutForm(instance=run)
    form = WorkoutForm({name: shown[name].value() for name in shown.fields} | fields, instance=run)
    assert form.errors == {}
    return form.save()


@pytest.mark.parametrize(
    ("fields", "km", "minutes"),
    [
        ({"distance_km": "40"}, 40.0, 240),
        ({"distance_km": "2"}, 2.0, 12),
        ({"distance_km": "40", "minutes": "250"}, 40.0, 250),
        ({"minutes": "60"}, 8.0, 60),
        ({"title": "By hand"}, 8.0, 48),
        ({"distance_km": ""}, None, 48),
        ({"distance_km": "0"}, 0.0, 48),
    ],
)
def test_a_new_distance_takes_its_time_with_it_unless_the_coach_gives_one(run, fields, km, minutes):
    run = edited(run, **fields)
    assert (run.distance_km, run.minutes) == (km, minutes)


def test_a_workout_that_had_no_distance_keeps_its_time(run):
    run.distance_km = None
    run.save()
    assert edited(run, distance_km="10").minutes == 48


def test_steps_are_shown_one_to_a_line(run):
    assert WorkoutForm(instance=run)["steps"].value() == "Warm up\nRun"


@pytest.mark.parametrize(
    ("typed", "steps"),
    [
        ("Warm up\r\n\r\n  Run, slowly \nStretch", ["Warm up", "Run, slowly", "Stretch"]),
        ("", []),
        ("Warm up\nRun", ["Warm up", "Run"]),
        ("Warm\0 up\x07\nRun", ["Warm up", "Run"]),  # no database takes the first one
    ],
)
def test_steps_are_stored_as_a_list(run, typed, steps):
    run = edited(run, steps=typed)
    run.refresh_from_db()
    assert run.steps == steps


def test_steps_sent_back_as_they_were_are_no_change(run):
    shown = WorkoutForm(instance=run)
    form = WorkoutForm({name: shown[name].value() for name in shown.fields}, instance=run)
    assert form.changed_data == []
