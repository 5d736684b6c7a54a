"""Plans keep their words, and say what a coach's hand breaks in them."""

import pytest

from coaching.content import demo
from coaching.models import Advice, TrainingPlan
from coaching.rules.audit import audit
from coaching.rules.terms import RuleKind
from coaching.services import plans
from coaching.services.plan_rows import draft_of
from coaching.services.stored import plain
from tests.builders import NOW, TODAY, make_advice, make_assessment, make_cast, make_plan, revoke, with_race_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    cast = make_cast()
    cast.plan = make_plan(athlete=cast.athlete)
    cast.week = cast.plan.weeks.get(number=2)
    cast.run = cast.week.workouts.filter(kind="easy").first()
    return cast


def edit(cast, by="bob", **fields):
    for name, value in fields.items():
        setattr(cast.run, name, value)
    cast.run.save()
    return plans.edited(week=cast.week, by=getattr(cast, by), now=NOW, changed=[cast.run])


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


def test_an_edited_workout_is_marked_and_its_neighbours_are_not(cast):
    edit(cast, title="By hand")
    marked = [workout.pk for workout in cast.week.workouts.all() if workout.edited_at == NOW]
    assert marked == [cast.run.pk]
    assert cast.week.workouts.exclude(edited_at=None).count() == 1


def test_calendars_are_told_of_an_edit_and_a_move_before_it_cannot_be_undone_any_more(cast):
    edit(cast, title="By hand", undo_on=cast.run.on)
    cast.run.refresh_from_db()
    assert (cast.run.sequence, cast.run.changed_at, cast.run.undo_on) == (1, NOW, None)
    assert cast.week.workouts.exclude(sequence=0).count() == 1


def test_the_week_is_added_up_anew(cast):
    before = {w.pk: w for w in cast.week.workouts.all()}
    edit(cast, distance_km=30.25, minutes=200)
    cast.week.refresh_from_db()
    others = [w for w in before.values() if w.pk != cast.run.pk]
    assert cast.week.distance_km == round(sum(w.distance_km or 0 for w in others) + 30.25, 1)
    assert (cast.week.longest_km, cast.week.longest_minutes) == (30.25, 200)
    assert cast.week.minutes == sum(w.minutes for w in others) + 200


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


def test_a_run_too_far_breaks_the_rules_of_the_longest_run_and_of_the_week(cast):
    breaches = edit(cast, distance_km=40)
    assert [(b.rule, b.kind, b.week) for b in breaches] == [("R2", RuleKind.HARD, 2), ("R1", RuleKind.HARD, 2)]


def test_the_plan_stores_what_the_audit_finds_in_all_of_it(cast):
    edit(cast, distance_km=40)
    plan = TrainingPlan.objects.with_weeks().get(pk=cast.plan.pk)
    found = audit(draft_of(plan))
    assert plan.breaches == list(plain(found))
    assert {breach.week for breach in found} > {2}


def test_a_harmless_edit_breaks_nothing_and_clears_what_was_broken(cast):
    far = cast.run.distance_km
    edit(cast, distance_km=40)
    assert edit(cast, distance_km=far) == ()
    cast.plan.refresh_from_db()
    assert cast.plan.breaches == []


def test_a_workout_on_a_day_that_was_not_named_is_said(cast):
    free = next(day for day in range(7) if day not in cast.plan.baseline["days"])
    day = next(d["date"] for d in days_of(cast.week) if d["date"].weekday() == free)
    breaches = edit(cast, on=day)
    assert ("D8", RuleKind.HARD, day) in [(b.rule, b.kind, b.on) for b in breaches]


def days_of(week):
    return [{"date": week.starts_on.fromordinal(week.starts_on.toordinal() + i)} for i in range(7)]


@pytest.mark.parametrize("by", ["bob", "alice", "ruth"])
def test_those_who_may_edit_do(cast, by):
    assert edit(cast, by, title="By hand") == ()


@pytest.mark.parametrize("by", ["vera", "charlie"])
def test_those_who_may_not_are_refused_and_nothing_is_marked(cast, by):
    with pytest.raises(PermissionError):
        edit(cast, by, distance_km=40)
    cast.run.refresh_from_db()
    cast.plan.refresh_from_db()
    assert (cast.run.edited_at, cast.plan.breaches) == (None, [])


def test_a_coach_whose_access_ended_is_refused(cast):
    revoke(cast.bob)
    with pytest.raises(PermissionError):
        edit(cast, title="By hand")


def test_nobody_but_a_superuser_edits_a_plan_without_an_athlete(cast):
    cast.plan = make_plan(browser="a browser", answers=with_race_in(4))
    cast.week = cast.plan.weeks.first()
    cast.run = cast.week.workouts.first()
    with pytest.raises(PermissionError):
        edit(cast, "bob", title="By hand")
    edit(cast, "ruth", title="By hand")


def test_a_plans_page_can_cite_all_that_it_names(cast):
    plan = make_assessment(browser="a browser", answers=demo.unreachable(TODAY)).plans.with_weeks().get()
    draft = draft_of(plan)
    named = {key for statement in draft.statements for key in statement.sources}
    named |= {key for statement in draft.race_sheet.statements for key in statement.sources}
    named |= {key for rule in plans.book().values() for key in rule.sources}
    assert plans.cited(draft, {}) == named
    assert plans.cited(draft, {"a": {"sources": ["NEW2026"]}}) == named | {"NEW2026"}
