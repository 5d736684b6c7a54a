"""The diary keeps one row per night, whatever tabs and double presses do."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from coaching.models import Athlete, Night
from coaching.services.incidents import nights
from coaching.services.incidents.nights import Written
from tests.builders import NOW, TODAY, make_runner
from tests.cramps import make_cramp, make_night

pytestmark = pytest.mark.django_db
LAST_NIGHT = TODAY - timedelta(days=1)


def write(athlete, **words):
    changed = words.pop("changed", None)
    words = {"on": LAST_NIGHT} | words | ({"changed": frozenset(changed)} if changed is not None else {})
    return nights.write(athlete=athlete, nights=[Written(**words)], now=NOW)


def rows():
    return list(Night.objects.values_list("on", "cramps", "woke", "routine", "note"))


def version(athlete):
    return Athlete.objects.get(pk=athlete.pk).version


def test_a_night_is_written_down():
    athlete = make_runner()
    assert write(athlete, cramps=2, woke=True, routine=False, note="Hot.") == 1
    assert rows() == [(LAST_NIGHT, 2, True, False, "Hot.")]


def test_written_twice_it_is_one_row():
    athlete = make_runner()
    for _ in range(2):
        write(athlete, cramps=2)
    assert rows() == [(LAST_NIGHT, 2, None, None, "")]


def test_a_night_nobody_wrote_is_not_there():
    athlete = make_runner()
    before = version(athlete)
    assert (write(athlete), rows(), version(athlete)) == (0, [], before)


def test_the_later_tab_wins_only_for_what_it_changed():
    athlete = make_runner()
    make_night(athlete, cramps=1, woke=True, note="As it was")
    write(athlete, cramps=1, woke=True, note="From the other tab", changed={"note"})
    write(athlete, cramps=3, woke=True, note="As it was", changed={"cramps"})
    assert rows() == [(LAST_NIGHT, 3, True, None, "From the other tab")]


def test_what_was_not_changed_is_not_saved():
    athlete = make_runner()
    make_night(athlete, cramps=1)
    before = version(athlete)
    assert (write(athlete, cramps=2, changed=set()), version(athlete)) == (0, before)
    assert rows() == [(LAST_NIGHT, 1, None, None, "")]


def test_a_night_that_was_emptied_is_unknown_again():
    athlete = make_runner()
    make_night(athlete, cramps=1, note="x")
    assert write(athlete, changed={"cramps", "note"}) == 1
    assert rows() == []


def test_emptying_a_night_leaves_what_another_tab_has_written_of_it():
    athlete = make_runner()
    make_night(athlete, cramps=1, routine=True)
    write(athlete, changed={"cramps"})
    assert rows() == [(LAST_NIGHT, 1, None, True, "")]


def test_a_night_that_another_tab_took_out_is_written_anew_as_a_whole():
    athlete = make_runner()
    write(athlete, cramps=1, woke=True, note="New", changed={"note"})
    assert rows() == [(LAST_NIGHT, 1, True, None, "New")]


def test_writing_says_that_the_athletes_pages_have_changed():
    athlete = make_runner()
    before = version(athlete)
    write(athlete, cramps=0)
    assert version(athlete) == before + 1


def test_the_evenings_are_fourteen_and_begin_with_last_night():
    evenings = nights.evenings(TODAY)
    assert (len(evenings), evenings[0], evenings[-1]) == (14, LAST_NIGHT, TODAY - timedelta(days=14))


@pytest.mark.parametrize(
    ("at", "evening"), [(time(23, 30), LAST_NIGHT), (time(3), LAST_NIGHT - timedelta(days=1))], ids=["before", "after"]
)
def test_a_cramp_in_bed_belongs_to_the_evening_its_night_began(at, evening):
    athlete = make_runner()
    cramp = make_cramp(athlete, back=1, at=at, timing="in_bed")
    assert nights.logged_in_bed(athlete, evening, evening) == {evening: [cramp]}


def test_the_night_goes_by_the_athletes_own_clock():
    athlete = make_runner()
    athlete.user.time_zone = "Pacific/Auckland"
    make_cramp(athlete, back=1, at=time(3), timing="in_bed")  # the afternoon of the day before in UTC
    with timezone.override("Pacific/Auckland"):
        found = nights.logged_in_bed(athlete, TODAY - timedelta(days=14), LAST_NIGHT)
    assert list(found) == [TODAY - timedelta(days=2)]


def test_only_what_came_in_bed_stands_beside_a_night():
    athlete = make_runner()
    make_cramp(athlete, timing="after")
    make_cramp(make_runner("Charlie"), timing="in_bed")
    assert nights.logged_in_bed(athlete, TODAY - timedelta(days=14), LAST_NIGHT) == {}
