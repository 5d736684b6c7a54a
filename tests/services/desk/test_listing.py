"""The roster as a coach looks for somebody in it."""

from datetime import timedelta

import pytest

from coaching.models import CoachAccess, Look, TrainingGroup
from coaching.services.desk import acting, listing, seen
from coaching.services.desk.listing import Wanted
from coaching.services.desk.thresholds import thresholds_of
from tests.builders import NOW, TODAY, make_athlete, make_coach
from tests.desk import make_entry, make_many

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def coach():
    return make_coach("Bob")


def add(coach, name, *, group=None, access=None, **entry):
    athlete = make_athlete(name)
    held = CoachAccess.objects.create(athlete=athlete, coach=coach, group=group, **access or {})
    make_entry(athlete, **entry)
    return held


def names(coach, **wanted):
    rows = listing.lines(coach, Wanted(**wanted), thresholds_of(coach), today=TODAY)
    return [row["athlete__name"] for row in rows]


# --- Filters ---------------------------------------------------------------------------------------


@pytest.fixture
def three(coach):
    track = TrainingGroup.objects.create(coach=coach, name="Track")
    add(coach, "Ada", group=track, search="ada ada@example.org", sport="running", plan="active")
    add(coach, "Björn", search="björn müller", sport="cycling", plan="paused", red_flag_at=NOW)
    add(coach, "Cleo", access={"paused_until": TODAY}, sport="running", silent_since=TODAY - 30 * DAY)
    add(coach, "Dora", access={"archived_at": NOW}, red_flag_at=NOW)
    return track


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Ada", "Björn", "Cleo"]),
        ({"q": "BJÖRN"}, ["Björn"]),
        ({"q": "müll bj"}, ["Björn"]),
        ({"q": "example.org"}, ["Ada"]),
        ({"q": "%"}, []),
        ({"q": "_"}, []),
        ({"group": listing.NO_GROUP}, ["Björn", "Cleo"]),
        ({"sport": "running"}, ["Ada", "Cleo"]),
        ({"plan": "paused"}, ["Björn"]),
        ({"needs": True}, ["Björn"]),
        ({"who": listing.PAUSED}, ["Cleo"]),
        ({"who": listing.ARCHIVED}, ["Dora"]),
        ({"who": listing.ARCHIVED, "needs": True}, []),
        ({"sport": "running", "plan": "active", "q": "a"}, ["Ada"]),
    ],
)
def test_filters_and_search_go_together(coach, three, wanted, found):
    assert names(coach, **wanted) == found
    counts = listing.counts(coach, Wanted(**wanted), thresholds_of(coach), TODAY)
    assert (counts.matching, counts.all, counts.needing, counts.stale) == (len(found), 4, 1, 0)
    assert listing.keys(coach, Wanted(**wanted), today=TODAY).count() == len(found)


def test_a_group_is_looked_for_by_its_key(coach, three):
    assert names(coach, group=str(three.pk)) == ["Ada"]


def test_those_put_away_have_no_reasons(coach, three):
    (row,) = listing.lines(coach, Wanted(who=listing.ARCHIVED), thresholds_of(coach), today=TODAY)
    assert row["reasons"] == ()


def test_who_has_no_entry_yet_is_counted_as_stale_and_listed_last(coach, three):
    CoachAccess.objects.create(athlete=make_athlete("Aaron"), coach=coach)
    assert names(coach)[-1] == "Aaron"
    assert listing.counts(coach, Wanted(), thresholds_of(coach), TODAY).stale == 1


# --- Order and pages -------------------------------------------------------------------------------

SORTED = {
    "group": [{"group": "A"}, {"group": "B"}],
    "race": [{"race_on": TODAY}, {"race_on": TODAY + DAY}],
    "log": [{"last_log_on": TODAY}, {"last_log_on": TODAY + DAY}],
    "week": [{"planned_7": 10, "done_7": 5}, {"planned_7": 90, "done_7": 80}],
    "month": [{"planned_28": 10, "done_28": 5}, {"planned_28": 90, "done_28": 80}],
    "cramps": [{"open_incidents": 1}, {"open_incidents": 2}],
    "plan": [{"plan": "active"}, {"plan": "paused"}],
}


@pytest.mark.parametrize("order", SORTED)
def test_each_column_sorts_both_ways(coach, order):
    low, high = SORTED[order]
    for name, row in (("High", high), ("Low", low)):
        row = dict(row)
        group = TrainingGroup.objects.create(coach=coach, name=row.pop("group")) if "group" in row else None
        add(coach, name, group=group, **row)
    assert (names(coach, order=order), names(coach, order=f"-{order}")) == (["Low", "High"], ["High", "Low"])


