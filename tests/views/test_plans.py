"""What a plan's pages show of its weeks, its chart and its departures from the rules."""

import re
from dataclasses import replace
from datetime import timedelta
from html import unescape

import pytest

from coaching.content import demo
from coaching.rules import say
from coaching.rules.terms import Breach, Goal, RuleKind, Units
from coaching.services.plans import book
from coaching.services.stored import plain
from tests.builders import TODAY, make_assessment, make_runner
from tests.builders import with_race_in as in_weeks

pytestmark = pytest.mark.django_db

KILOMETRES = re.compile(r"[\d.]+ km\b")


@pytest.fixture
def made(client):
    """A function: the findings and the plan of this client's browser."""

    def made(answers):
        session = client.session
        session["browser"] = "a browser"
        session.save()
        assessment = make_assessment(browser="a browser", answers=answers)
        return assessment, assessment.plans.get()

    return made


def text_of(client, path):
    """The words of a page, each run of white space one space."""
    html = unescape(client.get(path).content.decode())
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def pages_of(assessment, plan):
    return [f"/findings/{assessment.pk}/", f"/plan/{plan.pk}/", f"/plan/{plan.pk}/print/"]


def test_a_runner_reads_their_plan_in_the_units_of_their_other_pages(client):
    runner = make_runner()
    runner.user.units = "imperial"
    runner.user.save()
    client.force_login(runner.user)
    plan = runner.plans.get()
    run = plan.weeks.first().workouts.exclude(distance_km=None).first()
    asked = say.distance(run.distance_km, Units.IMPERIAL)
    paths = [f"/plan/{plan.pk}/", f"/plan/{plan.pk}/print/", f"/plan/{plan.pk}/workout/{run.pk}/"]
    assert [asked in text_of(client, path) for path in paths] == [True, True, True]


# --- Weeks ------------------------------------------------------------------------------------------


def test_a_plan_leads_back_to_the_findings_it_came_from(client):
    plan = make_runner().plans.get()
    client.force_login(plan.athlete.user)
    assert f'href="/findings/{plan.assessment_id}/"' in client.get(f"/plan/{plan.pk}/").content.decode()


def test_a_short_first_week_shows_no_day_before_the_plan(client, made):
    answers = replace(demo.fatigue(TODAY), goal=Goal(10.0, TODAY + timedelta(weeks=5, days=5)))
    assessment, plan = made(answers)
    assert (plan.starts_on, plan.weeks.first().ends_on) == (TODAY + timedelta(days=1), TODAY + timedelta(days=5))
    texts = [text_of(client, path) for path in pages_of(assessment, plan)]
    assert [[day in text for day in ("Sun 22 Nov", "Mon 23 Nov")] for text in texts] == [[False, True]] * 3


def test_its_columns_stay_aligned_by_empty_cells(client, made):
    _, plan = made(replace(demo.fatigue(TODAY), goal=Goal(10.0, TODAY + timedelta(weeks=5, days=5))))
    html = client.get(f"/plan/{plan.pk}/").content.decode()
    weeks = [part.split("</ol>")[0] for part in html.split('<ol class="days plain">')[1:]]
    cells = [(week.count('<li class="day" aria-hidden="true"></li>'), week.count("<li")) for week in weeks]
    assert cells == [(2, 7), *[(0, 7)] * 5]


def test_a_day_of_rest_asks_for_no_minutes(client, made):
    _, plan = made(in_weeks(4))
    assert plan.weeks.last().workouts.filter(kind="rest").count() == 1
    for path in (f"/plan/{plan.pk}/", f"/plan/{plan.pk}/print/"):
        assert re.findall(r"\b0 min\b", text_of(client, path)) == []


def test_a_week_without_a_run_says_so(client, made):
    assessment, plan = made(in_weeks(4))
    plan.weeks.filter(number=1).update(distance_km=0, longest_km=0, session_minutes=0, longest_minutes=0)
    texts = [text_of(client, path) for path in pages_of(assessment, plan)]
    found = [re.findall(r"\d No run No run|No run\W+A start", text) for text in texts]
    assert found == [["No run A start"], ["1 No run No run", "No run A start"], ["No run. A start"]]


