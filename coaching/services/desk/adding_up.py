"""What the roster says of athletes, a batch at a time: a fixed number of queries, whatever these athletes hold."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Max, Min, Q, Sum

from coaching.models import (
    Activity,
    Assessment,
    Athlete,
    CrampIncident,
    Overlay,
    RosterEntry,
    TrainingPlan,
    Workout,
)
from coaching.models.incidents import STOPPING
from coaching.rules import roster as rules
from coaching.rules.outline import UNKNOWN_PACE
from coaching.rules.terms import Baseline, Outcome, OverlayKind, Run, Sport, WorkoutKind
from coaching.services.adapting.lived import RIDE_PACE_S_PER_KM, run_of
from coaching.services.stored import typed
from coaching.services.training.activities import RUN_OR_RACE, is_session
from coaching.services.weeks import week_of

DAY = timedelta(days=1)
SPANS = (7, 28)
LONGEST_DAYS = 30
STRENGTH_WEEKS = 8  # so far back, weeks without strength are counted
SLACK = timedelta(weeks=2)  # a workout is moved within these of its week
TRAINED = (Outcome.DONE.value, Outcome.PARTLY.value)
AWAY = (OverlayKind.SICK.value, OverlayKind.INJURED.value, OverlayKind.HOLIDAY.value)

Row = dict[str, Any]


@dataclass
class Batch:
    """All that was read of some athletes, by their keys."""

    active: dict[int, Row] = field(default_factory=dict)
    suggested: dict[int, datetime] = field(default_factory=dict)
    retired: dict[int, Row] = field(default_factory=dict)
    planned: dict[int, Row] = field(default_factory=dict)
    logged: dict[int, list[Activity]] = field(default_factory=dict)
    last_log: dict[int, date] = field(default_factory=dict)
    cramps: dict[int, Row] = field(default_factory=dict)
    answers: dict[int, Row] = field(default_factory=dict)
    strength: dict[int, dict[date, bool]] = field(default_factory=dict)
    held: dict[int, list[tuple[date, date]]] = field(default_factory=dict)


def entries(keys: Iterable[int], today: date) -> list[RosterEntry]:
    """Unsaved entries of these athletes as of `today`, with the versions from before anything else was read."""
    named = list(Athlete.objects.filter(pk__in=list(keys)).values("pk", "version", "name", "kept_email", "user__email"))
    batch = _read([row["pk"] for row in named], today)
    return [_entry(row, batch, today) for row in named]


# --- Reading ---------------------------------------------------------------------------------------


def _read(keys: list[int], today: date) -> Batch:
    batch = Batch(
        planned=_planned(keys, today),
        logged=_logged(keys, today),
        last_log=dict(Activity.objects.filter(athlete__in=keys).order_by().values_list("athlete").annotate(Max("on"))),
        cramps=_cramps(keys, today),
        answers=_answers(keys),
        strength=_strength(keys, today),
        held=_held(keys, today),
    )
    _plans(keys, batch)
    return batch


def _plans(keys: list[int], batch: Batch) -> None:
    """The active plan with what it started from, the suggestion beside it, and the plan that held last."""
    theirs = TrainingPlan.objects.filter(athlete__in=keys).order_by("created_at")
    held = Q(status=TrainingPlan.RETIRED, retired_on__isnull=False)
    ended = theirs.filter(held).values("athlete", "sport", "ends_on", "retired_on")
    batch.retired = {row["athlete"]: row for row in ended}
    columns = ("athlete", "sport", "starts_on", "ends_on", "race_on", "race_km", "baseline")
    target = F("assessment__answers__goal__target_s")
    batch.active = {row["athlete"]: row for row in theirs.active().values(*columns, target_s=target)}
    batch.suggested = dict(theirs.suggested().values_list("athlete", "created_at"))


def _around(keys: list[int], first: date, today: date) -> Any:
    """Workouts in force from a day to yesterday. The weeks are narrowed down first: there are far fewer of them."""
    weeks = {"week__starts_on__gte": first - SLACK, "week__starts_on__lte": today + SLACK}
    found = Workout.objects.in_force().filter(week__plan__athlete__in=keys, on__gte=first, on__lt=today, **weeks)
    return found.order_by().annotate(athlete=F("week__plan__athlete"))


def _planned(keys: list[int], today: date) -> dict[int, Row]:
    first = today - timedelta(days=max(SPANS))
    by_time = Q(distance_km=None) | Q(distance_km=0)
    sums = {
        f"{name}_{days}": Sum(column, filter=which & Q(on__gte=today - timedelta(days=days)))
        for name, column, which in (
            ("km", "distance_km", Q()),
            ("minutes", "minutes", Q()),
            ("timed", "minutes", by_time),
        )
        for days in SPANS
    }
    rows = _around(keys, first, today).filter(kind__in=RUN_OR_RACE).values("athlete").annotate(**sums)
    return {row["athlete"]: row for row in rows}


def _logged(keys: list[int], today: date) -> dict[int, list[Activity]]:
    """Runs and rides of the last 30 days, of every sport, with their workouts."""
    first = today - timedelta(days=LONGEST_DAYS - 1)
    columns = ("athlete", "on", "sport", "outcome", "distance_km", "minutes")
    of_workout = ("workout__kind", "workout__distance_km", "workout__minutes")
    rows = Activity.objects.trained().filter(athlete__in=keys, on__gte=first).order_by()
    return _by_athlete(
        (activity.athlete_id, activity)
        for activity in rows.select_related("workout").only(*columns, *of_workout)
        if is_session(activity)
    )


def _cramps(keys: list[int], today: date) -> dict[int, Row]:
    month = today - timedelta(days=max(SPANS))
    rows = CrampIncident.objects.filter(athlete__in=keys).order_by().values("athlete")
    found = rows.annotate(
        newest=Max("created_at"),
        stopping=Min("created_at", filter=STOPPING),
        open=Count("pk", filter=Q(on__gte=month) | STOPPING),
    )
    return {row["athlete"]: row for row in found}


def _answers(keys: list[int]) -> dict[int, Row]:
    """What the newest answers came to."""
    rows = Assessment.objects.submitted().filter(athlete__in=keys).order_by("submitted_at")
    found = {name: F(f"findings__triage__{name}") for name in ("pattern", "care", "notes")}
    goal = {name: F(f"answers__goal__{name}") for name in ("race_on", "distance_km", "target_s")}
    usual = {"allowed": F("findings__plan_allowed"), "sport": F("answers__sport")}
    return {row["athlete"]: row for row in rows.values("athlete", "submitted_at", **found, **goal, **usual)}


def _strength(keys: list[int], today: date) -> dict[int, dict[date, bool]]:
    """Each week that planned strength, by its Monday, and whether some was done."""
    first = week_of(today) - timedelta(weeks=STRENGTH_WEEKS)
    rows = _around(keys, first, week_of(today)).filter(kind=WorkoutKind.STRENGTH.value)
    weeks: dict[int, dict[date, bool]] = defaultdict(dict)
    for athlete, on, outcome in rows.values_list("athlete", "on", "activity__outcome"):
        of_athlete, monday = weeks[athlete], week_of(on)
        of_athlete[monday] = of_athlete.get(monday, False) or outcome in TRAINED
    return weeks


def _held(keys: list[int], today: date) -> dict[int, list[tuple[date, date]]]:
    """The days of illness, injury and holiday, first and last, since the weeks that are looked at."""
    first = week_of(today) - timedelta(weeks=STRENGTH_WEEKS)
    rows = Overlay.objects.touching(first, today).filter(athlete__in=keys, kind__in=AWAY).order_by()
    spans = rows.values_list("athlete", "starts_on", "ends_on", "lifted_on")
    return _by_athlete(
        (athlete, (starts_on, min(ends_on, lifted_on - DAY) if lifted_on else ends_on))
        for athlete, starts_on, ends_on, lifted_on in spans
    )


def _by_athlete(pairs: Iterable[tuple[int, Any]]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for athlete, value in pairs:
        found[athlete].append(value)
    return found


# --- Adding up -------------------------------------------------------------------------------------


def _entry(row: Row, batch: Batch, today: date) -> RosterEntry:
    key = row["pk"]
    plan, last, answers = batch.active.get(key), batch.retired.get(key), batch.answers.get(key)
    sport = (plan or last or answers or {}).get("sport", "")
    race = _race(plan, answers, today)
    cramps, last_log = batch.cramps.get(key, {}), batch.last_log.get(key)
    held = batch.held.get(key, [])
    missed = rules.strength_missed(batch.strength.get(key, {}), _mondays(held), week_of(today))
    starts_on = plan["starts_on"] if plan else None
    return RosterEntry(
        athlete_id=key,
        version=row["version"],
        as_of=today,
        search=" ".join(filter(None, (row["name"], row["user__email"], row["kept_email"]))).casefold(),
        sport=sport,
        **_plan_columns(plan, last, today, paused=cramps.get("stopping") is not None),
        race_on=race["race_on"] if race else None,
        race_km=race["race_km"] if race else None,
        **_amounts(key, batch, Sport(sport or Sport.RUNNING), race, today),
        last_log_on=last_log,
        silent_since=rules.silent_since(last_log, starts_on, held, today),
        open_incidents=cramps.get("open", 0),
        cramp_at=cramps.get("newest"),
        **_asking(cramps.get("stopping"), answers),
        suggestion_at=batch.suggested.get(key),
        strength_missed_weeks=missed[0],
        strength_missed_since=missed[1],
    )


def _mondays(held: Iterable[tuple[date, date]]) -> set[date]:
    """Each week that one of these spans touches."""
    return {
        week_of(first) + timedelta(weeks=number)
        for first, last in held
        for number in range((week_of(last) - week_of(first)).days // 7 + 1)
    }


def _plan_columns(plan: Row | None, last: Row | None, today: date, *, paused: bool) -> Row:
    if plan is None:
        ended = min(last["ends_on"], last["retired_on"] - DAY) if last else None
        return {"plan": RosterEntry.ENDED if last else RosterEntry.NONE, "plan_ends_on": ended}
    over = plan["ends_on"] < today
    state = RosterEntry.ENDED if over else RosterEntry.PAUSED if paused else RosterEntry.ACTIVE
    return {"plan": state, "plan_ends_on": plan["ends_on"]}


def _race(plan: Row | None, answers: Row | None, today: date) -> Row | None:
    """The race ahead: of the plan that holds, and without a plan the one that was named last."""
    race = plan
    if plan is None and answers and answers["race_on"]:
        on = date.fromisoformat(answers["race_on"])
        race = {"race_on": on, "race_km": answers["distance_km"], "target_s": answers["target_s"]}
    return race if race and race["race_on"] and race["race_on"] >= today else None


def _amounts(key: int, batch: Batch, sport: Sport, race: Row | None, today: date) -> Row:
    """Planned and done on the days before today, and how far the race lies beyond the longest session."""
    plan, planned = batch.active.get(key), batch.planned.get(key, {})
    base = typed(Baseline, plan["baseline"]) if plan else None
    runs = _runs(batch.logged.get(key, []), sport, base)
    columns: Row = {}
    for days in SPANS:
        columns[f"planned_{days}"] = _planned_in(days, planned, sport, base)
        columns[f"done_{days}"] = rules.done_since(runs, today - timedelta(days=days), today, sport)
    longest = rules.longest_lately(runs, base, sport, today)
    if race:
        columns["race_gap"] = rules.race_gap(sport, race["race_km"], race["target_s"], longest)
    return columns


def _planned_in(days: int, planned: Row, sport: Sport, base: Baseline | None) -> float:
    """A run that is planned by time alone counts with the km it comes to at the usual pace, as a done one does."""
    if sport == Sport.CYCLING:
        return round(planned.get(f"minutes_{days}") or 0.0, 1)
    by_time = (planned.get(f"timed_{days}") or 0) * 60 / _pace(base)
    return round((planned.get(f"km_{days}") or 0.0) + by_time, 1)


def _pace(base: Baseline | None) -> float:
    return base.budget_pace_s_per_km if base else UNKNOWN_PACE


def _runs(logged: Iterable[Activity], sport: Sport, base: Baseline | None) -> list[Run]:
    usual = RIDE_PACE_S_PER_KM if sport == Sport.CYCLING else _pace(base)
    return [run_of(activity, usual) for activity in logged if activity.sport == sport]


def _asking(stopping: datetime | None, newest: Mapping[str, Any] | None) -> Row:
    """Since when a sign or the newest answers ask for more than training."""
    if newest is None:
        return {"red_flag_at": stopping}
    at = newest["submitted_at"]
    return {
        "red_flag_at": stopping or (None if newest["allowed"] else at),
        "symptomatic_at": at if rules.asks_for_care(newest["pattern"], newest["care"], newest["notes"]) else None,
    }
