"""The self-assessment through the door: in order and out of it, twice, late, in two tabs, and with nonsense."""

from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils.timezone import now

from coaching.content import demo
from coaching.forms.assessments import StepForm
from coaching.models import Assessment, TrainingPlan, User
from coaching.services import assessments
from tests.builders import TODAY, make_advice, make_assessment, make_draft
from tests.views.walk import CHECK, CYCLIST, RUNNER, START, answer, next_of, submit, url


def only_draft():
    return Assessment.objects.drafts().get()


def answers_of(assessment):
    return assessments.answers_of(assessment, today=TODAY)


def same_browser(client):
    """Another visit with the cookies that a closed browser keeps."""
    again = Client()
    again.cookies = client.cookies
    return again


def browser_has(client, assessment):
    session = client.session
    session["browser"] = assessment.browser
    session.save()


# --- All the way ----------------------------------------------------------------------------------


@pytest.mark.parametrize("pages", [RUNNER, CYCLIST], ids=["runner", "cyclist"])
def test_the_whole_way_from_the_start_to_findings_and_plan(client, pages):
    make_advice()
    assert client.get(START).status_code == 200
    assert client.post(START).headers["Location"] == url("safety")
    for slug, fields in pages.items():
        assert client.get(url(slug)).status_code == 200
        assert client.post(url(slug), fields).headers["Location"] == next_of(pages, slug)
    assert client.get(CHECK).status_code == 200
    findings = client.post(CHECK).headers["Location"]
    plan = TrainingPlan.objects.get()
    assert findings == f"/findings/{plan.assessment_id}/"
    page = client.get(findings)
    assert (page.status_code, page.context["plan"], page.context["care"]) == (200, plan, None)
    assert client.get(f"/plan/{plan.pk}/").status_code == 200


def test_the_answers_arrive_as_they_were_meant(client):
    submit(client)
    answers = answers_of(Assessment.objects.get())
    assert answers.training == demo.fatigue(TODAY).training
    assert (answers.goal.distance_km, answers.goal.target_s) == (21.0975, 6480)
    assert answers.availability == demo.fatigue(TODAY).availability
    assert answers.person == demo.fatigue(TODAY).person


def test_the_check_page_lists_every_page_with_a_link_to_change_it(client):
    answer(client, RUNNER)
    sections = client.get(CHECK).context["sections"]
    assert [section["url"] for section in sections] == [url(slug) for slug in RUNNER]


def test_a_change_from_the_check_page_leads_back_to_it(client):
    answer(client, RUNNER)
    assert client.get(url("days")).context["changing"] is True
    assert client.post(url("days"), {"days": ["2"]}).headers["Location"] == CHECK
    assert answers_of(only_draft()).availability.days == {2}


def test_a_page_answered_before_shows_its_answers(client):
    answer(client, RUNNER, until="results")
    assert client.get(url("training")).context["form"]["pace_s_per_km"].value() == "5:55"


# --- Out of order ---------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [url("safety"), url("habits"), CHECK])
def test_without_a_draft_a_page_leads_to_the_start(client, path):
    assert client.get(path).headers["Location"] == START


@pytest.mark.parametrize("slug", ["results", "habits"])
def test_a_page_ahead_leads_to_the_first_unanswered_one(client, slug):
    answer(client, RUNNER, until="training")
    assert client.get(url(slug)).headers["Location"] == url("training")


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_check_page_leads_to_the_first_unanswered_one(client, method):
    answer(client, RUNNER, until="training")
    assert getattr(client, method)(CHECK).headers["Location"] == url("training")
    assert Assessment.objects.submitted().count() == 0


def test_what_is_posted_ahead_is_kept(client):
    answer(client, RUNNER, until="training")
    assert client.post(url("days"), RUNNER["days"]).headers["Location"] == url("training")
    draft = only_draft()
    assert draft.done == ["safety", "signs", "sport", "where-and-when", "how-it-goes", "days"]
    assert answers_of(draft).availability.days == {1, 3, 5, 6}


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("slug", ["shoe-size", "CHECK", "0"])
def test_an_unknown_page_is_not_found(client, method, slug):
    client.post(START)
    assert getattr(client, method)(url(slug)).status_code == 404


