"""What becomes of a cramp that is written down: its triage, a pause, a suggestion."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import connection

from coaching.content import demo
from coaching.models import CrampIncident, TrainingPlan
from coaching.rules.terms import Care, Condition, Health, Medicine, Pattern, Sign, Timing
from coaching.services import adapting
from coaching.services.incidents import care, log
from coaching.services.incidents.log import Told
from tests.builders import NOW, TODAY, make_assessment, make_athlete, make_runner, make_user

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=17)  # a Wednesday in the third week of the plan
ROW_OF = {  # the row of the triage table that each sign alone decides
    "confusion": "E1",
    "vomiting": "E1",
    "breathless": "E2",
    "chest_pain": "E2",
    "coughing_blood": "E2",
    "severe_pain": "E3",
    "tight_bulging": "E3",
    "sudden_numb_foot": "E3",
    "dark_urine": "U4",
    "muscle_symptoms": "S2",
    "saddle_numb_or_bladder": "E5",
    "weakness_fast": "E6",
    "one_calf_swollen": "U1",
    "infected_wound": "U3",
    "toxin": "U3",
    "pop": "U5",
    "numbness": "S1",
    "lasting_swelling": "S1",
    "skin_change": "S1",
    "weaker_muscle": "S2",
    "thinner_muscle": "S2",
    "widespread_twitching": None,  # only together with weakness
    "same_point_numb_foot": "S6",
    "walking_pain": "S7",
    "elsewhere_at_rest": "S8",
}


@pytest.fixture
def runner():
    return make_runner()


def cramp(now=LATER, **words):
    return Told(**({"at": now - timedelta(hours=1), "on": now.date(), "timing": Timing.DURING} | words))


def record(athlete, told=None, *, now=LATER, form=None):
    told = told or cramp(now)
    return log.record(athlete=athlete, told=told, workout=None, form=form or uuid4(), now=now, today=now.date())


def change(incident, told, *, seen=None, now=LATER + timedelta(minutes=1)):
    seen = seen or incident.changed_at
    return log.change(incident=incident, told=told, seen=seen, now=now, today=now.date())


def clear(incident, now=LATER + timedelta(days=1)):
    return log.clear(incident=incident, now=now, today=now.date())


def delete(incident, now=LATER):
    log.delete(incident=incident, now=now, today=now.date())


def flagged(**words):
    return cramp(signs=frozenset({Sign.NUMBNESS}), **words)


def suggestions(athlete):
    return list(TrainingPlan.objects.suggested().filter(athlete=athlete).values_list("reason", flat=True))


def with_health(**health):
    """An athlete whose answers name this; whatever comes of them, they may log their cramps."""
    athlete = make_athlete("Una", user=make_user("Una"))
    make_assessment(athlete=athlete, answers=replace(demo.fatigue(TODAY), health=Health(**health)))
    return athlete


# --- Triage -----------------------------------------------------------------------------------------


def test_a_cramp_is_kept_with_what_triage_made_of_it(runner):
    incident = record(runner, cramp(onset_km=12.0, severity=6))
    incident.refresh_from_db()
    assert (incident.pattern, incident.care, incident.triage["label_row"]) == ("fatigue", "none", "L2")
    assert log.triage_of(incident).pattern == Pattern.FATIGUE
    assert (incident.onset_km, incident.severity, incident.side) == (12.0, 6, "")


def test_every_sign_is_tried():
    assert set(ROW_OF) == {sign.value for sign in Sign}


@pytest.mark.parametrize("sign", [sign for sign in Sign if ROW_OF[sign.value]])
def test_every_sign_leads_to_its_card_and_pauses_the_plan(runner, sign):
    record(runner)
    assert suggestions(runner) == ["cramp"]
    incident = record(runner, cramp(signs=frozenset({sign})))
    assert incident.triage["care_row"] == ROW_OF[sign.value]
    assert incident.care != Care.NONE
    assert log.stopping_of(runner) == incident
    assert suggestions(runner) == []
    assert adapting.suggest(athlete=runner, reason="asked", now=LATER, today=LATER.date()) is None
    assert care.card_of(incident)["care"].title == care.paused(runner)["card"]["care"].title


def test_twitching_in_many_parts_alone_pauses_nothing(runner):
    record(runner, cramp(signs=frozenset({Sign.WIDESPREAD_TWITCHING})))
    assert care.paused(runner) is None


def test_a_cramp_of_more_than_ten_minutes_pauses_the_plan(runner):
    assert record(runner, cramp(duration_s=601)).triage["care_row"] == "U2"
    assert record(runner, cramp(duration_s=600)).triage["care_row"] is None


def test_a_statin_makes_strong_muscle_pain_urgent(runner):
    pain = cramp(signs=frozenset({Sign.MUSCLE_SYMPTOMS}))
    assert record(runner, pain).triage["care_row"] == "S2"
    assert record(with_health(medicines=frozenset({Medicine.STATIN})), pain).triage["care_row"] == "U4"


@pytest.mark.parametrize(
    "health",
    [
        {"medicines": frozenset({Medicine.STATIN})},
        {"conditions": frozenset({Condition.DIABETES})},
        {"pregnant": True},
    ],
)
def test_what_was_known_before_does_not_flag_each_cramp_and_hides_no_sign(health):
    athlete = with_health(**health)
    assert record(athlete).triage["care_row"] is None
    assert record(athlete, cramp(signs=frozenset({Sign.WALKING_PAIN}))).triage["care_row"] == "S7"


def test_somebody_without_an_assessment_can_log_too():
    athlete = make_athlete("Una", user=make_user("Una"))
    assert record(athlete).pattern == "fatigue"


# --- A suggestion -----------------------------------------------------------------------------------


def test_a_cramp_suggests_a_changed_plan_and_says_so_by_letter(runner):
    record(runner)
    assert suggestions(runner) == ["cramp"]
    assert [letter.to for letter in mail.outbox] == [["alice@example.org"]]


def test_a_cramp_beside_one_that_pauses_suggests_nothing(runner):
    record(runner, flagged())
    record(runner)
    assert suggestions(runner) == []


def test_the_same_form_twice_is_one_cramp_and_one_letter(runner):
    form = uuid4()
    first = record(runner, form=form)
    assert record(runner, form=form, now=LATER + timedelta(seconds=1), told=cramp()) == first
    assert (CrampIncident.objects.count(), len(mail.outbox)) == (1, 1)


def test_two_athletes_may_send_the_same_form(runner):
    form = uuid4()
    record(runner, form=form)
    record(make_athlete("Una", user=make_user("Una")), form=form)
    assert CrampIncident.objects.count() == 2


def test_back_and_other_words_correct_the_cramp_that_was_saved(runner):
    form = uuid4()
    record(runner, form=form)
    incident = record(runner, cramp(severity=9), form=form, now=LATER + timedelta(minutes=1))
    assert list(CrampIncident.objects.values_list("pk", "severity")) == [(incident.pk, 9)]


def test_an_old_page_sent_again_undoes_no_later_change(runner):
    form = uuid4()
    incident = record(runner, form=form)
    change(incident, cramp(severity=3))
    record(runner, cramp(severity=9), form=form, now=LATER + timedelta(minutes=5))
    incident.refresh_from_db()
    assert incident.severity == 3


# --- Changing ---------------------------------------------------------------------------------------


def test_a_change_runs_triage_anew(runner):
    incident = change(record(runner), flagged())
    assert (incident.care, log.stopping_of(runner)) == ("doctor", incident)
    incident = change(incident, cramp(), now=LATER + timedelta(minutes=2))
    assert (incident.care, log.stopping_of(runner)) == ("none", None)
    assert suggestions(runner) == ["cramp"]


def test_other_words_that_decide_nothing_leave_the_suggestion_declined(runner):
    incident = record(runner)
    plan = TrainingPlan.objects.suggested().get()
    adapting.decline(plan=plan, by=runner.user, now=LATER)
    change(incident, cramp(note="Near the bridge."))
    assert suggestions(runner) == []


def test_what_another_window_changed_is_told_and_not_written_over(runner):
    incident = record(runner)
    seen = incident.changed_at
    change(incident, cramp(severity=3))
    with pytest.raises(log.Overtaken) as newer:
        change(incident, cramp(severity=9), seen=seen, now=LATER + timedelta(minutes=5))
    assert newer.value.incident.severity == 3
    assert CrampIncident.objects.get().severity == 3


def test_the_same_change_twice_is_one(runner):
    incident = record(runner)
    seen = incident.changed_at
    first = change(incident, cramp(severity=3), seen=seen)
    again = change(incident, cramp(severity=3), seen=seen, now=LATER + timedelta(minutes=5))
    assert again.changed_at == first.changed_at


def test_a_change_of_what_is_gone_is_an_error_of_its_own(runner):
    incident = record(runner)
    delete(CrampIncident.objects.get())
    with pytest.raises(CrampIncident.DoesNotExist):
        change(incident, cramp(severity=3))


# --- Deleting and clearing --------------------------------------------------------------------------


def test_a_deleted_cramp_takes_what_was_suggested_for_it_along(runner):
    before = record(runner)
    delete(before)
    assert (CrampIncident.objects.count(), suggestions(runner)) == (0, [])
    delete(before)


def test_a_deleted_sign_no_longer_pauses_and_the_cramp_before_it_counts_again(runner):
    record(runner)
    delete(record(runner, flagged()))
    assert (log.stopping_of(runner), suggestions(runner)) == (None, ["cramp"])


def test_when_somebody_has_looked_at_it_the_plan_goes_on(runner):
    incident = record(runner, flagged())
    cleared = clear(incident)
    assert (cleared.cleared_at, log.stopping_of(runner)) == (LATER + timedelta(days=1), None)
    assert suggestions(runner) == ["cleared"]


def test_a_second_press_keeps_the_first_moment(runner):
    incident = record(runner, flagged())
    clear(incident)
    assert clear(incident, LATER + timedelta(days=2)).cleared_at == LATER + timedelta(days=1)


def test_a_pause_ends_only_with_the_last_cramp_that_needs_looking_at(runner):
    first, second = record(runner, flagged()), record(runner, flagged(severity=8))
    clear(first)
    assert (log.stopping_of(runner), suggestions(runner)) == (second, [])
    clear(second)
    assert (log.stopping_of(runner), suggestions(runner)) == (None, ["cleared"])


def test_a_cramp_without_a_sign_cannot_be_cleared(runner):
    assert clear(record(runner)).cleared_at is None


def test_new_signs_need_looking_at_anew_and_new_words_do_not(runner):
    cleared = clear(record(runner, flagged()))
    cleared = change(cleared, flagged(note="He said: rest."), now=LATER + timedelta(days=2))
    assert cleared.cleared_at
    more = cramp(signs=frozenset({Sign.NUMBNESS, Sign.POP}))
    assert change(cleared, more, now=LATER + timedelta(days=3)).cleared_at is None


def test_the_pause_has_no_end_but_being_looked_at(runner):
    incident = record(runner, flagged())
    CrampIncident.objects.update(on=date(2026, 1, 1), at=datetime(2026, 1, 1, tzinfo=UTC))
    assert log.stopping_of(runner) == incident


# --- All or nothing ---------------------------------------------------------------------------------


class Killed(Exception):
    pass


def dies_at(words):
    def execute(run, sql, params, many, context):
        if words in sql:
            raise Killed
        return run(sql, params, many, context)

    return connection.execute_wrapper(execute)


@pytest.mark.parametrize("words", ['INSERT INTO "coaching_trainingplan"', 'INSERT INTO "coaching_workout"'])
def test_a_cramp_and_what_it_suggests_are_saved_together_or_not_at_all(runner, words):
    with dies_at(words), pytest.raises(Killed):
        record(runner)
    assert (CrampIncident.objects.count(), suggestions(runner)) == (0, [])


def test_a_sign_and_the_end_of_what_was_suggested_are_saved_together_or_not_at_all(runner):
    record(runner)
    with dies_at('DELETE FROM "coaching_trainingplan"'), pytest.raises(Killed):
        record(runner, flagged())
    assert (CrampIncident.objects.count(), suggestions(runner)) == (1, ["cramp"])


def test_every_verb_says_that_the_athletes_pages_changed(runner):
    versions = []

    def note():
        runner.refresh_from_db()
        versions.append(runner.version)

    note()
    incident = record(runner, flagged())
    note()
    change(incident, flagged(severity=1))
    note()
    clear(incident)
    note()
    delete(incident)
    note()
    assert versions == sorted(set(versions))
