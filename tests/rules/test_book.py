"""The rule book: complete, graded, with the numbers of the evidence base."""

import re

import pytest

from coaching.rules.book import PRECEDENCE, RULES, number, rule
from coaching.rules.terms import Grade, RuleKind, Sport

NUMBERS = {
    "R1": {
        "cap": 1.10,
        "window_days": 30,
        "tier_10_30": 1.30,
        "tier_30_100": 2.00,
        "hr_10_30": 1.64,
        "hr_30_100": 1.52,
        "hr_gt100": 2.28,
    },
    "R1b": {"marathon_km": 38.36, "half_km": 19.18, "ten_km": 9.10, "five_km": 4.55},
    "R2": {"warn": 1.20, "refuse": 1.30, "tiny_week_km": 10},
    "R4": {"first_week_km": 3, "bmi": 30},
    "R5": {"hard_share": 0.20, "easy_share": 0.75, "few_sessions": 4, "hard_when_few": 1},
    "R6": {"share": 0.30, "minutes": 150, "waived_at_sessions": 3},
    "R7": {"days": 14, "marathon_days": 21, "least": 0.41, "most": 0.60},
    "R8": {"every": 4},
    "R9": {"marathon_minutes": 15},
    "R10": {"red": 0.08, "warn": 0.03},
    "R11": {"static_s": 60},
    "R13": {"weeks": 6, "hold_s": 10, "repeats": 3, "rest_s": 10},
    "R15": {"least": 2, "most": 3, "weeks": 6, "heel_men": 24, "heel_women": 21, "noise": 6},
    "R21": {"hours_least": 24, "hours_most": 48},
    "R25": {"sessions": 3},
    "R26": {"days": 3},
}

KINDS = {
    RuleKind.HARD: {"R1", "R2", "R3", "R4", "R16", "R19"},
    RuleKind.SOFT: {"R1b", "R5", "R6", "R7", "R9", "R10", "R11", "R15", "R26"},
    RuleKind.INFO: {"R12", "R13", "R14", "R17", "R18", "R20", "R24", "R25"},
    RuleKind.DESIGN: {"R8", "R21", "R22", "R23"},
}

FROM_EVIDENCE = [row for row in RULES if row.id.startswith("R")]


def ids(row):
    return row.id


def test_every_rule_of_the_evidence_base_is_there_once():
    assert [row.id for row in FROM_EVIDENCE] == ["R1", "R1b", *(f"R{n}" for n in range(2, 27))]


def test_no_id_is_used_twice_and_ours_are_numbered():
    names = [row.id for row in RULES]
    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"R\d+b?|D\d+", name)] == []


def test_the_kinds_are_those_of_the_evidence_base():
    assert {kind: {row.id for row in FROM_EVIDENCE if row.kind == kind} for kind in RuleKind} == KINDS


@pytest.mark.parametrize("row", RULES, ids=ids)
def test_a_rule_stands_on_a_source_or_says_that_it_is_ours(row):
    assert isinstance(row.grade, Grade)
    assert row.sources or row.grade == Grade.OWN or row.kind == RuleKind.DESIGN


@pytest.mark.parametrize("row", RULES, ids=ids)
def test_a_rule_is_told_in_whole_sentences(row):
    assert row.title
    assert not row.title.endswith(".")
    assert row.sentence.endswith(".")
    assert not row.note or row.note.endswith(".")


@pytest.mark.parametrize("row", FROM_EVIDENCE, ids=ids)
def test_the_numbers_are_those_of_the_evidence_base(row):
    assert dict(row.numbers) == NUMBERS.get(row.id, {})


def test_running_rules_are_not_for_cyclists():
    assert {name for name in ("R1", "R1b", "R2", "R4") if Sport.CYCLING in rule(name).applies_to} == set()


def test_the_cyclists_rule_is_not_for_runners():
    assert rule("R24").applies_to == {Sport.CYCLING}


def test_the_least_long_run_before_a_race_follows_from_the_cap():
    cap = number("R1", "cap")
    for name, km in (("marathon_km", 42.195), ("half_km", 21.0975), ("ten_km", 10), ("five_km", 5)):
        assert number("R1b", name) * cap >= km > (number("R1b", name) - 0.01) * cap


def test_precedence_names_rules_in_the_order_of_the_evidence_base():
    assert PRECEDENCE == ("R22", "R1", "R4", "R2", "R7", "R5", "R6", "R8", "R23")
    assert [rule(name).id for name in PRECEDENCE] == list(PRECEDENCE)


def test_a_rule_or_number_that_is_not_there_is_an_error():
    with pytest.raises(KeyError):
        rule("R99")
    with pytest.raises(KeyError):
        number("R1", "floor")
