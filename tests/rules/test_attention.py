"""Who needs their coach: each reason, its borders, and the order."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from coaching.rules.attention import KINDS, NEW_DAYS, Facts, Limits, Reason, marks, reasons
from coaching.rules.terms import Units

TODAY = date(2026, 11, 22)
LIMITS = Limits()
DAY = timedelta(days=1)
QUIET = Facts(sport="running", plan_ends_on=TODAY + timedelta(days=60), silent_since=TODAY)


def at(days_ago):
    return datetime(2026, 11, 22, 7, tzinfo=UTC) - timedelta(days=days_ago)


def kinds(**changed):
    return [reason.kind for reason in reasons(replace(QUIET, **changed), LIMITS, TODAY)]


def said(limits=LIMITS, units=Units.METRIC, **changed):
    return [reason.sentence for reason in reasons(replace(QUIET, **changed), limits, TODAY, units)]


EVERYTHING = {
    "red_flag_at": at(2),
    "cramp_at": at(1),
    "symptomatic_at": at(3),
    "race_on": TODAY + timedelta(days=30),
    "race_km": 21.0975,
    "race_gap": 1.5,
    "strength_missed_weeks": 2,
    "strength_missed_since": TODAY - timedelta(days=20),
    "silent_since": TODAY - timedelta(days=15),
    "suggestion_at": at(4),
    "plan_ends_on": TODAY + DAY,
}


AT_ONCE = [kind for kind in KINDS if kind != "ended"]  # a plan cannot end soon and be over


def test_who_is_well_asks_for_nothing():
    assert kinds() == []


def test_a_stranger_of_whom_nothing_is_known_asks_for_nothing():
    assert reasons(Facts(), LIMITS, TODAY) == ()


def test_the_urgent_comes_first():
    assert kinds(**EVERYTHING) == AT_ONCE


def test_each_reason_tells_since_when_and_where_to_act():
    found = reasons(replace(QUIET, **EVERYTHING), LIMITS, TODAY)
    assert [(reason.since, reason.where) for reason in found] == [
        (date(2026, 11, 20), "cramps"),
        (date(2026, 11, 21), "cramps"),
        (date(2026, 11, 19), "answers"),
        (TODAY + timedelta(days=30) - timedelta(weeks=6), "goal"),
        (TODAY - timedelta(days=20), "training"),
        (TODAY - timedelta(days=15), "training"),
        (date(2026, 11, 18), "suggestion"),
        (TODAY + DAY - timedelta(days=10), "plan"),
    ]


@pytest.mark.parametrize(("until", "asks"), [(-1, AT_ONCE), (0, ["red_flag"]), (5, ["red_flag"])])
def test_while_a_coach_paused_somebody_only_a_red_flag_shows(until, asks):
    assert kinds(**EVERYTHING, paused_until=TODAY + timedelta(days=until)) == asks


# --- Signs -----------------------------------------------------------------------------------------


def test_a_cramp_that_stops_is_told_once():
    assert kinds(red_flag_at=at(1), cramp_at=at(1)) == ["red_flag"]


def test_answers_that_gave_no_plan_are_told_once_and_lead_to_the_answers():
    found = reasons(replace(QUIET, red_flag_at=at(1), symptomatic_at=at(1)), LIMITS, TODAY)
    text = "The answers ask for help first, so there is no plan."
    assert found == (Reason("red_flag", text, date(2026, 11, 21), "answers"),)


@pytest.mark.parametrize("name", ["cramp_at", "symptomatic_at"])
@pytest.mark.parametrize(("noted", "asks"), [(None, True), (3, True), (2, False), (1, False)])
def test_what_was_noted_since_is_known(name, noted, asks):
    noted_at = None if noted is None else at(noted)
    assert kinds(**{name: at(2)}, noted_at=noted_at) == ([name.removesuffix("_at")] if asks else [])


def test_a_red_flag_stays_when_it_was_noted():
    assert kinds(red_flag_at=at(2), noted_at=at(0)) == ["red_flag"]


@pytest.mark.parametrize(("days", "asks"), [(0, True), (NEW_DAYS, True), (NEW_DAYS + 1, False)])
def test_an_old_cramp_is_no_news(days, asks):
    assert kinds(cramp_at=at(days)) == (["cramp"] if asks else [])


# --- The race --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "asks"), [(-1, False), (0, True), (41, True), (42, False)])
def test_a_race_is_near_below_six_weeks(days, asks):
    near = {"race_on": TODAY + timedelta(days=days), "race_km": 10.0, "race_gap": 1.5}
    assert kinds(**near) == (["race"] if asks else [])


@pytest.mark.parametrize(("gap", "asks"), [(1.3, False), (1.31, True), (None, False)])
def test_a_race_lies_far_beyond_the_longest_run_above_the_threshold(gap, asks):
    assert kinds(race_on=TODAY + DAY, race_km=10.0, race_gap=gap) == (["race"] if asks else [])


@pytest.mark.parametrize(
    ("km", "sport", "units", "text"),
    [
        (10.0, "running", Units.METRIC, "10 km in 5 weeks, 1.6 times as far as the longest run of the last 30 days."),
        (
            42.195,
            "running",
            Units.METRIC,
            "Marathon in 5 weeks, 1.6 times as far as the longest run of the last 30 days.",
        ),
        (
            32.0,
            "running",
            Units.IMPERIAL,
            "19.9 miles in 5 weeks, 1.6 times as far as the longest run of the last 30 days.",
        ),
        (None, "running", Units.METRIC, "Race in 5 weeks, 1.6 times as far as the longest run of the last 30 days."),
        (
            100.0,
            "cycling",
            Units.METRIC,
            "100 km in 5 weeks, 1.6 times as long as the longest ride of the last 30 days.",
        ),
    ],
)
def test_a_race_is_told_in_words(km, sport, units, text):
    on = TODAY + timedelta(days=35)
    assert said(units=units, sport=sport, race_on=on, race_km=km, race_gap=1.58) == [text]


# --- Training --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("weeks", "asks"), [(0, False), (1, False), (2, True), (5, True)])
def test_two_weeks_without_strength_ask(weeks, asks):
    since = TODAY - timedelta(weeks=weeks) if weeks else None
    found = kinds(strength_missed_weeks=weeks, strength_missed_since=since)
    assert found == (["strength"] if asks else [])


@pytest.mark.parametrize(
    ("weeks", "text"), [(1, "No strength training last week."), (3, "No strength training in 3 planned weeks.")]
)
def test_weeks_without_strength_are_counted_in_words(weeks, text):
    limits = replace(LIMITS, strength_weeks=1)
    assert said(limits, strength_missed_weeks=weeks, strength_missed_since=TODAY) == [text]


@pytest.mark.parametrize(("days", "texts"), [(13, []), (14, ["Nothing logged for 14 days."]), (None, [])])
def test_fourteen_silent_days_ask(days, texts):
    assert said(silent_since=None if days is None else TODAY - timedelta(days=days)) == texts


def test_a_suggestion_waits_until_it_is_answered():
    assert said(suggestion_at=at(0)) == ["A changed plan waits for an answer."]


@pytest.mark.parametrize(
    ("days", "texts"),
    [
        (11, []),
        (10, ["The plan ends on Wednesday 2 December 2026."]),
        (0, ["The plan ends today."]),
        (-1, ["The plan ended on Saturday 21 November 2026, and none follows."]),
    ],
)
def test_a_plan_that_ends_asks_for_the_next(days, texts):
    assert said(plan_ends_on=TODAY + timedelta(days=days)) == texts


@pytest.mark.parametrize(("days", "kinds"), [(1, ["ended"]), (0, [])])
def test_a_plan_that_is_over_asks_until_the_coach_says_that_they_know(days, kinds):
    facts = replace(QUIET, plan_ends_on=TODAY - timedelta(days=1), noted_at=at(days))
    assert [reason.kind for reason in reasons(facts, Limits(), TODAY)] == kinds


# --- A coach's own limits --------------------------------------------------------------------------


def test_the_limits_of_a_coach_hold():
    own = Limits(silent_days=20, race_weeks=4, race_gap=2.0, strength_weeks=3, ends_days=0)
    found = reasons(replace(QUIET, **EVERYTHING), own, TODAY)
    assert [reason.kind for reason in found] == ["red_flag", "cramp", "symptomatic", "suggestion"]


def test_the_days_that_decide():
    found = marks(LIMITS, TODAY)
    days = (found.cramp_from, found.race_before, found.silent_until, found.ends_until)
    assert days == (date(2026, 10, 25), date(2027, 1, 3), date(2026, 11, 8), date(2026, 12, 2))
