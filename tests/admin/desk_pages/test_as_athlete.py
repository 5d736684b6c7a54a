"""The athlete's own pages as their coach may look at them: true to the letter, and without any effect."""

import re
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.core import serializers
from django.test import Client
from django.urls import reverse

from coaching.models import CoachAccess, Consent, Look, Workout
from coaching.services import adapting
from coaching.views.training.kept import SHELF
from tests.builders import NOW, TODAY, make_assessment, make_athlete, make_coach, revoke, with_race_in
from tests.cramps import make_cramp, make_night
from tests.lives import make_activity, make_overlay

pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(cast):
    """Every page of hers that may be seen, by its name."""
    workout = Workout.objects.filter(week__plan=cast.plan).first()
    make_activity(cast.athlete, on=TODAY, distance_km=8, minutes=50, note="Legs heavy.")
    make_night(cast.athlete, cramps=2)
    make_overlay(cast.athlete, starts_on=TODAY + timedelta(days=3), days=2)
    suggestion = adapting.suggest(athlete=cast.athlete, reason="asked", now=NOW, today=TODAY)
    cramp = make_cramp(cast.athlete, row="S1")
    return {
        name: reverse(f"coaching:{name}", args=args)
        for name, args in {
            "today": [],
            "calendar": [],
            "calendar_month": [2026, 12],
            "plan": [cast.plan.pk],
            "workout": [cast.plan.pk, workout.pk],
            "plan_print": [cast.plan.pk],
            "plans": [],
            "look_back": [cast.plan.pk],
            "cramps": [],
            "cramp": [cramp.pk],
            "nights": [],
            "overlays": [],
            "suggestion": [suggestion.pk],
            "findings": [cast.hers.pk],
        }.items()
    }


def as_her(cast, path="/"):
    return f"/coach/athletes/{cast.athlete.pk}/as{path}"


def tags(html, name):
    return re.findall(rf"<{name}\b[^>]*>", html)


def everything_stored():
    """Every row of every table but that somebody looked, as text."""
    rows = {}
    for model in apps.get_models(include_auto_created=True):
        if model is not Look:
            rows[model._meta.label] = serializers.serialize("json", model._base_manager.order_by("pk"))
    return rows


def words(html):
    """What the page says, without what the desk adds and without what carries a token."""
    html = re.sub(r"<aside.*?</aside>|<input[^>]*>", "", html, flags=re.DOTALL)
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"<[^>]+>|\s+", " ", main).split()


# --- What is seen ----------------------------------------------------------------------------------


def test_each_page_says_what_it_says_to_her(desk, cast, hers):
    own = Client()
    own.force_login(cast.alice)
    for path in hers.values():
        seen = desk.get(as_her(cast, path)).content.decode()
        assert words(seen) == words(own.get(path).content.decode())


def test_each_page_says_whose_it_is_and_leads_back(desk, cast, hers):
    for path in hers.values():
        html = desk.get(as_her(cast, path)).content.decode()
        assert "You see what <bdi>Alice</bdi> sees." in html
        assert "<title>Alice sees: " in html
        assert f'href="/coach/athletes/{cast.athlete.pk}/"' in html


def test_without_a_path_it_is_her_today(desk, cast):
    assert desk.get(as_her(cast)).content == desk.get(as_her(cast, "/today/")).content


def test_the_days_and_units_are_hers(desk, cast):
    cast.alice.time_zone, cast.alice.units = "Pacific/Kiritimati", "imperial"
    cast.alice.save()
    assert "Monday 23 November" in desk.get(as_her(cast)).content.decode()
    assert "mile" in desk.get(as_her(cast, f"/plan/{cast.plan.pk}/")).content.decode()


def test_a_question_behind_the_path_is_asked(desk, cast):
    for back in range(1, 23):
        make_cramp(cast.athlete, back=back)
    assert "Page 2 of 2" in desk.get(as_her(cast, "/cramps/?page=2")).content.decode()


# --- Nothing can be pressed ------------------------------------------------------------------------


def test_no_control_works_and_no_form_leads_anywhere(desk, cast, hers):
    controls = 0
    for path in hers.values():
        html = desk.get(as_her(cast, path)).content.decode()
        found = [tag for name in ("button", "input", "select", "textarea") for tag in tags(html, name)]
        assert [tag for tag in found if " disabled" not in tag or "formaction" in tag] == []
        assert [tag for tag in tags(html, "form") if re.search(r"\b(action|method)=", tag)] == []
        assert "csrfmiddlewaretoken" not in html
        controls += len(found)
    assert controls > 20


def test_every_link_stays_among_these_pages_or_is_none(desk, cast, hers):
    within = re.compile(rf'href="(#|/coach/athletes/{cast.athlete.pk}/)')
    for path in hers.values():
        links = tags(desk.get(as_her(cast, path)).content.decode(), "a")
        assert [tag for tag in links if not within.search(tag) and 'aria-disabled="true"' not in tag] == []
        assert [tag for tag in links if "href" in tag and "aria-disabled" in tag] == []


def test_every_link_that_works_leads_to_a_page(desk, cast, hers):
    for path in hers.values():
        html = desk.get(as_her(cast, path)).content.decode()
        for led in set(re.findall(r'<a href="(/coach/athletes/\d+/as/[^"#]*)', html)):
            assert desk.get(led.replace("&amp;", "&")).status_code == 200


