"""What a coach's edit newly breaks: of the plan as it is written, and of the days left as its athlete lived up to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from coaching.models import PlanWeek, TrainingPlan, User
from coaching.rules.adjust import as_lived
from coaching.rules.audit import SESSIONS, audit, km_of
from coaching.rules.own_steps import beyond_own_steps
from coaching.rules.progression import EPSILON
from coaching.rules.terms import Breach, PlanDraft, RuleKind, Sport
from coaching.services.adapting.lived import lived_of
from coaching.services.plan_rows import draft_of

from .thresholds import thresholds_of

OF_HOLDS = frozenset({"R21", "R22"})
Place = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A plan with its breaches, and the hard ones of the days left after what was done and cramped up to today."""

    draft: PlanDraft
    found: tuple[Breach, ...]
    now: tuple[Breach, ...]


def look(plan: UUID, today: date) -> Seen:
    """A plan by its key, as its rows say and as it was lived. Eight queries."""
    row = TrainingPlan.objects.with_weeks().select_related("athlete").get(pk=plan)
    draft = draft_of(row)
    return Seen(draft, audit(draft), _now(row, draft, today))


def _now(row: TrainingPlan, draft: PlanDraft, today: date) -> tuple[Breach, ...]:
    """Of who logged nothing only what holds them is known; of a plan that is paused or over, nothing is left to ask."""
    if row.athlete is None:
        return ()
    lived = lived_of(row.athlete, row, today)
    try:
        found = audit(as_lived(draft, lived, today=today))
    except ValueError:
        return ()
    return tuple(b for b in found if b.kind == RuleKind.HARD and (lived.done or b.rule in OF_HOLDS))


def caused(before: Seen, after: Seen, week: PlanWeek) -> tuple[Breach, ...]:
    """What this edit breaks, of the plan as written first."""
    written = _new(before.found, after.found, week)
    places = {_where(breach) for breach in written}
    known = {_where(breach) for breach in before.now}
    now = (b for b in after.now if _where(b) not in known or _asked(after, b) > _asked(before, b) + EPSILON)
    return (*written, *(b for b in now if _where(b) not in places))


def _asked(seen: Seen, breach: Breach) -> float:
    """Km (cyclists: minutes) planned for the day or the week of a breach."""
    plan = seen.draft
    there = (
        w
        for week in plan.weeks
        for w in week.workouts
        if breach.on == w.on or (not breach.on and breach.week == week.number)
    )
    sessions = (w for w in there if w.kind in SESSIONS)
    return sum(float(w.minutes) if plan.sport == Sport.CYCLING else km_of(plan, w) for w in sessions)


def stands(before: Iterable[Breach], after: Seen, caused: Iterable[Breach]) -> tuple[Breach, ...]:
    """What is kept with the plan: all it breaks as written, and what a coach did beyond a limit of now and still holds."""
    places = {_where(breach) for breach in after.found}
    told = {_where(breach) for breach in (*before, *caused)}
    return (*(b for b in after.now if _where(b) in told - places), *after.found)


def beyond_own(before: Seen, after: Seen, week: PlanWeek, by: User, caused: Iterable[Breach]) -> tuple[Breach, ...]:
    """Where the rules themselves say nothing, but the coach's own smaller steps do."""
    own = thresholds_of(by)
    old, new = (
        beyond_own_steps(seen.draft, longest_step=own.longest_step, week_step=own.week_step) for seen in (before, after)
    )
    said = {(breach.rule, breach.week) for breach in caused}
    return tuple(breach for breach in _new(old, new, week) if (breach.rule, breach.week) not in said)


def _new(before: Iterable[Breach], after: Iterable[Breach], week: PlanWeek) -> tuple[Breach, ...]:
    """New in words or place; elsewhere in the plan the same breach in other words is not."""
    old = list(before)
    known = {_where(breach) for breach in old}
    new = (breach for breach in after if breach not in old)
    return tuple(breach for breach in new if _where(breach) not in known or _lies_in(breach, week))


def _where(breach: Breach) -> Place:
    return breach.rule, breach.kind, breach.week, breach.on


def _lies_in(breach: Breach, week: PlanWeek) -> bool:
    return breach.week == week.number or bool(breach.on and week.starts_on <= breach.on <= week.ends_on)
