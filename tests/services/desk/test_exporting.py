"""What a coach takes along: the right rows, said plainly, of those who let them, who can read that it was taken."""

import csv
import io
from datetime import date, timedelta

import pytest

from coaching.models import CoachAccess, Look, TrainingGroup, Workout
from coaching.services import sheets
from coaching.services.desk import exporting
from tests.builders import NOW, TODAY, make_activities, make_assessment, make_athlete, make_coach, make_user, revoke
from tests.cramps import make_cramp
from tests.lives import make_activity

pytestmark = pytest.mark.django_db


@pytest.fixture
def bob():
    return make_coach("Bob")


def coached(bob, name="Alice", **access):
    athlete = make_athlete(name, user=make_user(name))
    CoachAccess.objects.create(athlete=athlete, coach=bob, level="view", **access)
    return athlete


def table(bob, what, **asked):
    text = "".join(exporting.export(coach=bob, what=what, now=NOW, **asked))
    assert text.startswith(sheets.BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(sheets.BOM), newline="")))


def names(bob, **asked):
    return [row["Athlete"] for row in table(bob, "roster", **asked)]


# --- Whose -----------------------------------------------------------------------------------------


def test_those_of_now_are_in_it_and_the_archive_where_it_is_asked_for(bob):
    _, dora, emil = (coached(bob, name) for name in ("Alice", "Dora", "Emil"))
    coached(make_coach("Carl"), "Charlie")
    CoachAccess.objects.filter(athlete=dora).update(archived_at=NOW)
    CoachAccess.objects.filter(athlete=emil).update(revoked_at=NOW)
    assert names(bob) == ["Alice"]
    assert names(bob, archived=True) == ["Alice", "Dora"]
    assert names(bob, athletes=[dora.pk, emil.pk, 999]) == ["Dora"]
    assert names(bob, athletes=[]) == []


@pytest.mark.parametrize("what", exporting.SHEETS)
def test_who_lost_access_gets_a_header_and_nothing_else(bob, what):
    alice = coached(bob)
    make_activities(alice, 1)
    make_cramp(alice)
    assert len(table(bob, what)) == 1
    revoke(bob)
    assert table(bob, what) == []


@pytest.mark.parametrize("what", exporting.SHEETS)
def test_each_of_them_can_read_that_it_was_taken(bob, what):
    alice, dora = coached(bob), coached(bob, "Dora")
    coached(bob, "Emil", archived_at=NOW)
    table(bob, what)
    assert sorted(Look.objects.values_list("athlete", "coach", "what", "at")) == [
        (athlete.pk, bob.pk, "export", NOW) for athlete in (alice, dora)
    ]


# --- What ------------------------------------------------------------------------------------------


def test_the_roster_says_amounts_of_runners_in_km_and_of_cyclists_in_minutes(bob):
    group = TrainingGroup.objects.create(coach=bob, name="=Mornings")
    alice = coached(bob, group=group, paused_until=date(2026, 12, 1))
    make_assessment(athlete=alice)
    make_activities(alice, 3, until=TODAY - timedelta(days=1))
    [row] = table(bob, "roster")
    assert row["Group"] == "'=Mornings"
    assert (row["E-mail"], row["Paused until"], row["Access"]) == ("alice@example.org", "2026-12-01", "view")
    assert (row["Done, last 7 days (km)"], row["Done, last 7 days (minutes)"]) == ("24.0", "")
    assert (row["Last logged on"], row["Added up on (UTC)"]) == ("2026-11-21", "2026-11-22")
    CoachAccess.objects.get().athlete.roster_entry.__class__.objects.update(sport="cycling")
    [row] = table(bob, "roster")
    assert (row["Done, last 7 days (km)"], row["Done, last 7 days (minutes)"]) == ("", "24.0")


def test_an_athlete_without_a_log_in_has_the_address_where_they_may_be_invited(bob):
    kept = make_athlete("Emil")
    kept.kept_email = "emil@example.org"
    kept.save()
    CoachAccess.objects.create(athlete=kept, coach=bob)
    assert [row["E-mail"] for row in table(bob, "roster")] == ["emil@example.org"]


def test_the_log_has_each_day_and_what_was_planned(bob):
    alice = coached(bob, "=HYPERLINK(A1)")
    make_assessment(athlete=alice)
    workout = Workout.objects.of(alice).first()
    make_activity(alice, workout, distance_km=8.5, minutes=45, effort=4, note="+1 for the hills")
    make_activity(alice, on=workout.on - timedelta(days=1), outcome="missed")
    missed, done = table(bob, "log")
    assert (missed["Outcome"], missed["Done (km)"], missed["Workout"]) == ("missed", "", "")
    assert done["Athlete"] == "'=HYPERLINK(A1)"
    assert (done["Day"], done["Done (km)"], done["Effort (0 to 10)"]) == (workout.on.isoformat(), "8.5", "4")
    assert done["Workout"] == workout.title
    assert done["Note"] == "'+1 for the hills"


def test_a_cramp_is_said_in_full(bob):
    alice = coached(bob)
    make_cramp(alice, muscles=["calf", "foot"], severity=6, duration_s=90, note="-5 °C", row="S1")
    [row] = table(bob, "cramps")
    assert (row["Day"], row["Moment (UTC)"]) == ("2026-11-21", "2026-11-21T10:30:00Z")
    assert (row["Muscles"], row["Severity (0 to 10)"], row["Duration (s)"]) == ("calf; foot", "6", "90")
    assert (row["Note"], row["To be seen by"], row["Only twitching"]) == ("'-5 °C", "doctor", "no")


# --- Many ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("what", exporting.SHEETS)
def test_it_asks_as_often_for_three_as_for_one(bob, what, django_assert_num_queries):
    make_cramp(coached(bob))
    table(bob, what)
    with django_assert_num_queries(5 if what == "roster" else 4) as one:
        table(bob, what)
    for name in ("Dora", "Emil", "Fay"):
        athlete = coached(bob, name)
        make_cramp(athlete)
        make_activities(athlete, 3)
    table(bob, what)
    with django_assert_num_queries(len(one)):
        table(bob, what)
