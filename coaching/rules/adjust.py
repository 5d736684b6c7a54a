"""A plan meets the weeks as they went: what was done, missed and cramped changes the weeks that are left.

The calendar stays: weeks, phases, taper, strength and the evening routine go on. Only amounts are climbed anew, from
what was really done; holds come on top. A red flag pauses the plan.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from . import say
from .audit import SESSIONS
from .book import number
from .kept import keep, summed
from .planner import NoPlan, left, make_plan
from .shelf import NIGHT
from .terms import (
    Adjusted,
    Advice,
    Answers,
    Baseline,
    Care,
    Change,
    Findings,
    Pattern,
    Phase,
    PlanDraft,
    Run,
    Severity,
    Sport,
    Triage,
    Week,
    Workout,
    WorkoutKind,
)

HOLD_DAYS = int(number("D13", "days"))  # R22
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cramped:
    """A cramp that happened, with what triage made of it."""

    on: date
    triage: Triage


@dataclass(frozen=True, slots=True)
class Lived:
    """The weeks up to today: all sessions since the plan's first day (earlier ones may be there), cramps, problems."""

    done: tuple[Run, ...] = ()
    cramps: tuple[Cramped, ...] = ()
    substantial_problem_on: date | None = None
    logged_today: bool = False  # something was written down for today, done or not: today is not planned again


def adjust(
    plan: PlanDraft,
    answers: Answers,
    findings: Findings,
    advice: tuple[Advice, ...],
    lived: Lived,
    *,
    today: date,
    by_coach: tuple[Workout, ...] = (),
) -> Adjusted:
    """The days that are left of a plan, in its calendar, with amounts from what was done; and in words what changes.

    They start today, or tomorrow when something was done or logged today. A red flag among the cramps: no plan (paused);
    leave out those that somebody looked at. A cramp: nothing fast or long for 48 hours (R21). A substantial problem: no
    growth and nothing hard for a week (R22). What a coach wrote stays where no limit forbids it. Raises ValueError when
    no day of the plan is left or the race lies behind.
    """
    if flagged := _flagged(lived):
        text = "The plan pauses: one of your cramps came with a sign that a doctor should look at first."
        return Adjusted(None, (Change(text, flagged.triage.care_row or "S10"),))
    starts_on = _starts_on(plan, lived, today)
    if starts_on > (plan.race_on or plan.ends_on):
        raise ValueError("the race or the end of the plan lies before the first day that is left")
    hold, changes = _hold(plan.baseline, lived, today)
    pattern = _pattern_now(plan.pattern, lived)
    changes += _pattern_change(plan.pattern, pattern)
    seen = replace(findings, triage=replace(findings.triage, pattern=pattern))

    def planned(done: tuple[Run, ...]) -> PlanDraft:
        base = _baseline_now(plan, hold, done, starts_on)
        return make_plan(answers, seen, advice, starts_on=starts_on, base=base, before=plan)

    try:
        new = planned(lived.done)
    except NoPlan as refusal:
        return Adjusted(None, (Change(str(refusal), findings.triage.care_row or "S10"),))
    new = _no_more(new, plan, hold.hold_until)
    new, replaced = keep(new, tuple(workout for workout in by_coach if workout.on >= starts_on))
    longest = _longest_change(plan, new, planned(_as_planned(plan, starts_on)), starts_on)
    return Adjusted(new, (*changes, *longest, *_missed_change(plan, lived, starts_on), *replaced))


def as_lived(plan: PlanDraft, lived: Lived, *, today: date) -> PlanDraft:
    """The days that are left of a plan as it stands, with what was done and what holds it now: as an audit of today sees it.

    Raises NoPlan while a red flag pauses it, and ValueError when no day of it is left.
    """
    if flagged := _flagged(lived):
        raise NoPlan(f"paused: row {flagged.triage.care_row} comes first")
    starts_on = _starts_on(plan, lived, today)
    if starts_on > (plan.race_on or plan.ends_on):
        raise ValueError("the race or the end of the plan lies before the first day that is left")
    hold, _ = _hold(plan.baseline, lived, today)
    base = _baseline_now(plan, hold, lived.done, starts_on)
    weeks = tuple(left(week, starts_on) for week in plan.weeks if week.ends_on >= starts_on)
    return replace(plan, starts_on=weeks[0].starts_on, baseline=base, weeks=weeks)


