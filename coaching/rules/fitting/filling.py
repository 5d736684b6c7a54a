"""A week, or a day, filled with what a template brings: placed, scaled, bounded, dressed, and each of it said."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from .. import say
from ..audit import HARD_DAYS, SESSIONS
from ..progression import round_down
from ..terms import Phase, Sport, Week, Workout, WorkoutKind
from .bench import Bench, short
from .bounds import Bound, amount, exceeds, rounded, said, scale_of, scaled_bound, smallest
from .days import Placed, beside, eased, is_session, others_on, sessions_on
from .template import Unfit, Written, amount_of

EXTRAS = (WorkoutKind.STRENGTH, WorkoutKind.MASSAGE)


def fill(bench: Bench, week: Week, pairs: Sequence[tuple[Written, date]], factor: float, most: float) -> bool:
    """Put what is written for a week into it, `factor` times as much; whether anything found its place."""
    days = bench.days(week)
    placed, left_out = sessions_on([p for p in pairs if is_session(p[0])], days, bench.hard_days())
    for written in left_out:
        bench.say(f"“{written.title}” is left out: no day is free for it", week.starts_on)
    placed = [_as_held(bench, one) for one in placed]
    wanted = [_scaled(bench, one, factor) for one in placed]
    wanted = _within_week(bench, week, placed, wanted, [Bound(most, "a lighter week stays as light as it was")])
    given = [_put_session(bench, week, one, km) for one, km in zip(placed, wanted, strict=True)]
    others = others_on([p for p in pairs if p[0].kind in EXTRAS], days)
    given += [_put_other(bench, week, one) for one in others]
    _put_rest(bench, week, pairs, days)
    return any(given)


def fill_day(bench: Bench, week: Week, written: Written, on: date) -> None:
    """Put a single workout on a day, in the place of the session there. Raises Unfit."""
    days = bench.days(week)
    if not days or (written.kind == WorkoutKind.REST and on not in days):
        raise Unfit("No day that was named can still be planned in that week.")
    if not is_session(written):
        _add(bench, week, written, on, days)
        return
    placed = _best_day(bench, week, written, on, days)
    if until := bench.held(written.kind, placed.on):
        raise Unfit(f"Nothing fast or long before {say.day(until)} is over: a cramp or a problem holds the plan.")
    had = sum(amount(bench.plan, w) for w in week.workouts if w.kind in SESSIONS and w.on == placed.on)
    bench.take(week.ends_on, lambda w: w.on == placed.on and w.kind in (*SESSIONS, WorkoutKind.REST))
    wanted = _within_week(bench, week, [placed], [amount_of(written, bench.plan)], [], had)
    if not _put_session(bench, week, placed, wanted[0]):
        raise Unfit(bench.said[-1])


def _add(bench: Bench, week: Week, written: Written, on: date, days: list[date]) -> None:
    """Strength or massage joins a day; a rest day takes its session away."""
    if written.kind == WorkoutKind.REST:
        bench.take(week.ends_on, lambda w: w.on == on)
        bench.put(week.ends_on, _worded(bench.dresser.rest(on), written))
        return
    (placed,) = others_on([(written, on)], days)
    bench.take(week.ends_on, lambda w: w.on == placed.on and w.kind == written.kind)
    if not _put_other(bench, week, placed):
        raise Unfit(bench.said[-1])


def _best_day(bench: Bench, week: Week, written: Written, on: date, days: list[date]) -> Placed:
    """The day itself where it was named, else the nearest that takes no long session and has no hard day beside it."""
    hard = bench.hard_days()
    longs = {w.on for w in week.workouts if w.kind == WorkoutKind.LONG}

    def fit(day: date) -> tuple[bool, bool, int, bool]:
        takes_long = day in longs and day != on and written.kind != WorkoutKind.LONG
        return written.kind in HARD_DAYS and beside(day, hard), takes_long, abs((day - on).days), day < on

    best = min(days, key=fit)
    if fit(best)[0]:
        raise Unfit("Every day it could stand on has a hard day beside it.")
    return Placed(written, on, best, written.kind)


def _as_held(bench: Bench, placed: Placed) -> Placed:
    if bench.held(placed.kind, placed.on) is None:
        return placed
    bench.say(f"“{placed.written.title}” becomes easy: a cramp or a problem holds the plan", placed.on)
    return eased(placed)


def _scaled(bench: Bench, placed: Placed, factor: float) -> float:
    amount_written = amount_of(placed.written, bench.plan)
    bound, wanted = scaled_bound(bench.plan, amount_written), rounded(bench.plan, factor * amount_written)
    less = min(wanted, rounded(bench.plan, bound.most))
    if less < wanted:
        bench.say(_cut(bench, placed, wanted, less, bound.why))
    return less


def _within_week(
    bench: Bench, week: Week, placed: list[Placed], wanted: list[float], also: list[Bound], had: float = 0.0
) -> list[float]:
    """The amounts of a week, all by the same share where together they are too much. `had` stood there before."""
    if not placed:
        return []
    growth, time = bench.week_most(placed[-1].on, len(placed))
    bound = smallest([replace(growth, most=max(growth.most, had)), time, *also])
    total, fine = sum(wanted), scale_of(bench.plan).fine
    if not exceeds(total, bound):
        return wanted
    share = max(bound.most, 0.0) / total
    less = [round_down(share * each, fine) for each in wanted]
    if len(placed) > 1:
        was, now = said(bench.plan, total), said(bench.plan, sum(less))
        bench.say(f"Week of {short(week.starts_on)}: {now} instead of {was}, {bound.why}")
    else:
        bench.say(_cut(bench, placed[0], total, less[0], bound.why))
    return less


def _put_session(bench: Bench, week: Week, placed: Placed, wanted: float) -> bool:
    bound, scale = bench.session_most(placed.on), scale_of(bench.plan)
    value = bound.most if exceeds(wanted, bound) else wanted
    if value < scale.least:
        bench.say(f"“{placed.written.title}” is left out: the limits leave no room for it", placed.on)
        return False
    if value < wanted:
        bench.say(_cut(bench, placed, wanted, value, bound.why))
    workout = _dressed(bench, placed, value, week.phase)
    _say_changes(bench, placed, workout, value)
    bench.put(week.ends_on, workout)
    bench.filled.add(placed.on)
    return True


def _dressed(bench: Bench, placed: Placed, value: float, phase: Phase) -> Workout:
    """In the words of the rules where the coach wrote none, at the paces of this athlete."""
    written = placed.written
    workout = bench.dresser.session(placed.on, placed.kind, value, phase)
    by_time = bench.plan.sport == Sport.RUNNING and written.distance_km is None
    if by_time:  # rounded down, so that it is no farther than the bound
        pace = bench.plan.baseline.budget_pace_s_per_km
        workout = replace(workout, distance_km=None, minutes=int(value * pace / 60 + 1e-6))
    return _worded(workout, written) if workout.kind == written.kind else workout


def _worded(workout: Workout, written: Written) -> Workout:
    own = {name: getattr(written, name) for name in ("title", "purpose", "effort", "steps")}
    return replace(workout, **{name: words for name, words in own.items() if words})


def _say_changes(bench: Bench, placed: Placed, workout: Workout, value: float) -> None:
    title = placed.written.title
    if placed.on != placed.wanted:
        bench.say(f"“{title}”: {placed.on:%A} instead of {placed.wanted:%A}", placed.on)
    if workout.kind == placed.written.kind:
        return
    if placed.kind == placed.written.kind:
        bench.say(f"“{title}” becomes easy: too short for fast parts", placed.on)
    elif bench.held(placed.written.kind, placed.on) is None:
        bench.say(f"“{title}” becomes easy: every free day has a hard day beside it", placed.on)


def _put_other(bench: Bench, week: Week, placed: Placed) -> bool:
    written, dresser = placed.written, bench.dresser
    strength = placed.kind == WorkoutKind.STRENGTH
    workout = dresser.strength(placed.on, week.number - 1) if strength else dresser.massage(placed.on)
    minutes = written.minutes or workout.minutes
    if minutes > bench.minutes_left(placed.on):
        bench.say(f"“{written.title}” is left out: no time is left of what was named", placed.on)
        return False
    if placed.on != placed.wanted:
        bench.say(f"“{written.title}”: {placed.on:%A} instead of {placed.wanted:%A}", placed.on)
    bench.put(week.ends_on, replace(_worded(workout, written), minutes=minutes))
    return True


def _put_rest(bench: Bench, week: Week, pairs: Sequence[tuple[Written, date]], days: list[date]) -> None:
    """A written rest day, where nothing else stands and the athlete would look for something."""
    for written, on in pairs:
        if written.kind == WorkoutKind.REST and on in days and on not in bench.filled:
            bench.put(week.ends_on, _worded(bench.dresser.rest(on), written))


def _cut(bench: Bench, placed: Placed, was: float, now: float, why: str) -> str:
    text = f"“{placed.written.title}” on {short(placed.on)}: {said(bench.plan, now)} instead of {said(bench.plan, was)}"
    steps = ". Its steps stay as you wrote them" if placed.written.steps and now else ""
    return f"{text}, {why}{steps}"
