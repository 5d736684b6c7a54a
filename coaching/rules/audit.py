"""Any plan, made here or edited by hand, against the rules: which it breaks, where, in words.

Hard rules: R1, R2 (refusal), R4, R21 and R22 (while they hold), and D8: days and time that were named, race day.
Soft ones and conventions: R2 (warning), R5, R6, R7, R15, R23, R26. R9 and R10 need predictions and are not looked at.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import groupby, pairwise
from math import floor

from . import say
from .book import number
from .progression import CAP, EPSILON, longest_within, week_refuse, week_warn, weeks_before
from .terms import Breach, Phase, PlanDraft, RuleKind, Run, Sport, Week, Workout, WorkoutKind

SESSIONS = frozenset({WorkoutKind.EASY, WorkoutKind.LONG, WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE})
QUICK = frozenset({WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE})
HARD_DAYS = QUICK | {WorkoutKind.LONG, WorkoutKind.RACE}
LONG_BEFORE_RACE_MINUTES = number("D12", "minutes")  # R26 names no number


def audit(plan: PlanDraft) -> tuple[Breach, ...]:
    """All breaches of a plan, hard ones first, then by day. Distances in km; R1, R2 and R4 for runners only (R24)."""
    found = [breach for check in CHECKS for breach in check(plan)]
    return tuple(sorted(found, key=lambda b: (b.kind != RuleKind.HARD, b.on or date.min, b.week or 0, b.rule)))


def _sessions(week: Week) -> list[Workout]:
    return [workout for workout in week.workouts if workout.kind in SESSIONS]


def km_of(plan: PlanDraft, workout: Workout) -> float:
    """The distance of a run; where only minutes stand, what they come to at the usual easy pace."""
    return workout.distance_km or workout.minutes * 60 / plan.baseline.budget_pace_s_per_km


def _amount(plan: PlanDraft, week: Week) -> float:
    """Km (cyclists: minutes) of a week's sessions, without a race; hand-edited weeks are added up anew."""
    if plan.sport == Sport.CYCLING:
        return float(sum(workout.minutes for workout in _sessions(week)))
    return sum(km_of(plan, workout) for workout in _sessions(week))


def _done(plan: PlanDraft) -> list[tuple[date, float]]:
    running = plan.sport == Sport.RUNNING
    return [(run.on, run.km if running else float(run.minutes)) for run in plan.baseline.runs]


def _whole(week: Week) -> bool:
    return (week.ends_on - week.starts_on).days == 6


def _single_runs(plan: PlanDraft) -> Iterator[Breach]:
    """R1: no day with more training than 1.10 times the longest run of the 30 days before it."""
    if plan.sport != Sport.RUNNING:
        return
    runs = list(plan.baseline.runs)
    planned = sorted((w.on, km_of(plan, w), week.number) for week in plan.weeks for w in _sessions(week))
    for on, same_day in groupby(planned, key=lambda entry: entry[0]):
        distances, numbers = zip(*((km, number) for _, km, number in same_day), strict=True)
        longest = longest_within(runs, on)
        if sum(distances) > (plan.baseline.start_km if longest is None else CAP * longest) + EPSILON:
            text = (
                f"{say.distance(sum(distances), plan.units)} is more than a tenth beyond the longest run of the 30 days"
                f" before ({say.distance(longest, plan.units)})."
                if longest
                else f"{say.distance(sum(distances), plan.units)} without a run in the 30 days before; start with "
                f"{say.distance(plan.baseline.start_km, plan.units)}."
            )
            yield Breach("R1", RuleKind.HARD, text, numbers[0], on)
        runs += [Run(on, km) for km in distances]


def growing(plan: PlanDraft) -> Iterator[tuple[Week, float, float]]:
    """Each week that has sessions, with its amount and that of the week before; done days of an adjusted plan count.

    A short first week stands aside for the usual week. After a missed week the mean of the last four stands in, also
    for the week in which the plan was adjusted.
    """
    base, done = plan.baseline, _done(plan)
    first_day = base.first_day or plan.starts_on
    usual = previous = base.weekly_km if plan.sport == Sport.RUNNING else float(base.weekly_minutes)
    for index, week in enumerate(plan.weeks):
        amount, starts_on = _amount(plan, week), week.ends_on - timedelta(days=6)
        if index == 0 and base.first_day is not None:
            before = weeks_before(done, starts_on, first_day, usual)
            previous = max(before[0], sum(before) / len(before))
            amount += sum(each for on, each in done if max(starts_on, first_day) <= on < plan.starts_on)
        if _sessions(week):
            yield week, amount, previous
        previous = max(amount, usual) if starts_on < first_day else amount
        if index == 0 and base.first_day is not None:
            lived = weeks_before([*done, *_planned(plan, week)], week.ends_on + timedelta(days=1), first_day, usual)
            previous = max(previous, sum(lived) / len(lived))


