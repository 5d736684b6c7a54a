"""Every model and every address of the desk, as each of the cast: tests/admin/doors.py has a row for each, or this fails."""

import re
from collections import Counter

import pytest
from django.contrib import admin
from django.db import transaction
from django.db.models import ForeignKey, OneToOneField
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from coaching.admin.desk.pages import PAGES as PAGES_OF_OURS
from coaching.models import (
    Activity,
    Assessment,
    Athlete,
    AthleteFile,
    CoachAccess,
    CrampIncident,
    HandOver,
    Invitation,
    Look,
    PlanTemplate,
    PlanWeek,
    PrivateNote,
    TrainingPlan,
    User,
    Workout,
    WorkoutComment,
    WorkoutTemplate,
)
from coaching.services.people.roles import COACHES, EDITORS, MODERATORS, OWNERS, REVIEWERS
from tests.admin.desk import page
from tests.admin.doors import ABOUT, FORGED, PAGES, ROLES, STOCK
from tests.builders import make_staff, revoke

pytestmark = pytest.mark.django_db
OF_A_MODEL = ("changelist", "add", "change", "history", "delete")
NAMES = (b"Alice", b"alice@", b"Dora", b"dora@")
STRANGERS = ["alice", "charlie", "carl", "revoked bob"]
HEALTH = [
    *(Athlete, Assessment, TrainingPlan, PlanWeek, Workout, WorkoutComment, Activity, CrampIncident),
    *(AthleteFile, PrivateNote, CoachAccess, HandOver, Invitation, User, WorkoutTemplate, PlanTemplate),
]


def desk():
    return next(each for each in get_resolver().url_patterns if getattr(each, "app_name", "") == "admin")


def addresses(patterns):
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns)
        else:
            yield pattern


def stock_name(model, page):
    return f"{model._meta.app_label}_{model._meta.model_name}_{page}"


def logged_in(cast, who):
    if who == "revoked bob":
        revoke(cast.bob)
    client = Client()
    client.force_login(getattr(cast, who.split()[-1]))
    return client


def knock(client, cast, name, about, method="get", body=None):
    """Ask, and let nothing that came of it stay."""
    made = transaction.savepoint()
    path = reverse(f"admin:{name}", args=ABOUT[about](cast) if about else [])
    answer = getattr(client, method)(path, body or {})
    content = b"".join(answer) if answer.streaming else answer.content
    transaction.savepoint_rollback(made)
    return answer.status_code, content


# --- A row for each --------------------------------------------------------------------------------


def test_every_model_of_the_desk_has_a_row():
    assert {model._meta.label for model in admin.site._registry} == {row[0]._meta.label for row in STOCK}


def test_every_address_of_the_desk_has_a_row():
    of_models = {stock_name(row[0], page) for row in STOCK for page in OF_A_MODEL}
    assert {one.name for one in addresses(desk().url_patterns)} == of_models | {row[0] for row in PAGES} | {None}


def test_only_what_leads_away_has_no_name_or_the_name_of_another():
    """From a row to its page, and to a slash at the end. Django's first page is behind ours; the athlete's begins without a path."""
    names = Counter(one.name for one in addresses(desk().url_patterns))
    assert {name for name, count in names.items() if count > 1} == {None, "desk_as", "index"}
    unnamed = {str(one.pattern) for one in addresses(desk().url_patterns) if one.name is None}
    assert unnamed == {"<path:object_id>/", "(?P<url>.*)$"}


def test_every_page_of_the_desk_is_asked_for_and_posted_to():
    """Django's own and the library's have their tests; a page of the desk without a form answers 405."""
    posted = {(name, method) for name, _, method, _ in PAGES if name.startswith("desk_")} - {("desk_everything", "get")}
    assert {name for name, method in posted if method == "get"} == {name for name, method in posted if method == "post"}


# --- What each gets --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ROLES)
def test_each_gets_of_a_model_what_they_should(cast, who):
    client, place = logged_in(cast, who), ROLES.index(who)
    got, expected = {}, {}
    for model, row, *statuses in STOCK:
        for name, of_roles in zip(OF_A_MODEL, statuses, strict=True):
            args = [row(cast).pk] if name in ("change", "history", "delete") else []
            got[model.__name__, name] = client.get(page(model, name, *args)).status_code
            expected[model.__name__, name] = of_roles[place]
    assert got == expected


@pytest.mark.parametrize("who", ROLES)
def test_each_gets_the_pages_they_should(cast, who):
    place = ROLES.index(who)
    got = {row[:3]: knock(logged_in(cast, who), cast, *row[:3])[0] for row in PAGES}
    assert got == {row[:3]: row[3][place] for row in PAGES}


# --- What strangers read ---------------------------------------------------------------------------


def secrets(cast, who):
    """What would give Alice or Dora away: names, addresses, and keys that nobody could guess."""
    keys = [str(row.pk).encode() for row in (*TrainingPlan.objects.all(), *Assessment.objects.all())]
    own = (b"Alice", b"alice@") if who == "alice" else ()
    return [word for word in (*NAMES, *keys) if word not in own]


