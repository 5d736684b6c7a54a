"""A plan as JSON, for whoever wants it elsewhere. docs/plan-json.md says what each name means."""

from typing import Any

from coaching.models import Source, TrainingPlan, Workout
from coaching.services import breaches, library
from coaching.services.incidents.log import stopping_of
from coaching.services.plans import changes_shown, shown_up_to
from coaching.services.stored import plain

FORMAT = "uncramp-plan-1"
PLAN = (
    "status",
    "sport",
    "pattern",
    "starts_on",
    "ends_on",
    "race_on",
    "race_km",
    "retired_on",
    "reason",
    "rules_version",
)
WEEK = (
    "number", "starts_on", "ends_on", "phase", "focus", "distance_km", "longest_km", "minutes", "session_minutes",
    "longest_minutes", "evening",
)  # fmt: skip
WORKOUT = (
    "on", "moved_from", "kind", "title", "purpose", "effort", "minutes", "distance_km", "pace_fast_s_per_km",
    "pace_slow_s_per_km", "steps", "main", "before", "during", "after", "evening", "rules",
)  # fmt: skip
ADVICE = ("title", "claim", "how_to", "dose", "strand", "slot", "grade", "sources")
SOURCE = ("reference", "year", "doi", "pmid", "grade")


def plan_json(plan: TrainingPlan) -> dict[str, Any]:
    """The plan, its weeks and workouts, its advice and reasons, with the sources they name.

    Distances are in km, paces in s per km, durations in minutes, dates ISO 8601. What is shown is what the plan's own
    page shows: nobody's name and no key of a browser. Needs `with_weeks()` to stay at two queries more.
    """
    advice = {slug: _picked(words, ADVICE) for slug, words in sorted(plan.advice.items())}
    return {
        "format": FORMAT,
        "id": str(plan.pk),
        "made_at": plan.created_at.isoformat(),
        "paused": _is_paused(plan),
        **{name: plain(getattr(plan, name)) for name in PLAN},
        "shown_up_to": plain(shown_up_to(plan)),
        "weeks": [_week(week) for week in plan.weeks.all()],
        "evening": plan.evening,
        "race_sheet": plan.race_sheet,
        "why": plan.statements,
        "changes": changes_shown(plan),
        "choices": plan.choices,
        "breaches": plain(breaches.shown_of(plan)),
        "advice": advice,
        "sources": _sources(plan),
    }


def _is_paused(plan: TrainingPlan) -> bool:
    """Whether a cramp came with a sign that nobody has looked at yet: then nothing of the plan is to be done."""
    if plan.status != TrainingPlan.ACTIVE or plan.athlete is None:
        return False
    return stopping_of(plan.athlete) is not None


def _week(week: Any) -> dict[str, Any]:
    return {name: plain(getattr(week, name)) for name in WEEK} | {
        "workouts": [_workout(w) for w in week.workouts.all()]
    }


def _workout(workout: Workout) -> dict[str, Any]:
    return {"id": workout.pk} | {name: plain(getattr(workout, name)) for name in WORKOUT}


def _sources(plan: TrainingPlan) -> dict[str, Any]:
    """What its sentences and its advice stand on, by key."""
    sheet = plan.race_sheet["statements"] if plan.race_sheet else []
    rows = library.sources(key for one in (*plan.statements, *sheet, *plan.advice.values()) for key in one["sources"])
    return {key: _source(rows[key]) for key in sorted(rows)}


def _source(source: Source) -> dict[str, Any]:
    return {name: getattr(source, name) for name in SOURCE}


def _picked(words: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: words[name] for name in names if name in words}
