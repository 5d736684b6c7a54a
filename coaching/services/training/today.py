"""What a runner finds in the morning: today's workouts and what else wants an answer, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.timezone import localdate

from coaching.models import Activity, Athlete, AthleteFile, CrampIncident, Overlay, TrainingPlan, Workout
from coaching.rules.terms import Effect, WorkoutKind
from coaching.services import adapting
from coaching.services.incidents.log import stopping_of

from . import check_ins, overlays
from .news import TOLD_FOR_DAYS, ChangedByCoach, changed_by_coach, files_of_coaches

DAYS_BACK = 3  # for which it asks what became of a workout
AT_MOST = 16  # workouts looked at: three days back, today, and the next one
NOT_SHOWN = ("baseline", "statements", "choices", "breaches", "changes", "race_sheet")


@dataclass(frozen=True, slots=True)
class Planned:
    """A workout with what lies over it, and what became of it."""

    workout: Workout
    effect: Effect
    overlay: Overlay | None
    sentence: str

    @property
    def activity(self) -> Activity | None:
        return getattr(self.workout, "activity", None)


@dataclass(frozen=True, slots=True)
class Today:
    day: date
    plan: TrainingPlan | None
    suggestion: TrainingPlan | None
    stopping: CrampIncident | None
    check_in: date | None
    missed: int
    planned: list[Planned]
    unlogged: list[Planned]
    also: list[Activity]
    next: Workout | None
    overlay: Overlay | None
    changed: ChangedByCoach | None
    files: list[AthleteFile]

    @property
    def offers_a_plan(self) -> bool:
        """Whether so much was missed that another plan may fit better."""
        return self.missed >= adapting.OFFER_AFTER and not (self.suggestion or self.stopping or self.is_over)

    @property
    def shown_up_to(self) -> date | None:
        """Where a coach hides the weeks to come: the last day that is shown."""
        until = self.plan.shown_until if self.plan else None
        return until if self.plan and until and self.day <= until < self.plan.ends_on else None

    @property
    def news_of_coach(self) -> bool:
        """Whether a coach accepted this plan in the athlete's place within a week."""
        decided_at = self.plan.decided_at if self.plan and self.plan.decided_by_coach else None
        return decided_at is not None and self.day < localdate(decided_at) + timedelta(days=TOLD_FOR_DAYS)

    @property
    def is_over(self) -> bool:
        """Whether the race, or the plan, lies behind."""
        return self.plan is not None and self.day > (self.plan.race_on or self.plan.ends_on)


def gather(athlete: Athlete, today: date) -> Today:
    """All that the page of a day shows."""
    plans = {plan.status: plan for plan in _plans(athlete)}
    lying_over = overlays.over(athlete, today - timedelta(days=adapting.LOOK_BACK_DAYS), today)
    near = [planned(workout, lying_over) for workout in _workouts(athlete, today)]
    shown = [one for one in near if one.workout.on == today]
    ids = {one.workout.pk for one in near}
    logged = Activity.objects.filter(athlete=athlete, on=today)
    return Today(
        day=today,
        plan=plans.get(TrainingPlan.ACTIVE),
        suggestion=plans.get(TrainingPlan.SUGGESTED),
        stopping=stopping_of(athlete),
        check_in=check_ins.due(athlete, today),
        missed=adapting.missed_in_a_row(athlete, today, lying_over),
        planned=shown,
        unlogged=[one for one in near if one.workout.on < today and _wants_an_answer(one)],
        also=[activity for activity in logged if activity.workout_id not in ids],
        next=next((one.workout for one in near if one.workout.on > today), None),
        overlay=next((one for one in lying_over if overlays.covers(one, today)), None),
        changed=changed_by_coach(athlete, today),
        files=files_of_coaches(athlete, today),
    )


def planned(workout: Workout, lying_over: list[Overlay]) -> Planned:
    """A workout beside the overlays of its days."""
    effect, overlay = overlays.effect_on(lying_over, workout)
    return Planned(workout, effect, overlay, overlays.words(overlay, workout) if overlay else "")


def _plans(athlete: Athlete) -> list[TrainingPlan]:
    """The active plan and a suggestion beside it."""
    held = TrainingPlan.objects.filter(athlete=athlete, status__in=[TrainingPlan.ACTIVE, TrainingPlan.SUGGESTED])
    return list(held.defer(*NOT_SHOWN))


def _workouts(athlete: Athlete, today: date) -> list[Workout]:
    near = Workout.objects.of(athlete).in_force().shown(today).exclude(kind=WorkoutKind.REST.value)
    near = near.filter(on__gte=today - timedelta(days=DAYS_BACK)).select_related("week", "activity")
    return list(near[:AT_MOST])


def _wants_an_answer(one: Planned) -> bool:
    return one.activity is None and one.effect != Effect.OFF
