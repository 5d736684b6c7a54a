"""The words of the rules as plain pairs: a bare enum would be written into migrations as a code reference."""

from coaching.rules.terms import (
    Care,
    Feeling,
    Grade,
    Limited,
    Outcome,
    OverlayKind,
    Pattern,
    Phase,
    Side,
    Slot,
    Sport,
    Strand,
    Timing,
    Units,
    WorkoutKind,
)


def pairs(words):
    """An enum as (value, label) pairs: "goal_pace" is shown as "goal pace"."""
    return [(word.value, word.value.replace("_", " ")) for word in words]


CARES = pairs(Care)
FEELINGS = pairs(Feeling)
GRADES = [*pairs(word for word in Grade if word != Grade.OWN), (Grade.OWN.value, "our own decision")]
KINDS = pairs(WorkoutKind)
LIMITED = pairs(Limited)
OUTCOMES = pairs(Outcome)
OVERLAYS = pairs(OverlayKind)
PATTERNS = pairs(Pattern)
PHASES = pairs(Phase)
SIDES = pairs(Side)
SLOTS = pairs(Slot)
SPORTS = pairs(Sport)
STRANDS = pairs(Strand)
TIMINGS = pairs(Timing)
UNITS = pairs(Units)
