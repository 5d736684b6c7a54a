"""A workout moved to another day: the sums, the rules it breaks, and the way back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from coaching.models import Athlete, PlanWeek, TrainingPlan, Workout
from coaching.rules.audit import SESSIONS, audit
from coaching.services.plan_rows import draft_of
from coaching.services.stored import plain
from coaching.services.training import moving
from tests.builders import NOW, TODAY, make_cast, make_plan, make_runner, with_race_in
from tests.lives import make_activity

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def alice():
    return make_runner(answers=with_race_in(8))


@pytest.fixture
def plan(alice):
    return alice.plans.get()


def day(count):
    return TODAY + timedelta(days=count)


def version_of(athlete):
    return Athlete.objects.get(pk=athlete.pk).version


def first(plan, kind, week=2):
    return Workout.objects.filter(week__plan=plan, week__number=week, kind=kind).select_related("week__plan").first()


def fresh(workout):
    return Workout.objects.select_related("week__plan").get(pk=workout.pk)


def move(workout, to, by=None, today=TODAY):
    by = by or workout.week.plan.athlete.user
    return moving.move(workout=fresh(workout), to=to, by=by, now=NOW, today=today)


def undo(workout, back_to, by=None):
    moving.undo(workout=fresh(workout), back_to=back_to, by=by or workout.week.plan.athlete.user, now=LATER)


def refused(act, *args, **words):
    with pytest.raises(ValidationError) as refusal:
        act(*args, **words)
    return refusal.value.message


def in_week(plan, number):
    """A day in the middle of a week."""
    return plan.weeks.get(number=number).starts_on + timedelta(days=3)


def state(plan):
    """All that a move may change, apart from what counts changes."""
    columns = ("pk", "week_id", "on", "position", "moved_from", "undo_on")
    sums = ("pk", "distance_km", "longest_km", "minutes", "session_minutes", "longest_minutes")
    workouts = list(Workout.objects.filter(week__plan=plan).order_by("pk").values_list(*columns))
    return workouts, list(plan.weeks.values_list(*sums)), TrainingPlan.objects.get(pk=plan.pk).breaches


def sums_of(week):
    """What a week's sums should be, from its workouts."""
    workouts = [w for w in week.workouts.all() if w.kind != "race"]
    runs = [w for w in workouts if w.kind in {kind.value for kind in SESSIONS}]
    return (
        round(sum(w.distance_km or 0 for w in runs), 1),
        max((w.distance_km or 0 for w in runs), default=0),
        sum(w.minutes for w in workouts),
        sum(w.minutes for w in runs),
        max((w.minutes for w in runs), default=0),
    )


def stored_sums(week):
    return (week.distance_km, week.longest_km, week.minutes, week.session_minutes, week.longest_minutes)


def test_it_stands_on_its_new_day_and_keeps_its_first_one(plan):
    run = first(plan, "easy")
    to = run.week.starts_on + timedelta(days=6)
    move(run, to)
    moved = fresh(run)
    assert (moved.on, moved.moved_from, moved.undo_on) == (to, run.on, run.on)
    assert (moved.sequence, moved.changed_at, moved.edited_at) == (1, NOW, None)


def test_moved_twice_it_still_keeps_its_first_day(plan):
    run = first(plan, "easy")
    one, two = (run.on + timedelta(days=count) for count in (1, 3))
    move(run, one)
    move(run, two)
    moved = fresh(run)
    assert (moved.on, moved.moved_from, moved.undo_on, moved.sequence) == (two, run.on, one, 2)


def test_back_on_its_first_day_it_counts_as_never_moved(plan):
    run = first(plan, "easy")
    away = run.on + timedelta(days=1)
    move(run, away)
    move(run, run.on)
    moved = fresh(run)
    assert (moved.on, moved.moved_from, moved.undo_on) == (run.on, None, away)


def test_to_where_it_is_changes_nothing(plan):
    run, before = first(plan, "easy"), state(plan)
    assert move(run, run.on) == ()
    assert (state(plan), fresh(run).sequence) == (before, 0)


def test_pressed_twice_it_is_moved_once_and_answers_alike(plan):
    long = first(plan, "long")
    unnamed = next(long.week.starts_on + timedelta(days=n) for n in range(7) if n not in plan.baseline["days"])
    once = move(long, unnamed)
    assert move(long, unnamed) == once != ()
    assert (fresh(long).sequence, fresh(long).undo_on) == (1, long.on)


