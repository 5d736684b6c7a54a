"""Two plans beside each other: only what differs, in words."""

from datetime import timedelta

import pytest

from coaching.models import TrainingPlan, Workout
from coaching.services import adapting
from tests.builders import NOW, TODAY, make_runner
from tests.lives import follow, make_incident

pytestmark = pytest.mark.django_db

LATER = TODAY + timedelta(days=18)  # a Thursday


@pytest.fixture
def pair(db):
    """A plan, and a suggestion that is like it in all days that are left."""
    alice = make_runner()
    follow(alice, until=LATER)
    suggested = adapting.suggest(athlete=alice, reason="asked", now=NOW, today=LATER)
    return suggested.replaces, suggested


def compare(pair):
    return adapting.compare(*(TrainingPlan.objects.with_weeks().get(pk=plan.pk) for plan in pair))


def changed(pair):
    return [change for week in compare(pair) for change in week.changed]


def one_of(plan, kind="easy"):
    return Workout.objects.filter(week__plan=plan, kind=kind, on__gt=LATER).first()


def test_plans_that_are_alike_differ_in_no_week_and_in_no_sum(pair):
    weeks = compare(pair)
    assert changed(pair) == []
    assert [week.number for week in weeks] == [week.number for week in pair[1].weeks.all()]
    for week in weeks:
        assert (week.now.distance_km, week.now.session_minutes) == (
            week.suggested.distance_km, week.suggested.session_minutes,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("new", "word"),
    [
        ({"distance_km": 1.0}, "shorter"),
        ({"distance_km": 99.0}, "longer"),
        ({"steps": ["Hop."]}, "other steps"),
        ({"kind": "intervals"}, "faster"),
        ({"kind": "long"}, "instead"),
    ],
)
def test_a_workout_that_changes_is_named(pair, new, word):
    workout = one_of(pair[1])
    Workout.objects.filter(pk=workout.pk).update(**new)
    [change] = changed(pair)
    assert (change.on, change.was.kind, change.now.pk, change.word) == (workout.on, "easy", workout.pk, word)


def test_fast_to_slow_is_easier(pair):
    workout = one_of(pair[1], "intervals")
    Workout.objects.filter(pk=workout.pk).update(kind="easy")
    assert [change.word for change in changed(pair)] == ["easier"]


def test_what_is_left_out_and_what_is_new_are_named(pair):
    one_of(pair[1]).delete()
    assert [(change.now, change.word) for change in changed(pair)] == [(None, "left out")]
    one_of(pair[0]).delete()
    late = one_of(pair[0])
    late.delete()
    assert [(change.was, change.word) for change in changed(pair)] == [(None, "new")]


def test_rest_days_go_without_saying(pair):
    one_of(pair[1], "rest").delete()
    assert changed(pair) == []


def test_the_days_of_a_week_that_are_over_are_not_compared(pair):
    current, suggested = pair
    first = suggested.weeks.first()
    assert first.starts_on > current.weeks.get(number=first.number).starts_on
    assert compare(pair)[0].now.distance_km < current.weeks.get(number=first.number).distance_km


def test_on_the_day_after_a_cramp_fast_becomes_easy(pair):
    active = pair[0]
    fast = one_of(active, "intervals").on
    follow(active.athlete, until=fast, since=LATER)
    make_incident(active.athlete, on=fast - timedelta(days=1))
    suggested = adapting.suggest(athlete=active.athlete, reason="cramp", now=NOW, today=fast)
    first, *others = changed((active, suggested))
    assert (first.on, first.was.kind, first.now.kind, first.word) == (fast, "intervals", "easy", "easier")
    assert {change.word for change in others} == {"other steps"}  # the fast sessions after it are one behind
