"""The plan as a calendar, read by a second implementation."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
import vobject
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from coaching.models import CalendarFeed, Overlay, TrainingPlan, Workout
from coaching.rules.terms import OverlayKind, Sign, Timing
from coaching.services import adapting
from coaching.services.incidents import log
from coaching.services.training import feed, moving, overlays, subscriptions
from tests.builders import NOW, TODAY, make_runner, with_race_in
from tests.lives import make_activity

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def today(db):
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def runner():
    return make_runner(answers=with_race_in(6))


def subscribed(runner, now=NOW):
    subscriptions.open_feed(athlete=runner, now=now)
    return subscriptions.find(CalendarFeed.objects.get(athlete=runner).token)


def events(runner, now=NOW):
    """What a calendar program sees, by UID."""
    raw = feed.calendar(subscribed(runner), now).decode()
    found = vobject.readOne(raw).contents.get("vevent", [])
    assert len({event.uid.value for event in found}) == len(found)
    return {event.uid.value: event for event in found}


def told(event):
    return event.dtstart.value, int(event.sequence.value), event.status.value


def workouts(runner):
    return Workout.objects.of(runner).exclude(kind="rest").in_force().order_by("on", "position")


def uid(workout):
    return f"{workout.calendar_uid}@uncramp"


def first_of(runner, kind):
    return workouts(runner).filter(kind=kind).first()


# --- What it shows --------------------------------------------------------------------------------


def test_each_workout_is_one_event_of_a_whole_day(runner):
    expected = {uid(w): (w.on, w.on + A_DAY, "CONFIRMED", "TRANSPARENT", "0") for w in workouts(runner)}
    found = {
        key: (e.dtstart.value, e.dtend.value, e.status.value, e.transp.value, e.sequence.value)
        for key, e in events(runner).items()
    }
    assert found == expected
    assert len(found) > 20


def test_days_of_rest_are_no_events(runner):
    rest = Workout.objects.of(runner).filter(kind="rest").first()
    assert uid(rest) not in events(runner)


def test_an_event_says_what_the_workout_is_and_how_to_do_it(runner):
    workout = first_of(runner, "easy")
    Workout.objects.filter(pk=workout.pk).update(
        title="Easy; run, really", distance_km=8, steps=["Warm up, slowly", "Go; on"]
    )
    event = events(runner)[uid(workout)]
    assert event.summary.value == "Easy; run, really, 8 km"
    link = f"http://127.0.0.1:8000/plan/{workout.week.plan_id}/workout/{workout.pk}/"
    lines = [workout.purpose, f"Effort: {workout.effort}", "1. Warm up, slowly", "2. Go; on", link]
    assert event.description.value.split("\n") == lines
    assert event.url.value == link


def test_titles_are_in_the_units_of_the_reader(runner):
    runner.user.units = "imperial"
    runner.user.save()
    workout = first_of(runner, "easy")
    Workout.objects.filter(pk=workout.pk).update(title="Easy run", distance_km=16.09344)
    assert events(runner)[uid(workout)].summary.value == "Easy run, 10 miles"


def test_the_calendar_has_a_name_and_says_how_often_to_ask(runner):
    raw = feed.calendar(subscribed(runner), NOW).decode()
    head = raw.split("BEGIN:VEVENT")[0].split("\r\n")
    assert sorted(head) == sorted(
        [
            "BEGIN:VCALENDAR",
            "PRODID:-//Uncramp//Training plan//EN",
            "VERSION:2.0",
            "NAME:Uncramp",
            "X-WR-CALNAME:Uncramp",
            "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
            "X-PUBLISHED-TTL:PT6H",
            "",
        ]
    )
    assert max(len(line.encode()) for line in raw.split("\r\n")) <= 75


def test_asked_twice_it_is_the_same_bytes(runner):
    one = subscribed(runner)
    assert feed.calendar(one, NOW) == feed.calendar(one, NOW + timedelta(hours=3))


def test_it_keeps_sixty_days(runner):
    days = sorted(event.dtstart.value for event in events(runner).values())
    late = datetime.combine(days[2] + timedelta(days=60), datetime.min.time(), ZoneInfo("UTC"))
    assert sorted(event.dtstart.value for event in events(runner, late).values()) == days[2:]


def test_a_stranger_s_workouts_are_not_in_it(runner):
    charlie = make_runner("Charlie", answers=with_race_in(6))
    assert set(events(runner)) == {uid(workout) for workout in workouts(runner)}
    assert set(events(runner)) & set(events(charlie)) == set()


def test_someone_without_a_plan_gets_an_empty_calendar(runner):
    TrainingPlan.objects.all().delete()
    assert events(runner) == {}


# --- It updates in place --------------------------------------------------------------------------


def test_a_moved_workout_keeps_its_event(runner):
    workout = first_of(runner, "easy")
    to = workout.on + A_DAY
    moving.move(workout=workout, to=to, by=runner.user, now=NOW + A_DAY, today=TODAY)
    event = events(runner)[uid(workout)]
    assert told(event) == (to, 1, "CONFIRMED")
    assert event.last_modified.value == NOW + A_DAY
    assert f"Planned for {workout.on:%A} {workout.on.day} {workout.on:%B %Y}, moved." in event.description.value


def lay_over(runner, kind, on):
    overlays.add(
        athlete=runner, kind=kind, starts_on=on, ends_on=on + 2 * A_DAY, note="", form=uuid4(), now=NOW, today=TODAY
    )


def test_a_workout_of_a_sick_day_is_cancelled_and_comes_back_when_that_is_over(runner):
    workout = first_of(runner, "easy")
    lay_over(runner, OverlayKind.SICK, workout.on)
    assert told(events(runner)[uid(workout)]) == (workout.on, 1, "CANCELLED")
    overlays.lift(overlay=Overlay.objects.get(), on=workout.on, now=NOW)
    assert told(events(runner)[uid(workout)]) == (workout.on, 2, "CONFIRMED")


def test_an_eased_workout_says_so_and_not_why(runner):
    workout = first_of(runner, "long")
    before = events(runner)[uid(workout)].summary.value
    lay_over(runner, OverlayKind.BELOW_PAR, workout.on)
    event = events(runner)[uid(workout)]
    assert (event.summary.value, told(event)) == (f"Easy instead: {before}", (workout.on, 1, "CONFIRMED"))
    assert event.description.value.startswith("Easy instead, ")


def make_flagged(runner, now=NOW):
    told = log.Told(at=now, on=now.date(), timing=Timing.DURING, signs=frozenset({Sign.POP}))
    return log.record(athlete=runner, told=told, workout=None, form=uuid4(), now=now, today=now.date())


def statuses(runner):
    return {(int(event.sequence.value), event.status.value) for event in events(runner).values()}


def test_a_paused_plan_is_cancelled_and_comes_back_when_somebody_has_looked(runner):
    flagged = make_flagged(runner)
    assert statuses(runner) == {(1, "CANCELLED")}
    log.clear(incident=flagged, now=NOW + A_DAY, today=TODAY + A_DAY)
    assert statuses(runner) == {(2, "CONFIRMED")}
    assert {event.last_modified.value for event in events(runner).values()} == {NOW + A_DAY}


def test_a_sign_that_was_told_by_mistake_gives_the_calendar_back(runner):
    log.delete(incident=make_flagged(runner), now=NOW + A_DAY, today=TODAY + A_DAY)
    assert statuses(runner) == {(2, "CONFIRMED")}


def test_a_pause_leaves_what_came_before_it_and_what_was_logged(runner):
    first, second, third = workouts(runner).filter(kind="easy")[:3]
    later = datetime.combine(second.on, datetime.min.time(), ZoneInfo("UTC")) + timedelta(hours=9)
    make_activity(runner, second)
    make_flagged(runner, later)
    found = events(runner, later)
    assert [found[uid(w)].status.value for w in (first, second, third)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_what_was_logged_stays_on_a_sick_day(runner):
    workout = first_of(runner, "easy")
    lay_over(runner, OverlayKind.SICK, workout.on)
    make_activity(runner, workout)
    assert events(runner)[uid(workout)].status.value == "CONFIRMED"


def test_an_accepted_plan_updates_what_goes_on_and_cancels_what_fell_away(runner, today):
    old = TrainingPlan.objects.get()
    for workout in workouts(runner).filter(on__lte=TODAY + timedelta(days=10)):
        make_activity(runner, workout, outcome="missed")
    at = NOW + timedelta(days=11)
    today.move_to(at)
    before = events(runner, at)
    plan = adapting.suggest(athlete=runner, reason="asked", now=at, today=at.date())
    assert events(runner, at).keys() == before.keys()
    new = adapting.accept(plan=plan, by=runner.user, now=at, today=at.date())
    after = events(runner, at)
    assert before.keys() <= after.keys()
    kept = [uid(w) for w in Workout.objects.filter(week__plan=new).exclude(uid="").exclude(kind="rest")]
    past = [uid(w) for w in Workout.objects.filter(week__plan=old, on__lt=new.starts_on).exclude(kind="rest")]
    gone = before.keys() - set(kept) - set(past)
    assert len(kept) > 5
    assert {told(after[key])[1:] for key in kept} == {(1, "CONFIRMED")}
    assert {told(after[key])[1:] for key in past} == {(0, "CONFIRMED")}
    assert {told(after[key])[1:] for key in gone} <= {(1, "CANCELLED")}


def test_what_a_later_plan_dropped_is_cancelled_for_sixty_days_after_its_day(runner):
    dropped = workouts(runner).last()
    held = workouts(runner).first()
    TrainingPlan.objects.update(status="retired", retired_on=held.on + A_DAY)
    found = [told(events(runner)[uid(workout)]) for workout in (held, dropped)]
    assert found == [(held.on, 0, "CONFIRMED"), (dropped.on, 1, "CANCELLED")]
    noon = datetime.combine(dropped.on, datetime.min.time(), ZoneInfo("UTC"))
    assert list(events(runner, noon + timedelta(days=60))) == [uid(dropped)]
    assert events(runner, noon + timedelta(days=61)) == {}


def test_a_plan_that_was_only_suggested_or_declined_is_not_in_it(runner):
    plan = TrainingPlan.objects.get()
    for status in ("suggested", "declined"):
        TrainingPlan.objects.filter(pk=plan.pk).update(status=status)
        assert events(runner) == {}


def test_a_replaced_plan_never_lowers_a_sequence(runner):
    """Whichever plan a workout comes from, each change counts on."""
    workout = workouts(runner).last()
    Workout.objects.filter(pk=workout.pk).update(sequence=7)
    old = TrainingPlan.objects.get()
    TrainingPlan.objects.filter(pk=old.pk).update(status="retired", retired_on=TODAY)
    make_again(runner, workout)
    assert told(events(runner)[uid(workout)]) == (workout.on, 8, "CONFIRMED")


def make_again(runner, workout):
    """The athlete's next plan, with one workout in the place of that one."""
    from_old = workout.week
    plan = from_old.plan
    plan.pk, plan.status, plan.retired_on = uuid4(), "active", None
    plan._state.adding = True
    plan.save()
    from_old.pk, from_old.plan = None, plan
    from_old.save()
    key = workout.calendar_uid
    workout.pk, workout.week, workout.uid, workout.sequence = None, from_old, key, 0
    workout.save()


