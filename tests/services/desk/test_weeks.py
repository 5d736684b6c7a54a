"""A coach's hand on a week: checked, stored as a whole with its reason, never over what somebody else did meanwhile."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from coaching.models import PlanWeek, Thresholds, TrainingPlan, WeekEdit, Workout, WorkoutComment
from coaching.rules.audit import audit
from coaching.rules.terms import RuleKind
from coaching.services import adapting, breaches
from coaching.services.desk import week_marks, weeks
from coaching.services.plan_rows import draft_of
from coaching.services.stored import plain
from coaching.services.training import moving
from tests.builders import NOW, TODAY, make_assessment, make_cast, make_plan, revoke, with_race_in
from tests.lives import FLAG, follow, make_activity, make_check_in, make_incident

pytestmark = pytest.mark.django_db

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
WHY = "She ran this often last year."


@pytest.fixture
def cast():
    cast = make_cast()
    cast.plan = make_plan(athlete=cast.athlete)
    cast.week = cast.plan.weeks.get(number=2)
    cast.run = cast.week.workouts.filter(kind="easy").first()
    return cast


def seen(week, at=NOW - MINUTE):
    return week_marks.seen(week, weeks.rows_of(week), at)


def words(row, **changed):
    return {name: getattr(row, name) for name in week_marks.TYPED} | changed


def rows(week, changed=(), **fields):
    """The week as a form sends it, with these fields of one workout changed."""
    return [weeks.Row(row.pk, words(row, **(fields if row == changed else {}))) for row in weeks.rows_of(week)]


def save(cast, typed=None, *, by="bob", marks=None, focus=None, reason="", now=NOW, today=TODAY, **fields):
    week = PlanWeek.objects.select_related("plan__athlete__user").get(pk=cast.week.pk)
    return weeks.save(
        week=week,
        by=getattr(cast, by),
        now=now,
        today=today,
        seen=marks or seen(week),
        rows=rows(week, cast.run, **fields) if typed is None else typed,
        focus=week.focus if focus is None else focus,
        reason=reason,
    )


def free_day(cast):
    days = [cast.week.starts_on + DAY * count for count in range(7)]
    return next(day for day in days if day.weekday() not in cast.plan.baseline["days"])


# --- What is stored ---------------------------------------------------------------------------------


def test_an_edited_workout_is_marked_and_its_neighbours_are_not(cast):
    assert save(cast, title="By hand").is_changed
    marked = [workout.title for workout in cast.week.workouts.exclude(edited_at=None)]
    assert (marked, cast.week.workouts.get(title="By hand").edited_at) == (["By hand"], NOW)


def test_calendars_are_told_of_an_edit_and_a_move_before_it_cannot_be_undone_any_more(cast):
    Workout.objects.filter(pk=cast.run.pk).update(undo_on=cast.run.on)
    save(cast, title="By hand")
    cast.run.refresh_from_db()
    assert (cast.run.sequence, cast.run.changed_at, cast.run.undo_on) == (1, NOW, None)
    assert cast.week.workouts.exclude(sequence=0).count() == 1


def test_the_week_is_added_up_anew_and_the_athletes_pages_are_made_anew(cast):
    others = list(cast.week.workouts.exclude(pk=cast.run.pk))
    save(cast, distance_km=30.25, minutes=200, reason=WHY)
    cast.week.refresh_from_db()
    assert cast.week.distance_km == round(sum(w.distance_km or 0 for w in others) + 30.25, 1)
    assert (cast.week.longest_km, cast.week.longest_minutes) == (30.25, 200)
    assert cast.week.minutes == sum(w.minutes for w in others) + 200
    version = cast.athlete.version
    cast.athlete.refresh_from_db()
    assert cast.athlete.version > version


def test_a_week_that_is_sent_back_unchanged_leaves_no_trace(cast):
    assert not save(cast).is_changed
    assert (WeekEdit.objects.count(), cast.week.workouts.exclude(edited_at=None).count()) == (0, 0)


def test_every_edit_is_kept_with_who_and_when(cast):
    save(cast, focus="Slowly")
    kept = WeekEdit.objects.get()
    assert (kept.week, kept.by, kept.at, kept.breaches, kept.reason) == (cast.week, cast.bob, NOW, [], "")
    assert PlanWeek.objects.get(pk=cast.week.pk).focus == "Slowly"


def test_a_workout_is_added_with_the_advice_of_its_kind(cast):
    like = Workout.objects.filter(week__plan=cast.plan, kind="massage").first() or cast.run
    new = words(like, title="New", on=cast.run.on, minutes=10, distance_km=None, pace_fast_s_per_km=None)
    new |= {"pace_slow_s_per_km": None, "kind": like.kind}
    save(cast, [*rows(cast.week), weeks.Row(None, new)], reason=WHY)
    added = cast.week.workouts.get(title="New")
    assert (added.edited_at, added.sequence, added.main, added.before) == (NOW, 0, like.main, like.before)
    assert added.calendar_uid == f"workout-{added.pk}"


def test_a_workout_is_removed(cast):
    save(cast, [weeks.Row(cast.run.pk, removed=True)])
    assert not Workout.objects.filter(pk=cast.run.pk).exists()


@pytest.mark.parametrize("held_by", ["activity", "comment", "cramp"])
def test_what_somebody_logged_said_or_cramped_with_is_not_removed(cast, held_by):
    if held_by == "activity":
        make_activity(cast.athlete, cast.run)
    elif held_by == "comment":
        WorkoutComment.objects.create(workout=cast.run, author=cast.bob, text="So?", form=uuid4(), created_at=NOW)
    else:
        make_incident(cast.athlete, on=TODAY, workout=cast.run)
    with pytest.raises(ValidationError) as refused:
        save(cast, [weeks.Row(cast.run.pk, removed=True)])
    words = {"activity": weeks.IS_LOGGED, "comment": weeks.IS_TALKED_ABOUT, "cramp": weeks.IS_CRAMPED}
    assert refused.value.messages == [words[held_by]]
    assert Workout.objects.filter(pk=cast.run.pk).exists()


def test_a_race_is_neither_moved_nor_removed_nor_added(cast):
    cast.plan = make_plan(athlete=cast.athlete, answers=with_race_in(4))
    cast.week = cast.plan.weeks.last()
    cast.run = cast.week.workouts.get(kind="race")
    new = weeks.Row(None, words(cast.run))
    moved = rows(cast.week, cast.run, on=cast.run.on - DAY)
    for typed in ([weeks.Row(cast.run.pk, removed=True)], [*rows(cast.week), new], moved):
        with pytest.raises(ValidationError, match="race"):
            save(cast, typed)
    assert cast.week.workouts.get(kind="race").on == cast.plan.race_on


def test_a_run_does_not_keep_its_distance_as_something_that_no_limit_looks_at(cast):
    with pytest.raises(ValidationError, match="no run and no ride"):
        save(cast, kind="strength", distance_km=40)
    assert save(cast, kind="strength", distance_km=None, reason=WHY).is_changed


# --- Rules ------------------------------------------------------------------------------------------


def test_beyond_a_limit_nothing_is_stored_until_there_is_a_reason(cast):
    for reason in ("", "  Because  "):
        with pytest.raises(weeks.ReasonNeeded) as needed:
            save(cast, distance_km=40, reason=reason)
    assert [(b.rule, b.week) for b in needed.value.limits] == [("R2", 2), ("R1", 2)]
    cast.run.refresh_from_db()
    assert (cast.run.edited_at, WeekEdit.objects.count()) == (None, 0)


def test_the_reason_is_kept_with_the_limits_and_stands_beside_them_on_the_plan(cast):
    saved = save(cast, distance_km=40, reason=WHY)
    kept = WeekEdit.objects.get()
    assert (kept.reason, kept.breaches) == (WHY, list(plain(saved.limits)))
    plan = TrainingPlan.objects.with_weeks().get(pk=cast.plan.pk)
    assert plan.breaches == list(plain(audit(draft_of(plan))))
    found = {(one.rule, one.where): one.reason for one in breaches.departures(plan) if one.is_hard}
    assert (found["R1", "Week 2"], found["R2", "Week 2"]) == (kept, kept)


def test_what_was_beyond_a_limit_before_asks_for_no_reason_again(cast):
    save(cast, distance_km=40, reason=WHY)
    assert save(cast, title="By hand").limits == ()
    assert sorted(WeekEdit.objects.values_list("reason", flat=True)) == ["", WHY]


def test_going_further_beyond_a_limit_asks_again(cast):
    save(cast, distance_km=40, reason=WHY)
    with pytest.raises(weeks.ReasonNeeded):
        save(cast, distance_km=60)


def test_a_harmless_edit_breaks_nothing_and_clears_what_was_broken(cast):
    far = cast.run.distance_km
    save(cast, distance_km=40, reason=WHY)
    saved = save(cast, distance_km=far)
    assert (saved.limits, saved.advice) == ((), ())
    cast.plan.refresh_from_db()
    assert cast.plan.breaches == []


def test_a_workout_on_a_day_that_was_not_named_wants_a_reason(cast):
    day = free_day(cast)
    with pytest.raises(weeks.ReasonNeeded) as needed:
        save(cast, on=day)
    assert ("D8", day) in [(b.rule, b.on) for b in needed.value.limits]


def test_against_advice_is_stored_and_said(cast):
    strength = list(cast.week.workouts.filter(kind="strength"))
    saved = save(cast, [weeks.Row(row.pk, removed=True) for row in strength])
    assert [(b.rule, b.kind, b.week) for b in saved.advice] == [("R15", RuleKind.SOFT, 2)]


def test_the_coachs_own_smaller_steps_are_advice_of_their_own(cast):
    assert save(cast, distance_km=cast.run.distance_km + 0.1).own == ()
    Thresholds.objects.create(coach=cast.bob, longest_step=1.0, week_step=1.0)
    saved = save(cast, distance_km=cast.run.distance_km + 0.3)
    assert [(b.rule, b.kind, b.week, "your own step" in b.sentence) for b in saved.own] == [
        ("R2", RuleKind.SOFT, 2, True)
    ]


def test_while_a_sign_pauses_the_plan_nothing_hard_comes_in(cast):
    make_incident(cast.athlete, on=TODAY, triage=FLAG)
    long = cast.week.workouts.filter(kind="long").first()
    for typed in (
        rows(cast.week, cast.run, kind="intervals"),
        rows(cast.week, long, minutes=long.minutes + 1),
        [*rows(cast.week), weeks.Row(None, words(long))],
    ):
        with pytest.raises(ValidationError, match="pauses this plan"):
            save(cast, typed, reason=WHY)
    assert save(cast, rows(cast.week, long, minutes=long.minutes - 1)).is_changed
    assert save(cast, title="Walk").is_changed


def test_a_sign_that_pauses_the_plan_makes_no_easier_day_hard_by_way_of_a_hard_one(cast):
    make_incident(cast.athlete, on=TODAY, triage=FLAG)
    long = cast.week.workouts.filter(kind="long").first()
    tomorrow = long.on + DAY
    for typed, today in (
        (rows(cast.week, long, kind="intervals"), TODAY),
        (rows(cast.week, cast.run, on=tomorrow, kind="long"), tomorrow),
        (rows(cast.week, long, on=cast.week.ends_on), long.on + DAY),
    ):
        if long.on == cast.week.ends_on and today > cast.week.ends_on:
            continue
        with pytest.raises(ValidationError, match="pauses this plan"):
            save(cast, typed, reason=WHY, today=today)


def held(cast):
    """Bob's edit and the limits it met, on the day the second week begins: everything is run as planned until then."""
    follow(cast.athlete, until=cast.week.starts_on)
    easy = cast.week.workouts.filter(kind="easy").order_by("on").first()
    return easy, cast.week.starts_on


