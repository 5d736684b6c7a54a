"""How pages say what the rules decided."""

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils import timezone

from coaching.templatetags import say

MARATHON_KM = 42.195


def make_week(sport="running", phase="build", km=0.0, longest_km=0.0, riding=0, longest=0, minutes=0):
    return SimpleNamespace(
        plan=SimpleNamespace(sport=sport),
        phase=phase,
        distance_km=km,
        longest_km=longest_km,
        session_minutes=riding,
        longest_minutes=longest,
        minutes=minutes,
    )


def make_workout(kind="easy", title="Easy run", km=None, minutes=0):
    return SimpleNamespace(kind=kind, title=title, distance_km=km, minutes=minutes)


RUNNING = make_week(km=32.2, longest_km=12.0, riding=200, longest=75, minutes=260)
RIDING = make_week("cycling", riding=330, longest=160, minutes=390)
EMPTY = make_week(minutes=35)
EMPTY_RIDE = make_week("cycling", minutes=35)
RACE_ALONE = make_week(phase="race")


@pytest.mark.parametrize(
    ("week", "units", "volume", "longest"),
    [
        (RUNNING, "metric", "32.2 km", "12 km"),
        (RUNNING, "imperial", "20 miles", "7.5 miles"),
        (RIDING, "metric", "5 h 30 min", "2 h 40 min"),
        (EMPTY, "metric", "No run", "No run"),
        (EMPTY_RIDE, "metric", "No ride", "No ride"),
        (RACE_ALONE, "metric", "No run but the race", "No run but the race"),
        (make_week(riding=30, longest=30), "metric", "30 min", "30 min"),
    ],
)
def test_a_week_is_said_in_what_its_sport_counts(week, units, volume, longest):
    assert (say.volume(week, units), say.longest(week, units)) == (volume, longest)


@pytest.mark.parametrize(
    ("week", "line"),
    [
        (RUNNING, "32.2_km, longest_12_km"),
        (RIDING, "5_h_30_min, longest_2_h_40_min"),
        (EMPTY, "No run"),
        (RACE_ALONE, "No run but the race"),
        (make_week(phase="race", km=9.0, longest_km=5.0, riding=60), "9 km"),
    ],
)
def test_a_week_in_one_line_breaks_only_after_its_comma(week, line):
    assert say.sums(week).replace("\u00a0", "_") == line


@pytest.mark.parametrize(
    ("workout", "units", "size", "headline"),
    [
        (make_workout(km=8.0, minutes=48), "metric", "8 km", "Easy run, 8 km"),
        (make_workout(km=8.0, minutes=48), "imperial", "5 miles", "Easy run, 5 miles"),
        (make_workout("strength", "Strength", minutes=25), "metric", "25 min", "Strength, 25 min"),
        (make_workout("rest", "Rest"), "metric", "", "Rest"),
        (make_workout("race", "Race: marathon", MARATHON_KM, 240), "metric", "marathon", "Race: marathon"),
        (make_workout("race", "Race"), "metric", "", "Race"),
    ],
)
def test_a_workout_asks_for_a_distance_or_a_time_and_rest_for_nothing(workout, units, size, headline):
    assert (say.size(workout, units), say.headline(workout, units)) == (size, headline)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), "23–29 Nov"),
        (date(2026, 11, 30), date(2026, 12, 6), "30 Nov – 6 Dec"),
        (date(2026, 11, 23), date(2026, 11, 23), "23 Nov"),
    ],
)
def test_a_span_of_days_is_said_shortly(first, last, said):
    assert say.until(first, last) == said


def test_a_race_without_a_length_is_just_a_race():
    assert [say.race_name(km) for km in (None, 10.0, 21.0975, 12.0)] == ["race", "10 km", "half-marathon", "12 km"]


def test_a_moment_is_said_as_the_readers_own_day():
    """Half past one in the afternoon in London is the next day in Auckland."""
    moment = datetime(2026, 11, 22, 13, 30, tzinfo=UTC)
    template = Template("{% load say %}{{ moment|day }}, {{ moment|short_day }}")
    with timezone.override("Pacific/Auckland"):
        assert template.render(Context({"moment": moment})) == "Monday 23 November 2026, Mon 23 Nov"