def test_a_page_that_does_not_concern_a_cyclist_is_not_found(client):
    answer(client, CYCLIST)
    assert client.get(url("results")).status_code == 404
    assert client.post(url("results"), RUNNER["results"]).status_code == 404
    assert only_draft().done == [*CYCLIST]


# --- Twice, late, lost ----------------------------------------------------------------------------


def test_starting_twice_keeps_the_answers(client):
    """A start page that stands in another tab, or comes back with Back, still says Start."""
    answer(client, RUNNER, until="training")
    assert client.post(START).headers["Location"] == url("training")


def test_only_start_again_clears_the_answers(client):
    answer(client, RUNNER, until="training")
    assert b'name="again"' in client.get(START).content
    assert client.post(START, {"again": "yes"}).headers["Location"] == url("safety")
    assert only_draft().done == []


def test_the_start_page_offers_to_go_on(client):
    assert client.get(START).context["continue_url"] is None
    answer(client, RUNNER, until="training")
    assert client.get(START).context["continue_url"] == url("training")


def test_a_second_press_leads_to_the_same_findings(client):
    findings = submit(client)
    assert client.post(CHECK).headers["Location"] == findings
    assert (Assessment.objects.count(), TrainingPlan.objects.count()) == (1, 1)


def test_a_draft_outlives_a_closed_browser_by_30_days_from_its_last_answer(client, today):
    answer(client, RUNNER, until="training")
    today.shift(timedelta(days=20))
    del client.cookies["sessionid"]["max-age"]
    client.post(url("training"), RUNNER["training"])
    assert client.cookies["sessionid"]["max-age"] == 30 * 24 * 60 * 60
    today.shift(timedelta(days=29))
    assert same_browser(client).get(START).context["continue_url"] == url("results")


def test_a_lost_session_loses_nothing_that_was_typed(client):
    client.post(START)
    client.cookies.clear()
    assert client.post(url("days"), RUNNER["days"]).headers["Location"] == url("safety")
    draft = Assessment.objects.drafts().get(done=["days"])
    assert (draft.browser, answers_of(draft).availability.days) == (client.session["browser"], {1, 3, 5, 6})


def test_a_draft_that_was_submitted_while_a_page_was_sent_leads_to_its_findings(client, monkeypatch):
    """Between reading the draft and writing the answer, another tab gets in."""
    answer(client, RUNNER)
    valid = StepForm.is_valid

    def with_another_tab(form):
        assessments.submit(assessment=only_draft(), now=now(), today=TODAY)
        return valid(form)

    monkeypatch.setattr(StepForm, "is_valid", with_another_tab)
    response = client.post(url("days"), {"days": ["2"]})
    sent = Assessment.objects.get()
    assert response.headers["Location"] == f"/findings/{sent.pk}/"
    assert answers_of(sent).availability.days == {1, 3, 5, 6}


def test_a_draft_that_was_cleared_while_a_page_was_sent_is_begun_anew_with_that_page(client, monkeypatch):
    answer(client, RUNNER)
    valid = StepForm.is_valid

    def with_another_tab(form):
        Assessment.objects.filter(done=[*RUNNER]).delete()
        return valid(form)

    monkeypatch.setattr(StepForm, "is_valid", with_another_tab)
    assert client.post(url("days"), {"days": ["2"]}).headers["Location"] == url("safety")
    assert answers_of(only_draft()).availability.days == {2}


def test_answers_that_went_stale_lead_from_the_check_to_their_page_and_its_error(client, today):
    """The race is over, and the longest run is too long ago."""
    answer(client, RUNNER | {"goal": {"choice": "10.0", "race_on": "2026-12-05"}})
    today.shift(timedelta(days=25))
    for slug, field in [("training", "longest_on"), ("goal", "race_on")]:
        assert client.get(CHECK).headers["Location"] == url(slug)
        assert client.post(CHECK).headers["Location"] == url(slug)
        assert list(client.get(url(slug)).context["form"].errors) == [field]
        assert client.post(url(slug), RUNNER[slug] | {field: ""}).headers["Location"] == CHECK
    assert client.get(CHECK).status_code == 200