@pytest.mark.parametrize(("rule", "held_by"), [("R21", make_incident), ("R22", make_check_in)])
def test_what_holds_an_athlete_today_wants_a_reason_that_stands_on_the_plan(cast, rule, held_by):
    easy, today = held(cast)
    typed = rows(cast.week, easy, kind="intervals")
    held_by(cast.athlete, on=today - DAY)
    with pytest.raises(weeks.ReasonNeeded) as needed:
        save(cast, typed, today=today)
    assert [(b.rule, b.on) for b in needed.value.limits] == [(rule, easy.on)]
    save(cast, typed, today=today, reason=WHY)
    plan = TrainingPlan.objects.with_weeks().get(pk=cast.plan.pk)
    told = [(one.rule, one.reason.reason) for one in breaches.departures(plan) if one.is_hard]
    assert told == [(rule, WHY)]
    save(cast, today=today, focus="Slowly")
    plan.refresh_from_db()
    assert [breach["rule"] for breach in plan.breaches if breach["kind"] == "hard"] == [rule]


def test_a_run_is_weighed_against_those_that_were_done_too(cast):
    cast.week = cast.plan.weeks.get(number=6)
    today, easy = cast.week.starts_on, cast.week.workouts.filter(kind="easy").order_by("on").last()
    follow(cast.athlete, until=today, factor=0.5)
    with pytest.raises(weeks.ReasonNeeded) as needed:
        save(cast, rows(cast.week, easy, distance_km=easy.distance_km + 0.5), today=today)
    assert [b.rule for b in needed.value.limits] == ["R2"]
    assert save(cast, rows(cast.week, easy, distance_km=easy.distance_km - 0.5), today=today).limits == ()


