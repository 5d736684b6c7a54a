"""Departures from the rules, gathered for a reader."""

from datetime import timedelta

import pytest

from coaching.models import WeekEdit
from coaching.rules.terms import Breach, RuleKind
from coaching.services.breaches import Departure, departures
from coaching.services.stored import plain
from tests.builders import NOW, make_athlete, make_plan, with_race_in

pytestmark = pytest.mark.django_db

ONE, NONE = "1 strength session.", "0 strength sessions."


@pytest.fixture
def plan():
    return make_plan(browser="a browser", answers=with_race_in(8))


def gathered(plan, *breaches):
    plan.breaches = plain(breaches)
    return departures(plan)


def soft(week, text=ONE, rule="R15"):
    return Breach(rule, RuleKind.SOFT, text, week)


def test_a_plan_within_its_rules_departs_from_none(plan):
    assert gathered(plan) == ()


@pytest.mark.parametrize(
    ("weeks", "where"),
    [([2], "Week 2"), ([2, 3], "Weeks 2 and 3"), ([5, 2, 3, 2], "Weeks 2, 3 and 5"), ([None], "")],
)
def test_advice_is_said_once_with_its_weeks(plan, weeks, where):
    breaches = [soft(week, NONE if place else ONE) for place, week in enumerate(weeks)]
    assert gathered(plan, *breaches) == (Departure("R15", ONE, where, is_hard=False),)


def test_each_rule_and_each_kind_stands_for_itself(plan):
    warned, refused = soft(3, "Much.", "R2"), Breach("R2", RuleKind.HARD, "Too much.", 4)
    assert gathered(plan, soft(2), warned, refused, soft(3)) == (
        Departure("R2", "Too much.", "Week 4", is_hard=True),
        Departure("R15", ONE, "Weeks 2 and 3", is_hard=False),
        Departure("R2", "Much.", "Week 3", is_hard=False),
    )


def test_of_a_limit_every_single_breach_is_said(plan):
    breaches = [Breach("R1", RuleKind.HARD, f"{km} km is too far.", week) for km, week in ((40, 2), (50, 5))]
    assert gathered(plan, *breaches) == (
        Departure("R1", "40 km is too far.", "Week 2", is_hard=True),
        Departure("R1", "50 km is too far.", "Week 5", is_hard=True),
    )


def test_a_day_is_found_in_its_week(plan):
    on = plan.weeks.get(number=4).starts_on
    breaches = [Breach("R23", RuleKind.DESIGN, "Hard days.", None, day) for day in (on, on + timedelta(days=400))]
    assert gathered(plan, *breaches) == (Departure("R23", "Hard days.", "Week 4", is_hard=False),)


# --- What a coach gave a reason for ----------------------------------------------------------------

TOO_FAR = Breach("R1", RuleKind.HARD, "40 km is too far.", 2)


def edit(plan, *breaches, hours=0):
    reason = "She knows it." if breaches else ""
    at = NOW + timedelta(hours=hours)
    return WeekEdit.objects.create(week=plan.weeks.get(number=2), at=at, breaches=plain(breaches), reason=reason)


def test_a_reason_stands_beside_its_limit_also_once_that_holds_again():
    """A hold is over, or the plan was weighed anew after a move of the athlete's."""
    plan = make_plan(athlete=make_athlete("Alice"), answers=with_race_in(8))
    written = edit(plan, TOO_FAR)
    known = Departure("R1", "40 km is too far.", "Week 2", is_hard=True, reason=written)
    assert gathered(plan, TOO_FAR) == (known,)
    assert gathered(plan) == (known,)


def test_what_a_later_edit_took_back_is_not_told():
    plan = make_plan(athlete=make_athlete("Alice"), answers=with_race_in(8))
    edit(plan, TOO_FAR)
    edit(plan, hours=1)
    assert gathered(plan) == ()
