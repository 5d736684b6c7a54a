"""An assessment from its first page to findings and a plan, in the database."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.utils.datastructures import MultiValueDict

from coaching.content import demo
from coaching.forms.assessments import step
from coaching.models import Assessment, TrainingPlan, Workout
from coaching.rules.terms import Answers, CrampReport, Goal, Sign, Sport, Timing
from coaching.services import assessments
from coaching.services.stored import plain
from tests.builders import NOW, TODAY, make_assessment, make_athlete, make_draft, with_race_in

pytestmark = pytest.mark.django_db

TOMORROW = TODAY + timedelta(days=1)
EMERGENCY = Answers(answered_on=TODAY, cramp=CrampReport(signs=frozenset({Sign.CONFUSION})))


def start(**fields):
    return assessments.start(browser="a browser", today=TODAY, **fields)


def answer(draft, slug, today=TODAY, **fields):
    """As the view does: the form is made with the answers the tab knew."""
    posted = {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
    form = step(slug)(MultiValueDict(posted), answers=assessments.answers_of(draft, today=today))
    assert form.errors == {}
    return assessments.answer(assessment=draft, page=slug, write=form.onto, reopens=form.reopens(), today=today)


def submit(draft, **fields):
    return assessments.submit(assessment=draft, now=NOW, today=TODAY, **fields)


# --- Starting -----------------------------------------------------------------------------------


def test_a_draft_starts_with_nothing_answered():
    draft = start()
    assert assessments.answers_of(draft, today=TODAY) == Answers(answered_on=TODAY)
    assert (draft.browser, draft.done, draft.submitted_at, draft.findings) == ("a browser", [], None, None)


def test_starting_twice_goes_on_with_the_one_draft():
    draft, _ = answer(start(), "safety", signs="none")
    assert start() == draft
    assert Assessment.objects.get().done == ["safety"]


def test_starting_afresh_throws_the_draft_away_and_nothing_else():
    sent = make_assessment(browser="a browser", answers=EMERGENCY)
    other = make_draft(browser="another")
    old = start()
    new = start(afresh=True)
    assert set(Assessment.objects.all()) == {sent, other, new}
    assert new != old


def test_a_draft_of_yesterday_is_answered_today():
    assert assessments.answers_of(start(), today=TOMORROW).answered_on == TOMORROW


def test_what_was_submitted_keeps_its_day():
    assert assessments.answers_of(make_assessment(browser="b"), today=TOMORROW).answered_on == TODAY


# --- Answering ----------------------------------------------------------------------------------


def test_two_open_tabs_lose_nothing():
    tab, other_tab = start(), start()
    answer(tab, "about-you", years="4", height_cm="180")
    draft, answers = answer(other_tab, "training", sessions_per_week="3")
    assert draft.done == ["about-you", "training"]
    assert (answers.person.height_cm, answers.training.years, answers.training.sessions_per_week) == (180, 4, 3)
    assert assessments.answers_of(Assessment.objects.get(), today=TODAY) == answers


def test_a_page_answered_again_replaces_its_answer_and_stands_last():
    draft = start()
    answer(draft, "about-you", height_cm="180")
    answer(draft, "habits", strength="never")
    draft, answers = answer(draft, "about-you", height_cm="170")
    assert (draft.done, answers.person.height_cm) == (["habits", "about-you"], 170)


def test_a_change_of_sport_asks_for_the_training_again():
    draft = start()
    answer(draft, "training", sessions_per_week="3", weekly_km="30")
    answer(draft, "goal", choice="10.0")
    answer(draft, "habits", strength="never")
    draft, answers = answer(draft, "sport", sport="cycling", units="metric")
    assert draft.done == ["habits", "sport"]
    assert (answers.sport, answers.training.weekly_km) == (Sport.CYCLING, None)


def test_new_times_of_cramps_bring_their_questions_again():
    draft, _ = answer(start(), "where-and-when", timings=["during"])
    draft, _ = answer(draft, "how-it-goes", twitching_only="no")
    draft, answers = answer(draft, "where-and-when", timings=["in_bed"])
    assert (draft.done, answers.cramp.timings) == (["where-and-when"], {Timing.IN_BED})


def test_what_was_submitted_is_not_answered_any_more():
    draft = start()
    answer(draft, "safety", signs=["confusion"])
    submit(draft)
    with pytest.raises(Assessment.DoesNotExist):
        answer(draft, "habits", strength="never")


# --- Submitting ---------------------------------------------------------------------------------


def test_a_plan_starts_tomorrow():
    sent = make_assessment(browser="a browser")
    plan = sent.plans.get()
    assert (sent.submitted_at, plan.starts_on, plan.status, plan.athlete) == (NOW, TOMORROW, "active", None)
    assert sent.rules_version == plan.rules_version == assessments.findings_of(sent).rules_version


def test_a_second_press_changes_nothing():
    draft = make_draft(answers=demo.fatigue(TODAY))
    first = submit(draft)
    first.refresh_from_db()
    later = assessments.submit(assessment=draft, now=NOW + timedelta(days=3), today=TODAY + timedelta(days=3))
    assert (later, later.findings, later.submitted_at) == (first, first.findings, NOW)
    assert TrainingPlan.objects.count() == 1


def test_an_emergency_is_kept_and_has_no_plan():
    sent = make_assessment(browser="a browser", answers=EMERGENCY)
    found = assessments.findings_of(sent)
    assert (found.triage.care, found.triage.care_row, found.plan_allowed) == ("emergency", "E1", False)
    assert TrainingPlan.objects.count() == 0


# (demo, pattern, care, row of care, verdict, weeks of the plan)
DEMO = [
    ("fatigue", "fatigue", "none", None, "ambitious", 16),
    ("nocturnal", "nocturnal", "none", None, None, 12),
    ("symptomatic", "symptomatic", "doctor", "S5", None, 0),
    ("mixed", "mixed", "none", None, "ambitious", 10),
    ("cyclist", "fatigue", "none", None, "within_reach", 15),
    ("unreachable", "fatigue", "none", None, "not_by_then", 10),
    ("no-race", "fatigue", "none", None, None, 12),
]


@pytest.mark.parametrize(("slug", "pattern", "care", "row", "verdict", "weeks"), DEMO)
def test_each_demo_athlete_gets_what_they_stand_for(slug, pattern, care, row, verdict, weeks):
    person = next(person for person in demo.ATHLETES if person.slug == slug)
    sent = make_assessment(browser="a browser", answers=person.answers(TODAY))
    found = assessments.findings_of(sent)
    assert (found.triage.pattern, found.triage.care, found.triage.care_row) == (pattern, care, row)
    assert (found.goal.verdict if found.goal else None) == verdict
    assert [plan.weeks.count() for plan in sent.plans.all()] == ([weeks] if weeks else [])


def test_every_demo_athlete_is_listed_above():
    assert [person.slug for person in demo.ATHLETES] == [row[0] for row in DEMO]


def test_a_crash_on_the_way_leaves_nothing_half_stored():
    """The last of the writes finds no table: that of the workouts."""
    draft = make_draft(answers=with_race_in(4))
    rename("coaching_workout", "away")
    with pytest.raises(DatabaseError):
        submit(draft)
    rename("away", "coaching_workout")
    draft.refresh_from_db()
    assert (draft.submitted_at, draft.findings, draft.rules_version) == (None, None, "")
    assert (TrainingPlan.objects.count(), Workout.objects.count()) == (0, 0)


def rename(table, name):
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO {name}")


def test_who_is_logged_in_gets_it_at_once():
    athlete = make_athlete("Alice")
    sent = submit(make_draft(answers=with_race_in(4)), athlete=athlete)
    assert (sent.athlete, sent.browser, sent.plans.get().athlete) == (athlete, "", athlete)


def test_a_red_flag_retires_the_plan_they_followed():
    athlete = make_athlete("Alice")
    old = make_assessment(athlete=athlete, answers=with_race_in(4)).plans.get()
    submit(make_draft(answers=EMERGENCY), athlete=athlete)
    assert list(TrainingPlan.objects.values_list("pk", "status")) == [(old.pk, "retired")]


# --- Changing, giving, forgetting ---------------------------------------------------------------


def change(sent, today=TODAY):
    return assessments.change(assessment=sent, browser="a browser", today=today)


def test_changing_starts_a_draft_from_the_answers_and_keeps_the_submitted_one():
    sent = make_draft(answers=demo.fatigue(TODAY), done=["safety", "sport"])
    submit(sent)
    before = Assessment.objects.values().get()
    draft = change(sent, today=TOMORROW)
    assert Assessment.objects.filter(pk=sent.pk).values().get() == before
    assert assessments.answers_of(draft, today=TOMORROW) == replace(demo.fatigue(TODAY), answered_on=TOMORROW)
    assert (draft.done, draft.submitted_at, draft.findings, draft.athlete) == (["safety", "sport"], None, None, None)


def test_changing_replaces_the_draft_of_that_browser_only():
    sent = make_assessment(browser="a browser", answers=EMERGENCY)
    mine, other = make_draft(), make_draft(browser="another")
    draft = change(sent)
    assert set(Assessment.objects.drafts()) == {draft, other}
    assert draft != mine


def test_after_an_emergency_the_page_that_told_of_it_is_asked_again():
    draft = start()
    answer(draft, "sport", sport="running", units="metric")
    answer(draft, "safety", signs=["confusion"])
    assert change(submit(draft)).done == ["sport"]


def test_given_to_an_athlete_it_leaves_the_browser_and_retires_the_older_plan():
    athlete = make_athlete("Alice")
    old = make_assessment(athlete=athlete, answers=with_race_in(4)).plans.get()
    new = make_assessment(browser="a browser", answers=with_race_in(4))
    other = make_assessment(browser="another", answers=with_race_in(4)).plans.get()
    given = assessments.give_to(assessment=new, athlete=athlete)
    assert (given.athlete, given.browser) == (athlete, "")
    states = {(plan.pk, plan.athlete, plan.status) for plan in TrainingPlan.objects.all()}
    assert states == {
        (old.pk, athlete, "retired"),
        (new.plans.get().pk, athlete, "active"),
        (other.pk, None, "active"),
    }


def test_what_nobody_claimed_is_kept_for_30_days_and_then_forgotten_with_its_plan():
    with time_machine.travel(NOW, tick=False):
        make_draft(browser="one")
        make_assessment(browser="two", answers=with_race_in(4))
        claimed = make_assessment(athlete=make_athlete("Alice"), answers=with_race_in(4))
    limit = NOW + timedelta(days=30)
    assert assessments.forget_unclaimed(now=limit) == 0
    assert assessments.forget_unclaimed(now=limit + timedelta(microseconds=1)) == 2
    assert list(Assessment.objects.all()) == [claimed]
    assert list(TrainingPlan.objects.all()) == [claimed.plans.get()]
    assert assessments.forget_unclaimed(now=limit + timedelta(microseconds=1)) == 0


def test_an_answer_starts_the_30_days_anew():
    with time_machine.travel(NOW, tick=False):
        draft = start()
    with time_machine.travel(NOW + timedelta(days=20), tick=False):
        answer(draft, "habits", strength="never")
    assert assessments.forget_unclaimed(now=NOW + timedelta(days=45)) == 0


# --- What the findings page says ----------------------------------------------------------------


@pytest.mark.parametrize("person", demo.ATHLETES, ids=lambda person: person.slug)
def test_what_is_found_is_said_in_words(person):
    found = assessments.findings_of(make_assessment(browser="a browser", answers=person.answers(TODAY)))
    said = assessments.wording(found)
    assert (said["care"] is None) == (found.triage.care == "none")
    assert (said["care_level"], len(said["notes"])) == (found.triage.care, len(found.triage.notes))


@pytest.mark.parametrize("person", demo.ATHLETES, ids=lambda person: person.slug)
def test_the_page_can_cite_what_stands_behind_the_pattern_and_what_to_do(person):
    found = assessments.findings_of(make_assessment(browser="a browser", answers=person.answers(TODAY)))
    pattern = assessments.wording(found)["pattern"]
    assert {*pattern.sources, *pattern.help_sources} - assessments.cited(found) == set()


def test_answers_are_stored_as_the_same_text_each_time():
    answers = replace(demo.mixed(TODAY), goal=Goal())
    assert plain(answers) == plain(replace(answers))
    assert plain(answers)["availability"]["days"] == [0, 2, 4, 6]


def test_a_draft_that_was_claimed_before_it_was_sent_starts_the_plan_that_holds():
    athlete = make_athlete("Alice")
    before = make_assessment(athlete=athlete).plans.get()
    draft = make_draft(athlete=athlete, answers=demo.fatigue(TODAY))
    sent = assessments.submit(assessment=draft, now=NOW, today=TODAY, athlete=athlete)
    before.refresh_from_db()
    assert (athlete.plans.active().get().assessment, before.status, sent.browser) == (sent, TrainingPlan.RETIRED, "")