def test_names_sort_whatever_their_case_and_both_ways(coach):
    for name in ("beate", "Anna", "Émil"):
        add(coach, name)
    assert names(coach) == ["Anna", "beate", "Émil"]
    assert names(coach, order="-name") == ["Émil", "beate", "Anna"]


@pytest.mark.parametrize("order", ["week", "-week"])
def test_who_planned_nothing_comes_last_either_way(coach, order):
    add(coach, "Ada")
    add(coach, "Bea", planned_7=10)
    assert names(coach, order=order) == ["Bea", "Ada"]


def test_every_athlete_is_on_one_page(coach, monkeypatch):
    monkeypatch.setattr(listing, "PAGE", 3)
    for athlete in make_many(coach, 7):
        make_entry(athlete)
    pages = [listing.lines(coach, Wanted(), thresholds_of(coach), today=TODAY, number=at) for at in (1, 2, 3, 4)]
    assert [row["athlete__name"] for page in pages for row in page] == [f"Runner {number:03d}" for number in range(7)]


# --- Many at once ----------------------------------------------------------------------------------


def test_a_coach_pauses_puts_away_and_sorts_their_own_alone(coach):
    vera = make_coach("Vera")
    (mine,), (hers,) = make_many(coach, 1), make_many(vera, 1)
    both = {"by": coach, "athletes": [mine.pk, hers.pk, 987654321]}
    group = TrainingGroup.objects.create(coach=coach, name="Track")
    done = [acting.pause(**both, until=TODAY), acting.archive(**both, now=NOW), acting.put_into(**both, group=group.pk)]
    held = CoachAccess.objects.get(coach=coach)
    assert (done, held.paused_until, held.archived_at, held.group) == ([1, 1, 1], TODAY, NOW, group)
    other = CoachAccess.objects.get(coach=vera)
    assert (other.paused_until, other.archived_at, other.group) == (None, None, None)
    done = [acting.pause(**both, until=None), acting.bring_back(**both), acting.put_into(**both, group=None)]
    held.refresh_from_db()
    assert (done, held.paused_until, held.archived_at, held.group) == ([1, 1, 1], None, None, None)


def test_put_away_twice_keeps_the_first_moment(coach):
    (athlete,) = make_many(coach, 1)
    done = [acting.archive(by=coach, athletes=[athlete.pk], now=NOW + at * DAY) for at in (0, 1)]
    assert (done, CoachAccess.objects.get().archived_at) == ([1, 0], NOW)


def test_the_group_of_another_coach_is_not_there(coach):
    (athlete,) = make_many(coach, 1)
    group = TrainingGroup.objects.create(coach=make_coach("Vera"), name="Track")
    with pytest.raises(TrainingGroup.DoesNotExist):
        acting.put_into(by=coach, athletes=[athlete.pk], group=group.pk)


def test_an_ended_access_is_not_touched(coach):
    (athlete,) = make_many(coach, 1, revoked_at=NOW)
    assert acting.note(by=coach, athlete=athlete.pk, now=NOW) == 0


# --- Looks -----------------------------------------------------------------------------------------


def test_each_look_at_the_roster_counts_in_one_line_an_hour(coach, django_assert_num_queries):
    athletes = [athlete.pk for athlete in make_many(coach, 3)]
    for minutes in (0, 59):
        seen.in_the_roster(by=coach, athletes=athletes[:2], now=NOW + timedelta(minutes=minutes))
    assert Look.objects.filter(what="roster").count() == 2
    with django_assert_num_queries(2):
        seen.in_the_roster(by=coach, athletes=athletes[:2], now=NOW)
    seen.in_the_roster(by=coach, athletes=athletes, now=NOW + timedelta(minutes=60))
    assert list(Look.objects.order_by("pk").values_list("times", flat=True)) == [3, 3, 1, 1, 1]


def test_another_coach_or_another_page_is_another_look(coach):
    (athlete,) = make_many(coach, 1)
    Look.objects.create(athlete=athlete, coach=coach, what="plan", at=NOW)
    for who in (coach, make_coach("Vera")):
        seen.in_the_roster(by=who, athletes=[athlete.pk], now=NOW)
    assert Look.objects.filter(what="roster").count() == 2
