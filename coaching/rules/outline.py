"""A plan without its words: baseline, calendar and amounts. The goal check asks it how far one can get by when."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from . import frame
from .book import number
from .factors import bmi
from .ladder import LONG_MINUTES, LONG_SHARE, Ladder, Target, WeekAmounts
from .pace import HALF_KM, training_paces
from .progression import CAP, WINDOW_DAYS, longest_within
from .terms import Answers, Baseline, Pattern, Run, Sport, Training

UNKNOWN_PACE = 450.0  # D7 s per km, to turn km into minutes where no pace is known
FIRST_RUN_KM, FIRST_RIDE_MINUTES = 2.0, 20  # D7 for someone who could not say what is comfortable
TYPICAL_DAYS_AGO = 3  # D7 a usual session lies in the last days
RIDE_KMH = 25.0  # D6 to guess how long an event takes
RIDE_SHARE, RIDE_LONGEST = 0.8, 300  # D6 of the event's duration; minutes
RACE_KM = (5.0, 10.0, HALF_KM, 42.195, 100.0)  # D1
LONG_KM = (8.0, 14.0, 20.0, 32.0, 42.0)  # D1 the longest run a build climbs towards
WEEK_KM = (20.0, 28.0, 40.0, 55.0, 65.0)  # D1 and its week
OPEN_GROWTH = 1.3  # D1 without a race
MOST_SESSIONS = 6
STRENGTH_MINUTES, STRENGTH_TIME_SHARE, STRENGTH_LEAST = 25, 0.3, 10  # D8
MASSAGE_MINUTES, MASSAGE_FROM_MINUTES = 10, 120  # D8


@dataclass(frozen=True, slots=True)
class Extras:
    """Minutes of a strength session (0: none fits), how many a week, and of the massage."""

    strength_minutes: int
    strength_sessions: int
    massage_minutes: int

    @property
    def total(self) -> int:
        return self.strength_minutes * self.strength_sessions + self.massage_minutes


@dataclass(frozen=True, slots=True)
class Outline:
    baseline: Baseline
    extras: Extras
    weeks: tuple[WeekAmounts, ...]
    race_on: date | None
    race_km: float | None

    @property
    def reach(self) -> float:
        """The longest session (km or minutes) of the 30 days before the race, or of the whole plan without one."""
        if self.race_on is None:
            return max((week.longest for week in self.weeks), default=0.0)
        by_minutes = self.baseline.sport == Sport.CYCLING
        planned = [Run(on, amount) for week in self.weeks for on, amount in week.amounts if on < self.race_on]
        known = [Run(run.on, float(run.minutes)) if by_minutes else run for run in self.baseline.runs]
        return longest_within([*known, *planned], self.race_on) or 0.0


def baseline(answers: Answers) -> Baseline:
    """What is known of the last weeks. A longest run of unknown date counts as just out of the 30 days (D7)."""
    training, days = answers.training, answers.availability.days
    return Baseline(
        sport=answers.sport,
        runs=_known_runs(answers),
        weekly_km=training.weekly_km or 0.0,
        weekly_minutes=training.weekly_minutes or 0,
        start_km=training.comfortable_km or FIRST_RUN_KM,
        start_minutes=training.comfortable_minutes or FIRST_RIDE_MINUTES,
        days=days,
        max_minutes_per_week=answers.availability.max_minutes_per_week,
        first_week_km=number("R4", "first_week_km") if _new_and_heavy(answers) else None,
        budget_pace_s_per_km=_budget_pace(training),
    )


def _known_runs(answers: Answers) -> tuple[Run, ...]:
    training, today = answers.training, answers.answered_on
    longest = Run(
        training.longest_on or today - timedelta(days=WINDOW_DAYS),
        training.longest_km or 0.0,
        training.longest_minutes or 0,
    )
    sessions = training.sessions_per_week or 0
    usual = Run(today - timedelta(days=TYPICAL_DAYS_AGO))
    if sessions:
        usual = Run(
            usual.on,
            min((training.weekly_km or 0.0) / sessions, longest.km or inf),
            int(min((training.weekly_minutes or 0) / sessions, longest.minutes or inf)),
        )
    return tuple(run for run in (longest, usual) if run.km or run.minutes)


def _new_and_heavy(answers: Answers) -> bool:
    """BMI over 30 and new to running (R4); unknown height or weight: not so."""
    person, training = answers.person, answers.training
    if answers.sport != Sport.RUNNING or person.weight_kg is None or person.height_cm is None:
        return False
    new = training.years < 1 if training.years is not None else not training.weekly_km
    return new and bmi(person.weight_kg, person.height_cm) > number("R4", "bmi")


def _budget_pace(training: Training) -> float:
    easy = training_paces(training).easy
    return training.pace_s_per_km or (easy.slow_s_per_km if easy else UNKNOWN_PACE)


def sessions(answers: Answers) -> int:
    """Sessions a week in the plan: as many as now, at least three (R25) where the days allow, at most six."""
    now = answers.training.sessions_per_week or 0
    return min(max(now, int(number("R25", "sessions"))), MOST_SESSIONS, len(answers.availability.days))


def extras(base: Baseline) -> Extras:
    """What strength and massage take of a week (D8); both shrink before the running does."""
    room, days = base.max_minutes_per_week, min(2, len(base.days))
    if room is None:
        return Extras(STRENGTH_MINUTES, days, MASSAGE_MINUTES)
    each = min(STRENGTH_MINUTES, int(room * STRENGTH_TIME_SHARE / 2))
    if each < STRENGTH_LEAST:
        each, days = min(STRENGTH_MINUTES, int(room * STRENGTH_TIME_SHARE)), min(1, days)
    if each < STRENGTH_LEAST:
        each, days = 0, 0
    return Extras(each, days, MASSAGE_MINUTES if room >= MASSAGE_FROM_MINUTES else 0)


def week_limit(base: Baseline, extra: Extras, count: int) -> float:
    """The km (cyclists: minutes) that fit a time-limited week beside strength and massage; inf without a limit."""
    if base.max_minutes_per_week is None:
        return inf
    minutes = base.max_minutes_per_week - extra.total
    if base.sport == Sport.CYCLING:
        return float(minutes)
    return max(0.0, (minutes - count) * 60 / base.budget_pace_s_per_km)  # each run's minutes are rounded up


def target(answers: Answers, base: Baseline) -> Target:
    """The longest session and the week a build climbs towards (D1, D4; cyclists D6)."""
    share = LONG_SHARE.get(sessions(answers), 0.40)
    if base.sport == Sport.CYCLING:
        return _ride_target(answers, base, share)
    longest = max((run.km for run in base.runs), default=base.start_km)
    if answers.goal.distance_km is None:
        return Target(longest * OPEN_GROWTH, base.weekly_km * OPEN_GROWTH)
    km = answers.goal.distance_km
    long = min(_between(km, LONG_KM), LONG_MINUTES * 60 / base.budget_pace_s_per_km)
    return Target(long, max(_between(km, WEEK_KM), base.weekly_km))


def _ride_target(answers: Answers, base: Baseline, share: float) -> Target:
    event = event_minutes(answers)
    longest = max((run.minutes for run in base.runs), default=base.start_minutes)
    long = longest * OPEN_GROWTH if event is None else min(RIDE_SHARE * event, RIDE_LONGEST)
    return Target(long, max(base.weekly_minutes, long / share))


def event_minutes(answers: Answers) -> float | None:
    """How long a cyclist's event takes, from the target or guessed from the distance (D6); None without either."""
    goal = answers.goal
    if goal.target_s:
        return goal.target_s / 60
    return None if goal.distance_km is None else goal.distance_km / RIDE_KMH * 60


