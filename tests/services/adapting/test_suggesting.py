"""When a plan is suggested, what it keeps, and who hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coaching.models import TrainingPlan, Workout
from coaching.rules.audit import audit
from coaching.rules.terms import Pattern, RuleKind
from coaching.services import adapting, plans
from coaching.services.plan_rows import draft_of
from tests.builders import NOW, TODAY, make_athlete, make_runner
from tests.lives import FATIGUE, FLAG, follow, make_activity, make_check_in, make_incident, sessions_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
START = TODAY + DAY
LATER = START + timedelta(days=15)


@pytest.fixture
def alice(db):
    return make_runner()


def suggest(athlete, reason="cramp", today=LATER):
    return adapting.suggest(athlete=athlete, reason=reason, now=NOW, today=today)


def workouts_of(plan, **wanted):
    return Workout.objects.filter(week__plan=plan, **wanted)


def left(plan, first=LATER):
    return list(workouts_of(plan, on__gte=first).order_by("on", "kind").values_list("on", "kind", "distance_km"))


def texts(plan):
    return [change["text"] for change in plan.changes]


def hard(plan):
    found = audit(draft_of(TrainingPlan.objects.with_weeks().get(pk=plan.pk)))
    return [breach for breach in found if breach.kind == RuleKind.HARD]


def an_edit(athlete, kind="easy", *, first=LATER, **changed):
    """A workout to come, as a coach wrote it."""
    workout = Workout.objects.of(athlete).in_force().filter(kind=kind, on__gte=first)[0]
    for name, value in ({"edited_at": NOW, "title": "As I say"} | changed).items():
        setattr(workout, name, value)
    workout.save()
    return workout


def test_a_cramp_suggests_easy_days_beside_a_plan_that_stays_as_it_is(alice):
    active = alice.plans.get()
    follow(alice, until=LATER)
    make_incident(alice, on=LATER)
    before = left(active, START)
    suggested = suggest(alice)
    assert (suggested.status, suggested.replaces, suggested.reason) == ("suggested", active, "cramp")
    assert (suggested.athlete, suggested.assessment, suggested.starts_on) == (alice, active.assessment, LATER)
    assert [change["rule"] for change in suggested.changes] == ["R21"]
    assert suggested.baseline["hold_until"] == str(LATER + 2 * DAY)
    active.refresh_from_db()
    assert (active.status, left(active, START)) == ("active", before)


def test_days_that_went_as_planned_suggest_nothing(alice):
    follow(alice, until=LATER)
    assert suggest(alice) is None


def test_words_without_a_difference_are_no_reason(alice):
    follow(alice, until=LATER)
    quiet = next(
        day for day in (LATER + timedelta(days=ahead) for ahead in range(28))
        if not Workout.objects.of(alice).filter(on__range=(day, day + 2 * DAY)).exclude(kind__in=["easy", "rest", "strength"]).exists()
    )  # fmt: skip
    follow(alice, since=LATER, until=quiet)
    make_incident(alice, on=quiet)
    assert (suggest(alice, "cramp", quiet), mail.outbox) == (None, [])
    asked = suggest(alice, "asked", quiet)
    assert [change["rule"] for change in asked.changes] == ["R21"]
    assert left(asked, quiet) == left(alice.plans.active().get(), quiet)


def test_evenings_alone_are_a_difference(alice):
    follow(alice, until=LATER)
    make_incident(alice, on=START, triage=replace(FATIGUE, pattern=Pattern.NOCTURNAL))
    suggested = suggest(alice)
    assert [change["rule"] for change in suggested.changes] == ["R13"]
    assert adapting.differs(suggested, adapting.compare(alice.plans.active().with_weeks().get(), suggested))


def test_whoever_asks_gets_an_answer_also_when_nothing_changes(alice):
    follow(alice, until=LATER)
    suggested = suggest(alice, "asked")
    assert (suggested.changes, left(suggested)) == ([], left(alice.plans.active().get()))


def test_a_moved_workout_alone_is_no_reason(alice):
    follow(alice, until=LATER)
    workout = sessions_of(alice, since=LATER, until=LATER + timedelta(days=9))[0]
    workout.moved_from, workout.on = workout.on, workout.on + DAY
    workout.save()
    assert suggest(alice) is None
    assert texts(suggest(alice, "asked")) == ["One workout you moved is planned anew, on the days the rules give."]


def test_a_missed_fortnight_lowers_the_weeks_ahead(alice):
    suggested = suggest(alice, "missed")
    assert [change["rule"] for change in suggested.changes] == ["R1", "R2"]
    assert suggested.weeks.first().distance_km < alice.plans.active().get().weeks.get(number=3).distance_km


@pytest.mark.parametrize("day", [0, 1, 2, 3, 4, 5, 6])
def test_a_substantial_problem_holds_the_progression(alice, day):
    today = LATER + timedelta(days=day)
    follow(alice, until=today)
    make_check_in(alice, on=today)
    suggested = suggest(alice, "check_in", today)
    assert [change["rule"] for change in suggested.changes] == ["R22"]
    assert not workouts_of(suggested, on__lte=today + timedelta(days=7), kind="intervals").exists()


def test_without_a_plan_there_is_nothing_to_suggest(db):
    emil = make_athlete("Emil")
    assert (suggest(emil, "asked"), adapting.hindrance(emil)) == (None, "none")


def test_a_flagged_cramp_suggests_nothing_until_somebody_has_looked_at_it(alice):
    flag = make_incident(alice, on=START, triage=FLAG)
    assert (suggest(alice, "asked"), adapting.hindrance(alice)) == (None, "paused")
    flag.cleared_at = NOW
    flag.save()
    assert suggest(alice, "cleared").reason == "cleared"


def test_after_the_race_there_is_nothing_to_suggest(alice):
    over = alice.plans.get().race_on + DAY
    assert (suggest(alice, "asked", over), adapting.hindrance(alice)) == (None, "over")


def test_a_later_suggestion_takes_the_place_of_the_one_that_waits_under_its_address(alice):
    first = suggest(alice, "asked")
    make_incident(alice, on=LATER)
    second = suggest(alice)
    waiting = TrainingPlan.objects.suggested().get()
    assert (second.pk, waiting.pk, waiting.reason) == (first.pk, first.pk, "cramp")


def test_asked_twice_the_same_one_waits(alice):
    first, second = suggest(alice, "asked"), suggest(alice, "asked")
    assert (second.pk, second.created_at) == (first.pk, first.created_at)


def test_one_that_would_change_nothing_any_more_is_withdrawn(alice):
    follow(alice, until=LATER)
    incident = make_incident(alice, on=LATER)
    suggest(alice)
    incident.delete()
    assert (suggest(alice), TrainingPlan.objects.suggested().count()) == (None, 0)


def test_a_letter_goes_out_with_the_first_and_says_nothing_of_health(alice):
    make_incident(alice, on=LATER)
    suggested = suggest(alice)
    make_check_in(alice, on=LATER)
    suggest(alice, "check_in")
    [letter] = mail.outbox
    assert (letter.to, letter.subject) == ([alice.user.email], "A changed plan is waiting for you")
    assert f"/suggestion/{suggested.pk}/" in letter.body
    html = letter.alternatives[0].content
    assert f"/suggestion/{suggested.pk}/" in html
    assert [
        word for word in ("cramp", "problem", "ill") if word in f"{letter.body} {html}".lower().replace("uncramp", "")
    ] == []


def test_no_letter_goes_to_those_who_asked_or_want_none(alice):
    suggest(alice, "asked")
    TrainingPlan.objects.suggested().delete()
    alice.user.mail_suggestions = False
    alice.user.save()
    make_incident(alice, on=LATER)
    suggest(alice)
    assert mail.outbox == []


def test_what_was_logged_today_is_not_planned_again(alice):
    make_activity(
        alice, sessions_of(alice, since=LATER, until=LATER + timedelta(days=3))[0], on=LATER, outcome="missed"
    )
    assert suggest(alice, "asked").starts_on == LATER + DAY


def test_a_coachs_workout_stays_and_is_said_to(alice):
    follow(alice, until=LATER)
    make_incident(alice, on=LATER)
    written = an_edit(alice, first=LATER + timedelta(days=7), distance_km=3.0, minutes=20)
    suggested = suggest(alice)
    kept = workouts_of(suggested, edited_at=NOW).get()
    assert (kept.on, kept.title, kept.distance_km) == (written.on, "As I say", 3.0)
    assert texts(suggested)[-1] == f"Your coach’s “As I say” on {kept.on:%A} {kept.on.day} {kept.on:%B %Y} stays."


def test_a_coachs_workout_that_would_break_a_limit_is_replaced_and_said_to(alice):
    follow(alice, until=LATER)
    make_incident(alice, on=LATER)
    an_edit(alice, distance_km=40.0)
    suggested = suggest(alice)
    assert not workouts_of(suggested, title="As I say").exists()
    assert [text for text in texts(suggested) if text.startswith("Your coach wrote “As I say”")] == texts(suggested)[
        -1:
    ]
    assert hard(suggested) == []


def test_a_coachs_fast_session_in_the_days_after_a_cramp_is_replaced_by_the_rule_that_holds_it(alice):
    follow(alice, until=LATER)
    make_incident(alice, on=LATER)
    strides = an_edit(alice, title="Strides")
    Workout.objects.filter(pk=strides.pk).update(kind="intervals")
    changed = suggest(alice).changes[-1]
    assert (changed["rule"], changed["text"].startswith("Your coach wrote “Strides”")) == ("R21", True)


def test_what_a_coach_wrote_in_the_suggestion_stays_when_it_is_made_anew(alice):
    suggested = suggest(alice, "asked")
    workout = workouts_of(suggested, kind="easy")[1]
    Workout.objects.filter(pk=workout.pk).update(title="Mine", edited_at=NOW)
    make_incident(alice, on=LATER)
    assert workouts_of(suggest(alice), title="Mine", edited_at=NOW).count() == 1


def test_a_coachs_edit_alone_is_no_reason(alice):
    follow(alice, until=LATER)
    an_edit(alice, distance_km=3.0)
    assert suggest(alice) is None


def test_every_suggestion_counts_as_a_change_to_the_athletes_pages(alice):
    before = alice.version
    suggest(alice, "asked")
    alice.refresh_from_db()
    assert alice.version > before


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    days=st.integers(0, 110),
    lived=st.lists(st.sampled_from([None, "done", "partly", "missed", "rested"]), min_size=1, max_size=12),
    factor=st.sampled_from([0.0, 0.5, 1.0, 1.6]),
    cramped=st.booleans(),
    limited=st.booleans(),
    written=st.sampled_from([None, 0.5, 1.0, 3.0]),
)
def test_whatever_the_weeks_were_no_limit_is_broken(
    transactional_alice, days, lived, factor, cramped, limited, written
):
    alice = transactional_alice()
    today = START + timedelta(days=days)
    for at, workout in enumerate(sessions_of(alice, until=today)):
        outcome = lived[at % len(lived)]
        amounts = {"distance_km": workout.distance_km * factor} if outcome in ("done", "partly") and at % 3 else {}
        if outcome:
            make_activity(alice, workout, outcome=outcome, **amounts)
    if cramped:
        make_incident(alice, on=today)
    if limited:
        make_check_in(alice, on=today)
    to_come = sessions_of(alice, since=today, until=today + timedelta(days=60))
    if written and to_come:
        Workout.objects.filter(pk=to_come[-1].pk).update(edited_at=NOW, distance_km=to_come[-1].distance_km * written)
    suggested = suggest(alice, "asked", today)
    assert hard(suggested) == []
    assert plans.draft_of(TrainingPlan.objects.with_weeks().get(pk=suggested.pk)).ends_on == suggested.ends_on


@pytest.fixture
def transactional_alice(db):
    """One after the other: what the last one did is forgotten."""
    made = []

    def fresh():
        for athlete in made:
            athlete.user.delete()
        made[:] = [make_runner()]
        return made[0]

    return fresh
