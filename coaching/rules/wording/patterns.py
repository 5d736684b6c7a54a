"""The patterns, how sure we are, and how severe it is, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..terms import Confidence, Grade, Pattern, Severity


@dataclass(frozen=True, slots=True)
class PatternText:
    """`what_helps` is for UNCERTAIN what to tell us, so that it can be told apart.

    `grade` and `sources` stand behind the summary, `help_grade` and `help_sources` behind `what_helps`.
    """

    name: str
    summary: str
    what_helps: tuple[str, ...]
    grade: Grade
    sources: tuple[str, ...]
    help_grade: Grade = Grade.OWN
    help_sources: tuple[str, ...] = ()


OF_FATIGUE = ("MILLER2022", "SCHWELLNUS1997", "FRANDSEN2025", "SCHWELLNUS2011B")
OF_NIGHTS = ("HALLEGRAEFF2012", "HAWKE2021", "COPPIN2005", "MILLER2022")

PATTERNS: Mapping[Pattern, PatternText] = {
    Pattern.FATIGUE: PatternText(
        name="Cramps of fatigue",
        summary="Your answers fit the pattern of cramps of fatigue: they come during exercise or within six hours "
        "after it. The best explanation so far is that a tired muscle loses the balance between the nerve signals "
        "that tighten it and those that hold back. That explanation has low certainty, and people differ.",
        what_helps=(
            "When it comes: slow down or stop, and stretch the muscle gently until it lets go.",
            "Train gradually for the distance and the pace that you will ask of the muscle.",
            "Start a race no faster than your preparation allows.",
        ),
        grade=Grade.LOW,
        sources=("SCHWELLNUS1997", "SCHWELLNUS2011B", "MILLER2022"),
        help_grade=Grade.LOW,
        help_sources=OF_FATIGUE,
    ),
    Pattern.NOCTURNAL: PatternText(
        name="Night cramps",
        summary="Your answers fit the pattern of night cramps: they come in bed, in calf or foot, hurt, and let go "
        "within ten minutes. They are common, above all after 50, and mostly harmless. The signs by which they are "
        "told apart were agreed by experts, so their certainty is low.",
        what_helps=(
            "When it comes: stretch the muscle gently until it lets go.",
            "Six weeks of a short evening routine for calf and hamstring are worth a try; one trial found that it "
            "helped people over 55, another with calf stretches alone did not.",
        ),
        grade=Grade.LOW,
        sources=("HALLEGRAEFF2017", "NHS-CRAMP", "HALLEGRAEFF2012", "COPPIN2005"),
        help_grade=Grade.LOW,
        help_sources=OF_NIGHTS,
    ),
    Pattern.SYMPTOMATIC: PatternText(
        name="Cramps that a doctor should look at first",
        summary="Your answers fit the pattern of cramps that may belong to something else: an illness, a medicine or "
        "a pregnancy. That is no diagnosis; often it turns out to be harmless. This grouping is how experienced "
        "doctors sort cramps, with low certainty.",
        what_helps=("See the person named on the card first. When you know more, come back and answer again.",),
        grade=Grade.LOW,
        sources=("DIJKSTRA2023", "SWASH2019"),
    ),
    Pattern.MIXED: PatternText(
        name="Mixed: fatigue and night",
        summary="Your answers fit the pattern of both kinds: they come in bed, and also with exercise or soon after "
        "it. No study describes this mix; putting it so is our own decision, and you get the advice for both.",
        what_helps=(
            "When it comes: stretch the muscle gently until it lets go.",
            "Train gradually for the distance and the pace that you will ask of the muscle.",
            "Try the evening routine for calf and hamstring for six weeks.",
        ),
        grade=Grade.OWN,
        sources=(),
        help_grade=Grade.LOW,
        help_sources=(*OF_FATIGUE, *(key for key in OF_NIGHTS if key not in OF_FATIGUE)),
    ),
    Pattern.UNCERTAIN: PatternText(
        name="Not clear yet",
        summary="Your answers do not fit one pattern yet. Naming it so is our own decision, which is better than "
        "guessing.",
        what_helps=(
            "Tell us when it comes: during exercise, after it, in bed, or at rest during the day.",
            "If it comes after exercise, tell us how long after.",
            "Tell us which muscle cramps, and for how long.",
            "If you do not know, note the next few cramps and answer again.",
        ),
        grade=Grade.OWN,
        sources=(),
    ),
}

CONFIDENCE: Mapping[Confidence, str] = {
    Confidence.HIGH: "Quite clear: you told us when it comes, where and how long, and the answers agree.",
    Confidence.MEDIUM: "Fairly clear: one of the answers that tell the patterns apart is missing or leaves room.",
    Confidence.LOW: "Not clear: too little is known yet, or the answers point in more than one direction.",
}

SEVERITY: Mapping[Severity, str] = {
    Severity.PRE_CRAMP: "Twitching that passes by itself, a step before a cramp.",
    Severity.MILD_MODERATE: "A cramp of the muscle alone, without signs in the rest of the body. Nearly all cramps "
    "of runners are like that.",
    Severity.SEVERE: "A cramp with signs that need medical help first.",
}
