"""The pages of a suggested plan: seen, accepted, kept, asked for."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from coaching.models import TrainingPlan, Workout
from coaching.services import adapting
from tests.builders import NOW, TODAY, make_athlete, make_coach, make_runner, make_user
from tests.lives import FLAG, follow, make_check_in, make_incident, sessions_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
START = TODAY + DAY
LATER = START + timedelta(days=15)
LOOK_AGAIN = "Please look once more"


@pytest.fixture
def alice(today):
    """Two weeks as planned, and on the fast day of the third a cramp."""
    alice = make_runner()
    fast = Workout.objects.of(alice).filter(kind="intervals", on__gt=LATER).first().on
    today.move_to(NOW + (fast - TODAY))
    follow(alice, until=fast)
    make_incident(alice, on=fast - DAY)
    return alice


@pytest.fixture
def fast(alice):
    return Workout.objects.of(alice).filter(kind="intervals", on__gt=LATER).first().on


@pytest.fixture
def suggested(alice, fast):
    return adapting.suggest(athlete=alice, reason="cramp", now=NOW + (fast - TODAY), today=fast)


@pytest.fixture
def client(client, alice):
    client.force_login(alice.user)
    return client


def at(name, plan=None):
    return reverse(f"coaching:{name}", args=[plan.pk] if plan else [])


def page(client, plan):
    return client.get(at("suggestion", plan))


def text_of(response):
    return " ".join(response.content.decode().split())


def press(client, plan, **changed):
    """As the button on the page that is shown does."""
    made = page(client, plan).context["made"]
    return client.post(at("suggestion_accept", plan), {"made": made} | changed, follow=True)


def test_it_says_what_changes_and_by_which_rule_beside_the_plan_there_is(client, suggested):
    text = text_of(page(client, suggested))
    assert "You logged a cramp. Your plan stays as it is until you decide." in text
    assert "easy only for two days" in text
    assert f'href="{at("rules")}#R21"' in text
    assert '<span class="chip">easier</span>' in text
    assert ("Accept the changed plan" in text, "Keep my plan" in text) == (True, True)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("check_in", "You told us that a problem limited your training."),
        ("missed", "Some workouts were missed."),
        ("asked", "You asked for it."),
        ("cleared", "Somebody has looked at your cramp, and training goes on."),
        ("coach", "Your coach drafted it."),
    ],
)
def test_it_says_what_it_was_made_for(client, suggested, reason, words):
    TrainingPlan.objects.filter(pk=suggested.pk).update(reason=reason)
    assert words in text_of(page(client, suggested))


def test_accepted_it_is_the_plan_and_today_says_so(client, alice, suggested):
    response = press(client, suggested)
    assert (response.redirect_chain[-1][0], alice.plans.active().get()) == (at("today"), suggested)
    assert "The changed plan is yours now." in text_of(response)


def test_pressed_twice_it_is_accepted_once(client, alice, suggested):
    assert press(client, suggested).redirect_chain == press(client, suggested).redirect_chain
    assert sorted(alice.plans.values_list("status", flat=True)) == ["active", "retired"]


def test_accepted_here_and_declined_in_another_tab_gives_a_clear_answer(client, suggested):
    press(client, suggested)
    response = client.post(at("suggestion_decline", suggested), follow=True)
    assert text_of(response).count("You accepted this suggestion already. It is your plan now.") == 2
    assert "Keep my plan" not in text_of(response)


def test_declined_here_and_accepted_in_another_tab_gives_a_clear_answer(client, alice, suggested):
    made = page(client, suggested).context["made"]
    response = client.post(at("suggestion_decline", suggested), follow=True)
    assert (response.redirect_chain[-1][0], "You keep your plan as it is." in text_of(response)) == (at("today"), True)
    response = client.post(at("suggestion_accept", suggested), {"made": made}, follow=True)
    assert response.redirect_chain[-1][0] == at("suggestion", suggested)
    assert "You kept your plan as it was, so this suggestion is closed." in text_of(response)
    assert alice.plans.active().get() != suggested


@pytest.mark.parametrize(
    ("do", "said"),
    [
        ("accept", "Your coach accepted this suggestion. It is your plan now."),
        ("decline", "Your coach kept your plan as it was, so this suggestion is closed."),
    ],
)
def test_what_a_coach_decided_is_not_said_to_be_the_athletes_own_choice(client, alice, suggested, fast, do, said):
    coach, now = make_coach("Bob", athlete=alice), NOW + (fast - TODAY)
    if do == "accept":
        adapting.accept(plan=suggested, by=coach, now=now, today=fast)
    else:
        adapting.decline(plan=suggested, by=coach, now=now)
    client.force_login(alice.user)
    again = client.post(at("suggestion_decline", suggested), follow=True)
    assert [said in text_of(page(client, suggested)), said in text_of(again)] == [True, do == "accept"]


@pytest.mark.parametrize("made", ["", "yesterday", "2026-11-22T12:00:00+00:00"])
def test_a_page_of_an_earlier_making_is_shown_the_newer_one_first(client, alice, suggested, made):
    assert LOOK_AGAIN in text_of(press(client, suggested, made=made))
    assert alice.plans.active().get() != suggested


def test_days_later_it_is_made_anew_and_shown_first(client, alice, suggested, fast, today):
    today.move_to(NOW + (fast - TODAY) + timedelta(days=9))
    assert "Some days went by since it was made." in text_of(page(client, suggested))
    response = press(client, suggested)
    assert (response.redirect_chain[-1][0], LOOK_AGAIN in text_of(response)) == (at("suggestion", suggested), True)
    assert alice.plans.suggested().get().starts_on == fast + timedelta(days=9)


def test_a_plan_that_is_paused_shows_the_care_card_and_no_buttons(client, alice, suggested, fast):
    flag = make_incident(alice, on=fast - DAY, triage=FLAG)
    text = text_of(page(client, suggested))
    assert ("Your plan is paused" in text, "Accept the changed plan" in text) == (True, False)
    response = client.post(at("suggestion_accept", suggested), {"made": suggested.created_at.isoformat()})
    assert response.headers["Location"] == at("cramp", flag)


def test_asked_for_there_is_one(client, alice):
    response = client.post(at("suggestion_ask"))
    suggested = alice.plans.suggested().get()
    assert (response.headers["Location"], suggested.reason) == (at("suggestion", suggested), "asked")


def test_asked_for_after_three_missed_ones_it_says_so(client, alice, fast):
    last = [run.pk for run in sessions_of(alice, until=fast)[-3:]]
    alice.activities.filter(workout__in=last).delete()
    client.post(at("suggestion_ask"))
    assert alice.plans.suggested().get().reason == "missed"


def test_asked_for_while_all_fits_it_says_that_nothing_has_to_change(client, alice):
    alice.incidents.all().delete()
    response = client.post(at("suggestion_ask"), follow=True)
    text = text_of(response)
    assert "Nothing has to change. What you did fits your plan." in text
    assert ("Accept the changed plan" in text, "Keep my plan" in text) == (False, True)


def test_asked_for_without_a_plan_it_leads_to_today(client, alice):
    alice.plans.all().delete()
    response = client.post(at("suggestion_ask"), follow=True)
    assert response.redirect_chain[0][0] == at("today")
    assert "There is no plan to change." in text_of(response)


def test_asked_for_while_paused_it_leads_to_the_cramp(client, alice, fast):
    flag = make_incident(alice, on=fast - DAY, triage=FLAG)
    response = client.post(at("suggestion_ask"), follow=True)
    assert response.redirect_chain[0][0] == at("cramp", flag)
    assert "Your plan is paused, so nothing is planned anew." in text_of(response)


def test_asked_for_after_the_race_it_leads_to_the_look_back(client, alice, today):
    plan = alice.plans.get()
    today.move_to(NOW + (plan.race_on + DAY - TODAY))
    client.force_login(alice.user)
    response = client.post(at("suggestion_ask"), follow=True)
    assert response.redirect_chain[0][0] == at("look_back", plan)
    assert "There are no days left to plan anew." in text_of(response)


def test_a_coach_looks_and_does_not_decide(client, alice, suggested):
    client.force_login(make_coach("Bob", athlete=alice))
    text = text_of(page(client, suggested))
    assert ("easier" in text, "Accept the changed plan" in text, "Keep my plan" in text) == (True, False, False)
    assert "For Alice, who decides. Until then the plan stays as it is." in text


def test_someone_elses_is_not_found_by_any_address(client, suggested):
    client.force_login(make_athlete("Charlie", user=make_user("Charlie")).user)
    posts = [client.post(at(name, suggested)).status_code for name in ("suggestion_accept", "suggestion_decline")]
    assert (page(client, suggested).status_code, posts) == (404, [404, 404])


def test_a_plan_that_was_never_suggested_is_none(client, alice):
    plan = alice.plans.get()
    posts = [client.post(at(name, plan)).status_code for name in ("suggestion_accept", "suggestion_decline")]
    assert (page(client, plan).status_code, posts) == (404, [404, 404])
    assert client.get(reverse("coaching:suggestion", args=[uuid4()])).status_code == 404


def test_from_the_letter_one_is_led_to_log_in_and_back(client, suggested):
    client.logout()
    assert page(client, suggested).headers["Location"] == f"/login/?next={at('suggestion', suggested)}"


def test_distances_are_in_the_units_the_reader_chose(client, alice, suggested):
    alice.user.units = "imperial"
    alice.user.save()
    text = text_of(page(client, suggested))
    assert (" miles" in text.split("Week by week")[1], " km" in text.split("Week by week")[1]) == (True, False)


def test_an_accepted_one_stays_readable_beside_the_plan_before_it(client, suggested):
    press(client, suggested)
    text = text_of(page(client, suggested))
    assert ("The plan before" in text, '<span class="chip">easier</span>' in text) == (True, True)


def test_the_page_takes_the_same_queries_whatever_changes(client, alice, suggested, fast, django_assert_num_queries):
    def count():
        with django_assert_num_queries(8):
            return page(client, suggested).status_code

    assert count() == 200
    make_check_in(alice, on=fast)
    follow(alice, until=fast, since=fast)
    adapting.suggest(athlete=alice, reason="check_in", now=NOW, today=fast)
    assert count() == 200
