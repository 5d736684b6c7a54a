"""What days of illness, injury or holiday make of the workouts on them (D14). The evening routine goes on untouched."""

from collections.abc import Mapping
from types import MappingProxyType

from .book import number
from .terms import Effect, OverlayKind, WorkoutKind

LEAST_DAYS: Mapping[OverlayKind, int] = MappingProxyType(
    dict.fromkeys(OverlayKind, 1) | {OverlayKind.BELOW_PAR: int(number("D14", "below_par_least_days"))}
)
MOST_DAYS: Mapping[OverlayKind, int] = MappingProxyType(
    dict.fromkeys(OverlayKind, int(number("D14", "most_days")))
    | {OverlayKind.BELOW_PAR: int(number("D14", "below_par_most_days"))}
)
EASY_SHARE = number("D14", "share")
EASY_MOST_MINUTES = int(number("D14", "minutes"))

EASIER: Mapping[WorkoutKind, Effect] = MappingProxyType(
    {
        WorkoutKind.LONG: Effect.EASY,
        WorkoutKind.INTERVALS: Effect.EASY,
        WorkoutKind.GOAL_PACE: Effect.EASY,
        WorkoutKind.STRENGTH: Effect.OFF,
    }
)
NOTHING: Mapping[WorkoutKind, Effect] = MappingProxyType(
    {kind: Effect.OFF for kind in WorkoutKind if kind != WorkoutKind.REST}
)
EFFECTS: Mapping[OverlayKind, Mapping[WorkoutKind, Effect]] = MappingProxyType(
    {
        OverlayKind.BELOW_PAR: EASIER,
        OverlayKind.HOLIDAY: EASIER,
        OverlayKind.SICK: NOTHING,
        OverlayKind.INJURED: NOTHING,
    }
)
FROM_WEAK_TO_STRONG = (Effect.AS_PLANNED, Effect.EASY, Effect.OFF)  # where two lie over a day, the last one holds


def effect(overlay: OverlayKind, workout: WorkoutKind) -> Effect:
    """What becomes of a workout on such a day (D14). What the table does not name stays as planned, a race too."""
    return EFFECTS[overlay].get(workout, Effect.AS_PLANNED)


def easy_minutes(planned_minutes: int) -> int:
    """How long "easy instead" is at most, in minutes: half of what was planned, 40 at most, in steps of five (D14)."""
    half = min(EASY_SHARE * planned_minutes, EASY_MOST_MINUTES)
    return min(planned_minutes, max(5, int(half) // 5 * 5))


def sentence(overlay: OverlayKind, workout: WorkoutKind, planned_minutes: int) -> str:
    """What becomes of a workout in words for the one who does it; empty where it stays as planned."""
    becomes = effect(overlay, workout)
    if becomes == Effect.EASY:
        return f"Easy instead, {easy_minutes(planned_minutes)} minutes at most. Leave it out if it does not feel right."
    if becomes == Effect.AS_PLANNED:
        return ""
    if workout == WorkoutKind.RACE:
        return "Leave this race out. There will be another one."
    return "Left out. You need not make up for it."
