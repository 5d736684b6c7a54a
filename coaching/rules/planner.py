"""make_plan: answers and findings to a week-by-week plan. The same input gives the same plan, always."""

from dataclasses import replace
from datetime import date, timedelta

from . import RULES_VERSION
from .audit import QUICK, SESSIONS, audit
from .book import number
from .frame import ROUTINE_WEEKS, WeekFrame
from .ladder import WeekAmounts, only_easy
from .outline import Outline, outline
from .pace import training_paces
from .race_sheet import race_sheet, ride_sheet
from .reasons import choices, statements
from .shelf import NIGHT, Shelf
from .terms import (
    Advice,
    AgeBand,
    Answers,
    Baseline,
    EveningRoutine,
    Findings,
    Habit,
    Phase,
    PlanDraft,
    RaceSheet,
    RuleKind,
    Sport,
    Week,
    Workout,
    WorkoutKind,
)
from .workouts import Dresser, Person

FIRST_HARD_WEEK, FIRST_HARD_WEEK_NEW = number("D11", "first_week"), number("D11", "first_week_new")
NEW_WEEK_KM, NEW_WEEK_MINUTES = number("D11", "new_week_km"), number("D11", "new_week_minutes")
NEW_YEARS = number("D11", "new_years")
FEW_SESSIONS = 2  # with two sessions a week every second one is hard
FOCUS = {
    Phase.CUT_BACK: "A lighter week to take in what came before.",
    Phase.TAPER: "Less distance, a little pace, fresh legs.",
    Phase.RACE: "Rest well, and race.",
    Phase.RECOVERY: "Recover first; run again when walking and heel raises are painless.",
}


FIRST = "A start from what you do now, easy most of the time."
FARTHER = "A little more than the week before, easy most of the time."
SAME = "About as much as the week before, easy most of the time."
NOTICED = 1.03  # a week counts as more from 3 % on


class NoPlan(ValueError):
    """The findings allow no plan: somebody should be seen first."""


def make_plan(
    answers: Answers,
    findings: Findings,
    advice: tuple[Advice, ...],
    *,
    starts_on: date,
    base: Baseline | None = None,
    before: PlanDraft | None = None,
) -> PlanDraft:
    """The plan from `starts_on`: 4 to 26 weeks up to a race, an open 12 without one. Rules R1-R26, D1-D13.

    When a plan is adjusted, `base` replaces what the answers say of the last weeks, and `before` is the plan whose
    calendar and evening routine go on. Raises NoPlan past a red flag and ValueError without training days or with a race
    before the start.
    """
    if not findings.plan_allowed:
        raise NoPlan(f"no plan: row {findings.triage.care_row} comes first")
    lines = outline(answers, findings.triage.pattern, starts_on, base, before.ends_on if before else None)
    shelf = Shelf(advice, answers.sport, findings.triage.pattern)
    running = before.evening if before else None
    routine = _routine(answers, findings, shelf, running.starts_on if running else starts_on)
    weeks = tuple(
        left(week, starts_on) for week in _weeks(answers, findings, lines, shelf, routine) if week.ends_on >= starts_on
    )
    fast = any(workout.kind in QUICK for week in weeks for workout in week.workouts)
    draft = PlanDraft(
        rules_version=RULES_VERSION,
        sport=answers.sport,
        units=answers.units,
        pattern=findings.triage.pattern,
        baseline=lines.baseline,
        starts_on=weeks[0].starts_on,
        ends_on=lines.weeks[-1].frame.ends_on,
        race_on=lines.race_on,
        race_km=lines.race_km,
        weeks=weeks,
        evening=routine,
        race_sheet=_sheet(answers, findings, lines, shelf),
        statements=statements(answers, findings, lines, starts_on, fast=fast),
        choices=choices(answers, findings, lines),
        breaches=(),
    )
    return replace(draft, breaches=tuple(b for b in audit(draft) if b.kind != RuleKind.HARD))


def _routine(answers: Answers, findings: Findings, shelf: Shelf, starts_on: date) -> EveningRoutine | None:
    """Six weeks of evening stretching for cramps at night (R13), tried over 55 only."""
    if findings.triage.pattern not in NIGHT:
        return None
    review_on = starts_on + timedelta(weeks=ROUTINE_WEEKS)
    return EveningRoutine(
        shelf.every_evening(), shelf.in_bed(), starts_on, review_on, answers.person.age != AgeBand.A56
    )


def _sheet(answers: Answers, findings: Findings, lines: Outline, shelf: Shelf) -> RaceSheet | None:
    if lines.race_on is None or lines.race_km is None:
        return None
    cramps = shelf.when_it_cramps()
    if answers.sport == Sport.CYCLING:
        return ride_sheet(lines.race_on, lines.race_km, lines.reach, cramps)
    return race_sheet(answers, findings.goal, lines.race_on, lines.race_km, lines.reach, cramps)


def _weeks(
    answers: Answers, findings: Findings, lines: Outline, shelf: Shelf, routine: EveningRoutine | None
) -> tuple[Week, ...]:
    dresser = Dresser(person_of(answers, findings, lines), shelf, lines.extras)
    dresser.intervals_given = lines.baseline.intervals_given
    before = [None, *lines.weeks]
    return tuple(
        _week(answers, lines, week, _focus(week, previous), dresser, routine)
        for week, previous in zip(lines.weeks, before, strict=False)
    )