def test_into_another_week_both_weeks_are_added_up_anew(plan):
    run = first(plan, "easy")
    before = {week.number: stored_sums(week) for week in plan.weeks.all()}
    move(run, in_week(plan, 3))
    weeks = {week.number: week for week in PlanWeek.objects.filter(plan=plan)}
    assert fresh(run).week.number == 3
    assert all(stored_sums(week) == sums_of(week) for week in weeks.values())
    assert {number for number in weeks if stored_sums(weeks[number]) != before[number]} == {2, 3}


def test_what_this_move_breaks_is_said(plan):
    long = first(plan, "long")
    unnamed = next(long.week.starts_on + timedelta(days=n) for n in range(7) if n not in plan.baseline["days"])
    caused = move(long, unnamed)
    assert ("D8", "hard", unnamed) in [(b.rule, b.kind.value, b.on) for b in caused]


def test_hard_days_after_each_other_are_said(plan):
    quick = first(plan, "intervals")
    long = first(plan, "long")
    caused = move(quick, long.on - timedelta(days=1))
    assert "R23" in [breach.rule for breach in caused]


def test_what_was_broken_before_is_not_laid_to_this_move(plan):
    run, other = Workout.objects.filter(week__plan=plan, week__number=2, kind__in=["easy", "strength"])[:2]
    unnamed = next(run.week.starts_on + timedelta(days=n) for n in range(7) if n not in plan.baseline["days"])
    move(run, unnamed)
    caused = move(other, other.week.starts_on + timedelta(days=6))
    assert [breach for breach in caused if breach.on == unnamed] == []


def test_the_plan_stores_all_that_it_breaks_now(plan):
    move(first(plan, "long"), first(plan, "intervals").on + timedelta(days=1))
    now = TrainingPlan.objects.with_weeks().get(pk=plan.pk)
    assert now.breaches == list(plain(audit(draft_of(now))))
    assert now.breaches != plan.breaches


def test_undone_the_plan_is_as_it_was(plan):
    run, before = first(plan, "easy"), state(plan)
    move(run, in_week(plan, 3))
    assert state(plan) != before
    undo(run, run.on)
    assert state(plan) == before
    assert (fresh(run).sequence, fresh(run).changed_at) == (2, LATER)


def test_only_the_last_of_two_moves_is_undone(plan):
    run = first(plan, "easy")
    one, two = (run.on + timedelta(days=count) for count in (1, 3))
    move(run, one)
    move(run, two)
    undo(run, one)
    back = fresh(run)
    assert (back.on, back.moved_from, back.undo_on) == (one, run.on, None)


def test_undoing_a_return_brings_the_first_day_back_to_mind(plan):
    run = first(plan, "easy")
    away = run.on + timedelta(days=1)
    move(run, away)
    move(run, run.on)
    undo(run, away)
    assert (fresh(run).on, fresh(run).moved_from, fresh(run).undo_on) == (away, run.on, None)


def test_undone_twice_it_is_undone_once(plan):
    run = first(plan, "easy")
    move(run, run.on + timedelta(days=1))
    undo(run, run.on)
    undo(run, run.on)
    assert (fresh(run).on, fresh(run).sequence) == (run.on, 2)


def test_a_stale_undo_says_so_and_changes_nothing(plan):
    run = first(plan, "easy")
    one, two = (run.on + timedelta(days=count) for count in (1, 3))
    move(run, one)
    move(run, two)
    assert refused(undo, run, run.on) == moving.NOTHING_TO_UNDO
    assert fresh(run).on == two


def test_a_workout_that_never_moved_has_nothing_to_undo(plan):
    run = first(plan, "easy")
    assert refused(undo, run, run.on + timedelta(days=1)) == moving.NOTHING_TO_UNDO


def test_not_into_the_past_but_from_there_to_today(plan):
    run = first(plan, "easy")
    today = run.on + timedelta(days=1)
    assert refused(move, run, today - timedelta(days=2), today=today) == moving.IN_THE_PAST
    move(run, today, today=today)
    assert fresh(run).on == today


@pytest.mark.parametrize("past_the_end", [1, 400, 100_000])
def test_not_beyond_the_plan(plan, past_the_end):
    run, before = first(plan, "easy"), state(plan)
    said = refused(move, run, plan.ends_on + timedelta(days=past_the_end))
    assert said.endswith("Choose a day in it.")
    assert state(plan) == before


