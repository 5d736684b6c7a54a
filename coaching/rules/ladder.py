"""How far on each day: the amounts of a plan, in km for runners and minutes for cyclists, under R1, R2 and R4.

Each amount is the smallest of what the week wants, what the rules allow on that very day, and what the time allows.
Nothing is ever raised to reach a date.
"""

from dataclasses import dataclass
from datetime import date
from math import inf

from .book import number
from .frame import WeekFrame
from .progression import TINY_KM, WARN, WINDOW_DAYS, round_down
from .terms import Baseline, Phase, Sport

LONG_SHARE = {1: 1.0, 2: 0.65, 3: 0.55, 4: 0.50, 5: 0.45}  # D4, of the week, by sessions; R6 above that
LONG_MINUTES = 210  # D4
WEEK_GROWTH = 1.15  # D2, below the warning of R2
KEPT_LONG = 1.25  # D1: who already goes farther than the target keeps up to a quarter more
NEARLY = 0.9  # a week this close to what was wanted keeps the level
STEADY = 1.06  # D5: below this growth of the long session round figures are kept
EASING = (Phase.TAPER, Phase.RACE, Phase.RECOVERY)


@dataclass(frozen=True, slots=True)
class Scale:
    """What is counted for a sport: km under R1 and R2, or minutes by analogy (R24, D6)."""

    fine: float
    round: float
    least: float
    tiny_week: float
    cap: float


RUN = Scale(fine=0.1, round=0.5, least=1.0, tiny_week=TINY_KM, cap=number("R1", "cap"))
RIDE = Scale(fine=1, round=5, least=15, tiny_week=60, cap=1.10)


@dataclass(frozen=True, slots=True)
class Target:
    """What the build climbs towards: the longest session and the week at its height."""

    long: float
    week: float


@dataclass(frozen=True, slots=True)
class WeekAmounts:
    frame: WeekFrame
    amounts: tuple[tuple[date, float], ...]  # by day; days that came out too short are left away
    total: float
    longest: float