@pytest.mark.parametrize("who", STRANGERS)
def test_no_page_names_anybody_to_who_has_no_access(cast, who):
    cast.bob.invitations.all().delete()  # his own, to an address he typed
    words, told = (
        secrets(cast, who),
        {},
    )  # a new browser for each: a message on the next page repeats what was asked for
    for model, row, *_ in STOCK:
        for name in OF_A_MODEL:
            args = [row(cast).pk] if name in ("change", "history", "delete") and model is not Invitation else []
            if model is Invitation and name not in ("changelist", "add"):
                continue
            told[model.__name__, name] = logged_in(cast, who).get(page(model, name, *args)).content
    told |= {row[:3]: knock(logged_in(cast, who), cast, *row[:3])[1] for row in PAGES}
    found = {where: [word for word in words if word in content] for where, content in told.items()}
    assert {where: words for where, words in found.items() if words} == {}


def everything():
    return [list(model._default_manager.order_by("pk").values()) for model in HEALTH]


@pytest.mark.parametrize("who", STRANGERS)
def test_nothing_that_is_forged_changes_or_tells_anything(cast, who):
    words, client = secrets(cast, who), logged_in(cast, who)
    for name, about, body in FORGED:
        path, sent = reverse(f"admin:{name}", args=ABOUT[about](cast) if about else []), body(cast)
        before = everything()
        answer = client.post(path, sent)
        content = b"".join(answer) if answer.streaming else answer.content
        assert answer.status_code < 500, name
        assert (name, everything() == before, [word for word in words if word in content]) == (name, True, [])
    assert not Look.objects.filter(coach=getattr(cast, who.split()[-1])).exists()


def test_who_may_only_look_forges_no_change(cast):
    client = logged_in(cast, "vera")
    own = {"desk_act", "desk_care", "desk_noted", "desk_comment", "desk_note_add", "desk_template_from"}  # by looking
    own.add("desk_template_delete")  # of her own template
    for name, about, body in FORGED:
        if name in own:
            continue
        path, sent = reverse(f"admin:{name}", args=ABOUT[about](cast) if about else []), body(cast)
        before = everything()
        assert client.post(path, sent).status_code < 500
        assert (name, everything() == before) == (name, True)


@pytest.mark.parametrize("key", [0, 2**63, 10**30])
@pytest.mark.parametrize("name", [name for route, _, name in PAGES_OF_OURS if "<int:pk>" in route])
def test_a_key_that_nothing_has_finds_nothing(cast, name, key):
    client, rest = logged_in(cast, "bob"), {"year": 2026, "month": 11, "workout": key, "what": "plan", "path": "today/"}
    route = next(route for route, _, each in PAGES_OF_OURS if each == name)
    path = "/coach/" + re.sub(r"<\w+:(\w+)>", lambda part: str(({"pk": key} | rest)[part[1]]), route)
    gone = "desk_template_delete"  # pressed again, it says what the first press said
    assert client.get(path).status_code in (404, 405)
    assert client.post(path).status_code in ((302,) if name == gone else (404, 405))


# --- Looks -----------------------------------------------------------------------------------------


def test_every_model_about_an_athlete_says_whose_it_is():
    """A way from the row to an athlete: then each look at it is written down."""

    def leads_to_an_athlete(model, depth=3):
        if model is Athlete:
            return True
        ahead = [f.related_model for f in model._meta.fields if isinstance(f, ForeignKey | OneToOneField)]
        return depth > 0 and any(leads_to_an_athlete(one, depth - 1) for one in ahead)

    about = {model for model in admin.site._registry if leads_to_an_athlete(model)}
    silent = {model for model in about if not getattr(admin.site._registry[model], "athlete_key", "")}
    assert silent == {Invitation}  # who is asked, and no word of their health


def looks():
    return list(Look.objects.order_by("pk").values_list("coach__name", "athlete__name", "what"))


LOOKS = [(Athlete, "desk"), (Assessment, "answers"), (TrainingPlan, "plan"), (PlanWeek, "week")]
KEYS = {Athlete: "athlete", Assessment: "hers", TrainingPlan: "plan", PlanWeek: "week"}


@pytest.mark.parametrize(("model", "what"), LOOKS)
@pytest.mark.parametrize("who", ["bob", "vera", "ruth"])
def test_a_look_at_a_row_is_written_down(cast, model, what, who):
    logged_in(cast, who).get(page(model, "change", getattr(cast, KEYS[model]).pk))
    logged_in(cast, who).get(page(model, "history", getattr(cast, KEYS[model]).pk))
    assert looks() == [(getattr(cast, who).name, "Alice", what)] * 2


