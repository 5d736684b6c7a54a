"""Two at the same moment: one after the other, no error, and nothing twice. On SQLite one writer waits anyway."""

from datetime import timedelta

import pytest

from coaching.models import Assessment, CoachAccess, Invitation, Night, TrainingPlan
from coaching.services import assessments
from coaching.services.incidents import nights
from coaching.services.people import access
from coaching.services.training import what_next
from tests.at_once import at_once
from tests.builders import NOW, TODAY, make_athlete, make_coach, make_draft, make_runner, make_user

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_tabs_write_down_the_same_night():
    athlete = make_athlete("Alice", user=make_user("Alice"))
    night = nights.Written(on=TODAY - timedelta(days=1), cramps=2)
    failed = at_once(*[lambda: nights.write(athlete=athlete, nights=[night], now=NOW)] * 2)
    assert (failed, list(Night.objects.values_list("on", "cramps"))) == ([], [(night.on, 2)])


def test_two_assessments_are_submitted_and_one_plan_holds():
    runner = make_runner()
    answers = assessments.answers_of(runner.assessments.get(), today=TODAY)
    drafts = [make_draft(browser=f"browser {number}", answers=answers) for number in range(2)]

    def submit(draft):
        assessments.submit(assessment=draft, now=NOW, today=TODAY, athlete=runner)

    failed = at_once(*[lambda draft=draft: submit(draft) for draft in drafts])
    states = sorted(runner.plans.values_list("status", flat=True))
    assert (failed, states) == ([], [TrainingPlan.ACTIVE, TrainingPlan.RETIRED, TrainingPlan.RETIRED])


def test_the_next_assessment_is_begun_twice():
    runner = make_runner()
    failed = at_once(*[lambda: what_next.next_assessment(athlete=runner, browser="hers", today=TODAY)] * 2)
    assert (failed, Assessment.objects.drafts().filter(browser="hers").count()) == ([], 1)


def test_a_coach_accepts_while_they_are_invited_anew():
    athlete, bob = make_athlete("Alice", user=make_user("Alice")), make_coach("Bob")
    invitation = access.invite(athlete=athlete, email=bob.email, level="view", now=NOW)
    failed = at_once(
        lambda: access.accept(invitation=Invitation.objects.get(pk=invitation.pk), by=bob, now=NOW),
        lambda: access.invite(athlete=athlete, email=bob.email, level="edit", now=NOW),
    )
    assert (failed, CoachAccess.objects.current().count()) == ([], 1)
