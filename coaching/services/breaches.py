"""Where a plan departs from its rules, gathered so that a reader can follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.models import PlanWeek, TrainingPlan
from coaching.rules.terms import Breach, RuleKind

from .stored import typed


@dataclass(frozen=True, slots=True)
class Departure:
    """One rule, broken in one or several weeks; `where` is "Week 2" or "Weeks 2, 3 and 5", empty for the whole plan."""

    rule: str
    sentence: str
    where: str
    is_hard: bool  # beyond a limit, which only a coach's hand can do


def departures(plan: TrainingPlan) -> tuple[Departure, ...]:
    """The breaches of a plan: those of a limit first, each by itself; then advice by rule, in the words of the first."""
    breaches = typed(tuple[Breach, ...], plan.breaches)
    groups: dict[tuple[str, str, str], list[Breach]] = {}
    for breach in sorted(breaches, key=lambda b: b.kind != RuleKind.HARD):
        own_words = breach.sentence if breach.kind == RuleKind.HARD else ""
        groups.setdefault((breach.rule, breach.kind.value, own_words), []).append(breach)
    weeks = list(plan.weeks.all())
    return tuple(_departure(group, weeks) for group in groups.values())


def _departure(group: list[Breach], weeks: list[PlanWeek]) -> Departure:
    first = group[0]
    numbers = {number for breach in group if (number := _week_of(breach, weeks))}
    return Departure(first.rule, first.sentence, _named(sorted(numbers)), first.kind == RuleKind.HARD)


def _week_of(breach: Breach, weeks: list[PlanWeek]) -> int | None:
    on = breach.on
    if breach.week or on is None:
        return breach.week
    return next((week.number for week in weeks if week.starts_on <= on <= week.ends_on), None)


def _named(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    *others, last = map(str, numbers)
    return f"Weeks {', '.join(others)} and {last}" if others else f"Week {last}"