def _between(km: float, values: tuple[float, ...]) -> float:
    """Read a table over RACE_KM, straight lines between its points, flat outside."""
    if km <= RACE_KM[0] or km >= RACE_KM[-1]:
        return values[0] if km <= RACE_KM[0] else values[-1]
    right = bisect_left(RACE_KM, km)
    left = right - 1
    part = (km - RACE_KM[left]) / (RACE_KM[right] - RACE_KM[left])
    return values[left] + part * (values[right] - values[left])


def outline(answers: Answers, pattern: Pattern, starts_on: date, base: Baseline | None = None) -> Outline:
    """The weeks and amounts of a plan from `starts_on`. Raises ValueError for no days or a race before the start."""
    base = base or baseline(answers)
    goal = answers.goal
    extra = extras(base)
    frames = frame.build(
        base.days,
        sessions(answers),
        starts_on,
        goal.race_on,
        is_marathon=base.sport == Sport.RUNNING and goal.distance_km is not None and goal.distance_km >= 40,
        routine=pattern in (Pattern.NOCTURNAL, Pattern.MIXED),
    )
    limit = week_limit(base, extra, max(len(week.training) for week in frames))
    weeks = Ladder(base, target(answers, base), frames, limit).climb()
    return Outline(base, extra, weeks, goal.race_on, goal.distance_km if goal.race_on else None)


def needed(race_km: float) -> float:
    """The longest run in km from which we call a distance within reach (D1): R1b up to a half, 32 of 42.2 km beyond."""
    if race_km <= HALF_KM * 1.01:
        return race_km / CAP
    return max(HALF_KM / CAP, race_km * LONG_KM[3] / RACE_KM[3])
