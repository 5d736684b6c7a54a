"""Pauses: which days they take, what they do to a workout, and how they end."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from coaching.models import Athlete, Overlay, Workout
from coaching.rules.terms import Effect, OverlayKind
from coaching.services.training import overlays
from tests.builders import NOW, TODAY, make_runner

pytestmark = pytest.mark.django_db
SICK, BELOW_PAR, HOLIDAY = OverlayKind.SICK, OverlayKind.BELOW_PAR, OverlayKind.HOLIDAY


@pytest.fixture
def alice():
    return make_runner()


def day(count):
    return TODAY + timedelta(days=count)


def add(athlete, kind=SICK, first=0, last=6, **words):
    words = {"note": "", "form": uuid4(), "now": NOW, "today": TODAY} | words
    return overlays.add(athlete=athlete, kind=kind, starts_on=day(first), ends_on=day(last), **words)


def refused(*args, **words):
    with pytest.raises(ValidationError) as refusal:
        add(*args, **words)
    return refusal.value.message_dict


def held(athlete, first=0, last=60):
    """The effect and the kind of overlay for each workout of these days that something holds back."""
    lying_over = overlays.over(athlete, day(first), day(last))
    workouts = Workout.objects.of(athlete).in_force().filter(on__range=(day(first), day(last)))
    found = {workout: overlays.effect_on(lying_over, workout) for workout in workouts}
    return {w: (effect, over.kind) for w, (effect, over) in found.items() if over}


def planned(athlete, kind):
    return Workout.objects.of(athlete).filter(kind=kind).order_by("on").first()


def test_it_is_stored_with_its_days_and_note(alice):
    add(alice, note="A cold")
    row = Overlay.objects.get()
    assert (row.athlete, row.kind, row.starts_on, row.ends_on) == (alice, "sick", day(0), day(6))
    assert (row.note, row.lifted_on, row.created_at) == ("A cold", None, NOW)


def test_the_same_form_sent_twice_counts_once(alice):
    form = uuid4()
    assert add(alice, form=form) == add(alice, form=form)
    assert Overlay.objects.count() == 1


def test_being_sick_takes_every_workout_of_its_days_out(alice):
    add(alice, first=0, last=6)
    week = Workout.objects.of(alice).filter(on__range=(day(0), day(6)))
    assert held(alice) == dict.fromkeys(week, (Effect.OFF, "sick"))
    assert week.count() > 2


def test_not_feeling_right_makes_the_long_run_easy_and_leaves_easy_runs(alice):
    long = planned(alice, "long")
    add(alice, BELOW_PAR, first=(long.on - TODAY).days - 2, last=(long.on - TODAY).days + 2)
    found = held(alice)
    assert found[long] == (Effect.EASY, "below_par")
    assert {w.kind for w in found} <= {"long", "intervals", "goal_pace", "strength"}
    minutes = min(40, long.minutes // 2) // 5 * 5
    said = f"Easy instead, {minutes} minutes at most. Leave it out if it does not feel right."
    assert overlays.words(Overlay.objects.get(), long) == said


def test_the_stronger_of_two_holds(alice):
    long = planned(alice, "long")
    at = (long.on - TODAY).days
    add(alice, HOLIDAY, first=at, last=at)
    add(alice, SICK, first=at, last=at)
    assert held(alice, at, at)[long] == (Effect.OFF, "sick")


@pytest.mark.parametrize("days", [1, 2, 15, 61])
def test_not_feeling_right_lasts_three_to_fourteen_days(alice, days):
    said = "“Not feeling 100 %” lasts 3 to 14 days: choose a last day from Tuesday 24 November 2026 to Saturday 5 December 2026."
    assert refused(alice, BELOW_PAR, last=days - 1) == {"ends_on": [said]}


@pytest.mark.parametrize(("kind", "days"), [(BELOW_PAR, 3), (BELOW_PAR, 14), (SICK, 1), (SICK, 60), (HOLIDAY, 60)])
def test_the_shortest_and_the_longest_are_taken(alice, kind, days):
    assert add(alice, kind, last=days - 1).ends_on == day(days - 1)


def test_more_than_sixty_days_are_refused(alice):
    assert list(refused(alice, SICK, last=60)) == ["ends_on"]


def test_the_last_day_does_not_come_before_the_first(alice):
    assert refused(alice, last=-1) == {"ends_on": ["The last day cannot come before the first."]}


@pytest.mark.parametrize("first", [-15, 91, 36500])
def test_it_starts_within_a_fortnight_back_and_ninety_days_ahead(alice, first):
    said = "Choose a first day from Sunday 8 November 2026 to Saturday 20 February 2027."
    assert refused(alice, first=first, last=first + 3) == {"starts_on": [said]}


@pytest.mark.parametrize("first", [-14, 90])
def test_the_borders_of_its_start_are_taken(alice, first):
    assert add(alice, first=first, last=first + 3).starts_on == day(first)


def test_two_of_one_kind_do_not_overlap(alice):
    add(alice, first=0, last=6)
    said = (
        "You have “Sick” from Sunday 22 November 2026 to Saturday 28 November 2026 already. "
        "End that one first, or choose other days."
    )
    assert refused(alice, first=6, last=8) == {"starts_on": [said]}
    add(alice, first=7, last=8)
    assert Overlay.objects.count() == 2


def test_another_kind_and_another_athlete_may_lie_over_the_same_days(alice):
    add(alice)
    add(alice, HOLIDAY)
    add(make_runner("Charlie"))
    assert Overlay.objects.count() == 3


def test_lifted_it_ends_that_day(alice):
    overlay = add(alice, first=-2, last=6)
    overlays.lift(overlay=overlay, on=TODAY, now=NOW)
    assert held(alice) == {}
    assert (overlays.current(alice, TODAY), overlays.past(alice, TODAY)) == ([], [overlay])
    assert overlays.over(alice, day(-1), day(-1)) == [overlay]


def test_lifted_on_a_later_day_it_held_until_the_day_before(alice):
    overlays.lift(overlay=add(alice, last=6), on=day(3), now=NOW)
    assert {w.on for w in held(alice)} == set(
        Workout.objects.of(alice).filter(on__range=(day(0), day(2))).values_list("on", flat=True)
    )


def test_one_that_is_to_come_is_taken_out(alice):
    overlays.lift(overlay=add(alice, first=5, last=9), on=TODAY, now=NOW)
    assert overlays.over(alice, day(0), day(60)) == []


def test_lifted_twice_it_ended_the_first_time(alice):
    overlay = overlays.lift(overlay=add(alice, last=6), on=day(2), now=NOW)
    assert overlays.lift(overlay=overlay, on=day(4), now=NOW).lifted_on == day(2)


def test_one_that_is_over_stays_as_it_was(alice):
    overlay = overlays.lift(overlay=add(alice, last=2), on=day(3), now=NOW)
    assert overlay.lifted_on is None
    assert (overlays.current(alice, day(3)), overlays.past(alice, day(3))) == ([], [overlay])


def test_after_it_was_lifted_the_days_are_free_again(alice):
    overlays.lift(overlay=add(alice, first=0, last=6), on=day(2), now=NOW)
    assert add(alice, first=2, last=6).starts_on == day(2)


def test_calendars_are_told_of_the_workouts_it_touches_and_of_no_others(alice):
    version = Athlete.objects.get().version
    overlay = add(alice, first=0, last=6)
    changed = set(Workout.objects.filter(changed_at=NOW, sequence=1))
    assert changed == set(Workout.objects.of(alice).filter(on__lte=day(6)))
    later = NOW + timedelta(days=3)
    overlays.lift(overlay=overlay, on=day(3), now=later)
    again = set(Workout.objects.filter(changed_at=later, sequence=2))
    assert again == {workout for workout in changed if workout.on >= day(3)} != set()
    assert Athlete.objects.get().version == version + 2


def test_the_overlays_of_some_days_take_one_question(alice, django_assert_num_queries):
    for first in (0, 10, 20):
        add(alice, first=first, last=first + 3)
    with django_assert_num_queries(1):
        assert len(overlays.over(alice, day(0), day(60))) == 3
