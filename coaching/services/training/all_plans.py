"""Every plan an athlete has had, and what became of each."""

from dataclasses import dataclass
from datetime import date, timedelta

from coaching.models import Athlete, TrainingPlan

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan and the days on which it held; none for a plan that never did."""

    plan: TrainingPlan
    first_on: date | None
    last_on: date | None
    is_over: bool  # there is something to look back on


@dataclass(frozen=True, slots=True)
class Group:
    status: str
    lines: list[PlanLine]


def groups(athlete: Athlete, today: date) -> list[Group]:
    """The active plan, a suggested one, the earlier and the declined ones, each the newest first. One query."""
    rows = TrainingPlan.objects.filter(athlete=athlete).defer(
        "baseline", "statements", "advice", "evening", "race_sheet"
    )
    lines = [_line(plan, today) for plan in rows]
    order = (TrainingPlan.ACTIVE, TrainingPlan.SUGGESTED, TrainingPlan.RETIRED, TrainingPlan.DECLINED)
    found = [Group(status, [line for line in lines if line.plan.status == status]) for status in order]
    return [group for group in found if group.lines]


def held(plan: TrainingPlan) -> tuple[date, date] | None:
    """The first and the last day on which a plan holds or held; None where it never did."""
    if plan.status == TrainingPlan.ACTIVE:
        return plan.starts_on, plan.ends_on
    if plan.status != TrainingPlan.RETIRED or plan.retired_on is None or plan.retired_on <= plan.starts_on:
        return None
    return plan.starts_on, min(plan.ends_on, plan.retired_on - A_DAY)


def _line(plan: TrainingPlan, today: date) -> PlanLine:
    first_on, last_on = held(plan) or (None, None)
    return PlanLine(plan, first_on, last_on, last_on is not None and last_on < today)
