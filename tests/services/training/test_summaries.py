"""The letter about a week: what it counts, when it comes, and that it comes once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate

from coaching.models import Athlete, Workout
from coaching.services.people import consent
from coaching.services.training import summaries
from tests.builders import NOW, make_runner
from tests.lives import FLAG, make_activity, make_incident

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 23)  # the first whole week of a plan that was made on Sunday the 22nd
NEXT_MONDAY = datetime(2026, 11, 30, 7, tzinfo=UTC)


@pytest.fixture
def alice(db):
    return make_runner()


def planned(athlete):
    days = (MONDAY, MONDAY + timedelta(days=6))
    return list(Workout.objects.of(athlete).filter(on__range=days).exclude(kind__in=summaries.NOT_COUNTED))


def test_a_week_is_counted_by_what_became_of_its_workouts(alice):
    first, second, *others = planned(alice)
    make_activity(alice, first, distance_km=8.0)
    make_activity(alice, second, outcome="missed")
    summary = summaries.of_week(alice, MONDAY)
    following = alice.plans.get().weeks.get(starts_on=MONDAY + timedelta(days=7))
    assert summary == summaries.Summary(
        starts_on=MONDAY,
        planned=len(others) + 2,
        done=1,
        partly=0,
        missed=1,
        rested=0,
        not_logged=len(others),
        done_km=8.0,
        next_focus=following.focus,
        next_km=following.distance_km,
    )


def test_while_a_cramp_pauses_the_plan_the_letter_plans_no_week(alice):
    make_incident(alice, on=MONDAY, triage=FLAG)
    summary = summaries.of_week(alice, MONDAY)
    assert (summary.planned, summary.next_focus, summary.next_km) == (len(planned(alice)), "", 0.0)
    assert summaries.send_due(now=NEXT_MONDAY) == 1
    letter = mail.outbox[0].body
    assert ("This week:" in letter, "today's workout" in letter, "See today:" in letter) == (False, False, True)


def test_a_week_without_a_plan_is_empty(alice):
    assert replace(summaries.of_week(alice, date(2026, 1, 5)), starts_on=MONDAY) == summaries.Summary(
        MONDAY, 0, 0, 0, 0, 0, 0, 0.0, "", 0.0
    )


def test_the_letter_comes_once(alice):
    assert [summaries.send_due(now=NEXT_MONDAY), summaries.send_due(now=NEXT_MONDAY)] == [1, 0]
    assert [m.subject for m in mail.outbox] == [f"Your week: 0 of {len(planned(alice))} workouts done"]
    later = NEXT_MONDAY + timedelta(days=7)
    assert summaries.send_due(now=later) == 1


@pytest.mark.parametrize(
    ("zone", "hour", "due"),
    [
        ("UTC", 5, 0),
        ("UTC", 6, 1),
        ("Pacific/Auckland", -7, 1),  # 17:00 on Sunday in UTC is Monday 6:00 there
        ("Pacific/Auckland", -8, 0),
        ("America/Los_Angeles", 13, 0),
        ("America/Los_Angeles", 14, 1),
    ],
)
def test_it_comes_on_the_athletes_own_monday_from_six(alice, zone, hour, due):
    alice.user.time_zone = zone
    alice.user.save()
    at = datetime(2026, 11, 30, tzinfo=UTC) + timedelta(hours=hour)
    assert summaries.send_due(now=at) == due


def test_a_week_that_is_long_over_is_no_news(alice):
    assert summaries.send_due(now=NEXT_MONDAY + timedelta(days=2, hours=22)) == 1
    Athlete.objects.update(summed_up_on=None)
    assert summaries.send_due(now=NEXT_MONDAY + timedelta(days=3)) == 0


@pytest.mark.parametrize("why", ["switched off", "closed", "no plan", "consent withdrawn", "consent never given"])
def test_no_letter_without_a_reader(alice, why):
    user = alice.user
    if why == "switched off":
        user.mail_week = False
    if why == "closed":
        user.is_active = False
    user.save()
    if why == "no plan":
        alice.plans.update(status="retired", retired_on=localdate())
    if why == "consent withdrawn":
        user.consents.update(withdrawn_at=NOW)
    if why == "consent never given":
        user.consents.all().delete()
    assert (summaries.send_due(now=NEXT_MONDAY), mail.outbox) == (0, [])


def test_a_second_consent_makes_no_second_letter(alice):
    alice.user.consents.update(withdrawn_at=NOW)
    consent.give(user=alice.user, now=NOW)
    assert summaries.send_due(now=NEXT_MONDAY) == 1
