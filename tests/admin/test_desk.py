"""The desk at work: a superuser opens everything, a coach edits a week and curates the advice."""

from datetime import timedelta

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group

from coaching.models import Advice, Assessment, Athlete, PlanWeek, Source, TrainingPlan, User
from coaching.rules.terms import Answers, CrampReport, Sign
from tests.admin.desk import CURATED, OF_A_COACH, page, said, sent_back
from tests.builders import TODAY, make_advice, make_assessment, make_athlete, make_draft, make_plan, with_race_in

pytestmark = pytest.mark.django_db

each_model = pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
ADDED_HERE = {Athlete, User, Source, Advice, Group, *CURATED, *OF_A_COACH}


# --- A superuser -----------------------------------------------------------------------------------


@each_model
def test_a_superuser_opens_every_page(client, cast, model):
    make_draft()
    client.force_login(cast.ruth)
    assert client.get(page(model, "changelist")).status_code == 200
    assert client.get(page(model, "changelist") + "?q=a").status_code == 200
    adds = model in ADDED_HERE or model._meta.app_label == "account"
    assert client.get(page(model, "add")).status_code == (200 if adds else 403)
    for row in model.objects.all()[:5]:
        for name in ("change", "history"):
            assert client.get(page(model, name, row.pk)).status_code == 200


def test_there_is_a_row_to_open_of_each_of_our_models(cast):
    assert [m for m in admin.site._registry if m._meta.app_label != "account" and not m.objects.exists()] == []


@pytest.mark.parametrize("model", [Athlete, Assessment, TrainingPlan, PlanWeek, Advice, Source, User])
def test_a_list_asks_the_database_as_often_for_three_as_for_one(client, cast, model, django_assert_max_num_queries):
    client.force_login(cast.ruth)
    one = queries_of(client, page(model, "changelist"), django_assert_max_num_queries)
    for name in ("Emil", "Fay", "Gil"):
        make_plan(athlete=make_athlete(name), answers=with_race_in(4))
        make_advice(slug=name)
        Source.objects.create(key=name, reference="A review.", grade="low")
        User.objects.create_user(f"{name}@example.org")
    assert queries_of(client, page(model, "changelist"), django_assert_max_num_queries) == one


def queries_of(client, path, counted):
    with counted(60) as queries:
        client.get(path)
    return len(queries)


def test_a_superuser_lets_a_coach_in_and_out(client, cast):
    client.force_login(cast.ruth)
    path = page(Athlete, "change", cast.dora.pk)
    data = sent_back(client.get(path)) | {
        "coach_access-TOTAL_FORMS": "1",
        "coach_access-0-coach": cast.carl.pk,
        "coach_access-0-level": "edit",
    }
    client.post(path, data)
    assert list(Athlete.objects.editable_by(cast.carl)) == [cast.dora]
    data = sent_back(client.get(path)) | {
        "coach_access-0-revoked_at_0": "2026-11-22",
        "coach_access-0-revoked_at_1": "12:00",
    }
    client.post(path, data)
    assert list(Athlete.objects.visible_to(cast.carl)) == []


def test_a_second_user_of_an_address_is_refused_with_a_sentence(client, cast):
    client.force_login(cast.ruth)
    data = {"email": "Alice@EXAMPLE.org", "usable_password": "true", "password1": "calves9", "password2": "calves9"}
    answer = client.post(page(User, "add"), data)
    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors["email"] == ["There is already an account with this e-mail address."]


@pytest.mark.parametrize(("who", "offered"), [("bob", True), ("ruth", False)])
def test_the_athletes_own_page_is_offered_to_those_it_opens_to(client, cast, who, offered):
    client.force_login(getattr(cast, who))
    html = client.get(page(TrainingPlan, "change", cast.plan.pk)).content.decode()
    assert (f'href="/plan/{cast.plan.pk}/"' in html) == offered
    assert (client.get(f"/plan/{cast.plan.pk}/").status_code == 200) == offered


# --- A coach reads ---------------------------------------------------------------------------------


def test_a_coach_reads_answers_and_findings_in_words(client, cast):
    draft = make_draft(athlete=cast.athlete, browser="", done=["safety", "days"])
    urgent = make_assessment(
        athlete=cast.athlete, answers=Answers(answered_on=TODAY, cramp=CrampReport(signs=frozenset({Sign.POP})))
    )
    client.force_login(cast.bob)
    for assessment in (draft, urgent, cast.hers):
        assert client.get(page(Assessment, "change", assessment.pk)).status_code == 200
    listed = client.get(page(Assessment, "changelist")).content.decode()
    assert [words in listed for words in ("not finished", "same day", "fatigue")] == [True] * 3


def test_a_plan_leads_to_its_weeks(client, cast):
    client.force_login(cast.bob)
    html = client.get(page(TrainingPlan, "change", cast.plan.pk)).content.decode()
    weeks = cast.plan.weeks.all()
    assert [week.number for week in weeks if page(PlanWeek, "change", week.pk) not in html] == []


# --- A coach edits a week --------------------------------------------------------------------------


def edit(client, week, *, reason="", **fields):
    """Post the week's page with changed fields of its first workout."""
    path, prefix = page(PlanWeek, "change", week.pk), f"workout-{first(week).pk}"
    data = sent_back(client.get(path)) | {f"{prefix}-{name}": str(value) for name, value in fields.items()}
    return client.post(path, data | {"reason": reason}, follow=True)


def errors(response):
    return response.context["form"].blocks[0].errors.get_json_data()


def words(found):
    return {name: [one["message"] for one in each] for name, each in found.items()}


def first(week):
    return week.workouts.first()


