"""The weeks as they went, from rows to what the rules look at."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from coaching.models import Activity, Athlete, CheckIn, CrampIncident, TrainingPlan, Workout
from coaching.rules.adjust import Cramped, Lived
from coaching.rules.book import number
from coaching.rules.terms import Baseline, Care, Limited, Outcome, Run, Sport, Triage

from ..stored import typed
from ..training.activities import is_session

SUBSTANTIAL = frozenset({Limited.CLEARLY, Limited.NO_TRAINING})  # problems that hold the progression (R22)
SHARE_OF_PARTLY = 0.5  # where nobody said how much
RIDE_PACE_S_PER_KM = 3600 / number("D6", "kmh")


def lived_of(athlete: Athlete, plan: TrainingPlan, today: date) -> Lived:
    """What an athlete did since the first day of this plan's calendar, their cramps and problems. Three queries.

    Km and minutes are those that were logged. A done workout without amounts counts with the planned ones, one done
    partly with half of them; where only one of km and minutes is known, the other follows the planned pace or the usual
    one. Strength and massage are no runs, nor is the other sport. A cramp with a red flag counts whenever it was, on a
    day to come too for who flew back over the date line, until somebody has looked at it; then like any other.
    """
    return lived_of_many({athlete.pk: (plan, today)})[athlete.pk]


def lived_of_many(plans: Mapping[int, tuple[TrainingPlan, date]]) -> dict[int, Lived]:
    """The same for many athletes at once, by their keys, each with a plan and their own day. Three queries."""
    if not plans:
        return {}
    bases = {key: typed(Baseline, plan.baseline) for key, (plan, _) in plans.items()}
    since = {key: bases[key].first_day or plan.starts_on for key, (plan, _) in plans.items()}
    until = {key: today for key, (_, today) in plans.items()}
    span = (min(since.values()), max(until.values()))

    def within(key: int, on: date) -> bool:
        return since[key] <= on <= until[key]

    logged = Activity.objects.filter(athlete__in=plans, on__range=span).select_related("workout")
    done = _by_athlete(a for a in logged if within(a.athlete_id, a.on))
    held_by = CheckIn.objects.filter(athlete__in=plans, answer__in=[answer.value for answer in SUBSTANTIAL])
    answered = held_by.filter(answered_on__lte=span[1]).order_by("answered_on")
    problems = {row.athlete_id: row.answered_on for row in answered if row.answered_on <= until[row.athlete_id]}
    theirs = CrampIncident.objects.filter(athlete__in=plans)
    cramped = theirs.filter(on__range=span) | theirs.stopping()
    cramps = _by_athlete(one for one in cramped if within(one.athlete_id, one.on) or one.stops)
    return {
        key: Lived(
            done=tuple(_runs(done[key], plan, bases[key])),
            cramps=tuple(_cramped(incident) for incident in cramps[key]),
            substantial_problem_on=problems.get(key),
            logged_today=any(activity.on == today for activity in done[key]),
        )
        for key, (plan, today) in plans.items()
    }


def _by_athlete(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.athlete_id].append(row)
    return found


def _runs(logged: Iterable[Activity], plan: TrainingPlan, base: Baseline) -> Iterable[Run]:
    trained = (a for a in logged if a.outcome in (Outcome.DONE, Outcome.PARTLY) and a.sport == plan.sport)
    sessions = (activity for activity in trained if is_session(activity))
    riding = plan.sport == Sport.CYCLING
    usual = RIDE_PACE_S_PER_KM if riding else base.budget_pace_s_per_km
    return sorted((run_of(activity, usual) for activity in sessions), key=lambda run: run.on)


def run_of(activity: Activity, usual_s_per_km: float) -> Run:
    """A trained session in km and minutes, as `lived_of` counts them. Needs its workout."""
    km, minutes = activity.distance_km, activity.minutes
    if km is None and minutes is None:
        return _as_planned(activity, usual_s_per_km)
    pace = _planned_pace(activity.workout) or usual_s_per_km
    known_km = km if km is not None else (minutes or 0) * 60 / pace
    known_minutes = minutes if minutes is not None else known_km * pace / 60
    return Run(activity.on, round(known_km, 2), round(known_minutes))


def _as_planned(activity: Activity, usual_s_per_km: float) -> Run:
    """Done without a word of how much; what was not planned either is only known to have been done."""
    share = SHARE_OF_PARTLY if activity.outcome == Outcome.PARTLY else 1.0
    workout = activity.workout
    if workout is None:
        return Run(activity.on)
    km = workout.distance_km or round(workout.minutes * 60 / usual_s_per_km, 2)
    return Run(activity.on, km * share, round(workout.minutes * share))


def _planned_pace(workout: Workout | None) -> float | None:
    """In s per km; None where the workout names no distance or no time."""
    return workout.minutes * 60 / workout.distance_km if workout and workout.distance_km and workout.minutes else None


def _cramped(incident: CrampIncident) -> Cramped:
    triage = typed(Triage, incident.triage)
    return Cramped(incident.on, replace(triage, care=Care.NONE) if incident.cleared_at else triage)
