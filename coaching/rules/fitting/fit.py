"""fit: a template to the plan of one athlete. Amounts, days, paces and limits are theirs (D15)."""

from datetime import date, timedelta
from math import inf

from .. import say
from ..audit import SESSIONS
from ..kept import first_new
from ..progression import weeks_before
from ..terms import Phase, PlanDraft, Sport, Week, Workout, WorkoutKind
from ..workouts import Dresser
from .bench import EASING, Bench
from .bounds import amount, said, scale_of, week_at
from .filling import fill, fill_day
from .mending import mend
from .template import Fitted, Steps, Template, Unfit, Written

SPORTS = {Sport.RUNNING: "runners", Sport.CYCLING: "cyclists"}
LIMITS = Steps()
MOST_OF_A_WEEK = 3  # days after its Monday: the week of the plan with its Thursday shares most of its days
SILENT_DAYS = 14
NOTICED = 0.03  # a factor this close to one is not spoken of


def fit(
    template: Template, plan: PlanDraft, lived: PlanDraft, dresser: Dresser, *, starts_on: date, steps: Steps = LIMITS
) -> Fitted:
    """The weeks of a plan with a template in them from `starts_on`, its day or first Monday, and what was fitted in words.

    `lived` is the same plan as of today: the days left, with what was done (adjust.as_lived). Both bound what is given, so
    that neither has a hard breach it had not before. Raises Unfit, with the reason for the coach, where nothing can be given.
    """
    if template.sport != plan.sport:
        raise Unfit(f"It is written for {SPORTS[template.sport]}.")
    bench = Bench([plan, lived], dresser, steps, lived.starts_on)
    if template.week_amount is None:
        _give_day(bench, template.workouts[0], starts_on)
    else:
        _give_weeks(bench, template, starts_on, template.week_amount)
    mend(bench, (plan, lived))
    for before, after in zip((plan, lived), bench.views, strict=True):
        if broken := first_new(before, after):
            raise Unfit(f"The plan would go beyond a limit with it. {broken.sentence}")
    return Fitted(bench.plan.weeks, bench.said)


def _give_day(bench: Bench, written: Written, on: date) -> None:
    week = week_at(bench.plan, on)
    if week is None:
        raise Unfit(f"The plan goes from {say.day(bench.plan.starts_on)} to {say.day(bench.plan.ends_on)}.")
    if week.phase in EASING:
        raise Unfit(f"That is a week of {EASING[week.phase]}.")
    if on < bench.first:
        raise Unfit("That day is over, or something is logged for it already.")
    fill_day(bench, week, written, on)


def _give_weeks(bench: Bench, template: Template, starts_on: date, week_amount: float) -> None:
    monday = starts_on - timedelta(days=starts_on.weekday())
    weeks = _weeks(bench, template, monday)
    if not weeks:
        raise Unfit(" ".join(bench.said) or "There is nothing in this template.")
    if silent := _silent_days(bench.views[1]):
        bench.say(f"Nothing was logged in the {silent} days of this plan, so it starts from little")
    own = _own_week(bench.views[1], weeks[0][0].ends_on - timedelta(days=6))
    factor = own / week_amount
    if abs(factor - 1) > NOTICED:
        of_whom, this = said(bench.plan, week_amount), said(bench.plan, own)
        bench.say(f"Written for {of_whom} a week; this athlete does about {this}: amounts times {factor:.2f}")
    lighter = {week.ends_on: _most(bench.plan, week) for week, _ in weeks}
    for week, _ in weeks:
        bench.take(week.ends_on, lambda workout: workout.kind in _replaced(template))
    given = [fill(bench, week, written, factor, lighter[week.ends_on]) for week, written in weeks]
    if not any(given):
        raise Unfit(" ".join(bench.said))


def _weeks(bench: Bench, template: Template, monday: date) -> list[tuple[Week, list[tuple[Written, date]]]]:
    """The weeks of the plan that get something, with what is written for them and for which days."""
    found = []
    for number in range(1, template.weeks + 1):
        start = monday + timedelta(weeks=number - 1)
        written = [w for w in template.workouts if w.week == number]
        week = week_at(bench.plan, start + timedelta(days=MOST_OF_A_WEEK))
        if not written:
            continue
        if week and not (refusal := _why_not(bench, week)):
            found.append((week, [(w, _weekday_in(week, w.day)) for w in written]))
        else:
            bench.say(f"Week {number}: {refusal if week else 'outside the plan'}")
    return found


def _weekday_in(week: Week, weekday: int) -> date:
    """A week of a plan begins on any day: its Monday may come after its Sunday."""
    first = week.ends_on - timedelta(days=6)
    return first + timedelta(days=(weekday - first.weekday()) % 7)


def _why_not(bench: Bench, week: Week) -> str:
    if week.phase in EASING:
        return f"stays as it is, a week of {EASING[week.phase]}"
    return "" if bench.days(week) else "no day is left in it"


def _replaced(template: Template) -> frozenset[WorkoutKind]:
    """Runs or rides give way to those of the template; strength and massage only where it brings some itself."""
    kinds = {written.kind for written in template.workouts} - {WorkoutKind.REST}
    return frozenset(kinds | SESSIONS) if kinds & SESSIONS else frozenset(kinds)


def _most(plan: PlanDraft, week: Week) -> float:
    """A lighter week stays as light as it was."""
    return _has(plan, week) if week.phase == Phase.CUT_BACK else inf


def _has(plan: PlanDraft, week: Week) -> float:
    return sum(amount(plan, w) for w in week.workouts if w.kind in SESSIONS)


def _own_week(lived: PlanDraft, monday: date) -> float:
    """What this athlete does in a week: the mean of the four before a Monday, done and, where they are still to come, planned."""
    base, running = lived.baseline, lived.sport == Sport.RUNNING
    done = [(run.on, run.km if running else float(run.minutes)) for run in base.runs]
    ahead = [(w.on, amount(lived, w)) for week in lived.weeks for w in week.workouts if _counts(w, monday)]
    usual = base.weekly_km if running else float(base.weekly_minutes)
    weeks = weeks_before([*done, *ahead], monday, base.first_day or lived.starts_on, usual)
    return sum(weeks) / len(weeks) or scale_of(lived).tiny_week


def _silent_days(lived: PlanDraft) -> int:
    """How many days of the plan went by without one that was logged; 0 while they are few."""
    first = lived.baseline.first_day or lived.starts_on
    days = (lived.starts_on - first).days
    return days if days >= SILENT_DAYS and all(run.on < first for run in lived.baseline.runs) else 0


def _counts(workout: Workout, before: date) -> bool:
    return workout.kind in SESSIONS and workout.on < before
