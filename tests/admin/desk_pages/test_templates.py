"""Templates at the desk: written, copied, looked at before they are given, given, watched and taken back."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coaching.models import CoachAccess, Look, PlanTemplate, TemplateRun, Workout, WorkoutTemplate
from coaching.services.desk import templates
from tests.builders import NOW, TODAY, make_coach
from tests.desk import give_access, make_plan_template, make_run, make_workout_template

pytestmark = pytest.mark.django_db
MONDAY = TODAY + timedelta(days=1)
WORKOUT = {"title": "Hills", "sport": "running", "kind": "easy", "distance_km": "6", "minutes": "", "steps": "Up\nDown"}
HEAD = {"title": "Base", "sport": "running", "week_amount": "30", "note": "For the club."}


def block(number, **words):
    words = {
        "week": "1",
        "day": "1",
        "kind": "easy",
        "title": "",
        "distance_km": "",
        "minutes": "",
        "steps": "",
    } | words
    return {f"w{number}-{name}": value for name, value in words.items()}


def given_to(*athletes, template, **more):
    keys = [athlete.pk for athlete in athletes]
    return {"template": template, "starts_on": MONDAY.isoformat(), "athlete": keys, "form": str(uuid4())} | more


# --- Written -----------------------------------------------------------------------------------------


def test_a_workout_is_written_and_changed(desk, cast):
    response = desk.post("/coach/templates/workout/add/", WORKOUT)
    assert (response.status_code, response.url) == (302, "/coach/templates/")
    template = WorkoutTemplate.objects.get()
    assert (template.owner, template.steps, template.distance_km, template.shared) == (
        cast.bob,
        ["Up", "Down"],
        6,
        False,
    )
    desk.post(f"/coach/templates/workout/{template.pk}/", WORKOUT | {"title": "Steep hills", "shared": "on"})
    assert list(WorkoutTemplate.objects.values_list("title", "shared")) == [("Steep hills", True)]


def test_who_thinks_in_miles_writes_miles(desk, cast):
    cast.bob.units = "imperial"
    cast.bob.save()
    desk.post("/coach/templates/workout/add/", WORKOUT)
    template = WorkoutTemplate.objects.get()
    assert template.distance_km == 9.6561
    page = desk.get(f"/coach/templates/workout/{template.pk}/").content.decode()
    assert ('name="distance_km" value="6"' in page, "Distance in miles" in page) == (True, True)


@pytest.mark.parametrize(("sport", "stored"), [("running", 48), ("cycling", 30)])
def test_weeks_of_runners_are_measured_in_miles_and_those_of_cyclists_in_minutes(desk, cast, sport, stored):
    cast.bob.units = "imperial"
    cast.bob.save()
    desk.post(
        "/coach/templates/plan/add/",
        HEAD | {"sport": sport, "save": "1", "blocks": "1"} | block(0, title="A", minutes="30"),
    )
    template = PlanTemplate.objects.get()
    assert template.week_amount == stored
    shown = desk.get(f"/coach/templates/plan/{template.pk}/").context["form"].head["week_amount"].value()
    assert shown == 30


def test_weeks_left_as_they_are_shown_in_miles_stay_as_they_are_stored(desk, cast):
    cast.bob.units = "imperial"
    cast.bob.save()
    template = make_plan_template(cast.bob)
    before = (template.week_amount, [*template.workouts.values_list("distance_km", flat=True)])
    form = desk.get(f"/coach/templates/plan/{template.pk}/").context["form"]
    data = {field.html_name: field.value() for part in (form.head, *form.blocks) for field in part}
    data = {name: "\n".join(value) if isinstance(value, list) else value for name, value in data.items() if value}
    assert (
        desk.post(f"/coach/templates/plan/{template.pk}/", data | {"save": "1", "blocks": form.count}).status_code
        == 302
    )
    template.refresh_from_db()
    assert (template.week_amount, [*template.workouts.values_list("distance_km", flat=True)]) == before


def test_a_workout_without_an_amount_is_told_and_nothing_is_lost(desk):
    page = desk.post("/coach/templates/workout/add/", WORKOUT | {"distance_km": ""}).content.decode()
    assert "Give a distance or minutes." in page
    assert 'value="Hills"' in page
    assert WorkoutTemplate.objects.count() == 0


def test_weeks_are_written_block_by_block_and_empty_blocks_are_left_out(desk, cast):
    blocks = (
        block(0, title="Easy", distance_km="8")
        | block(1, title="Long", kind="long", day="6", distance_km="15")
        | block(2, day="0")
    )
    response = desk.post("/coach/templates/plan/add/", HEAD | {"blocks": "3"} | blocks)
    assert response.url == "/coach/templates/"
    template = PlanTemplate.objects.get()
    rows = template.workouts.values_list("week", "day", "kind", "title", "distance_km")
    assert list(rows) == [(1, 1, "easy", "Easy", 8.0), (1, 6, "long", "Long", 15.0)]


def test_one_block_more_is_asked_for_without_losing_what_was_typed(desk):
    sent = HEAD | {"title": "", "blocks": "1", "more": "1"} | block(0, title="Easy", week="3")
    page = desk.post("/coach/templates/plan/add/", sent).content.decode()
    assert 'name="blocks" value="2"' in page
    assert 'value="Easy"' in page
    assert "A new workout, week 3" in page
    assert "errorlist" not in page
    assert PlanTemplate.objects.count() == 0


def test_what_is_wrong_in_a_block_is_said_with_its_place(desk):
    sent = HEAD | {"blocks": "1"} | block(0, title="Easy", week="2")
    page = desk.post("/coach/templates/plan/add/", sent).content.decode()
    assert "Week 2, Tuesday: Easy: Give a distance or minutes." in page
    assert PlanTemplate.objects.count() == 0


def test_a_block_is_removed(desk, cast):
    template = make_plan_template(cast.bob)
    page = desk.get(f"/coach/templates/plan/{template.pk}/").content.decode()
    assert page.count("Remove this workout") == 2
    kept = {"title": "Easy of the club", "distance_km": "5"}
    sent = HEAD | {"blocks": "2"} | block(0, **kept) | block(1, week="2", remove="on", **kept)
    desk.post(f"/coach/templates/plan/{template.pk}/", sent)
    assert list(template.workouts.values_list("week", flat=True)) == [1]


@pytest.mark.parametrize(
    "spoilt", [{"blocks": "x"}, {"blocks": "-1"}, {"blocks": "99999999"}, {"w0-week": "1e9"}, {"w0-day": "9"}]
)
def test_spoilt_blocks_are_no_fault_of_the_site(desk, spoilt):
    sent = HEAD | {"blocks": "1"} | block(0, title="Easy") | spoilt
    assert desk.post("/coach/templates/plan/add/", sent).status_code in (200, 302)


def test_a_shared_template_is_copied(desk, cast):
    shared = make_plan_template(make_coach("Dan"), title="Of Dan", shared=True)
    page = desk.get("/coach/templates/").content.decode()
    assert "Shared by other coaches" in page
    response = desk.post(f"/coach/templates/plan/{shared.pk}/copy/")
    own = PlanTemplate.objects.get(owner=cast.bob)
    assert response.url == f"/coach/templates/plan/{own.pk}/"


def test_a_template_of_another_coach_is_not_there(desk, cast):
    theirs = make_workout_template(make_coach("Dan"))
    for page in (f"workout/{theirs.pk}/", f"workout/{theirs.pk}/delete/"):
        assert desk.get(f"/coach/templates/{page}").status_code == 404
    assert desk.post(f"/coach/templates/workout/{theirs.pk}/copy/").status_code == 404
    desk.post(f"/coach/templates/workout/{theirs.pk}/delete/")
    assert WorkoutTemplate.objects.get() == theirs


def test_deleting_asks_first_and_counts_once(desk, cast):
    template = make_workout_template(cast.bob)
    address = f"/coach/templates/workout/{template.pk}/delete/"
    assert "will be gone for good" in desk.get(address).content.decode()
    assert [desk.post(address).status_code for _ in range(2)] == [302, 302]
    assert WorkoutTemplate.objects.count() == 0


def test_a_week_of_an_athlete_becomes_a_template_without_their_name(desk, cast):
    response = desk.post(f"/coach/athletes/{cast.athlete.pk}/template/", {"week": cast.week.pk})
    template = PlanTemplate.objects.get()
    assert response.url == f"/coach/templates/plan/{template.pk}/"
    assert "Alice" not in desk.get(response.url).content.decode()
    assert list(Look.objects.values_list("what", flat=True)) == ["plan"]


def test_a_week_of_somebody_else_becomes_nothing(desk, cast):
    week = cast.doras.weeks.first()
    assert desk.post(f"/coach/athletes/{cast.athlete.pk}/template/", {"week": week.pk}).status_code == 404
    assert desk.post(f"/coach/athletes/{cast.dora.pk}/template/").status_code == 404
    assert PlanTemplate.objects.count() == 0


# --- Given -------------------------------------------------------------------------------------------


def test_before_it_is_given_one_sees_what_each_would_get(desk, cast):
    template = make_plan_template(cast.bob)
    page = desk.post("/coach/give/", given_to(cast.athlete, template=f"plan-{template.pk}", do="look")).content.decode()
    assert "Give to 1 athlete" in page
    assert "Nothing was changed yet." in page
    assert TemplateRun.objects.count() == 0
    assert list(Look.objects.values_list("athlete", "what")) == [(cast.athlete.pk, "template")]


def test_giving_twice_by_one_form_makes_one_run(desk, cast):
    template = make_workout_template(cast.bob)
    sent = given_to(cast.athlete, template=f"workout-{template.pk}", do="give")
    answers = [desk.post("/coach/give/", sent) for _ in range(2)]
    run = TemplateRun.objects.get()
    assert [answer.url for answer in answers] == [f"/coach/runs/{run.pk}/"] * 2


@pytest.mark.parametrize(
    "wrong", [{"template": ""}, {"template": "plan-999"}, {"starts_on": "2020-01-01"}, {"starts_on": "soon"}]
)
def test_what_is_missing_is_told(desk, cast, wrong):
    template = make_workout_template(cast.bob)
    sent = given_to(cast.athlete, template=f"workout-{template.pk}", do="give") | wrong
    page = desk.post("/coach/give/", sent)
    assert (page.status_code, "errorlist" in page.content.decode()) == (200, True)
    assert TemplateRun.objects.count() == 0


@pytest.mark.parametrize("typed", ["x", "99999999999999999999", "-1", ""])
def test_spoilt_athletes_are_not_there(desk, cast, typed):
    make_workout_template(cast.bob)
    assert desk.post("/coach/give/", {"athlete": typed}).status_code == 200


def test_athletes_of_others_are_not_there(desk, cast):
    template = make_workout_template(cast.bob)
    page = desk.post("/coach/give/", given_to(cast.dora, template=f"workout-{template.pk}", do="give"))
    assert "Dora" not in page.content.decode()
    assert TemplateRun.objects.count() == 0


def test_those_chosen_in_the_list_of_athletes_are_chosen_here(desk, cast):
    make_workout_template(cast.bob)
    give_access(cast.bob, "Emil")
    page = desk.post("/coach/give/", {"athlete": [cast.athlete.pk]}).content.decode()
    assert "Emil" not in page
    assert f'value="{cast.athlete.pk}" id="id_athlete_0" checked' in page


def test_without_a_template_the_page_says_what_to_do(desk):
    assert "There is no template to give yet." in desk.get("/coach/give/").content.decode()


# --- What became of it ---------------------------------------------------------------------------------


@pytest.fixture
def waiting(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def run(waiting, cast):
    return make_run(cast.bob, make_plan_template(cast.bob), [cast.athlete], starts_on=MONDAY)


def test_the_bar_says_how_far_it_is(desk, run):
    state = f"/coach/runs/{run.pk}/state/"
    page = desk.get(f"/coach/runs/{run.pk}/").content.decode()
    assert '<progress class="desk-bar" id="progress" value="0" max="1">0 of 1</progress>' in page
    assert f'data-state="{state}"' in page
    assert desk.get(state).json() == {"done": 0, "total": 1, "finished": False}
    templates.carry_on(run, now=NOW)
    assert desk.get(state).json() == {"done": 1, "total": 1, "finished": True}
    page = desk.get(f"/coach/runs/{run.pk}/").content.decode()
    assert "<progress" not in page
    assert "Written for 20 km a week" in page


def test_it_is_taken_back(desk, run, cast):
    before = list(Workout.objects.of(cast.athlete).values_list("on", "title", "minutes"))
    templates.carry_on(run, now=NOW)
    for _ in range(2):
        assert desk.post(f"/coach/runs/{run.pk}/undo/").url == f"/coach/runs/{run.pk}/"
    assert desk.get(f"/coach/runs/{run.pk}/state/").json() == {"done": 0, "total": 1, "finished": False}
    templates.put_back(run, now=NOW)
    assert "taken back" in desk.get(f"/coach/runs/{run.pk}/").content.decode()
    assert list(Workout.objects.of(cast.athlete).values_list("on", "title", "minutes")) == before


def test_what_became_of_it_is_a_look_at_each_whether_it_is_done_or_not(desk, run, cast):
    Look.objects.all().delete()
    for _ in range(2):
        desk.get(f"/coach/runs/{run.pk}/")
        templates.carry_on(run, now=NOW)
    assert list(Look.objects.values_list("athlete", "what")) == [(cast.athlete.pk, "template")] * 2


def test_another_coach_finds_nothing_of_a_run(client, run, cast):
    client.force_login(cast.vera)
    for page in ("", "state/"):
        assert client.get(f"/coach/runs/{run.pk}/{page}").status_code == 404
    assert client.post(f"/coach/runs/{run.pk}/undo/").status_code == 404


def test_who_ended_access_is_no_longer_in_the_results(desk, run, cast):
    (emil,) = give_access(cast.bob, "Emil")
    other = make_run(cast.bob, make_plan_template(cast.bob), [cast.athlete, emil], starts_on=MONDAY)
    CoachAccess.objects.filter(athlete=emil).update(revoked_at=NOW)
    page = desk.get(f"/coach/runs/{other.pk}/").content.decode()
    assert ("Alice" in page, "Emil" in page) == (True, False)


def test_pages_ask_as_often_for_one_as_for_three(desk, cast, waiting, django_assert_num_queries):
    for number in range(3):
        template = make_plan_template(cast.bob, title=f"Base {number}")
        make_workout_template(cast.bob, shared=True)
        make_plan_template(make_coach(f"Dan{number}"), shared=True)
        (athlete,) = give_access(cast.bob, f"Emil{number}")
        run = make_run(cast.bob, template, [athlete, cast.athlete], starts_on=MONDAY)
        if number == 0:
            first = {page: asked(desk, page) for page in ("/coach/templates/", "/coach/give/")}
    for page, count in first.items():
        with django_assert_num_queries(count):
            desk.get(page)
    templates.carry_on(run, now=NOW)
    one = asked(desk, f"/coach/runs/{run.pk}/")
    many = make_run(
        cast.bob, template, [access.athlete for access in CoachAccess.objects.of(cast.bob)], starts_on=MONDAY
    )
    templates.carry_on(many, now=NOW)
    assert asked(desk, f"/coach/runs/{many.pk}/") == one


def asked(client, page):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(page).status_code == 200
    return len(queries)
