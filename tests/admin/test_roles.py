"""What those who run the site may do with people, and what those who review may do with advice."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse

from coaching.models import Advice, Athlete, PlanWeek, User, Workout
from coaching.services.people.roles import COACHES, EDITORS, MODERATORS, OWNERS, REVIEWERS, ROLES
from tests.admin.desk import page, sent_back
from tests.builders import TODAY, make_staff

pytestmark = pytest.mark.django_db
LIST = page(User, "changelist")


@pytest.fixture
def olga():
    return make_staff("Olga", OWNERS)


@pytest.fixture
def desk(client, olga):
    client.force_login(olga)
    return client


def one(user):
    return page(User, "change", user.pk)


def groups(*names):
    return [str(pk) for pk in Group.objects.filter(name__in=names).values_list("pk", flat=True)]


def give(desk, user, *names, **more):
    body = {"credentials": "", "is_active": "on", "is_staff": "on", "groups": groups(*names)} | more
    return desk.post(one(user), {name: value for name, value in body.items() if value is not None})


def roles_of(user):
    return set(user.groups.values_list("name", flat=True))


def listed(desk, **asked):
    return {str(user) for user in desk.get(LIST, asked).context["cl"].result_list}


# --- Whom an owner finds ---------------------------------------------------------------------------


def test_an_owner_sees_those_who_work_here(desk, cast):
    assert listed(desk) == {"Olga", "Bob", "Vera", "Carl", "Ruth", "Erin"}


def test_an_owner_finds_anybody_else_by_their_whole_address_alone(desk, cast):
    assert listed(desk, q="alice@example.org") == listed(desk, q=" ALICE@example.org ") == {"Alice"}
    assert (
        listed(desk, q="alice")
        == listed(desk, q="example.org") - {"Olga", "Bob", "Vera", "Carl", "Ruth", "Erin"}
        == set()
    )


def test_an_owner_opens_no_page_of_an_athlete(desk, cast):
    paths = [
        reverse("admin:coaching_athlete_change", args=[cast.athlete.pk]),
        reverse("admin:desk_athlete", args=[cast.athlete.pk]),
        reverse("coaching:plan", args=[cast.plan.pk]),
    ]
    assert [desk.get(path).status_code for path in paths] == [403, 403, 404]


# --- What an owner gives ---------------------------------------------------------------------------


def test_an_owner_makes_somebody_staff_with_roles_and_takes_them_again(desk, cast):
    assert give(desk, cast.charlie, COACHES, EDITORS).status_code == 302
    cast.charlie.refresh_from_db()
    assert (cast.charlie.is_staff, roles_of(cast.charlie)) == (True, {COACHES, EDITORS})
    assert give(desk, cast.charlie, is_staff=None).status_code == 302
    cast.charlie.refresh_from_db()
    assert (cast.charlie.is_staff, roles_of(cast.charlie)) == (False, set())


def test_an_owner_closes_an_account(desk, cast):
    give(desk, cast.carl, COACHES, is_active=None)
    cast.carl.refresh_from_db()
    assert not cast.carl.is_active


def test_a_role_needs_a_member_of_staff(desk, cast):
    answer = give(desk, cast.charlie, EDITORS, is_staff=None)
    assert "A role opens nothing by itself" in answer.content.decode()
    assert roles_of(cast.charlie) == set()


def test_a_new_reviewer_needs_something_behind_the_name(desk, cast):
    assert "fill in the credentials" in give(desk, cast.charlie, REVIEWERS).content.decode()
    assert give(desk, cast.charlie, REVIEWERS, credentials="doctor of sports medicine").status_code == 302
    assert roles_of(cast.charlie) == {REVIEWERS}


def test_who_reviewed_before_credentials_were_asked_for_is_not_held_up(desk, cast):
    assert give(desk, cast.carl, COACHES, REVIEWERS).status_code == 302
    assert roles_of(cast.carl) == {COACHES, REVIEWERS}


def test_other_groups_are_neither_offered_nor_given_nor_taken(desk, cast):
    power = Group.objects.create(name="Power")
    cast.carl.groups.add(power)
    answer = desk.get(one(cast.carl))
    offered = {group.name for group in answer.context["adminform"].form.fields["groups"].queryset}
    assert offered == set(ROLES)
    give(desk, cast.carl, MODERATORS)
    assert roles_of(cast.carl) == {MODERATORS, "Power"}
    assert give(desk, cast.charlie, groups=[str(power.pk)]).status_code == 200
    assert roles_of(cast.charlie) == set()


# --- What an owner cannot --------------------------------------------------------------------------


def test_what_is_posted_beyond_it_changes_nothing(desk, cast):
    forged = {"is_superuser": "on", "user_permissions": ["1", "2"], "email": "mine@example.org", "name": "Mine"}
    assert give(desk, cast.charlie, **forged, password="mine").status_code == 302
    before, after = cast.charlie, User.objects.get(pk=cast.charlie.pk)
    assert (after.is_superuser, after.email, after.name, after.password) == (
        False, before.email, before.name, before.password,
    )  # fmt: skip
    assert not after.user_permissions.exists()


@pytest.mark.parametrize("who", ["ruth", "olga"])
def test_an_owner_touches_no_superuser_and_not_themselves(desk, cast, olga, who):
    user = {"ruth": cast.ruth, "olga": olga}[who]
    before = (User.objects.filter(pk=user.pk).values().get(), roles_of(user))
    assert desk.get(one(user)).status_code == 200
    assert give(desk, user, COACHES).status_code == 403
    assert (User.objects.filter(pk=user.pk).values().get(), roles_of(user)) == before


def test_an_owner_sets_no_password_adds_nobody_and_deletes_nobody(desk, cast):
    for path in (reverse("admin:auth_user_password_change", args=[cast.alice.pk]), page(User, "add")):
        assert [desk.get(path).status_code, desk.post(path, {"password1": "x" * 12}).status_code] == [403, 403]
    assert desk.post(page(User, "delete", cast.alice.pk), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": str(cast.alice.pk), "post": "yes"}
    desk.post(LIST, chosen)
    assert User.objects.filter(pk=cast.alice.pk).exists()


def test_a_superuser_goes_on_as_before(client, cast):
    client.force_login(cast.ruth)
    assert "is_superuser" in sent_back(client.get(one(cast.carl)))
    assert {"Alice", "Dora"} <= listed(client)


# --- Who looks after others no more ----------------------------------------------------------------


def test_a_coach_who_is_no_staff_any_more_sees_nobody(client, cast):
    User.objects.filter(pk=cast.bob.pk).update(is_staff=False)
    client.force_login(User.objects.get(pk=cast.bob.pk))
    assert client.get(reverse("coaching:plan", args=[cast.plan.pk])).status_code == 404


@pytest.mark.parametrize("roles", [[], [EDITORS, REVIEWERS, MODERATORS, OWNERS]])
def test_access_waits_while_who_has_it_is_staff_but_no_coach(client, cast, roles):
    cast.bob.groups.set(Group.objects.filter(name__in=roles))
    client.force_login(cast.bob)
    workout = Workout.objects.filter(week=cast.week).first()
    pages = [
        reverse("coaching:plan", args=[cast.plan.pk]),
        reverse("coaching:plan_print", args=[cast.plan.pk]),
        reverse("coaching:workout", args=[cast.plan.pk, workout.pk]),
        reverse("coaching:findings", args=[cast.hers.pk]),
    ]
    assert {path: client.get(path).status_code for path in pages} == dict.fromkeys(pages, 404)
    assert (list(Athlete.objects.visible_to(cast.bob)), list(Athlete.objects.editable_by(cast.bob))) == ([], [])
    cast.bob.groups.add(Group.objects.get(name=COACHES))
    assert {path: client.get(path).status_code for path in pages} == dict.fromkeys(pages, 200)


def test_weeks_hidden_by_who_is_no_coach_any_more_are_shown(cast):
    cast.plan.shown_until = cast.week.ends_on
    cast.plan.save()
    hers, count = PlanWeek.objects.filter(plan=cast.plan), cast.plan.weeks.count()
    assert hers.shown(cast.week.starts_on).count() < count
    cast.bob.groups.clear()
    assert hers.shown(cast.week.starts_on).count() == count


# --- Reviewing advice ------------------------------------------------------------------------------


@pytest.fixture
def rita(client):
    user = make_staff("Rita", REVIEWERS, credentials="doctor of sports medicine")
    client.force_login(user)
    return user


def test_a_reviewer_signs_advice_with_their_own_name_and_changes_no_word(client, cast, rita):
    path, words = page(Advice, "change", cast.advice.pk), cast.advice.claim
    data = sent_back(client.get(path)) | {
        "reviewer": str(rita.pk),
        "reviewed_on": f"{TODAY - timedelta(days=1)}",
        "next_review_on": "2099-01-01",
        "claim": "Mine.",
        "grade": "strong",
    }
    assert client.post(path, data).status_code == 302
    advice = Advice.objects.get(pk=cast.advice.pk)
    assert (advice.reviewer_name, advice.reviewer_credentials) == ("Rita", "doctor of sports medicine")
    assert (advice.claim, advice.grade) == (words, "moderate")


def test_a_reviewer_signs_for_nobody_else(client, cast, rita):
    path = page(Advice, "change", cast.advice.pk)
    data = sent_back(client.get(path)) | {"reviewer": str(cast.bob.pk), "reviewed_on": f"{TODAY}"}
    assert client.post(path, data | {"next_review_on": "2099-01-01"}).status_code == 200
    assert Advice.objects.get(pk=cast.advice.pk).reviewer is None


def test_a_reviewer_neither_archives_nor_puts_back_advice(client, cast, rita):
    for name in ("archive", "revert"):
        assert client.post(page(Advice, name, cast.advice.pk), {"what": "archive"}).status_code == 403
    assert Advice.objects.get(pk=cast.advice.pk).archived_at is None


def test_an_editor_names_one_of_the_reviewers(client, cast, rita):
    client.force_login(make_staff("Edna", EDITORS))
    form = client.get(page(Advice, "change", cast.advice.pk)).context["adminform"].form
    assert {user.name for user in form.fields["reviewer"].queryset} == {"Rita", "Bob", "Vera", "Carl", "Ruth"}
