"""Through no door of the desk does a coach see or touch an athlete who did not let them."""

from itertools import product

import pytest
from django.contrib import admin
from django.db.models import ForeignKey
from django.urls import reverse

from coaching.models import Advice, Assessment, Athlete, CoachAccess, PlanWeek, Source, TrainingPlan, User, Workout
from tests.admin.desk import CURATED, OF_A_COACH, OURS, PRIVATE, SAID_BY_READERS, page, sent_back
from tests.builders import make_plan, revoke, with_race_in

pytestmark = pytest.mark.django_db

each_private = pytest.mark.parametrize("model", PRIVATE, ids=lambda model: model.__name__)
each_model = pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model.__name__)
each_outsider = pytest.mark.parametrize("who", ["carl", "revoked bob"])

CHANGELIST_FOR_COACH = {Athlete: 200, Assessment: 200, TrainingPlan: 200, PlanWeek: 200, Source: 200, Advice: 200}
CHANGELIST_FOR_COACH |= dict.fromkeys([*SAID_BY_READERS, *CURATED, *OF_A_COACH], 200)
NAMES = (b"Alice", b"alice@", b"Dora", b"dora@")


def logged_in(client, cast, who):
    if who == "revoked bob":
        revoke(cast.bob)
    client.force_login(getattr(cast, who.split()[-1]))
    return client


def rows_of(cast, model, athlete):
    path = {Athlete: "pk", Assessment: "athlete", TrainingPlan: "athlete", PlanWeek: "plan__athlete"}[model]
    return list(model.objects.filter(**{path: athlete.pk}))


def test_every_model_about_an_athlete_is_scoped():
    known = (*PRIVATE, *SAID_BY_READERS, *CURATED, *OF_A_COACH, Advice, Source, User)
    assert [model for model in OURS if model not in known] == []


@each_model
def test_a_coach_comes_to_what_the_role_allows_and_no_further(client, cast, model):
    client.force_login(cast.bob)
    assert client.get(page(model, "changelist")).status_code == CHANGELIST_FOR_COACH.get(model, 403)


# --- Those with access: otherwise the rest of this page proves nothing -----------------------------


@each_private
@pytest.mark.parametrize("who", ["bob", "vera"])
def test_a_coach_with_access_sees_alice_and_not_dora(client, cast, model, who):
    client.force_login(getattr(cast, who))
    response = client.get(page(model, "changelist"))
    assert set(response.context["cl"].queryset) == set(rows_of(cast, model, cast.athlete))
    assert [name in response.content for name in (b"Alice", b"Dora")] == [True, False]
    for row in rows_of(cast, model, cast.athlete):
        assert client.get(page(model, "change", row.pk)).status_code == 200
        assert client.get(page(model, "history", row.pk)).status_code == 200


# --- Seeing ----------------------------------------------------------------------------------------


@each_private
@each_outsider
def test_a_list_shows_nobody_to_a_coach_without_access(client, cast, model, who):
    """Neither in its rows nor in the choices of its filters, its dates or its search."""
    response = logged_in(client, cast, who).get(page(model, "changelist"))
    assert response.context["cl"].result_count == 0
    assert [name for name in NAMES if name in response.content] == []
    for query in ("q=Alice", "q=alice@example.org", "_facets=True", "all=", "_popup=1", "_to_field=id", "o=1"):
        answer = client.get(f"{page(model, 'changelist')}?{query}", follow=True)
        assert answer.context["cl"].result_count == 0


@each_private
@each_outsider
def test_a_filter_by_alices_number_finds_nobody(client, cast, model, who):
    logged_in(client, cast, who)
    for path in ("athlete", "plan__athlete", "athlete__id__exact", "plan__athlete__id__exact", "plans__status__exact"):
        value = "active" if path.startswith("plans") else cast.athlete.pk
        answer = client.get(f"{page(model, 'changelist')}?{path}={value}", follow=True)
        assert answer.status_code in (200, 400)
        assert answer.status_code == 400 or answer.context["cl"].result_count == 0


