"""Consent that is taken back: nothing about health stays, and it can be given again."""

from datetime import timedelta

import pytest

from coaching.models import Assessment, Athlete, User
from coaching.services.people import consent
from tests.builders import NOW, make_athlete, make_draft, make_runner, make_user
from tests.people import make_device, make_life

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def moments(user):
    return list(user.consents.values_list("given_at", "withdrawn_at"))


def test_withdrawing_keeps_when_and_nothing_about_health():
    user = make_life("Alice").user
    consent.withdraw(user=user, now=LATER)
    assert moments(user) == [(NOW, LATER)]
    assert (Athlete.objects.count(), Assessment.objects.count()) == (0, 0)
    assert User.objects.filter(pk=user.pk).exists()


def test_a_second_press_changes_nothing():
    user = make_runner().user
    consent.withdraw(user=user, now=NOW)
    consent.withdraw(user=user, now=LATER)
    assert moments(user) == [(NOW, NOW)]


def test_it_can_be_given_again():
    user = make_runner().user
    consent.withdraw(user=user, now=NOW)
    assert consent.athlete_of(User.objects.get(pk=user.pk)) is None
    consent.give(user=user, now=LATER)
    again = Athlete.objects.create(name="Alice", user=user)
    assert consent.athlete_of(user) == again
    assert moments(user) == [(LATER, None), (NOW, NOW)]


def test_a_draft_of_their_browser_goes_too():
    user = make_runner().user
    make_device(user, "her browser")
    make_draft(browser="her browser")
    kept = make_draft(browser="another")
    consent.withdraw(user=user, now=NOW)
    assert list(Assessment.objects.all()) == [kept]


def test_others_keep_theirs():
    alice, dora = make_user("Alice"), make_runner("Dora")
    make_athlete("Alice", user=alice)
    consent.withdraw(user=alice, now=NOW)
    assert list(Athlete.objects.all()) == [dora]
    assert consent.athlete_of(dora.user) == dora
