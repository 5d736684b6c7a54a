"""All plans of an athlete: which one holds, and what became of the others."""

import re
from datetime import timedelta
from html import unescape

import pytest

from coaching.models import TrainingPlan
from tests.builders import NOW, TODAY, make_assessment, make_athlete, make_runner, make_user, with_race_in

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def runner(client):
    runner = make_runner(answers=with_race_in(4))
    client.force_login(runner.user)
    return runner


def text_of(client):
    html = unescape(client.get("/plans/").content.decode()).split("<main")[1].split("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def another(runner, weeks):
    """A further plan; the one before holds until today."""
    TrainingPlan.objects.filter(athlete=runner, status="active").update(status="retired", retired_on=TODAY)
    return make_assessment(athlete=runner, answers=with_race_in(weeks)).plans.get()


def test_the_active_plan_is_there_with_what_it_is_for(client, runner):
    plan = runner.plans.get()
    assert "The plan you follow 10 km on Sunday 20 December 2026" in text_of(client)
    assert f'href="/plan/{plan.pk}/"' in client.get("/plans/").content.decode()


def test_each_plan_says_what_became_of_it(client, runner):
    first = runner.plans.get()
    TrainingPlan.objects.filter(pk=first.pk).update(starts_on=TODAY - timedelta(days=20))
    declined, suggested = another(runner, 5), another(runner, 6)
    another(runner, 7)
    TrainingPlan.objects.filter(pk=declined.pk).update(status="declined", reason="cramp")
    TrainingPlan.objects.filter(pk=suggested.pk).update(status="suggested", reason="asked")
    text = text_of(client)
    headings = ["The plan you follow", "Suggested, not decided yet", "Earlier plans", "Suggestions you declined"]
    assert re.findall("|".join(headings), text) == headings
    assert "Held from Monday 2 November 2026 to Saturday 21 November 2026 Look back" in text
    assert "Would have started on Monday 23 November 2026 Changed after a cramp" in text
    assert "Would start on Monday 23 November 2026 Changed as you asked Look at it and decide" in text


def test_a_plan_that_was_replaced_before_its_first_day_says_so(client, runner):
    another(runner, 5)
    text = text_of(client)
    assert "Replaced before its first day" in text
    assert "Look back" not in text


def test_another_s_plans_are_not_there(client, runner):
    charlie = make_runner("Charlie", answers=with_race_in(9))
    assert str(charlie.plans.get().pk) not in client.get("/plans/").content.decode()


def test_who_has_none_is_led_to_the_assessment(client):
    client.force_login(make_athlete("Dora", user=make_user("Dora")).user)
    assert "You have no plan yet." in text_of(client)


@pytest.mark.parametrize("count", [1, 3])
def test_any_number_of_plans_takes_as_many_queries(client, runner, count, django_assert_num_queries):
    for weeks in range(4, 3 + count):
        another(runner, weeks)
    client.get("/plans/")
    with django_assert_num_queries(4):
        client.get("/plans/")


@pytest.mark.parametrize("status", ["retired", "suggested", "declined"])
def test_a_plan_that_does_not_hold_stays_readable(client, runner, status):
    plan = runner.plans.get()
    TrainingPlan.objects.filter(pk=plan.pk).update(
        status=status, retired_on=NOW.date() if status == "retired" else None
    )
    paths = [f"/plan/{plan.pk}/{rest}" for rest in ("", "print/", "plan.json")]
    assert [client.get(path).status_code for path in paths] == [200] * 3
