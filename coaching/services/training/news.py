"""What a coach did of late: told on the first page of a morning, for it came without a letter."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils.timezone import localdate, make_aware

from coaching.models import Athlete, AthleteFile, PlanWeek, TrainingPlan, WeekEdit, Workout
from coaching.rules.terms import WorkoutKind

TOLD_FOR_DAYS = 7
AT_MOST = 4  # workouts or files named; the weeks are all named


@dataclass(frozen=True, slots=True)
class ChangedByCoach:
    """The weeks that a coach changed and the athlete sees; of what is still to come in them, the soonest."""

    on: date
    weeks: list[PlanWeek]
    workouts: list[Workout]
    more: int


def changed_by_coach(athlete: Athlete, today: date) -> ChangedByCoach | None:
    """What another hand than the athlete's changed within a week in the weeks that are not over. At most two queries."""
    since = _since(today)
    edits = list(_edits(athlete, today, since))
    if not edits:
        return None
    weeks = {edit.week.number: edit.week for edit in edits}
    touched = Workout.objects.filter(week__in=weeks.values(), edited_at__gte=since, on__gte=today)
    to_come = list(touched.exclude(kind=WorkoutKind.REST.value).order_by("on", "position", "pk"))
    more = max(0, len(to_come) - AT_MOST)
    return ChangedByCoach(localdate(edits[0].at), [weeks[number] for number in sorted(weeks)], to_come[:AT_MOST], more)


def files_of_coaches(athlete: Athlete, today: date) -> list[AthleteFile]:
    """What another hand than the athlete's shared within a week, the latest first. One query."""
    return list(athlete.files.filter(added_at__gte=_since(today)).exclude(by=athlete.user_id)[:AT_MOST])


def _since(today: date) -> datetime:
    return make_aware(datetime.combine(today - timedelta(days=TOLD_FOR_DAYS - 1), time()))


def _edits(athlete: Athlete, today: date, since: datetime) -> QuerySet[WeekEdit]:
    """The latest first, of weeks that the athlete sees."""
    theirs = PlanWeek.objects.shown(today).filter(plan__athlete=athlete, plan__status=TrainingPlan.ACTIVE)
    edits = WeekEdit.objects.filter(at__gte=since, week__in=theirs.filter(ends_on__gte=today))
    return edits.exclude(by=athlete.user_id).select_related("week")
