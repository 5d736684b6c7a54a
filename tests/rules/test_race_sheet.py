from itertools import pairwise

import pytest

from coaching.rules.terms import Units

from .builders import HALF, MARATHON, RIDER, RUNNER, but, findings_of, in_weeks, plan_of


def sheet(**changes):
    return plan_of(but(RUNNER, **changes)).race_sheet


def test_a_half_gets_a_row_every_five_kilometres_half_way_and_the_finish():
    assert [row.km for row in sheet().rows] == [5.0, 10.0, 10.5488, 15.0, 20.0, 21.0975]


def test_a_short_race_gets_a_row_every_kilometre():
    assert [row.km for row in sheet(goal__distance_km=5.0).rows] == [1.0, 2.0, 2.5, 3.0, 4.0, 5.0]


def test_the_rows_end_at_the_time_and_rise():
    found = sheet()
    assert found.rows[-1].elapsed_s == pytest.approx(found.time_s, abs=0.1)
    assert [b for a, b in pairwise(found.rows) if b.elapsed_s <= a.elapsed_s] == []


def test_a_faster_target_changes_nothing():
    assert sheet(goal__target_s=4000) == sheet(goal__target_s=None)


def test_a_slower_target_is_paced_for():
    assert sheet(goal__target_s=8000).time_s == 8000
    assert sheet(goal__target_s=8000).first_half_s == 4000


def test_the_first_half_is_no_faster_than_predicted():
    predicted = findings_of(RUNNER).goal.prediction.time_s
    assert sheet(goal__target_s=4000).first_half_s == predicted / 2


def test_the_marker_stands_where_the_longest_planned_run_ends():
    found = sheet(goal__distance_km=MARATHON, goal__race_on=in_weeks(24))
    assert found.farther_from_km == 32.0
    assert "From 32 km every further one is farther than you ran in the last 30 days." in [
        s.text for s in found.statements
    ]


def test_no_marker_where_the_race_is_not_farther():
    assert sheet(goal__distance_km=10.0).farther_from_km is None


def test_without_a_result_there_is_no_table_but_a_word_on_effort():
    found = sheet(training__results=())
    assert (found.time_s, found.rows, found.first_half_s) == (None, (), None)
    assert found.statements[0].text.startswith("We have no result to pace by")


def test_it_says_what_to_do_when_it_cramps_and_to_drink_to_thirst():
    found = sheet()
    assert found.if_it_cramps == ("when-it-cramps-run", "more-than-a-cramp")
    assert found.statements[-1].text.startswith("Drink to thirst.")


def test_the_study_behind_the_pacing_is_told_with_this_runners_times():
    text = sheet(goal__distance_km=HALF).statements[0].text
    assert "Pass half way at 55:10 or later" in text
    assert "Under 53:30 there (3 % faster), slow down." in text
    assert "8 % less time" in text
    assert "for you that would be 50:45" in text


def test_a_cyclists_sheet_goes_by_effort_and_claims_no_running_number():
    found = plan_of(RIDER).race_sheet
    assert (found.time_s, found.rows, found.farther_from_km) == (None, (), None)
    assert {source for statement in found.statements for source in statement.sources} == {"EAH2015"}
    assert found.statements[1].text.startswith("After 3 h 12 min every further minute is longer")
    assert found.if_it_cramps == ("when-it-cramps-ride", "more-than-a-cramp")


def test_miles_get_a_row_every_five_miles():
    found = plan_of(but(RUNNER, units=Units.IMPERIAL)).race_sheet
    assert [round(row.km / 1.609344, 2) for row in found.rows] == [5.0, 6.55, 10.0, 13.11]
