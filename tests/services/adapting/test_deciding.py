"""A suggestion is accepted or declined as a whole, once, by the athlete or a coach who may edit."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError

from coaching.models import TrainingPlan, Workout, WorkoutComment
from coaching.services import adapting
from tests.builders import NOW, TODAY, make_assessment, make_coach, make_runner
from tests.lives import FLAG, follow, make_activity, make_incident, sessions_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
START = TODAY + DAY
LATER = START + timedelta(days=15)


@pytest.fixture
def alice(db):
    """Two weeks as planned, then a cramp."""
    alice = make_runner()
    follow(alice, until=LATER)
    make_incident(alice, on=LATER)
    return alice


@pytest.fixture
def suggested(alice):
    return suggest(alice)


def suggest(athlete, today=LATER):
    return adapting.suggest(athlete=athlete, reason="cramp", now=NOW, today=today)


def accept(plan, today=LATER, by=None):
    return adapting.accept(plan=plan, by=by or plan.athlete.user, now=NOW, today=today)


def statuses(athlete):
    return sorted(athlete.plans.values_list("status", flat=True))


def test_the_accepted_plan_holds_from_its_first_day_on(alice, suggested):
    old = alice.plans.active().get()
    accepted = accept(suggested)
    old.refresh_from_db()
    assert (accepted.pk, accepted.status, accepted.decided_at) == (suggested.pk, "active", NOW)
    assert (old.status, old.retired_on) == ("retired", LATER)
    in_force = Workout.objects.of(alice).in_force()
    assert set(in_force.filter(on__lt=LATER).values_list("week__plan", flat=True)) == {old.pk}
    assert set(in_force.filter(on__gte=LATER).values_list("week__plan", flat=True)) == {accepted.pk}


def test_a_second_press_changes_nothing(alice, suggested):
    first, second = accept(suggested), accept(suggested)
    assert (first.pk, first.status, statuses(alice)) == (second.pk, second.status, ["active", "retired"])


def test_a_declined_plan_stays_readable_and_cannot_be_accepted(alice, suggested):
    for _ in range(2):
        assert adapting.decline(plan=suggested, by=alice.user, now=NOW).status == "declined"
    assert (accept(suggested).status, statuses(alice)) == ("declined", ["active", "declined"])
    assert suggested.weeks.count() > 0


def test_an_accepted_plan_cannot_be_declined(alice, suggested):
    accept(suggested)
    assert adapting.decline(plan=suggested, by=alice.user, now=NOW).status == "active"


def test_nobody_else_decides(alice, suggested):
    vera, carl = make_coach("Vera", athlete=alice, level="view"), make_coach("Carl")
    for who in (vera, carl):
        for verb in (accept, lambda plan, by: adapting.decline(plan=plan, by=by, now=NOW)):
            with pytest.raises(PermissionError):
                verb(suggested, by=who)
    assert statuses(alice) == ["active", "suggested"]


def test_a_coach_who_may_edit_accepts_in_the_athletes_place_and_that_is_kept(alice, suggested):
    accepted = accept(suggested, by=make_coach("Bob", athlete=alice))
    assert (accepted.status, accepted.decided_at, accepted.decided_by_coach) == ("active", NOW, True)


def test_a_coach_who_may_edit_declines_in_the_athletes_place_and_that_is_kept(alice, suggested):
    bob = make_coach("Bob", athlete=alice)
    declined = adapting.decline(plan=suggested, by=bob, now=NOW)
    assert (declined.status, declined.decided_by_coach) == ("declined", True)


def test_what_the_athlete_decides_is_not_said_to_be_a_coachs(alice, suggested):
    assert not accept(suggested).decided_by_coach


def test_in_calendars_a_workout_goes_on_in_the_one_of_its_kind_on_its_day(alice, suggested):
    was = {(w.on, w.kind): w for w in Workout.objects.of(alice).filter(week__plan=suggested.replaces, on__gte=LATER)}
    accepted = accept(suggested)
    taken = [w for w in Workout.objects.filter(week__plan=accepted) if (w.on, w.kind) in was]
    assert taken
    for workout in taken:
        assert workout.calendar_uid == was[workout.on, workout.kind].calendar_uid
        assert (workout.sequence, workout.changed_at) == (was[workout.on, workout.kind].sequence + 1, NOW)


def test_it_goes_on_through_several_plans(alice, suggested):
    first = accept(suggested)
    workout = Workout.objects.filter(week__plan=first, on__gte=LATER + timedelta(days=9), kind="long").first()
    later = LATER + timedelta(days=5)
    follow_on = adapting.suggest(athlete=alice, reason="asked", now=NOW, today=later)
    accept(follow_on, today=later)
    heir = Workout.objects.of(alice).in_force().get(on=workout.on, kind="long")
    assert (heir.calendar_uid, heir.sequence) == (workout.calendar_uid, 2)
    assert (
        len({w.calendar_uid for w in Workout.objects.of(alice).in_force()})
        == Workout.objects.of(alice).in_force().count()
    )


def test_a_workout_that_was_moved_goes_back_to_its_first_day_and_stays_the_same_in_calendars(alice):
    workout = sessions_of(alice, since=LATER + timedelta(days=7), until=LATER + timedelta(days=14))[0]
    workout.moved_from, workout.on, workout.sequence = workout.on, workout.on + DAY, 3
    workout.save()
    accept(suggest(alice))
    heir = Workout.objects.of(alice).in_force().get(uid=workout.calendar_uid)
    assert (heir.on, heir.moved_from, heir.sequence) == (workout.moved_from, None, 4)


def test_one_that_was_moved_forward_and_done_stays_where_it_was_done(alice):
    workout = sessions_of(alice, since=LATER, until=LATER + timedelta(days=7))[-1]
    workout.moved_from, workout.on = workout.on, LATER - DAY
    workout.save()
    activity = make_activity(alice, workout)
    accept(suggest(alice))
    activity.refresh_from_db()
    assert activity.workout == workout
    assert list(Workout.objects.of(alice).in_force().filter(activity=activity)) == [workout]
    assert not Workout.objects.of(alice).filter(uid=workout.calendar_uid).exists()


def test_what_was_said_and_done_goes_along(alice, suggested):
    bob = make_coach("Bob", athlete=alice)
    kept = next(
        w for w in Workout.objects.filter(week__plan=suggested.replaces, on__gt=LATER, kind="easy")
        if Workout.objects.filter(week__plan=suggested, on=w.on, kind="easy").exists()
    )  # fmt: skip
    WorkoutComment.objects.create(workout=kept, author=bob, text="Slowly!", form=uuid4(), created_at=NOW)
    activity = make_activity(alice, kept, on=LATER - DAY, distance_km=0.1)
    accepted = accept(adapting.suggest(athlete=alice, reason="asked", now=NOW, today=LATER))
    heir = Workout.objects.get(week__plan=accepted, on=kept.on, kind="easy")
    activity.refresh_from_db()
    assert ([c.text for c in heir.comments.all()], activity.workout) == (["Slowly!"], heir)


def test_one_that_days_went_by_over_is_accepted_where_the_days_left_would_be_the_same(alice):
    alice.incidents.all().delete()
    asked = adapting.suggest(athlete=alice, reason="asked", now=NOW, today=LATER)
    tomorrow = LATER + DAY
    for workout in sessions_of(alice, since=LATER, until=tomorrow):
        make_activity(alice, workout)
    accepted = accept(asked, today=tomorrow)
    assert (accepted.pk, accepted.status, accepted.starts_on) == (asked.pk, "active", tomorrow)
    assert alice.plans.get(status="retired").retired_on == tomorrow


def test_one_that_the_weeks_have_overtaken_is_made_anew_and_shown_first(alice, suggested):
    later = LATER + timedelta(days=8)
    with pytest.raises(adapting.Stale) as stale:
        accept(suggested, today=later)
    fresh = stale.value.plan
    assert (fresh.pk, fresh.status, fresh.starts_on) == (suggested.pk, "suggested", later)
    assert statuses(alice) == ["active", "suggested"]
    assert accept(fresh, today=later).status == "active"


def test_one_that_was_made_anew_since_it_was_read_is_shown_first(alice, suggested):
    seen = TrainingPlan.objects.get(pk=suggested.pk)
    Workout.objects.of(alice).in_force().filter(on__gt=LATER, kind="long").update(edited_at=NOW, distance_km=5.0)
    assert suggest(alice).created_at != seen.created_at
    with pytest.raises(adapting.Stale):
        accept(seen)


def test_a_coachs_edit_since_then_is_not_overwritten_unsaid(alice, suggested):
    workout = Workout.objects.of(alice).in_force().filter(on__gt=LATER + timedelta(days=7), kind="easy").first()
    workout.title, workout.edited_at = "As I say", NOW
    workout.save()
    with pytest.raises(adapting.Stale) as stale:
        accept(suggested)
    assert "“As I say”" in stale.value.plan.changes[-1]["text"]


def test_a_plan_that_is_paused_takes_nothing_over(alice, suggested):
    make_incident(alice, on=LATER, triage=FLAG)
    with pytest.raises(adapting.Hindered) as hindered:
        accept(suggested)
    assert (hindered.value.why, statuses(alice)) == ("paused", ["active", "suggested"])


def test_when_something_fails_in_the_middle_all_is_as_it_was(alice, suggested):
    """Another active plan stands in the way of the last step."""
    elsewhere = make_assessment(browser="a browser")
    elsewhere.plans.update(assessment=elsewhere)
    TrainingPlan.objects.filter(pk=suggested.pk).update(assessment=elsewhere)
    before = [list(model.objects.order_by("pk").values()) for model in (TrainingPlan, Workout)]
    with pytest.raises(IntegrityError):
        accept(suggested)
    assert [list(model.objects.order_by("pk").values()) for model in (TrainingPlan, Workout)] == before


def test_deciding_counts_as_a_change_to_the_athletes_pages(alice, suggested):
    alice.refresh_from_db()
    before = alice.version
    accept(suggested)
    alice.refresh_from_db()
    assert alice.version > before
