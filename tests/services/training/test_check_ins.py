"""The weekly check-in: one answer a week, when it is asked for, and what a problem does to the plan."""

from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from coaching.models import Athlete, CheckIn, TrainingPlan
from coaching.rules.terms import Limited
from coaching.services.training import check_ins
from tests.builders import NOW, make_athlete, make_runner, make_user, with_race_in

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 30)  # a week in the middle of the plan
SUNDAY = MONDAY + timedelta(days=6)
NOT, LITTLE, CLEARLY, NO_TRAINING = Limited


@pytest.fixture
def alice():
    return make_runner(answers=with_race_in(10))


def at(on):
    return datetime.combine(on, NOW.timetz())


def answer(athlete, said, *, week=MONDAY, on=SUNDAY, note=""):
    return check_ins.answer(athlete=athlete, week_starts_on=week, answer=said, note=note, now=at(on), today=on)


def suggested():
    return list(TrainingPlan.objects.suggested().values_list("reason", flat=True))


def test_it_is_stored_for_its_week(alice):
    answer(alice, LITTLE, note="The left calf")
    row = CheckIn.objects.get()
    assert (row.athlete, row.week_starts_on, row.answer, row.note) == (alice, MONDAY, "little", "The left calf")
    assert (row.answered_on, row.created_at) == (SUNDAY, at(SUNDAY))


def test_answered_again_it_changes(alice):
    answer(alice, NOT)
    answer(alice, LITTLE, on=SUNDAY + timedelta(days=1))
    row = CheckIn.objects.get()
    assert (row.answer, row.answered_on, row.created_at) == ("little", SUNDAY + timedelta(days=1), at(SUNDAY))


def test_the_same_answer_again_holds_no_longer(alice):
    answer(alice, CLEARLY)
    answer(alice, CLEARLY, on=SUNDAY + timedelta(days=2), note="Still")
    row = CheckIn.objects.get()
    assert (row.answered_on, row.note) == (SUNDAY, "Still")


@pytest.mark.parametrize(
    ("said", "reasons"), [(NOT, []), (LITTLE, []), (CLEARLY, ["check_in"]), (NO_TRAINING, ["check_in"])]
)
def test_a_substantial_problem_brings_a_suggestion(alice, said, reasons):
    answer(alice, said)
    assert suggested() == reasons


def test_pressed_twice_there_is_one_suggestion_and_one_letter(alice):
    answer(alice, CLEARLY)
    plan = TrainingPlan.objects.suggested().get()
    answer(alice, CLEARLY)
    answer(alice, NO_TRAINING)
    assert (TrainingPlan.objects.suggested().get(), len(mail.outbox)) == (plan, 1)


def test_taken_back_the_suggestion_no_longer_holds_the_plan(alice):
    answer(alice, CLEARLY)
    held = TrainingPlan.objects.suggested().get().baseline["hold_until"]
    answer(alice, NOT)
    assert held == (SUNDAY + timedelta(days=7)).isoformat()
    assert [plan.baseline["hold_until"] for plan in TrainingPlan.objects.suggested()] == [None]


def test_taken_back_without_a_suggestion_it_makes_none(alice):
    answer(alice, CLEARLY)
    TrainingPlan.objects.suggested().delete()
    answer(alice, NOT)
    assert suggested() == []


def test_without_a_plan_it_is_an_answer_and_no_more():
    runner = make_athlete("Alice", user=make_user("Alice"))
    assert answer(runner, CLEARLY).answer == "clearly"
    assert suggested() == []


@pytest.mark.parametrize("week", [MONDAY + timedelta(days=7), MONDAY - timedelta(days=14), MONDAY + timedelta(days=1)])
def test_other_weeks_than_this_and_the_last_one_are_closed(alice, week):
    with pytest.raises(ValidationError) as refusal:
        answer(alice, NOT, week=week)
    assert (refusal.value.message, CheckIn.objects.count()) == (check_ins.CLOSED, 0)


def test_it_is_due_from_sunday_to_wednesday(alice):
    days = [SUNDAY + timedelta(days=count) for count in range(-2, 6)]
    assert [check_ins.due(alice, on) for on in days] == [None, None, MONDAY, MONDAY, MONDAY, MONDAY, None, None]


def test_once_answered_it_is_no_longer_due(alice):
    answer(alice, NOT)
    assert check_ins.due(alice, SUNDAY) is None


def test_a_week_without_a_plan_is_not_asked_about(alice):
    assert check_ins.due(alice, date(2026, 11, 22)) is None  # the plan starts on the Monday after
    assert check_ins.due(make_athlete("Charlie", user=make_user("Charlie")), SUNDAY) is None


@pytest.mark.parametrize(("day", "week"), [(0, -7), (2, -7), (3, 0), (5, 0), (6, 0)])
def test_until_wednesday_one_answers_for_the_week_before(day, week):
    assert check_ins.week_to_answer(MONDAY + timedelta(days=day)) == MONDAY + timedelta(days=week)


def test_a_substantial_problem_holds_for_seven_days(alice):
    assert check_ins.holds_until(answer(alice, CLEARLY)) == SUNDAY + timedelta(days=7)
    assert check_ins.holds_until(answer(alice, LITTLE)) is None


def test_it_tells_that_something_changed(alice):
    before = Athlete.objects.get().version
    answer(alice, NOT)
    assert Athlete.objects.get().version == before + 1
