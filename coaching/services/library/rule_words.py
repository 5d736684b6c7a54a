"""The numbers of the rules, and what the rows of the triage table look for, as the rule book says them to a reader."""

from collections.abc import Mapping

from coaching.rules import say
from coaching.rules.book import Rule
from coaching.rules.triage import Row
from coaching.rules.wording.cards import CARE
from coaching.rules.wording.patterns import PATTERNS
from coaching.rules.wording.reasons import SAID

# {0} is the number itself, {1} the same in hundredths, {2} minutes and seconds.
NUMBERS: Mapping[str, Mapping[str, str]] = {
    "R1": {
        "cap": "at most {0:.2f} times the longest run",
        "window_days": "of the last {0:g} days",
        "tier_10_30": "first step up to {0:.2f} times",
        "tier_30_100": "second up to {0:.2f} times",
        "hr_10_30": "hazard ratios {0}",
        "hr_30_100": "{0}",
        "hr_gt100": "and beyond that {0}",
    },
    "R1b": {
        "marathon_km": "{0} km before a marathon",
        "half_km": "{0} km before a half-marathon",
        "ten_km": "{0} km before 10 km",
        "five_km": "{0} km before 5 km",
    },
    "R2": {
        "warn": "marked above {0:.2f} times the week before",
        "refuse": "not planned above {0:.2f} times",
        "tiny_week_km": "left to R1 below {0:g} km a week",
    },
    "R4": {"first_week_km": "{0:g} km in the first week", "bmi": "above a body mass index of {0:g}"},
    "R5": {
        "hard_share": "at most {1:g} % hard",
        "easy_share": "at least {1:g} % easy",
        "few_sessions": "up to {0:g} sessions a week",
        "hard_when_few": "{0:g} hard one",
    },
    "R6": {
        "share": "{1:g} % of the week",
        "minutes": "{0:g} minutes",
        "waived_at_sessions": "waived up to {0:g} runs a week",
    },
    "R7": {
        "days": "{0:g} days",
        "marathon_days": "{0:g} before a marathon",
        "least": "less by {1:g} %",
        "most": "to {1:g} %",
    },
    "R8": {"every": "every {0:g} weeks"},
    "R9": {"marathon_minutes": "{0:g} minutes"},
    "R10": {"red": "{1:g} % faster, as runners who cramped", "warn": "{1:g} % faster, to slow down"},
    "R11": {"static_s": "under {0:g} seconds a muscle"},
    "R13": {
        "weeks": "{0:g} weeks",
        "hold_s": "{0:g} seconds",
        "repeats": "{0:g} times",
        "rest_s": "{0:g} seconds of rest",
    },
    "R15": {
        "least": "from {0:g}",
        "most": "to {0:g} times a week",
        "weeks": "{0:g} weeks",
        "heel_men": "{0:g} heel raises for men",
        "heel_women": "{0:g} for women",
        "noise": "{0:g} more or fewer say nothing",
    },
    "R21": {"hours_least": "{0:g}", "hours_most": "to {0:g} hours"},
    "R25": {"sessions": "{0:g} sessions a week"},
    "R26": {"days": "{0:g} days"},
    "D1": {
        "ambitious_share": "ambitious from {1:g} % of the longest run",
        "open_growth": "without a race up to {0:g} times what you do now",
        "least_weeks": "{0:g}",
        "most_weeks": "to {0:g} weeks",
        "open_weeks": "{0:g} without a race",
    },
    "D2": {"growth": "{0:.2f} times the week before", "beginner_step_km": "{0:g} km for a beginner"},
    "D3": {"share": "{1:g} % of the weeks around it"},
    "D4": {"minutes": "{0:g} minutes at most"},
    "D6": {
        "cap": "{0:.2f} times the longest ride",
        "share": "{1:g} % of the event",
        "most_minutes": "{0:g} minutes at most",
        "kmh": "{0:g} km an hour",
        "fastest_kmh": "never more than {0:g}",
    },
    "D7": {
        "first_km": "{0:g} km",
        "first_minutes": "or {0:g} minutes",
        "pace_s_per_km": "{2} per km",
        "days_ago": "{0:g} days ago",
        "share": "{1:g} % of the longest run",
        "sessions": "{0:g} sessions where nothing is known",
    },
    "D8": {
        "strength_minutes": "{0:g} minutes of strength",
        "strength_least": "{0:g} at least",
        "strength_share": "about {1:g} % of the time",
        "massage_minutes": "{0:g} minutes of massage",
        "growth_room": "room to grow by {0:.2f} times",
    },
    "D9": {"free_days": "{0:g} free days"},
    "D10": {"faster": "{1:g} % faster", "least_km": "from {0:g} km on", "most_hours": "up to {0:g} hours"},
    "D11": {
        "first_week": "from week {0:g}",
        "first_week_new": "week {0:g} for those new to training",
        "new_week_km": "new means below {0:g} km a week",
        "new_week_minutes": "below {0:g} minutes a week",
        "new_years": "or under {0:g} years",
    },
    "D12": {"minutes": "{0:g} minutes of running", "ride_minutes": "{0:g} of riding"},
    "D13": {"days": "{0:g} days"},
    "D14": {
        "share": "{1:g} % of the planned time",
        "minutes": "{0:g} minutes at most",
        "below_par_least_days": "not 100 %: {0:g} days",
        "below_par_most_days": "to {0:g} days",
        "most_days": "the others up to {0:g} days",
    },
}

# Rows that weigh answers against each other; every other row looks for one of its answers.
LOOKS_FOR: Mapping[str, str] = {
    "E4": "Dark urine together with severe pain, swelling or weakness of muscles.",
    "U2": "A cramp that lasts longer than ten minutes.",
    "U4": "Dark urine alone; or severe pain, swelling or weakness of muscles in someone who takes a statin.",
    "S9": "Cramps in bed that disturb sleep; or every week although the evening routine was kept for six weeks.",
    "S10": "Cramps that come out of the blue, do not get better with self-care, or fit neither nights nor exercise.",
    "L1": "In bed, in calf or foot, over within ten minutes, and not within six hours after exercise.",
    "L2": "During exercise or up to six hours after it, and not in bed.",
    "L3": "In bed, and also with exercise or up to six hours after it.",
    "L4": "A time that fits neither nights nor exercise, or a night cramp in another muscle.",
    "L5": "Nothing is known of when it comes.",
}
STEPS: Mapping[int | str, str] = {
    0: "Emergency",
    1: "The same day",
    2: "A doctor before any plan",
    "2b": "Keeps its pattern; a doctor should hear of it",
    3: "The pattern it fits",
}
BORDERS = {
    "T": "Border from the sources.",
    "D": "Border set by us.",
    "T/D": "Border partly from the sources, partly set by us.",
}


def numbers_of(rule: Rule) -> str:
    """The numbers of a rule in one line; empty where it has none. KeyError where one has no words."""
    told = NUMBERS.get(rule.id, {})
    return ", ".join(
        told[name].format(value, round(value * 100, 2), say.clock(value)) for name, value in rule.numbers.items()
    )


def looked_for(row: Row) -> tuple[str, ...]:
    """What makes a row match, in one sentence for each answer that does alone."""
    if row.when is not None:
        return (LOOKS_FOR[row.id],)
    return tuple(sentence for answer, sentence in SAID.items() if answer in row.about)


def outcome_of(row: Row) -> str:
    """What follows from a row: the title of its care card, or the name of the pattern."""
    if row.step == 3:
        return next(text.name for pattern, text in PATTERNS.items() if pattern == row.outcome)
    return CARE[row.wording].title
