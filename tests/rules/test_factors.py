"""Factors: each for its answers and no others, weighed by the strongest of a group, never told as a probability."""

import math
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rules.factors import FACTORS, amount, bmi, factors, needs_doctor_first, uncounted
from coaching.rules.factors.not_counted import QUESTIONS
from coaching.rules.factors.shape import CONFLICTING, DIRECTION
from coaching.rules.terms import (
    AgeBand,
    Amount,
    Answers,
    Changeable,
    Circumstance,
    Condition,
    CrampReport,
    FactorFinding,
    Goal,
    Grade,
    Habit,
    Habits,
    Health,
    History,
    Injury,
    Medicine,
    Person,
    Sex,
    Sport,
    Timing,
    Training,
    Units,
)

RUNNER = Answers(answered_on=date(2027, 3, 1))
CYCLIST = replace(RUNNER, sport=Sport.CYCLING)
NIGHTS = CrampReport(timings=frozenset({Timing.IN_BED}))
RACES = CrampReport(timings=frozenset({Timing.DURING}))
BY_ID = {factor.id: factor for factor in FACTORS}


def ill(*conditions):
    return {"health": Health(conditions=frozenset(conditions))}


def takes(*medicines):
    return {"health": Health(medicines=frozenset(medicines))}


def hurt(*injuries):
    return {"history": History(injuries=frozenset(injuries))}


def it_was(*circumstances):
    return {"history": History(circumstances=frozenset(circumstances))}


def distances(goal, longest, comfortable=None):
    return {"goal": Goal(distance_km=goal), "training": Training(longest_km=longest, comfortable_km=comfortable)}


