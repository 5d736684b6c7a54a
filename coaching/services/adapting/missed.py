"""How many planned sessions went by without training: after three the site offers a new plan."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q
from django.utils.timezone import localdate

from coaching.models import Activity, Athlete, TrainingPlan, Workout
from coaching.rules.audit import SESSIONS
from coaching.rules.terms import Outcome
from coaching.services.training import overlays

OFFER_AFTER = 3  # missed in a row, the site offers to plan anew
LOOK_BACK_DAYS = 28
DAY = timedelta(days=1)
MISSED, TRAINED, PASSED_OVER = "missed", "trained", "passed over"


def missed_in_a_row(athlete: Athlete, today: date) -> int:
    """Runs or rides of the active plan before today, the last first, that were missed with none done in between.

    Not logged counts as missed when nothing else was trained on that day or a day either side. Days under an overlay and
    rest on purpose are passed over. Looks back 28 days at most, and not behind the last answer to a suggestion: nobody
    is offered the same twice. Five queries.
    """
    plan = TrainingPlan.objects.active().filter(athlete=athlete).first()
    if plan is None:
        return 0
    first = max(plan.starts_on, today - timedelta(days=LOOK_BACK_DAYS), _answered_on(plan))
    missed = 0
    for became in _became(athlete, plan, first, today):
        if became == TRAINED:
            break
        missed += became == MISSED
    return missed


def _answered_on(plan: TrainingPlan) -> date:
    """The day on which the last suggestion beside this plan was declined."""
    last = (
        plan.suggestions.filter(status=TrainingPlan.DECLINED).exclude(decided_at=None).order_by("-decided_at").first()
    )
    return localdate(last.decided_at) if last and last.decided_at else date.min


def _became(athlete: Athlete, plan: TrainingPlan, first: date, today: date) -> Iterator[str]:
    """What became of each session, the last one first."""
    kinds = [kind.value for kind in SESSIONS]
    planned = list(Workout.objects.filter(week__plan=plan, on__gte=first, on__lt=today, kind__in=kinds).order_by("-on"))
    ids = [workout.pk for workout in planned]
    at_that_time = Q(on__gte=first - DAY, on__lte=today)
    logged = list(Activity.objects.filter(at_that_time | Q(workout__in=ids), athlete=athlete))
    own = {activity.workout_id: activity for activity in logged}
    spare = [activity for activity in logged if activity.workout_id not in ids]
    held = overlays.over(athlete, first, today)
    for workout in planned:
        under = any(overlays.covers(overlay, workout.on) for overlay in held)
        yield PASSED_OVER if under else _of(workout, own.get(workout.pk), spare)


def _of(workout: Workout, own: Activity | None, spare: list[Activity]) -> str:
    if own:
        return {Outcome.MISSED.value: MISSED, Outcome.RESTED.value: PASSED_OVER}.get(own.outcome, TRAINED)
    near = {a.outcome for a in spare if abs(a.on - workout.on) <= DAY}
    if near & {Outcome.DONE.value, Outcome.PARTLY.value}:
        return TRAINED
    return PASSED_OVER if Outcome.RESTED.value in near else MISSED
