"""The roster's entries, made anew where an athlete or the day (UTC) moved on."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

from django.db import transaction
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.timezone import now
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from coaching.models import Athlete, CoachAccess, RosterEntry, User
from coaching.models.people import AthleteQuerySet, CoachAccessQuerySet

from .adding_up import entries

BATCH = 200  # athletes read at once
INLINE = 60  # as many as a page adds up itself: all of a coach of fifty
PER_JOB = 5000  # about ten seconds
COLUMNS = [field.name for field in RosterEntry._meta.concrete_fields if not field.primary_key]


def day_of(moment: datetime) -> date:
    """The day that entries are of: UTC, for all alike."""
    return moment.astimezone(UTC).date()


def of(coach: User) -> CoachAccessQuerySet:
    """A coach's current athletes, with `athlete__roster_entry` joined; some may have no entry yet."""
    return CoachAccess.objects.current().of(coach).select_related("athlete__roster_entry", "group")


def outdated(today: date, *, prefix: str = "") -> Q:
    """Athletes without an entry for their version and for this day; `prefix` leads to the athlete."""
    entry = f"{prefix}roster_entry"
    fresh = Q(**{f"{entry}__version": F(f"{prefix}version"), f"{entry}__as_of": today})
    return Q(**{f"{entry}__isnull": True}) | ~fresh


def stale(today: date, coach: User | None = None) -> QuerySet[Athlete]:
    """Athletes of this coach, or of any, whose entry is to be made anew; those that changed come first."""
    access = CoachAccess.objects.current()
    theirs: AthleteQuerySet = Athlete.objects.filter(pk__in=(access.of(coach) if coach else access).athletes())
    changed_first = Case(When(roster_entry__version=F("version"), then=Value(1)), default=Value(0))
    return theirs.filter(outdated(today)).order_by(changed_first, "pk")


def refresh(*, today: date, coach: User | None = None, most: int | None = None) -> int:
    """Make stale entries anew, in batches of a fixed number of queries each, `most` of them. Returns how many were made.

    Whoever changes meanwhile is stale again: an entry carries the version from before it was added up.
    """
    keys = list(stale(today, coach).values_list("pk", flat=True)[:most])
    return sum(_store(entries(batch, today)) for batch in _batches(keys))


@transaction.atomic
def _store(made: list[RosterEntry]) -> int:
    """Write them, but for athletes who went meanwhile."""
    keys = [entry.pk for entry in made]
    there = set(Athlete.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
    kept = [entry for entry in made if entry.pk in there]
    RosterEntry.objects.bulk_create(kept, update_conflicts=True, unique_fields=["athlete"], update_fields=COLUMNS)
    return len(kept)


def _batches(keys: list[int]) -> Iterator[list[int]]:
    for first in range(0, len(keys), BATCH):
        yield keys[first : first + BATCH]


# --- As a job --------------------------------------------------------------------------------------


@task()
def add_up() -> None:
    """Make the stale entries of all coaches anew; what is left after as many as one job does is left to the next one."""
    if refresh(today=day_of(now()), most=PER_JOB) == PER_JOB:
        add_up.enqueue()


def leave_to_a_job() -> None:
    """Let a job add up what is stale, unless one waits already."""
    waiting = DBTaskResult.objects.filter(task_path=add_up.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        add_up.enqueue()
