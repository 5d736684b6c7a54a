"""Becoming an athlete, with what the browser answered before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from coaching.content import demo
from coaching.models import Assessment, Athlete, Consent, TrainingPlan
from coaching.rules.terms import Units
from coaching.services import assessments
from coaching.services.people import joining
from tests.builders import NOW, TODAY, make_assessment, make_athlete, make_draft, make_user

pytestmark = pytest.mark.django_db
BROWSER = "a browser"


@pytest.fixture
def alice():
    return make_user("Alice")


def join(user, **fields):
    given = {"name": "Ally", "time_zone": "Europe/Berlin", "units": "metric", "browser": BROWSER, "now": NOW}
    return joining.join(user=user, **given | fields)


def days_ago(days, **fields):
    return make_assessment(browser=BROWSER, now=NOW - timedelta(days=days), **fields)


def test_joining_writes_down_consent_athlete_and_preferences(alice):
    athlete = join(alice, units="imperial")
    given = Consent.objects.get()
    assert (given.user, given.given_at, given.withdrawn_at) == (alice, NOW, None)
    assert (athlete.user, athlete.name) == (alice, "Ally")
    alice.refresh_from_db()
    assert (alice.name, alice.time_zone, alice.units, alice.weight_units) == ("Ally", "Europe/Berlin", "imperial", "lb")


def test_all_that_the_browser_answered_is_claimed_and_the_newest_plan_holds(alice):
    newest, oldest = days_ago(1), days_ago(9)
    athlete = join(alice)
    assert set(athlete.assessments.all()) == {oldest, newest}
    assert TrainingPlan.objects.active().get().assessment == newest
    old = oldest.plans.get()
    assert (old.status, old.athlete, old.retired_on) == (TrainingPlan.RETIRED, athlete, newest.plans.get().starts_on)


def test_what_is_claimed_is_no_longer_the_browsers(alice):
    days_ago(1)
    join(alice)
    assert list(Assessment.objects.answered_by(make_user("Bob"), BROWSER)) == []


def test_a_draft_becomes_the_athletes_and_goes_on_in_the_browser(alice):
    draft = make_draft(browser=BROWSER, done=["safety"])
    athlete = join(alice)
    draft.refresh_from_db()
    assert (draft.athlete, draft.browser, draft.submitted_at) == (athlete, BROWSER, None)
    assert assessments.forget_unclaimed(now=NOW + timedelta(days=60)) == 0


def test_a_second_press_changes_nothing(alice):
    days_ago(1)
    first, second = join(alice), join(alice)
    assert first == second
    assert (Athlete.objects.count(), Consent.objects.count()) == (1, 1)
    assert TrainingPlan.objects.active().count() == 1


def test_answers_of_other_browsers_and_of_other_athletes_stay_where_they_are(alice):
    foreign = make_assessment(browser="another browser")
    bobs = make_assessment(athlete=make_athlete("Bob"))
    join(alice)
    join(make_user("Carol"), browser="")
    foreign.refresh_from_db(), bobs.refresh_from_db()
    assert (foreign.athlete, foreign.browser, bobs.athlete.name) == (None, "another browser", "Bob")


def test_an_athlete_kept_by_name_takes_the_new_name_and_keeps_the_weight_units(alice):
    athlete = make_athlete("Alice the Swift", user=alice)
    alice.weight_units = "lb"
    alice.save()
    assert join(alice) == athlete
    athlete.refresh_from_db(), alice.refresh_from_db()
    assert (athlete.name, alice.weight_units) == ("Ally", "lb")


def test_each_change_is_counted(alice):
    athlete = join(alice)
    before = Athlete.objects.get().version
    joining.claim(assessment=make_assessment(browser=BROWSER), athlete=athlete)
    assert Athlete.objects.get().version > before


def test_one_assessment_is_claimed_once_and_never_taken_from_another(alice):
    assessment = days_ago(1)
    athlete, other = join(alice, browser=""), join(make_user("Bob"), browser="")
    joining.claim(assessment=assessment, athlete=athlete)
    joining.claim(assessment=assessment, athlete=other)
    assessment.refresh_from_db()
    assert (assessment.athlete, assessment.browser) == (athlete, "")


def test_an_older_assessment_that_one_asks_for_becomes_the_plan_too(alice):
    athlete = join(alice, browser="")
    newer = make_assessment(athlete=athlete)
    older = days_ago(9)
    joining.claim(assessment=older, athlete=athlete)
    assert TrainingPlan.objects.active().get().assessment == older
    assert newer.plans.get().status == TrainingPlan.RETIRED


def test_units_begin_as_the_newest_answers_have_them(alice):
    assert joining.first_units(user=alice, browser=BROWSER) == "metric"
    days_ago(1, answers=replace(demo.fatigue(TODAY), units=Units.IMPERIAL))
    days_ago(5)
    assert joining.first_units(user=alice, browser=BROWSER) == "imperial"
    assert joining.first_units(user=alice, browser="") == "metric"