# what was answered, and the factors it brings to a runner and to a cyclist
ANSWERS = [
    ({}, [], []),
    ({"history": History(cramped_in_races=True)}, ["races"], ["races"]),
    ({"history": History(cramped_in_races=False)}, [], []),
    ({"history": History(in_family=True)}, ["family"], ["family"]),
    ({"history": History(in_family=False)}, [], []),
    (it_was(Circumstance.FAST_START), ["fast_start"], ["fast_start"]),
    (it_was(Circumstance.FARTHER), ["farther"], ["farther"]),
    (distances(42.195, 32), ["farther"], ["farther"]),
    (distances(11, 10), [], []),
    (distances(12.1, 11), [], []),
    (distances(11.1, 10), ["farther"], ["farther"]),
    (distances(10, None), [], []),
    (distances(10, None, 5), ["farther"], ["farther"]),
    (distances(10, 10, 5), [], []),
    (distances(None, 10), [], []),
    (it_was(Circumstance.LITTLE_PREPARATION), ["little_preparation"], ["little_preparation"]),
    (it_was(Circumstance.HILLS), ["hills"], ["hills"]),
    (it_was(Circumstance.FASTER), ["faster"], ["faster"]),
    (it_was(Circumstance.HARD_DAYS_BEFORE), ["hard_days_before"], ["hard_days_before"]),
    (it_was(Circumstance.HEAT), [], []),
    (it_was(Circumstance.LITTLE_DRINK), ["little_drink"], ["little_drink"]),
    ({"training": Training(sessions_per_week=2)}, ["few_sessions"], ["few_sessions"]),
    ({"training": Training(sessions_per_week=3)}, [], []),
    ({"person": Person(sex=Sex.MALE)}, ["male"], ["male"]),
    ({"person": Person(sex=Sex.FEMALE)}, [], []),
    ({"person": Person(age=AgeBand.A18_40)}, [], []),
    ({"person": Person(age=AgeBand.A41_49)}, ["age"], ["age"]),
    ({"person": Person(age=AgeBand.A50_55)}, ["age"], ["age"]),
    ({"person": Person(age=AgeBand.A56)}, ["age"], ["age"]),
    ({"person": Person(height_cm=200, weight_kg=100)}, ["bmi"], ["bmi"]),
    ({"person": Person(height_cm=200, weight_kg=99.9)}, [], []),
    ({"person": Person(weight_kg=120)}, [], []),
    ({"training": Training(years=5)}, ["years_running"], ["years_riding"]),
    ({"training": Training(years=4.9)}, [], []),
    (ill(Condition.DIABETES), ["illness"], ["illness"]),
    (ill(Condition.OTHER), ["illness"], ["illness"]),
    (ill(Condition.ALCOHOL), [], []),
    (
        ill(Condition.DIABETES, Condition.THYROID),
        ["illness", "more_illnesses"],
        ["illness", "more_illnesses_riding"],
    ),
    (ill(Condition.HEART_SYMPTOMS), ["illness", "heart_symptoms"], ["illness", "heart_symptoms"]),
    (ill(Condition.GUT), ["illness", "gut"], ["illness", "gut"]),
    (ill(Condition.KIDNEY), ["illness", "kidney"], ["illness", "kidney"]),
    (ill(Condition.BLOOD_IMMUNE), ["illness", "blood"], ["illness", "blood"]),
    (ill(Condition.MENTAL_NERVOUS), ["illness", "nervous"], ["illness", "nervous"]),
    (ill(Condition.NERVE), ["illness", "nervous"], ["illness", "nervous"]),
    (ill(Condition.CANCER), ["illness", "cancer"], ["illness", "cancer"]),
    (ill(Condition.RESPIRATORY), ["illness", "respiratory"], ["illness", "respiratory"]),
    (ill(Condition.HEART_RISK), ["illness", "heart_risk"], ["illness", "heart_risk"]),
    (ill(Condition.ALLERGIES), ["allergies"], ["allergies"]),
    ({"health": Health(collapsed_in_race=True)}, ["collapse"], ["collapse"]),
    (takes(Medicine.REGULAR), ["regular_medicine"], ["regular_medicine"]),
    (takes(Medicine.ON_RACE_DAY), ["race_day_medicine"], ["race_day_medicine"]),
    (takes(Medicine.STATIN), ["statin"], ["statin"]),
    ({**takes(Medicine.STATIN), "cramp": RACES}, ["statin"], ["statin"]),
    ({**takes(Medicine.STATIN), "cramp": NIGHTS}, ["statin_night"], ["statin_night"]),
    (
        {**takes(Medicine.STATIN), "cramp": CrampReport(timings=frozenset({Timing.IN_BED, Timing.DURING}))},
        ["statin", "statin_night"],
        ["statin", "statin_night"],
    ),
    ({**takes(Medicine.DIURETIC), "cramp": NIGHTS}, ["diuretic_night"], ["diuretic_night"]),
    ({**takes(Medicine.DIURETIC), "cramp": RACES}, [], []),
    ({**takes(Medicine.LABA), "cramp": NIGHTS}, ["laba_night"], ["laba_night"]),
    (takes(Medicine.LABA), [], []),
    (takes(Medicine.RALOXIFENE, Medicine.NEW_OR_CHANGED), [], []),
    (hurt(Injury.MUSCLE), ["injury", "muscle_injury"], ["muscle_injury"]),
    (hurt(Injury.OVERUSE), ["injury"], ["overuse_injury_riding"]),
    (hurt(Injury.ACUTE), ["injury"], ["acute_injury_riding"]),
]


def found(answers):
    return sorted(finding.id for finding in factors(answers))


@pytest.mark.parametrize(("given_answers", "running", "_riding"), ANSWERS)
def test_a_runner_sees_the_factors_of_the_answers_and_no_others(given_answers, running, _riding):
    assert found(replace(RUNNER, **given_answers)) == sorted(running)


@pytest.mark.parametrize(("given_answers", "_running", "riding"), ANSWERS)
def test_a_cyclist_sees_the_factors_of_the_answers_and_no_others(given_answers, _running, riding):
    assert found(replace(CYCLIST, **given_answers)) == sorted(riding)


def test_the_table_above_brings_up_every_factor():
    assert {name for _, running, riding in ANSWERS for name in running + riding} == set(BY_ID)


# --- the numbers ------------------------------------------------------------------------------------------------------