@pytest.mark.parametrize("kind", ["one", "many"])
def test_it_takes_five_queries_however_long_the_history_is(runner, django_assert_num_queries, kind):
    one = subscribed(runner)
    if kind == "many":
        for workout in workouts(runner):
            make_activity(runner, workout)
        for _ in range(3):
            make_flagged(runner)
        lay_over(runner, OverlayKind.SICK, TODAY + A_DAY)
    with django_assert_num_queries(5):
        feed.calendar(one, NOW)


# --- Its version ----------------------------------------------------------------------------------


def test_the_version_is_another_one_after_each_change_and_each_day(runner):
    versions = [feed.version(subscribed(runner), NOW)]
    runner.user.units = "imperial"
    runner.user.save()
    versions.append(feed.version(subscribed(runner), NOW))
    workout = first_of(runner, "easy")
    moving.move(workout=workout, to=workout.on + A_DAY, by=runner.user, now=NOW, today=TODAY)
    versions.append(feed.version(subscribed(runner), NOW))
    versions.append(feed.version(subscribed(runner), NOW + A_DAY))
    assert len(set(versions)) == 4
    assert feed.version(subscribed(runner), NOW + A_DAY) == versions[-1]


def test_the_day_is_the_athlete_s_own(runner):
    runner.user.time_zone = "Pacific/Auckland"
    runner.user.save()
    assert feed.version(subscribed(runner), NOW).endswith(f'{date(2026, 11, 23):%Y%m%d}"')