def test_a_race_stays(plan):
    race = Workout.objects.select_related("week__plan").get(week__plan=plan, kind="race")
    assert refused(move, race, race.on - timedelta(days=1)) == moving.A_RACE


def test_what_is_logged_stays(alice, plan):
    run = first(plan, "easy")
    move(run, run.on + timedelta(days=1))
    make_activity(alice, run)
    assert refused(move, run, run.on + timedelta(days=2)) == moving.LOGGED
    assert refused(undo, run, run.on) == moving.LOGGED


@pytest.mark.parametrize("status", ["retired", "suggested", "declined"])
def test_only_the_active_plan_is_moved_in(plan, status):
    run = first(plan, "easy")
    TrainingPlan.objects.update(status=status)
    assert refused(move, run, run.on + timedelta(days=1)) == moving.NOT_ACTIVE


def test_nobody_but_the_athlete_moves_it():
    cast = make_cast()
    run = first(make_plan(athlete=cast.athlete, answers=with_race_in(8)), "easy")
    for by in (cast.bob, cast.vera, cast.charlie, cast.ruth):
        with pytest.raises(PermissionError):
            move(run, run.on + timedelta(days=1), by=by)
        with pytest.raises(PermissionError):
            undo(run, run.on, by=by)


def test_nobody_moves_in_a_plan_without_an_athlete():
    run = first(make_plan(browser="a browser", answers=with_race_in(8)), "easy")
    with pytest.raises(PermissionError):
        move(run, run.on + timedelta(days=1), by=make_runner("Charlie").user)


def test_it_tells_that_something_changed(alice, plan):
    before = version_of(alice)
    run = first(plan, "easy")
    move(run, run.on + timedelta(days=1))
    undo(run, run.on)
    assert version_of(alice) == before + 2


def test_a_workout_that_a_coach_put_on_a_day_of_no_week_can_be_moved_back(plan):
    run = first(plan, "easy")
    Workout.objects.filter(pk=run.pk).update(on=plan.ends_on + timedelta(days=9))
    move(run, run.on)
    assert fresh(run).on == run.on


def test_the_places_are_the_days_around_it_without_race_day_and_without_those_that_are_over(plan):
    run = first(plan, "easy")
    places = moving.places(run, plan.starts_on + timedelta(days=2))
    assert {place.week for place in places} == {1, 2, 3}
    assert places[0].on == plan.starts_on + timedelta(days=2)
    race = Workout.objects.get(week__plan=plan, kind="race")
    last = Workout.objects.filter(week=race.week).exclude(pk=race.pk).select_related("week__plan").first()
    assert race.on not in [place.on for place in moving.places(last, TODAY)]


def test_a_place_tells_what_stands_there_and_whether_the_day_was_named(plan):
    run = first(plan, "easy")
    for place in moving.places(run, TODAY):
        others = Workout.objects.filter(week__plan=plan, on=place.on).exclude(pk=run.pk)
        assert (set(place.workouts), place.is_named) == (set(others), place.on.weekday() in plan.baseline["days"])


class TestSums(TestCase):
    @settings(max_examples=25)
    @given(moves=st.lists(st.tuples(st.integers(0, 200), st.integers(0, 70)), min_size=1, max_size=4))
    def test_after_any_moves_every_week_is_the_sum_of_its_workouts_and_the_last_undo_is_exact(self, moves):
        runner = make_runner(answers=with_race_in(8))
        plan = runner.plans.get()
        workouts = list(Workout.objects.filter(week__plan=plan).exclude(kind="race").select_related("week__plan"))
        for which, count in moves:
            run, before = fresh(workouts[which % len(workouts)]), state(plan)
            to = plan.starts_on + timedelta(days=count % ((plan.ends_on - plan.starts_on).days + 1))
            move(run, to)
            assert [stored_sums(week) for week in plan.weeks.all()] == [sums_of(week) for week in plan.weeks.all()]
        if to != run.on:
            undo(run, run.on)
            assert without_undo(state(plan)) == without_undo(before)


def without_undo(state):
    """An undo cannot be undone: the day before the move before is forgotten."""
    workouts, *others = state
    return [row[:-1] for row in workouts], *others
