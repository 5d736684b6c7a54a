"""A workout goes to another day, and back once."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.timezone import localdate

from coaching.models import Athlete, PlanWeek, TrainingPlan, User, Workout
from coaching.rules import say
from coaching.rules.audit import audit
from coaching.rules.terms import Breach, PlanDraft, WorkoutKind
from coaching.services import people, plans
from coaching.services.stored import plain

NOT_ACTIVE = "This plan is no longer the one you follow, so nothing in it can be moved."
A_RACE = "A race stays on its day."
LOGGED = "You logged this workout already, so it stays on its day."
IN_THE_PAST = "That day is over. Choose today or a later day."
NOTHING_TO_UNDO = "There is nothing to undo: the workout was moved again, or put back already."


@dataclass(frozen=True, slots=True)
class Place:
    """A day, and what else stands on it."""

    on: date
    week: int
    workouts: tuple[Workout, ...]
    is_named: bool  # whether the athlete named this weekday for training


@transaction.atomic
def move(*, workout: Workout, to: date, by: User, now: datetime, today: date) -> tuple[Breach, ...]:
    """Put a workout of the athlete's active plan on another of its days, add both weeks up and audit the plan.

    Returns the rules, hard ones first, that this move breaks and that held before it. Moving it to where it is changes
    nothing. Raises ValidationError with the reason where it cannot be moved, PermissionError for anyone but the athlete.
    """
    workout = _locked(workout, by)
    if refusal := why_not(workout):
        raise ValidationError(refusal)
    if to == workout.on:
        return _caused(workout, today)
    if to < today:
        raise ValidationError(IN_THE_PAST)
    workout.undo_on = workout.on
    _put(workout, to, now)
    return _caused(workout, today)


@transaction.atomic
def undo(*, workout: Workout, back_to: date, by: User, now: datetime) -> None:
    """Take the last move back, to the day that whoever presses was shown; pressed twice it counts once.

    Raises ValidationError where it was moved again since or cannot be moved, PermissionError for anyone but the athlete.
    """
    workout = _locked(workout, by)
    if workout.undo_on is None and workout.on == back_to:
        return
    if workout.undo_on != back_to:
        raise ValidationError(NOTHING_TO_UNDO)
    if refusal := why_not(workout):
        raise ValidationError(refusal)
    workout.undo_on = None
    _put(workout, back_to, now)


def why_not(workout: Workout) -> str:
    """Why a workout stays on its day; empty where it can be moved."""
    if workout.week.plan.status != TrainingPlan.ACTIVE:
        return NOT_ACTIVE
    if workout.kind == WorkoutKind.RACE.value:
        return A_RACE
    return LOGGED if hasattr(workout, "activity") else ""


def places(workout: Workout, today: date) -> list[Place]:
    """Where it may go: the days to come of its week and of those beside it, without race day; and where it is now.

    Weeks that a coach does not show yet are none of them.
    """
    plan = workout.week.plan
    near = (workout.week.number - 1, workout.week.number + 1)
    weeks = plan.weeks.shown(today).filter(number__range=near).prefetch_related("workouts")
    found = []
    for week in weeks:
        for on in (week.starts_on + timedelta(days=count) for count in range((week.ends_on - week.starts_on).days + 1)):
            if on == workout.on or (on >= today and on != plan.race_on):
                there = tuple(w for w in week.workouts.all() if w.on == on and w.pk != workout.pk)
                found.append(Place(on, week.number, there, on.weekday() in plan.baseline["days"]))
    return found


def _locked(workout: Workout, by: User) -> Workout:
    """The workout as it stands now, while nobody else logs or changes anything of this athlete."""
    plan = workout.week.plan
    if Athlete.objects.select_for_update().filter(pk=plan.athlete_id, user=by).first() is None:
        raise PermissionError("only the athlete moves a workout")
    TrainingPlan.objects.select_for_update().get(pk=plan.pk)
    return Workout.objects.select_related("week__plan__athlete", "activity").get(pk=workout.pk)


def _put(workout: Workout, to: date, now: datetime) -> None:
    plan, left = workout.week.plan, workout.week
    week = plan.weeks.filter(starts_on__lte=to, ends_on__gte=to).shown(localdate(now)).first()
    if week is None:
        span = f"from {say.day(plan.starts_on)} to {say.day(plan.ends_on)}"
        raise ValidationError(f"Your plan goes {span}. Choose a day in it.")
    first = workout.moved_from or workout.on
    workout.week, workout.on, workout.moved_from = week, to, None if first == to else first
    workout.sequence, workout.changed_at = workout.sequence + 1, now
    workout.save(update_fields=["week", "on", "moved_from", "undo_on", "sequence", "changed_at"])
    _add_up(left, week)
    if plan.athlete:
        people.changed(plan.athlete)


def _add_up(*weeks: PlanWeek) -> None:
    """The sums of these weeks, and what the whole plan now breaks."""
    for week in {week.pk: week for week in weeks}.values():
        plans.add_up(week)
    plan = TrainingPlan.objects.with_weeks().get(pk=weeks[0].plan_id)
    plan.breaches = plain(audit(plans.draft_of(plan)))
    plan.save(update_fields=["breaches"])


def _caused(workout: Workout, today: date) -> tuple[Breach, ...]:
    """What breaks with the workout on its day and held on the day before its last move; not of weeks that are hidden."""
    if workout.undo_on is None:
        return ()
    plan = TrainingPlan.objects.with_weeks().get(pk=workout.week.plan_id)
    now, before = (audit(draft) for draft in (plans.draft_of(plan), _with_it_on(plan, workout, workout.undo_on)))
    known = [_where(breach) for breach in before if breach not in now]
    caused = []
    for breach in (breach for breach in now if breach not in before):
        if _where(breach) in known:  # it was broken there before, and only its words changed
            known.remove(_where(breach))
        else:
            caused.append(breach)
    shown = set(plan.weeks.shown(today).values_list("number", flat=True))
    return tuple(breach for breach in caused if breach.week is None or breach.week in shown)


def _where(breach: Breach) -> tuple[object, ...]:
    return breach.rule, breach.kind, breach.week, breach.on


def _with_it_on(plan: TrainingPlan, workout: Workout, on: date) -> PlanDraft:
    """The plan as it would be with this workout on that day."""
    draft = plans.draft_of(plan)
    rows = [row for week in plan.weeks.all() for row in week.workouts.all()]
    drafted = [each for week in draft.weeks for each in week.workouts]
    homes = [week.number for week in draft.weeks for _ in week.workouts]
    around = (week.number for week in draft.weeks if week.starts_on <= on <= week.ends_on)
    home = next(around, workout.week.number)  # a coach may have put it on a day of no week
    placed = [
        (home, replace(each, on=on)) if row.pk == workout.pk else (number, each)
        for row, each, number in zip(rows, drafted, homes, strict=True)
    ]
    ordered = sorted(placed, key=lambda pair: pair[1].on)
    weeks = [replace(week, workouts=tuple(w for number, w in ordered if number == week.number)) for week in draft.weeks]
    return replace(draft, weeks=tuple(weeks))
