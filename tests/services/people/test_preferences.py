"""How a person likes the site."""

import pytest

from coaching.models import Athlete
from coaching.services.people import preferences
from tests.builders import make_athlete, make_user

pytestmark = pytest.mark.django_db
WISHES = {
    "name": "Ally",
    "units": "imperial",
    "weight_units": "lb",
    "language": "ru",
    "time_zone": "Asia/Tokyo",
    "week_starts_on": 6,
    "mail_suggestions": False,
    "mail_week": False,
    "mail_comments": False,
}


def test_wishes_are_stored_and_the_athlete_bears_the_same_name():
    alice = make_user("Alice")
    before = make_athlete("Alice", user=alice).version
    preferences.prefer(user=alice, wishes=WISHES)
    alice.refresh_from_db()
    assert {name: getattr(alice, name) for name in WISHES} == WISHES
    assert (alice.athlete.name, alice.athlete.version > before) == ("Ally", True)


def test_a_coach_has_preferences_without_being_an_athlete():
    bob = make_user("Bob")
    preferences.prefer(user=bob, wishes=WISHES)
    bob.refresh_from_db()
    assert (bob.name, Athlete.objects.count()) == ("Ally", 0)
