"""A plan without its words: baseline, calendar and amounts. The goal check asks it how far one can get by when."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import inf

from . import frame
from .book import number
from .factors import bmi
from .ladder import LONG_MINUTES, LONG_SHARE, Ladder, Target, WeekAmounts
from .pace import HALF_KM, MARATHON_KM, training_paces
from .progression import CAP, longest_within, round_down
from .terms import Answers, Baseline, Pattern, Run, Sport, Training

UNKNOWN_PACE = number("D7", "pace_s_per_km")
FIRST_RUN_KM, FIRST_RIDE_MINUTES = number("D7", "first_km"), int(number("D7", "first_minutes"))
UNKNOWN_DAYS_AGO, UNKNOWN_SHARE = int(number("D7", "days_ago")), number("D7", "share")
USUAL_SESSIONS, TYPICAL_DAYS_AGO = int(number("D7", "sessions")), 3
RIDE_KMH, FASTEST_RIDE_KMH = number("D6", "kmh"), number("D6", "fastest_kmh")
RIDE_SHARE, RIDE_LONGEST = number("D6", "share"), number("D6", "most_minutes")
RACE_KM = (5.0, 10.0, HALF_KM, MARATHON_KM, 100.0)  # D1
LONG_KM = (8.0, 14.0, 20.0, 32.0, 42.0)  # D1 the longest run a build climbs towards
WEEK_KM = (20.0, 28.0, 40.0, 55.0, 65.0)  # D1 and its week
OPEN_GROWTH = number("D1", "open_growth")
MOST_SESSIONS = 6
STRENGTH_MINUTES, STRENGTH_LEAST = int(number("D8", "strength_minutes")), int(number("D8", "strength_least"))
STRENGTH_SHARE, GROWTH_ROOM = number("D8", "strength_share"), number("D8", "growth_room")
MASSAGE_MINUTES = int(number("D8", "massage_minutes"))


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
    """What is known of the last weeks, and the careful guesses where something is not (D7)."""
    training = answers.training
    riding = answers.sport == Sport.CYCLING
    return Baseline(
        sport=answers.sport,
        runs=_known_runs(answers),
        weekly_km=0.0 if riding else _weekly(training, training.weekly_km, training.longest_km),
        weekly_minutes=int(_weekly(training, training.weekly_minutes, training.longest_minutes)) if riding else 0,
        start_km=training.comfortable_km or FIRST_RUN_KM,
        start_minutes=training.comfortable_minutes or FIRST_RIDE_MINUTES,
        days=answers.availability.days,
        max_minutes_per_week=answers.availability.max_minutes_per_week,
        first_week_km=number("R4", "first_week_km") if _new_and_heavy(answers) else None,
        budget_pace_s_per_km=_budget_pace(training),
    )


def _weekly(training: Training, told: float | None, longest: float | None) -> float:
    """What a week has; not told, the longest session and a little for each further one (D7)."""
    if told is not None or not longest:
        return told or 0.0
    further = max(0, (training.sessions_per_week or 1) - 1)
    return round(longest * (1 + UNKNOWN_SHARE * further), 1)


def _known_runs(answers: Answers) -> tuple[Run, ...]:
    training, today = answers.training, answers.answered_on
    sessions = training.sessions_per_week or USUAL_SESSIONS
    longest_on = training.longest_on or today - timedelta(days=UNKNOWN_DAYS_AGO)
    longest = Run(longest_on, training.longest_km or 0.0, training.longest_minutes or 0)
    usual = Run(
        today - timedelta(days=TYPICAL_DAYS_AGO),
        min((training.weekly_km or 0.0) / sessions, longest.km or inf),
        int(min((training.weekly_minutes or 0) / sessions, longest.minutes or inf)),
    )
    known = tuple(run for run in (longest, usual) if run.km or run.minutes)
    comfortable = Run(
        today, training.comfortable_km or FIRST_RUN_KM, training.comfortable_minutes or FIRST_RIDE_MINUTES
    )
    return known or (comfortable,)  # R1 is undefined without a run in 30 days


def _new_and_heavy(answers: Answers) -> bool:
    """BMI over 30 and new to running (R4); unknown height or weight: not so."""
    person, training = answers.person, answers.training
    if answers.sport != Sport.RUNNING or person.weight_kg is None or person.height_cm is None:
        return False
    new = training.years < 1 if training.years is not None else not training.weekly_km
    return new and bmi(person.weight_kg, person.height_cm) > number("R4", "bmi")


def _budget_pace(training: Training) -> float:
    """The pace that turns km into minutes: the slow end of the easy range, so that no week takes longer than it says."""
    easy = training_paces(training).easy
    return easy.slow_s_per_km if easy else UNKNOWN_PACE


def _climb_km(race_km: float, training: Training) -> float:
    """The longest run that a build climbs towards (D1), at the middle of the easy range no longer than D4 allows.

    In half kilometres (D5): a climb that ends in a round figure gets there.
    """
    easy = training_paces(training).easy
    pace = (easy.fast_s_per_km + easy.slow_s_per_km) / 2 if easy else UNKNOWN_PACE
    return round_down(min(_between(race_km, LONG_KM), LONG_MINUTES * 60 / pace), 0.5)


def sessions(answers: Answers) -> int:
    """Sessions a week in the plan: as many as now, at least three (R25) where the days allow, at most six."""
    now = answers.training.sessions_per_week or 0
    return min(max(now, int(number("R25", "sessions"))), MOST_SESSIONS, len(answers.availability.days))


def extras(base: Baseline) -> Extras:
    """What strength and massage take of a week (D8). When time is short they shrink before the training does."""
    room, days = base.max_minutes_per_week, min(2, len(base.days))
    if room is None:
        return Extras(STRENGTH_MINUTES, days, MASSAGE_MINUTES)
    spare = room - GROWTH_ROOM * _minutes_now(base)
    strength = max(spare / 2, STRENGTH_SHARE * room)
    count = min(days, int(strength // STRENGTH_LEAST))
    each = min(STRENGTH_MINUTES, int(strength / count)) if count else 0
    return Extras(each, count, MASSAGE_MINUTES if spare >= each * count + MASSAGE_MINUTES else 0)


def _minutes_now(base: Baseline) -> float:
    """How long the training of a week takes now."""
    if base.sport == Sport.CYCLING:
        return base.weekly_minutes
    return base.weekly_km * base.budget_pace_s_per_km / 60


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
    long = _climb_km(km, answers.training)
    return Target(long, max(_between(km, WEEK_KM), base.weekly_km))


def _ride_target(answers: Answers, base: Baseline, share: float) -> Target:
    event = event_minutes(answers)
    longest = max((run.minutes for run in base.runs), default=base.start_minutes)
    long = longest * OPEN_GROWTH if event is None else ride_needed(event)
    return Target(long, max(base.weekly_minutes, long / share))


def event_minutes(answers: Answers) -> float | None:
    """How long a cyclist's event takes: the target, but no less than at 30 km/h, else at 25 km/h (D6); None unknown.

    We cannot check a cyclist's speed, and a faster wish must not shorten the preparation.
    """
    goal = answers.goal
    if goal.distance_km is None:
        return goal.target_s / 60 if goal.target_s else None
    if goal.target_s is None:
        return goal.distance_km / RIDE_KMH * 60
    return max(goal.target_s, goal.distance_km / FASTEST_RIDE_KMH * 3600) / 60


def ride_needed(minutes: float) -> float:
    """The longest ride in minutes from which an event of so many minutes is within reach (D6)."""
    return min(RIDE_SHARE * minutes, RIDE_LONGEST)


def _still_running(base: Baseline, ahead: timedelta) -> Baseline:
    """A plan that starts weeks from now begins with a runner who went on as before; the plan says so."""
    if ahead.days < 7:
        return base
    return replace(base, runs=tuple(replace(run, on=run.on + ahead) for run in base.runs))


def _between(km: float, values: tuple[float, ...]) -> float:
    """Read a table over RACE_KM, straight lines between its points, flat outside."""
    if km <= RACE_KM[0] or km >= RACE_KM[-1]:
        return values[0] if km <= RACE_KM[0] else values[-1]
    right = bisect_left(RACE_KM, km)
    left = right - 1
    part = (km - RACE_KM[left]) / (RACE_KM[right] - RACE_KM[left])
    return values[left] + part * (values[right] - values[left])


def outline(
    answers: Answers, pattern: Pattern, starts_on: date, base: Baseline | None = None, ends_on: date | None = None
) -> Outline:
    """The weeks and amounts of a plan from `starts_on`. Raises ValueError for no days or a race before the start.

    With `base.first_day` the weeks are those of the plan that began then, up to `ends_on`, and nothing stands before
    `starts_on`.
    """
    base = base or baseline(answers)
    first_day = base.first_day or starts_on
    goal = answers.goal
    extra = extras(base)
    frames = frame.build(
        base.days,
        sessions(answers),
        first_day,
        goal.race_on,
        is_marathon=base.sport == Sport.RUNNING and goal.distance_km is not None and goal.distance_km >= 40,
        routine=pattern in (Pattern.NOCTURNAL, Pattern.MIXED),
    )
    frames = tuple(week for week in frames if ends_on is None or week.ends_on <= ends_on)
    base = _still_running(base, frames[0].starts_on - first_day)
    before = replace(base, runs=tuple(run for run in base.runs if base.first_day is None or run.on < base.first_day))
    limit = week_limit(base, extra, max(len(week.training) for week in frames))
    weeks = Ladder(base, target(answers, before), frames, limit, today=starts_on).climb()
    return Outline(base, extra, weeks, goal.race_on, goal.distance_km if goal.race_on else None)


def needed(answers: Answers) -> float:
    """The longest run in km from which a distance is within reach (D1): R1b up to a half, beyond it the end of the build.

    Never more than the build itself climbs to, which three and a half hours bound (D4).
    """
    km = answers.goal.distance_km or 0.0
    climb = _climb_km(km, answers.training)
    return min(km / CAP, climb) if km <= HALF_KM * 1.01 else climb
