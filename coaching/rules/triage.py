"""A cramp report -> how soon somebody should be seen, and which pattern it fits (evidence section 5).

The table is evaluated from top to bottom and the first matching row of a step decides. Steps 0 (emergency), 1 (same
day) and 2 (doctor) run before any label. A row of step 0 or 1 leaves no label: the pattern is UNCERTAIN and `label_row`
is the row itself. A row of step 2 makes the pattern SYMPTOMATIC. Only without any of them a row of step 3 gives the
label, and the rows of step 2b add "see a doctor" to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from .terms import (
    Care,
    Condition,
    Confidence,
    CrampReport,
    Frequency,
    Grade,
    Health,
    Medicine,
    Muscle,
    Pattern,
    Severity,
    Sign,
    Timing,
    Triage,
)
from .wording.reasons import PREGNANT, reasons

WITHIN_MIN = 360  # SCHWELLNUS2011B: during or within 6 h after exercise; 6 h 00 counts
LASTING_S = 600  # NHS-CRAMP: longer than 10 min is urgent; exactly 10 min is not

Step = Literal[0, 1, 2, "2b", 3]
Predicate = Callable[[CrampReport, Health], bool]


def within_six_hours(report: CrampReport) -> bool:
    """At most 360 min from the end of exercise to the cramp (SCHWELLNUS2011B)."""
    return report.minutes_after_exercise is not None and report.minutes_after_exercise <= WITHIN_MIN


def timing_missing(report: CrampReport) -> bool:
    """L5: no timing, or "after exercise" without how long after and without anything more telling."""
    known = set(report.timings)
    if report.minutes_after_exercise is None:
        known.discard(Timing.AFTER)
        if Timing.AFTER in report.timings:
            known.discard(Timing.AT_REST)  # at rest after exercise: how long after still decides
    return not known


def _on_exercise(report: CrampReport) -> bool:
    awake = report.timings & {Timing.AFTER, Timing.AT_REST}
    return Timing.DURING in report.timings or (bool(awake) and within_six_hours(report))


def _in_bed(report: CrampReport) -> bool:
    return Timing.IN_BED in report.timings


def _mixed(report: CrampReport, _health: Health) -> bool:
    return _in_bed(report) and (within_six_hours(report) or _on_exercise(report))


def _nocturnal(report: CrampReport, health: Health) -> bool:
    muscle = not report.muscles or bool(report.muscles & {Muscle.CALF, Muscle.FOOT})
    short = report.duration_s is None or report.duration_s <= LASTING_S
    return _in_bed(report) and muscle and short and not _mixed(report, health)


def _fatigue(report: CrampReport, _health: Health) -> bool:
    return _on_exercise(report) and not _in_bed(report)


def _other_timing(report: CrampReport, health: Health) -> bool:
    labelled = _nocturnal(report, health) or _fatigue(report, health) or _mixed(report, health)
    return not labelled and not timing_missing(report)


def _timing_missing(report: CrampReport, _health: Health) -> bool:
    return timing_missing(report)


def _dark_and_muscle(report: CrampReport, _health: Health) -> bool:
    return {Sign.DARK_URINE, Sign.MUSCLE_SYMPTOMS} <= report.signs


def _dark_or_statin(report: CrampReport, health: Health) -> bool:
    on_statin = Medicine.STATIN in health.medicines and Sign.MUSCLE_SYMPTOMS in report.signs
    return Sign.DARK_URINE in report.signs or on_statin


def _too_long(report: CrampReport, _health: Health) -> bool:
    return report.duration_s is not None and report.duration_s > LASTING_S


def _bad_nights(report: CrampReport, _health: Health) -> bool:
    weekly = report.frequency in {Frequency.WEEKLY, Frequency.OFTEN}
    return _in_bed(report) and (report.disturbs_sleep is True or (weekly and report.tried_evening_routine is True))


def _unexplained(report: CrampReport, health: Health) -> bool:
    said = report.out_of_the_blue is True or report.self_care_failed is True
    return said or _other_timing(report, health) or timing_missing(report)


def _given(report: CrampReport, health: Health) -> frozenset[str]:
    """Signs, conditions, medicines and pregnancy in one set: their words do not overlap."""
    pregnant = {PREGNANT} if health.pregnant is True else set()
    return frozenset({*report.signs, *health.conditions, *health.medicines, *pregnant})


@dataclass(frozen=True, slots=True)
class Row:
    """One row: it matches when `when` says so or, without it, when one of the answers `about` was given.

    `wording` is the key of what the reader sees: of `CARE` and `NOTES`, or of `PATTERNS`. `threshold` is "T" where the
    border comes from the sources, "D" where it is our own.
    """

    id: str
    step: Step
    outcome: Care | Pattern
    sources: tuple[str, ...]
    threshold: Literal["T", "D", "T/D"]
    grade: Grade
    about: frozenset[str] = frozenset()
    when: Predicate | None = None

    @property
    def wording(self) -> str:
        return self.outcome.value if isinstance(self.outcome, Pattern) else self.id

    def matches(self, report: CrampReport, health: Health) -> bool:
        if self.when is not None:
            return self.when(report, health)
        return bool(self.about & _given(report, health))


def _about(*answers: Sign | Condition | Medicine | str) -> frozenset[str]:
    return frozenset(answers)


# E2: asked as "together with pain or swelling in the calf", so each of its signs decides alone.
# E3: each sign is worded so that an ordinary cramp does not match, so each suffices.
# S2: widespread twitching counts only together with weakness, which decides anyway; severe muscle symptoms without
#     dark urine or a statin are seen by a doctor, to be on the safe side.
# S7: walking pain suffices; age, smoking and vessels only sharpen the wording, to be on the safe side.
# S10: also where the timing tells nothing (L4) or is missing (L5).
# L1: a night cramp in other muscles than calf and foot is no L1 but L4.
# L2: at rest by day within 6 h of exercise counts as after it.
# L3: also when somebody has both kinds, in bed and during exercise.
ROWS: tuple[Row, ...] = (
    Row("E1", 0, Care.EMERGENCY, ("MILLER2022", "EAH2015"), "T", Grade.HIGH, _about(Sign.CONFUSION, Sign.VOMITING)),
    Row(
        "E2",
        0,
        Care.EMERGENCY,
        ("NHS-DVT",),
        "T",
        Grade.HIGH,
        _about(Sign.BREATHLESS, Sign.CHEST_PAIN, Sign.COUGHING_BLOOD),
    ),
    Row(
        "E3",
        0,
        Care.EMERGENCY,
        ("NHS-COMPARTMENT",),
        "T",
        Grade.HIGH,
        _about(Sign.SEVERE_PAIN, Sign.TIGHT_BULGING, Sign.SUDDEN_NUMB_FOOT),
    ),
    Row(
        "E4",
        0,
        Care.EMERGENCY,
        ("NIOSH-RHABDO", "MILLER2022", "MAYO-STATIN"),
        "T",
        Grade.HIGH,
        _about(Sign.DARK_URINE, Sign.MUSCLE_SYMPTOMS),
        _dark_and_muscle,
    ),
    Row("E5", 0, Care.EMERGENCY, ("NG127",), "T", Grade.HIGH, _about(Sign.SADDLE_NUMB_OR_BLADDER)),
    Row("E6", 0, Care.EMERGENCY, ("NG127",), "T", Grade.HIGH, _about(Sign.WEAKNESS_FAST)),
    Row("U1", 1, Care.SAME_DAY, ("NHS-DVT",), "T", Grade.HIGH, _about(Sign.ONE_CALF_SWOLLEN)),
    Row("U2", 1, Care.SAME_DAY, ("NHS-CRAMP",), "T", Grade.MODERATE, when=_too_long),
    Row("U3", 1, Care.SAME_DAY, ("NHS-CRAMP",), "T", Grade.MODERATE, _about(Sign.INFECTED_WOUND, Sign.TOXIN)),
    Row(
        "U4",
        1,
        Care.SAME_DAY,
        ("MAYO-STATIN", "NIOSH-RHABDO"),
        "T",
        Grade.HIGH,
        _about(Sign.DARK_URINE, Sign.MUSCLE_SYMPTOMS, Medicine.STATIN),
        _dark_or_statin,
    ),
    Row("U5", 1, Care.SAME_DAY, (), "D", Grade.OWN, _about(Sign.POP)),
    Row(
        "S1",
        2,
        Care.DOCTOR,
        ("NHS-CRAMP", "MAYO-CRAMP"),
        "T",
        Grade.MODERATE,
        _about(Sign.NUMBNESS, Sign.LASTING_SWELLING, Sign.SKIN_CHANGE),
    ),
    Row(
        "S2",
        2,
        Care.DOCTOR,
        ("NHS-CRAMP", "NG127"),
        "T",
        Grade.MODERATE,
        _about(Sign.WEAKER_MUSCLE, Sign.THINNER_MUSCLE, Sign.MUSCLE_SYMPTOMS),
    ),
    Row("S3", 2, Care.DOCTOR, ("NHS-CRAMP",), "T", Grade.MODERATE, _about(PREGNANT)),
    Row(
        "S4",
        2,
        Care.DOCTOR,
        ("MAYO-CRAMP", "BNSSG", "NHS-CRAMP"),
        "T",
        Grade.MODERATE,
        _about(
            Condition.DIABETES,
            Condition.THYROID,
            Condition.KIDNEY,
            Condition.LIVER,
            Condition.NERVE,
            Condition.VASCULAR,
            Condition.ALCOHOL,
        ),
    ),
    Row(
        "S5",
        2,
        Care.DOCTOR,
        ("GARRISON2012", "NHS-CRAMP", "BNSSG"),
        "T",
        Grade.MODERATE,
        _about(Medicine.STATIN, Medicine.DIURETIC, Medicine.LABA, Medicine.RALOXIFENE, Medicine.NEW_OR_CHANGED),
    ),
    Row("S6", 2, Care.DOCTOR, ("MAYO-CECS",), "T", Grade.MODERATE, _about(Sign.SAME_POINT_NUMB_FOOT)),
    Row("S7", 2, Care.DOCTOR, ("NG127", "BNSSG"), "T/D", Grade.LOW, _about(Sign.WALKING_PAIN)),
    Row("S8", 2, Care.DOCTOR, ("DIJKSTRA2023",), "D", Grade.LOW, _about(Sign.ELSEWHERE_AT_REST)),
    Row(
        "S9",
        "2b",
        Care.DOCTOR,
        ("NHS-CRAMP", "MAYO-CRAMP", "HALLEGRAEFF2012"),
        "T/D",
        Grade.MODERATE,
        when=_bad_nights,
    ),
    Row("S10", "2b", Care.DOCTOR, ("MAYO-CRAMP",), "T", Grade.MODERATE, when=_unexplained),
    Row("L1", 3, Pattern.NOCTURNAL, ("HALLEGRAEFF2017", "NHS-CRAMP"), "T", Grade.LOW, when=_nocturnal),
    Row(
        "L2",
        3,
        Pattern.FATIGUE,
        ("SCHWELLNUS2011B", "SCHWELLNUS1997", "MILLER2022"),
        "T",
        Grade.LOW,
        when=_fatigue,
    ),
    Row("L3", 3, Pattern.MIXED, (), "D", Grade.OWN, when=_mixed),
    Row("L4", 3, Pattern.UNCERTAIN, (), "D", Grade.OWN, when=_other_timing),
    Row("L5", 3, Pattern.UNCERTAIN, (), "D", Grade.OWN, when=_timing_missing),
)


def row(row_id: str) -> Row:
    """The row with this id; KeyError when there is none."""
    return _BY_ID[row_id]


_BY_ID = {each.id: each for each in ROWS}


def _matching(step: Step, report: CrampReport, health: Health) -> list[Row]:
    return [each for each in ROWS if each.step == step and each.matches(report, health)]


def _confidence(label: Row, report: CrampReport) -> Confidence:
    """How sure the label is (our own): only L1 and L2 can be sure; each of muscle and duration missing is a step."""
    if label.step in (0, 1) or label.id in ("L3", "L4", "L5"):
        return Confidence.LOW
    after_training = label.id == "L1" and report.minutes_after_exercise is None  # MIXED is not ruled out
    several = len(report.timings) > 1  # the answers fit more than one label
    missing = (after_training or several) + (not report.muscles) + (report.duration_s is None)
    if missing > 1:
        return Confidence.LOW
    return Confidence.HIGH if label.step == 3 and not missing else Confidence.MEDIUM


def _severity(label: Row, report: CrampReport) -> Severity:
    """MILLER2022 table 1; its systemic signs are all rows of step 0 or 1."""
    if label.step in (0, 1):
        return Severity.SEVERE
    return Severity.PRE_CRAMP if report.twitching_only else Severity.MILD_MODERATE


def _pattern(label: Row) -> Pattern:
    if isinstance(label.outcome, Pattern):
        return label.outcome
    return Pattern.SYMPTOMATIC if label.step == 2 else Pattern.UNCERTAIN


def triage(report: CrampReport, health: Health) -> Triage:
    """What the table says about a report: who should see it, and the pattern. Total: there is no report without a row.

    A care row leaves no notes: its card already sends the reader to somebody.
    """
    care = next((each for step in (0, 1, 2) for each in _matching(step, report, health)), None)
    label = care or _matching(3, report, health)[0]
    notes = () if care else tuple(each.id for each in _matching("2b", report, health))
    return Triage(
        pattern=_pattern(label),
        care=care.outcome if care and isinstance(care.outcome, Care) else Care.NONE,
        care_row=care.id if care else None,
        label_row=label.id,
        notes=notes,
        confidence=_confidence(label, report),
        severity=_severity(label, report),
        reasons=reasons(report, label.about & _given(report, health), ask_timing=label.id == "L5"),
    )