def test_an_emergency_on_the_first_page_ends_at_its_care_card_and_no_plan(client):
    client.post(START)
    findings = client.post(url("safety"), {"signs": ["confusion"]}).headers["Location"]
    page = client.get(findings)
    assert (page.context["care_level"], page.context["plan"]) == ("emergency", None)
    assert page.context["care"].title in unescape(page.content.decode())
    assert (TrainingPlan.objects.count(), Assessment.objects.get().submitted_at) == (0, now())


LATER = "Your other findings, for later"


def test_a_sign_that_ended_the_questions_leaves_the_care_card_alone(client):
    """The rest would speak of answers to questions that nobody asked."""
    client.post(START)
    findings = client.post(url("safety"), {"signs": ["one_calf_swollen"]}).headers["Location"]
    html = client.get(findings).content.decode()
    assert [words in html for words in (LATER, 'id="pattern"', "did not count", 'id="care"')] == [False] * 3 + [True]


def test_a_sign_told_after_all_questions_keeps_the_other_findings_for_later(client):
    answer(client, RUNNER)
    findings = client.post(url("safety"), {"signs": ["one_calf_swollen"]}).headers["Location"]
    html = client.get(findings).content.decode()
    assert [words in html for words in (LATER, 'id="pattern"', "did not count", 'id="care"')] == [True] * 4


def test_who_ticked_an_emergency_by_mistake_comes_back_to_that_page(client):
    client.post(START)
    findings = client.post(url("safety"), {"signs": ["confusion"]}).headers["Location"]
    assert client.post(f"{findings}change/").headers["Location"] == url("safety")
    assert client.post(url("safety"), {"signs": "none"}).headers["Location"] == url("signs")


# --- Bad input ------------------------------------------------------------------------------------

BAD = [
    ("safety", {}, ["signs"]),
    ("safety", {"signs": ["none", "confusion"]}, ["signs"]),
    ("sport", {"sport": "swimming", "units": "metric"}, ["sport"]),
    ("where-and-when", {"timings": "never"}, ["timings"]),
    ("how-it-goes", {"twitching_only": "no", "duration_s": "-5"}, ["duration_s"]),
    ("training", {"weekly_km": "500", "longest_km": "nan"}, ["weekly_km", "longest_km"]),
    ("training", {"weekly_km": "١٠", "sessions_per_week": "1e9"}, ["sessions_per_week", "weekly_km"]),
    ("training", {"longest_km": "10", "longest_on": "2026-11-23"}, ["longest_on"]),
    ("results", {"distance_1": "10", "time_1": "5 h"}, ["time_1"]),
    ("goal", {"race_on": "2026-11-22"}, ["race_on"]),
    ("goal", {"choice": "other", "race_on": "31/02/2027"}, ["race_on", "other_km"]),
    ("days", {"days": ["7"]}, ["days"]),
    ("about-you", {"height_cm": "\0", "weight_kg": "9" * 5000}, ["height_cm", "weight_kg"]),
    ("about-you", {"years": "Infinity", "age": "18-40"}, ["years"]),
]


@pytest.mark.parametrize(("slug", "fields", "wrong"), BAD, ids=[f"{b[0]}-{i}" for i, b in enumerate(BAD)])
def test_bad_input_is_kept_with_a_summary_that_links_to_it(client, slug, fields, wrong):
    answer(client, RUNNER)
    before = only_draft()
    page = client.post(url(slug), fields)
    html = page.content.decode()
    form = page.context["form"]
    assert (page.status_code, list(form.errors)) == (200, wrong)
    assert "error-summary" in html
    for name in wrong:
        target = f"id_{name}_0" if form[name].use_fieldset else f"id_{name}"
        assert f'href="#{target}"' in html
        assert html.count(f'id="{target}"') == 1
    assert {name: form[name].value() for name in fields} == {
        name: [value] if form[name].field.__class__.__name__ == "SomeOf" and isinstance(value, str) else value
        for name, value in fields.items()
    }
    assert (only_draft().answers, only_draft().done) == (before.answers, before.done)


# --- Whose answers --------------------------------------------------------------------------------


def test_each_browser_has_its_own_draft(client):
    other = Client()
    answer(client, RUNNER, until="training")
    other.post(START)
    assert other.get(START).context["continue_url"] is None
    assert Assessment.objects.drafts().count() == 2


