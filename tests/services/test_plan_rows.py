"""A plan goes into rows and comes back the same."""

from datetime import timedelta

import pytest
from hypothesis import given, settings

from coaching.content import advice, demo
from coaching.models import TrainingPlan
from coaching.rules.assess import assess
from coaching.rules.planner import make_plan
from coaching.services import assessments, library
from coaching.services.plan_rows import SLOTS, draft_of
from tests.builders import NOW, TODAY, make_assessment, make_draft
from tests.rules.strategies import plannable

pytestmark = pytest.mark.django_db

PLANNED = [person for person in demo.ATHLETES if person.slug != "symptomatic"]


def made(answers, words):
    """The plan as the rules make it, with no row in between."""
    starts_on = answers.answered_on + timedelta(days=1)
    return make_plan(answers, assess(answers, starts_on=starts_on), words, starts_on=starts_on)


@pytest.mark.parametrize("person", PLANNED, ids=lambda person: person.slug)
def test_the_plan_read_from_its_rows_is_the_plan_the_rules_made(person):
    library.load_starter()
    plan = make_assessment(browser="a browser", answers=person.answers(TODAY)).plans.with_weeks().get()
    assert draft_of(plan) == made(person.answers(TODAY), advice())


@given(plannable())
@settings(max_examples=10)
def test_any_plan_survives_its_rows(answers):
    draft = make_draft(answers=answers)
    sent = assessments.submit(assessment=draft, now=NOW, today=answers.answered_on)
    assert draft_of(sent.plans.with_weeks().get()) == made(answers, ())
    for rows in [sent.plans.all(), *(plan.weeks.all() for plan in sent.plans.all())]:
        for row in rows:
            row.clean_fields()


def test_reading_a_plan_takes_three_queries(django_assert_num_queries):
    pk = make_assessment(browser="a browser").plans.get().pk
    with django_assert_num_queries(3):
        draft_of(TrainingPlan.objects.with_weeks().get(pk=pk))


def test_a_plan_keeps_the_words_of_all_its_advice_and_of_no_other():
    library.load_starter()
    plan = make_assessment(browser="a browser", answers=demo.mixed(TODAY)).plans.with_weeks().get()
    draft = draft_of(plan)
    used = {slug for week in draft.weeks for w in week.workouts for slot in SLOTS for slug in getattr(w, slot)}
    used |= {slug for week in draft.weeks for slug in week.evening}
    used |= {*draft.evening.advice, *draft.evening.in_bed, *draft.race_sheet.if_it_cramps}
    assert set(plan.advice) == used
    assert len(used) > 10
