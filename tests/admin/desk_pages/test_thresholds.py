"""A coach's own thresholds: within the limits that stand beside them."""

import pytest

from coaching.models import Thresholds
from tests.builders import make_coach, make_staff

pytestmark = pytest.mark.django_db

PATH = "/coach/thresholds/"
VALUES = {
    "silent_days": "21",
    "race_weeks": "8",
    "race_gap": "1.5",
    "strength_weeks": "3",
    "ends_days": "0",
    "longest_step": "1.05",
    "week_step": "1.1",
}


@pytest.fixture
def desk(client):
    client.force_login(make_coach("Bob"))
    return client


def test_the_sites_values_stand_there_with_their_limits(desk):
    html = desk.get(PATH).content.decode()
    assert ('value="14"' in html, "3 to 60. The site says 14." in html) == (True, True)
    assert "Back to what the site says" not in html


def test_own_values_are_kept_and_put_down_again(desk):
    for _ in range(2):
        assert desk.post(PATH, VALUES).status_code == 302
    own = Thresholds.objects.get()
    assert (own.silent_days, own.race_gap, own.longest_step) == (21, 1.5, 1.05)
    assert "Back to what the site says" in desk.get(PATH).content.decode()
    for _ in range(2):
        assert desk.post(PATH, {"do": "forget"}).status_code == 302
    assert Thresholds.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("silent_days", "2", "Ensure this value is greater than or equal to 3."),
        ("silent_days", "61", "Ensure this value is less than or equal to 60."),
        ("race_gap", "nan", "Enter a number."),
        ("ends_days", "", "Give a number."),
        ("longest_step", "1.2", "Ensure this value is less than or equal to 1.1."),
        ("week_step", "0.9", "Ensure this value is greater than or equal to 1.0."),
    ],
)
def test_beyond_the_limits_nothing_is_saved_or_lost(desk, name, value, sentence):
    answer = desk.post(PATH, VALUES | {name: value})
    assert (answer.status_code, Thresholds.objects.count()) == (200, 0)
    form = answer.context["form"]
    assert (form.errors[name], form["race_weeks"].value()) == ([sentence], "8")


def test_whoever_is_no_coach_has_none(client):
    client.force_login(make_staff("Erin", "Editors"))
    assert client.get(PATH).status_code == 403
