"""The starter content: whole, honest, and enough of it for every workout that a plan can hold."""

import ast
import re
from itertools import pairwise, product
from pathlib import Path

import pytest

from coaching.content import advice, sources
from coaching.rules.book import RULES
from coaching.rules.factors import FACTORS
from coaching.rules.factors.not_counted import QUESTIONS
from coaching.rules.shelf import Shelf
from coaching.rules.terms import Grade, Pattern, Slot, Sport, Strand, WorkoutKind
from coaching.rules.triage import ROWS
from coaching.rules.wording import PATTERNS

RULES_FOLDER = Path(__file__).parents[2] / "coaching" / "rules"
KEYS = {source["key"] for source in sources()}
ADVICE = {each.slug: each for each in advice()}

SESSIONS = (WorkoutKind.EASY, WorkoutKind.LONG, WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE, WorkoutKind.RACE)
WITH_A_PLAN = (Pattern.FATIGUE, Pattern.NOCTURNAL, Pattern.MIXED, Pattern.UNCERTAIN)
NIGHT = {Pattern.NOCTURNAL, Pattern.MIXED}

NEVER = (
    r"quinine",
    r"as much as (possible|you can)",
    r"drink plenty",
    r"(?<!not )(?<!never )prevents? (\w+ )?cramps?",
    r"(keeps?|stops?|cures?) (your |the )?cramps?( away)?\b",
    r"%\s*risk|risk of \d|\brisk\b[^.]*\d+ ?(%|per cent)",
    r"\bmyth\b|guarantee|proven",
)

each_advice = pytest.mark.parametrize("one", advice(), ids=lambda one: one.slug)
each_source = pytest.mark.parametrize("source", sources(), ids=lambda source: source["key"])


def text_of(one):
    return " ".join((one.title, one.claim, *one.how_to, one.dose))


def fitting(slot, kind, sport, pattern):
    return [
        one
        for one in advice()
        if one.slot == slot
        and kind in one.kinds
        and (not one.sports or sport in one.sports)
        and (not one.patterns or pattern in one.patterns)
    ]


# --- sources ---


def test_every_source_has_a_key_of_its_own():
    keys = [source["key"] for source in sources()]
    assert sorted(keys) == sorted(set(keys))
    assert len(keys) == 107


@each_source
def test_a_source_says_what_it_is_and_how_it_was_checked(source):
    words = ("key", "reference", "design", "n", "finding", "grade", "population", "checked", "doi", "pmid", "pmc")
    assert set(source) == {*words, "year"}
    assert [word for word in words[:8] if not source[word].strip()] == []
    assert Grade(source["grade"]) != Grade.OWN
    assert source["year"] is None or 1970 < source["year"] < 2100


@each_source
def test_numbers_of_papers_look_like_such_numbers(source):
    assert re.fullmatch(r"(10\.\d{4,5}/\S+)?", source["doi"])
    assert re.fullmatch(r"(\d{7,8})?", source["pmid"])
    assert re.fullmatch(r"(PMC\d+)?", source["pmc"])


@pytest.mark.parametrize("key", ["SCHWELLNUS2004", "NIELSEN2014"])
def test_a_doi_known_from_memory_is_left_out_and_the_reader_is_told(key):
    source = next(source for source in sources() if source["key"] == key)
    assert source["doi"] == ""
    assert "left out" in source["checked"]


# --- advice, one by one ---


def test_every_advice_has_a_slug_of_its_own():
    assert len(ADVICE) == len(advice())
    assert len(advice()) >= 40
    assert [slug for slug in ADVICE if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)] == []


@each_advice
def test_an_advice_is_graded_and_its_sources_exist(one):
    assert [key for key in one.sources if key not in KEYS] == []
    assert len(set(one.sources)) == len(one.sources)
    assert (one.grade == Grade.OWN) == (not one.sources)