def test_an_edited_workout_is_marked_and_counted(client, cast):
    client.force_login(cast.bob)
    before = cast.week.minutes - first(cast.week).minutes
    response = edit(client, cast.week, title="By hand", minutes=25)
    assert [message for message in said(response) if message.startswith("Saved")] == []
    marked = [workout.title for week in PlanWeek.objects.all() for workout in week.workouts.exclude(edited_at=None)]
    cast.week.refresh_from_db()
    assert (marked, cast.week.minutes) == (["By hand"], before + 25)


def test_a_change_against_advice_is_said_to_be_saved_too(client, cast):
    client.force_login(cast.bob)
    week = cast.plan.weeks.get(number=2)
    strength = week.workouts.filter(kind="strength").first()
    week.workouts.exclude(pk=strength.pk).filter(kind="strength").delete()
    week.workouts.exclude(pk=strength.pk).delete()
    response = edit(client, week, kind="massage")
    found = [message.split(":")[0] for message in said(response) if "R15" in message]
    assert found == ['Saved, but against advice (<a href="/library/rules/#R15">rule R15</a>, week 2)']


def test_a_new_distance_takes_its_minutes_along(client, cast):
    client.force_login(cast.bob)
    run = first(cast.week)
    edit(client, cast.week, distance_km=run.distance_km * 2, reason="She ran this last week.")
    assert first(cast.week).minutes == run.minutes * 2


def test_the_steps_of_a_workout_are_edited_one_to_a_line(client, cast):
    client.force_login(cast.bob)
    edit(client, cast.week, steps="Warm up\nRun")
    assert first(cast.week).steps == ["Warm up", "Run"]


def test_lists_and_history_name_a_week_once(client, cast):
    client.force_login(cast.bob)
    edit(client, cast.week, title="By hand")
    plan = client.get(page(TrainingPlan, "change", cast.plan.pk)).content.decode()
    assert f">Week 1 from {cast.week.starts_on:%d %b}</a>, build</p>" in plan
    weeks = client.get(page(PlanWeek, "changelist")).content.decode()
    assert weeks.count(f"Week 1 from {cast.week.starts_on:%d %b}") == 1
    history = client.get(page(PlanWeek, "history", cast.week.pk)).content.decode()
    assert history.count("Changed the week.") == 1


def test_an_unchanged_week_marks_nothing(client, cast):
    client.force_login(cast.bob)
    edit(client, cast.week)
    assert cast.week.workouts.exclude(edited_at=None).count() == 0


def test_a_broken_rule_is_named_in_a_message_and_stored_with_the_plan(client, cast):
    client.force_login(cast.bob)
    response = edit(client, cast.week, distance_km=60, kind="long", reason="She ran this last week.")
    rules = [message.split("#")[1][:2] for message in said(response) if message.startswith("Saved with your reason")]
    assert rules[:2] == ["R2", "R1"]
    assert said(response)[1].endswith(" The athlete reads this on the plan.")
    cast.plan.refresh_from_db()
    assert {"R1", "R2"} <= {breach["rule"] for breach in cast.plan.breaches}
    assert b"Beyond a limit, rule R1: 60 km is more" in client.get(page(TrainingPlan, "change", cast.plan.pk)).content


@pytest.mark.parametrize("days", [-1, 7])
def test_a_day_outside_the_week_is_refused(client, cast, days):
    client.force_login(cast.bob)
    week = cast.plan.weeks.get(number=2)
    answer = edit(client, week, on=week.starts_on + timedelta(days=days))
    span = f"{week.starts_on:%d %B} to {week.ends_on:%d %B}"
    assert words(errors(answer)) == {"on": [f"That day is not in week 2: choose one from {span}."]}


@pytest.mark.parametrize("fields", [{"on": "day before"}, {"kind": "easy"}])
def test_the_race_keeps_its_day_and_its_kind(client, cast, fields):
    client.force_login(cast.bob)
    week = cast.plan.weeks.last()
    race = week.workouts.get(kind="race")
    week.workouts.exclude(pk=race.pk).delete()
    fields = {name: race.on - timedelta(days=1) if value == "day before" else value for name, value in fields.items()}
    answer = edit(client, week, **fields)
    assert words(errors(answer)) == {"__all__": ["The race keeps its day and its kind. A new date needs a new plan."]}
    race.refresh_from_db()
    assert (race.on, race.kind) == (cast.plan.race_on, "race")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"distance_km": "nan"}, {"distance_km": ["Write a distance such as 10 or 10.5 km."]}),
        ({"distance_km": "-1"}, {"distance_km": ["Write a distance such as 10 or 10.5 km."]}),
        ({"distance_km": "401"}, {"distance_km": ["It can be 400 km at most."]}),
        ({"minutes": "9" * 9}, {"__all__": ["A workout takes 10080 minutes (a week) at most."]}),
        ({"minutes": "-5"}, {"minutes": ["Ensure this value is greater than or equal to 0."]}),
        (
            {"pace_fast_s_per_km": "5:00", "pace_slow_s_per_km": ""},
            {"__all__": ["Give both paces, the faster one first, or none."]},
        ),
        (
            {"pace_fast_s_per_km": "0:30", "pace_slow_s_per_km": "300"},
            {
                "pace_fast_s_per_km": ["It must be 1:00 per km or more."],
                "pace_slow_s_per_km": ["Write minutes and seconds per km, such as 5:30."],
            },
        ),
        ({"on": "tomorrow"}, {"on": ["Enter a valid date."]}),
        ({"title": ""}, {"title": ["This field is required."]}),
    ],
)
def test_nonsense_in_a_workout_is_refused_with_a_sentence(client, cast, fields, wrong):
    client.force_login(cast.bob)
    assert words(errors(edit(client, cast.week, **fields))) == wrong