def _no_more(new: PlanDraft, old: PlanDraft, until: date | None) -> PlanDraft:
    """While a hold lasts no session asks for more than the plan gave for that day already (R21, R22)."""
    if until is None:
        return new
    given = {w.on: w for week in old.weeks for w in week.workouts if w.kind in SESSIONS and w.on <= until}

    def held(workout: Workout) -> Workout:
        before = given.get(workout.on)
        more = before and workout.kind in SESSIONS and _amount(workout) > _amount(before)
        if before is None or not more:
            return workout
        return before if workout.kind == before.kind else _cut_to(workout, before)

    return replace(new, weeks=tuple(_where(held, week) for week in new.weeks))


def _where(held: Callable[[Workout], Workout], week: Week) -> Week:
    workouts = tuple(held(workout) for workout in week.workouts)
    return week if workouts == week.workouts else summed(replace(week, workouts=workouts))


def _amount(workout: Workout) -> float:
    return workout.distance_km or float(workout.minutes)


def _cut_to(workout: Workout, before: Workout) -> Workout:
    """An easy session instead of a hard one, and no longer than that one was."""
    share = _amount(before) / _amount(workout)
    return replace(workout, distance_km=before.distance_km, minutes=round(workout.minutes * share))


def _flagged(lived: Lived) -> Cramped | None:
    """The last cramp that came with a red flag, however long ago."""
    flagged = [cramp for cramp in lived.cramps if cramp.triage.care != Care.NONE]
    return max(flagged, key=lambda c: c.on, default=None)


def _starts_on(plan: PlanDraft, lived: Lived, today: date) -> date:
    """The first day that can still be planned; a plan that begins tomorrow still begins tomorrow."""
    over = lived.logged_today or any(run.on == today for run in lived.done)
    return max(today + DAY if over else today, plan.starts_on)


def _baseline_now(plan: PlanDraft, base: Baseline, done: tuple[Run, ...], starts_on: date) -> Baseline:
    """The baseline of the first day, with the runs that were done since, by day."""
    first = base.first_day or plan.starts_on
    known = [run for run in base.runs if (base.first_day is None or run.on < first) and run not in done]
    intervals = [
        w
        for week in plan.weeks
        for w in week.workouts
        if w.kind == WorkoutKind.INTERVALS and week.phase not in (Phase.TAPER, Phase.RACE) and w.on < starts_on
    ]
    return replace(
        base,
        runs=tuple(sorted((*known, *(run for run in done if run.on < starts_on)), key=lambda run: run.on)),
        first_day=first,
        intervals_given=base.intervals_given + len(intervals),
    )


def _as_planned(plan: PlanDraft, until: date) -> tuple[Run, ...]:
    """What would have been done had the plan been followed to the letter."""
    planned = [w for week in plan.weeks for w in week.workouts if w.kind in SESSIONS and w.on < until]
    first = plan.baseline.first_day or plan.starts_on
    before = [run for run in plan.baseline.runs if run.on >= first]
    return (*before, *(Run(w.on, w.distance_km or 0.0, w.minutes) for w in planned))


