"""A coach answers for an athlete whom they keep: on the site's own pages, and into nobody else's answers."""

import pytest
import time_machine
from django.test import Client

from coaching.models import Assessment, CoachAccess, Look
from coaching.services.desk import answering
from coaching.services.people import access
from tests.account import second_step
from tests.builders import NOW, make_assessment, make_coach, make_runner, make_user
from tests.desk import make_kept
from tests.views.walk import CHECK, RUNNER, url

pytestmark = pytest.mark.django_db
START = "/assessment/"


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def bob():
    return make_coach("Bob")


@pytest.fixture
def anna(bob):
    return make_kept(bob)


@pytest.fixture
def his(bob):
    client = Client()
    client.force_login(bob)
    return client


def desk(athlete):
    return f"/coach/athletes/{athlete.pk}/answer-for/"


def begin(client, athlete, **sent):
    return client.post(desk(athlete), sent)


def walk(client, athlete, pages=RUNNER):
    for slug, answers in pages.items():
        client.post(url(slug), answers | {"for": athlete.pk})


def send(client, athlete):
    return client.post(CHECK, {"for": athlete.pk})


def drafts():
    return [(draft.athlete, bool(draft.browser), draft.done) for draft in Assessment.objects.drafts()]


def text(response):
    return response.content.decode()


# --- The way ---------------------------------------------------------------------------------------


def test_the_answers_become_the_athletes_with_findings_and_a_plan(his, anna, bob):
    assert begin(his, anna).url == START
    first = his.get(START, follow=True)
    assert "You are answering for <strong><bdi>Anna</bdi></strong>" in text(first)
    assert f'name="for" value="{anna.pk}"' in text(first)
    walk(his, anna)
    assert "You are answering for" in text(his.get(CHECK))
    assert send(his, anna).url == f"/coach/athletes/{anna.pk}/"
    [assessment] = anna.assessments.all()
    assert (assessment.submitted_at, assessment.browser, anna.plans.active().get().assessment) == (NOW, "", assessment)


def test_nothing_of_it_stays_in_the_coachs_own_browser(his, anna):
    begin(his, anna)
    walk(his, anna)
    send(his, anna)
    assert answering.KEY not in his.session
    assert "recent" not in his.session
    assert "You are answering for" not in text(his.get(START))
    assert his.post(CHECK).url == START


def test_the_last_press_twice_leads_to_the_same_page_and_makes_one_plan(his, anna):
    begin(his, anna)
    walk(his, anna)
    assert [send(his, anna).url for _ in range(2)] == [f"/coach/athletes/{anna.pk}/"] * 2
    assert (anna.assessments.count(), anna.plans.count(), Assessment.objects.count()) == (1, 1, 1)


def test_the_look_is_written_down(his, anna, bob):
    begin(his, anna)
    assert list(Look.objects.values_list("athlete", "coach", "what")) == [(anna.pk, bob.pk, "answers")]


def test_a_draft_goes_on_and_can_be_begun_again(his, anna):
    begin(his, anna)
    slug, answers = next(iter(RUNNER.items()))
    his.post(url(slug), answers | {"for": anna.pk})
    begin(his, anna)
    assert drafts() == [(anna, False, [slug])]
    assert "Go on where you stopped" in text(his.get(desk(anna)))
    begin(his, anna, do="afresh")
    assert drafts() == [(anna, False, [])]


def test_it_may_begin_with_the_last_answers(his, anna):
    begin(his, anna)
    walk(his, anna)
    send(his, anna)
    assert "Begin with the answers of 22 November 2026" in text(his.get(desk(anna)))
    begin(his, anna, do="last")
    assert his.get(START).url == CHECK
    assert (anna.assessments.submitted().count(), anna.assessments.drafts().count()) == (1, 1)


def test_where_there_are_no_last_answers_it_begins_empty(his, anna):
    begin(his, anna, do="last")
    assert drafts() == [(anna, False, [])]


# --- Nobody else's ---------------------------------------------------------------------------------


def test_a_page_of_ones_own_is_not_taken_for_the_athletes(his, anna):
    his.post(START)
    slug, answers = next(iter(RUNNER.items()))
    begin(his, anna)
    answer = his.post(url(slug), answers, follow=True)
    assert "In another window you began or stopped" in text(answer)
    assert sorted(drafts(), key=str) == sorted([(None, True, []), (anna, False, [])], key=str)