def test_of_somebody_who_logs_nothing_the_plan_alone_is_asked(cast):
    week, today = cast.plan.weeks.get(number=6), cast.plan.weeks.get(number=6).starts_on
    cast.week, easy = week, week.workouts.filter(kind="easy").order_by("on").last()
    assert save(cast, rows(week, easy, distance_km=easy.distance_km + 0.5), today=today).limits == ()


# --- Several hands at once --------------------------------------------------------------------------


def test_who_has_the_week_open_twice_is_told_that_it_was_themselves(cast):
    marks = seen(cast.week)
    save(cast, title="First")
    with pytest.raises(weeks.Conflict) as conflict:
        save(cast, marks=marks, title="Second")
    assert conflict.value.meanwhile.told == ("You changed this week in another window while you had it open here.",)


def test_of_two_coaches_the_second_is_told_who_and_nothing_of_theirs_is_stored(cast):
    cast.ben = cast.vera
    cast.ben.coaching_access.update(level="edit")
    marks = seen(cast.week)
    save(cast, title="Bob's")
    with pytest.raises(weeks.Conflict) as conflict:
        save(cast, marks=marks, by="ben", title="Vera's")
    found = conflict.value.meanwhile
    assert (found.told, found.changed) == (("Bob changed this week while you had it open.",), {cast.run.pk})
    assert Workout.objects.get(pk=cast.run.pk).title == "Bob's"
    save(cast, marks=seen(cast.week), by="ben", title="Vera's")
    assert Workout.objects.get(pk=cast.run.pk).title == "Vera's"


