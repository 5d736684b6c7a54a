"""How many planned sessions went by without training: after three the site offers a new plan."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import takewhile
from uuid import UUID

from django.db.models import Max, Q
from django.utils.timezone import localdate

from coaching.models import Activity, Athlete, Overlay, TrainingPlan, Workout
from coaching.rules.terms import Outcome
from coaching.services.plans import SESSION_KINDS
from coaching.services.training import overlays

OFFER_AFTER = 3  # missed in a row, the site offers to plan anew
LOOK_BACK_DAYS = 28
DAY = timedelta(days=1)
MISSED, PASSED_OVER, TRAINED = 1, 0, -1
BECAME = {
    Outcome.DONE.value: TRAINED,
    Outcome.PARTLY.value: TRAINED,
    Outcome.MISSED.value: MISSED,
    Outcome.RESTED.value: PASSED_OVER,
}


def missed_in_a_row(athlete: Athlete, today: date, held: list[Overlay] | None = None) -> int:
    """Runs or rides of the active plan before today, the last first, that were missed with none done in between.

    Not logged counts as missed when no other run or ride, of either sport, was logged on that day or a day either side.
    Rest on purpose is passed over, and so are days under an overlay while one goes on; once it is over, what did not
    happen under it counts too, for the plan went on growing meanwhile. Looks back 28 days at most, and not behind the
    last answer to a suggestion: nobody is offered the same twice. Four queries, of the columns it needs; three for
    whoever hands over the overlays of these days as `held`.
    """
    declined = Max("suggestions__decided_at", filter=Q(suggestions__status=TrainingPlan.DECLINED))
    plans = TrainingPlan.objects.active().filter(athlete=athlete).order_by().annotate(declined_at=declined)
    plan = plans.values_list("pk", "starts_on", "declined_at").first()
    if plan is None:
        return 0
    key, starts_on, declined_at = plan
    answered_on = localdate(declined_at) if declined_at else date.min
    first = max(starts_on, today - timedelta(days=LOOK_BACK_DAYS), answered_on)
    lying_over = overlays.over(athlete, first, today) if held is None else held
    return sum(takewhile(lambda became: became != TRAINED, _became(athlete, key, first, today, lying_over)))


def _became(athlete: Athlete, plan: UUID, first: date, today: date, lying_over: list[Overlay]) -> Iterator[int]:
    """What became of each session, the last one first: MISSED, PASSED_OVER or TRAINED."""
    sessions = Workout.objects.filter(week__plan=plan, on__gte=first, on__lt=today, kind__in=SESSION_KINDS)
    planned = list(sessions.order_by("-on", "-pk").values_list("on", "activity__outcome"))
    spare = _spare(athlete, plan, first, today)
    goes_on = _covered(today, lying_over)
    for on, outcome in planned:
        became = BECAME[outcome] if outcome else _otherwise(on, spare)
        if became != TRAINED and _covered(on, lying_over):
            became = PASSED_OVER if goes_on else MISSED
        yield became


def _covered(on: date, lying_over: list[Overlay]) -> bool:
    return any(overlays.covers(overlay, on) for overlay in lying_over)


def _spare(athlete: Athlete, plan: UUID, first: date, today: date) -> list[tuple[date, str]]:
    """The runs or rides that were logged around these days without being a session of the plan: day and outcome."""
    logged = Activity.objects.filter(athlete=athlete, on__gte=first - DAY, on__lte=today)
    others = logged.filter(Q(workout=None) | Q(workout__kind__in=SESSION_KINDS) & ~Q(workout__week__plan=plan))
    return list(others.values_list("on", "outcome"))


def _otherwise(on: date, spare: list[tuple[date, str]]) -> int:
    near = {BECAME[outcome] for day, outcome in spare if abs(day - on) <= DAY}
    return TRAINED if TRAINED in near else PASSED_OVER if PASSED_OVER in near else MISSED
