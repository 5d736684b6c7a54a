"""How far on each day: the amounts of a plan, in km for runners and minutes for cyclists, under R1, R2 and R4.

Each amount is the smallest of what the week wants, what the rules allow on that very day, and what the time allows.
Nothing is ever raised to reach a date.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from math import inf

from .book import number
from .frame import WeekFrame
from .progression import TINY_KM, WARN, WINDOW_DAYS, round_down, weeks_before
from .terms import Baseline, Phase, Sport

LONG_SHARE = {1: 1.0, 2: 0.65, 3: 0.55, 4: 0.50, 5: 0.45}  # D4, of the week, by sessions; R6 above that
MANY_SESSIONS_SHARE = 0.40  # D4
LONG_MINUTES = number("D4", "minutes")
WEEK_GROWTH = number("D2", "growth")  # below the warning of R2
BEGINNER_STEP_KM = number("D2", "beginner_step_km")
KEPT_SHARE = number("R6", "share")  # D1: who goes farther than the target needs keeps that much of a week
FIRST_WEEK_SHARE = 0.7  # D7 of the longest session, by session
FRESH_MINUTES = {Sport.RUNNING: number("D12", "minutes"), Sport.CYCLING: number("D12", "ride_minutes")}
ROUNDED = 1.05  # what rounding down takes from a week, so that the long session gets where it should
FOLLOWED = 0.9  # a week this close to what was wanted keeps the level
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
RIDE = Scale(fine=1, round=5, least=15, tiny_week=60, cap=number("D6", "cap"))


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
    """One climb through the weeks of a frame. `climb` may be asked once.

    When a plan is adjusted, `today` lies within its calendar: the weeks before are climbed as they were, but what was
    done (`baseline.runs`) stands in for what was planned. A plan that was followed goes on unchanged.
    """

    def __init__(
        self,
        baseline: Baseline,
        target: Target,
        frames: tuple[WeekFrame, ...],
        week_limit: float,
        today: date | None = None,
    ) -> None:
        self.baseline, self.frames, self.week_limit = baseline, frames, week_limit
        self.today = today or frames[0].starts_on
        self.running = baseline.sport == Sport.RUNNING
        self.scale = RUN if self.running else RIDE
        self.start = baseline.start_km if self.running else float(baseline.start_minutes)
        self.done = [(run.on.toordinal(), self._amount(run.km, run.minutes)) for run in baseline.runs]
        self.average = self._amount(baseline.weekly_km, baseline.weekly_minutes)
        self.sessions = max(len(frame.training) for frame in frames)
        self.share = LONG_SHARE.get(self.sessions, MANY_SESSIONS_SHARE)
        self.long = self._longest_before(frames[0].starts_on) or self.start  # what the long session should be now
        self.level = min(max(self.average, self._first_level()), week_limit)  # what a building week should be now
        self.long_goal = max(target.long, min(self.long, self.level * max(KEPT_SHARE, 1 / self.sessions)))
        self.usual = self.level / self.sessions
        self.week_goal = max(target.week, ROUNDED * self.long_goal / self.share)
        self.builds_left, self.cuts_left = (
            sum(frame.phase == phase for frame in frames) for phase in (Phase.BUILD, Phase.CUT_BACK)
        )
        self.peak, self.previous, self.climbing = self.level, self.average, False

    def _first_level(self) -> float:
        """A first week for someone who does not train, or did not say how much: a few short sessions (D7)."""
        return max(self.scale.least, min(FIRST_WEEK_SHARE * self.sessions * self.long, self.scale.tiny_week))

    def climb(self) -> tuple[WeekAmounts, ...]:
        return tuple(self._week(frame) for frame in self.frames)

    def _amount(self, km: float, minutes: int) -> float:
        return km if self.running else float(minutes)

    def _week(self, frame: WeekFrame) -> WeekAmounts:
        whole = frame.length / 7
        wanted = self._wanted(frame)
        total = min(wanted * whole, self._bound(frame))
        planned = self._days(frame, total)
        week = self._as_it_went(frame, planned)
        expected = sum(amount for _, amount in planned)
        missed = frame.starts_on < self.today and week.total < FOLLOWED * expected
        reached = max(week.total, self._stands_in(frame, expected)) if missed or self._eased(frame) else week.total
        if frame.phase == Phase.BUILD and whole == 1:
            fallen = self._first_level() if missed else 0.0
            kept = week.total >= FOLLOWED * total or (self._eased(frame) and not missed)
            self.level = max(reached, self.level if kept else fallen)
            self.peak = max(self.peak, reached) if self.climbing else reached
            self.climbing = True
        self.builds_left -= frame.phase == Phase.BUILD
        self.cuts_left -= frame.phase == Phase.CUT_BACK
        self.previous = reached if whole == 1 else max(reached, self.average)
        return week

    def _as_it_went(self, frame: WeekFrame, planned: tuple[tuple[date, float], ...]) -> WeekAmounts:
        """The days that are left; in the total, what was done before today stands in for what was planned."""
        left = tuple((on, amount) for on, amount in planned if on >= self.today)
        total = sum(amount for _, amount in left)
        if frame.starts_on < self.today:
            total = self._done_between(frame.starts_on, frame.ends_on)
        return WeekAmounts(frame, left, total, max((amount for _, amount in left), default=0.0))

    def _stands_in(self, frame: WeekFrame, expected: float) -> float:
        """For a week that was missed: the usual one, but once it is over no more than was planned for it."""
        usual = self._usual_up_to(frame)
        return min(expected, usual) if frame.ends_on < self.today else usual

    def _usual_up_to(self, frame: WeekFrame) -> float:
        """The mean of the four weeks up to the end of this one: where a missed week leaves off."""
        done = [(date.fromordinal(on), amount) for on, amount in self.done]
        weeks = weeks_before(done, frame.ends_on + timedelta(days=1), self.frames[0].starts_on, self.average)
        return sum(weeks) / len(weeks)

    def _wanted(self, frame: WeekFrame) -> float:
        """The week's amount before any bound; building grows the level, unless a problem holds it (R22)."""
        if frame.phase == Phase.BUILD and frame.length == 7 and not self._held(frame):
            self._grow()
        if frame.phase == Phase.CUT_BACK and self.climbing:
            return min(self.level, self.previous) * frame.share  # lighter than what was, not than what was wished for
        return (self.peak if frame.phase in EASING else self.level) * frame.share

    def _eased(self, frame: WeekFrame) -> bool:
        """Whether a cramp makes this week's long session an easy one: then it is no measure for the week after it."""
        return frame.long_on is not None and only_easy(self.baseline, frame.long_on) and frame.long_on >= self.today

    def _held(self, frame: WeekFrame) -> bool:
        """A substantial problem holds the weeks that are left; after a cramp (R21) only speed and the long one wait."""
        until = self.baseline.hold_until
        if until is None or self.baseline.hold_rule == "R21":
            return False
        return frame.starts_on <= until and frame.ends_on >= self.today

    def _grow(self) -> None:
        """One step towards the goals, as even as the weeks that are left allow; a cut-back costs the week after it."""
        farther = _growth(self.long, self.long_goal, self.builds_left, self.scale.cap)
        self.long = min(self.long * farther, self.long_goal)
        more = _growth(self.level, self.week_goal, self.builds_left - self.cuts_left, WEEK_GROWTH)
        self.level = min(max(self.level, min(self.level * more, self.week_goal)), self.week_limit)

    def _bound(self, frame: WeekFrame) -> float:
        """R2 (to the warning, not the refusal), R4 and the time that is."""
        growth = WARN * max(self.previous, self.scale.tiny_week)
        first_week = self.baseline.first_week_km
        if first_week is not None and frame.number > 1:
            growth = max(WARN * self.previous, self.previous + BEGINNER_STEP_KM)
        early = inf
        if first_week is not None and (frame.starts_on - self.frames[0].starts_on).days < 7:
            early = first_week - self._done_between(self.frames[0].starts_on, frame.starts_on - timedelta(days=1))
        if self._held(frame):
            growth = min(growth, self.previous)
        return max(0.0, min(growth, early, self.week_limit))

    def _done_between(self, first: date, last: date) -> float:
        return sum(amount for on, amount in self.done if first.toordinal() <= on <= last.toordinal())

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
        each = min(each, max(long, self.usual, self.scale.least))
        if others and (each < self.scale.least <= total / len(days) or each > long):
            # Shared evenly: no day is lost, and the long session is not the shorter one.
            long = each = min(total / len(days), max(each, long))
        if frame.phase == Phase.RACE:
            each = min(each, self._fresh(frame))
        amounts = []
        for day in days:
            if frame.starts_on < self.today <= day:
                total = min(total, self._bound(frame) - self._done_between(frame.starts_on, day))
            wanted = long if day == frame.long_on else each
            if only_easy(self.baseline, day):
                wanted = min(wanted, each or self.usual)
            amount = self._one(day, wanted, total)
            if amount:
                amounts.append((day, amount))
                total -= amount
            if amount and day >= self.today:
                self.done.append((day.toordinal(), amount))
        return tuple(amounts)

    def _fresh(self, frame: WeekFrame) -> float:
        """A session of race week: fewer days, not longer ones, and none that D12 calls long (R26)."""
        most = FRESH_MINUTES[self.baseline.sport]
        if self.running:
            most = most * 60 / self.baseline.budget_pace_s_per_km
        return min(most, max(self.peak * frame.share / self.sessions, self.scale.least))

    def _one(self, day: date, wanted: float, left: float) -> float:
        """One session: as wanted, but within the cap of that day and what is left of the week; 0 when too short.

        Round figures (D5), except for what is short and for the session that ends the climb.
        """
        longest = self._longest_before(day)
        allowed = self.start if longest is None else self.scale.cap * longest
        amount = min(wanted, allowed, left)
        exact = amount < 4 * self.scale.least or amount >= self.long_goal - self.scale.round or wanted > allowed
        amount = round_down(amount, self.scale.fine if exact else self.scale.round)
        return amount if amount >= min(self.scale.least, allowed) and amount > 0 else 0.0

    def _longest_before(self, day: date) -> float | None:
        today = day.toordinal()
        window = [a for on, a in self.done if 1 <= today - on <= WINDOW_DAYS and a > 0]
        return max(window, default=None)


def only_easy(base: Baseline, on: date) -> bool:
    """Whether a cramp is so recent that nothing long stands on this day (R21)."""
    return base.hold_rule == "R21" and base.hold_until is not None and on <= base.hold_until


def _first_to_go(days: tuple[date, ...], frame: WeekFrame) -> date:
    """The day given up first when a week is too small for all of them: neither the long one nor the hard one."""
    return next((d for d in days if d not in (frame.long_on, frame.hard_on)), days[0])


def _growth(start: float, goal: float, steps: int, most: float) -> float:
    return min(most, max(1.0, (goal / max(start, 0.1)) ** (1 / max(1, steps))))
