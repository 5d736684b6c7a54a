"""The triage table: the sixteen vectors, the borders around them, and what holds for every report."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coaching.rules.terms import (
    Care,
    Condition,
    Confidence,
    CrampReport,
    Frequency,
    Health,
    Medicine,
    Muscle,
    Pattern,
    Severity,
    Sign,
    Timing,
    Triage,
)
from coaching.rules.triage import ROWS, row, triage
from coaching.rules.wording import CARE, NOTES, PATTERNS

CALF = frozenset({Muscle.CALF})
FOOT = frozenset({Muscle.FOOT})
DURING = frozenset({Timing.DURING})
AFTER = frozenset({Timing.AFTER})
IN_BED = frozenset({Timing.IN_BED})
AT_REST = frozenset({Timing.AT_REST})
HEALTHY = Health()


def make_report(*signs, timings=DURING, **answers):
    return CrampReport(signs=frozenset(signs), timings=frozenset(timings), **answers)


def make_health(*given_answers, **answers):
    return Health(
        conditions=frozenset(a for a in given_answers if isinstance(a, Condition)),
        medicines=frozenset(a for a in given_answers if isinstance(a, Medicine)),
        **answers,
    )


RACE = make_report(muscles=CALF, duration_s=120)
NIGHT = make_report(timings=IN_BED, muscles=CALF, duration_s=120)
ON_NEW_STATIN = make_health(Medicine.STATIN, Medicine.NEW_OR_CHANGED)

# number, report, health, pattern, deciding row, notes
VECTORS = [
    (1, make_report(muscles=CALF, duration_s=120, onset_km=35), HEALTHY, Pattern.FATIGUE, "L2", ()),
    (2, make_report(timings=IN_BED, muscles=FOOT, duration_s=180), HEALTHY, Pattern.NOCTURNAL, "L1", ()),
    (3, make_report(timings=IN_BED, minutes_after_exercise=240), HEALTHY, Pattern.MIXED, "L3", ()),
    ("4a", make_report(timings=AFTER, minutes_after_exercise=360), HEALTHY, Pattern.FATIGUE, "L2", ()),
    ("4b", make_report(timings=AFTER, minutes_after_exercise=361), HEALTHY, Pattern.UNCERTAIN, "L4", ("S10",)),
    ("5a", make_report(timings=IN_BED, duration_s=720), HEALTHY, Pattern.UNCERTAIN, "U2", ()),
    ("5b", make_report(timings=IN_BED, duration_s=600), HEALTHY, Pattern.NOCTURNAL, "L1", ()),
    (6, NIGHT, make_health(Medicine.DIURETIC, Medicine.NEW_OR_CHANGED), Pattern.SYMPTOMATIC, "S5", ()),
    (7, make_report(Sign.CONFUSION), HEALTHY, Pattern.UNCERTAIN, "E1", ()),
    ("8a", make_report(Sign.ONE_CALF_SWOLLEN), HEALTHY, Pattern.UNCERTAIN, "U1", ()),
    ("8b", make_report(Sign.ONE_CALF_SWOLLEN, Sign.BREATHLESS), HEALTHY, Pattern.UNCERTAIN, "E2", ()),
    (
        9,
        make_report(Sign.DARK_URINE, Sign.MUSCLE_SYMPTOMS, timings=AT_REST, minutes_after_exercise=1440),
        HEALTHY,
        Pattern.UNCERTAIN,
        "E4",
        (),
    ),
    (10, make_report(Sign.SAME_POINT_NUMB_FOOT, onset_minutes=15), HEALTHY, Pattern.SYMPTOMATIC, "S6", ()),
    (11, RACE, make_health(pregnant=True), Pattern.SYMPTOMATIC, "S3", ()),
    (12, replace(NIGHT, frequency=Frequency.OFTEN, disturbs_sleep=True), HEALTHY, Pattern.NOCTURNAL, "L1", ("S9",)),
    (
        13,
        make_report(timings=AFTER, minutes_after_exercise=10, twitching_only=True),
        HEALTHY,
        Pattern.FATIGUE,
        "L2",
        (),
    ),
    (14, make_report(Sign.WIDESPREAD_TWITCHING, Sign.THINNER_MUSCLE), HEALTHY, Pattern.SYMPTOMATIC, "S2", ()),
    ("15a", make_report(Sign.DARK_URINE), ON_NEW_STATIN, Pattern.UNCERTAIN, "U4", ()),
    (
        "15b",
        make_report(Sign.DARK_URINE, Sign.MUSCLE_SYMPTOMS),
        ON_NEW_STATIN,
        Pattern.UNCERTAIN,
        "E4",
        (),
    ),
    (16, CrampReport(), HEALTHY, Pattern.UNCERTAIN, "L5", ("S10",)),
]


@pytest.mark.parametrize(
    ("report", "health", "pattern", "label_row", "notes"),
    [vector[1:] for vector in VECTORS],
    ids=[f"vector {vector[0]}" for vector in VECTORS],
)
def test_the_vectors_of_the_evidence_base(report, health, pattern, label_row, notes):
    found = triage(report, health)
    assert (found.pattern, found.label_row, found.notes) == (pattern, label_row, notes)


def test_vector_13_is_a_step_before_a_cramp():
    found = triage(make_report(timings=AFTER, minutes_after_exercise=10, twitching_only=True), HEALTHY)
    assert found.severity == Severity.PRE_CRAMP


# --- the table --------------------------------------------------------------------------------------------------------

EXPECTED_ROWS = [
    *(f"E{n}" for n in range(1, 7)),
    *(f"U{n}" for n in range(1, 6)),
    *(f"S{n}" for n in range(1, 11)),
    *(f"L{n}" for n in range(1, 6)),
]

# Every answer that decides a care row alone, with its row.
SINGLE = {
    Sign.CONFUSION: "E1",
    Sign.VOMITING: "E1",
    Sign.BREATHLESS: "E2",
    Sign.CHEST_PAIN: "E2",
    Sign.COUGHING_BLOOD: "E2",
    Sign.SEVERE_PAIN: "E3",
    Sign.TIGHT_BULGING: "E3",
    Sign.SUDDEN_NUMB_FOOT: "E3",
    Sign.SADDLE_NUMB_OR_BLADDER: "E5",
    Sign.WEAKNESS_FAST: "E6",
    Sign.ONE_CALF_SWOLLEN: "U1",
    Sign.INFECTED_WOUND: "U3",
    Sign.TOXIN: "U3",
    Sign.DARK_URINE: "U4",
    Sign.POP: "U5",
    Sign.NUMBNESS: "S1",
    Sign.LASTING_SWELLING: "S1",
    Sign.SKIN_CHANGE: "S1",
    Sign.WEAKER_MUSCLE: "S2",
    Sign.THINNER_MUSCLE: "S2",
    Sign.MUSCLE_SYMPTOMS: "S2",
    Sign.SAME_POINT_NUMB_FOOT: "S6",
    Sign.WALKING_PAIN: "S7",
    Sign.ELSEWHERE_AT_REST: "S8",
    Condition.DIABETES: "S4",
    Condition.THYROID: "S4",
    Condition.KIDNEY: "S4",
    Condition.LIVER: "S4",
    Condition.NERVE: "S4",
    Condition.VASCULAR: "S4",
    Condition.ALCOHOL: "S4",
    Medicine.STATIN: "S5",
    Medicine.DIURETIC: "S5",
    Medicine.LABA: "S5",
    Medicine.RALOXIFENE: "S5",
    Medicine.NEW_OR_CHANGED: "S5",
}
EMERGENCY_SIGNS = [sign for sign, deciding in SINGLE.items() if deciding.startswith("E")]


def with_answer(answer, report=RACE):
    """A report and health with one answer more."""
    if isinstance(answer, Sign):
        return replace(report, signs=report.signs | {answer}), HEALTHY
    return report, make_health(answer)


def test_the_table_has_every_row_in_the_order_of_the_evidence_base():
    assert [each.id for each in ROWS] == EXPECTED_ROWS


def test_the_steps_of_the_rows():
    steps = {"E": 0, "U": 1, "S": 2, "L": 3}
    expected = [(name, "2b" if name in ("S9", "S10") else steps[name[0]]) for name in EXPECTED_ROWS]
    assert [(each.id, each.step) for each in ROWS] == expected


def test_a_row_stands_on_a_source_or_is_marked_as_our_own():
    assert [each.id for each in ROWS if not each.sources] == ["U5", "L3", "L4", "L5"]
    assert [each.id for each in ROWS if not each.sources and "D" not in each.threshold] == []
    assert [each.id for each in ROWS if (each.grade == "own") != (not each.sources)] == []


def test_every_row_has_its_words():
    assert [each.id for each in ROWS if each.wording not in {**CARE, **NOTES, **PATTERNS}] == []


@pytest.mark.parametrize(("answer", "expected"), SINGLE.items(), ids=str)
def test_an_answer_that_decides_alone(answer, expected):
    assert triage(*with_answer(answer)).care_row == expected


@pytest.mark.parametrize("answer", [*Sign, *Condition, *Medicine], ids=str)
def test_no_other_answer_decides_alone(answer):
    assert triage(*with_answer(answer)).care_row == SINGLE.get(answer)


def test_pregnancy_and_a_long_cramp_decide_alone_too():
    assert triage(RACE, make_health(pregnant=True)).care_row == "S3"
    assert triage(RACE, make_health(pregnant=False)).care_row is None
    assert triage(replace(RACE, duration_s=601), HEALTHY).care_row == "U2"


def test_every_row_decides_some_report():
    noted = {note for vector in VECTORS for note in vector[5]}
    assert {vector[4] for vector in VECTORS} | set(SINGLE.values()) | noted == set(EXPECTED_ROWS)


@pytest.mark.parametrize(
    ("letter", "care", "pattern", "severity"),
    [
        ("E", Care.EMERGENCY, Pattern.UNCERTAIN, Severity.SEVERE),
        ("U", Care.SAME_DAY, Pattern.UNCERTAIN, Severity.SEVERE),
        ("S", Care.DOCTOR, Pattern.SYMPTOMATIC, Severity.MILD_MODERATE),
    ],
)
def test_what_follows_from_a_care_row(letter, care, pattern, severity):
    for answer in (answer for answer, deciding in SINGLE.items() if deciding.startswith(letter)):
        found = triage(*with_answer(answer))
        assert (found.care, found.pattern, found.severity) == (care, pattern, severity)
        assert found.label_row == found.care_row


def test_the_whole_of_a_plain_report():
    assert triage(RACE, HEALTHY) == Triage(
        pattern=Pattern.FATIGUE,
        care=Care.NONE,
        care_row=None,
        label_row="L2",
        notes=(),
        confidence=Confidence.HIGH,
        severity=Severity.MILD_MODERATE,
        reasons=("It comes during exercise.", "It is in the calf.", "It lasts about 2 minutes."),
    )


# --- borders and precedence -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("seconds", "expected"), [(599, "L1"), (600, "L1"), (601, "U2")])
def test_ten_minutes_is_not_yet_too_long(seconds, expected):
    assert triage(replace(NIGHT, duration_s=seconds), HEALTHY).label_row == expected


@pytest.mark.parametrize(
    ("timings", "minutes", "expected"),
    [
        (AFTER, 0, "L2"),
        (AFTER, 360, "L2"),
        (AFTER, 361, "L4"),
        (AFTER, None, "L5"),
        (IN_BED, 360, "L3"),
        (IN_BED, 361, "L1"),
        (IN_BED, None, "L1"),
        (AT_REST, 360, "L2"),
        (AT_REST, 361, "L4"),
        (AT_REST, None, "L4"),
        (DURING, None, "L2"),
        (DURING | AFTER, None, "L2"),
        (DURING | AFTER, 361, "L2"),
        (IN_BED | DURING, None, "L3"),
        (IN_BED | DURING, 361, "L3"),
        (IN_BED | AFTER, 360, "L3"),
        (IN_BED | AFTER, 361, "L1"),
        (IN_BED | AFTER, None, "L1"),
        (AT_REST | AFTER, None, "L5"),
        (AT_REST | AFTER, 361, "L4"),
        (frozenset(), None, "L5"),
        (frozenset(), 30, "L5"),
    ],
)
def test_the_label_by_timing(timings, minutes, expected):
    report = make_report(timings=timings, muscles=CALF, minutes_after_exercise=minutes)
    assert triage(report, HEALTHY).label_row == expected


@pytest.mark.parametrize(
    ("muscles", "expected"),
    [
        (frozenset(), "L1"),
        (CALF, "L1"),
        (FOOT, "L1"),
        (CALF | {Muscle.QUADRICEPS}, "L1"),
        (frozenset({Muscle.HAMSTRING}), "L4"),
        (frozenset({Muscle.OTHER}), "L4"),
    ],
)
def test_a_night_cramp_is_one_of_calf_or_foot(muscles, expected):
    assert triage(make_report(timings=IN_BED, muscles=muscles), HEALTHY).label_row == expected


@pytest.mark.parametrize(
    ("signs", "health", "expected"),
    [
        ({Sign.NUMBNESS, Sign.POP, Sign.CONFUSION}, HEALTHY, "E1"),
        ({Sign.WEAKNESS_FAST, Sign.CONFUSION}, HEALTHY, "E1"),
        ({Sign.ONE_CALF_SWOLLEN, Sign.WEAKNESS_FAST}, HEALTHY, "E6"),
        ({Sign.POP, Sign.ONE_CALF_SWOLLEN}, HEALTHY, "U1"),
        ({Sign.DARK_URINE, Sign.TOXIN}, HEALTHY, "U3"),
        ({Sign.POP, Sign.NUMBNESS}, HEALTHY, "U5"),
        ({Sign.WALKING_PAIN, Sign.NUMBNESS}, HEALTHY, "S1"),
        ({Sign.WALKING_PAIN}, make_health(Condition.VASCULAR), "S4"),
        ({Sign.MUSCLE_SYMPTOMS}, make_health(Medicine.STATIN), "U4"),
        (set(), make_health(Condition.DIABETES, Medicine.STATIN), "S4"),
        (set(), make_health(Condition.DIABETES, Medicine.STATIN, pregnant=True), "S3"),
    ],
)
def test_the_first_matching_row_decides(signs, health, expected):
    assert triage(make_report(*signs), health).care_row == expected


def test_a_long_night_cramp_goes_before_a_medicine():
    assert triage(replace(NIGHT, duration_s=700), make_health(Medicine.DIURETIC)).care_row == "U2"


def test_widespread_twitching_alone_is_no_reason_to_see_a_doctor():
    assert triage(make_report(Sign.WIDESPREAD_TWITCHING), HEALTHY).care == Care.NONE


# --- notes, confidence, reasons ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("report", "expected"),
    [
        (replace(NIGHT, disturbs_sleep=True), ("S9",)),
        (replace(NIGHT, frequency=Frequency.WEEKLY, tried_evening_routine=True), ("S9",)),
        (replace(NIGHT, frequency=Frequency.OFTEN, tried_evening_routine=True), ("S9",)),
        (replace(NIGHT, frequency=Frequency.MONTHLY, tried_evening_routine=True), ()),
        (replace(NIGHT, frequency=Frequency.OFTEN), ()),
        (replace(NIGHT, frequency=Frequency.OFTEN, disturbs_sleep=False, tried_evening_routine=False), ()),
        (replace(RACE, disturbs_sleep=True), ()),
        (replace(RACE, out_of_the_blue=True), ("S10",)),
        (replace(RACE, self_care_failed=True), ("S10",)),
        (replace(NIGHT, disturbs_sleep=True, self_care_failed=True), ("S9", "S10")),
        (make_report(Sign.NUMBNESS, out_of_the_blue=True), ()),
    ],
)
def test_the_notes_that_keep_a_label(report, expected):
    assert triage(report, HEALTHY).notes == expected


def test_a_note_keeps_label_and_plan():
    found = triage(replace(NIGHT, disturbs_sleep=True), HEALTHY)
    assert (found.pattern, found.care, found.care_row) == (Pattern.NOCTURNAL, Care.NONE, None)


@pytest.mark.parametrize(
    ("report", "health", "expected"),
    [
        (RACE, HEALTHY, Confidence.HIGH),
        (replace(NIGHT, minutes_after_exercise=1000), HEALTHY, Confidence.HIGH),
        (NIGHT, HEALTHY, Confidence.MEDIUM),
        (replace(RACE, timings=frozenset({Timing.DURING, Timing.AT_REST})), HEALTHY, Confidence.MEDIUM),
        (replace(RACE, duration_s=None), HEALTHY, Confidence.MEDIUM),
        (replace(RACE, muscles=frozenset()), HEALTHY, Confidence.MEDIUM),
        (make_report(), HEALTHY, Confidence.LOW),
        (replace(NIGHT, minutes_after_exercise=60), HEALTHY, Confidence.LOW),
        (replace(RACE, timings=AT_REST), HEALTHY, Confidence.LOW),
        (replace(RACE, timings=frozenset()), HEALTHY, Confidence.LOW),
        (RACE, make_health(Condition.DIABETES), Confidence.MEDIUM),
        (make_report(), make_health(Condition.DIABETES), Confidence.LOW),
        (replace(RACE, duration_s=601), HEALTHY, Confidence.LOW),
    ],
)
def test_how_sure_the_label_is(report, health, expected):
    assert triage(report, health).confidence == expected


@pytest.mark.parametrize(
    ("report", "health", "expected"),
    [
        (CrampReport(), HEALTHY, ("You did not say when it comes.",)),
        (
            make_report(timings=AFTER),
            HEALTHY,
            ("It comes after exercise; you did not say how long after.",),
        ),
        (
            make_report(timings=IN_BED, minutes_after_exercise=250, muscles=CALF | FOOT, duration_s=30),
            HEALTHY,
            (
                "It comes in bed, 4 h 10 min after exercise.",
                "It is in the calf and the foot.",
                "It lasts about 30 seconds.",
            ),
        ),
        (
            make_report(timings=AFTER, minutes_after_exercise=90, duration_s=60, muscles=frozenset(Muscle)),
            HEALTHY,
            (
                "It comes 1 h 30 min after exercise, while you are awake.",
                "It is in the calf, the foot, the back of the thigh, the front of the thigh and another muscle.",
                "It lasts about 1 minute.",
            ),
        ),
        (
            make_report(Sign.DARK_URINE, timings=()),
            make_health(Medicine.STATIN, Condition.GUT),
            ("Your urine is as dark as tea or cola.", "You take a statin."),
        ),
        (
            replace(RACE, timings=frozenset(), muscles=frozenset(), duration_s=900),
            HEALTHY,
            ("It lasts longer than 10 minutes.",),
        ),
        (
            make_report(timings=AT_REST, disturbs_sleep=True, out_of_the_blue=True),
            HEALTHY,
            (
                "It comes at rest during the day.",
                "It disturbs your sleep.",
                "It comes without a reason you could name.",
            ),
        ),
    ],
)
def test_the_reasons_are_the_answers_in_words(report, health, expected):
    assert triage(report, health).reasons == expected


# --- what holds for every report --------------------------------------------------------------------------------------

maybe = st.none() | st.booleans()


def some(words):
    return st.frozensets(st.sampled_from(words), max_size=4)


REPORTS = st.builds(
    CrampReport,
    signs=st.just(frozenset()) | some(list(Sign)),
    timings=some(list(Timing)),
    minutes_after_exercise=st.none() | st.integers(0, 3000) | st.sampled_from([359, 360, 361]),
    muscles=some(list(Muscle)),
    duration_s=st.none() | st.integers(0, 7200) | st.sampled_from([599, 600, 601]),
    twitching_only=st.booleans(),
    frequency=st.none() | st.sampled_from(Frequency),
    disturbs_sleep=maybe,
    tried_evening_routine=maybe,
    out_of_the_blue=maybe,
    self_care_failed=maybe,
)
HEALTHS = st.builds(
    Health,
    conditions=st.just(frozenset()) | some(list(Condition)),
    medicines=st.just(frozenset()) | some(list(Medicine)),
    pregnant=maybe,
)
URGENCY = [Care.NONE, Care.DOCTOR, Care.SAME_DAY, Care.EMERGENCY]


@given(REPORTS, HEALTHS)
def test_every_report_is_decided(report, health):
    found = triage(report, health)
    assert row(found.label_row).matches(report, health)
    assert (found.care_row is None) == (found.care == Care.NONE)
    assert found.reasons
    assert set(found.notes) <= {"S9", "S10"}


@given(REPORTS, HEALTHS)
def test_exactly_one_label_row_matches(report, health):
    assert len([each for each in ROWS if each.step == 3 and each.matches(report, health)]) == 1


@given(REPORTS, HEALTHS)
def test_a_doctors_row_leaves_no_other_label(report, health):
    found = triage(report, health)
    if any(each.matches(report, health) for each in ROWS if each.step == 2):
        assert found.pattern in (Pattern.SYMPTOMATIC, Pattern.UNCERTAIN)
        assert (found.pattern == Pattern.UNCERTAIN) == (found.care in (Care.EMERGENCY, Care.SAME_DAY))
    else:
        assert found.pattern != Pattern.SYMPTOMATIC


@given(REPORTS, HEALTHS, st.sampled_from(EMERGENCY_SIGNS))
def test_an_emergency_sign_always_makes_an_emergency(report, health, sign):
    assert triage(replace(report, signs=report.signs | {sign}), health).care == Care.EMERGENCY


@given(REPORTS, HEALTHS, st.sampled_from(Sign))
def test_one_sign_more_never_makes_it_less_urgent(report, health, sign):
    before = triage(report, health).care
    after = triage(replace(report, signs=report.signs | {sign}), health).care
    assert URGENCY.index(after) >= URGENCY.index(before)


@given(REPORTS, HEALTHS)
def test_the_same_report_is_decided_the_same_way(report, health):
    assert triage(report, health) == triage(report, health)
