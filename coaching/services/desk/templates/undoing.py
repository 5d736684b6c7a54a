"""A run is taken back: each athlete's workouts as they were, unless something happened to them since."""

import logging
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.timezone import now as the_moment
from django_tasks import task

from coaching.models import TemplateResult, TemplateRun, TrainingPlan, WeekEdit, Workout
from coaching.rules import say
from coaching.rules.audit import audit
from coaching.rules.terms import Breach, RuleKind
from coaching.services import breaches
from coaching.services.adapting.suggesting import locked
from coaching.services.plan_rows import draft_of

from ..weeks import today_of
from .giving import AT_ONCE, NO_ACCESS, may_edit
from .writing import KEPT, is_as, let_go, settle

TAKEN_BACK_FIRST = "Taken back before it was given."
OTHER_PLAN = "Another plan took over since."
CHANGED = "“{title}” on {day} was changed since, so all of it stays."
ALL_LOGGED = "It was trained or its days are over, so it stays."
SOME_STAY = "{count} of its workouts stay: trained, or their days are over."
BEYOND = "Taken back, the plan would go beyond a limit, after what was changed since. {sentence} So all of it stays."
FAILED = "It could not be taken back. Nothing was changed."
DATES = ("on", "moved_from", "undo_on")
MOMENTS = ("edited_at", "changed_at")
log = logging.getLogger(__name__)


class Stays(Exception):
    """Why what was given stays, in words for the coach."""


@transaction.atomic
def undo(*, run: TemplateRun, now: datetime) -> TemplateRun:
    """Ask for a run to be taken back; a job does it. Those who still wait get nothing. Pressed twice it counts once."""
    asked = TemplateRun.objects.filter(pk=run.pk, undone_at=None).update(undone_at=now)
    if asked:
        waiting = run.results.filter(state=TemplateResult.WAITING)
        waiting.update(state=TemplateResult.REFUSED, said=[TAKEN_BACK_FIRST], at=now)
        TemplateRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=now)
        take_back.enqueue(str(run.pk))
    run.refresh_from_db()
    return run


@task()
def take_back(run: str) -> None:
    """Put back what was before; a long list is left to further jobs."""
    found = TemplateRun.objects.filter(pk=UUID(run), undone_at__isnull=False).first()
    if found and put_back(found, most=AT_ONCE):
        take_back.enqueue(run)


def put_back(run: TemplateRun, most: int | None = None, *, now: datetime | None = None) -> int:
    """Athlete by athlete, each as a whole or not at all; returns how many are left. Begun anew, it goes on where it was."""
    given = run.results.filter(state=TemplateResult.DONE).order_by("pk").values_list("pk", flat=True)
    for key in list(given[:most]):
        _take_back(key, now or the_moment())
    return given.count()


def _take_back(key: int, now: datetime) -> None:
    try:
        _put_back(key, now)
    except Stays as why:
        _say(key, str(why), now)
    except Exception:  # of one athlete: the others go on
        log.exception("a template could not be taken back")
        _say(key, FAILED, now)


def _say(key: int, why: str, now: datetime) -> None:
    given = TemplateResult.objects.filter(pk=key, state=TemplateResult.DONE)
    given.update(state=TemplateResult.STAYED, said=[why], at=now)


@transaction.atomic
def _put_back(key: int, now: datetime) -> None:
    result = TemplateResult.objects.select_related("run__coach", "athlete__user").filter(pk=key).first()
    if result is None:
        return
    active = locked(result.athlete)
    mine = TemplateResult.objects.select_for_update().filter(pk=key, state=TemplateResult.DONE).first()
    if mine is None:
        return
    if not may_edit(result.run.coach).filter(pk=mine.athlete_id).exists():
        raise Stays(NO_ACCESS)
    stays = _restore(active, mine, today_of(result.athlete, now), result.run, now)
    mine.state, mine.at = TemplateResult.UNDONE, now
    mine.said = [SOME_STAY.format(count=stays)] if stays else []
    mine.save(update_fields=["state", "at", "said"])