def test_nothing_can_be_sent(desk, cast, hers):
    for path in ["/", *hers.values()]:
        assert desk.post(as_her(cast, path)).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        *("/account/", "/account/coaches/", "/account/export/", "/calendar/subscribe/", "/check-in/", "/cramps/add/"),
        *("/cramps/report/", "/log/", "/pauses/add/", "/assessment/", "/library/", "/coach/", "/nowhere/", "/today"),
    ],
)
def test_other_pages_are_not_shown(desk, cast, path):
    assert desk.get(as_her(cast, path)).status_code == 404


# --- Nothing happens -------------------------------------------------------------------------------


def test_looking_changes_no_row_of_any_table_but_that_somebody_looked(desk, cast, hers):
    desk.get(as_her(cast))  # the coach's own session
    before, looks = everything_stored(), Look.objects.count()
    for path in hers.values():
        assert desk.get(as_her(cast, path)).status_code == 200
    assert everything_stored() == before
    assert Look.objects.count() == looks + len(hers)
    assert set(Look.objects.values_list("athlete", "coach", "what")) == {(cast.athlete.pk, cast.bob.pk, "as_you")}


def test_no_page_is_kept_for_anybody_and_no_cookie_set(desk, cast, hers):
    SHELF.clear()
    for path in ["/", *hers.values()]:
        answer = desk.get(as_her(cast, path))
        assert (dict(answer.cookies), "no-store" in answer["Cache-Control"], "private" in answer["Cache-Control"]) == (
            {},
            True,
            True,
        )
    assert not SHELF.pages


def test_messages_for_her_coach_wait(desk, cast):
    desk.post("/coach/export/log/")  # leaves a message
    assert "Tick at least one" not in desk.get(as_her(cast)).content.decode()
    assert "Tick at least one" in desk.get(f"/coach/athletes/{cast.athlete.pk}/files/").content.decode()


# --- Who may, and of whom --------------------------------------------------------------------------


def test_who_may_only_look_may_look(client, cast):
    client.force_login(cast.vera)
    assert client.get(as_her(cast)).status_code == 200


@pytest.mark.parametrize(("name", "status"), [("carl", 404), ("ruth", 404), ("charlie", 302)])
def test_others_may_not(client, cast, name, status):
    client.force_login(getattr(cast, name))
    assert client.get(as_her(cast)).status_code == status
    assert not Look.objects.exists()


def test_who_lost_access_may_not(desk, cast):
    revoke(cast.bob)
    assert desk.get(as_her(cast)).status_code == 404


def test_of_an_athlete_who_coaches_others_the_others_are_not_seen(client, cast):
    """Bob coaches Alice and has a coach himself, who has no access to Alice."""
    bobs = make_athlete("Bob", user=cast.bob)
    fay = make_coach("Fay", athlete=bobs)
    client.force_login(fay)
    assert client.get(f"/coach/athletes/{bobs.pk}/as/").status_code == 200
    for path in (f"plan/{cast.plan.pk}/", f"plan/{cast.plan.pk}/print/", f"findings/{cast.hers.pk}/"):
        assert client.get(f"/coach/athletes/{bobs.pk}/as/{path}").status_code == 404


def test_what_another_athlete_has_is_not_there(desk, cast):
    assert desk.get(as_her(cast, f"/plan/{cast.doras.pk}/")).status_code == 404
    assert desk.get(as_her(cast, f"/cramps/{make_cramp(cast.dora).pk}/")).status_code == 404


# --- Where there is nothing to see -----------------------------------------------------------------


def test_an_athlete_without_a_log_in_has_nothing_to_see_yet(desk, cast):
    kept = make_athlete("Emil")
    CoachAccess.objects.create(athlete=kept, coach=cast.bob, level="edit")
    answer = desk.get(f"/coach/athletes/{kept.pk}/as/")
    assert answer.status_code == 200
    assert "There is nothing to see yet" in answer.content.decode()


def test_without_consent_it_is_said_that_there_is_nothing(desk, cast):
    Consent.objects.filter(user=cast.alice).update(withdrawn_at=NOW)
    assert "There is nothing to see now" in desk.get(as_her(cast)).content.decode()


def test_a_month_that_is_none_is_not_there(desk, cast):
    assert desk.get(as_her(cast, "/calendar/2026/13/")).status_code == 404


def test_weeks_that_are_hidden_from_her_are_hidden_here(desk, cast):
    last = cast.plan.weeks.last()
    cast.plan.shown_until = last.starts_on - timedelta(days=1)
    cast.plan.save()
    html = desk.get(as_her(cast, f"/plan/{cast.plan.pk}/")).content.decode()
    assert f'id="week-{last.number}"' not in html
    assert f'id="week-{last.number - 1}"' in html


def test_a_page_of_many_cramps_asks_as_often_as_one_of_few(desk, cast, django_assert_num_queries):
    make_cramp(cast.athlete)
    desk.get(as_her(cast, "/cramps/"))
    with django_assert_num_queries(16) as few:
        desk.get(as_her(cast, "/cramps/"))
    for back in (2, 3, 4):
        make_cramp(cast.athlete, back=back)
    with django_assert_num_queries(len(few)):
        desk.get(as_her(cast, "/cramps/"))


def test_a_plan_that_is_over_can_be_looked_back_at(desk, cast):
    over = make_assessment(athlete=cast.athlete, answers=with_race_in(4), now=NOW).plans.get()
    over.starts_on, over.ends_on, over.race_on = date(2026, 10, 1), date(2026, 11, 1), None
    over.save()
    assert desk.get(as_her(cast, f"/plan/{over.pk}/look-back/")).status_code == 200
