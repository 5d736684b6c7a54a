"""An athlete's plans at the desk: drafted again, accepted for them, hidden week by week, compared."""

from datetime import timedelta

import pytest
from django.urls import reverse

from coaching.models import Look, TrainingPlan, Workout
from coaching.services import adapting
from tests.admin.desk import said
from tests.builders import NOW, TODAY, make_plan, revoke, with_race_in
from tests.lives import FLAG, make_incident

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
PAGES = ["desk_draft", "desk_suggestion", "desk_show", "desk_compare"]


@pytest.fixture
def suggested(cast):
    return suggest(cast)


def suggest(cast, today=TODAY + DAY):
    Workout.objects.filter(week__plan=cast.plan, kind="easy").update(distance_km=20)
    return adapting.suggest(athlete=cast.athlete, reason="asked", now=NOW, today=today)


def at(name, athlete):
    return reverse(f"admin:{name}", args=[athlete.pk])


def decide(client, suggested, do, **changed):
    sent = {"plan": suggested.pk, "made": suggested.created_at.isoformat(), "do": do} | changed
    return client.post(at("desk_suggestion", suggested.athlete), sent, follow=True)


def statuses(cast):
    return sorted(cast.athlete.plans.values_list("status", flat=True))


# --- Drafting ---------------------------------------------------------------------------------------


def test_a_coach_drafts_again_and_lands_on_what_changes(desk, cast):
    answer = desk.post(at("desk_draft", cast.athlete))
    assert answer.headers["Location"] == at("desk_suggestion", cast.athlete)
    assert statuses(cast) == ["active", "suggested"]
    assert cast.athlete.plans.get(status="suggested").reason == "coach"


def test_drafted_twice_there_is_one_suggestion(desk, cast):
    assert [desk.post(at("desk_draft", cast.athlete)).status_code for _ in range(2)] == [302, 302]
    assert statuses(cast) == ["active", "suggested"]


def test_a_draft_is_for_the_athletes_own_day(desk, cast, noon):
    noon.move_to(NOW + timedelta(days=2, hours=11))  # still the 24th in London, the 25th in Auckland
    cast.alice.time_zone = "Pacific/Auckland"
    cast.alice.save()
    desk.post(at("desk_draft", cast.athlete))
    assert cast.athlete.plans.get(status="suggested").starts_on == TODAY + DAY * 3


def test_while_a_sign_pauses_the_plan_nothing_is_drafted_and_why_is_told(desk, cast):
    make_incident(cast.athlete, on=TODAY, triage=FLAG)
    answer = desk.post(at("desk_draft", cast.athlete), follow=True)
    assert [text for text in said(answer) if "paused" in text and "warning sign" in text]
    assert statuses(cast) == ["active"]


# --- Deciding ---------------------------------------------------------------------------------------


def test_a_coach_accepts_and_the_athlete_reads_that_they_did(desk, cast, suggested, client):
    answer = decide(desk, suggested, "accept")
    assert [text.split(".")[0] for text in said(answer)] == ["Accepted"]
    assert statuses(cast) == ["active", "retired"]
    client.force_login(cast.alice)
    words = "Your coach accepted"
    pages = [client.get("/today/"), client.get(f"/plan/{suggested.pk}/")]
    assert [words in page.content.decode() for page in pages] == [True, True]


def test_a_week_later_today_no_longer_tells_it(desk, cast, suggested, client, noon):
    decide(desk, suggested, "accept")
    noon.move_to(NOW + DAY * 7)
    client.force_login(cast.alice)
    assert "Your coach accepted" not in client.get("/today/").content.decode()


def test_a_coach_declines(desk, cast, suggested):
    assert "Declined" in said(decide(desk, suggested, "decline"))[0]
    assert statuses(cast) == ["active", "declined"]


@pytest.mark.parametrize("first", ["accept", "decline"])
def test_decided_twice_it_stays_as_it_was_first(desk, cast, suggested, first):
    for do in (first, "accept", "decline"):
        assert decide(desk, suggested, do).status_code == 200
    assert statuses(cast) == sorted(["retired", "active"] if first == "accept" else ["active", "declined"])


def test_one_that_was_made_anew_since_it_was_read_is_shown_first(desk, cast, suggested):
    answer = decide(desk, suggested, "accept", made="2026-11-01T00:00:00+00:00")
    assert "Please look once more" in said(answer)[0]
    assert statuses(cast) == ["active", "suggested"]


