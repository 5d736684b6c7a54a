"""What your coach sees, from the browser: asked, answered, changed, ended."""

import pytest
from django.core import mail
from django.test import Client

from coaching.models import CoachAccess, Consent, Invitation, PlanWeek, Workout
from tests.admin.desk import page, sent_back
from tests.builders import NOW, make_coach, make_runner, make_superuser, make_user, with_race_in
from tests.people import make_invitation, make_request
from tests.views.test_pages import assert_well_framed

pytestmark = pytest.mark.django_db
COACHES, INVITE = "/account/coaches/", "/account/coaches/invite/"
TO_BOB = {"email": "bob@example.org", "level": "view"}


@pytest.fixture
def alice():
    return make_runner("Alice", answers=with_race_in(4))


@pytest.fixture
def bob():
    return make_coach("Bob")


def device_of(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def hers(alice):
    return device_of(alice.user)


@pytest.fixture
def his(bob):
    return device_of(bob)


def invitation_page(invitation):
    return f"/account/invitation/{invitation.pk}/"


def current():
    return list(CoachAccess.objects.current().values_list("coach__name", "level"))


def access(athlete, coach, level="view"):
    return CoachAccess.objects.create(athlete=athlete, coach=coach, level=level)


# --- The list --------------------------------------------------------------------------------------


def test_the_page_is_well_framed_and_lists_who_is_who(hers, alice, bob):
    access(alice, bob, "edit")
    make_invitation(alice, bob, email="carl@example.org")
    make_request(make_coach("Vera"), alice)
    answer = hers.get(COACHES)
    assert_well_framed(answer)
    html = answer.content.decode()
    words = ["Bob", "may look and edit", "carl@example.org", "Vera", "vera@example.org"]
    assert [word for word in words if word not in html] == []


def test_it_does_not_name_who_has_no_access_any_more(hers, alice, bob):
    CoachAccess.objects.create(athlete=alice, coach=bob, revoked_at=NOW)
    assert "Bob" not in hers.get(COACHES).content.decode()


def test_it_asks_as_often_for_three_coaches_as_for_one(hers, alice, bob, django_assert_num_queries):
    access(alice, bob), make_invitation(alice, bob, email="a@example.org")
    with django_assert_num_queries(9):
        hers.get(COACHES)
    for name in ("Vera", "Carl"):
        coach = make_coach(name)
        access(alice, coach), make_invitation(alice, coach), make_request(coach, alice)
    with django_assert_num_queries(9):
        hers.get(COACHES)


# --- Inviting --------------------------------------------------------------------------------------


def test_an_invitation_is_sent_and_listed(hers):
    answer = hers.post(INVITE, TO_BOB, follow=True)
    assert "The letter is on its way to bob@example.org" in answer.content.decode()
    assert [letter.to for letter in mail.outbox] == [["bob@example.org"]]
    assert Invitation.objects.get().level == "view"


def test_a_press_that_repeats_sends_one_letter(hers):
    for _ in range(3):
        assert hers.post(INVITE, TO_BOB).status_code == 302
    assert (Invitation.objects.count(), len(mail.outbox)) == (1, 1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": ""}, "Write an e-mail address."),
        ({"email": "bob"}, "Enter a valid email address."),
        ({"email": "bob@example.org\nBcc: all@example.org"}, "Enter a valid email address."),
        ({"email": "ALICE@example.org"}, "This is your own address."),
        ({"level": "all"}, "Choose one of the answers shown."),
        ({"level": ""}, "Choose what they may."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_sent(hers, wrong, said):
    answer = hers.post(INVITE, TO_BOB | wrong)
    assert (answer.status_code, Invitation.objects.count(), mail.outbox) == (200, 0, [])
    assert said in answer.content.decode()


def test_the_eleventh_of_a_day_is_told_to_wait_and_loses_nothing(hers):
    for number in range(10):
        hers.post(INVITE, TO_BOB | {"email": f"coach{number}@example.org"})
    answer = hers.post(INVITE, TO_BOB)
    assert (answer.status_code, Invitation.objects.count()) == (429, 10)
    assert "Please try again tomorrow" in answer.content.decode()
    assert 'value="bob@example.org"' in answer.content.decode()


def test_an_invitation_is_withdrawn_once_or_twice(hers, his, alice, bob):
    invitation = make_invitation(alice, bob)
    for _ in range(2):
        answer = hers.post(f"{COACHES}invitation/{invitation.pk}/withdraw/", follow=True)
        assert "is withdrawn" in answer.content.decode()
    assert "This was declined or withdrawn" in his.get(invitation_page(invitation)).content.decode()
    his.post(invitation_page(invitation), {"answer": "accept"})
    assert current() == []


def test_what_was_accepted_is_not_withdrawn(hers, his, alice, bob):
    invitation = make_invitation(alice, bob)
    his.post(invitation_page(invitation), {"answer": "accept"})
    hers.post(f"{COACHES}invitation/{invitation.pk}/withdraw/")
    assert current() == [("Bob", "view")]


# --- Answering -------------------------------------------------------------------------------------


def test_a_coach_accepts(his, alice, bob):
    invitation = make_invitation(alice, bob, level="edit")
    answer = his.get(invitation_page(invitation))
    assert_well_framed(answer)
    html = answer.content.decode()
    assert [word for word in ("Alice", "alice@example.org", "could also change") if word not in html] == []
    for _ in range(2):
        answer = his.post(invitation_page(invitation), {"answer": "accept"}, follow=True)
        assert "You accepted this." in answer.content.decode()
    assert current() == [("Bob", "edit")]


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_an_athlete_answers_a_coach(hers, alice, bob, answer):
    request = make_request(bob, alice)
    assert "bob@example.org" in hers.get(invitation_page(request)).content.decode()
    for _ in range(2):
        assert hers.post(invitation_page(request), {"answer": answer}).status_code == 302
    assert current() == ([("Bob", "view")] if answer == "accept" else [])


def test_an_athlete_without_consent_is_led_to_it_first_and_their_yes_counts_from_then_on(hers, alice, bob):
    Consent.objects.all().delete()
    request = make_request(bob, alice)
    assert "you also set up your own place" in hers.get(invitation_page(request)).content.decode()
    assert hers.post(invitation_page(request), {"answer": "accept"}).headers["Location"] == "/welcome/"
    assert (current(), Invitation.objects.open().count()) == ([], 1)
    assert "You said yes to <bdi>Bob</bdi>" in hers.get("/welcome/").content.decode()
    page = hers.post("/welcome/", {"name": "Alice", "time_zone": "UTC", "consent": "on"}, follow=True)
    assert "From now on Bob is your coach." in page.content.decode()
    assert (current(), Invitation.objects.open().count()) == ([("Bob", "view")], 0)


def test_a_yes_to_what_was_withdrawn_since_gives_nobody_anything(hers, alice, bob):
    Consent.objects.all().delete()
    request = make_request(bob, alice)
    hers.post(invitation_page(request), {"answer": "accept"})
    request.delete()
    assert "You said yes" not in hers.get("/welcome/").content.decode()
    page = hers.post("/welcome/", {"name": "Alice", "time_zone": "UTC", "consent": "on"}, follow=True)
    assert "nobody coaches you by it" in page.content.decode()
    assert (current(), Consent.objects.count()) == ([], 1)


def test_an_account_without_a_coachs_rights_is_told_so(alice):
    charlie = make_user("Charlie")
    invitation, browser = make_invitation(alice, charlie), device_of(charlie)
    assert "no coach’s rights" in browser.get(invitation_page(invitation)).content.decode()
    answer = browser.post(invitation_page(invitation), {"answer": "accept"})
    assert (answer.status_code, current()) == (403, [])
    assert "no coach’s rights" in answer.content.decode()
    browser.post(invitation_page(invitation), {"answer": "decline"})
    assert Invitation.objects.get().accepted is False


def test_nobody_else_finds_an_invitation(alice, bob):
    invitation = make_invitation(alice, bob)
    for user in (alice.user, make_coach("Vera"), make_superuser("Ruth")):
        browser = device_of(user)
        assert browser.get(invitation_page(invitation)).status_code == 404
        assert browser.post(invitation_page(invitation), {"answer": "accept"}).status_code == 404
    assert current() == []


def test_an_address_that_was_never_confirmed_opens_nothing(his, alice, bob):
    invitation = make_invitation(alice, bob)
    bob.emailaddress_set.update(verified=False)
    assert his.get(invitation_page(invitation)).status_code == 404


@pytest.mark.parametrize("answer", ["", "yes", "\0"])
def test_another_answer_is_none(his, alice, bob, answer):
    assert his.post(invitation_page(make_invitation(alice, bob)), {"answer": answer}).status_code == 404


# --- Changing and ending ---------------------------------------------------------------------------


def test_a_level_changes_with_one_press(hers, alice, bob):
    given = access(alice, bob)
    hers.post(f"{COACHES}{given.pk}/level/", {"level": "edit"})
    assert current() == [("Bob", "edit")]
    answer = hers.post(f"{COACHES}{given.pk}/level/", {"level": "all"}, follow=True)
    assert "Nothing was changed" in answer.content.decode()
    assert current() == [("Bob", "edit")]


def test_access_ends_with_one_press_and_with_the_coachs_next_request(hers, his, alice, bob):
    given, plan = access(alice, bob, "edit"), alice.plans.get()
    assert his.get(f"/plan/{plan.pk}/").status_code == 200
    for _ in range(2):
        assert hers.post(f"{COACHES}{given.pk}/revoke/").status_code == 302
    assert his.get(f"/plan/{plan.pk}/").status_code == 404
    answer = hers.post(f"{COACHES}{given.pk}/level/", {"level": "view"}, follow=True)
    assert "No access any more: Bob." in answer.content.decode()
    assert current() == []


def test_a_coach_who_saves_what_they_opened_before_it_ended_changes_nothing(hers, his, alice, bob):
    given = access(alice, bob, "edit")
    week = alice.plans.get().weeks.first()
    path = page(PlanWeek, "change", week.pk)
    data = sent_back(his.get(path)) | {"focus": "Mine", "workouts-0-title": "Mine"}
    before = list(Workout.objects.order_by("pk").values())
    hers.post(f"{COACHES}{given.pk}/revoke/")
    assert his.post(path, data).status_code in (302, 403)
    week.refresh_from_db()
    assert (week.focus == "Mine", list(Workout.objects.order_by("pk").values())) == (False, before)


@pytest.mark.parametrize("what", ["revoke", "level"])
def test_the_coach_of_somebody_else_is_not_there(alice, bob, what):
    given = access(alice, bob)
    charlie = device_of(make_runner("Charlie").user)
    assert charlie.post(f"{COACHES}{given.pk}/{what}/", {"level": "edit"}).status_code == 404
    assert charlie.post(f"{COACHES}{10**30}/{what}/", {"level": "edit"}).status_code == 404
    assert current() == [("Bob", "view")]
