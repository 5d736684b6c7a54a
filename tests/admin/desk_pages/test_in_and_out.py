"""Athletes come in and go out at the desk: asked, kept, accepted, sorted, handed over, given up."""

from datetime import timedelta
from uuid import uuid4

import pytest

from coaching.models import Athlete, CoachAccess, HandOver, Invitation, TrainingGroup
from coaching.services.desk import acting, keeping
from coaching.services.people import access, handing
from tests.builders import NOW, TODAY, make_assessment, make_athlete, make_coach, make_user, revoke
from tests.desk import make_kept
from tests.people import make_hand_over, make_invitation

pytestmark = pytest.mark.django_db
ADD, WAITING, GROUPS = "/coach/athletes/add/", "/coach/athletes/invitations/", "/coach/groups/"
ANNA = {"do": "keep", "name": "Anna", "email": "", "group": "", "new_group": "", "agreed": "on"}


@pytest.fixture
def desk(client, cast):
    Invitation.objects.all().delete()
    client.force_login(cast.bob)
    return client


def care(athlete):
    return f"/coach/athletes/{athlete.pk}/care/"


def text(response):
    return response.content.decode()


def mine(coach):
    return set(CoachAccess.objects.current().of(coach).values_list("athlete__name", "level"))


def queries(client, path, counted):
    with counted(60) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


# --- In --------------------------------------------------------------------------------------------


def test_an_athlete_is_asked_and_stands_among_what_waits(desk, cast):
    sent = {"do": "ask", "email": "New@example.org", "level": "edit"}
    for _ in range(2):
        answer = desk.post(ADD, sent, follow=True)
        assert answer.redirect_chain == [(WAITING, 302)]
    assert Invitation.objects.get().email == "new@example.org"
    assert "new@example.org" in text(answer)


def test_an_athlete_is_kept_once_and_put_into_a_new_group(desk, cast):
    sent = ANNA | {"new_group": "Trail"}
    kept = desk.post(ADD, sent)
    anna = Athlete.objects.get(name="Anna")
    assert kept.url == f"/coach/athletes/{anna.pk}/"
    assert "nobody was added" in text(desk.post(ADD, sent, follow=True))
    assert (Athlete.objects.filter(name="Anna").count(), anna.coach_access.get().group.name) == (1, "Trail")


