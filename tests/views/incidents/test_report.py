"""The report: for oneself, and under a secret address for a doctor or a coach."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from coaching.content import demo
from coaching.models import Consent, SharedReport
from coaching.rules.terms import Health, Medicine
from tests.builders import NOW, TODAY, make_runner
from tests.cramps import make_cramp, make_night, make_run, make_shared
from tests.test_weight import MOST, weight

pytestmark = pytest.mark.django_db
URL = "/cramps/report/"
STATIN = "A statin, for cholesterol"


@pytest.fixture
def alice(client):
    answers = replace(demo.fatigue(TODAY), health=Health(medicines=frozenset({Medicine.STATIN})))
    athlete = make_runner(answers=answers)
    client.force_login(athlete.user)
    return athlete


def share(client, **words):
    words = {"from": "2026-10-01", "to": "2026-11-01", "days": "14", "label": "Dr. Wells", "form": str(uuid4())} | words
    return client.post(f"{URL}share/", words)


def days(page):
    return re.search(r"<p>([^<]*)\. As of (.*?)\.</p>", page).groups()


def test_the_report_is_of_the_last_ninety_days(client, alice):
    make_cramp(alice, back=90)
    make_cramp(alice, back=89)
    page = client.get(URL).text
    assert days(page) == ("Tuesday 25 August 2026 to Sunday 22 November 2026", "Sunday 22 November 2026")
    assert re.findall(r'<th scope="row">(\w+ \d+ \w+ \d+)</th>', page) == ["Tue 25 Aug 2026"]


def test_the_days_can_be_chosen(client, alice):
    page = client.get(URL, {"from": "2026-10-01", "to": "1/11/2026"}).text
    assert days(page)[0] == "Thursday 1 October 2026 to Sunday 1 November 2026"


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"from": "soon"}, "Write a date such as 14/03/2027."),
        ({"from": "2026-11-02", "to": "2026-11-01"}, "The first day cannot come after the last."),
        ({"to": "2026-11-23"}, "The last day cannot lie in the future."),
        ({"from": "2025-11-21", "to": "2026-11-22"}, "A report covers 366 days at most."),
        ({"from": "0001-01-01", "to": "0001-01-02"}, "A report covers the last ten years at most."),
    ],
)
def test_days_that_make_no_sense_are_told_and_the_last_ninety_are_shown(client, alice, query, sentence):
    answer = client.get(URL, query)
    assert (answer.status_code, sentence in answer.text) == (200, True)
    assert days(answer.text)[0].startswith("Tuesday 25 August")


def test_a_cramp_is_told_with_all_that_was_ticked(client, alice):
    make_cramp(
        alice,
        onset_km=12.5,
        onset_minutes=70,
        side="left",
        muscles=["calf"],
        severity=7,
        duration_s=150,
        different=["heat"],
        helped=["walking"],
        signs=["numbness"],
        row="S1",
        note="A secret thought",
    )
    page = client.get(URL).text
    row = re.search(r'<th scope="row">Sat 21 Nov 2026</th>(.*?)</tr>', page, re.DOTALL)[1]
    assert re.findall("<td[^>]*>(.*?)</td>", row) == [
        "During exercise, at 12.5 km, after 1 h 10 min",
        "Left; calf",
        "7\u00a0of\u00a010, 2\u00a0min\u00a030\u00a0s",
        "Heat",
        "Walking",
    ]
    assert "Numbness or tingling" in page.split("Signs ticked")[1]
    assert "the site said “See your GP about your legs”" in page
    assert "A secret thought" not in page


def test_what_is_not_known_is_a_dash(client, alice):
    make_cramp(alice, timing="in_bed")
    row = re.search(r'<th scope="row">Sat 21 Nov 2026</th>(.*?)</tr>', client.get(URL).text, re.DOTALL)[1]
    assert re.findall("<td[^>]*>(.*?)</td>", row) == ["At night in bed", "–", "–", "–", "–"]


def test_medicines_are_in_it_only_where_the_runner_ticks_it(client, alice):
    assert STATIN not in client.get(URL).text
    assert STATIN in client.get(URL, {"health": "on"}).text


def test_the_diary_is_in_it_without_its_notes(client, alice):
    make_night(alice, cramps=2, woke=True, note="A secret thought")
    page = client.get(URL).text
    assert '<th scope="row">Sat 21 Nov</th><td>2</td><td>Yes</td><td>–</td>' in page
    assert "A secret thought" not in page


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_page_takes_the_same_queries_however_much_is_in_it(client, alice, number, django_assert_num_queries):
    fill(alice, number)
    with django_assert_num_queries(8):
        client.get(URL)


@pytest.mark.parametrize("number", [1, 3, 200])
def test_the_shared_page_takes_the_same_queries(alice, number, django_assert_num_queries):
    fill(alice, number)
    shared = make_shared(alice)
    with django_assert_num_queries(6):
        Client().get(f"/shared/{shared.token}/")


def fill(athlete, number):
    for back in range(number):
        make_cramp(athlete, back=back % 85, onset_km=back / 10, side="left", muscles=["calf"], severity=5)
        make_run(athlete, back=back)
    for back in range(1, min(number, 85)):
        make_night(athlete, back=back, cramps=1)


def test_a_report_of_ninety_days_is_light(client, alice):
    for back in range(0, 84, 2):
        make_cramp(alice, back=back, onset_km=back / 10, side="left", muscles=["calf"], severity=5, helped=["walking"])
    for back in range(1, 85):
        make_run(alice, back=back)
        make_night(alice, back=back, cramps=back % 3, woke=True)
    make_shared(alice)
    assert weight(client, URL) < MOST


# --- Sharing ---------------------------------------------------------------------------------------


def test_sharing_leads_back_to_the_same_days_with_the_new_link(client, alice):
    answer = share(client, health="on")
    shared = SharedReport.objects.get()
    assert answer.headers["Location"] == f"{URL}?from=2026-10-01&to=2026-11-01&health=on#links"
    assert (shared.label, shared.with_health, shared.expires_at) == ("Dr. Wells", True, NOW + timedelta(days=14))
    assert f"http://testserver/shared/{shared.token}/" in client.get(answer.headers["Location"]).text


def test_a_double_press_makes_one_link(client, alice):
    form = str(uuid4())
    assert [share(client, form=form).status_code for _ in range(2)] == [302, 302]
    assert SharedReport.objects.count() == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"days": ""}, "Choose how long."),
        ({"days": "365"}, "Choose one of the answers shown."),
        ({"label": "x" * 101}, "Make it shorter: 100 characters fit, and it has 101."),
        ({"from": "2026-12-01"}, "The first day cannot come after the last."),
    ],
)
def test_what_cannot_be_shared_is_told_and_what_was_typed_stays(client, alice, words, sentence):
    answer = share(client, **({"label": "Kept as typed"} | words))
    assert (answer.status_code, sentence in answer.text) == (200, True)
    assert (SharedReport.objects.count(), words.get("label", "Kept as typed") in answer.text) == (0, True)


def test_the_twenty_first_link_is_refused(client, alice):
    for _ in range(20):
        make_shared(alice)
    assert "You have 20 links that can be read. End one first." in client.get(share(client).headers["Location"]).text
    assert SharedReport.objects.count() == 20


def test_whoever_has_the_link_reads_the_report_without_a_log_in(alice):
    make_cramp(alice, back=3, onset_km=12)
    page = Client().get(f"/shared/{make_shared(alice).token}/").text
    assert "Cramps of Alice" in page
    assert "During exercise, at 12 km" in page
    assert "Self-reported" in page
    assert STATIN not in page


def test_a_link_made_with_medicines_shows_them(alice):
    assert STATIN in Client().get(f"/shared/{make_shared(alice, with_health=True).token}/").text


def test_a_shared_page_is_kept_nowhere_and_tells_nobody_its_address(alice):
    shared = make_shared(alice)
    answer = Client().get(f"/shared/{shared.token}/")
    headers = {name: answer.headers[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")}
    assert headers == {
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Referrer-Policy": "no-referrer",
    }
    assert shared.token not in answer.text
    assert re.findall(r'<a [^>]*href="([^#"]+)"', answer.text) == []
    assert (answer.cookies, "Disallow: /shared/" in Client().get("/robots.txt").text) == ({}, True)


def test_it_shows_what_the_log_holds_today(alice, today):
    shared = make_shared(alice)
    make_cramp(alice, back=3)
    today.shift(timedelta(days=2))
    page = Client().get(f"/shared/{shared.token}/").text
    assert days(page) == ("Tuesday 25 August 2026 to Sunday 22 November 2026", "Tuesday 24 November 2026")
    assert page.count("Thu 19 Nov 2026") == 1


def test_it_is_in_the_athletes_own_day_and_units(alice):
    alice.user.time_zone, alice.user.units = "Pacific/Auckland", "imperial"
    alice.user.save()
    make_cramp(alice, back=3, onset_km=16.09344)
    page = Client().get(f"/shared/{make_shared(alice).token}/").text
    assert days(page)[1] == "Monday 23 November 2026"
    assert "at 10 miles" in page


def test_a_link_ends_with_its_time(alice, today):
    path = f"/shared/{make_shared(alice, days=7).token}/"
    today.shift(timedelta(days=7, seconds=-1))
    assert Client().get(path).status_code == 200
    today.shift(timedelta(seconds=1))
    assert Client().get(path).status_code == 404


def test_a_link_that_was_ended_shows_nothing(client, alice):
    shared = make_shared(alice)
    assert [client.post(f"{URL}{shared.pk}/end/").status_code for _ in range(2)] == [302, 302]
    assert Client().get(f"/shared/{shared.token}/").status_code == 404
    assert shared.token not in client.get(URL).text


def test_a_link_shows_nothing_once_consent_is_withdrawn(alice):
    shared = make_shared(alice)
    Consent.objects.update(withdrawn_at=NOW)
    assert Client().get(f"/shared/{shared.token}/").status_code == 404


@pytest.mark.parametrize("token", ["x", "%00", "\0", "a" * 500, "..", "ключ"])
def test_any_other_address_is_not_found(token):
    assert Client().get(reverse("coaching:shared_report", args=[token])).status_code == 404


def test_nobody_ends_the_link_of_another(client, alice):
    shared = make_shared(make_runner("Charlie"))
    assert client.post(f"{URL}{shared.pk}/end/").status_code == 404
    assert SharedReport.objects.get().revoked_at is None
