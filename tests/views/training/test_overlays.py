"""The pages of pauses."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from coaching.models import Overlay, Workout
from tests.builders import TODAY
from tests.lives import make_overlay

PAGE, ADD = reverse("coaching:overlays"), reverse("coaching:overlay_add")


@pytest.fixture
def alice(client, cast):
    client.force_login(cast.alice)
    return cast.athlete


def sent(kind="sick", first=0, last=6, **words):
    days = {
        "starts_on": (TODAY + timedelta(days=first)).isoformat(),
        "ends_on": (TODAY + timedelta(days=last)).isoformat(),
    }
    return {"kind": kind, "note": "", "form": str(uuid4())} | days | words


def test_sent_it_is_stored_and_shown(client, alice):
    shown = client.post(ADD, sent(note="A cold"), follow=True)
    assert shown.redirect_chain == [(PAGE, 302)]
    assert Overlay.objects.get().athlete == alice
    for words in ("“Sick” is noted.", "Since Sunday 22 November 2026, until Saturday 28 November 2026.", "A cold"):
        assert words in shown.content.decode()


def test_sent_twice_it_is_one_and_no_error(client, alice):
    posted = sent()
    assert [client.post(ADD, posted).status_code for _ in range(2)] == [302, 302]
    assert Overlay.objects.count() == 1


def test_what_cannot_be_is_said_and_nothing_typed_is_lost(client, alice):
    page = client.post(ADD, sent("below_par", last=0, note="Tired")).content.decode()
    assert "“Not feeling 100 %” lasts 3 to 14 days" in page
    assert 'value="Tired"' in page
    assert Overlay.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "lazy"}, "Choose one of the answers shown."),
        ({"kind": ""}, "Choose what it is."),
        ({"starts_on": "soon"}, "Write a date such as 14/03/2027."),
        ({"ends_on": ""}, "Write the last day."),
        ({"starts_on": "9999-12-31"}, "Choose a first day from"),
        ({"ends_on": "9999-12-31"}, "lasts 1 to 60 days"),
        ({"ends_on": "0001-01-01"}, "The last day cannot come before the first."),
        ({"note": "x" * 201}, "200 characters fit, and it has 201."),
    ],
)
def test_bad_input_gets_a_clear_message(client, alice, wrong, said):
    page = client.post(ADD, sent() | wrong)
    assert page.status_code == 200
    assert said in page.content.decode()


def test_ending_it_is_one_press_and_a_second_one_does_no_harm(client, alice):
    overlay = make_overlay(alice, starts_on=TODAY - timedelta(days=2), days=9)
    lift = reverse("coaching:overlay_lift", args=[overlay.pk])
    shown = [client.post(lift, follow=True).content.decode() for _ in range(2)]
    assert ["“Sick” has ended." in page for page in shown] == [True, True]
    assert "Nothing holds your plan back now." in shown[0]
    overlay.refresh_from_db()
    assert overlay.lifted_on == TODAY


def test_a_workout_says_what_becomes_of_it(client, alice):
    make_overlay(alice, starts_on=TODAY, days=21)
    workout = Workout.objects.of(alice).filter(on__lte=TODAY + timedelta(days=20)).first()
    path = reverse("coaching:workout", args=[workout.week.plan_id, workout.pk])
    assert "Left out. You need not make up for it." in client.get(path).content.decode()


def test_the_kind_can_come_with_the_address_and_a_wrong_one_is_left_out(client, alice):
    assert 'value="injured" id="id_kind_2" checked' in " ".join(
        client.get(f"{ADD}?kind=injured").content.decode().split()
    )
    assert client.get(f"{ADD}?kind=lazy").status_code == 200


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_many_as_for_one(client, alice, django_assert_num_queries, count):
    for number in range(count):
        make_overlay(alice, starts_on=TODAY + timedelta(days=10 * number), days=6)
        make_overlay(alice, starts_on=TODAY - timedelta(days=100 + 10 * number), days=3)
    with django_assert_num_queries(6):
        assert client.get(PAGE).status_code == 200