def _restore(active: TrainingPlan | None, result: TemplateResult, today: date, run: TemplateRun, now: datetime) -> int:
    """Put the workouts of before back; returns how many of those given stay. Raises Stays."""
    rows = {row.pk: row for row in Workout.objects.filter(week__plan=active).select_related("week", "activity")}
    if active is None or any(week not in _weeks_of(active) for week in _weeks_named(result)):
        raise Stays(OTHER_PLAN)
    lasting = [kept for kept in result.after if _lasts(rows.get(kept["pk"]), kept, today)]
    open_ = [kept for kept in result.after if kept not in lasting]
    for kept in open_:
        row = rows.get(kept["pk"])
        if row is None or not is_as(row, kept):
            raise Stays(CHANGED.format(title=kept["title"], day=say.day(date.fromisoformat(kept["on"]))))
    if result.after and not open_:
        raise Stays(ALL_LOGGED)
    _swap(rows, result, lasting, today, now)
    if broken := _broken(active):
        raise Stays(BEYOND.format(sentence=broken.sentence))
    for week in active.weeks.filter(pk__in=_weeks_named(result)):
        WeekEdit.objects.create(week=week, by=run.coach, at=now)
    settle(active, {})
    return len(lasting)


def _broken(before: TrainingPlan) -> Breach | None:
    """A limit that the rows now go beyond, held `before` (`with_weeks()`), and for which no coach ever gave a reason."""
    after = draft_of(TrainingPlan.objects.with_weeks().get(pk=before.pk))
    known = {(b.rule, b.week, b.on) for b in audit(draft_of(before)) if b.kind == RuleKind.HARD}
    new = [b for b in audit(after) if b.kind == RuleKind.HARD and (b.rule, b.week, b.on) not in known]
    reasons = breaches.reasons_for(before) if new else []
    return next((b for b in new if breaches.reason_of(b, reasons) is None), None)


def _lasts(row: Workout | None, kept: dict[str, Any], today: date) -> bool:
    """Whether it is past undoing: trained, or its day is over."""
    return (row is not None and hasattr(row, "activity")) or date.fromisoformat(kept["on"]) < today


def _swap(
    rows: dict[int, Workout], result: TemplateResult, lasting: list[dict[str, Any]], today: date, now: datetime
) -> None:
    before = {kept["pk"]: kept for kept in result.before}
    stay = {kept["pk"] for kept in lasting}
    taken = {kept["on"] for kept in lasting}
    for kept in result.after:
        if kept["pk"] not in stay and kept["pk"] not in before:
            let_go(rows[kept["pk"]], rows[kept["pk"]].week)
    for key, kept in before.items():
        over = date.fromisoformat(kept["on"]) < today
        if key in stay or ((over or kept["on"] in taken) and key not in rows):
            continue
        _write(rows.get(key), kept, now)


def _write(row: Workout | None, kept: dict[str, Any], now: datetime) -> None:
    """A row as it was, told to calendars; one that was deleted comes back under the name it had there."""
    values = {name: _read(name, kept[name]) for name in KEPT}
    if row is None:
        values |= {"uid": kept["uid"] or f"workout-{kept['pk']}", "sequence": kept["sequence"] + 1, "changed_at": now}
        Workout.objects.create(**values)
        return
    values |= {"sequence": F("sequence") + 1, "changed_at": now}
    Workout.objects.filter(pk=row.pk).update(**values)


def _read(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in DATES:
        return date.fromisoformat(value)
    return datetime.fromisoformat(value) if name in MOMENTS else value


def _weeks_of(plan: TrainingPlan) -> set[int]:
    return {week.pk for week in plan.weeks.all()}


def _weeks_named(result: TemplateResult) -> set[int]:
    return {kept["week_id"] for kept in (*result.before, *result.after)}
