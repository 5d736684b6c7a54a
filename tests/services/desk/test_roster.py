"""The roster's entries: what they say, and when they are made anew."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from coaching.content import demo
from coaching.models import Athlete, CoachAccess, RosterEntry, TrainingPlan, Workout
from coaching.rules.terms import Answers, CrampReport, Goal, OverlayKind, Sign, Sport, Timing, Training
from coaching.services import adapting
from coaching.services.desk import roster
from coaching.services.desk.adding_up import entries
from coaching.services.incidents import log
from coaching.services.people import changed, preferences
from coaching.services.training import activities, moving, overlays
from coaching.services.weeks import week_of
from tests.builders import NOW, TODAY, make_assessment, make_athlete, make_coach, make_runner, make_user, with_race_in
from tests.desk import make_entry, make_many
from tests.lives import FLAG, follow, make_activity, make_incident, make_overlay

pytestmark = pytest.mark.django_db

WEEKS = timedelta(weeks=1)
IN_THE_DATABASE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def entry_of(athlete, today=TODAY):
    (entry,) = entries([athlete.pk], today)
    return entry


def said(athlete, *names, today=TODAY):
    entry = entry_of(athlete, today)
    return tuple(getattr(entry, name) for name in names)


def later(weeks):
    """The Monday so many weeks after the one that follows today: plans here start tomorrow, a Monday."""
    return week_of(TODAY) + (weeks + 1) * WEEKS


# --- What an entry says ----------------------------------------------------------------------------


def test_of_somebody_new_there_is_little_to_say():
    emil = make_athlete("Émil")
    emil.kept_email = "Emil@Example.org"
    emil.save()
    entry = entry_of(emil)
    assert (entry.search, entry.plan, entry.sport, entry.silent_since) == ("émil emil@example.org", "none", "", None)
    assert (entry.planned_7, entry.done_28, entry.race_gap, entry.open_incidents) == (0, 0, None, 0)


def test_who_has_an_account_is_found_by_its_address():
    assert said(make_athlete("Ada", user=make_user("Ada")), "search") == ("ada ada@example.org",)


def test_without_a_plan_the_race_is_the_one_that_was_named():
    """A sign stopped the plan; the race in four weeks is still ahead."""
    alice = make_runner(answers=with_race_in(4))
    alice.plans.all().delete()
    make_activity(alice, on=TODAY - WEEKS, distance_km=8.0, minutes=48)
    assert said(alice, "sport", "plan", "race_on", "race_gap") == ("running", "none", TODAY + 4 * WEEKS, 1.25)
    assert said(alice, "race_on", "race_gap", today=TODAY + 5 * WEEKS) == (None, None)


def test_planned_and_done_are_of_the_days_before_today():
    alice = make_runner(answers=with_race_in(8))
    today = later(5)
    planned = Workout.objects.of(alice).filter(kind__in=["easy", "long", "intervals", "goal_pace"], on__lt=today)
    follow(alice, until=today, factor=0.5)
    make_activity(alice, on=today, distance_km=30.0, minutes=180)
    of_days = {
        days: sum(row.distance_km or 0 for row in planned if row.on >= today - timedelta(days=days)) for days in (7, 28)
    }
    found = said(alice, "planned_7", "done_7", "planned_28", "done_28", today=today)
    assert found == pytest.approx((of_days[7], of_days[7] / 2, of_days[28], of_days[28] / 2), abs=0.15)
    assert of_days[28] > of_days[7] > 0


def test_runs_planned_by_time_alone_count_with_the_km_of_the_usual_pace():
    alice = make_runner(answers=with_race_in(8))
    today, planned = later(5), Workout.objects.of(alice).filter(kind="easy", on__lt=later(5)).last()
    before = said(alice, "planned_7", "done_7", today=today)
    pace = TrainingPlan.objects.get().baseline["budget_pace_s_per_km"]
    Workout.objects.filter(pk=planned.pk).update(distance_km=None, minutes=60)
    make_activity(alice, Workout.objects.select_related("week__plan").get(pk=planned.pk))
    an_hour = 3600 / pace
    expected = (before[0] - planned.distance_km + an_hour, before[1] + an_hour)
    assert said(alice, "planned_7", "done_7", today=today) == pytest.approx(expected, abs=0.06)


def test_cyclists_are_counted_in_minutes():
    training = Training(sessions_per_week=3, weekly_minutes=200, longest_minutes=90, longest_on=TODAY)
    goal = Goal(100.0, TODAY + 8 * WEEKS)
    answers = replace(demo.fatigue(TODAY), sport=Sport.CYCLING, training=training, goal=goal)
    rider, today = make_runner(answers=answers), later(2)
    make_activity(rider, on=today - timedelta(days=2), sport="cycling", distance_km=40, minutes=120)
    make_activity(rider, on=today - timedelta(days=2), sport="running", distance_km=10, minutes=60)
    assert said(rider, "sport", "done_7", "race_gap", today=today) == ("cycling", 120, 2.0)


def test_strength_and_what_was_missed_are_no_runs():
    alice, today = make_runner(answers=with_race_in(8)), later(2)
    strength = Workout.objects.of(alice).filter(kind="strength").first()
    make_activity(alice, strength, on=today - timedelta(days=1), minutes=40)
    make_activity(alice, on=today - timedelta(days=2), outcome="missed")
    assert said(alice, "done_7", "last_log_on", today=today) == (0, today - timedelta(days=1))


def test_the_race_lies_beyond_the_longest_run_of_thirty_days():
    alice = make_runner(answers=with_race_in(8))
    before = said(alice, "race_on", "race_km", "race_gap")
    make_activity(alice, on=TODAY, distance_km=20.0, minutes=120)
    assert before[:2] == (TODAY + 8 * WEEKS, 10.0)
    assert before[2] > said(alice, "race_gap")[0] == 0.5


def test_after_the_race_there_is_none():
    alice = make_runner(answers=with_race_in(4))
    assert said(alice, "race_on", "race_gap", today=TODAY + 5 * WEEKS) == (None, None)


def test_the_state_of_a_plan():
    alice = make_runner(answers=with_race_in(4))
    plan = TrainingPlan.objects.get()
    assert said(alice, "plan", "plan_ends_on") == ("active", plan.ends_on)
    assert said(alice, "plan", today=plan.ends_on + timedelta(days=1)) == ("ended",)
    make_incident(alice, on=TODAY, triage=FLAG)
    assert said(alice, "plan") == ("paused",)


def test_a_plan_that_was_put_down_without_another_is_over():
    alice = make_runner(answers=with_race_in(4))
    TrainingPlan.objects.update(status="retired", retired_on=TODAY + timedelta(days=9))
    assert said(alice, "plan", "plan_ends_on", "race_on") == ("ended", TODAY + timedelta(days=8), TODAY + 4 * WEEKS)


def test_silence_counts_from_the_last_log_or_the_first_day_and_not_through_illness():
    alice, today = make_runner(answers=with_race_in(8)), later(4)
    assert said(alice, "silent_since", today=today) == (TODAY + timedelta(days=1),)
    make_activity(alice, on=TODAY + timedelta(days=4), outcome="missed")
    assert said(alice, "silent_since", today=today) == (TODAY + timedelta(days=4),)
    make_overlay(alice, starts_on=today - timedelta(days=3), days=5)
    assert said(alice, "silent_since", today=today) == (None,)


def test_cramps_are_open_for_four_weeks_or_while_they_stop():
    alice = make_runner()
    for back in (0, 28, 29):
        make_incident(alice, on=TODAY - timedelta(days=back))
    make_incident(alice, on=TODAY - timedelta(days=60), triage=FLAG)
    newest = datetime(2026, 11, 22, 12, tzinfo=UTC)
    found = said(alice, "open_incidents", "cramp_at", "red_flag_at")
    assert found == (3, newest, newest - timedelta(days=60))


def test_the_oldest_sign_counts_and_one_that_was_looked_at_does_not():
    alice = make_runner()
    first = make_incident(alice, on=TODAY - timedelta(days=9), triage=FLAG)
    second = make_incident(alice, on=TODAY - timedelta(days=2), triage=FLAG)
    assert said(alice, "red_flag_at") == (first.created_at,)
    log.clear(incident=first, now=NOW, today=TODAY)
    assert said(alice, "red_flag_at") == (second.created_at,)


def test_answers_that_ask_for_help_are_a_red_flag_until_others_are_given():
    alice = make_runner()
    flagged = Answers(answered_on=TODAY, cramp=CrampReport(signs=frozenset({Sign.POP})))
    make_assessment(athlete=alice, answers=flagged, now=NOW)
    assert said(alice, "red_flag_at", "symptomatic_at") == (NOW, NOW)
    make_assessment(athlete=alice, now=NOW + timedelta(hours=1))
    assert said(alice, "red_flag_at", "symptomatic_at") == (None, None)


@pytest.mark.parametrize(
    ("answers", "red_flag", "symptomatic"),
    [(demo.fatigue, None, None), (demo.mixed, None, None), (demo.symptomatic, NOW, NOW)],
)
def test_answers_of_another_pattern_are_told_with_their_moment(answers, red_flag, symptomatic):
    athlete = make_runner(answers=answers(TODAY))
    assert said(athlete, "red_flag_at", "symptomatic_at") == (red_flag, symptomatic)


def test_a_suggestion_waits_since_it_was_made():
    alice = make_runner(answers=with_race_in(8))
    made = adapting.suggest(athlete=alice, reason="asked", now=NOW, today=TODAY)
    assert said(alice, "suggestion_at") == (made.created_at,)


def test_weeks_without_strength_are_counted_from_the_last_whole_week_back():
    alice, today = make_runner(answers=with_race_in(10)), later(3) + timedelta(days=2)
    assert said(alice, "strength_missed_weeks", "strength_missed_since", today=today) == (3, later(0))
    first = Workout.objects.of(alice).filter(kind="strength", on__lt=later(1)).first()
    make_activity(alice, first, minutes=30)
    assert said(alice, "strength_missed_weeks", "strength_missed_since", today=today) == (2, later(1))
    make_overlay(alice, starts_on=later(1), days=7)
    assert said(alice, "strength_missed_weeks", "strength_missed_since", today=today) == (1, later(2))


def test_a_batch_costs_as_many_queries_whatever_it_holds():
    empty = make_athlete("Emil")
    full = [make_runner(name, answers=with_race_in(8)) for name in ("Ada", "Bea", "Cleo")]
    for athlete in full:
        follow(athlete, until=TODAY + 3 * WEEKS)
        make_incident(athlete, on=TODAY)
        make_overlay(athlete, starts_on=TODAY, days=2)
    counted = []
    for athletes in ([empty], full):
        with CaptureQueriesContext(connection) as queries:
            assert len(entries([athlete.pk for athlete in athletes], TODAY + 3 * WEEKS)) == len(athletes)
        counted.append(len(queries))
    assert counted[0] == counted[1] == 11


# --- When they are made ----------------------------------------------------------------------------


def test_entries_are_made_for_current_athletes_and_made_anew_after_a_change_or_a_day():
    coach = make_coach("Bob")
    ada, bea = make_many(coach, 2)
    make_athlete("Nobody's")
    assert [roster.refresh(today=TODAY, coach=coach) for _ in range(2)] == [2, 0]
    changed(ada)
    assert list(roster.stale(TODAY, coach)) == [ada]
    assert roster.refresh(today=TODAY) == 1
    assert roster.refresh(today=TODAY + timedelta(days=1)) == 2
    assert {entry.athlete_id: entry.version for entry in RosterEntry.objects.all()} == {ada.pk: 1, bea.pk: 0}


def test_who_changed_comes_before_who_is_of_yesterday():
    coach = make_coach("Bob")
    first, second, _ = make_many(coach, 3)
    make_entry(first, as_of=TODAY - timedelta(days=1))
    make_entry(second, version=7)
    assert roster.refresh(today=TODAY, coach=coach, most=2) == 2
    assert list(roster.stale(TODAY, coach)) == [first]


def press(athlete):
    """Each verb that changes what a line says, by its name."""
    plan = TrainingPlan.objects.active().get(athlete=athlete)
    workout = plan.weeks.first().workouts.first()
    span = {"starts_on": TODAY + timedelta(days=1), "ends_on": TODAY + timedelta(days=3)}
    at, made = {"now": NOW, "today": TODAY}, {"form": uuid4(), "now": NOW, "today": TODAY}
    cramp = log.Told(at=NOW, on=TODAY, timing=Timing.DURING)
    wishes = {name: getattr(athlete.user, name) for name in preferences.NAMES}
    return {
        "log": lambda: activities.log(athlete=athlete, entry=activities.Entry(), on=TODAY, **at),
        "cramp": lambda: log.record(athlete=athlete, told=cramp, workout=None, **made),
        "answers": lambda: make_assessment(athlete=athlete, now=NOW),
        "suggestion": lambda: adapting.suggest(athlete=athlete, reason="asked", **at),
        "illness": lambda: overlays.add(athlete=athlete, kind=OverlayKind.SICK, note="", **span, **made),
        "move": lambda: moving.move(workout=workout, to=workout.on + timedelta(days=1), by=athlete.user, **at),
        "name": lambda: preferences.prefer(user=athlete.user, wishes=wishes | {"name": "Alma"}),
    }


@pytest.mark.parametrize("verb", ["log", "cramp", "answers", "suggestion", "illness", "move", "name"])
def test_whatever_changes_a_line_makes_it_stale(verb):
    alice = make_runner(answers=with_race_in(8))
    make_entry(Athlete.objects.get(pk=alice.pk))
    CoachAccess.objects.create(athlete=alice, coach=make_coach("Bob"))
    assert list(roster.stale(TODAY)) == []
    press(alice)[verb]()
    assert list(roster.stale(TODAY)) == [alice]


def test_an_ended_access_needs_no_entry():
    coach = make_coach("Bob")
    make_many(coach, 1, revoked_at=NOW)
    assert roster.refresh(today=TODAY) == 0


def test_more_than_a_batch_is_made_in_several(monkeypatch):
    monkeypatch.setattr(roster, "BATCH", 2)
    coach = make_coach("Bob")
    make_many(coach, 5)
    assert (roster.refresh(today=TODAY, coach=coach), RosterEntry.objects.count()) == (5, 5)


def test_somebody_who_went_meanwhile_is_left_out():
    gone, there = make_athlete("Emil"), make_athlete("Ada")
    made = entries([gone.pk, there.pk], TODAY)
    gone.delete()
    assert roster._store(made) == 1
    assert RosterEntry.objects.get().athlete == there


def test_one_job_waits_however_often_it_is_asked_for(settings):
    settings.TASKS = IN_THE_DATABASE
    roster.leave_to_a_job()
    roster.leave_to_a_job()
    assert [job.task_path for job in DBTaskResult.objects.all()] == ["coaching.services.desk.roster.add_up"]


@time_machine.travel(NOW, tick=False)
def test_the_job_leaves_what_is_too_much_to_the_next_one(monkeypatch, settings):
    settings.TASKS = IN_THE_DATABASE
    monkeypatch.setattr(roster, "PER_JOB", 2)
    make_many(make_coach("Bob"), 3)
    roster.add_up.call()
    assert (RosterEntry.objects.count(), DBTaskResult.objects.count()) == (2, 1)
    roster.add_up.call()
    assert (RosterEntry.objects.count(), DBTaskResult.objects.count()) == (3, 1)


def test_of_gives_the_athletes_of_one_coach_with_their_entries(django_assert_num_queries):
    coach = make_coach("Bob")
    for athlete in make_many(coach, 3):
        make_entry(athlete)
    make_many(make_coach("Vera"), 1)
    with django_assert_num_queries(1):
        assert [access.athlete.roster_entry.plan for access in roster.of(coach)] == ["none"] * 3
    assert CoachAccess.objects.count() == 4