def test_a_page_of_the_athlete_is_not_taken_for_ones_own(his, anna):
    begin(his, anna)
    slug, answers = next(iter(RUNNER.items()))
    begin(his, anna, do="stop")
    his.post(START)
    assert his.post(url(slug), answers | {"for": anna.pk}).url == f"/coach/athletes/{anna.pk}/"
    assert sorted(drafts(), key=str) == sorted([(None, True, []), (anna, False, [])], key=str)


def test_a_page_of_one_athlete_is_not_taken_for_another(his, anna, bob):
    berta = make_kept(bob, "Berta")
    begin(his, anna), begin(his, berta)
    slug, answers = next(iter(RUNNER.items()))
    his.post(url(slug), answers | {"for": anna.pk})
    assert sorted(drafts(), key=str) == sorted([(anna, False, []), (berta, False, [])], key=str)


def test_stopping_keeps_the_draft_and_leads_back_to_ones_own(his, anna):
    begin(his, anna)
    assert begin(his, anna, do="stop").url == f"/coach/athletes/{anna.pk}/"
    assert "You are answering for" not in text(his.get(START))
    assert drafts() == [(anna, False, [])]


def test_a_coach_who_is_an_athlete_too_changes_their_own_answers(anna, bob):
    own = make_runner("Carl")
    CoachAccess.objects.update(coach=own.user)
    own.user.is_staff = own.user.is_superuser = True
    own.user.save()
    second_step(own.user)
    client = Client()
    client.force_login(own.user)
    session = client.session
    session[answering.KEY] = anna.pk
    session.save()
    assert client.post(f"/findings/{own.assessments.get().pk}/change/").status_code == 302
    assert answering.KEY not in client.session
    assert [(athlete, browser) for athlete, browser, _ in drafts()] == [(None, True)]


# --- Who may ---------------------------------------------------------------------------------------


def test_nobody_answers_for_an_athlete_with_a_log_in(his, bob):
    alice = make_runner("Alice")
    CoachAccess.objects.create(athlete=alice, coach=bob, level="edit")
    assert (his.get(desk(alice)).status_code, begin(his, alice).status_code) == (404, 404)
    assert drafts() == []


def test_who_may_look_only_does_not_answer(his, anna):
    CoachAccess.objects.update(level="view")
    assert (his.get(desk(anna)).status_code, begin(his, anna).status_code) == (404, 404)


def ends_by_revoking(bob, anna):
    CoachAccess.objects.update(revoked_at=NOW)


def ends_by_looking_only(bob, anna):
    CoachAccess.objects.update(level="view")


def ends_by_a_log_in(bob, anna):
    asked = access.invite_kept(access=CoachAccess.objects.get(), email="alice@example.org", now=NOW)
    make_assessment(athlete=anna)
    anna.user = make_user("Alice")
    anna.save()
    access.accept(invitation=asked, by=anna.user, now=NOW)


def ends_by_the_role(bob, anna):
    bob.groups.clear()


@pytest.mark.parametrize("ends", [ends_by_revoking, ends_by_looking_only, ends_by_a_log_in, ends_by_the_role])
@pytest.mark.parametrize("last", ["page", "check"])
def test_it_ends_when_the_coach_may_no_longer(his, anna, bob, ends, last):
    begin(his, anna)
    walk(his, anna)
    before = anna.assessments.drafts().get().answers
    ends(bob, anna)
    slug, answers = next(iter(RUNNER.items()))
    sent = {"for": anna.pk}
    answer = his.post(CHECK, sent) if last == "check" else his.post(url(slug), answers | sent)
    assert (answer.status_code, answering.KEY in his.session) == (404, False)
    assert [draft.answers for draft in Assessment.objects.drafts()] in ([before], [])
    assert his.get(START).status_code == 200


def test_another_account_in_the_same_browser_does_not_go_on(his, anna):
    begin(his, anna)
    his.force_login(make_coach("Vera"))
    assert "You are answering for" not in text(his.get(START, follow=True))


@pytest.mark.parametrize("key", ["1", None, [], -1, 10**30])
def test_a_key_that_is_none_is_nobody(bob, key):
    with pytest.raises(answering.NotTheirs):
        answering.kept_athlete(coach=bob, key=key)


@pytest.mark.parametrize("key", ["", "x", "٣", "9" * 30, "-1"])
def test_whatever_is_sent_as_the_athlete_stores_nothing(his, anna, key):
    begin(his, anna)
    slug, answers = next(iter(RUNNER.items()))
    assert his.post(url(slug), answers | {"for": key}).url == START
    assert drafts() == [(anna, False, [])]
