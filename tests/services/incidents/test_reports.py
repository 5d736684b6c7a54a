"""A report of the days it is asked for, and the secret addresses under which others may read it."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from coaching.content import demo
from coaching.models import Athlete, Consent, SharedReport, User
from coaching.rules.terms import Condition, Health, Medicine
from coaching.services.incidents import reports
from tests.builders import NOW, TODAY, make_athlete, make_runner, make_user
from tests.cramps import make_cramp, make_night, make_run, make_shared

pytestmark = pytest.mark.django_db
FIRST = TODAY - timedelta(days=89)


def report(athlete, **words):
    words = {"first": FIRST, "last": TODAY, "with_health": False, "units": "metric"} | words
    return reports.of(athlete, **words)


def share(athlete, **words):
    words = {"first": FIRST, "last": TODAY, "with_health": False, "label": "", "days": 7, "form": uuid4()} | words
    return reports.share(athlete=athlete, now=NOW, **words)


def test_a_report_holds_the_days_asked_for_both_ends_counted():
    athlete = make_runner()
    cramps = [make_cramp(athlete, back=back) for back in (11, 10, 5, 4)]
    nights = [make_night(athlete, back=back) for back in (11, 10, 5, 4)]
    found = report(athlete, first=TODAY - timedelta(days=10), last=TODAY - timedelta(days=5))
    assert (found.incidents, found.nights) == (tuple(cramps[1:3]), tuple(nights[1:3]))
    assert found.night_counts[0] == "2 of 6 nights written down."
    assert [week.starts_on.day for week in found.pattern.weeks] == [9, 16]


def test_another_athletes_days_are_not_in_it():
    other = make_runner("Charlie")
    make_cramp(other)
    make_night(other)
    found = report(make_runner())
    assert (found.incidents, found.nights) == ((), ())


def test_the_care_cards_that_came_up_are_in_it_with_what_became_of_them():
    athlete = make_runner()
    make_cramp(athlete, back=3)
    make_cramp(athlete, back=2, row="S1", cleared_at=NOW)
    make_cramp(athlete, back=1, row="S7")
    told = [(care.on.day, care.card.title, care.cleared_on) for care in report(athlete).cares]
    assert told == [
        (20, "See your GP about your legs", TODAY),
        (21, "See your GP about pain when walking", None),
    ]


def test_medicines_and_illnesses_are_in_it_only_when_asked_for():
    health = Health(medicines=frozenset({Medicine.STATIN}), conditions=frozenset({Condition.GUT}))
    athlete = make_runner(answers=replace(demo.fatigue(TODAY), health=health))
    assert report(athlete).health is None
    told = report(athlete, with_health=True).health
    assert (told.on, told.medicines, told.conditions) == (TODAY, (Medicine.STATIN,), (Condition.GUT,))


def test_without_an_assessment_nobody_knows_of_medicines():
    athlete = make_athlete("Alice", user=make_user("Alice"))
    assert report(athlete, with_health=True).health is None


@pytest.mark.parametrize("number", [1, 3, 200])
def test_a_report_takes_four_queries_and_one_more_for_medicines(number, django_assert_num_queries):
    athlete = make_runner()
    for back in range(number):
        make_cramp(athlete, back=back % 80, row="S1")
        make_run(athlete, back=back)
    for back in range(1, min(number, 80)):
        make_night(athlete, back=back)
    with django_assert_num_queries(4):
        report(athlete)
    with django_assert_num_queries(5):
        report(athlete, with_health=True)


# --- Sharing ---------------------------------------------------------------------------------------


def test_sharing_makes_a_secret_address_for_so_many_days():
    athlete = make_runner()
    shared = share(athlete, days=14, label="Dr. Wells")
    assert (len(shared.token), shared.label, shared.expires_at) == (43, "Dr. Wells", NOW + timedelta(days=14))
    assert share(athlete).token != shared.token


def test_the_same_form_sent_twice_makes_one_address():
    athlete, form = make_runner(), uuid4()
    assert share(athlete, form=form) == share(athlete, form=form)
    assert SharedReport.objects.count() == 1


def test_the_twenty_first_live_address_is_refused_until_one_has_ended():
    athlete = make_runner()
    live = [share(athlete) for _ in range(20)]
    with pytest.raises(reports.TooMany):
        share(athlete)
    reports.end(shared=live[0], now=NOW)
    share(athlete)
    assert reports.live(athlete, NOW).count() == 20


def test_what_is_shared_is_found_behind_its_address():
    shared = make_shared(make_runner())
    assert reports.behind(shared.token, NOW) == shared
    assert reports.behind("something else", NOW) is None


def test_it_is_over_when_its_time_is():
    shared = make_shared(make_runner(), days=7)
    almost = NOW + timedelta(days=7, seconds=-1)
    assert reports.behind(shared.token, almost) == shared
    assert reports.behind(shared.token, NOW + timedelta(days=7)) is None
    assert list(reports.live(shared.athlete, NOW + timedelta(days=7))) == []


def test_it_is_over_when_it_was_ended_and_ending_it_again_changes_nothing():
    shared = make_shared(make_runner())
    reports.end(shared=shared, now=NOW)
    version = Athlete.objects.get().version
    reports.end(shared=shared, now=NOW + timedelta(hours=1))
    assert reports.behind(shared.token, NOW) is None
    assert (SharedReport.objects.get().revoked_at, Athlete.objects.get().version) == (NOW, version)


@pytest.mark.parametrize("end", [{"withdrawn_at": NOW}, {"version": "an older text"}])
def test_nobody_reads_it_without_consent(end):
    shared = make_shared(make_runner())
    Consent.objects.update(**end)
    assert reports.behind(shared.token, NOW) is None


def test_nobody_reads_it_once_the_account_is_closed():
    shared = make_shared(make_runner())
    User.objects.update(is_active=False)
    assert reports.behind(shared.token, NOW) is None