RATIOS = {
    "races": 2.40,
    "family": 1.50,
    "farther": 20.0 / 8.5,
    "male": 1.94,
    "years_riding": 1.03,
    "illness": 1.9,
    "more_illnesses": 1.31,
    "more_illnesses_riding": 1.36,
    "heart_symptoms": 2.38,
    "gut": 1.86,
    "kidney": 1.60,
    "blood": 1.54,
    "nervous": 1.51,
    "cancer": 1.34,
    "respiratory": 1.33,
    "heart_risk": 1.16,
    "collapse": 1.87,
    "allergies": 1.4,
    "regular_medicine": 1.80,
    "race_day_medicine": 1.88,
    "statin": 1.26,
    "statin_night": 1.16,
    "diuretic_night": 1.47,
    "laba_night": 2.42,
    "injury": 1.7,
    "muscle_injury": 1.82,
    "acute_injury_riding": 1.30,
    "overuse_injury_riding": 1.29,
}
RIDING = {"allergies": 1.18, "race_day_medicine": 1.41}
GENERAL = {"statin_night", "diuretic_night", "laba_night"}
NOT_WEIGHED = {"bmi", "years_running"}


@pytest.mark.parametrize(("name", "ratio"), RATIOS.items())
def test_a_weight_is_the_logarithm_of_its_ratio(name, ratio):
    assert BY_ID[name].weight == pytest.approx(math.log(ratio), abs=0.0006)


@pytest.mark.parametrize(("name", "ratio"), RIDING.items())
def test_a_cyclists_weight_is_the_logarithm_of_the_ratio_in_cyclists(name, ratio):
    assert BY_ID[name].size(Sport.CYCLING).weight == pytest.approx(math.log(ratio), abs=0.0006)


def test_whatever_has_no_ratio_has_the_weight_of_a_direction_or_none():
    others = {factor.id: factor.weight for factor in FACTORS if factor.id not in RATIOS}
    assert others == {
        "fast_start": DIRECTION,
        "little_preparation": DIRECTION,
        "hills": DIRECTION,
        "faster": DIRECTION,
        "hard_days_before": DIRECTION,
        "few_sessions": DIRECTION,
        "age": DIRECTION,
        "bmi": CONFLICTING,
        "years_running": CONFLICTING,
        "little_drink": DIRECTION,
    }


@pytest.mark.parametrize("factor", [f for f in FACTORS if f.only is None], ids=lambda f: f.id)
def test_running_numbers_never_reach_a_cyclist(factor):
    riding = factor.size(Sport.CYCLING)
    if factor.id in RIDING:
        assert riding.sources == ("POHL2026",)
    elif factor.id in GENERAL:
        assert riding == factor.size(Sport.RUNNING)
    else:
        assert riding.weight == min(factor.weight, DIRECTION)
        assert riding.effect.endswith("is not known.")
        assert riding.grade in (Grade.LOW, Grade.VERY_LOW)


def test_body_mass_index():
    assert bmi(70, 175) == pytest.approx(22.857, abs=0.0005)
    assert bmi(95, 175) == pytest.approx(31.020, abs=0.0005)


@pytest.mark.parametrize(("kg", "cm"), [(0, 175), (-70, 175), (70, 0)])
def test_body_mass_index_needs_weight_and_height(kg, cm):
    with pytest.raises(ValueError, match="above zero"):
        bmi(kg, cm)


# --- the findings -----------------------------------------------------------------------------------------------------


def test_what_can_be_changed_comes_first():
    answers = replace(
        RUNNER,
        person=Person(sex=Sex.MALE, height_cm=170, weight_kg=90),
        health=Health(conditions=frozenset({Condition.GUT}), medicines=frozenset({Medicine.ON_RACE_DAY})),
        history=History(
            cramped_in_races=True, circumstances=frozenset({Circumstance.HILLS, Circumstance.LITTLE_DRINK})
        ),
    )
    assert [finding.id for finding in factors(answers)] == [
        "hills",
        "race_day_medicine",
        "little_drink",
        "bmi",
        "races",
        "male",
        "illness",
        "gut",
    ]


def test_the_whole_of_a_finding():
    assert factors(replace(CYCLIST, **hurt(Injury.ACUTE))) == (
        FactorFinding(
            id="acute_injury_riding",
            group="F",
            text="You had a sudden injury in the last twelve months.",
            effect="In a survey of 21,460 cyclists, people with one reported cramps 1.3 times as often "
            "(prevalence ratio).",
            changeable=Changeable.YES,
            grade=Grade.MODERATE,
            sources=("POHL2026",),
            todo="Let the injury heal fully and build up again gradually.",
        ),
    )


