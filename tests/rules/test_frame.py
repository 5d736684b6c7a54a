from datetime import date, timedelta

import pytest

from coaching.rules import frame
from coaching.rules.terms import Phase

MONDAY, SUNDAY = date(2026, 11, 23), date(2026, 11, 29)
ALL = frozenset(range(7))


def build(days=ALL, sessions=4, starts_on=MONDAY, race_on=None, is_marathon=False, routine=False):
    return frame.build(days, sessions, starts_on, race_on, is_marathon=is_marathon, routine=routine)


def phases(weeks):
    return "".join({"build": "b", "cut_back": "c", "taper": "t", "race": "R", "recovery": "r"}[w.phase] for w in weeks)


@pytest.mark.parametrize(
    ("lead", "is_marathon", "expected"),
    [
        (1, False, "Rrrr"),
        (2, False, "tRrr"),
        (3, False, "btRr"),
        (4, False, "bbtR"),
        (8, False, "bbbcbbtR"),
        (8, True, "bbbcbttR"),
        (16, True, "bbbcbbbcbbbcbttR"),
        (26, True, "bbbcbbbcbbbcbbbcbbbcbbbttR"),
    ],
)
def test_the_phases_up_to_a_race(lead, is_marathon, expected):
    weeks = build(race_on=SUNDAY + timedelta(weeks=lead - 1), is_marathon=is_marathon)
    assert phases(weeks) == expected


def test_without_a_race_there_are_twelve_open_weeks():
    weeks = build()
    assert phases(weeks) == "bbbcbbbcbbbb"
    assert (weeks[0].starts_on, weeks[-1].ends_on) == (MONDAY, MONDAY + timedelta(days=12 * 7 - 1))


def test_a_longer_lead_gets_the_last_26_weeks():
    race_on = SUNDAY + timedelta(weeks=40)
    weeks = build(race_on=race_on)
    assert len(weeks) == 26
    assert (weeks[0].starts_on, weeks[-1].ends_on) == (race_on - timedelta(days=26 * 7 - 1), race_on)


def test_weeks_end_on_race_day_and_the_first_may_be_short():
    thursday = MONDAY + timedelta(days=10)
    weeks = build(race_on=thursday + timedelta(weeks=4))
    assert {week.ends_on.weekday() for week in weeks} == {thursday.weekday()}
    assert [week.length for week in weeks] == [4, 7, 7, 7, 7, 7]


def test_a_first_week_of_three_days_is_left_out():
    wednesday = MONDAY + timedelta(days=9)
    weeks = build(race_on=wednesday + timedelta(weeks=4))
    assert weeks[0].starts_on == MONDAY + timedelta(days=3)
    assert [week.length for week in weeks] == [7, 7, 7, 7, 7]


def test_a_race_in_two_days_keeps_its_short_week():
    assert build(race_on=MONDAY + timedelta(days=1))[0].length == 2


def test_six_weeks_are_kept_for_an_evening_routine():
    assert phases(build(race_on=SUNDAY + timedelta(weeks=1), routine=True)) == "tRrrrr"


def test_a_race_before_the_start_is_refused():
    with pytest.raises(ValueError, match="before the first day"):
        build(race_on=MONDAY - timedelta(days=1))


def test_no_day_is_refused():
    with pytest.raises(ValueError, match="at least one day"):
        build(days=frozenset())


@pytest.mark.parametrize(
    ("days", "sessions", "training", "long", "hard"),
    [
        ({1, 3, 5, 6}, 4, {1, 3, 5, 6}, 6, 3),
        ({1, 3, 6}, 3, {1, 3, 6}, 6, 3),
        (range(7), 3, {1, 3, 6}, 6, 3),
        ({5, 6}, 2, {5, 6}, 6, None),
        ({0, 1, 2}, 3, {0, 1, 2}, 2, 0),
        ({4}, 3, {4}, 4, None),
    ],
)
def test_the_days_are_laid_out_with_the_hard_ones_apart(days, sessions, training, long, hard):
    layout = frame.day_plan(frozenset(days), sessions, None)
    assert (layout.training, layout.long) == (frozenset(training), long)
    assert layout.hard is None or frame.apart(layout.hard, layout.long) >= 2
    assert (layout.hard is None) == (hard is None)


def test_the_long_day_is_the_weekday_of_the_race_where_it_was_named():
    assert frame.day_plan(frozenset({2, 5, 6}), 3, 5).long == 5
    assert frame.day_plan(frozenset({2, 6}), 2, 5).long == 6


def test_strength_never_stands_right_before_the_long_day():
    for days in (ALL, {1, 3, 5, 6}, {0, 2, 4, 6}, {1, 2, 5, 6}):
        layout = frame.day_plan(frozenset(days), 4, None)
        assert [d for d in layout.strength if (d + 1) % 7 == layout.long] == []
        assert len(layout.strength) == 2


def test_race_week_has_no_long_day_and_a_rest_on_its_eve():
    race_on = SUNDAY + timedelta(weeks=7)
    week = build(race_on=race_on)[-1]
    assert week.long_on is None
    assert week.rest_on == (race_on - timedelta(days=1),)
    assert [day for day in (week.hard_on, *week.strength_on) if day and (race_on - day).days <= 3] == []
    assert race_on not in week.training


def test_the_days_after_a_race_stay_free():
    race_on = SUNDAY
    week = build(race_on=race_on)[1]
    assert week.phase == Phase.RECOVERY
    assert [day for day in week.training if (day - race_on).days <= 3] == []
    assert (week.hard_on, week.strength_on) == (None, ())
