"""A run in one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.forms.training.quick import Quick, nearest, read, show_minutes, times
from coaching.rules.say import KM_PER_MILE
from coaching.rules.terms import Sport, Units

METRIC, IMPERIAL = Units.METRIC, Units.IMPERIAL
READ = {
    "8 in 45": Quick(8, 45),
    "8in45": Quick(8, 45),
    "8 km in 45 min": Quick(8, 45),
    "8km, 45min": Quick(8, 45),
    "8.5 km 45 min": Quick(8.5, 45),
    "8,5 in 45": Quick(8.5, 45),
    "8 in 1h10": Quick(8, 70),
    "8 in 45 minutes and 30 seconds": Quick(8, 45.5),
    "10 km in 1:02:30": Quick(10, 62.5),
    "half in 1:45": Quick(21.0975, 105),
    "8 in 42:30": Quick(8, 42.5),
    "45 min": Quick(None, 45),
    "1 h 10 min": Quick(None, 70),
    "1:10": Quick(None, 70),
    "42:30": Quick(None, 42.5),
    "8": Quick(8),
    "8k": Quick(8),
    "8 in 45 @ 6": Quick(8, 45, 6),
    "8 in 45, effort 6/10": Quick(8, 45, 6),
    "20 min rpe 3": Quick(None, 20, 3),
}
UNREADABLE = [
    "",
    "in",
    "fast",
    "8 in",
    "in 45",
    "0 in 45",
    "8 in 0",
    "8 in 45 in 3",
    "-8 in 45",
    "1e9",
    "nan",
    "@ 6",
    "1,000 in 45",
]


@pytest.mark.parametrize("text", READ)
def test_what_people_write_is_understood(text):
    assert read(text, METRIC) == READ[text]


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_not_certain_is_not_guessed(text):
    assert read(text, METRIC) is None


def test_a_bare_number_is_in_the_persons_own_units():
    assert read("5 in 42:30", IMPERIAL) == Quick(round(5 * KM_PER_MILE, 4), 42.5)
    assert read("5 km in 42:30", IMPERIAL) == Quick(5, 42.5)


def test_two_numbers_with_a_colon_are_what_the_distance_asks_for():
    assert [read("40 in 1:20", METRIC, sport).minutes for sport in (Sport.CYCLING, Sport.RUNNING)] == [80, 80]
    assert read("1 in 4:30", METRIC).minutes == 4.5


@given(st.integers(1, 4000), st.integers(1, 1000), st.sampled_from(["{} in {}", "{} km in {} min", "{}km, {}min"]))
def test_a_distance_and_a_time_come_back_as_they_were_typed(tenths, minutes, shape):
    assert read(shape.format(tenths / 10, minutes), METRIC) == Quick(tenths / 10, minutes)


@given(st.integers(1, 7 * 24 * 3600))
def test_a_time_as_it_is_shown_is_read_back_as_the_same(seconds):
    assert round(nearest(times(show_minutes(seconds / 60)), None) * 60) == seconds


@given(st.text(max_size=40) | st.from_regex(r"[0-9 .,:@hmkisn]{0,30}"), st.sampled_from(list(Units)))
def test_whatever_is_typed_gives_amounts_above_nothing_or_none(text, units):
    found = read(text, units)
    amounts = [found.distance_km, found.minutes] if found else [1]
    assert any(amounts)
    assert all(amount is None or amount > 0 for amount in amounts)
