"""The page of the weekly check-in."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from coaching.models import CheckIn, TrainingPlan
from tests.lives import make_check_in

PAGE = reverse("coaching:check_in")
MONDAY = date(2026, 11, 30)


@pytest.fixture(autouse=True)
def sunday(db, today):
    with time_machine.travel(datetime(2026, 12, 6, 20, tzinfo=UTC), tick=False) as traveller:
        yield traveller


@pytest.fixture
def alice(client, cast):
    client.force_login(cast.alice)
    return cast.athlete


def send(client, answer="not", **words):
    return client.post(PAGE, {"answer": answer, "note": "", "week": MONDAY.isoformat()} | words, follow=True)


def test_it_asks_about_this_week_in_our_own_words(client, alice):
    page = client.get(PAGE).content.decode()
    assert "Week of 30 Nov – 6 Dec" in page
    assert "Did any problem (pain, illness, cramps) limit your training" in page
    assert "Your last answers" not in page


def test_an_answer_is_stored_once_and_said_back(client, alice):
    pages = [send(client, "little", note="The left calf").content.decode() for _ in range(2)]
    row = CheckIn.objects.get()
    assert (row.athlete, row.week_starts_on, row.answer, row.note) == (alice, MONDAY, "little", "The left calf")
    assert ["Your plan goes on as it is." in page for page in pages] == [True, True]


def test_a_substantial_problem_says_what_it_means_and_leads_to_the_suggestion(client, alice):
    page = send(client, "clearly").content.decode()
    assert "until Sunday 13 December 2026, nothing should grow" in page
    suggested = TrainingPlan.objects.suggested().get()
    assert reverse("coaching:suggestion", args=[suggested.pk]) in page


def test_a_page_left_open_over_sunday_answers_for_its_own_week(client, alice, sunday):
    sunday.move_to(datetime(2026, 12, 10, 8, tzinfo=UTC))
    page = send(client, "little").content.decode()
    assert CheckIn.objects.get().week_starts_on == MONDAY
    assert "Noted for the week that began on Monday 30 November 2026." in page


def test_a_week_that_is_closed_says_so_and_keeps_what_was_typed(client, alice):
    page = send(client, week="2026-11-02", note="Long ago").content.decode()
    assert "The check-in for that week is closed." in page
    assert 'value="Long ago"' in page
    assert CheckIn.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"answer": ""}, "Choose one of the four answers."),
        ({"answer": "very"}, "Choose one of the answers shown."),
        ({"note": "x" * 501}, "500 characters fit, and it has 501."),
    ],
)
def test_bad_input_gets_a_clear_message(client, alice, wrong, said):
    assert said in send(client, **wrong).content.decode()


def test_a_spoilt_week_is_the_one_shown(client, alice):
    send(client, week="soon")
    assert CheckIn.objects.get().week_starts_on == MONDAY


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_many_answers_as_for_one(client, alice, django_assert_num_queries, count):
    for number in range(count):
        week = MONDAY - timedelta(weeks=number)
        make_check_in(alice, on=week, answer="not")
    with django_assert_num_queries(5):
        assert client.get(PAGE).status_code == 200
