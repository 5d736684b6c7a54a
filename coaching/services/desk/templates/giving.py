"""A template is given: one run for all who get it, a job that goes from one to the next, and its progress."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.timezone import now as the_moment
from django_tasks import task

from coaching.models import (
    Athlete,
    CoachAccess,
    PlanTemplate,
    TemplateResult,
    TemplateRun,
    User,
    WorkoutTemplate,
)
from coaching.rules.terms import Advice
from coaching.services import library, people
from coaching.services.people import looks
from coaching.services.people.access import is_coach
from coaching.services.stored import plain

from .content import kept, template_of
from .meeting import Meeting, meet
from .writing import write

MOST = 500
AT_ONCE = 100  # in one job, so that none takes a minute
NO_ACCESS = "You may not edit this athlete's plan any more."
FAILED = "It could not be fitted. Nothing was changed."
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Progress:
    done: int
    total: int

    @property
    def finished(self) -> bool:
        return self.done == self.total


class Refused(Exception):
    """Why an athlete gets nothing, in words for the coach."""


def roster(coach: User) -> QuerySet[CoachAccess]:
    """The access to those a coach may give something to, by name, with athletes, users and groups at hand."""
    held = CoachAccess.objects.at_work().of(coach).filter(level=CoachAccess.EDIT)
    return held.select_related("athlete__user", "group").order_by("athlete__name", "athlete")


def may_edit(coach: User) -> QuerySet[Athlete]:
    """The athletes whose plans a coach may change now, those in the archive too."""
    return Athlete.objects.editable_by(coach).exclude(user=coach)


def first_day(template: WorkoutTemplate | PlanTemplate, on: date) -> date:
    """A workout is given on its day; weeks from the Monday of the week of that day."""
    return on - timedelta(days=on.weekday()) if isinstance(template, PlanTemplate) else on


def give(
    *,
    coach: User,
    template: WorkoutTemplate | PlanTemplate,
    athletes: Iterable[int],
    starts_on: date,
    form: UUID,
    now: datetime,
) -> TemplateRun:
    """Start a run for those of these athletes (keys, up to 500) whom the coach may edit; a job carries it out.

    The same form sent again gives the same run. `starts_on` is the day of a workout, or a day of the first week.
    """
    keys = list(may_edit(coach).filter(pk__in=set(athletes)).values_list("pk", flat=True)[:MOST])
    try:
        with transaction.atomic():
            run = TemplateRun.objects.create(
                coach=coach,
                title=template.title,
                sport=template.sport,
                content=plain(template_of(template)),
                starts_on=first_day(template, starts_on),
                form=form,
                created_at=now,
            )
            TemplateResult.objects.bulk_create(TemplateResult(run=run, athlete_id=key) for key in keys)
            looks.record(by=coach, athletes=keys, what="template", now=now)
            carry_out.enqueue(str(run.pk))
    except IntegrityError:  # pressed twice
        return TemplateRun.objects.get(coach=coach, form=form)
    return run


@task()
def carry_out(run: str) -> None:
    """Give a run's template to those who wait for it; a long list is left to further jobs."""
    found = TemplateRun.objects.filter(pk=UUID(run)).first()
    if found and carry_on(found, most=AT_ONCE):
        carry_out.enqueue(run)


def carry_on(run: TemplateRun, most: int | None = None, *, now: datetime | None = None) -> int:
    """Take those who wait one by one, each as a whole or not at all; returns how many are left.

    Begun anew after a crash, it goes on where it was. `now` is the moment of each where it is not the clock's.
    """
    waiting = run.results.filter(state=TemplateResult.WAITING).order_by("pk").values_list("pk", flat=True)
    for key in list(waiting[:most]):
        _take(key, now or the_moment())
    left = waiting.count()
    if not left:
        TemplateRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=now or the_moment())
    return left


def progress(run: TemplateRun) -> Progress:
    """How many are done of how many; of a run that is taken back, how many were. Two queries."""
    total = run.results.count()
    waits = TemplateResult.DONE if run.undone_at else TemplateResult.WAITING
    return Progress(total - run.results.filter(state=waits).count(), total)


def results_for(run: TemplateRun, coach: User) -> QuerySet[TemplateResult]:
    """What became of it for each, as far as the coach may still look."""
    seen = CoachAccess.objects.current().of(coach)
    return run.results.filter(athlete__in=seen.athletes()).select_related("athlete")


def _take(key: int, now: datetime) -> None:
    try:
        _fit_in(key, now)
    except Refused as refusal:
        _refuse(key, str(refusal), now)
    except Exception:  # of one athlete: the others go on
        log.exception("a template could not be given")
        _refuse(key, FAILED, now)


def _fit_in(key: int, now: datetime) -> None:
    """The copy of one athlete: fitted first, which takes a while and keeps nobody waiting, then stored as a whole."""
    waiting = TemplateResult.objects.filter(pk=key, state=TemplateResult.WAITING)
    result = waiting.select_related("run__coach", "athlete__user").first()
    if result:
        _store(result, _met(result, now), library.catalogue(), now)


def _met(result: TemplateResult, now: datetime) -> Meeting:
    run = result.run
    (met,) = meet([result.athlete], kept(run.content), run.starts_on, run.coach, now)
    return met


@transaction.atomic
def _store(result: TemplateResult, met: Meeting, advice: Iterable[Advice], now: datetime) -> None:
    """Nothing where it was done meanwhile; fitted once more where something of the athlete changed since it was read."""
    athlete, run = people.lock(result.athlete), result.run
    mine = TemplateResult.objects.select_for_update().filter(pk=result.pk, state=TemplateResult.WAITING).first()
    if mine is None:
        return
    if not is_coach(run.coach) or not may_edit(run.coach).filter(pk=mine.athlete_id).exists():
        raise Refused(NO_ACCESS)
    if athlete.version != result.athlete.version:
        met = _met(result, now)
    if met.plan is None or met.fitted is None:
        raise Refused(met.refusal)
    stored = write(met.plan, met.fitted, advice, by=run.coach, now=now)
    mine.state, mine.at, mine.said = TemplateResult.DONE, now, list(met.fitted.said)
    mine.before, mine.after = stored.before, stored.after
    mine.save()


def _refuse(key: int, why: str, now: datetime) -> None:
    waiting = TemplateResult.objects.filter(pk=key, state=TemplateResult.WAITING)
    waiting.update(state=TemplateResult.REFUSED, said=[why], at=now)
