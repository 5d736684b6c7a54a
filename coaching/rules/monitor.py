"""What is read off weeks that were done: load, problems. Instruments of evidence section 7."""

from collections.abc import Sequence
from math import sqrt

OSTRC_POINTS = (0, 8, 17, 25)  # OSTRC-H2; the 2013 scoring differs and must not be mixed in


def session_load(minutes: float, effort: float) -> float:
    """Session load: minutes times effort on the 0 to 10 scale. FOSTER2001."""
    return minutes * effort


def monotony(daily_loads: Sequence[float]) -> float | None:
    """Mean of the daily loads over their population SD; None where all days are alike. FOSTER1998.

    Which SD Foster used is unknown; we fix the population SD.
    """
    mean = sum(daily_loads) / len(daily_loads)
    spread = sqrt(sum((load - mean) ** 2 for load in daily_loads) / len(daily_loads))
    return mean / spread if spread else None


def strain(daily_loads: Sequence[float]) -> float | None:
    """Sum of the daily loads times monotony; None where monotony is. FOSTER1998."""
    sameness = monotony(daily_loads)
    return None if sameness is None else sum(daily_loads) * sameness


def ostrc(options: Sequence[int]) -> tuple[int, bool]:
    """Severity 0 to 100 and whether the problem is substantial (R22), from options 1 to 4. OSTRC-H2.

    Question one alone decides when it is option 1 (no problem) or 4 (could not take part). Raises ValueError for an
    option outside 1 to 4 or for too few answers.
    """
    if not options or any(option not in (1, 2, 3, 4) for option in options):
        raise ValueError("each answer is one of four options")
    if options[0] == 1:
        return 0, False
    if options[0] == 4:
        return 100, True
    if len(options) != 4:
        raise ValueError("four answers are needed unless the first is option 1 or 4")
    return sum(OSTRC_POINTS[o - 1] for o in options), max(options[1], options[2]) >= 3
