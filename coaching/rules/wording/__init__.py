"""What the reader sees of a triage, in our own words: never a diagnosis."""

from .cards import CARE, EMERGENCY_NUMBERS, NOTES, CareCard
from .patterns import CONFIDENCE, PATTERNS, SEVERITY, PatternText

__all__ = [
    "CARE",
    "CONFIDENCE",
    "EMERGENCY_NUMBERS",
    "NOTES",
    "PATTERNS",
    "SEVERITY",
    "CareCard",
    "PatternText",
]