def test_a_cyclists_week_is_the_time_on_the_bike(client, made):
    _, plan = made(demo.cyclist(TODAY))
    plan.weeks.filter(number=1).update(minutes=611, session_minutes=251, longest_minutes=121)
    page = client.get(f"/plan/{plan.pk}/")
    first = page.context["weeks"][0]
    text = unescape(page.content.decode())
    assert ("4\u00a0h\u00a011\u00a0min, longest\u00a02\u00a0h\u00a01\u00a0min" in text, "10 h 11" in text) == (
        True,
        False,
    )
    other = plan.weeks.order_by("-session_minutes").first()
    bars = page.context["chart"]["bars"]
    assert max(range(len(bars)), key=lambda place: bars[place]["height"]) == other.number - first.number


# --- Lead, chart, choices ---------------------------------------------------------------------------


@pytest.mark.parametrize(("km", "lead"), [(10.0, "10 km on Sunday"), (None, "Race on Sunday")])
def test_the_lead_names_the_race_as_far_as_it_is_known(client, made, km, lead):
    _, plan = made(in_weeks(4))
    plan.race_km = km
    plan.save()
    assert text_of(client, f"/plan/{plan.pk}/").split("Your plan ")[-1].startswith(lead)


@pytest.mark.parametrize("lighter", [True, False])
def test_the_legend_names_lighter_weeks_where_there_are_any(client, made, lighter):
    _, plan = made(in_weeks(4))
    if not lighter:
        plan.weeks.update(phase="build")
    assert ("A lighter week" in text_of(client, f"/plan/{plan.pk}/")) == lighter


WAYS = [{"title": "A later race", "text": "From May on."}, {"title": "A shorter race", "text": "10 km."}]


@pytest.mark.parametrize(("count", "words"), [(1, "You can do this instead:"), (2, "You can do one of these instead:")])
def test_what_one_can_do_instead_is_offered_as_one_way_or_several(client, made, count, words):
    _, plan = made(in_weeks(4))
    plan.choices = WAYS[:count]
    plan.save()
    assert f"We bend no limit to get there. {words}" in text_of(client, f"/plan/{plan.pk}/")


# --- Departures from the rules ----------------------------------------------------------------------

LIMIT, ADVICE = "Beyond the limits", "Where it stretches a rule"


def said_of(client, plan, *breaches):
    plan.breaches = plain(breaches)
    plan.save()
    text = text_of(client, f"/plan/{plan.pk}/")
    return text[text.index("Why this plan") : text.index("Print this plan")]


def test_advice_is_said_once_for_all_its_weeks(client, made):
    _, plan = made(in_weeks(8))
    said = said_of(client, plan, *(Breach("R15", RuleKind.SOFT, "One session.", week) for week in (2, 3, 5)))
    assert said.split(ADVICE)[1].split("knowingly. ")[1] == "One session. Weeks 2, 3 and 5, rule R15 "
    assert LIMIT not in said


def test_what_goes_beyond_a_limit_stands_apart_from_advice(client, made):
    _, plan = made(in_weeks(8))
    hard, soft = Breach("R1", RuleKind.HARD, "Too far.", 2), Breach("R15", RuleKind.SOFT, "One session.", None)
    beyond, stretched = said_of(client, plan, hard, soft).split(LIMIT)[1].split(ADVICE)
    words = "Your coach changed workouts; these go beyond limits that the plan itself keeps."
    assert beyond == f" {words} Too far. Week 2, rule R1 "
    assert stretched.endswith("knowingly. One session. Rule R15 ")


# --- Units ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [demo.mixed, demo.cyclist], ids=lambda make: make.__name__)
def test_who_counts_in_miles_reads_no_kilometres(client, made, make):
    assessment, plan = made(replace(make(TODAY), units=Units.IMPERIAL))
    race = plan.weeks.last().workouts.get(kind="race")
    run = plan.weeks.first().workouts.first()
    workouts = [f"/plan/{plan.pk}/workout/{one.pk}/" for one in (race, run)]
    texts = [text_of(client, path) for path in (*pages_of(assessment, plan)[1:], *workouts)]
    of_studies = {"5 km", "10 km", "56 km"} | {
        km for rule in book().values() for km in KILOMETRES.findall(rule.sentence)
    }
    assert {km for text in texts for km in KILOMETRES.findall(text)} - of_studies == set()
