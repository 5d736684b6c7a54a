"""The rule book as it is told, and where each source is used."""

from datetime import timedelta

import pytest
import time_machine

from coaching.content.demo import ATHLETES
from coaching.rules.assess import assess
from coaching.rules.book import RULES
from coaching.rules.factors import FACTORS
from coaching.rules.planner import make_plan
from coaching.rules.triage import ROWS
from coaching.services import library
from coaching.services.library import articles, uses
from coaching.services.library.rule_words import NUMBERS
from tests.builders import NOW, TODAY, make_advice, make_article, make_editor
from tests.library import make_source

BOOK = uses.rule_book()
LEFT = [row for step in BOOK.steps for row in step.rows]


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(NOW, tick=False):
        yield


def test_the_rule_book_holds_every_rule_and_every_row_of_the_table_once_and_in_order():
    assert [entry.rule for entry in BOOK.rules] == list(RULES)
    assert [row.id for row in LEFT] == [row.id for row in ROWS]


def test_every_number_of_every_rule_is_told():
    told = {entry.rule.id: entry.numbers for entry in BOOK.rules}
    assert {rule.id: set(rule.numbers) for rule in RULES if rule.numbers} == {
        rule_id: set(words) for rule_id, words in NUMBERS.items()
    }
    assert [rule.id for rule in RULES if bool(rule.numbers) != bool(told[rule.id])] == []
    assert told["R1b"] == (
        "38.36 km before a marathon, 19.18 km before a half-marathon, 9.1 km before 10 km, 4.55 km before 5 km"
    )
    assert told["R7"] == "14 days, 21 before a marathon, less by 41 %, to 60 %"
    assert told["D7"].split(", ")[2] == "7:30 per km"


def test_every_row_says_what_it_looks_for_and_what_follows():
    assert [row.id for row in LEFT if not all([row.looks_for, row.outcome, row.border])] == []
    said = {row.id: (row.looks_for, row.outcome) for row in LEFT}
    assert said["U1"] == (
        ("One calf is swollen, warm, discoloured, tender or throbbing.",),
        "Have this calf looked at today",
    )
    assert said["L1"][1] == "Night cramps"


def test_a_row_that_looks_for_one_of_several_answers_names_each():
    about = {row.id: len(row.about) for row in ROWS if row.when is None}
    assert {row.id: len(row.looks_for) for row in LEFT if row.id in about} == about


@pytest.mark.django_db
def test_every_rule_that_a_plan_names_is_in_the_book():
    library.load_starter(at=NOW)
    known = {rule.id for rule in RULES}
    for athlete in ATHLETES:
        answers = athlete.answers(TODAY)
        findings = assess(answers, starts_on=TODAY + timedelta(days=1))
        if not findings.plan_allowed:
            continue
        draft = make_plan(answers, findings, library.catalogue(), starts_on=TODAY + timedelta(days=1))
        named = {rule for statement in draft.statements for rule in statement.rules}
        named |= {rule for week in draft.weeks for workout in week.workouts for rule in workout.rules}
        named |= {breach.rule for breach in draft.breaches}
        assert named - known == set()
        assert named != set()


# --- Where a source is used -----------------------------------------------------------------------


def test_the_table_and_the_rules_name_only_sources_that_there_are():
    known = {row["key"] for row in library.starter.content.sources()}
    assert BOOK.cited() - known == set()
    assert {key for factor in FACTORS for key in factor.sources} - known == set()


@pytest.mark.django_db
def test_a_source_is_found_wherever_it_is_used():
    source = make_source("MILLER2022")
    make_advice().sources.add(source)
    make_article("calves", title="Calves", body="So. [@MILLER2022]")
    found = uses.places(source=source, at=NOW)
    assert [rule.id for rule in found.rules] == ["R14"]
    assert [row.id for row in found.rows] == ["E1", "E4", "L2"]
    assert [advice.slug for advice in found.advice] == ["swing-the-legs"]
    assert [revision.title for revision in found.articles] == ["Calves"]
    assert "The pattern: Cramps of fatigue" in found.findings
    assert uses.counts(NOW)["MILLER2022"] == found.count


@pytest.mark.django_db
def test_what_speaks_against_a_rule_is_named_as_that():
    found = uses.places(source=make_source("BUIST2008"), at=NOW)
    assert ([rule.id for rule in found.against], found.rules) == (["R2"], ())


@pytest.mark.django_db
def test_what_readers_no_longer_see_uses_nothing():
    source = make_source("KEY1")
    advice = make_advice(archived_at=NOW)
    advice.sources.add(source)
    make_article("draft", body="So. [@KEY1]", live=False)
    article = make_article("gone", body="So. [@KEY1]")
    articles.expire(translation=article.translations.get(), by=make_editor(), now=NOW + timedelta(seconds=1))
    at = NOW + timedelta(seconds=2)
    assert (uses.places(source=source, at=at).count, uses.counts(at)["KEY1"]) == (0, 0)
