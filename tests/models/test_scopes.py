"""Whose rows are whose: what each of the cast may see, edit and answer."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser

from coaching.models import Assessment, Athlete, TrainingPlan
from tests.builders import NOW, make_assessment, make_cast, make_draft, revoke, with_race_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    cast = make_cast()
    cast.nobody = AnonymousUser()
    cast.hers = make_assessment(athlete=cast.athlete, answers=with_race_in(4))
    cast.unclaimed = make_assessment(browser="a browser", answers=with_race_in(4))
    return cast


@pytest.mark.parametrize(
    ("who", "sees", "edits"),
    [
        ("alice", ["Alice"], ["Alice"]),
        ("bob", ["Alice"], ["Alice"]),
        ("vera", ["Alice"], []),
        ("charlie", ["Charlie"], ["Charlie"]),
        ("ruth", [], []),
        ("nobody", [], []),
    ],
)
def test_an_athlete_is_seen_and_edited_by_those_who_may(cast, who, sees, edits):
    user = getattr(cast, who)
    assert [athlete.name for athlete in Athlete.objects.visible_to(user)] == sees
    assert [athlete.name for athlete in Athlete.objects.editable_by(user)] == edits


SCOPES = [
    ("alice", "", ["hers"], ["hers"]),
    ("alice", "a browser", ["hers", "unclaimed"], ["hers", "unclaimed"]),
    ("bob", "", ["hers"], []),
    ("vera", "", ["hers"], []),
    ("charlie", "", [], []),
    ("charlie", "another browser", [], []),
    ("ruth", "", [], []),
    ("nobody", "", [], []),
    ("nobody", "another browser", [], []),
    ("nobody", "a browser", ["unclaimed"], ["unclaimed"]),
]


@pytest.mark.parametrize(("who", "browser", "sees", "answers"), SCOPES)
def test_an_assessment_is_seen_by_owner_browser_and_coach_and_answered_by_owner_and_browser(
    cast, who, browser, sees, answers
):
    user = getattr(cast, who)
    assert set(Assessment.objects.visible_to(user, browser)) == {getattr(cast, name) for name in sees}
    assert set(Assessment.objects.answered_by(user, browser)) == {getattr(cast, name) for name in answers}


@pytest.mark.parametrize(("who", "browser", "sees"), [scope[:3] for scope in SCOPES])
def test_a_plan_is_seen_by_those_who_see_its_assessment(cast, who, browser, sees):
    plans = TrainingPlan.objects.visible_to(getattr(cast, who), browser)
    assert {plan.assessment for plan in plans} == {getattr(cast, name) for name in sees}


@pytest.mark.parametrize("who", ["bob", "vera"])
def test_a_coach_loses_sight_as_soon_as_access_is_revoked(cast, who):
    coach = getattr(cast, who)
    revoke(coach)
    assert list(Athlete.objects.visible_to(coach)) == []
    assert list(Athlete.objects.editable_by(coach)) == []
    assert list(Assessment.objects.visible_to(coach)) == []
    assert list(TrainingPlan.objects.visible_to(coach)) == []


def test_the_end_of_one_coach_is_not_the_end_of_another(cast):
    revoke(cast.bob)
    assert list(Athlete.objects.visible_to(cast.vera)) == [cast.athlete]


def test_only_what_nobody_claimed_or_touched_since_counts_as_unclaimed(cast):
    Assessment.objects.all().delete()
    with time_machine.travel(NOW, tick=False):
        make_assessment(athlete=cast.athlete, answers=with_race_in(4))
        old = [make_assessment(browser="one", answers=with_race_in(4)), make_draft(browser="two")]
    moment = NOW + timedelta(seconds=1)
    with time_machine.travel(moment, tick=False):
        make_draft(browser="three")
    assert set(Assessment.objects.unclaimed_before(moment)) == set(old)


def test_drafts_and_submitted_part_the_assessments(cast):
    draft = make_draft(browser="three")
    assert list(Assessment.objects.drafts()) == [draft]
    assert set(Assessment.objects.submitted()) == {cast.hers, cast.unclaimed}


def test_weeks_and_workouts_come_in_two_queries_more(cast, django_assert_num_queries):
    with django_assert_num_queries(3):
        plan = TrainingPlan.objects.with_weeks().get(assessment=cast.hers)
        assert [len(week.workouts.all()) > 0 for week in plan.weeks.all()] == [True] * 4
