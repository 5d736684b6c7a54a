"""A coach's hand on a week: checked against the rules as the whole plan would be, then stored with its reason or not at all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.timezone import localdate

from coaching.models import Athlete, PlanWeek, TrainingPlan, User, WeekEdit, Workout
from coaching.rules.audit import HARD_DAYS
from coaching.rules.own_steps import hardens
from coaching.rules.terms import Breach, RuleKind, WorkoutKind
from coaching.rules.workouts import effort_of, purpose_of
from coaching.services import people, plans
from coaching.services.incidents.log import stopping_of
from coaching.services.stored import plain, typed
from coaching.services.training.activities import RUN_OR_RACE

from . import weighing
from .week_marks import FOCUS, Meanwhile, is_as_seen, meanwhile, read
from .weighing import Seen

LEAST_REASON = 10  # characters
MOST_WORKOUTS = 21
RACE = WorkoutKind.RACE.value
WAITS = {kind.value for kind in HARD_DAYS} - {RACE}
IN_OWN_WORDS = {"effort": effort_of, "purpose": purpose_of}  # what a new workout may leave to the plan
SLOTS = ("main", "before", "during", "after", "evening")
IS_RACE = "The race belongs to the athlete: it stays on its day and cannot be removed."
IS_LOGGED = "The athlete logged this workout, so it stays."
IS_TALKED_ABOUT = "There are comments on this workout, so it stays."
IS_CRAMPED = "A cramp was logged with this workout, so it stays."
PAUSED = (
    "A warning sign pauses this plan until somebody has looked at it. Until then no hard session is added here and none is"
    " made harder: “{title}” on {day:%A} {day.day} {day:%B}."
)
NO_DISTANCE = "“{title}” is no run and no ride, so it has no distance. Leave that empty, or choose another kind."
FULL = f"A week holds {MOST_WORKOUTS} workouts at most."


@dataclass(frozen=True, slots=True)
class Row:
    """What was typed for a workout, by the names of TYPED; without a key it is a new one."""

    key: int | None
    words: Mapping[str, Any] = field(default_factory=dict)
    removed: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """What an edit brought: the week as it stands now, and the rules it newly breaks or stretches."""

    week: PlanWeek
    is_changed: bool
    limits: tuple[Breach, ...] = ()
    advice: tuple[Breach, ...] = ()
    own: tuple[Breach, ...] = ()  # beyond the coach's own steps


class Conflict(Exception):
    """The week is not as it was when the form was opened; `meanwhile` says what happened."""

    def __init__(self, meanwhile: Meanwhile) -> None:
        super().__init__("changed meanwhile")
        self.meanwhile = meanwhile


class Over(Exception):
    """The plan no longer holds or was declined; `active` is the one that does, if any."""

    def __init__(self, active: TrainingPlan | None) -> None:
        super().__init__("over")
        self.active = active


class ReasonNeeded(Exception):
    """The edit goes beyond limits, and nobody has said why."""

    def __init__(self, limits: tuple[Breach, ...]) -> None:
        super().__init__("a reason is needed")
        self.limits = limits


@transaction.atomic
def save(
    *,
    week: PlanWeek,
    by: User,
    now: datetime,
    today: date,
    seen: str,
    rows: Iterable[Row],
    focus: str,
    reason: str = "",
) -> Saved:
    """Store a week as a coach typed it, as a whole or not at all. `seen` is what `week_marks.seen` gave with the form.

    Raises PermissionError without edit access, PlanWeek.DoesNotExist where the plan was made anew, Over, Conflict,
    ValidationError for what cannot be removed or added, ReasonNeeded where limits would be broken that held before. The
    same form sent twice is stored once.
    """
    week, blocks = _locked(week, by), list(rows)
    there, marks = rows_of(week), read(seen)
    if _stands_already(week, there, blocks, focus, set(marks.by_key)):
        return Saved(week, is_changed=False)
    if not is_as_seen(week, there, marks):
        raise Conflict(meanwhile(week, there, marks, by))
    before = weighing.look(week.plan_id, today)
    _check(week, there, blocks, today)
    _write(week, there, blocks, focus, now)
    return _weighed(week, before, by, now, today, reason.strip())


def rows_of(week: PlanWeek) -> list[Workout]:
    """The workouts of a week by day, with what was logged, and counts of what was said and cramped; one query."""
    found = week.workouts.select_related("activity")
    return list(found.annotate(said=Count("comments", distinct=True), cramped=Count("incidents", distinct=True)))


def why_it_stays(row: Workout) -> str:
    """Why a workout of `rows_of` cannot be removed; empty where it can."""
    if row.kind == RACE:
        return IS_RACE
    if hasattr(row, "activity"):
        return IS_LOGGED
    if row.said:  # type: ignore[attr-defined]
        return IS_TALKED_ABOUT
    return IS_CRAMPED if row.cramped else ""  # type: ignore[attr-defined]


def today_of(athlete: Athlete | None, now: datetime) -> date:
    """The athlete's own day; without a log-in that of the moment (UTC)."""
    return localdate(now, ZoneInfo(athlete.user.time_zone if athlete and athlete.user else "UTC"))


def is_over(plan: TrainingPlan) -> bool:
    """Whether nobody follows it any more, nor may come to."""
    return plan.status in (TrainingPlan.RETIRED, TrainingPlan.DECLINED)


def edits_of(week: PlanWeek) -> QuerySet[WeekEdit]:
    """Who changed a week, the latest first."""
    return week.edits.select_related("by")


