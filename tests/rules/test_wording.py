"""What the reader sees of a triage: complete, calm, and never a diagnosis."""

import re

import pytest

from coaching.rules.terms import Confidence, Grade, Pattern, Severity
from coaching.rules.triage import ROWS
from coaching.rules.wording import CARE, CONFIDENCE, EMERGENCY_NUMBERS, NOTES, PATTERNS, SEVERITY
from coaching.rules.wording.reasons import PREGNANT, SAID

EMERGENCIES = ["E1", "E2", "E3", "E4", "E5", "E6"]
CARDS = pytest.mark.parametrize(("key", "card"), CARE.items(), ids=list(CARE))


def text_of(card):
    return " ".join([card.title, card.where, card.how_soon, card.why, *card.meanwhile])


def everything():
    yield from (text_of(card) for card in CARE.values())
    yield from (" ".join([text.name, text.summary, *text.what_helps]) for text in PATTERNS.values())
    yield from CONFIDENCE.values()
    yield from SEVERITY.values()
    yield from SAID.values()


def test_every_care_row_and_the_heart_have_a_card():
    assert set(CARE) == {each.id for each in ROWS if not each.id.startswith("L")} | {"heart"}


def test_the_notes_are_the_rows_that_keep_a_label():
    assert set(NOTES) == {each.id for each in ROWS if each.step == "2b"}


@CARDS
def test_a_card_says_where_how_soon_and_why(key, card):
    assert card.title
    assert not card.title.endswith(".")
    sentences = [card.where, card.how_soon, card.why, *card.meanwhile]
    assert [sentence for sentence in sentences if not re.fullmatch(r"[A-Z].+\.", sentence)] == []


@pytest.mark.parametrize("key", EMERGENCIES)
def test_an_emergency_card_has_the_numbers(key):
    assert EMERGENCY_NUMBERS == "112 or 999 (911 in the US and Canada)"
    assert EMERGENCY_NUMBERS in CARE[key].where


@pytest.mark.parametrize("key", ["U1", "U2", "U3", "U4", "U5"])
def test_an_urgent_card_says_today(key):
    assert CARE[key].how_soon.startswith("Today")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("E1", "Do not drink large amounts of plain water"),
        ("E4", "If you take a statin, be seen before the next dose."),
        ("U1", "No massage"),
        ("U4", "before the next dose"),
        ("S4", "Do not stop or change a medicine on your own."),
        ("S5", "Do not stop or change a medicine on your own."),
    ],
)
def test_what_must_not_be_done_until_then(key, words):
    assert words in text_of(CARE[key])


def test_every_pattern_confidence_and_severity_has_its_text():
    assert (set(PATTERNS), set(CONFIDENCE), set(SEVERITY)) == (set(Pattern), set(Confidence), set(Severity))


@pytest.mark.parametrize("pattern", [each for each in Pattern if each != Pattern.UNCERTAIN])
def test_a_pattern_is_told_as_a_pattern(pattern):
    assert PATTERNS[pattern].summary.startswith("Your answers fit the pattern of ")


def test_the_uncertain_pattern_asks_for_what_would_tell_it_apart():
    asked = " ".join(PATTERNS[Pattern.UNCERTAIN].what_helps)
    assert "when it comes" in asked
    assert "how long after" in asked
    assert "which muscle" in asked


@pytest.mark.parametrize("pattern", Pattern)
def test_a_pattern_says_how_far_it_can_be_trusted(pattern):
    text = PATTERNS[pattern]
    assert text.what_helps
    assert (text.grade == Grade.OWN) == (not text.sources)
    assert ("our own decision" if text.grade == Grade.OWN else "low certainty") in text.summary.replace(
        "certainty is low", "low certainty"
    )


@pytest.mark.parametrize("each", [each for each in ROWS if each.about], ids=lambda each: each.id)
def test_every_deciding_answer_can_be_said_back(each):
    assert {answer for answer in each.about if answer not in SAID} == set()


def test_nothing_is_said_back_that_never_decides():
    assert set(SAID) == set().union(*(each.about for each in ROWS))
    assert PREGNANT in SAID


@pytest.mark.parametrize("text", list(everything()))
def test_no_text_names_a_diagnosis_a_risk_or_a_myth(text):
    assert re.findall(r"you have (?:a clot|rhabdo|claudication)|diagnosed|myth|your risk|\d ?% ?risk", text, re.I) == []