@pytest.mark.parametrize("model", [model for model, _ in LOOKS])
def test_a_list_is_a_look_at_each_athlete_it_shows(cast, model):
    logged_in(cast, "bob").get(page(model, "changelist"))
    assert looks() == [("Bob", "Alice", "roster")]
    logged_in(cast, "ruth").get(page(model, "changelist"))
    assert set(looks()[1:]) >= {("Ruth", "Alice", "roster"), ("Ruth", "Dora", "roster")}


def test_a_list_that_finds_nobody_is_a_look_at_nobody(cast):
    logged_in(cast, "bob").get(page(Athlete, "changelist"), {"q": "nobody"})
    logged_in(cast, "carl").get(page(Athlete, "changelist"))
    assert looks() == []


def test_what_a_box_to_search_in_offers_is_looked_at(cast):
    asked = {"app_label": "coaching", "model_name": "trainingplan", "field_name": "athlete", "term": "a"}
    assert logged_in(cast, "bob").get(reverse("admin:autocomplete"), asked).status_code == 200
    assert looks() == [("Bob", "Alice", "roster")]


@pytest.mark.parametrize("model", [Athlete, User])
def test_a_superuser_who_is_asked_before_deleting_has_looked(cast, model):
    row = {Athlete: cast.athlete, User: cast.alice}[model]
    logged_in(cast, "ruth").get(page(model, "delete", row.pk))
    assert looks() == [("Ruth", "Alice", "desk")]


def test_a_list_asks_as_often_for_three_athletes_as_for_one(cast, django_assert_num_queries):
    client = logged_in(cast, "bob")
    with django_assert_num_queries(16):
        client.get(page(Athlete, "changelist"))
    for athlete in (cast.dora, cast.stranger):
        CoachAccess.objects.create(athlete=athlete, coach=cast.bob)
    with django_assert_num_queries(16):
        client.get(page(Athlete, "changelist"))


# --- Each role by itself ---------------------------------------------------------------------------

A, V, C, D = "add", "view", "change", "delete"
LIBRARY = ("source", "advice", "article", "articletranslation", "picture")
LIBRARY_READ, LIBRARY_WRITE = {name: [V] for name in LIBRARY}, {name: [V, A, C] for name in LIBRARY}
MODELS_OF = {  # what each role may do with which model of the desk
    COACHES: LIBRARY_READ
    | {"athlete": [V], "invitation": [V, A, D], "assessment": [V], "trainingplan": [V], "planweek": [V, C]},
    EDITORS: LIBRARY_WRITE | {"articlerating": [V], "advicerating": [V]},
    REVIEWERS: LIBRARY_READ | {"advice": [V, C]},
    MODERATORS: {"comment": [V, C], "commentreport": [V]},
    OWNERS: {"user": [V, C]},
}


@pytest.mark.parametrize("role", MODELS_OF)
def test_each_role_may_do_what_it_is_for_and_no_more(cast, rf, role):
    request = rf.get("/coach/")
    request.user = make_staff("Stan", role)
    may = {}
    for model, model_admin in admin.site._registry.items():
        found = [name for name in (V, A, C, D) if getattr(model_admin, f"has_{name}_permission")(request)]
        may[model._meta.model_name] = sorted(found)
    assert {name: found for name, found in may.items() if found} == {
        name: sorted(actions) for name, actions in MODELS_OF[role].items()
    }


@pytest.mark.parametrize("role", MODELS_OF)
def test_each_role_is_offered_only_what_it_may_open(cast, role):
    client = Client()
    client.force_login(make_staff("Stan", role))
    listed = client.get(reverse("admin:app_list", args=["coaching"])).context["app_list"]
    from_its_article = {"articletranslation"}
    assert {row["model"]._meta.model_name for app in listed for row in app["models"]} == (
        set(MODELS_OF[role]) - from_its_article
    )


@pytest.mark.parametrize("role", [role for role in MODELS_OF if role != COACHES])
def test_who_is_no_coach_opens_no_page_about_athletes(cast, role):
    client = Client()
    client.force_login(make_staff("Stan", role))
    for name, about, method, _ in PAGES:
        if name.startswith("desk_") and name != "desk_everything":
            status, content = knock(client, cast, name, about, method)
            assert (name, status in (403, 404, 405), b"Alice" in content) == (name, True, False)
    for model, _ in LOOKS:
        for where in ("changelist", "add"):
            assert client.get(page(model, where)).status_code == 403


@pytest.mark.parametrize("role", MODELS_OF)
def test_every_page_of_a_role_opens(cast, role):
    """Also where it may only look: no page of the library breaks without its form."""
    client = Client()
    client.force_login(make_staff("Stan", role))
    of_others = (Athlete, Assessment, TrainingPlan, PlanWeek, Invitation)
    opened = [row for row in STOCK if row[0]._meta.model_name in MODELS_OF[role] and row[0] not in of_others]
    paths = [page(model, name, row(cast).pk) for model, row, *_ in opened for name in ("change", "history")]
    paths += [page(model, "changelist") for model, *_ in opened]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
