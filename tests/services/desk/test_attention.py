"""Who needs a coach: the database finds the same athletes for whom the rules have words, in the same order."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.models import CoachAccess, RosterEntry, Thresholds
from coaching.rules.attention import KINDS, NOTABLE
from coaching.services.desk import attention, thresholds
from coaching.services.desk.thresholds import thresholds_of
from tests.builders import NOW, TODAY, make_athlete, make_coach
from tests.desk import make_entry, make_many

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
ASKING = {
    "red_flag": {"red_flag_at": NOW},
    "cramp": {"cramp_at": NOW},
    "symptomatic": {"symptomatic_at": NOW},
    "race": {"race_on": TODAY + DAY, "race_gap": 1.5},
    "strength": {"strength_missed_weeks": 2, "strength_missed_since": TODAY - 14 * DAY},
    "silent": {"silent_since": TODAY - 14 * DAY},
    "suggestion": {"suggestion_at": NOW},
    "ends": {"plan_ends_on": TODAY},
    "ended": {"plan_ends_on": TODAY - DAY},
}


@pytest.fixture
def coach():
    return make_coach("Bob")


def found(coach, **given):
    return [
        (one.name, [reason.kind for reason in one.reasons]) for one in attention.needing(coach, today=TODAY, **given)
    ]


def each(coach, **access):
    """An athlete for each kind of reason, named after it, made in an order that is not that of the list."""
    for kind in sorted(KINDS):
        athlete = make_athlete(kind)
        CoachAccess.objects.create(athlete=athlete, coach=coach, **access)
        make_entry(athlete, **ASKING[kind])


def test_each_kind_of_reason_is_found_and_the_urgent_come_first(coach):
    each(coach)
    assert found(coach) == [(kind, [kind]) for kind in KINDS]


@pytest.mark.parametrize("kind", KINDS)
def test_of_one_kind_comes_first_who_waits_longest(coach, kind):
    for days, athlete in zip((1, 3, 2), make_many(coach, 3), strict=True):
        moved = {name: value - days * DAY if hasattr(value, "year") else value for name, value in ASKING[kind].items()}
        later = {"race_on": TODAY + (9 - days) * DAY} if kind == "race" else {}
        make_entry(athlete, **moved | later)
    assert [name for name, _ in found(coach)] == ["Runner 001", "Runner 002", "Runner 000"]


@pytest.mark.parametrize(
    ("access", "left"),
    [
        ({"archived_at": NOW}, []),
        ({"revoked_at": NOW}, []),
        ({"paused_until": TODAY}, [("red_flag", ["red_flag"])]),
        ({"paused_until": TODAY - DAY}, [(kind, [kind]) for kind in KINDS]),
        ({"noted_at": NOW}, [(kind, [kind]) for kind in KINDS if kind not in NOTABLE]),
    ],
)
def test_who_is_put_away_paused_or_noted_stays_out(coach, access, left):
    each(coach, **access)
    assert found(coach) == left


def test_somebody_elses_athletes_are_not_there(coach):
    each(make_coach("Vera"))
    assert found(coach) == []


def test_the_list_is_as_long_as_is_asked_for_and_one_query(coach, django_assert_num_queries):
    each(coach)
    own = thresholds_of(coach)
    with django_assert_num_queries(1):
        assert len(found(coach, most=3, thresholds=own)) == 3


def test_a_coach_who_chose_is_told_later(coach):
    each(coach)
    thresholds.choose(by=coach, silent_days=15, strength_weeks=3, race_gap=1.5, race_weeks=6, ends_days=0)
    assert [name for name, _ in found(coach)] == ["red_flag", "cramp", "symptomatic", "suggestion", "ends", "ended"]


def test_what_site_and_coach_say(coach):
    assert (thresholds_of(coach).silent_days, thresholds_of(coach)._state.adding) == (14, True)
    thresholds.choose(by=coach, silent_days=20)
    assert (thresholds_of(coach).silent_days, Thresholds.objects.count()) == (20, 1)
    thresholds.forget(by=coach)
    thresholds.forget(by=coach)
    assert thresholds_of(coach).silent_days == 14


def test_reasons_of_one_athlete_are_in_the_coachs_units(coach):
    coach.units = "imperial"
    access = CoachAccess.objects.create(athlete=make_athlete("Emil"), coach=coach)
    entry = make_entry(access.athlete, **ASKING["race"] | {"race_km": 32.0})
    (reason,) = attention.reasons(entry, access, thresholds_of(coach), TODAY)
    assert reason.sentence.startswith("19.9 miles tomorrow")


# --- One decision, twice ---------------------------------------------------------------------------

days = st.integers(-50, 50).map(lambda count: TODAY + count * DAY)
moments = st.integers(-70, 0).map(lambda count: NOW + count * DAY)


def perhaps(values):
    return st.none() | values


entries = st.fixed_dictionaries(
    {
        **{name: perhaps(moments) for name in ("cramp_at", "red_flag_at", "symptomatic_at", "suggestion_at")},
        **{name: perhaps(days) for name in ("race_on", "silent_since", "plan_ends_on", "strength_missed_since")},
        "race_gap": perhaps(st.sampled_from([0.9, 1.3, 1.31, 2.0])),
        "strength_missed_weeks": st.integers(0, 4),
    }
)
accesses = st.fixed_dictionaries({"noted_at": perhaps(moments), "paused_until": perhaps(days)})


@given(entry=entries, access=accesses)
def test_the_database_finds_whom_the_rules_have_words_for(entry, access):
    coach = make_coach_once()
    held = CoachAccess.objects.get(coach=coach)
    RosterEntry.objects.update_or_create(athlete=held.athlete, defaults=BLANK | entry)
    CoachAccess.objects.update(**access)
    held.refresh_from_db()
    worded = attention.reasons(RosterEntry.objects.get(), held, thresholds_of(coach), TODAY)
    assert found(coach) == ([("Emil", [reason.kind for reason in worded])] if worded else [])


BLANK = {"version": 0, "as_of": TODAY, "search": "emil", "plan": "none"}


def make_coach_once():
    access = CoachAccess.objects.select_related("coach").first()
    return access.coach if access else make_coach("Bob", athlete=make_athlete("Emil"))
