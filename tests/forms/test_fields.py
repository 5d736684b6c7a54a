"""What people type, and how it is read."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from coaching.forms import reading
from coaching.forms.choices import OneOf, SomeOf
from coaching.forms.fields import CountField, DistanceField, HeightField, NumberField, WeightField
from coaching.forms.time_fields import DayField, HoursField, MinutesField, PaceField, ShortTimeField, TimeField
from coaching.rules.terms import Answers, Sport, Units

KM, MILES = Units.METRIC, Units.IMPERIAL
TODAY = date(2026, 11, 22)

DISTANCES = [
    ("10", KM, 10.0),
    (" 10 ", KM, 10.0),
    ("10,5", KM, 10.5),
    (".5", KM, 0.5),
    ("10 km", MILES, 10.0),
    ("10k", MILES, 10.0),
    ("6.2", MILES, 9.9779),
    ("6.2 mi", KM, 9.9779),
    ("1 mile", KM, 1.6093),
    ("6 Miles", KM, 9.6561),
    ("1500 metres", KM, 1.5),
    ("half marathon", KM, 21.0975),
    ("Half-Marathon", MILES, 21.0975),
    ("marathon", KM, 42.195),
    ("21.0975", KM, 21.0975),
]
TIMES = [
    ("3:45", (225, 13500)),
    ("45.30", (2730, 163800)),
    ("45,30", (2730, 163800)),
    ("90", (5400, 324000)),
    ("1:45:30", (6330,)),
    ("1.45.30", (6330,)),
    ("3h45", (13500,)),
    ("3h45m", (13500,)),
    ("3 H 45 min", (13500,)),
    ("2h", (7200,)),
    ("1.5 hours", (5400,)),
    ("45 min", (2700,)),
    ("45m30", (2730,)),
    ("45 min 30 s", (2730,)),
    ("1 h 5 min", (3900,)),
    ("1 hour and 5 minutes", (3900,)),
]
PACES = [
    ("5:30", KM, 330.0),
    ("5.30", KM, 330.0),
    ("5'30\"", KM, 330.0),
    ("5’30”", KM, 330.0),
    ("5′30″", KM, 330.0),
    ("5'", KM, 300.0),
    ("6", KM, 360.0),
    ("6 min", KM, 360.0),
    ("5m30s", KM, 330.0),
    ("5:30/km", MILES, 330.0),
    ("5:30 min/km", MILES, 330.0),
    ("5:30 per km", MILES, 330.0),
    ("8:50 per mile", KM, 329.33),
    ("8:50", MILES, 329.33),
    ("8:50 a mile", KM, 329.33),
]
HOURS = [("6", 360), ("6.5", 390), ("6,5", 390), ("6:30", 390), ("6h30", 390), ("90 min", 90), ("1h", 60), ("0", 0)]
MINUTES = [("35", 35), ("35 min", 35), ("1:10", 70), ("1h10", 70), ("2 h", 120)]
SHORT_TIMES = [("30 s", 30), ("90 seconds", 90), ("2 min", 120), ("1:30", 90), ("1 min 30", 90), ("1 h", 3600)]
WEIGHTS = [
    ("70", KM, 70.0),
    ("70,5 kg", MILES, 70.5),
    ("154", MILES, 69.85),
    ("154 lb", KM, 69.85),
    ("154 pounds", KM, 69.85),
    ("11 st 4", KM, 71.67),
    ("11st 4lb", MILES, 71.67),
    ("11 stone", MILES, 69.85),
]
HEIGHTS = [
    ("175", KM, 175.0),
    ("175", MILES, 175.0),
    ("1.75", KM, 175.0),
    ("1,75 m", MILES, 175.0),
    ("175 cm", MILES, 175.0),
    ("5'9", MILES, 175.3),
    ("5’9”", KM, 175.3),
    ("5 ft 9", KM, 175.3),
    ("5ft 9.5in", KM, 176.5),
    ("6 feet", MILES, 182.9),
    ("69 in", KM, 175.3),
    ("69", MILES, 175.3),
]
DAYS = [
    ("2027-03-14", date(2027, 3, 14)),
    ("14/03/2027", date(2027, 3, 14)),
    ("14/3/2027", date(2027, 3, 14)),
    ("14.3.2027", date(2027, 3, 14)),
    ("14-03-2027", date(2027, 3, 14)),
]
NONSENSE = [
    "-5",
    "–5",
    "nan",
    "NaN",
    "inf",
    "-inf",
    "1e3",
    "0x10",
    "1_0",
    "a few",
    "1,000,000",
    "1,000",
    "１０",  # full-width digits
    "١٠",  # Arabic digits
    "10²",
    "½",
    "\x00",
    "5 5",
    "9" * 41,
    "9" * 100_000,
    "30/02/2027",
    "2027-13-01",
    "<script>",
]


def fitted(field, units=KM):
    field.fit(Answers(answered_on=TODAY, units=units))
    return field


def labelled(kind, **kwargs):
    return kind(label="A", short="A", **kwargs)


def refused(field, text):
    """The one sentence with which a text is refused."""
    with pytest.raises(ValidationError) as caught:
        field.clean(text)
    (message,) = caught.value.messages
    return message


@pytest.mark.parametrize(("text", "units", "km"), DISTANCES)
def test_a_distance_is_read(text, units, km):
    assert fitted(labelled(DistanceField), units).clean(text) == km


@pytest.mark.parametrize(("text", "readings"), TIMES)
def test_a_time_is_read_in_every_way_it_may_be_meant(text, readings):
    assert fitted(labelled(TimeField)).clean(text) == readings


@pytest.mark.parametrize(("text", "units", "s_per_km"), PACES)
def test_a_pace_is_read(text, units, s_per_km):
    assert fitted(labelled(PaceField), units).clean(text) == s_per_km


@pytest.mark.parametrize(("text", "minutes"), HOURS)
def test_hours_are_read(text, minutes):
    assert fitted(labelled(HoursField)).clean(text) == minutes


@pytest.mark.parametrize(("text", "minutes"), MINUTES)
def test_minutes_are_read(text, minutes):
    assert fitted(labelled(MinutesField)).clean(text) == minutes


@pytest.mark.parametrize(("text", "seconds"), SHORT_TIMES)
def test_a_short_time_is_read(text, seconds):
    assert fitted(labelled(ShortTimeField)).clean(text) == seconds


@pytest.mark.parametrize(("text", "units", "kg"), WEIGHTS)
def test_a_weight_is_read(text, units, kg):
    assert fitted(labelled(WeightField), units).clean(text) == kg


@pytest.mark.parametrize(("text", "units", "cm"), HEIGHTS)
def test_a_height_is_read(text, units, cm):
    assert fitted(labelled(HeightField), units).clean(text) == cm


@pytest.mark.parametrize(("text", "on"), DAYS)
def test_a_day_is_read(text, on):
    assert fitted(labelled(DayField, days=(0, 1))).clean(text) == on


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [(CountField, "4", 4), (CountField, "4.0", 4), (NumberField, "1,5", 1.5), (NumberField, "0", 0.0)],
)
def test_a_number_is_read(kind, text, value):
    assert fitted(labelled(kind)).clean(text) == value


EXAMPLES = [
    (labelled(DistanceField), KM, "Write a distance such as 10 or 10.5 km."),
    (labelled(DistanceField), MILES, "Write a distance such as 6 or 6.2 miles."),
    (labelled(TimeField), KM, "Write a time such as 45:30, 1:45:30 or 3h45."),
    (labelled(PaceField), KM, "Write minutes and seconds per km, such as 5:30."),
    (labelled(PaceField), MILES, "Write minutes and seconds per mile, such as 8:50."),
    (labelled(HoursField), KM, "Write hours and minutes such as 6:30, or 45 min."),
    (labelled(MinutesField), KM, "Write minutes such as 35, or 1h10."),
    (labelled(ShortTimeField), KM, "Write seconds or minutes with their unit, such as 30 s or 2 min."),
    (labelled(WeightField), KM, "Write a weight such as 70 kg."),
    (labelled(WeightField), MILES, "Write a weight such as 154 pounds, or 11 st 4."),
    (labelled(HeightField), KM, "Write a height such as 175 cm or 1.75 m."),
    (labelled(HeightField), MILES, "Write a height such as 5 ft 9 or 69 in."),
    (labelled(CountField), KM, "Write a whole number such as 4."),
    (labelled(NumberField), KM, "Write a number such as 3 or 1.5."),
    (labelled(DayField, days=(0, 1)), KM, "Write a date such as 14/03/2027."),
]


@pytest.mark.parametrize("text", NONSENSE, ids=lambda text: ascii(text)[:12])
@pytest.mark.parametrize(("field", "units", "message"), EXAMPLES, ids=lambda part: type(part).__name__)
def test_nonsense_is_refused_with_an_example(field, units, message, text):
    assert refused(fitted(field, units), text) == message


AMBIGUOUS = [
    (labelled(DistanceField), "100 m"),  # metres, or miles
    (labelled(PaceField), "5.5"),  # 5:30, or 5:50
    (labelled(PaceField), "12 km/h"),
    (labelled(HoursField), "6.30"),  # 6:30, or 6.3
    (labelled(ShortTimeField), "30"),  # seconds, or minutes: one is a cramp, the other an emergency
    (labelled(TimeField), "3.5"),
    (labelled(TimeField), "3:75"),
    (labelled(TimeField), "0"),
    (labelled(WeightField), "11 st 14"),
    (labelled(HeightField), "5 ft 12"),
    (labelled(CountField), "3.5"),
    (labelled(CountField), "3-4"),
]


@pytest.mark.parametrize(("field", "text"), AMBIGUOUS)
def test_what_may_mean_two_things_is_not_guessed(field, text):
    assert refused(fitted(field), text).startswith("Write ")


def test_five_point_nine_is_no_height_in_feet():
    assert refused(fitted(labelled(HeightField), MILES), "5.9") == "Write a height such as 5 ft 9 or 69 in."


BOUNDS = [
    (labelled(DistanceField, at_most=300), KM, "500", "It can be 300 km at most."),
    (labelled(DistanceField, at_most=300), MILES, "200", "It can be 186.4 miles at most."),
    (labelled(DistanceField, at_least=0.1), KM, "0", "It must be 0.1 km or more."),
    (labelled(PaceField, at_least=150), KM, "2:29", "It must be 2:30 per km or more."),
    (labelled(PaceField, at_most=1200), KM, "20:01", "It can be 20:00 per km at most."),
    (labelled(HoursField, at_most=2400), KM, "41", "It can be 40 h at most."),
    (labelled(ShortTimeField, at_most=10800), KM, "3h01", "It can be 3 h at most."),
    (labelled(ShortTimeField, at_least=1), KM, "0 s", "It must be 1 s or more."),
    (labelled(WeightField, at_least=25), KM, "24", "It must be 25 kg or more."),
    (labelled(WeightField, at_most=300), MILES, "700", "It can be 661 pounds at most."),
    (labelled(HeightField, at_least=100), MILES, "3 ft 2", "It must be 3 ft 3 in or more."),
    (labelled(HeightField, at_most=250), KM, "251", "It can be 250 cm at most."),
    (labelled(CountField, at_most=21), KM, "22", "It can be 21 at most."),
]


@pytest.mark.parametrize(("field", "units", "text", "message"), BOUNDS)
def test_a_bound_is_said_in_the_persons_units(field, units, text, message):
    assert refused(fitted(field, units), text) == message


@pytest.mark.parametrize("text", ["", "   ", None])
@pytest.mark.parametrize("field", [field for field, _, _ in EXAMPLES], ids=lambda field: type(field).__name__)
def test_nothing_typed_is_no_answer(field, text):
    assert fitted(field).clean(text) is None


@pytest.mark.parametrize(
    ("field", "units", "value", "typed", "said"),
    [
        (labelled(DistanceField), KM, 10.0, "10", "10 km"),
        (labelled(DistanceField), MILES, 9.9779, "6.2", "6.2 miles"),
        (labelled(DistanceField), MILES, 10.0, "6.2137", "6.2 miles"),
        (labelled(DistanceField), KM, 21.0975, "half marathon", "half-marathon"),
        (labelled(TimeField), KM, 13500.0, "3:45:00", "3:45:00"),
        (labelled(PaceField), KM, 330.0, "5:30", "5:30 per km"),
        (labelled(PaceField), MILES, 329.33, "8:50", "8:50 per mile"),
        (labelled(PaceField), MILES, 330.0, "5:30/km", "8:51 per mile"),
        (labelled(HoursField), KM, 390, "6:30", "6 h 30 min"),
        (labelled(MinutesField), KM, 35, "35", "35 min"),
        (labelled(ShortTimeField), KM, 90, "1 min 30 s", "1 min 30 s"),
        (labelled(WeightField), KM, 70.0, "70", "70 kg"),
        (labelled(WeightField), MILES, 70.0, "154.32", "154 pounds"),
        (labelled(HeightField), KM, 175.0, "175", "175 cm"),
        (labelled(HeightField), MILES, 175.3, "5 ft 9", "5 ft 9 in"),
        (labelled(HeightField), MILES, 182.88, "6 ft 0", "6 ft 0 in"),
        (labelled(HeightField), MILES, 182.8, "5 ft 11.97", "6 ft 0 in"),
        (labelled(CountField), KM, 4, "4", "4"),
        (labelled(NumberField, suffix="years"), KM, 1.0, "1", "1 year"),
        (labelled(NumberField, suffix="years"), KM, 1.5, "1.5", "1.5 years"),
        (labelled(DayField, days=(0, 1)), KM, date(2027, 3, 14), "2027-03-14", "Sunday 14 March 2027"),
    ],
)
def test_a_value_is_shown_as_typed_and_said_in_words(field, units, value, typed, said):
    field = fitted(field, units)
    assert (field.show(value), field.say(value)) == (typed, said)


BOUNDED = [  # as the pages bound them, at the widest
    labelled(DistanceField, at_most=400),
    labelled(PaceField, at_least=150, at_most=1200),
    labelled(HoursField, at_most=7 * 24 * 60),
    labelled(MinutesField, at_most=2 * 24 * 60),
    labelled(ShortTimeField, at_least=1, at_most=3 * 3600),
    labelled(WeightField, at_least=25, at_most=300),
    labelled(HeightField, at_least=100, at_most=250),
    labelled(CountField, at_most=21),
    labelled(NumberField, at_most=80),
]
DECIMALS = st.decimals(0, 9999, places=3).map(str)
TEXTS = st.one_of(
    st.text(max_size=50),
    st.text(alphabet="0123456789:.,'\" hmsinkltfpera/", max_size=12),
    st.builds("{} {}".format, DECIMALS, st.sampled_from(["km", "miles", "h", "min", "s", "kg", "lb", "in", "m"])),
    st.builds("{}:{:02d}".format, st.integers(0, 999), st.integers(0, 59)),
)


@pytest.mark.parametrize("field", BOUNDED, ids=lambda field: type(field).__name__)
@given(text=TEXTS, units=st.sampled_from(Units), later=st.sampled_from(Units))
def test_what_is_shown_is_read_as_the_same_value(field, text, units, later):
    """Also when the units are changed in between."""
    field.units = units
    try:
        value = field.clean(text)
    except ValidationError:
        return
    field.units = later
    assert field.clean(field.show(value)) == value


@given(st.text())
def test_every_reading_of_a_time_is_a_whole_number_of_seconds(text):
    assert [seconds for seconds in reading.times(text) if not isinstance(seconds, int) or seconds < 0] == []


def radios(**kwargs):
    return fitted(labelled(OneOf, table={Sport.RUNNING: "Running", Sport.CYCLING: "Cycling"}, **kwargs))


def boxes(**kwargs):
    return fitted(labelled(SomeOf, table={0: "Monday", 1: "Tuesday"}, **kwargs))


@pytest.mark.parametrize(("posted", "value"), [("running", Sport.RUNNING), ("unknown", None), ("", None), (None, None)])
def test_radio_buttons_give_a_word_or_none(posted, value):
    assert radios().clean(posted) == value


def test_radio_buttons_refuse_what_was_not_offered():
    assert refused(radios(), "swimming") == "Choose one of the answers shown."


def test_radio_buttons_that_must_be_answered_say_so():
    assert refused(radios(empty="Choose a sport."), "") == "Choose a sport."


def test_radio_buttons_show_and_say_what_is_not_known():
    assert (radios().show(None), radios().say(None)) == ("unknown", "I do not know")


def test_yes_and_no_are_true_and_false():
    field = fitted(labelled(OneOf, table={True: "Yes", False: "No"}))
    assert [field.clean(posted) for posted in ("yes", "no", "unknown")] == [True, False, None]
    assert [field.show(value) for value in (True, False, None)] == ["yes", "no", "unknown"]


@pytest.mark.parametrize(
    ("posted", "value"), [(["0"], {0}), (["0", "1"], {0, 1}), (["none"], frozenset()), ([], frozenset())]
)
def test_tick_boxes_give_a_set(posted, value):
    assert boxes(otherwise="None").clean(posted) == value


def test_none_together_with_a_tick_is_a_contradiction():
    assert refused(boxes(otherwise="None"), ["0", "none"]) == "Choose either “None” or what applies, not both."


def test_tick_boxes_that_must_be_answered_say_so():
    assert refused(boxes(empty="Choose a day."), []) == "Choose a day."


@pytest.mark.parametrize("posted", [["7"], ["0", "x"], "0"])
def test_tick_boxes_refuse_what_was_not_offered(posted):
    assert refused(boxes(), posted) == "Choose one of the answers shown."


def test_tick_boxes_show_and_say_in_the_order_of_the_table():
    field = boxes(otherwise="No day")
    assert [field.show({1, 0}), field.show(frozenset())] == [["0", "1"], ["none"]]
    assert [field.say({1, 0}), field.say(frozenset())] == ["Monday; Tuesday", "No day"]
