"""Where a plan departs from its rules, gathered so that a reader can follow."""

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.models import PlanWeek, TrainingPlan, WeekEdit
from coaching.rules.terms import Breach, RuleKind

from .stored import plain, typed


@dataclass(frozen=True, slots=True)
class Departure:
    """One rule, broken in one or several weeks; `where` is "Week 2" or "Weeks 2, 3 and 5", empty for the whole plan."""

    rule: str
    sentence: str
    where: str
    is_hard: bool  # beyond a limit, which only a coach's or the athlete's own hand can do
    reason: WeekEdit | None = None  # what the coach who did it wrote


def departures(plan: TrainingPlan) -> tuple[Departure, ...]:
    """The breaches of a plan: those of a limit first, each by itself; then advice by rule, in the words of the first.

    What the last edit of a week gave a reason for is among them also where it is no breach any more, as a hold that is
    over.
    """
    weeks = list(plan.weeks.all())
    edits = list(WeekEdit.objects.filter(week__plan=plan)) if plan.athlete_id else []
    written = [edit for edit in edits if edit.reason]
    breaches = (*shown_of(plan), *_once(plan, edits, {week.pk for week in weeks}))
    groups: dict[tuple[str, str, str], list[Breach]] = {}
    for breach in sorted(breaches, key=lambda b: b.kind != RuleKind.HARD):
        own_words = breach.sentence if breach.kind == RuleKind.HARD else ""
        groups.setdefault((breach.rule, breach.kind.value, own_words), []).append(breach)
    return tuple(_departure(group, weeks, written) for group in groups.values())


def shown_of(plan: TrainingPlan) -> tuple[Breach, ...]:
    """The breaches of a plan, without those of weeks that are not there: of who is not shown all weeks."""
    weeks = {week.number for week in plan.weeks.all()}
    last = max((week.ends_on for week in plan.weeks.all()), default=None)
    found = typed(tuple[Breach, ...], plan.breaches)
    return tuple(b for b in found if (b.week is None or b.week in weeks) and (b.on is None or (last and b.on <= last)))


def _departure(group: list[Breach], weeks: list[PlanWeek], written: list[WeekEdit]) -> Departure:
    first = group[0]
    numbers = {number for breach in group if (number := _week_of(breach, weeks))}
    is_hard = first.kind == RuleKind.HARD
    return Departure(first.rule, first.sentence, _named(sorted(numbers)), is_hard, reason_of(first, written))


def reasons_for(plan: TrainingPlan) -> list[WeekEdit]:
    """The reasons coaches gave, the latest first."""
    return list(WeekEdit.objects.filter(week__plan=plan).exclude(reason=""))


def _once(plan: TrainingPlan, edits: list[WeekEdit], shown: set[int]) -> list[Breach]:
    """What the last edits of weeks that are shown gave a reason for, and what the plan as it is does not break."""
    standing = {(breach.rule, breach.week, breach.on) for breach in typed(tuple[Breach, ...], plan.breaches)}
    last = {edit.week_id: edit for edit in reversed(edits) if edit.week_id in shown}
    given = [one for edit in last.values() for one in typed(tuple[Breach, ...], edit.breaches)]
    return [one for one in given if (one.rule, one.week, one.on) not in standing]


def reason_of(breach: Breach, written: list[WeekEdit]) -> WeekEdit | None:
    """The last edit that went beyond this limit in this place."""
    if breach.kind != RuleKind.HARD:
        return None
    place = {name: plain(getattr(breach, name)) for name in ("rule", "week", "on")}
    return next((edit for edit in written if any(place.items() <= one.items() for one in edit.breaches)), None)


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
