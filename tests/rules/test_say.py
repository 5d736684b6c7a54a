from datetime import date

import pytest

from coaching.rules import say
from coaching.rules.terms import Units

MILES = Units.IMPERIAL


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0:00"), (59.6, "1:00"), (1500, "25:00"), (3599.5, "1:00:00"), (13135.07, "3:38:55")]
)
def test_times(seconds, said):
    assert say.clock(seconds) == said


@pytest.mark.parametrize(("total", "said"), [(0, "0 min"), (45, "45 min"), (60, "1 h"), (90, "1 h 30 min")])
def test_minutes(total, said):
    assert say.minutes(total) == said


@pytest.mark.parametrize(
    ("total", "said"), [(28.5, "28:30"), (91 + 10 / 60, "1:31:10"), (45, "45 min"), (91.0, "1 h 31 min")]
)
def test_what_something_took_keeps_its_seconds(total, said):
    assert say.took(total) == said


@pytest.mark.parametrize(
    ("km", "units", "said"),
    [
        (21.0975, Units.METRIC, "21.1 km"),
        (10.0, Units.METRIC, "10 km"),
        (21.0975, MILES, "13.1 miles"),
        (1.609344, MILES, "1 mile"),
    ],
)
def test_distances(km, units, said):
    assert say.distance(km, units) == said


@pytest.mark.parametrize(
    ("km", "said"), [(42.2, "marathon"), (21.1, "half-marathon"), (10, "10 km"), (12.34, "12.3 km")]
)
def test_races_have_names(km, said):
    assert say.race(km) == said


def test_paces():
    assert say.pace(341) == "5:41 per km"
    assert say.pace(341, MILES) == "9:09 per mile"
    assert say.pace_range(318, 362) == "5:18 to 6:02 per km"


def test_how_much_more():
    assert say.percent(4 / 3) == "33 %"


def test_days():
    assert say.day(date(2027, 3, 14)) == "Sunday 14 March 2027"