@pytest.mark.parametrize("factor", FACTORS, ids=lambda f: f.id)
def test_a_factor_says_what_it_is_and_what_to_do(factor):
    assert factor.group in "ABCDEFG"
    assert factor.sources
    assert factor.effect.endswith(".")
    assert bool(factor.todo) == (factor.changeable != Changeable.NO)


def test_heart_symptoms_go_to_a_doctor_first():
    with_heart = replace(RUNNER, **ill(Condition.HEART_SYMPTOMS))
    assert needs_doctor_first(with_heart)
    assert not needs_doctor_first(replace(RUNNER, **ill(Condition.HEART_RISK)))
    assert [f.id for f in factors(with_heart) if f.changeable == Changeable.REFER_FIRST] == ["heart_symptoms"]


# --- the whole in a word ----------------------------------------------------------------------------------------------


def a_man(**history):
    return replace(RUNNER, person=Person(sex=Sex.MALE), history=History(**history))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (RUNNER, Amount.LITTLE),
        (replace(RUNNER, history=History(in_family=True)), Amount.LITTLE),
        (a_man(), Amount.SOME),
        (a_man(cramped_in_races=True), Amount.SOME),
        (a_man(cramped_in_races=True, circumstances=frozenset({Circumstance.FAST_START})), Amount.MUCH),
        (replace(CYCLIST, history=History(cramped_in_races=True)), Amount.LITTLE),
    ],
)
def test_the_amount_in_a_word(answers, expected):
    assert amount(answers) == expected


def test_inside_a_group_only_the_strongest_counts():
    words = (Circumstance.HILLS, Circumstance.FASTER, Circumstance.FAST_START, Circumstance.HARD_DAYS_BEFORE)
    five = replace(RUNNER, training=Training(sessions_per_week=2), **it_was(*words))
    assert (len(factors(five)), amount(five)) == (5, Amount.LITTLE)  # five times 0.10 would be "some"
    both = replace(RUNNER, history=History(cramped_in_races=True, in_family=True), person=Person(sex=Sex.MALE))
    assert amount(both) == Amount.SOME  # 0.875 + 0.663; with the family's 0.405 it would be "much"


def test_between_groups_weights_are_added():
    woman = replace(RUNNER, history=History(cramped_in_races=True), **distances(42.195, 20))
    assert (amount(replace(RUNNER, **distances(42.195, 20))), amount(woman)) == (Amount.SOME, Amount.MUCH)


def test_more_illnesses_weigh_more():
    two = replace(RUNNER, **ill(Condition.DIABETES, Condition.THYROID))
    many = replace(RUNNER, **ill(*(set(Condition) - {Condition.HEART_SYMPTOMS})))
    assert (amount(two), amount(many)) == (Amount.SOME, Amount.MUCH)


ORDER = [Amount.LITTLE, Amount.SOME, Amount.MUCH]


def some(words):
    return st.frozensets(st.sampled_from(words))


ALL_ANSWERS = st.builds(
    Answers,
    answered_on=st.just(date(2027, 3, 1)),
    sport=st.sampled_from(Sport),
    cramp=st.builds(CrampReport, timings=some(list(Timing))),
    health=st.builds(
        Health,
        conditions=some(list(Condition)),
        medicines=some(list(Medicine)),
        collapsed_in_race=st.none() | st.booleans(),
    ),
    training=st.builds(
        Training,
        sessions_per_week=st.none() | st.integers(0, 14),
        longest_km=st.none() | st.floats(0, 100),
        years=st.none() | st.floats(0, 70),
    ),
    goal=st.builds(Goal, distance_km=st.none() | st.floats(1, 161)),
    person=st.builds(
        Person,
        age=st.none() | st.sampled_from(AgeBand),
        sex=st.none() | st.sampled_from(Sex),
        height_cm=st.none() | st.floats(100, 250),
        weight_kg=st.none() | st.floats(30, 250),
    ),
    history=st.builds(
        History,
        cramped_in_races=st.none() | st.booleans(),
        in_family=st.none() | st.booleans(),
        circumstances=some(list(Circumstance)),
        injuries=some(list(Injury)),
    ),
)


def with_one_more(answers, more):
    """The answers with one condition, medicine, circumstance or injury added."""
    health, history = answers.health, answers.history
    if isinstance(more, Condition):
        return replace(answers, health=replace(health, conditions=health.conditions | {more}))
    if isinstance(more, Medicine):
        return replace(answers, health=replace(health, medicines=health.medicines | {more}))
    if isinstance(more, Circumstance):
        return replace(answers, history=replace(history, circumstances=history.circumstances | {more}))
    return replace(answers, history=replace(history, injuries=history.injuries | {more}))