@each_advice
def test_the_words_of_an_advice_come_from_their_lists(one):
    words = (one.strand, one.slot, one.grade, *one.patterns, *one.sports, *one.kinds)
    assert {type(word) for word in words} <= {Strand, Slot, Grade, Pattern, Sport, WorkoutKind}
    assert Pattern.SYMPTOMATIC not in one.patterns


@each_advice
def test_an_advice_is_short_enough_to_follow(one):
    assert 2 <= len(one.how_to) <= 6
    assert "\n" not in one.title + one.claim + one.dose
    assert len(one.claim) <= 260
    assert one.claim.count(". ") == 0
    assert one.claim.endswith(".")


@each_advice
def test_a_claim_says_how_sure_it_is(one):
    said = (
        r"certain|moderate|may\b|not shown|unknown|not known|our own|well established|not been tested|nobody has tested"
    )
    assert re.search(said + r"|not a measure|no trial", one.claim)


@each_advice
def test_nothing_of_the_never_list_is_said(one):
    assert [words for words in NEVER if re.search(words, text_of(one), re.IGNORECASE)] == []


@pytest.mark.parametrize(
    "bad",
    [
        "Ask for quinine.",
        "Drink as much as possible.",
        "It prevents cramps.",
        "Magnesium prevents night cramps.",
        "It keeps cramps away.",
        "You have a 20% risk.",
        "Your risk is 20 per cent.",
        "Salt is a myth.",
    ],
)
def test_the_never_list_catches_what_it_should(bad):
    assert [words for words in NEVER if re.search(words, bad, re.IGNORECASE)] != []


@each_advice
def test_no_long_static_stretch_stands_before_a_workout(one):
    if one.slot != Slot.BEFORE:
        return
    text = text_of(one).lower()
    assert "static" not in text or "under 60" in text
    if one.strand == Strand.STRETCHING:
        assert [s for s in re.findall(r"(?<!under )\b(\d+)\s*(?:s|seconds)\b", text) if int(s) >= 60] == []
        assert not re.search(r"hold[^.]*minutes?\b", text)


# --- enough of it ---


@pytest.mark.parametrize(("sport", "kind", "pattern"), list(product(Sport, SESSIONS, WITH_A_PLAN)))
def test_every_session_begins_with_a_warm_up_and_has_an_after(sport, kind, pattern):
    before = fitting(Slot.BEFORE, kind, sport, pattern)
    assert before[0].slug.startswith("warm-up-")
    assert fitting(Slot.AFTER, kind, sport, pattern) != []


@pytest.mark.parametrize(("sport", "kind", "pattern"), list(product(Sport, SESSIONS, WITH_A_PLAN)))
def test_every_session_knows_first_what_to_do_when_it_cramps(sport, kind, pattern):
    slugs = [one.slug for one in fitting(Slot.DURING, kind, sport, pattern)]
    own = {Sport.RUNNING: "when-it-cramps-run", Sport.CYCLING: "when-it-cramps-ride"}[sport]
    assert slugs[:2] == [own, "more-than-a-cramp"]


@pytest.mark.parametrize(("sport", "pattern"), list(product(Sport, WITH_A_PLAN)))
def test_strength_massage_and_rest_have_theirs(sport, pattern):
    def has(slot, kind):
        return fitting(slot, kind, sport, pattern) != []

    assert has(Slot.BEFORE, WorkoutKind.STRENGTH)
    assert has(Slot.AFTER, WorkoutKind.STRENGTH)
    assert has(Slot.AFTER, WorkoutKind.MASSAGE)
    assert has(Slot.EVENING, WorkoutKind.MASSAGE)
    assert has(Slot.EVENING, WorkoutKind.REST)


@pytest.mark.parametrize(("sport", "kind"), list(product(Sport, (WorkoutKind.RACE, WorkoutKind.LONG))))
def test_races_and_long_sessions_say_how_to_drink(sport, kind):
    assert "drink-to-thirst" in [one.slug for one in fitting(Slot.DURING, kind, sport, Pattern.FATIGUE)]