@each_private
@pytest.mark.parametrize(
    "lookup", ["athlete__user__password__startswith", "user__email__startswith", "plan__athlete__name"]
)
def test_a_list_cannot_be_asked_about_what_it_does_not_show(client, cast, model, lookup):
    client.force_login(cast.carl)
    answer = client.get(f"{page(model, 'changelist')}?{lookup}=a", follow=True)
    assert answer.status_code == 400 or answer.context["cl"].result_count == 0


@each_private
@each_outsider
def test_no_page_of_a_row_opens_to_a_coach_without_access(client, cast, model, who):
    logged_in(client, cast, who)
    rows = rows_of(cast, model, cast.athlete)
    paths = [page(model, name, rows[0].pk) for name in ("change", "history", "delete")]
    for path, method, query in product(paths, ("get", "post"), ("", "?_popup=1", "?_to_field=id")):
        answer = getattr(client, method)(path + query, {"post": "yes"})
        assert answer.status_code in (302, 403, 405)
        assert [known for known in NAMES if known in answer.content] == []
    assert rows_of(cast, model, cast.athlete) == rows


def relations():
    fields = [
        field for model in (*OURS, CoachAccess, Workout) for field in (*model._meta.fields, *model._meta.many_to_many)
    ]
    return [f for f in fields if f.remote_field and f.remote_field.model in (*PRIVATE, User, CoachAccess, Workout)]


@each_outsider
def test_autocomplete_names_nobody_to_a_coach_without_access(client, cast, who):
    logged_in(client, cast, who)
    for field in relations():
        model = field.model._meta.model_name
        asked = {"app_label": "coaching", "model_name": model, "field_name": field.name, "term": "a"}
        answer = client.get(reverse("admin:autocomplete"), asked)
        assert answer.status_code == 403 or answer.json()["results"] == []


def test_autocomplete_is_asked_about_something(client, cast):
    assert len([field for field in relations() if isinstance(field, ForeignKey)]) > 5
    asked = {"app_label": "coaching", "model_name": "trainingplan", "field_name": "athlete", "term": "a"}
    client.force_login(cast.bob)
    assert [one["text"] for one in client.get(reverse("admin:autocomplete"), asked).json()["results"]] == ["Alice"]


@each_outsider
def test_the_front_page_names_nobody(client, cast, who):
    client.force_login(cast.ruth)
    client.post(page(Athlete, "change", cast.dora.pk), {"name": "Dora", "user": cast.dora.user_id})
    answer = logged_in(client, cast, who).get(reverse("admin:index"))
    assert [name for name in NAMES if name in answer.content] == []


@pytest.mark.parametrize("who", ["alice", "charlie"])
def test_the_desk_is_closed_to_athletes(client, cast, who):
    client.force_login(getattr(cast, who))
    paths = [page(model, "changelist") for model in PRIVATE] + [page(PlanWeek, "change", cast.week.pk)]
    assert [client.get(path).status_code for path in paths] == [302] * 5


# --- Touching --------------------------------------------------------------------------------------


def week_of_dora(cast):
    return cast.doras.weeks.first()


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (*PRIVATE, Workout, CoachAccess, User)]


@pytest.mark.parametrize("who", ["vera", "carl", "revoked bob", "alice"])
def test_only_edit_access_changes_a_week(client, cast, who):
    client.force_login(cast.ruth)
    data = sent_back(client.get(page(PlanWeek, "change", cast.week.pk))) | {"focus": "Mine"}
    data |= {name: "Mine" for name in data if name.endswith("-title")}
    logged_in(client, cast, who)
    before = everything()
    answer = client.post(page(PlanWeek, "change", cast.week.pk), data)
    assert answer.status_code in (302, 403)
    assert everything() == before


