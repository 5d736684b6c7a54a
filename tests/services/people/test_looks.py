"""What is written down of who looked, and how it is told."""

from datetime import date, timedelta

import pytest

from coaching.models import Look
from coaching.services.people import erase, looks
from tests.builders import NOW, make_athlete, make_coach, make_superuser, make_user

pytestmark = pytest.mark.django_db
TODAY, YESTERDAY = date(2026, 11, 22), date(2026, 11, 21)
HOUR = timedelta(hours=1)


@pytest.fixture
def alice():
    return make_athlete("Alice", user=make_user("Alice"))


@pytest.fixture
def bob():
    return make_coach("Bob")


def look(by, athlete, what="plan", at=NOW):
    looks.record(by=by, athletes=[athlete.pk], what=what, now=at)


def rows():
    return list(Look.objects.order_by("pk").values_list("coach__name", "athlete__name", "what"))


def told(athlete):
    by_day = looks.on(athlete, list(looks.days(athlete)))
    return [(day, [(one.name, one.things) for one in coaches]) for day, coaches in by_day]


def test_each_athlete_somebody_else_looked_at_gets_a_line(bob, alice):
    kept = make_athlete("Ida")
    looks.record(by=bob, athletes=[alice.pk, kept.pk, alice.pk], what="roster", now=NOW)
    assert rows() == [("Bob", "Alice", "roster"), ("Bob", "Ida", "roster")]


def test_a_look_at_oneself_leaves_none(alice):
    look(alice.user, alice)
    assert rows() == []


def test_an_athlete_who_is_gone_is_no_fault(bob):
    looks.record(by=bob, athletes=[0], what="roster", now=NOW)
    assert rows() == []


def test_it_asks_as_often_for_a_page_of_athletes_as_for_one_and_not_at_all_for_nobody(bob, django_assert_num_queries):
    many = [make_athlete(f"Athlete {number}").pk for number in range(100)]
    for keys, queries in (([], 0), (many[:1], 2), (many, 2)):
        with django_assert_num_queries(queries):
            looks.record(by=bob, athletes=keys, what="roster", now=NOW)


def test_looks_are_told_by_day_and_coach_with_how_often(alice, bob):
    vera = make_coach("Vera")
    for by, what, back in [(vera, "plan", 0), (bob, "overview", 1), (bob, "overview", 3), (bob, "plan", 2)]:
        look(by, alice, what, NOW - back * HOUR)
    look(bob, alice, "answers", NOW - 24 * HOUR)
    assert told(alice) == [
        (TODAY, [("Bob", (("your overview", 2), ("a plan", 1))), ("Vera", (("a plan", 1),))]),
        (YESTERDAY, [("Bob", (("answers and findings", 1),))]),
    ]
    bobs = looks.on(alice, [TODAY])[0][1][0]
    assert (bobs.first, bobs.last) == (NOW - 3 * HOUR, NOW - HOUR)


def test_who_runs_the_site_is_told_as_such(alice, bob):
    for by in (make_superuser("Ruth"), bob):
        look(by, alice)
    [(_, coaches)] = looks.on(alice, [TODAY])
    assert [(one.name, one.runs_the_site) for one in coaches] == [("Bob", False), ("Ruth", True)]


def test_a_kind_of_page_that_is_not_told_apart_any_more_is_told_all_the_same(alice, bob):
    Look.objects.create(athlete=alice, coach=bob, what="former", at=NOW)
    assert told(alice) == [(TODAY, [("Bob", (("another page of the desk", 1),))])]


def test_nobody_elses_looks_are_told(alice, bob):
    look(bob, make_athlete("Ida"))
    assert (told(alice), list(looks.of(alice))) == ([], [])


def test_looks_older_than_two_years_are_forgotten(alice, bob):
    for days in (730, 731):
        look(bob, alice, at=NOW - timedelta(days=days))
    assert looks.forget(now=NOW) == 1
    assert [one.at for one in looks.of(alice)] == [NOW - timedelta(days=730)]


@pytest.mark.parametrize("leaves", ["alice", "bob"])
def test_looks_go_with_the_account_of_either(alice, bob, leaves):
    look(bob, alice)
    make_superuser("Ruth")
    erase.everything(user=alice.user if leaves == "alice" else bob)
    assert rows() == []


def test_looks_go_with_the_health_data(alice, bob):
    look(bob, alice)
    erase.health(user=alice.user)
    assert rows() == []
