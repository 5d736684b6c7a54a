"""How far the next run and the next week may go (R1, R1b, R2, R4). Runs in km; all rounding is down."""

from collections.abc import Iterable
from datetime import date, timedelta
from math import ceil, floor

from .book import number
from .terms import Run, Tier

CAP = number("R1", "cap")
WINDOW_DAYS = int(number("R1", "window_days"))
WARN, REFUSE, TINY_KM = number("R2", "warn"), number("R2", "refuse"), number("R2", "tiny_week_km")
TIERS = (
    (CAP, Tier.LE10),
    (number("R1", "tier_10_30"), Tier.OVER_10_30),
    (number("R1", "tier_30_100"), Tier.OVER_30_100),
)
WEEKS_LOOKED_AT = 4
EPSILON = 1e-9  # 1.1 * 10 is 11.000000000000002: comparisons forgive this much


def round_down(value: float, step: float = 0.1) -> float:
    """The next lower multiple of `step`, forgiving floating point: 10.999999999 -> 11.0."""
    return round(floor(value / step + EPSILON) * step, 6)


def cap(longest_km: float) -> float:
    """The longest next run in km after a longest of `longest_km` in 30 days (R1), to 0.1 km, rounded down."""
    return round_down(CAP * longest_km)


def tier(longest_km: float, run_km: float) -> Tier:
    """Where a run stands against the longest of the 30 days before (R1, FRANDSEN2025)."""
    for bound, name in TIERS:
        if run_km <= bound * longest_km + EPSILON:
            return name
    return Tier.OVER_100


def longest_within(runs: Iterable[Run], on: date) -> float | None:
    """The longest run in km of the 30 calendar days before `on` (`on` itself not counted); None without any (R1)."""
    return max((run.km for run in runs if 1 <= (on - run.on).days <= WINDOW_DAYS and run.km > 0), default=None)


def longest_needed(race_km: float) -> float:
    """The longest run in km that keeps a race within +10 % (R1b), rounded up to 0.01 km."""
    return ceil(race_km / CAP * 100 - EPSILON) / 100


def steps_to(longest_km: float, target_km: float) -> int:
    """How many steps of +10 % lead from one run to another, without rounding (R1b)."""
    steps = 0
    while longest_km < target_km - EPSILON:
        longest_km, steps = longest_km * CAP, steps + 1
    return steps


def week_warn(previous_km: float) -> float:
    """The weekly km from which growth is warned about (R2); under 10 km percentages mean little, 10 stands in."""
    return WARN * max(previous_km, TINY_KM)


def week_refuse(previous_km: float) -> float:
    """The weekly km beyond which growth is refused (R2, a bound of our own on DAMSTED2019)."""
    return REFUSE * max(previous_km, TINY_KM)


def weeks_before(done: Iterable[tuple[date, float]], before: date, first_day: date, usual: float) -> tuple[float, ...]:
    """What was done (km or minutes) in each of the four weeks before a day, the last week first.

    What was done before `first_day` is not known by the day: a week that reaches back there counts as `usual` at least.
    """
    days = list(done)
    weeks = []
    for back in range(1, WEEKS_LOOKED_AT + 1):
        start, end = before - timedelta(weeks=back), before - timedelta(weeks=back - 1)
        amount = sum(each for on, each in days if max(start, first_day) <= on < end)
        weeks.append(amount if start >= first_day else max(amount, usual))
    return tuple(weeks)
