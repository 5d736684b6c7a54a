"""Plans keep their words, and say what a coach's hand breaks in them."""

import pytest

from coaching.content import demo
from coaching.models import Advice, TrainingPlan
from coaching.services import plans
from coaching.services.plan_rows import draft_of
from tests.builders import TODAY, make_advice, make_assessment, make_cast, make_plan, with_race_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    cast = make_cast()
    cast.plan = make_plan(athlete=cast.athlete)
    cast.week = cast.plan.weeks.get(number=2)
    cast.run = cast.week.workouts.filter(kind="easy").first()
    return cast


def test_a_plan_keeps_its_words_when_a_coach_edits_the_advice():
    make_advice(claim="As it read.")
    old = make_plan(browser="one")
    Advice.objects.update(claim="As it reads now.")
    new = make_plan(browser="two")
    old.refresh_from_db()
    claims = [plan.advice["swing-the-legs"]["claim"] for plan in (old, new)]
    assert claims == ["As it read.", "As it reads now."]


def test_a_plan_keeps_its_words_when_the_advice_is_gone():
    make_advice()
    plan = make_plan(browser="one")
    Advice.objects.all().delete()
    plan.refresh_from_db()
    assert list(plan.advice) == ["swing-the-legs"]


def test_a_new_plan_retires_the_one_they_followed(cast):
    new = make_plan(athlete=cast.athlete, answers=with_race_in(4))
    states = dict(TrainingPlan.objects.values_list("pk", "status"))
    assert states == {cast.plan.pk: "retired", new.pk: "active"}


def test_a_race_does_not_count_into_its_week():
    plan = make_plan(browser="a browser", answers=with_race_in(4))
    week = plan.weeks.last()
    before = (week.distance_km, week.longest_km, week.minutes, week.longest_minutes)
    race = week.workouts.get(kind="race")
    race.distance_km, race.minutes = 300, 2000
    race.save()
    plans.add_up(week)
    week.refresh_from_db()
    assert (week.distance_km, week.longest_km, week.minutes, week.longest_minutes) == before


def test_a_plans_page_can_cite_all_that_it_names(cast):
    plan = make_assessment(browser="a browser", answers=demo.unreachable(TODAY)).plans.with_weeks().get()
    draft = draft_of(plan)
    named = {key for statement in draft.statements for key in statement.sources}
    named |= {key for statement in draft.race_sheet.statements for key in statement.sources}
    named |= {key for rule in plans.book().values() for key in rule.sources}
    assert plans.cited(draft, {}) == named
    assert plans.cited(draft, {"a": {"sources": ["NEW2026"]}}) == named | {"NEW2026"}
