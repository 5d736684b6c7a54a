"""Which reading of a typed time fits its distance. Two readings differ sixtyfold, so at most one can."""

from coaching.rules.terms import Sport

PLAUSIBLE_M_PER_S = {Sport.RUNNING: (0.8, 7.0), Sport.CYCLING: (0.8, 20.0)}
# From this distance on nobody has run faster (men's world bests of 2025, rounded up).
FASTEST_RUN_M_PER_S = ((1, 7.7), (5, 6.7), (10, 6.5), (21, 6.3), (42, 5.9), (100, 4.7), (150, 4.2))

UNREADABLE = "That does not fit the distance. Write it in full, such as 0:45:30 or 3:45:00, or check the distance."
TOO_FAST = "That is faster than anyone has gone this far. Check the time and the distance."
TOO_SLOW = "That is slower than walking. Check the time and the distance."


def fitting(readings: tuple[int, ...], km: float, sport: Sport) -> tuple[int | None, str]:
    """The reading, or what is wrong with all of them."""
    slowest, fastest = PLAUSIBLE_M_PER_S[sport]
    speeds = {seconds: km * 1000 / seconds for seconds in readings if seconds > 0}
    for seconds, speed in speeds.items():
        if slowest <= speed <= fastest:
            return (seconds, "") if speed <= best_speed(km, sport) else (None, TOO_FAST)
    if len(speeds) > 1:
        return None, UNREADABLE
    return None, TOO_FAST if any(speed > fastest for speed in speeds.values()) else TOO_SLOW


def best_speed(km: float, sport: Sport) -> float:
    if sport == Sport.CYCLING:
        return PLAUSIBLE_M_PER_S[sport][1]
    return next((speed for length, speed in reversed(FASTEST_RUN_M_PER_S) if km >= length), 7.7)
