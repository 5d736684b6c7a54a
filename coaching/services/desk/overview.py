"""One athlete on one page, as a coach sees them, in a fixed number of queries however long their story is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from coaching.models import (
    Assessment,
    Athlete,
    CheckIn,
    CoachAccess,
    Overlay,
    PlanWeek,
    PrivateNote,
    RosterEntry,
    TrainingPlan,
    User,
    Workout,
)
from coaching.rules.attention import NOTABLE, Reason
from coaching.rules.outline import UNKNOWN_PACE
from coaching.rules.terms import Sport
from coaching.services.incidents import nights
from coaching.services.incidents import pattern as patterns
from coaching.services.incidents.pattern import Pattern

from . import attention, cramps, goal, notes, roster, talk, training
from .adding_up import entries
from .cramps import Seen
from .goal import Answered, Goal
from .talk import Thread
from .thresholds import thresholds_of
from .training import Training

NOT_SHOWN = ("statements", "choices", "breaches", "changes", "race_sheet", "advice", "evening")
MOST_CHECK_INS, MOST_PAUSES, MOST_ANSWERS = 6, 6, 3


@dataclass(frozen=True, slots=True)
class PlanState:
    """The plan that holds, the one that waits beside it, and which week is on; all None where there is none."""

    active: TrainingPlan | None
    suggestion: TrainingPlan | None
    week: PlanWeek | None
    next_week: PlanWeek | None
    weeks: int
    count: int  # plans in all
    day: date

    @property
    def is_over(self) -> bool:
        return self.active is not None and self.day > (self.active.race_on or self.active.ends_on)

    @property
    def days_to_race(self) -> int | None:
        race_on = self.active.race_on if self.active else None
        return (race_on - self.day).days if race_on and race_on >= self.day else None


@dataclass(frozen=True, slots=True)
class Overview:
    access: CoachAccess
    reasons: tuple[Reason, ...]  # why they ask for the coach's attention, the most urgent first
    plan: PlanState
    answered: Answered | None
    sent: list[Assessment]  # the last ones, the newest first
    goal: Goal | None
    pattern: Pattern
    stopping: list[Seen]
    cramps: list[Seen]
    more_cramps: int
    nights: tuple[str, ...]
    training: Training
    threads: list[Thread]
    next_workout: Workout | None
    check_ins: list[CheckIn]
    pauses: list[Overlay]
    notes: list[PrivateNote]

    @property
    def athlete(self) -> Athlete:
        return self.access.athlete

    @property
    def waits(self) -> bool:
        """Whether something the athlete said waits for an answer."""
        return any(thread.waits for thread in self.threads)

    @property
    def may_be_noted(self) -> bool:
        return self.waits or any(reason.kind in NOTABLE for reason in self.reasons)


def gather(access: CoachAccess, *, by: User, today: date, now: datetime) -> Overview:
    """All that the page of an athlete shows, in the units and weeks of who reads it; without the calendar.

    `access` is that of `by`. Some thirty queries; what the roster adds up is added up anew where it is not fresh.
    """
    athlete = access.athlete
    logged = cramps.all_of(athlete)
    plan = plan_state(athlete, today)
    sent = list(submitted_of(athlete)[:MOST_ANSWERS])
    answered = goal.answered(sent[0] if sent else None, today)
    trained = training.gather(
        athlete,
        logged,
        sport=_sport(plan, answered),
        units=by.units,
        today=today,
        week_starts_on=by.week_starts_on,
        pace=plan.active.baseline["budget_pace_s_per_km"] if plan.active else UNKNOWN_PACE,
    )
    return Overview(
        access=access,
        reasons=_reasons(access, by, now),
        plan=plan,
        answered=answered,
        sent=sent,
        goal=goal.of(answered, trained, race_km=plan.active.race_km if plan.active else None),
        pattern=patterns.within(athlete, logged, first=today, last=today, units=by.units),
        stopping=cramps.stopping(logged),
        cramps=cramps.seen(logged),
        more_cramps=max(0, len(logged) - cramps.MOST_SHOWN),
        nights=_nights(athlete, today),
        training=trained,
        threads=talk.threads(access),
        next_workout=talk.next_workout(athlete, today),
        check_ins=list(athlete.check_ins.all()[:MOST_CHECK_INS]),
        pauses=list(athlete.overlays.all()[:MOST_PAUSES]),
        notes=list(notes.of(athlete, by)),
    )


def plan_state(athlete: Athlete, today: date) -> PlanState:
    """Two queries; one without an active plan."""
    plans = list(TrainingPlan.objects.filter(athlete=athlete).defer(*NOT_SHOWN))
    active = next((one for one in plans if one.status == TrainingPlan.ACTIVE), None)
    weeks = list(active.weeks.defer("evening")) if active else []
    to_come: Sequence[PlanWeek] = [week for week in weeks if week.ends_on >= today]
    return PlanState(
        active=active,
        suggestion=next((one for one in plans if one.status == TrainingPlan.SUGGESTED), None),
        week=next((week for week in to_come if week.starts_on <= today), None),
        next_week=next((week for week in to_come if week.starts_on > today), None),
        weeks=len(weeks),
        count=len(plans),
        day=today,
    )


def submitted_of(athlete: Athlete) -> QuerySet[Assessment]:
    """All that was sent, the newest first."""
    return Assessment.objects.filter(athlete=athlete).submitted().order_by("-submitted_at", "pk")


def _reasons(access: CoachAccess, by: User, now: datetime) -> tuple[Reason, ...]:
    day = roster.day_of(now)
    stored = RosterEntry.objects.filter(pk=access.athlete_id, version=access.athlete.version, as_of=day).first()
    entry = stored or next(iter(entries([access.athlete_id], day)), None)
    access.coach = by
    return attention.reasons(entry, access, thresholds_of(by), day) if entry else ()


def _sport(plan: PlanState, answered: Answered | None) -> Sport:
    if plan.active:
        return Sport(plan.active.sport)
    return answered.answers.sport if answered else Sport.RUNNING


def _nights(athlete: Athlete, today: date) -> tuple[str, ...]:
    evenings = nights.evenings(today)
    return nights.counts(nights.written(athlete, evenings[-1], evenings[0]), of=len(evenings))