@pytest.mark.parametrize(
    ("changed", "field", "message"),
    [
        ({"agreed": ""}, "agreed", "Tick this."),
        ({"name": " "}, "name", "Write a name"),
        ({"name": "A" * 101}, "name", "Make it shorter"),
        ({"email": "no address"}, "email", "Enter a valid email address."),
        ({"email": "BOB@example.org"}, "email", "This is your own address."),
        ({"group": "999"}, "group", "This group is not there any more."),
        ({"group": "0x"}, "group", "This group is not there any more."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept_or_lost(desk, changed, field, message):
    answer = desk.post(ADD, ANNA | {"new_group": "Trail"} | changed)
    assert answer.context["keep"].errors[field][0].startswith(message)
    assert 'value="Trail"' in text(answer)
    assert not Athlete.objects.filter(user=None).exists()


def test_a_group_is_chosen_or_written_but_not_both(desk, cast):
    trail = keeping.add_group(coach=cast.bob, name="Trail")
    answer = desk.post(ADD, ANNA | {"group": trail.pk, "new_group": "Road"})
    assert list(answer.context["keep"].errors) == ["new_group"]


def test_a_letter_beyond_the_limit_is_refused_and_the_address_is_not_lost(desk, cast):
    for number in range(access.MOST_A_DAY_OF_A_COACH):
        access.request(coach=cast.bob, email=f"{number}@example.org", level="view", now=NOW)
    answer = desk.post(ADD, {"do": "ask", "email": "last@example.org", "level": "view"})
    assert (answer.status_code, 'value="last@example.org"' in text(answer)) == (429, True)


# --- What waits ------------------------------------------------------------------------------------


def test_nothing_waits_and_the_page_says_what_to_do(desk):
    assert ADD in text(desk.get(WAITING))


@pytest.mark.parametrize(("do", "level"), [("accept", {("Dora", "edit")}), ("decline", set())])
def test_an_athletes_question_is_answered_where_it_stands(desk, cast, do, level):
    asked = make_invitation(cast.dora, cast.bob, level="edit")
    page = text(desk.get(WAITING))
    assert ("Dora" in page, "look, and change their plan" in page) == (True, True)
    for _ in range(2):
        assert desk.post(WAITING, {"do": do, "which": str(asked.pk)}).url == WAITING
    assert mine(cast.bob) == {("Alice", "edit")} | level


def test_a_request_is_withdrawn(desk, cast):
    asked = access.request(coach=cast.bob, email="new@example.org", level="view", now=NOW)
    desk.post(WAITING, {"do": "withdraw", "which": str(asked.pk)})
    assert "new@example.org" not in text(desk.get(WAITING))
    assert Invitation.objects.get().accepted is False


def test_a_hand_over_is_withdrawn(desk, cast):
    made = make_hand_over(cast.athlete, cast.bob)
    desk.post(WAITING, {"do": "stop", "which": str(made.pk)})
    assert HandOver.objects.get().agreed is False
    assert "They stay with you." in text(desk.get(WAITING))


def test_what_is_of_others_is_not_found_there(client, cast):
    client.force_login(cast.carl)
    theirs = {
        "accept": make_invitation(cast.athlete, cast.bob),
        "decline": make_invitation(cast.athlete, cast.vera),
        "withdraw": Invitation.objects.get(made_by="coach"),
        "stop": make_hand_over(cast.athlete, cast.bob),
    }
    for do, row in theirs.items():
        for key in (str(row.pk), str(uuid4()), "1", ""):
            assert client.post(WAITING, {"do": do, "which": key}).status_code == 404
    assert client.post(WAITING, {"do": "else"}).status_code == 404
    assert not Invitation.objects.exclude(answered_at=None).exists()


def test_it_asks_as_often_for_three_as_for_one(desk, cast, django_assert_max_num_queries):
    def wait_once_more(number):
        athlete = make_athlete("Emil", user=make_user(f"Emil{number}"))
        make_invitation(athlete, cast.bob)
        access.request(coach=cast.bob, email=f"{number}@example.org", level="view", now=NOW)
        coached = make_athlete("Fay", user=make_user(f"Fay{number}"))
        CoachAccess.objects.create(athlete=coached, coach=cast.bob)
        make_hand_over(coached, cast.bob)
        keeping.add_group(coach=cast.bob, name=f"Group {number}")

    wait_once_more(1)
    one = [queries(desk, path, django_assert_max_num_queries) for path in (WAITING, GROUPS, care(cast.athlete))]
    wait_once_more(2), wait_once_more(3)
    assert [queries(desk, path, django_assert_max_num_queries) for path in (WAITING, GROUPS, care(cast.athlete))] == one


# --- Looking after ---------------------------------------------------------------------------------


def test_a_pause_an_archive_and_a_group_are_set_and_taken_back(desk, cast):
    path, held = care(cast.athlete), CoachAccess.objects.get(coach=cast.bob)
    until = TODAY + timedelta(days=7)
    for sent in ({"do": "pause", "until": until.isoformat()}, {"do": "archive"}, {"do": "group", "new_group": "Trail"}):
        for _ in range(2):
            assert desk.post(path, sent).url == path
    held.refresh_from_db()
    assert (held.paused_until, held.archived_at, held.group.name) == (until, NOW, "Trail")
    for sent in ({"do": "go_on"}, {"do": "restore"}, {"do": "group", "group": "", "new_group": ""}):
        desk.post(path, sent)
    held.refresh_from_db()
    assert (held.paused_until, held.archived_at, held.group) == (None, None, None)


@pytest.mark.parametrize("until", ["", "soon", "2026-11-21", "2028-01-01"])
def test_a_pause_that_is_over_or_endless_is_refused(desk, cast, until):
    answer = desk.post(care(cast.athlete), {"do": "pause", "until": until})
    assert list(answer.context["pause"].errors) == ["until"]
    assert CoachAccess.objects.get(coach=cast.bob).paused_until is None


def test_a_kept_athlete_is_invited_from_their_page(desk, cast):
    anna = make_kept(cast.bob, email="anna@example.org")
    assert 'value="anna@example.org"' in text(desk.get(care(anna)))
    for _ in range(2):
        assert desk.post(care(anna), {"do": "invite", "email": "anna@example.org"}).url == care(anna)
    assert Invitation.objects.get().athlete == anna
    berta = make_kept(cast.bob, "Berta")
    answer = desk.post(care(berta), {"do": "invite", "email": "anna@example.org"})
    assert (answer.status_code, "for another athlete whom you keep" in text(answer)) == (409, True)


def test_a_kept_athlete_is_deleted_after_a_tick(desk, cast):
    anna = make_kept(cast.bob)
    assert list(desk.post(care(anna), {"do": "delete"}).context["delete"].errors) == ["sure"]
    assert desk.post(care(anna), {"do": "delete", "sure": "on"}).url == "/coach/"
    assert not Athlete.objects.filter(pk=anna.pk).exists()
    assert desk.post(care(anna), {"do": "delete", "sure": "on"}).status_code == 404


def test_an_athlete_with_a_log_in_is_not_deleted_by_a_coach(desk, cast):
    assert "Delete this athlete" not in text(desk.get(care(cast.athlete)))
    desk.post(care(cast.athlete), {"do": "delete", "sure": "on"})
    assert Athlete.objects.filter(pk=cast.athlete.pk).exists()


def test_a_coach_stops_after_a_tick(desk, cast):
    assert list(desk.post(care(cast.athlete), {"do": "stop"}).context["stop"].errors) == ["sure"]
    assert desk.post(care(cast.athlete), {"do": "stop", "sure": "on"}).url == "/coach/"
    assert mine(cast.bob) == set()
    assert desk.get(care(cast.athlete)).status_code == 404
    assert desk.post(care(make_kept(cast.bob)), {"do": "stop", "sure": "on"}).status_code == 404


def test_an_athlete_is_handed_over_from_their_page(desk, cast):
    for _ in range(2):
        assert desk.post(care(cast.athlete), {"do": "hand_over", "email": "Vera@example.org"}).url == care(cast.athlete)
    assert HandOver.objects.get().email == "vera@example.org"
    assert "Waits for the athlete" in text(desk.get(care(cast.athlete)))
    assert desk.post(care(make_kept(cast.bob)), {"do": "hand_over", "email": "v@example.org"}).status_code == 404


def test_the_athletes_own_address_is_refused(desk, cast):
    answer = desk.post(care(cast.athlete), {"do": "hand_over", "email": "alice@example.org"})
    assert "Write that of the other coach" in text(answer)
    assert not HandOver.objects.exists()


def test_a_coach_whose_athlete_has_answers_of_their_own_is_told_so(desk, cast):
    anna = make_kept(cast.bob)
    asked = access.invite_kept(access=CoachAccess.objects.get(athlete=anna), email="dora@example.org", now=NOW)
    access.accept(invitation=asked, by=cast.dora.user, now=NOW)
    for path in (WAITING, care(anna)):
        assert "answers of their own here" in text(desk.get(path)) or "with answers of their own" in text(
            desk.get(path)
        )
    assert mine(cast.bob) == {("Alice", "edit"), ("Anna", "edit"), ("Dora", "edit")}


KEPT_ONLY = ["correct", "invite", "delete"]


@pytest.mark.parametrize("do", KEPT_ONLY)
def test_who_may_look_only_changes_no_athlete(client, cast, do):
    anna = make_kept(cast.vera)
    CoachAccess.objects.filter(athlete=anna).update(level="view")
    client.force_login(cast.vera)
    sent = {"do": do, "name": "Else", "email": "else@example.org", "sure": "on"}
    assert client.post(care(anna), sent).status_code == 404
    assert (Athlete.objects.get(pk=anna.pk).name, anna.invitations.count()) == ("Anna", 0)
    assert client.post(care(anna), {"do": "archive"}).status_code == 302


@pytest.mark.parametrize("who", ["carl", "ruth", "revoked"])
def test_nobody_without_access_opens_the_page_or_does_anything(client, cast, who):
    if who == "revoked":
        revoke(cast.bob)
    client.force_login(cast.bob if who == "revoked" else getattr(cast, who))
    for path in (care(cast.athlete), f"/coach/athletes/{cast.athlete.pk}/answer-for/"):
        assert client.get(path).status_code == 404
        for do in ("pause", "archive", "group", "hand_over", "stop", "delete", "invite", "last"):
            assert client.post(path, {"do": do, "sure": "on", "email": "x@example.org"}).status_code == 404
    assert not HandOver.objects.exists()


def test_these_pages_are_for_coaches(client, cast):
    client.force_login(cast.charlie)
    for path in (ADD, WAITING, GROUPS, care(cast.athlete), "/coach/athletes/import/"):
        assert client.get(path).status_code in (302, 403)


# --- Groups ----------------------------------------------------------------------------------------


def test_groups_are_added_renamed_and_deleted(desk, cast):
    for _ in range(2):
        desk.post(GROUPS, {"do": "add", "name": "Trail"})
    trail = TrainingGroup.objects.get()
    acting.put_into(by=cast.bob, athletes=[cast.athlete.pk], group=trail.pk)
    assert [row["group"].count for row in desk.get(GROUPS).context["groups"]] == [1]
    desk.post(GROUPS, {"do": "rename", "which": trail.pk, "name": "Hills"})
    assert TrainingGroup.objects.get().name == "Hills"
    for _ in range(2):
        assert desk.post(GROUPS, {"do": "delete", "which": trail.pk}).url == GROUPS
    assert (TrainingGroup.objects.count(), mine(cast.bob)) == (0, {("Alice", "edit")})


def test_a_name_that_another_group_has_is_refused_beside_it(desk, cast):
    keeping.add_group(coach=cast.bob, name="Road")
    trail = keeping.add_group(coach=cast.bob, name="Trail")
    for name, message in (("road", "You have another group of this name."), ("", "Write a name for the group.")):
        answer = desk.post(GROUPS, {"do": "rename", "which": trail.pk, "name": name})
        assert [row["form"].errors for row in answer.context["groups"]] == [{}, {"name": [message]}]


def test_the_groups_of_another_coach_are_not_there(client, cast):
    trail = keeping.add_group(coach=cast.bob, name="Trail")
    client.force_login(cast.carl)
    assert "Trail" not in text(client.get(GROUPS))
    assert client.post(GROUPS, {"do": "rename", "which": trail.pk, "name": "Mine"}).status_code == 404
    client.post(GROUPS, {"do": "delete", "which": trail.pk})
    assert TrainingGroup.objects.get().name == "Trail"


# --- The athlete's side ----------------------------------------------------------------------------


def test_the_athlete_agrees_on_the_site_and_the_other_coach_accepts_at_the_desk(client, cast):
    made = handing.hand_over(athlete=cast.athlete, coach=cast.bob, email="carl@example.org", now=NOW)
    client.force_login(cast.alice)
    path = f"/account/hand-over/{made.pk}/"
    assert path in text(client.get("/account/coaches/"))
    assert "carl@example.org" in text(client.get(path))
    for _ in range(2):
        assert client.post(path, {"answer": "agree"}).url == path
    client.force_login(cast.carl)
    client.post(WAITING, {"do": "accept", "which": str(Invitation.objects.get(made_by="athlete").pk)})
    assert (mine(cast.carl), mine(cast.bob)) == ({("Alice", "edit")}, set())


def test_the_athlete_declines_and_all_stays(client, cast):
    made = make_hand_over(cast.athlete, cast.bob)
    client.force_login(cast.alice)
    for answer in ("decline", "agree"):
        page = client.post(f"/account/hand-over/{made.pk}/", {"answer": answer}, follow=True)
    assert "This was declined or withdrawn." in text(page)
    assert (mine(cast.bob), Invitation.objects.filter(made_by="athlete").count()) == ({("Alice", "edit")}, 0)


def test_the_page_of_a_coach_who_left_says_so(client, cast):
    made = make_hand_over(cast.athlete, cast.bob)
    revoke(cast.bob)
    client.force_login(cast.alice)
    page = text(client.get(f"/account/hand-over/{made.pk}/"))
    assert ("is not your coach any more" in page, 'value="agree"' in page) == (True, False)


def test_an_eleventh_invitation_by_agreeing_is_refused(client, cast):
    made = make_hand_over(cast.athlete, cast.bob)
    for number in range(10):
        access.invite(athlete=cast.athlete, email=f"{number}@example.org", level="view", now=NOW)
    client.force_login(cast.alice)
    assert client.post(f"/account/hand-over/{made.pk}/", {"answer": "agree"}).status_code == 429
    assert HandOver.objects.get().answered_at is None


def test_before_a_yes_the_page_says_what_was_kept_so_far(client, cast):
    anna, emil = make_kept(cast.bob), make_user("Emil")
    make_assessment(athlete=anna)
    asked = access.invite_kept(access=CoachAccess.objects.get(athlete=anna), email=emil.email, now=NOW)
    client.force_login(emil)
    page = text(client.get(f"/account/invitation/{asked.pk}/"))
    assert "A plan from 23 November 2026, 1 self-assessment, 0 logged sessions, 0 cramps." in page
    assert "all of it becomes yours" in page
    assert client.post(f"/account/invitation/{asked.pk}/", {"answer": "accept"}).url == "/welcome/"
    assert 'value="Emil"' in text(client.get("/welcome/"))
    client.post("/welcome/", {"name": "Emil", "time_zone": "UTC", "consent": "on"})
    anna.refresh_from_db()
    assert (anna.user, anna.name, mine(cast.bob)) == (emil, "Emil", {("Alice", "edit"), ("Emil", "edit")})


def test_who_has_answers_is_told_before_that_they_are_not_mixed(client, cast):
    anna = make_kept(cast.bob)
    asked = access.invite_kept(access=CoachAccess.objects.get(athlete=anna), email="dora@example.org", now=NOW)
    client.force_login(cast.dora.user)
    assert "is not mixed with yours" in text(client.get(f"/account/invitation/{asked.pk}/"))


def test_an_invitation_of_somebody_who_is_not_kept_says_nothing_of_it(client, cast):
    asked = access.request(coach=cast.carl, email="alice@example.org", level="view", now=NOW)
    client.force_login(cast.alice)
    assert "kept for you" not in text(client.get(f"/account/invitation/{asked.pk}/"))


def test_nobody_else_answers_a_hand_over(client, cast):
    made = make_hand_over(cast.athlete, cast.bob)
    client.force_login(cast.charlie)
    assert client.get(f"/account/hand-over/{made.pk}/").status_code == 404
    assert client.post(f"/account/hand-over/{made.pk}/", {"answer": "agree"}).status_code == 404
    assert HandOver.objects.get().answered_at is None


def test_a_coach_without_the_role_is_sent_away_from_the_pages(client, cast):
    editor = make_coach("Erik")
    editor.groups.clear()
    client.force_login(editor)
    assert client.get(ADD).status_code == 403
