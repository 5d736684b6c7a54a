"""Cramping right now: small, plain, and complete."""

import re
from pathlib import Path

from django.conf import settings

from coaching.rules.wording.cards import EMERGENCY, SAME_DAY_CARDS
from tests.views.library.test_articles import links, page, text_of

MOST = 10_000
STATIC = Path(settings.BASE_DIR, "static")
WORDS_OF = {  # what each row of the triage table that cannot wait looks like on this page
    "E1": "Confused, collapsed, a fit, hard to wake, or vomiting again and again",
    "E2": "Calf painful or swollen, with short breath, chest pain or coughing blood",
    "E3": "Sudden pain far beyond a cramp, a muscle that stays tight and bulging, or a foot suddenly numb or weak",
    "E4": "Dark urine like tea or cola, with severe pain, swelling or weakness of muscles",
    "E5": "Numb between the legs, or new trouble with bladder or bowels",
    "E6": "An arm or leg getting weaker within hours or days, or both sides within weeks",
    "U1": "One calf swollen, warm, discoloured, tender or throbbing",
    "U2": "It has not let go after ten minutes of stretching",
    "U3": "A dirty or infected wound, or contact with lead, mercury or another poison",
    "U4": "Dark urine, also hours or days later; or you take a statin and your muscles hurt badly or are weak",
    "U5": "A sudden pop, a bruise, or you cannot rise on your toes",
}


def test_the_whole_page_weighs_less_than_ten_kilobytes(client):
    html = page(client, "/now/")
    files = re.findall(r'"/static/([\w./]+)"', html)
    assert sorted(files) == ["css/now.css", "img/favicon.svg"]
    assert len(html.encode()) + sum((STATIC / name).stat().st_size for name in files) < MOST


def test_it_needs_no_script_no_log_in_and_no_cookie(client):
    response = client.get("/now/")
    assert [word in response.content for word in (b"<script", b"<form", b"<img")] == [False] * 3
    assert list(response.cookies) == []


def test_every_sign_that_cannot_wait_is_named(client):
    words = text_of(page(client, "/now/"))
    assert set(WORDS_OF) == {*EMERGENCY, *SAME_DAY_CARDS}
    assert [row for row, told in WORDS_OF.items() if told not in words] == []


def test_help_comes_before_the_log_and_the_numbers_are_named(client):
    html = page(client, "/now/")
    assert "Call 112 or 999 now ( 911 in the US and Canada)" in text_of(html)
    assert re.findall(r'href="tel:(\d+)"', html) == ["112", "999", "911"]
    assert html.index('href="#help"') < html.index("The next minute") < html.index('id="help"') < html.index("log it")
    assert {"/cramps/add/", "/assessment/", "/library/rules/#R14", "/library/"} <= set(links(html))


def test_the_log_leads_who_has_no_account_to_log_in_and_names_the_way_without_one(client):
    html = page(client, "/now/")
    assert '<a class="log" href="/cramps/add/">Log it</a>' in html
    assert "No account? Take the self-assessment" in text_of(html)
    assert client.get("/cramps/add/").headers["Location"] == "/login/?next=/cramps/add/"