class Ladder:
    """One climb through the weeks of a frame. `climb` may be asked once."""

    def __init__(self, baseline: Baseline, target: Target, frames: tuple[WeekFrame, ...], week_limit: float) -> None:
        self.baseline, self.frames, self.week_limit = baseline, frames, week_limit
        self.running = baseline.sport == Sport.RUNNING
        self.scale = RUN if self.running else RIDE
        self.start = baseline.start_km if self.running else float(baseline.start_minutes)
        self.done = [(run.on.toordinal(), self._amount(run.km, run.minutes)) for run in baseline.runs]
        self.average = self._amount(baseline.weekly_km, baseline.weekly_minutes)
        self.sessions = max(len(frame.training) for frame in frames)
        self.share = LONG_SHARE.get(self.sessions, 0.40)
        self.long = self._longest_before(frames[0].starts_on) or self.start  # what the long session should be now
        self.long_goal = max(target.long, min(self.long, target.long * KEPT_LONG))
        self.long_growth = 1.0
        self.level = max(self.average, self.scale.least)  # what a building week should be now
        self.week_goal = max(target.week, self.long_goal / self.share)
        self.builds_left, self.cuts_left = (
            sum(frame.phase == phase for frame in frames) for phase in (Phase.BUILD, Phase.CUT_BACK)
        )
        self.peak, self.previous, self.climbing = self.average, self.average, False

    def climb(self) -> tuple[WeekAmounts, ...]:
        return tuple(self._week(frame) for frame in self.frames)

    def _amount(self, km: float, minutes: int) -> float:
        return km if self.running else float(minutes)

    def _week(self, frame: WeekFrame) -> WeekAmounts:
        whole = frame.length / 7
        wanted = self._wanted(frame)
        total = min(wanted * whole, self._bound(frame))
        amounts = self._days(frame, total)
        each = [amount for _, amount in amounts]
        week = WeekAmounts(frame, amounts, sum(each), max(each, default=0.0))
        if frame.phase == Phase.BUILD and whole == 1:
            self.level = max(week.total, self.level if week.total >= NEARLY * total else 0.0)
            self.peak = max(self.peak, week.total) if self.climbing else week.total
            self.climbing = True
        self.builds_left -= frame.phase == Phase.BUILD
        self.cuts_left -= frame.phase == Phase.CUT_BACK
        self.previous = week.total if whole == 1 else max(week.total, self.average)
        return week

    def _wanted(self, frame: WeekFrame) -> float:
        """The week's amount before any bound; building grows the level, unless a problem holds it (R22)."""
        held = self.baseline.hold_until is not None and frame.starts_on <= self.baseline.hold_until
        if frame.phase == Phase.BUILD and frame.length == 7 and not held:
            self._grow()
        return (self.peak if frame.phase in EASING else self.level) * frame.share

    def _grow(self) -> None:
        """One step towards the goals, as even as the weeks that are left allow; a cut-back costs the week after it."""
        self.long_growth = _growth(self.long, self.long_goal, self.builds_left, self.scale.cap)
        self.long = min(self.long * self.long_growth, self.long_goal)
        growth = _growth(self.level, self.week_goal, self.builds_left - self.cuts_left, WEEK_GROWTH)
        self.level = max(self.level, min(self.level * growth, self.week_goal))

    def _bound(self, frame: WeekFrame) -> float:
        """R2 (to the warning, not the refusal), R4 and the time that is."""
        growth = WARN * max(self.previous, self.scale.tiny_week)
        first_week = self.baseline.first_week_km
        early = inf
        if first_week is not None and (frame.starts_on - self.frames[0].starts_on).days < 7:
            early = first_week - (self.previous_planned if frame.number > 1 else 0.0)
        return max(0.0, min(growth, early, self.week_limit))

    @property
    def previous_planned(self) -> float:
        start = self.frames[0].starts_on.toordinal()
        return sum(amount for on, amount in self.done if on >= start)

    def _days(self, frame: WeekFrame, total: float) -> tuple[tuple[date, float], ...]:
        """Share a week's amount among its days, in the order of the days, each under the cap of its day (R1)."""
        days = frame.training
        if not days:
            return ()
        while len(days) > 1 and total / len(days) < self.scale.least:
            days = tuple(day for day in days if day != _first_to_go(days, frame))
        long = min(self.long * frame.share, max(self.share, 1 / len(days)) * total)
        others = len(days) - (frame.long_on in days)
        each = (total - (long if frame.long_on in days else 0.0)) / others if others else 0.0
        if each < self.scale.least <= total / len(days):
            long = each = total / len(days)  # a small week is shared evenly rather than losing a day
        each = min(each, max(long, self.scale.least))
        if frame.phase == Phase.RACE:
            each = min(each, self.peak * frame.share / self.sessions)  # fewer days, not longer runs
        amounts = []
        for day in days:
            even = day != frame.long_on or frame.phase != Phase.BUILD
            amount = self._one(day, long if day == frame.long_on else each, total, even=even)
            if amount:
                amounts.append((day, amount))
                self.done.append((day.toordinal(), amount))
                total -= amount
        return tuple(amounts)

    def _one(self, day: date, wanted: float, left: float, *, even: bool = False) -> float:
        """One session: as wanted, but within the cap of that day and what is left of the week; 0 when too short.

        Round figures where nothing is lost by them: `even` says so, and so does a slow climb.
        """
        longest = self._longest_before(day)
        allowed = self.start if longest is None else self.scale.cap * longest
        amount = min(wanted, allowed, left)
        steady = even or self.long_growth < STEADY
        step = self.scale.round if steady and amount >= 4 * self.scale.least else self.scale.fine
        amount = round_down(amount, step)
        return amount if amount >= min(self.scale.least, allowed) and amount > 0 else 0.0

    def _longest_before(self, day: date) -> float | None:
        today = day.toordinal()
        window = [a for on, a in self.done if 1 <= today - on <= WINDOW_DAYS and a > 0]
        return max(window, default=None)


def _first_to_go(days: tuple[date, ...], frame: WeekFrame) -> date:
    """The day given up first when a week is too small for all of them: neither the long one nor the hard one."""
    return next((d for d in days if d not in (frame.long_on, frame.hard_on)), days[0])


def _growth(start: float, goal: float, steps: int, most: float) -> float:
    return min(most, max(1.0, (goal / max(start, 0.1)) ** (1 / max(1, steps))))