def _planned(plan: PlanDraft, week: Week) -> list[tuple[date, float]]:
    """Km (cyclists: minutes) of each session of a week, by day."""
    running = plan.sport == Sport.RUNNING
    return [(w.on, km_of(plan, w) if running else float(w.minutes)) for w in _sessions(week)]


def _weekly_growth(plan: PlanDraft) -> Iterator[Breach]:
    """R2: a week over 120 % of the one before is warned about, over 130 % refused; under 10 km count as 10."""
    if plan.sport != Sport.RUNNING:
        return
    for week, km, previous in growing(plan):
        if km > week_warn(previous) + EPSILON:
            kind = RuleKind.HARD if km > week_refuse(previous) + EPSILON else RuleKind.SOFT
            text = (
                f"{say.distance(km, plan.units)} this week after {say.distance(previous, plan.units)} the week before."
            )
            yield Breach("R2", kind, text, week.number)


def _first_week(plan: PlanDraft) -> Iterator[Breach]:
    """R4: who is new to running with a BMI over 30 runs no more than 3 km in the first seven days, done ones too."""
    limit, first = plan.baseline.first_week_km, plan.baseline.first_day or plan.starts_on
    if limit is None:
        return
    planned = [km_of(plan, w) for week in plan.weeks for w in _sessions(week) if (w.on - first).days < 7]
    done = [km for on, km in _done(plan) if 0 <= (on - first).days < 7 and on < plan.starts_on]
    km = sum(planned) + sum(done)
    if planned and km > limit + EPSILON:
        yield Breach("R4", RuleKind.HARD, f"{say.distance(km, plan.units)} in the first seven days.", 1)


def _named_days(plan: PlanDraft) -> Iterator[Breach]:
    """Nothing on a day that was not named, and nothing outside its own week (D8)."""
    for week in plan.weeks:
        for workout in week.workouts:
            if workout.kind == WorkoutKind.RACE:
                continue
            if workout.on.weekday() not in plan.baseline.days:
                yield Breach(
                    "D8", RuleKind.HARD, f"{workout.title} on a day you did not name.", week.number, workout.on
                )
            if not week.starts_on <= workout.on <= week.ends_on:
                yield Breach("D8", RuleKind.HARD, f"{workout.title} outside its week.", week.number, workout.on)


def _named_time(plan: PlanDraft) -> Iterator[Breach]:
    """No week takes more time than was named (D8); a race is not counted."""
    most = plan.baseline.max_minutes_per_week
    for week in plan.weeks:
        minutes = sum(workout.minutes for workout in week.workouts if workout.kind != WorkoutKind.RACE)
        if most is not None and minutes > most:
            text = f"{say.minutes(minutes)} this week; you named {say.minutes(most)}."
            yield Breach("D8", RuleKind.HARD, text, week.number)


def _race_day(plan: PlanDraft) -> Iterator[Breach]:
    """The race on race day, nothing else on it, and no race on another day (D8)."""
    found = [
        (w.on, w.kind)
        for week in plan.weeks
        for w in week.workouts
        if w.on == plan.race_on or w.kind == WorkoutKind.RACE
    ]
    if found != ([(plan.race_on, WorkoutKind.RACE)] if plan.race_on else []):
        text = "The race, and nothing but the race, belongs on race day."
        yield Breach("D8", RuleKind.HARD, text, None, plan.race_on)


def _held(plan: PlanDraft) -> Iterator[Breach]:
    """R21, R22: nothing fast while a cramp or a substantial problem holds the plan, after a cramp nothing long either."""
    until, rule = plan.baseline.hold_until, plan.baseline.hold_rule or "R22"
    waits = QUICK | {WorkoutKind.LONG} if rule == "R21" else QUICK
    for week in plan.weeks:
        for workout in week.workouts:
            if until and workout.on <= until and workout.kind in waits:
                text = f"{workout.title} before {say.day(until)} is over."
                yield Breach(rule, RuleKind.HARD, text, week.number, workout.on)


def _held_growth(plan: PlanDraft) -> Iterator[Breach]:
    """R22: no week that starts while a substantial problem holds the plan has more than the week before it."""
    until = plan.baseline.hold_until
    if until is None or plan.baseline.hold_rule == "R21":
        return
    for week, amount, previous in growing(plan):
        if week.starts_on <= until and amount > previous + EPSILON:
            text = f"More than the week before, though a problem holds the plan until {say.day(until)}."
            yield Breach("R22", RuleKind.HARD, text, week.number)