def test_a_form_opened_before_the_athlete_moved_a_workout_does_not_put_it_back(cast):
    marks, typed = seen(cast.week), rows(cast.week, cast.run, title="Bob's")
    workout = Workout.objects.select_related("week__plan__athlete").get(pk=cast.run.pk)
    to = free_day(cast)
    moving.move(workout=workout, to=to, by=cast.alice, now=NOW, today=TODAY)
    with pytest.raises(weeks.Conflict):
        save(cast, typed, marks=marks)
    cast.run.refresh_from_db()
    assert (cast.run.on, cast.run.title == "Bob's") == (to, False)


def test_a_workout_that_left_the_week_meanwhile_is_named_with_its_new_place(cast):
    marks, typed = seen(cast.week), rows(cast.week)
    workout = Workout.objects.select_related("week__plan__athlete").get(pk=cast.run.pk)
    to = cast.plan.weeks.get(number=3).starts_on
    moving.move(workout=workout, to=to, by=cast.alice, now=NOW, today=TODAY)
    with pytest.raises(weeks.Conflict) as conflict:
        save(cast, typed, marks=marks, focus="Mine")
    said = [line for line in conflict.value.meanwhile.told if "moved" in line]
    assert said == [f"“{cast.run.title}” was moved to {to:%A} {to.day} {to:%B %Y}, in week 3."]