@given(ALL_ANSWERS, st.sampled_from([*Condition, *Medicine, *Circumstance, *Injury]))
def test_one_more_never_makes_the_amount_less(answers, more):
    after = with_one_more(answers, more)
    assert ORDER.index(amount(after)) >= ORDER.index(amount(answers))
    assert set(found(answers)) <= set(found(after))


@given(ALL_ANSWERS)
def test_findings_are_of_the_sport_and_never_twice(answers):
    names = found(answers)
    assert len(names) == len(set(names))
    assert [name for name in names if BY_ID[name].only not in (None, answers.sport)] == []


# --- what is not counted ----------------------------------------------------------------------------------------------


def answer_of(name, answers):
    return {each.id: each.answer for each in uncounted(answers)}[name]


def test_what_is_asked_and_not_counted():
    expected = ["stretching", "drinks", "salt", "heat", "weekly_load", "speed", "strength"]
    assert [each.id for each in uncounted(RUNNER)] == expected


def test_what_was_not_answered_is_said_so():
    assert [each.id for each in uncounted(RUNNER) if not each.answer.startswith("You did not say")] == []


@pytest.mark.parametrize(
    ("name", "answers", "expected"),
    [
        ("stretching", {"habits": Habits(stretching=Habit.NEVER)}, "You said that you never stretch."),
        (
            "drinks",
            {"habits": Habits(drinks=Habit.OFTEN)},
            "You said that you often drink by a plan rather than to thirst.",
        ),
        (
            "salt",
            {"habits": Habits(salt=Habit.SOMETIMES)},
            "You said that you sometimes take salt, electrolytes or magnesium.",
        ),
        ("strength", {"habits": Habits(strength=Habit.OFTEN)}, "You said that you often train your legs for strength."),
        ("heat", it_was(Circumstance.HEAT), "You said that it was hot when it cramped."),
        ("weekly_load", {"training": Training(weekly_km=40)}, "You said 40 km a week."),
        ("weekly_load", {"training": Training(weekly_minutes=300)}, "You did not say how much you train in a week."),
        ("speed", {"training": Training(pace_s_per_km=341)}, "You said 5:41 per km."),
        ("speed", {"training": Training(pace_s_per_km=341), "units": Units.IMPERIAL}, "You said 9:09 per mile."),
    ],
)
def test_what_was_answered_is_said_back(name, answers, expected):
    assert answer_of(name, replace(RUNNER, **answers)) == expected


def test_a_cyclists_week_is_in_hours():
    assert answer_of("weekly_load", replace(CYCLIST, training=Training(weekly_minutes=300))) == "You said 5 h a week."


@given(ALL_ANSWERS, st.sampled_from(Habit), st.floats(1, 300))
def test_what_is_not_counted_changes_nothing(answers, habit, km):
    more = replace(
        answers,
        habits=Habits(stretching=habit, strength=habit, drinks=habit, salt=habit, massage=habit),
        training=replace(answers.training, weekly_km=km, pace_s_per_km=km + 200),
        history=replace(answers.history, circumstances=answers.history.circumstances | {Circumstance.HEAT}),
    )
    assert (factors(more), amount(more)) == (factors(answers), amount(answers))


def test_the_counter_evidence_is_named():
    sources = {each.id: set(each.sources) for each in uncounted(RUNNER)}
    assert sources["drinks"] >= {"KONA", "JUNG2004ABS"}
    assert sources["salt"] >= {"LAU2019", "LAU2021", "BERGERON2003"}


# --- the words --------------------------------------------------------------------------------------------------------


def sentences():
    for factor in FACTORS:
        yield from (factor.text, factor.effect, factor.size(Sport.CYCLING).effect, factor.todo)
    yield from (question.why for question in QUESTIONS)


@pytest.mark.parametrize("text", sorted(set(sentences()) - {""}))
def test_no_sentence_tells_a_personal_risk(text):
    assert re.findall(r"your risk is|%.{0,20}risk|risk.{0,20}%|probab|likel|chance of|myth", text, re.IGNORECASE) == []
