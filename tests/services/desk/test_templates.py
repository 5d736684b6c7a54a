"""A template is kept, given to many, and taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django_tasks_db.models import DBTaskResult

from coaching.models import (
    CoachAccess,
    Look,
    PlanTemplate,
    TemplateResult,
    TemplateRun,
    TrainingPlan,
    WeekEdit,
    Workout,
    WorkoutComment,
    WorkoutTemplate,
)
from coaching.rules.audit import audit
from coaching.rules.terms import RuleKind
from coaching.services import people
from coaching.services.desk import templates
from coaching.services.desk.templates import giving, meeting
from coaching.services.plan_rows import draft_of
from tests.at_once import at_once
from tests.builders import NOW, TODAY, make_athlete, make_coach, revoke
from tests.desk import give_access, make_plan_template, make_run, make_workout_template
from tests.lives import FLAG, make_activity, make_incident

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MONDAY, LATER = TODAY + DAY, NOW + timedelta(minutes=5)
SESSIONS = ("easy", "long", "intervals", "goal_pace")


@pytest.fixture(autouse=True)
def jobs_wait(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def bob():
    return make_coach("Bob")


@pytest.fixture
def alice(bob):
    return give_access(bob, "Alice")[0]


def session_day(athlete, week=1):
    """A day of a run in a week of the plan."""
    runs = Workout.objects.of(athlete).filter(week__number=week, kind="easy")
    return runs.order_by("on").first().on


def carried(run, **fields):
    templates.carry_on(run, now=NOW, **fields)
    return {result.athlete.name: result for result in run.results.select_related("athlete")}


def words(athlete):
    """What the plan says, without keys and calendars."""
    names = ("on", "kind", "title", "minutes", "distance_km", "steps", "purpose", "effort", "rules", "week__number")
    return sorted(map(str, Workout.objects.of(athlete).values_list(*names)))


def given(bob, athlete, **fields):
    template = make_workout_template(bob, **fields)
    run = make_run(bob, template, [athlete], starts_on=session_day(athlete))
    return run, carried(run)[athlete.name]


def test_a_workout_takes_the_place_of_the_run_of_its_day(bob, alice):
    on = session_day(alice)
    before = Workout.objects.of(alice).get(on=on, kind="easy")
    run, result = given(bob, alice)
    after = Workout.objects.of(alice).get(on=on, kind="easy")
    assert (result.state, after.pk, after.title, after.distance_km) == ("done", before.pk, "Easy of the club", 5.0)
    assert (after.edited_at, after.changed_at, after.sequence) == (NOW, NOW, before.sequence + 1)
    run.refresh_from_db()
    assert run.finished_at == NOW


def test_what_hangs_on_it_is_kept_up(bob, alice):
    version = alice.version
    given(bob, alice)
    alice.refresh_from_db()
    plan = TrainingPlan.objects.with_weeks().get(athlete=alice)
    week = next(iter(plan.weeks.all()))
    runs = [w for w in week.workouts.all() if w.kind in SESSIONS]
    assert week.distance_km == round(sum(w.distance_km for w in runs), 1)
    assert alice.version > version
    assert [(e.week, e.by, e.at, e.breaches, e.reason) for e in WeekEdit.objects.all()] == [(week, bob, NOW, [], "")]
    used = {slug for w in Workout.objects.of(alice) for slug in (*w.main, *w.before, *w.during, *w.after, *w.evening)}
    assert used - plan.advice.keys() == set()


def test_weeks_are_fitted_to_each(bob):
    athletes = give_access(bob, "Alice", "Dora")
    run = make_run(bob, make_plan_template(bob), athletes, starts_on=MONDAY + 3 * DAY)
    assert run.starts_on == MONDAY
    states = {name: (one.state, one.said[0][:23]) for name, one in carried(run).items()}
    assert states == dict.fromkeys(("Alice", "Dora"), ("done", "Written for 20 km a wee"))
    for athlete in athletes:
        plan = TrainingPlan.objects.with_weeks().get(athlete=athlete)
        assert [b for b in audit(draft_of(plan)) if b.kind == RuleKind.HARD] == []
        first_two = Workout.objects.of(athlete).filter(week__number__lte=2, kind__in=SESSIONS)
        assert {w.title for w in first_two} == {"Easy of the club"}


def test_only_those_whom_the_coach_may_edit_get_it(bob, alice):
    (vera,) = give_access(bob, "Vera", level=CoachAccess.VIEW)
    dora = make_athlete("Dora")
    run = make_run(bob, make_workout_template(bob), [alice, vera, dora], starts_on=session_day(alice))
    assert [result.athlete for result in run.results.all()] == [alice]
    assert list(Look.objects.values_list("athlete", "coach", "what")) == [(alice.pk, bob.pk, "template")]


def test_the_same_form_sent_twice_makes_one_run(bob, alice):
    template, form = make_workout_template(bob), uuid4()
    runs = [make_run(bob, template, [alice], starts_on=session_day(alice), form=form) for _ in range(2)]
    assert runs[0] == runs[1]
    assert (TemplateRun.objects.count(), DBTaskResult.objects.count()) == (1, 1)


def test_a_run_keeps_the_template_as_it_was(bob, alice):
    template = make_workout_template(bob)
    run = make_run(bob, template, [alice], starts_on=session_day(alice))
    templates.delete(template=template, by=bob)
    assert carried(run)["Alice"].state == "done"
    assert Workout.objects.of(alice).filter(title="Easy of the club").count() == 1


def no_plan(athlete):
    athlete.plans.all().delete()


def other_sport(athlete):
    athlete.plans.update(sport="cycling")


def paused(athlete):
    make_incident(athlete, on=TODAY, triage=FLAG)


def over(athlete):
    athlete.plans.update(starts_on=TODAY - 2 * DAY, ends_on=TODAY - DAY, race_on=None)


@pytest.mark.parametrize(
    ("happened", "why"),
    [
        (no_plan, meeting.NO_PLAN),
        (other_sport, "It is written for runners."),
        (paused, meeting.PAUSED),
        (over, meeting.OVER),
    ],
)
def test_who_gets_nothing_is_told_why(bob, alice, happened, why):
    on = session_day(alice)
    happened(alice)
    before = words(alice)
    result = carried(make_run(bob, make_workout_template(bob), [alice], starts_on=on))["Alice"]
    assert (result.state, result.said, words(alice)) == ("refused", [why], before)


def test_the_same_given_again_changes_nothing(bob, alice):
    template = make_plan_template(bob)
    carried(make_run(bob, template, [alice], starts_on=MONDAY))
    stored, edits = words(alice), WeekEdit.objects.count()
    again = carried(make_run(bob, template, [alice], starts_on=MONDAY))["Alice"]
    assert (again.state, again.said) == ("refused", [meeting.ALREADY])
    assert (words(alice), WeekEdit.objects.count()) == (stored, edits)


def test_who_withdrew_access_meanwhile_gets_nothing(bob, alice):
    run = make_run(bob, make_workout_template(bob), [alice], starts_on=session_day(alice))
    revoke(bob)
    result = carried(run)["Alice"]
    assert (result.state, result.said) == ("refused", [giving.NO_ACCESS])


def test_who_is_no_coach_any_more_gives_nothing(bob, alice):
    run = make_run(bob, make_workout_template(bob), [alice], starts_on=session_day(alice))
    bob.groups.clear()
    assert carried(run)["Alice"].said == [giving.NO_ACCESS]


def test_after_a_crash_the_rest_go_on(bob):
    athletes = give_access(bob, "Alice", "Dora", "Emil")
    run = make_run(bob, make_plan_template(bob), athletes, starts_on=MONDAY)
    assert templates.carry_on(run, most=1, now=NOW) == 2
    first = run.results.get(state="done")
    stored = words(first.athlete)
    run.refresh_from_db()
    assert run.finished_at is None
    assert templates.carry_on(run, now=LATER) == 0
    assert list(run.results.values_list("state", flat=True)) == ["done"] * 3
    assert (words(first.athlete), run.results.get(pk=first.pk).at) == (stored, NOW)


def test_what_changed_while_it_was_fitted_counts(bob, alice):
    run = make_run(bob, make_workout_template(bob), [alice], starts_on=session_day(alice))
    result = run.results.get()
    met = giving._met(result, NOW)
    make_incident(alice, on=TODAY, triage=FLAG)
    people.changed(alice)
    with pytest.raises(giving.Refused, match=meeting.PAUSED):
        giving._store(result, met, (), NOW)


def test_what_goes_wrong_for_one_is_said_and_the_others_go_on(bob, caplog):
    alice, dora = give_access(bob, "Alice", "Dora")
    alice.plans.update(baseline={"spoilt": True})
    before = words(alice)
    results = carried(make_run(bob, make_plan_template(bob), [alice, dora], starts_on=MONDAY))
    assert [(results[n].state, words(a) == before) for n, a in (("Alice", alice),)] == [("refused", True)]
    assert (results["Alice"].said, results["Dora"].state) == ([giving.FAILED], "done")
    assert [record.message for record in caplog.records] == ["a template could not be given"]


def test_the_job_does_it(bob, alice):
    run = make_run(bob, make_workout_template(bob), [alice], starts_on=MONDAY + 300 * DAY)
    giving.carry_out.func(str(run.pk))
    assert list(run.results.values_list("state", flat=True)) == ["refused"]


def test_a_dry_run_says_the_same_and_stores_nothing(bob, alice):
    template, before = make_plan_template(bob), words(alice)
    what = templates.outlook
    (seen,) = what(athletes=[alice], template=giving.template_of(template), starts_on=MONDAY, by=bob, now=NOW)
    assert words(alice) == before
    result = carried(make_run(bob, template, [alice], starts_on=MONDAY))["Alice"]
    assert (list(seen.said), seen.refusal) == (result.said, "")
    assert sorted(w.title for w in seen.workouts) == sorted(kept["title"] for kept in result.after)


def test_a_dry_run_of_one_and_of_three_asks_as_often(bob, django_assert_num_queries):
    athletes = give_access(bob, "Alice", "Dora", "Emil")
    template = giving.template_of(make_plan_template(bob))
    for some in (athletes[:1], athletes):
        with django_assert_num_queries(9):
            templates.outlook(athletes=some, template=template, starts_on=MONDAY, by=bob, now=NOW)


# --- Undone ------------------------------------------------------------------------------------------


def undone(run, now=LATER):
    templates.undo(run=run, now=now)
    templates.put_back(run, now=now)
    return {result.athlete.name: (result.state, result.said) for result in run.results.select_related("athlete")}


def test_undoing_puts_all_back(bob):
    athletes = give_access(bob, "Alice", "Dora")
    before = [words(athlete) for athlete in athletes]
    run = make_run(bob, make_plan_template(bob), athletes, starts_on=MONDAY)
    carried(run)
    assert [words(athlete) for athlete in athletes] != before
    assert undone(run) == {"Alice": ("undone", []), "Dora": ("undone", [])}
    assert [words(athlete) for athlete in athletes] == before
    sums = [list(one.plans.get().weeks.values_list("distance_km", flat=True)) for one in athletes]
    drafts = [draft_of(one.plans.with_weeks().get()) for one in athletes]
    added = [
        [round(sum(w.distance_km or 0 for w in k.workouts if w.kind in SESSIONS), 1) for k in d.weeks] for d in drafts
    ]
    assert sums == added


def test_undoing_tells_calendars(bob, alice):
    before = {w.calendar_uid for w in Workout.objects.of(alice)}
    run = make_run(bob, make_plan_template(bob), [alice], starts_on=MONDAY)
    carried(run)
    undone(run)
    after = list(Workout.objects.of(alice).filter(changed_at=LATER))
    assert {w.calendar_uid for w in Workout.objects.of(alice)} == before
    assert {w.sequence for w in after} <= {1, 2}
    assert after != []


def test_what_was_changed_since_stays(bob, alice):
    run, _ = given(bob, alice)
    Workout.objects.of(alice).filter(title="Easy of the club").update(title="Hills", edited_at=LATER)
    on = session_day(alice)
    said = f"“Easy of the club” on {on:%A} {on.day} {on:%B %Y} was changed since, so all of it stays."
    assert undone(run) == {"Alice": ("stayed", [said])}
    assert Workout.objects.of(alice).filter(title="Hills").count() == 1


def test_what_was_trained_stays_and_the_rest_goes_back(bob, alice):
    before = words(alice)
    run = make_run(bob, make_plan_template(bob), [alice], starts_on=MONDAY)
    carried(run)
    trained = Workout.objects.of(alice).filter(title="Easy of the club").first()
    make_activity(alice, trained)
    assert undone(run) == {"Alice": ("undone", ["1 of its workouts stay: trained, or their days are over."])}
    assert [w.pk for w in Workout.objects.of(alice).filter(title="Easy of the club")] == [trained.pk]
    lost = [line for line in before if line not in words(alice)]
    assert len(lost) == 1


def test_a_workout_that_was_trained_stays(bob, alice):
    run, _ = given(bob, alice)
    make_activity(alice, Workout.objects.of(alice).get(title="Easy of the club"))
    assert undone(run) == {"Alice": ("stayed", ["It was trained or its days are over, so it stays."])}


def test_who_has_another_plan_by_now_keeps_it(bob, alice):
    run, _ = given(bob, alice)
    alice.plans.update(status="retired", retired_on=TODAY)
    assert undone(run) == {"Alice": ("stayed", ["Another plan took over since."])}


def far_runs(bob, alice):
    """Long runs that grow faster than those of the plan, given for its second and third week."""
    weeks = [{"kind": "long", "title": "Far", "distance_km": 14 + week, "day": 6, "week": week} for week in (1, 2)]
    easy = [{"distance_km": 7, "day": day, "week": week} for day in (1, 3, 5) for week in (1, 2)]
    template = make_plan_template(bob, *weeks, *easy, week_amount=25)
    run = make_run(bob, template, [alice], starts_on=MONDAY + 7 * DAY)
    carried(run)
    return run


def farther(alice, km):
    """The long run of the fourth week, as a coach made it since."""
    Workout.objects.filter(week__plan__athlete=alice, week__number=4, kind="long").update(distance_km=km, minutes=90)
    plan = TrainingPlan.objects.with_weeks().get()
    return [(b.rule, b.week) for b in audit(draft_of(plan)) if b.kind == RuleKind.HARD]


def test_undoing_leaves_no_plan_beyond_a_limit_that_held_with_what_was_given(bob, alice):
    before = max(w.distance_km for w in Workout.objects.of(alice).filter(kind="long", week__number__lte=3))
    run = far_runs(bob, alice)
    given = max(w.distance_km for w in Workout.objects.of(alice).filter(kind="long", week__number__lte=3))
    assert given > before
    assert farther(alice, 1.1 * given) == []
    ((state, (said,)),) = undone(run).values()
    assert state == "stayed"
    assert said.startswith("Taken back, the plan would go beyond a limit, after what was changed since.")
    assert Workout.objects.of(alice).filter(title="Far").count() == 2


def test_undoing_puts_back_what_a_coach_once_gave_a_reason_for(bob, alice):
    plan = alice.plans.get()
    on = farther(alice, 30.0)
    assert on != []
    given = [{"rule": b.rule, "week": b.week, "on": b.on and b.on.isoformat()} for b in audit(draft_of(plan))]
    WeekEdit.objects.create(week=plan.weeks.get(number=4), by=bob, at=NOW, breaches=given, reason="As she wished.")
    template = make_plan_template(bob, {"distance_km": 5, "day": 1}, {"kind": "long", "distance_km": 9, "day": 6})
    run = make_run(bob, template, [alice], starts_on=MONDAY + 21 * DAY)
    carried(run)
    assert undone(run) == {"Alice": ("undone", [])}


def test_undoing_before_it_was_given_gives_nothing(bob, alice):
    before = words(alice)
    run = make_run(bob, make_workout_template(bob), [alice], starts_on=session_day(alice))
    assert undone(run) == {"Alice": ("refused", ["Taken back before it was given."])}
    assert (templates.carry_on(run, now=LATER), words(alice)) == (0, before)


def test_undoing_twice_is_undoing_once(bob, alice):
    run, _ = given(bob, alice)
    undone(run)
    jobs, stored = DBTaskResult.objects.count(), words(alice)
    assert undone(run, now=LATER + DAY) == {"Alice": ("undone", [])}
    assert (DBTaskResult.objects.count(), words(alice)) == (jobs, stored)
    run.refresh_from_db()
    assert run.undone_at == LATER


def test_what_was_said_of_a_workout_that_gave_way_is_not_lost(bob, alice):
    for workout in Workout.objects.of(alice).filter(week__number=1, kind__in=SESSIONS):
        WorkoutComment.objects.create(workout=workout, author=bob, text="Well done", form=uuid4(), created_at=NOW)
    count = WorkoutComment.objects.count()
    run = make_run(bob, make_plan_template(bob), [alice], starts_on=MONDAY)
    carried(run)
    assert WorkoutComment.objects.count() == count
    undone(run)
    assert WorkoutComment.objects.count() == count


# --- Kept --------------------------------------------------------------------------------------------


def test_a_shared_template_is_copied_and_its_owner_keeps_theirs(bob):
    carl = make_coach("Carl")
    shared = make_plan_template(bob, shared=True, note="For the club.")
    assert list(PlanTemplate.objects.visible_to(carl)) == [shared]
    own = templates.copy(template=shared, by=carl, now=NOW)
    assert (own.owner, own.shared, own.note) == (carl, False, "For the club.")
    assert own.workouts.count() == shared.workouts.count()
    with pytest.raises(PermissionError):
        templates.keep_plan(template=shared, workouts=[], by=carl, now=NOW)
    with pytest.raises(PermissionError):
        templates.delete(template=shared, by=carl)


def test_what_is_not_shared_is_seen_by_its_owner_alone(bob):
    make_workout_template(bob)
    assert list(WorkoutTemplate.objects.visible_to(make_coach("Carl"))) == []


def test_a_template_is_made_from_the_weeks_of_a_plan_without_a_name(bob, alice):
    plan = TrainingPlan.objects.with_weeks().get(athlete=alice)
    template = templates.from_plan(plan=plan, title="Towards 10 km", by=bob, now=NOW)
    weeks = [week for week in plan.weeks.all() if week.phase in ("build", "cut_back")]
    expected = sum(w.kind in (*SESSIONS, "strength") for week in weeks for w in week.workouts.all())
    assert template.workouts.count() == expected
    assert {w.week for w in template.workouts.all()} == set(range(1, len(weeks) + 1))
    assert "Alice" not in str([vars(w) for w in template.workouts.all()]) + template.title


def test_a_template_of_a_week_given_back_to_its_athlete_changes_little(bob, alice):
    week = TrainingPlan.objects.get(athlete=alice).weeks.get(number=1)
    days = [w.on.weekday() for w in week.workouts.exclude(kind="massage").order_by("on", "pk")]
    template = templates.from_week(week=week, title="Her week", by=bob, now=NOW)
    assert [w.day for w in template.workouts.all()] == days
    result = carried(make_run(bob, template, [alice], starts_on=MONDAY))["Alice"]
    assert (result.state, result.said) == ("refused", [meeting.ALREADY])


# --- At once -----------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_coaches_give_at_once_and_one_after_the_other_is_done(bob):
    (alice,) = give_access(bob, "Alice")
    carl = make_coach("Carl", athlete=alice)
    runs = [
        make_run(coach, make_plan_template(coach, {"title": f"Of {coach}"}), [alice], starts_on=MONDAY)
        for coach in (bob, carl)
    ]
    failed = at_once(*[lambda run=run: templates.carry_on(run, now=NOW) for run in runs])
    assert (failed, [r.state for r in TemplateResult.objects.all()]) == ([], ["done", "done"])
    titles = Workout.objects.of(alice).filter(week__number=1, kind__in=SESSIONS).values_list("title", flat=True)
    assert list(titles) in (["Of Bob"], ["Of Carl"])


@pytest.mark.django_db(transaction=True)
def test_two_workers_do_one_run_once(bob):
    (alice,) = give_access(bob, "Alice")
    run = make_run(bob, make_plan_template(bob), [alice], starts_on=MONDAY)
    failed = at_once(*[lambda: templates.carry_on(run, now=NOW)] * 2)
    assert (failed, run.results.get().state) == ([], "done")
    assert WeekEdit.objects.values("week").distinct().count() == WeekEdit.objects.count()