# --- The address ----------------------------------------------------------------------------------


def test_opening_twice_gives_one_address(runner):
    first, second = (subscriptions.open_feed(athlete=runner, now=NOW) for _ in range(2))
    assert (first.token, len(first.token)) == (second.token, 43)


def test_a_new_address_ends_the_old_one(runner):
    old = subscriptions.open_feed(athlete=runner, now=NOW).token
    new = subscriptions.renew(athlete=runner, now=NOW).token
    assert (subscriptions.find(old), subscriptions.find(new).athlete) == (None, runner)


def test_a_closed_address_leads_nowhere(runner):
    token = subscriptions.open_feed(athlete=runner, now=NOW).token
    subscriptions.close(athlete=runner)
    subscriptions.close(athlete=runner)
    assert subscriptions.find(token) is None


def test_without_consent_or_with_a_closed_account_there_is_no_calendar(runner):
    token = subscriptions.open_feed(athlete=runner, now=NOW).token
    runner.user.consents.update(withdrawn_at=NOW)
    assert subscriptions.find(token) is None
    runner.user.consents.update(withdrawn_at=None)
    assert subscriptions.find(token).athlete == runner
    runner.user.is_active = False
    runner.user.save()
    assert subscriptions.find(token) is None


@pytest.mark.parametrize("token", ["", "x", "\x00" * 43, "ä" * 43, "a" * 44])
def test_what_is_no_token_asks_the_database_nothing(token, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert subscriptions.find(token) is None


# --- Odd characters -------------------------------------------------------------------------------


STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")  # what every database takes


class TestOddTexts(TestCase):
    """Titles and steps that a coach may type."""

    @given(title=st.text(STORABLE, min_size=1, max_size=100), step=st.text(STORABLE, max_size=200))
    def test_whatever_is_typed_is_read_back(self, title, step):
        with time_machine.travel(NOW, tick=False):
            runner = make_runner(answers=with_race_in(4))
            Workout.objects.exclude(pk=first_of(runner, "easy").pk).delete()
            Workout.objects.update(title=title, steps=[step], distance_km=None, minutes=0)
            (event,) = events(runner).values()
        assert event.summary.value == readable(title)
        assert f"\n1. {readable(step)}\n" in event.description.value


def readable(text):
    """The text without control characters, its lines ended as calendars end them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\t\n" or (c >= " " and c != "\x7f"))