def _intensity(plan: PlanDraft) -> Iterator[Breach]:
    """R5: one hard session with four sessions or fewer, else a fifth of them, rounded down."""
    for week in plan.weeks:
        sessions = _sessions(week)
        hard = sum(workout.kind in QUICK for workout in sessions)
        share = max(number("R5", "hard_when_few"), floor(number("R5", "hard_share") * len(sessions) + EPSILON))
        if hard > share:
            yield Breach("R5", RuleKind.SOFT, f"{hard} hard sessions among {len(sessions)}.", week.number)


def _long_share(plan: PlanDraft) -> Iterator[Breach]:
    """R6: a long run over 30 % of the week and over 150 minutes; waived with three sessions or fewer."""
    for week in plan.weeks:
        sessions = _sessions(week)
        if plan.sport != Sport.RUNNING or len(sessions) <= number("R6", "waived_at_sessions"):
            continue
        longest = max(sessions, key=lambda w: km_of(plan, w))
        share = km_of(plan, longest) / _amount(plan, week) if _amount(plan, week) else 0.0
        if share > number("R6", "share") + EPSILON and longest.minutes > number("R6", "minutes"):
            text = f"The long run takes {say.minutes(longest.minutes)} and {round(100 * share)} % of the week."
            yield Breach("R6", RuleKind.SOFT, text, week.number, longest.on)


def _taper(plan: PlanDraft) -> Iterator[Breach]:
    """R7: on average 41 to 60 % less in the weeks of the taper than in the largest week before them."""
    tapering = [week for week in plan.weeks if week.phase in (Phase.TAPER, Phase.RACE)]
    before = [week for week in plan.weeks if week.phase in (Phase.BUILD, Phase.CUT_BACK) and _whole(week)]
    if not tapering or not before or plan.race_on is None:
        return
    peak = max(_amount(plan, week) for week in before)
    mean = sum(_amount(plan, week) for week in tapering) / len(tapering)
    cut = 1 - mean / peak if peak else 0.0
    if peak and not number("R7", "least") - EPSILON <= cut <= number("R7", "most") + EPSILON:
        text = (
            f"The weeks before the race have {round(100 * cut)} % less than the largest week; 41 to 60 % was best for "
            "performance."
        )
        yield Breach("R7", RuleKind.SOFT, text, tapering[0].number)


def _strength(plan: PlanDraft) -> Iterator[Breach]:
    """R15: two strength sessions in the weeks that build; fewer is said. Studied in runners (R24)."""
    for week in plan.weeks if plan.sport == Sport.RUNNING else ():
        count = sum(workout.kind == WorkoutKind.STRENGTH for workout in week.workouts)
        if week.phase == Phase.BUILD and _whole(week) and count < number("R15", "least"):
            text = f"{count} strength sessions; the studies that helped running had two or three a week."
            yield Breach("R15", RuleKind.SOFT, text.replace("1 strength sessions", "1 strength session"), week.number)


def _hard_days_apart(plan: PlanDraft) -> Iterator[Breach]:
    """R23: hard days (intervals, race pace, long, race) not one after the other."""
    hard = sorted({w.on for week in plan.weeks for w in week.workouts if w.kind in HARD_DAYS})
    for one, other in pairwise(hard):
        if (other - one).days == 1:
            yield Breach("R23", RuleKind.DESIGN, f"Hard days on {say.day(one)} and the day after.", None, other)


def _fresh(plan: PlanDraft) -> Iterator[Breach]:
    """R26: nothing long in the three days before the race. Seen in runners (R24)."""
    for week in plan.weeks if plan.sport == Sport.RUNNING else ():
        for workout in _sessions(week):
            before = (plan.race_on - workout.on).days if plan.race_on else 0
            long = workout.kind == WorkoutKind.LONG or workout.minutes > LONG_BEFORE_RACE_MINUTES
            if 1 <= before <= number("R26", "days") and long:
                yield Breach(
                    "R26", RuleKind.SOFT, f"{workout.title} {before} days before the race.", week.number, workout.on
                )


CHECKS: tuple[Callable[[PlanDraft], Iterator[Breach]], ...] = (
    _single_runs,
    _weekly_growth,
    _first_week,
    _named_days,
    _named_time,
    _race_day,
    _held,
    _held_growth,
    _intensity,
    _long_share,
    _taper,
    _strength,
    _hard_days_apart,
    _fresh,
)