def left(week: Week, starts_on: date) -> Week:
    """The days of a week that are left, added up anew."""
    if week.starts_on >= starts_on:
        return week
    workouts = tuple(workout for workout in week.workouts if workout.on >= starts_on)
    sessions = [workout for workout in workouts if workout.kind in SESSIONS]
    return replace(
        week,
        starts_on=starts_on,
        distance_km=round(sum(workout.distance_km or 0.0 for workout in sessions), 1),
        minutes=sum(workout.minutes for workout in workouts if workout.kind != WorkoutKind.RACE),
        session_minutes=sum(workout.minutes for workout in sessions),
        workouts=workouts,
    )


def _focus(week: WeekAmounts, previous: WeekAmounts | None) -> str:
    """What the week is about, true of its distance: a building week need not be a longer one."""
    if week.frame.phase != Phase.BUILD:
        return FOCUS[week.frame.phase]
    if previous is None:
        return FIRST
    return FARTHER if week.total > NOTICED * previous.total else SAME


def person_of(answers: Answers, findings: Findings, lines: Outline | PlanDraft) -> Person:
    """What the dresser needs to know, from the answers and the outline of a plan or the plan itself."""
    prediction = findings.goal.prediction if findings.goal else None
    race_pace = prediction.time_s / prediction.distance_km if prediction and prediction.time_s else None
    running = answers.sport == Sport.RUNNING
    return Person(
        sport=answers.sport,
        units=answers.units,
        paces=training_paces(answers.training),
        race_pace_s_per_km=race_pace if running else None,
        race_km=lines.race_km,
        budget_pace_s_per_km=lines.baseline.budget_pace_s_per_km,
        first_level=1 if answers.habits.strength == Habit.OFTEN else 0,
    )


def _week(
    answers: Answers, lines: Outline, week: WeekAmounts, focus: str, dresser: Dresser, routine: EveningRoutine | None
) -> Week:
    frame = week.frame
    sessions = [
        dresser.session(on, _kind(answers, lines, frame, on), amount, frame.phase) for on, amount in week.amounts
    ]
    workouts = list(sessions)
    if lines.extras.strength_minutes:
        days = frame.strength_on[: lines.extras.strength_sessions]
        workouts += [dresser.strength(on, frame.number - 1) for on in days]
    if lines.extras.massage_minutes and frame.massage_on:
        workouts.append(dresser.massage(frame.massage_on))
    workouts += [dresser.rest(on) for on in frame.rest_on]
    minutes = sum(workout.minutes for workout in workouts)
    if lines.race_on and frame.phase == Phase.RACE:
        workouts.append(dresser.race(lines.race_on, lines.race_km, _race_time(answers, dresser.person)))
    running = answers.sport == Sport.RUNNING
    return Week(
        number=frame.number,
        starts_on=frame.starts_on,
        ends_on=frame.ends_on,
        phase=frame.phase,
        focus=focus,
        distance_km=round(week.total, 1) if running else 0.0,
        longest_km=week.longest if running else 0.0,
        minutes=minutes,
        session_minutes=sum(workout.minutes for workout in sessions),
        longest_minutes=max((workout.minutes for workout in sessions), default=0),
        workouts=tuple(sorted(workouts, key=_by_day)),
        evening=routine.advice if routine and frame.starts_on < routine.review_on else (),
    )


ORDER = tuple(WorkoutKind)


def _by_day(workout: Workout) -> tuple[date, int]:
    return workout.on, ORDER.index(workout.kind)


def _race_time(answers: Answers, person: Person) -> float | None:
    """About how long the race takes, in s: the slower of prediction and target; None when neither is known."""
    pace, km = person.race_pace_s_per_km, person.race_km
    return max(pace * km if pace and km else 0.0, answers.goal.target_s or 0.0) or None


def _kind(answers: Answers, lines: Outline, frame: WeekFrame, on: date) -> WorkoutKind:
    if on == frame.long_on:
        return WorkoutKind.EASY if only_easy(lines.baseline, on) else WorkoutKind.LONG
    if on != frame.hard_on or not _hard_allowed(answers, lines, frame, on):
        return WorkoutKind.EASY
    race_weeks = lines.race_on is not None and 2 * frame.number > len(lines.weeks)
    return WorkoutKind.GOAL_PACE if race_weeks and frame.number % 2 else WorkoutKind.INTERVALS


def _hard_allowed(answers: Answers, lines: Outline, frame: WeekFrame, on: date) -> bool:
    """At most one hard session a week (R5), none too early (D11), none while something holds it (R21, R22)."""
    base, running = lines.baseline, answers.sport == Sport.RUNNING
    if (base.hold_until and on <= base.hold_until) or base.first_week_km is not None:
        return False
    small = base.weekly_km < NEW_WEEK_KM if running else base.weekly_minutes < NEW_WEEK_MINUTES
    years = answers.training.years
    first = FIRST_HARD_WEEK_NEW if small or (years is not None and years < NEW_YEARS) else FIRST_HARD_WEEK
    enough = len(frame.training) > FEW_SESSIONS or frame.number % 2 == 0
    return frame.number >= first and enough