@pytest.mark.parametrize("marks", ["", "nonsense", "2026-11-22T12:00:00+00:00 1=2 x=y", "=== 9=" + "9" * 99])
def test_a_form_that_does_not_say_what_it_saw_overwrites_nothing(cast, marks):
    with pytest.raises(weeks.Conflict):
        save(cast, marks=marks or " ", title="By hand")


def test_the_same_form_sent_twice_is_stored_once(cast):
    marks = seen(cast.week)
    strength = cast.week.workouts.filter(kind="strength").first()
    new = weeks.Row(None, words(cast.run, title="New", minutes=5, distance_km=None))
    kept = [row for row in rows(cast.week, cast.run, title="By hand") if row.key != strength.pk]
    typed = [*kept, weeks.Row(strength.pk, removed=True), new]
    assert [save(cast, typed, marks=marks, reason=WHY).is_changed for _ in range(2)] == [True, False]
    assert (WeekEdit.objects.count(), cast.week.workouts.filter(title="New").count()) == (1, 1)


def test_a_plan_that_was_replaced_meanwhile_is_not_edited(cast):
    marks, typed = seen(cast.week), rows(cast.week, cast.run, title="By hand")
    new = make_plan(athlete=cast.athlete, answers=with_race_in(4))
    with pytest.raises(weeks.Over) as over:
        save(cast, typed, marks=marks)
    assert over.value.active == new


def test_a_suggestion_that_was_made_anew_meanwhile_has_no_such_week_any_more(cast):
    suggested = adapting.suggest(athlete=cast.athlete, reason="asked", now=NOW, today=TODAY + DAY * 2)
    cast.week = suggested.weeks.first()
    marks, gone = seen(cast.week), PlanWeek.objects.select_related("plan__athlete").get(pk=cast.week.pk)
    TrainingPlan.objects.filter(pk=suggested.pk).delete()
    with pytest.raises(PlanWeek.DoesNotExist):
        weeks.save(week=gone, by=cast.bob, now=NOW, today=TODAY, seen=marks, rows=[], focus="Mine")


# --- Who --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("by", ["bob", "alice", "ruth"])
def test_those_who_may_edit_do(cast, by):
    assert save(cast, by=by, title="By hand").is_changed


@pytest.mark.parametrize("by", ["vera", "charlie"])
def test_those_who_may_not_are_refused_and_nothing_is_stored(cast, by):
    with pytest.raises(PermissionError):
        save(cast, by=by, distance_km=40, reason=WHY)
    cast.run.refresh_from_db()
    assert (cast.run.edited_at, WeekEdit.objects.count()) == (None, 0)


def test_a_coach_whose_access_ended_is_refused(cast):
    revoke(cast.bob)
    with pytest.raises(PermissionError):
        save(cast, title="By hand")


def test_nobody_but_a_superuser_edits_a_plan_without_an_athlete(cast):
    cast.plan = make_assessment(browser="a browser", answers=with_race_in(4)).plans.get()
    cast.week = cast.plan.weeks.first()
    cast.run = cast.week.workouts.first()
    with pytest.raises(PermissionError):
        save(cast, title="By hand")
    assert save(cast, by="ruth", title="By hand").is_changed