def test_what_an_athlete_submits_is_theirs_at_once_and_retires_the_older_plan(client, cast):
    client.force_login(cast.alice)
    findings = submit(client)
    assert client.get(findings).status_code == 200
    newest = Assessment.objects.filter(athlete=cast.athlete).exclude(pk=cast.hers.pk).get()
    assert (findings, newest.browser) == (f"/findings/{newest.pk}/", "")
    states = {plan.assessment: plan.status for plan in TrainingPlan.objects.filter(athlete=cast.athlete)}
    assert states == {cast.hers: "retired", newest: "active"}


def test_what_a_coach_without_an_athlete_of_their_own_submits_stays_with_the_browser(client, cast):
    client.force_login(cast.bob)
    assert client.get(submit(client)).status_code == 200


@pytest.mark.parametrize(
    ("units", "weight_units", "asked", "kg"),
    [("metric", "lb", "Weight, in pounds (optional)", 69.85), ("imperial", "kg", "Weight, in kg (optional)", 154)],
)
def test_weights_are_asked_as_somebody_likes_them_whatever_the_distances(client, cast, units, weight_units, asked, kg):
    User.objects.filter(pk=cast.alice.pk).update(weight_units=weight_units)
    client.force_login(cast.alice)
    answer(client, RUNNER | {"sport": {"sport": "running", "units": units}}, until="about-you")
    assert asked in client.get(url("about-you")).content.decode()
    client.post(url("about-you"), {"weight_kg": "154"})
    assert answers_of(only_draft()).person.weight_kg == kg
    assert 'value="154"' in client.get(url("about-you")).content.decode()


def test_who_changes_an_answer_is_asked_in_the_units_they_like_by_now(client, cast):
    client.force_login(cast.alice)
    findings = submit(client)
    User.objects.filter(pk=cast.alice.pk).update(weight_units="lb")
    client.post(f"{findings}change/")
    assert "Weight, in pounds (optional)" in client.get(url("about-you")).content.decode()


def test_changing_an_answer_leads_to_the_check_page_and_to_other_findings(client):
    make_advice()
    findings = submit(client)
    assert client.post(f"{findings}change/").headers["Location"] == CHECK
    client.post(url("days"), {"days": ["2"]})
    other = client.post(CHECK).headers["Location"]
    assert other != findings
    assert [client.get(path).status_code for path in (findings, other)] == [200, 200]
    days = {f"/findings/{a.pk}/": answers_of(a).availability.days for a in Assessment.objects.all()}
    assert days == {findings: {1, 3, 5, 6}, other: {2}}


def test_a_draft_has_no_findings_page_and_cannot_be_changed(client):
    client.post(START)
    path = f"/findings/{only_draft().pk}/"
    assert [client.get(path).status_code, client.post(f"{path}change/").status_code] == [404, 404]


@pytest.mark.parametrize(("who", "offered"), [("alice", True), ("bob", False), ("vera", False)])
def test_only_who_answered_is_offered_to_change_an_answer(client, cast, who, offered):
    client.force_login(getattr(cast, who))
    html = client.get(f"/findings/{cast.hers.pk}/").content.decode()
    assert (f"/findings/{cast.hers.pk}/change/" in html) == offered


def test_the_links_at_the_top_lead_to_the_newest_findings_and_plan(client):
    findings = submit(client)
    plan = TrainingPlan.objects.get()
    html = client.get(START).content.decode()
    assert f'href="{findings}"' in html
    assert f'href="/plan/{plan.pk}/"' in html


def test_pages_that_are_the_same_for_everybody_lead_there_by_way_of_yours(client):
    submit(client)
    html = client.get("/").content.decode()
    assert ('href="/yours/"' in html, "/plan/" in html) == (True, False)
    assert client.get("/yours/").headers["Location"] == f"/plan/{TrainingPlan.objects.get().pk}/"


def test_a_form_without_its_token_is_refused(cast):
    forger = Client(enforce_csrf_checks=True)
    browser_has(forger, cast.unclaimed)
    paths = [START, CHECK, url("safety"), f"/findings/{cast.unclaimed.pk}/change/"]
    assert [forger.post(path).status_code for path in paths] == [403] * 4


def test_another_browsers_draft_is_not_continued(client):
    make_draft(done=["safety"])
    make_assessment(browser="another", answers=demo.symptomatic(TODAY))
    assert client.get(CHECK).headers["Location"] == START
    assert client.get(START).context["continue_url"] is None