def _hold(base: Baseline, lived: Lived, today: date) -> tuple[Baseline, tuple[Change, ...]]:
    """R22 over R21: a problem outweighs a cramp."""
    problem = lived.substantial_problem_on
    if problem and (until := problem + timedelta(days=HOLD_DAYS)) >= today:
        until_then = f"nothing grows and nothing is fast before {say.day(until)} is over."
        text = f"A problem clearly limited your training, so {until_then}"
        return replace(base, hold_until=until, hold_rule="R22"), (Change(text, "R22"),)
    real = [c for c in lived.cramps if c.triage.severity != Severity.PRE_CRAMP]
    last = max((c.on for c in real), default=None)
    if last and (until := last + timedelta(hours=number("R21", "hours_most"))) >= today:
        text = (
            f"You cramped on {say.day(last)}: easy only for two days, then on when walking and a heel raise are "
            "painless."
        )
        return replace(base, hold_until=until, hold_rule="R21"), (Change(text, "R21"),)
    return replace(base, hold_until=None, hold_rule=None), ()


def _pattern_now(pattern: Pattern, lived: Lived) -> Pattern:
    """Night cramps in someone planned for fatigue or nothing certain, or fatigue with night cramps, make it mixed."""
    seen = {cramp.triage.pattern for cramp in lived.cramps}
    at_night = pattern in (Pattern.FATIGUE, Pattern.UNCERTAIN) and seen & NIGHT
    in_training = pattern == Pattern.NOCTURNAL and seen & {Pattern.FATIGUE, Pattern.MIXED}
    return Pattern.MIXED if at_night or in_training else pattern


def _pattern_change(before: Pattern, now: Pattern) -> tuple[Change, ...]:
    if before == now:
        return ()
    if before == Pattern.NOCTURNAL:
        return (Change("Your cramps now come in training too; the evening routine stays.", "R13"),)
    return (Change("You now cramp at night too; the evening routine comes in.", "R13"),)


def _longest_change(old: PlanDraft, new: PlanDraft, followed: PlanDraft, starts_on: date) -> tuple[Change, ...]:
    """The next long session, where it differs because of what was done: not from a hold, which `followed` has too.

    Compared are the plans from the day on which it now stands: a long session that a hold takes away is the hold's.
    """
    stands = next(_longs(new, starts_on), None)
    on = stands.on if stands else starts_on
    before, after, unmoved = (_next_long(plan, on) for plan in (old, new, followed))
    if not before or after in (before, unmoved):
        return ()
    running = old.sport == Sport.RUNNING
    was, now = (say.distance(v, old.units) if running else say.minutes(v) for v in (before, after))
    what = f"is {now} instead of {was}" if after else f"of {was} is left out"
    text = f"Your next long session {what}, from what you really did."
    return (Change(text, "R1" if running else "R24"),)


def _next_long(plan: PlanDraft, on: date) -> float:
    """Km or minutes of the first long session from a day on; 0 without one."""
    long = next(_longs(plan, on), None)
    return _amount(long) if long else 0.0


def _longs(plan: PlanDraft, on: date) -> Iterator[Workout]:
    return (w for week in plan.weeks for w in week.workouts if w.kind == WorkoutKind.LONG and w.on >= on)


def _missed_change(old: PlanDraft, lived: Lived, starts_on: date) -> tuple[Change, ...]:
    missed = _missed(old, [run.on for run in lived.done], starts_on)
    if not missed:
        return ()
    what = "One planned session was" if missed == 1 else f"{missed} planned sessions were"
    return (Change(f"{what} not done; the weeks ahead start from what was.", "R2"),)


def _missed(old: PlanDraft, done: list[date], starts_on: date) -> int:
    """Planned sessions without one that was done: on the day, else a day earlier or later, else in the same week."""
    open_ = [(w.on, week) for week in old.weeks for w in week.workouts if w.kind in SESSIONS and w.on < starts_on]
    spare = sorted(on for on in done if on >= old.starts_on)
    nearness: tuple[Callable[[date, date, Week], bool], ...] = (
        lambda planned, on, week: planned == on,
        lambda planned, on, week: abs((planned - on).days) == 1,
        lambda planned, on, week: week.starts_on <= on <= week.ends_on,
    )
    for near in nearness:
        for planned, week in tuple(open_):
            match = next((on for on in spare if near(planned, on, week)), None)
            if match is not None:
                spare.remove(match)
                open_.remove((planned, week))
    return len(open_)
