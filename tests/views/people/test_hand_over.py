"""The page on which an athlete agrees to go on with another coach, or declines."""

import pytest
from django.utils.timezone import now

from coaching.services.people import access, handing
from tests.builders import make_coach

pytestmark = pytest.mark.django_db
WAITS = "until <bdi>vera2@example.org</bdi> accepts"


@pytest.fixture
def asked(cast, client):
    client.force_login(cast.alice)
    return handing.hand_over(athlete=cast.athlete, coach=cast.bob, email="vera2@example.org", now=now())


def answer(client, asked, press=None):
    path = f"/account/hand-over/{asked.pk}/"
    shown = client.post(path, {"answer": press}, follow=True) if press else client.get(path)
    assert shown.status_code == 200
    return shown.content.decode()


def test_it_says_who_asks_for_whom_and_what_they_would_see(client, asked):
    page = answer(client, asked)
    assert [words in page for words in ("Bob", "vera2@example.org", "your nights", "Agree", "Decline")] == [True] * 5


@pytest.mark.parametrize("second", ["agree", "decline"])
def test_agreed_it_stays_so_whatever_is_pressed_next(client, cast, asked, second):
    answer(client, asked, "agree")
    page = answer(client, asked, second)
    assert ("You agreed to this." in page, WAITS in page) == (True, True)
    assert cast.athlete.invitations.open().count() == 1


def test_declined_all_stays_as_it_is(client, cast, asked):
    answer(client, asked, "decline")
    assert "This was declined or withdrawn." in answer(client, asked, "agree")
    assert cast.athlete.invitations.count() == 0


@pytest.mark.parametrize("end", [access.withdraw, access.decline])
def test_once_the_other_coach_is_not_asked_any_more_nobody_waits_for_them(client, cast, asked, end):
    answer(client, asked, "agree")
    end(invitation=cast.athlete.invitations.get(), now=now())
    page = answer(client, asked)
    assert (WAITS in page, "Nobody is asked any more, and <bdi>Bob</bdi> stays your coach." in page) == (False, True)


def test_once_the_other_coach_accepted_there_is_nothing_left_to_say_of_the_first(client, cast, asked):
    answer(client, asked, "agree")
    access.accept(invitation=cast.athlete.invitations.get(), by=make_coach("Vera2"), now=now())
    page = answer(client, asked)
    assert ("You agreed to this." in page, "stays your coach" in page) == (True, False)
