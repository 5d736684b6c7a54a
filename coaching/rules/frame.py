"""The calendar of a plan: its weeks and phases, and which named day carries what. No distances yet.

Weeks end on race day, so that a taper of fourteen days is two weeks; the first one may be short. Without a race the weeks
begin on the first day of the plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from .book import number
from .terms import Phase

LEAST_WEEKS, MOST_WEEKS, OPEN_WEEKS = (int(number("D1", n)) for n in ("least_weeks", "most_weeks", "open_weeks"))
ROUTINE_WEEKS = int(number("R13", "weeks"))
CUT_BACK_EVERY = int(number("R8", "every"))
FRESH_DAYS = int(number("R26", "days"))
SATURDAY, SUNDAY = 5, 6
TAPERS = {0: (), 1: (0.50,), 2: (0.70, 0.45), 3: (0.75, 0.55, 0.40)}  # of the peak; the means lie within R7
CUT_BACK_SHARE = number("D3", "share")
LEAST_DAYS = 4  # D9: a first week of three days or fewer is left out
FREE_DAYS = int(number("D9", "free_days"))
RECOVERY_SHARES = (0.40, 0.50, 0.60, 0.70, 0.80)  # D9
DAY = timedelta(days=1)
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DayPlan:
    """Which weekdays (0 is Monday) carry what, the same in every ordinary week."""

    days: frozenset[int]  # all that were named
    training: frozenset[int]
    long: int
    hard: int | None
    strength: tuple[int, ...]
    massage: int


@dataclass(frozen=True, slots=True)
class WeekFrame:
    number: int
    starts_on: date  # the first day that may carry a workout
    ends_on: date
    phase: Phase
    share: float  # of the level that the build has reached
    training: tuple[date, ...]
    long_on: date | None
    hard_on: date | None
    strength_on: tuple[date, ...]
    massage_on: date | None
    rest_on: tuple[date, ...]

    @property
    def length(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


def apart(one: int, other: int) -> int:
    """Days between two weekdays, going round: Sunday and Monday are 1 apart."""
    return min((one - other) % 7, (other - one) % 7)


def day_plan(days: frozenset[int], sessions: int, race_weekday: int | None) -> DayPlan:
    """Lay the sessions of a week on the named days: spread out, hard days apart (R23). Raises ValueError without a day."""
    if not days:
        raise ValueError("a plan needs at least one day")
    long = next(d for d in (race_weekday, SUNDAY, SATURDAY, max(days)) if d in days)
    training = _spread(days, min(sessions, len(days)), long)
    hard = _hard_day(training, long)
    strength = _strength_days(days, training, long, hard)
    return DayPlan(days, training, long, hard, strength, _massage_day(days, training, long))


def _spread(days: frozenset[int], count: int, long: int) -> frozenset[int]:
    others = sorted(days - {long})
    choices = [frozenset((*chosen, long)) for chosen in combinations(others, count - 1)]
    return max(choices, key=_spacing)


def _spacing(chosen: frozenset[int]) -> tuple[int, ...]:
    """The gaps around the week, the smallest first: the larger this tuple, the more even the week."""
    ordered = sorted(chosen)
    return tuple(sorted((b - a) % 7 or 7 for a, b in zip(ordered, ordered[1:] + ordered[:1], strict=True)))


def _hard_day(training: frozenset[int], long: int) -> int | None:
    able = [d for d in sorted(training) if d != long and apart(d, long) >= 2]
    return max(able, key=lambda d: apart(d, long), default=None)


def _strength_days(days: frozenset[int], training: frozenset[int], long: int, hard: int | None) -> tuple[int, ...]:
    """Two days: none right before the long day, free days first, then the hard day, so that easy days stay easy."""

    def cost(chosen: tuple[int, ...]) -> tuple[bool, ...]:
        before_long = any((d + 1) % 7 == long for d in chosen)
        together = len(chosen) == 2 and apart(*chosen) < 2
        return (long in chosen, before_long, together, *(d in training and d != hard for d in chosen))

    return min(combinations(sorted(days), min(2, len(days))), key=cost)


def _massage_day(days: frozenset[int], training: frozenset[int], long: int) -> int:
    return next((d for d in ((long + 1) % 7, *sorted(days - training)) if d in days), long)


def build(
    days: frozenset[int], sessions: int, starts_on: date, race_on: date | None, *, is_marathon: bool, routine: bool
) -> tuple[WeekFrame, ...]:
    """The weeks of a plan from `starts_on`: 4 to 26 up to a race (the last 26 of a longer lead), else an open 12.

    A race in less than four weeks (six with an evening routine, R13) leaves weeks of recovery behind it. Raises
    ValueError for a race before the start or for no days.
    """
    layout = day_plan(days, sessions, race_on.weekday() if race_on else None)
    if race_on is None:
        phases = _build_phases(OPEN_WEEKS)
        return tuple(_week(i, starts_on + i * WEEK, starts_on, None, phases[i], layout) for i in range(OPEN_WEEKS))
    if race_on < starts_on:
        raise ValueError("the race lies before the first day of the plan")
    lead = min(MOST_WEEKS, weeks_up_to(race_on, starts_on))
    phases = _race_phases(lead, max(lead, ROUTINE_WEEKS if routine else LEAST_WEEKS), is_marathon)
    first = race_on + DAY - lead * WEEK
    return tuple(
        _week(i, first + i * WEEK, max(starts_on, first), race_on, phase, layout) for i, phase in enumerate(phases)
    )


def weeks_up_to(race_on: date, starts_on: date) -> int:
    """How many weeks there are up to a race, the last one ending on it; a short first one counts from four days on."""
    whole, rest = divmod((race_on - starts_on).days + 1, 7)
    return whole + (rest >= LEAST_DAYS or not whole)


def _build_phases(count: int) -> list[tuple[Phase, float]]:
    cut = [(i + 1) % CUT_BACK_EVERY == 0 and i + 1 < count for i in range(count)]
    return [(Phase.CUT_BACK, CUT_BACK_SHARE) if c else (Phase.BUILD, 1.0) for c in cut]


def _race_phases(lead: int, total: int, is_marathon: bool) -> list[tuple[Phase, float]]:
    taper = TAPERS[3 if is_marathon and lead >= 8 else min(2, lead)]
    shares = [(Phase.TAPER, share) for share in taper]
    shares[-1] = (Phase.RACE, taper[-1])
    recovery = [(Phase.RECOVERY, share) for share in RECOVERY_SHARES[: total - lead]]
    return _build_phases(lead - len(taper)) + shares + recovery


def _week(
    index: int, monday: date, starts_on: date, race_on: date | None, phase: tuple[Phase, float], layout: DayPlan
) -> WeekFrame:
    """One week; `monday` is its first day, whatever its name."""
    name, share = phase
    dates = {day.weekday(): day for day in (monday + i * DAY for i in range(7)) if starts_on <= day and day != race_on}
    if name == Phase.RACE:
        return _race_week(index, monday, starts_on, race_on, share, layout, dates)
    easy_start = race_on is not None and race_on == monday - DAY  # the first days after a race stay free
    if easy_start:
        dates = {weekday: day for weekday, day in dates.items() if day >= monday + FREE_DAYS * DAY}
    gentle = name == Phase.RECOVERY
    return WeekFrame(
        number=index + 1,
        starts_on=max(monday, starts_on),
        ends_on=monday + 6 * DAY,
        phase=name,
        share=share,
        training=_on(dates, layout.training),
        long_on=dates.get(layout.long),
        hard_on=None if gentle or layout.hard is None else dates.get(layout.hard),
        strength_on=() if easy_start else _on(dates, layout.strength),
        massage_on=dates.get(layout.massage),
        rest_on=(),
    )


def _race_week(
    index: int,
    monday: date,
    starts_on: date,
    race_on: date | None,
    share: float,
    layout: DayPlan,
    dates: dict[int, date],
) -> WeekFrame:
    """No long run; nothing hard or heavy in the three days before; the day before is for rest (R26)."""
    eve = monday + 5 * DAY
    fresh = {weekday: day for weekday, day in dates.items() if day <= eve - FRESH_DAYS * DAY}
    hard = None if layout.hard is None else fresh.get(layout.hard)
    return WeekFrame(
        number=index + 1,
        starts_on=max(monday, starts_on),
        ends_on=monday + 6 * DAY,
        phase=Phase.RACE,
        share=share,
        training=tuple(day for day in _on(dates, layout.training) if day < eve),
        long_on=None,
        hard_on=hard,
        strength_on=_on(fresh, layout.strength)[:1],
        massage_on=fresh.get(layout.massage),
        rest_on=tuple(day for day in dates.values() if day == eve and day.weekday() in layout.days),
    )


def _on(dates: dict[int, date], weekdays: Iterable[int]) -> tuple[date, ...]:
    return tuple(sorted(dates[weekday] for weekday in weekdays if weekday in dates))
