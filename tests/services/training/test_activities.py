"""The log: one row for a workout, and nothing that did not happen."""

from datetime import timedelta
from uuid import uuid4

import pytest

from coaching.models import Activity, Athlete, Workout
from coaching.rules.terms import Feeling, Outcome, Sport
from coaching.services import plans
from coaching.services.training import activities
from coaching.services.training.activities import Entry, NotHeld, NotYet
from tests.builders import NOW, make_athlete, make_runner

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=10)
RUN = Entry(Outcome.DONE, 8.0, 45.0, 6, Feeling.GOOD, "windy")


@pytest.fixture
def runner(db):
    return make_runner()


def first_workout(athlete):
    return Workout.objects.of(athlete).select_related("week__plan").first()


def log(athlete, workout=None, *, entry=RUN, now=LATER, **more):
    more = {"on": workout.on if workout else now.date()} | more
    return activities.log(athlete=athlete, workout=workout, entry=entry, now=now, today=now.date(), **more)


def said(activity):
    activity.refresh_from_db()
    names = ("outcome", "distance_km", "minutes", "effort", "feeling", "note")
    return tuple(getattr(activity, name) for name in names)


def test_a_log_keeps_what_was_said(runner):
    workout = first_workout(runner)
    activity = log(runner, workout)
    assert said(activity) == ("done", 8.0, 45.0, 6, "good", "windy")
    assert (activity.workout, activity.on, activity.sport, activity.created_at) == (
        workout,
        workout.on,
        "running",
        LATER,
    )


def test_a_second_log_of_a_workout_changes_the_first(runner):
    workout = first_workout(runner)
    first, second = log(runner, workout, form=uuid4()), log(runner, workout, entry=Entry(Outcome.MISSED), form=uuid4())
    assert (second.pk, Activity.objects.count()) == (first.pk, 1)
    assert said(first) == ("missed", None, None, None, "", "")


def test_a_form_sent_twice_is_one_activity_and_the_later_words_hold(runner):
    form = uuid4()
    log(runner, form=form)
    log(runner, form=form, entry=Entry(Outcome.DONE, 9.0, 50.0))
    assert list(Activity.objects.values_list("distance_km", flat=True)) == [9.0]


def test_a_form_that_made_another_log_makes_a_new_one_for_a_workout(runner):
    form = uuid4()
    log(runner, form=form)
    log(runner, first_workout(runner), form=form)
    assert Activity.objects.filter(athlete=runner).count() == 2


def test_two_forms_are_two_activities_of_a_day(runner):
    log(runner, form=uuid4())
    log(runner, form=uuid4())
    assert Activity.objects.count() == 2


def test_what_was_not_done_has_no_amount(runner):
    activity = log(runner, entry=Entry(Outcome.RESTED, 8.0, 45.0, 6))
    assert said(activity)[:4] == ("rested", None, None, None)


def test_a_press_logs_a_workout_as_it_was_planned(runner):
    workout = first_workout(runner)
    who = {"athlete": runner, "workout": workout, "now": LATER, "today": LATER.date()}
    activity, is_new = activities.tick(outcome=Outcome.DONE, **who)
    assert (is_new, said(activity)[:3]) == (True, ("done", workout.distance_km, workout.minutes))


def test_a_press_leaves_alone_what_was_logged_before(runner):
    workout = first_workout(runner)
    before = said(log(runner, workout))
    who = {"athlete": runner, "workout": workout, "now": LATER, "today": LATER.date()}
    activity, is_new = activities.tick(outcome=Outcome.MISSED, **who)
    assert (is_new, said(activity), Activity.objects.count()) == (False, before, 1)


def test_a_workout_to_come_is_not_logged(runner):
    with pytest.raises(NotYet):
        log(runner, first_workout(runner), now=NOW)
    assert Activity.objects.count() == 0


def test_a_workout_is_logged_for_the_days_on_which_its_plan_held(runner):
    early = first_workout(runner)
    late = Workout.objects.of(runner).select_related("week__plan").filter(on__gt=early.on).first()
    plans.retire(athlete=runner, on=late.on)
    assert log(runner, early).workout == early
    with pytest.raises(NotHeld):
        log(runner, late)
    assert Activity.objects.count() == 1


def test_a_log_from_before_can_be_changed_though_its_plan_is_over(runner):
    workout = first_workout(runner)
    log(runner, workout)
    plans.retire(athlete=runner, on=workout.on)
    assert log(runner, workout, entry=Entry(Outcome.PARTLY, 4.0)).outcome == "partly"


def test_a_workout_that_another_tab_moved_away_is_not_logged(runner):
    workout = first_workout(runner)
    Workout.objects.filter(pk=workout.pk).update(on=LATER.date() + timedelta(days=1))
    with pytest.raises(NotYet):
        log(runner, workout)


def test_an_activity_can_be_changed_and_deleted(runner):
    activity = log(runner)
    yesterday = LATER.date() - timedelta(days=1)
    activities.change(activity=activity, entry=Entry(Outcome.DONE, 20.0), on=yesterday, sport=Sport.CYCLING, now=LATER)
    assert (said(activity)[1], activity.on, activity.sport) == (20.0, yesterday, "cycling")
    activities.delete(activity=activity)
    assert Activity.objects.count() == 0


def test_each_change_is_counted_for_the_athlete(runner):
    counts = [version(runner)]
    activity = log(runner)
    counts.append(version(runner))
    activities.change(activity=activity, entry=RUN, on=activity.on, now=LATER)
    counts.append(version(runner))
    activities.delete(activity=activity)
    counts.append(version(runner))
    assert counts == sorted(set(counts))


def test_the_sport_is_that_of_the_newest_plan_else_running(runner):
    assert [activities.sport_of(who) for who in (runner, make_athlete("New"))] == [Sport.RUNNING] * 2


def version(athlete):
    return Athlete.objects.get(pk=athlete.pk).version