@pytest.mark.parametrize(("sport", "slug"), list(zip(Sport, ("even-start-run", "even-start-ride"), strict=True)))
def test_races_say_how_to_start(sport, slug):
    assert slug in [one.slug for one in fitting(Slot.DURING, WorkoutKind.RACE, sport, Pattern.FATIGUE)]


def test_heel_raises_come_in_order_and_one_a_step():
    raises = [slug for slug in ADVICE if slug.startswith("heel-raise")]
    assert raises == ["heel-raise-1", "heel-raise-2", "heel-raise-3", "heel-raise-4"]


def test_all_five_strands_are_there():
    assert {one.strand for one in advice()} == set(Strand)


def test_each_massage_says_when_not_to():
    own = [one for one in advice() if one.strand == Strand.MASSAGE and WorkoutKind.MASSAGE in one.kinds]
    hands_on = [one for one in own if one.slot != Slot.EVENING]
    assert [one.slug for one in hands_on if "swollen, warm, discoloured" not in text_of(one)] == []
    assert len(hands_on) >= 4


# --- the night routine is the one that was tried (R13) ---


def test_the_night_routine_is_exactly_the_one_that_was_tried():
    routine = ADVICE["night-stretch"]
    assert routine.patterns == NIGHT
    assert set(routine.sources) == {"HALLEGRAEFF2012", "HAWKE2021", "COPPIN2005"}
    for words in ("calf and hamstring", "3 × 10 s", "10 s rest", "three minutes", "every night", "six weeks"):
        assert words in routine.dose.lower()
    for words in ("over 55", "found no difference", "extrapolation"):
        assert words in text_of(routine)


@pytest.mark.parametrize(("sport", "pattern"), list(product(Sport, WITH_A_PLAN)))
def test_a_plan_finds_the_routine_where_nights_are_concerned_and_only_there(sport, pattern):
    found = Shelf(advice(), sport, pattern).every_evening()
    assert found == (("night-stretch",) if pattern in NIGHT else ())


@pytest.mark.parametrize(("sport", "kind", "pattern"), list(product(Sport, WorkoutKind, WITH_A_PLAN)))
def test_a_workout_shows_no_advice_twice(sport, kind, pattern):
    shelf = Shelf(advice(), sport, pattern)
    shown = sorted([*shelf.main(kind), *(slug for slot in Slot for slug in shelf.slot(slot, kind))])
    if kind == WorkoutKind.STRENGTH:  # its main advice is picked by level
        shown = sorted(slug for slot in Slot for slug in shelf.slot(slot, kind))
        assert [slug for slug in shown if ADVICE[slug].strand == Strand.STRENGTH] == []
    assert [one for one, next_one in pairwise(shown) if one == next_one] == []


# --- what the rules cite is there ---


def cited_by_rules():
    for rule in RULES:
        yield rule.id, (*rule.sources, *rule.against)
    for row in ROWS:
        yield row.id, row.sources
    for factor in FACTORS:
        yield factor.id, (*factor.sources, *(factor.riding.sources if factor.riding else ()))
    for question in QUESTIONS:
        yield question.id, question.sources
    for pattern, text in PATTERNS.items():
        yield pattern.value, (*text.sources, *text.help_sources)


@pytest.mark.parametrize(
    ("where", "cited"), list(cited_by_rules()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_what_a_rule_cites_is_a_source(where, cited):
    assert [key for key in cited if key not in KEYS] == []


@pytest.mark.parametrize("path", sorted(RULES_FOLDER.rglob("*.py")), ids=lambda path: path.stem)
def test_what_looks_like_a_key_in_the_rules_is_a_source(path):
    words = [node.value for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Constant)]
    keys = [word for word in words if isinstance(word, str) and re.fullmatch(r"[A-Z]{4,}\d{4}[A-Z]*", word)]
    assert [key for key in keys if key not in KEYS] == []