def test_who_may_only_look_is_shown_no_field_to_type_in(client, cast):
    client.force_login(cast.vera)
    answer = client.get(page(PlanWeek, "change", cast.week.pk))
    assert b"Easy run" in answer.content
    assert b"-title" not in answer.content
    assert b'name="_save"' not in answer.content


@pytest.mark.parametrize(
    "extra",
    [
        {"plan": "doras"},
        {"week": "week_of_dora"},
        {"workout-{mine}-week": "week_of_dora"},
        {"workout-{mine}-id": "workout_of_dora"},
        {"workout-{theirs}-title": "Mine", "workout-{theirs}-on": "2026-11-23"},
        {"workout-{theirs}-remove": "on", "workout-{theirs}-on": "2026-11-23"},
    ],
    ids=lambda extra: next(iter(extra)),
)
def test_a_coach_reassigns_nothing_by_what_they_post(client, cast, extra):
    foreign = {
        "doras": cast.doras.pk,
        "week_of_dora": week_of_dora(cast).pk,
        "workout_of_dora": week_of_dora(cast).workouts.first().pk,
    }
    client.force_login(cast.bob)
    before = everything()
    path = page(PlanWeek, "change", cast.week.pk)
    keys = {"mine": cast.week.workouts.first().pk, "theirs": foreign["workout_of_dora"]}
    forged = {name.format(**keys): str(foreign.get(value, value)) for name, value in extra.items()}
    data = sent_back(client.get(path)) | forged
    assert client.post(path, data).status_code in (200, 302)
    assert everything() == before


@pytest.mark.parametrize("model", [*PRIVATE, User], ids=lambda model: model.__name__)
def test_a_coach_adds_and_deletes_none(client, cast, model):
    client.force_login(cast.bob)
    before = everything()
    assert client.get(page(model, "add")).status_code == 403
    assert client.post(page(model, "add"), {"name": "New", "user": cast.dora.user_id}).status_code == 403
    for row in model.objects.all()[:2]:
        assert client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code in (302, 403)
    action = {
        "action": "delete_selected",
        "_selected_action": [str(row.pk) for row in model.objects.all()],
        "post": "yes",
    }
    assert client.post(page(model, "changelist"), action).status_code in (200, 302, 403)
    assert everything() == before


def test_a_coach_changes_no_athlete_not_even_with_edit_access(client, cast):
    client.force_login(cast.bob)
    answer = client.post(page(Athlete, "change", cast.athlete.pk), {"name": "Mine", "user": cast.bob.pk})
    assert answer.status_code == 403
    cast.athlete.refresh_from_db()
    assert (cast.athlete.name, cast.athlete.user) == ("Alice", cast.alice)


def test_who_coaches_whom_is_shown_to_superusers_only(client, cast):
    client.force_login(cast.bob)
    assert b"Vera" not in client.get(page(Athlete, "change", cast.athlete.pk)).content
    client.force_login(cast.ruth)
    assert b"Vera" in client.get(page(Athlete, "change", cast.athlete.pk)).content


def test_plans_and_assessments_of_nobody_are_for_superusers_only(client, cast):
    plan = make_plan(browser="a browser", answers=with_race_in(4))
    for model, row in [(TrainingPlan, plan), (Assessment, plan.assessment), (PlanWeek, plan.weeks.first())]:
        client.force_login(cast.bob)
        assert client.get(page(model, "change", row.pk)).status_code == 302
        client.force_login(cast.ruth)
        assert client.get(page(model, "change", row.pk)).status_code == 200


def test_who_may_only_look_adds_no_workout_by_a_form_that_was_not_there(client, cast):
    client.force_login(cast.ruth)
    path = page(PlanWeek, "change", cast.week.pk)
    data = sent_back(client.get(path))
    like = cast.week.workouts.first().pk
    forged = {name.replace(f"workout-{like}", "new-1"): value for name, value in data.items()}
    client.force_login(cast.vera)
    before = everything()
    assert client.post(path, data | forged).status_code == 403
    assert everything() == before
