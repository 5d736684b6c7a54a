"""The letter about a week: did it go as planned?"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Sum

from coaching.models import Activity, Athlete, PlanWeek, TrainingPlan, Workout
from coaching.rules import say
from coaching.rules.terms import Outcome, Units, WorkoutKind
from coaching.services import mail
from coaching.services.incidents.log import stopping_of
from coaching.services.weeks import week_of

WEEK = timedelta(days=7)
TOLD_FROM = time(6)  # on Monday, where the athlete is
LATEST = timedelta(days=3)  # an older week is no news
NOT_COUNTED = (WorkoutKind.REST.value, WorkoutKind.MASSAGE.value)


@dataclass(frozen=True, slots=True)
class Summary:
    """One week, Monday to Sunday; distances in km."""

    starts_on: date
    planned: int
    done: int
    partly: int
    missed: int
    rested: int
    not_logged: int
    done_km: float
    next_focus: str
    next_km: float


def of_week(athlete: Athlete, starts_on: date) -> Summary:
    """What was planned for the seven days from a Monday, and what became of it; and the week that follows, unless paused."""
    days = (starts_on, starts_on + timedelta(days=6))
    planned = Workout.objects.of(athlete).in_force().filter(on__range=days).exclude(kind__in=NOT_COUNTED)
    outcomes = list(planned.values_list("activity__outcome", flat=True))
    trained = Activity.objects.filter(athlete=athlete, on__range=days).trained()
    following = None if stopping_of(athlete) else _plan_week(athlete, starts_on + WEEK)
    return Summary(
        starts_on=starts_on,
        planned=len(outcomes),
        done=outcomes.count(Outcome.DONE),
        partly=outcomes.count(Outcome.PARTLY),
        missed=outcomes.count(Outcome.MISSED),
        rested=outcomes.count(Outcome.RESTED),
        not_logged=outcomes.count(None),
        done_km=trained.aggregate(km=Sum("distance_km"))["km"] or 0.0,
        next_focus=following.focus if following else "",
        next_km=following.distance_km if following else 0.0,
    )


def _plan_week(athlete: Athlete, on: date) -> PlanWeek | None:
    """The week of the active plan in which a day lies; it has begun when the letter is written, so no coach hides it."""
    weeks = PlanWeek.objects.filter(plan__athlete=athlete, plan__status=TrainingPlan.ACTIVE)
    return weeks.filter(starts_on__lte=on, ends_on__gte=on).first()


def send_due(*, now: datetime) -> int:
    """Write to everybody whose week has ended, once, on their own Monday from six o'clock. Returns how many letters."""
    wanted = Athlete.objects.reachable().filter(user__mail_week=True, plans__status=TrainingPlan.ACTIVE)
    return sum(_sent(athlete, now) for athlete in wanted.select_related("user"))


@transaction.atomic
def _sent(athlete: Athlete, now: datetime) -> bool:
    starts_on = _week_to_tell(athlete, now)
    if starts_on is None or (athlete.summed_up_on and athlete.summed_up_on >= starts_on):
        return False
    free = Athlete.objects.filter(pk=athlete.pk, summed_up_on=athlete.summed_up_on)
    if not free.update(summed_up_on=starts_on):
        return False  # another run of this was first
    summary = of_week(athlete, starts_on)
    if athlete.user is None or not summary.planned:
        return False
    return mail.post_if_wanted(kind="week", user=athlete.user, context=_words(summary, Units(athlete.user.units)))


def _week_to_tell(athlete: Athlete, now: datetime) -> date | None:
    """The Monday of the week that ended last, where the athlete is; None before six, and when it is long over."""
    there = now.astimezone(ZoneInfo(athlete.user.time_zone if athlete.user else "UTC"))
    monday = week_of(there.date())
    since = there - datetime.combine(monday, TOLD_FROM, there.tzinfo)
    return monday - WEEK if timedelta(0) <= since < LATEST else None


def _words(summary: Summary, units: Units) -> dict[str, object]:
    return {
        "summary": summary,
        "done_distance": say.distance(summary.done_km, units) if summary.done_km else "",
        "next_distance": say.distance(summary.next_km, units) if summary.next_km else "",
    }