def _locked(week: PlanWeek, by: User) -> PlanWeek:
    athlete = week.plan.athlete
    if athlete:
        people.lock(athlete)
    week = PlanWeek.objects.select_related("plan__athlete").get(pk=week.pk)
    if not by.is_superuser and not _may_edit(week.plan.athlete, by):
        raise PermissionError("no edit access to this athlete")
    if is_over(week.plan):
        raise Over(TrainingPlan.objects.active().filter(athlete=week.plan.athlete_id).first() if athlete else None)
    return week


def _may_edit(athlete: Athlete | None, by: User) -> bool:
    return athlete is not None and Athlete.objects.editable_by(by).filter(pk=athlete.pk).exists()


# --- What was typed ---------------------------------------------------------------------------------


def _stands_already(week: PlanWeek, there: list[Workout], typed: list[Row], focus: str, known: set[int]) -> bool:
    """Whether the week is as this form would leave it: pressed twice, or nothing was changed."""
    here = {row.pk: row for row in there}
    kept = [row for row in typed if row.key is not None]
    removed = {row.key for row in kept if row.removed}
    gone = all((row.key not in here) == row.removed for row in kept) and not known - {FOCUS} - set(here) - removed
    same = all(_same(here[row.key], row.words) for row in kept if row.key in here)
    others = [row for key, row in here.items() if key not in known]
    new = [row for row in typed if row.key is None]
    added = len(new) == len(others) and all(any(_same(one, row.words) for one in others) for row in new)
    return gone and same and added and focus == week.focus


def _same(row: Workout, words: Mapping[str, Any]) -> bool:
    return all(getattr(row, name) == words[name] for name in words)


def _check(week: PlanWeek, there: list[Workout], typed: list[Row], today: date) -> None:
    here = {row.pk: row for row in there}
    for row in typed:
        was = here.get(row.key) if row.key is not None else None
        if row.removed and was and (refusal := why_it_stays(was)):
            raise ValidationError(refusal)
        if row.words.get("distance_km") and row.words["kind"] not in RUN_OR_RACE:
            raise ValidationError(NO_DISTANCE.format(title=row.words["title"]))
        if (was is None and row.words.get("kind") == RACE) or (was and was.kind == RACE and _moves(was, row)):
            raise ValidationError(IS_RACE)
    if len(there) + sum(row.key is None for row in typed) > MOST_WORKOUTS:
        raise ValidationError(FULL)
    if week.plan.athlete and stopping_of(week.plan.athlete):
        _check_pause(here, typed, today)


def _moves(race: Workout, row: Row) -> bool:
    return not row.removed and (row.words["on"], row.words["kind"]) != (race.on, race.kind)


def _check_pause(here: Mapping[int, Workout], typed: list[Row], today: date) -> None:
    """While a sign pauses the plan a coach may take load out of the days to come, never put hard sessions in."""
    for row in typed:
        words = row.words
        if row.removed or words["kind"] not in WAITS or words["on"] < today:
            continue
        was = here.get(row.key) if row.key is not None else None
        same = was if was and was.kind == words["kind"] and was.on >= today else None
        asked = _asked(vars(same)) if same else None
        if hardens(asked, _asked(words)):
            raise ValidationError(PAUSED.format(title=words["title"], day=words["on"]))


def _asked(words: Mapping[str, Any]) -> tuple[float, int, float | None]:
    return words["distance_km"] or 0.0, words["minutes"], words["pace_fast_s_per_km"]


# --- What is stored ---------------------------------------------------------------------------------


def _write(week: PlanWeek, there: list[Workout], typed: list[Row], focus: str, now: datetime) -> None:
    here = {row.pk: row for row in there}
    for row in typed:
        was = here.get(row.key) if row.key is not None else None
        if row.removed and was:
            was.delete()
        elif was and not _same(was, row.words):
            _change(was, row.words, now)
        elif row.key is None:
            _add(week, row.words, now)
    week.focus = focus
    week.save(update_fields=["focus"])
    plans.add_up(week)


def _change(row: Workout, words: Mapping[str, Any], now: datetime) -> None:
    """Marked as a coach's, told to calendars; a move of before cannot be undone any more."""
    for name, value in words.items():
        setattr(row, name, value)
    row.edited_at, row.undo_on, row.changed_at, row.sequence = now, None, now, row.sequence + 1
    row.save(update_fields=[*words, "edited_at", "undo_on", "changed_at", "sequence"])


def _add(week: PlanWeek, words: Mapping[str, Any], now: datetime) -> None:
    """With the advice that the plan's other workouts of its kind have, where there is one."""
    like = Workout.objects.filter(week__plan=week.plan_id, kind=words["kind"]).first()
    advice = {name: getattr(like, name) for name in SLOTS} if like else {}
    position = week.workouts.filter(on=words["on"]).count()
    Workout.objects.create(week=week, position=position, edited_at=now, changed_at=now, **words, **advice)


def _weighed(week: PlanWeek, before: Seen, by: User, now: datetime, today: date, reason: str) -> Saved:
    """The plan as it would be, against the rules; a limit newly broken wants a reason, else nothing is stored."""
    after, plan = weighing.look(week.plan_id, today), week.plan
    caused = weighing.caused(before, after, week)
    limits = tuple(breach for breach in caused if breach.kind == RuleKind.HARD)
    if limits and len(reason) < LEAST_REASON:
        raise ReasonNeeded(limits)
    plan.breaches = plain(weighing.stands(typed(tuple[Breach, ...], plan.breaches), after, limits))
    plan.save(update_fields=["breaches"])
    WeekEdit.objects.create(week=week, by=by, at=now, breaches=plain(limits), reason=reason if limits else "")
    if plan.athlete:
        people.changed(plan.athlete)
    advice = tuple(breach for breach in caused if breach.kind != RuleKind.HARD)
    return Saved(week, True, limits, advice, weighing.beyond_own(before, after, week, by, caused))
