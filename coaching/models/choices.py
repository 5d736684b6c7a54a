"""The words of the rules as plain pairs: a bare enum would be written into migrations as a code reference."""

from coaching.rules.terms import Grade, Pattern, Phase, Slot, Sport, Strand, Units, WorkoutKind


def pairs(words):
    """An enum as (value, label) pairs: "goal_pace" is shown as "goal pace"."""
    return [(word.value, word.value.replace("_", " ")) for word in words]


GRADES = [*pairs(word for word in Grade if word != Grade.OWN), (Grade.OWN.value, "our own decision")]
KINDS = pairs(WorkoutKind)
PATTERNS = pairs(Pattern)
PHASES = pairs(Phase)
SLOTS = pairs(Slot)
SPORTS = pairs(Sport)
STRANDS = pairs(Strand)
UNITS = pairs(Units)