@pytest.mark.parametrize("plan", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_one_that_is_gone_or_never_was_is_told(desk, cast, suggested, plan):
    assert "No suggestion is waiting" in said(decide(desk, suggested, "accept", plan=plan))[0]


def test_a_plan_of_somebody_else_is_not_decided_through_ones_own_athlete(desk, cast):
    doras = adapting.suggest(athlete=cast.dora, reason="asked", now=NOW, today=TODAY + DAY)
    desk.post(at("desk_suggestion", cast.athlete), {"plan": doras.pk, "do": "decline"})
    assert TrainingPlan.objects.get(pk=doras.pk).status == "suggested"


def test_without_a_suggestion_the_page_offers_to_draft_one(desk, cast):
    page = desk.get(at("desk_suggestion", cast.athlete)).content.decode()
    assert ("No suggestion is waiting" in page, "Draft again" in page) == (True, True)


# --- Showing ----------------------------------------------------------------------------------------


def test_a_coach_shows_up_to_a_week_and_then_all(desk, cast):
    week = cast.plan.weeks.get(number=2)
    for until, stored in ((week.pk, week.ends_on), ("", None)):
        assert desk.post(at("desk_show", cast.athlete), {"until": until}).status_code == 302
        cast.plan.refresh_from_db()
        assert cast.plan.shown_until == stored


def test_a_week_of_another_plan_is_no_choice(desk, cast):
    answer = desk.post(at("desk_show", cast.athlete), {"until": cast.doras.weeks.first().pk})
    assert (answer.status_code, "Choose a week of the plan" in answer.content.decode()) == (200, True)


# --- Comparing --------------------------------------------------------------------------------------


def test_two_plans_stand_side_by_side_on_their_days(desk, cast):
    other = make_plan(athlete=cast.athlete, answers=with_race_in(8))
    answer = desk.get(at("desk_compare", cast.athlete), {"a": cast.plan.pk, "b": other.pk})
    weeks = answer.context["weeks"]
    assert len(weeks) == other.weeks.count()
    assert (weeks[-1].now.distance_km, weeks[-1].suggested.distance_km) == (0.0, other.weeks.last().distance_km)
    back = desk.get(at("desk_compare", cast.athlete), {"a": other.pk, "b": cast.plan.pk}).context["weeks"]
    assert [(w.starts_on, w.now.distance_km) for w in back] == [(w.starts_on, w.suggested.distance_km) for w in weeks]


@pytest.mark.parametrize("asked", [{"a": "x", "b": "y"}, {"a": "hers", "b": "hers"}, {"a": "hers", "b": "doras"}, {}])
def test_anything_else_is_no_choice(desk, cast, asked):
    make_plan(athlete=cast.athlete, answers=with_race_in(8))
    known = {"hers": cast.plan.pk, "doras": cast.doras.pk}
    answer = desk.get(at("desk_compare", cast.athlete), {name: known.get(one, one) for name, one in asked.items()})
    assert (answer.status_code, "compared" in answer.context) == (200, False)


def test_a_page_of_two_plans_asks_as_often_for_long_ones(desk, cast, django_assert_max_num_queries):
    counts = []
    for weeks in (4, 16):
        two = [make_plan(athlete=cast.athlete, answers=with_race_in(weeks)).pk for _ in range(2)]
        with django_assert_max_num_queries(40) as queries:
            desk.get(at("desk_compare", cast.athlete), {"a": two[0], "b": two[1]})
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- Who --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["carl", "revoked bob"])
def test_without_access_none_of_it_is_there(client, cast, suggested, name, who):
    if who == "revoked bob":
        revoke(cast.bob)
    client.force_login(getattr(cast, who.split()[-1]))
    get, post = client.get(at(name, cast.athlete)), client.post(at(name, cast.athlete), {"plan": suggested.pk})
    assert (get.status_code in (404, 405), post.status_code in (404, 405)) == (True, True)
    assert statuses(cast) == ["active", "suggested"]


def test_the_two_newest_plans_stand_in_the_form_before_anybody_chose(desk, cast):
    assert desk.get(at("desk_compare", cast.athlete)).context["form"].initial == {"b": cast.plan.pk}
    other = make_plan(athlete=cast.athlete, answers=with_race_in(8))
    TrainingPlan.objects.filter(pk=other.pk).update(created_at=NOW + timedelta(hours=1))
    assert desk.get(at("desk_compare", cast.athlete)).context["form"].initial == {"a": cast.plan.pk, "b": other.pk}


@pytest.mark.parametrize(("name", "seen"), [("desk_suggestion", 200), ("desk_compare", 200), ("desk_show", 404)])
def test_who_may_only_look_looks_and_decides_nothing(client, cast, suggested, name, seen):
    client.force_login(cast.vera)
    answer = client.get(at(name, cast.athlete))
    assert (answer.status_code, b"Accept for" in answer.content) == (seen, False)
    for sent in ({"plan": suggested.pk, "do": "accept"}, {"until": ""}):
        assert client.post(at(name, cast.athlete), sent).status_code in (404, 405)
    assert client.post(at("desk_draft", cast.athlete)).status_code == 404
    assert statuses(cast) == ["active", "suggested"]


def test_each_look_is_written_down(desk, cast):
    desk.get(at("desk_compare", cast.athlete))
    assert Look.objects.filter(athlete=cast.athlete, coach=cast.bob).values_list("what", flat=True).last() == "plan"
