"""Weeks as an athlete went through them: what was logged, cramped and answered."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

from coaching.models import Activity, CheckIn, CrampIncident, Overlay, Workout
from coaching.rules.terms import Care, Confidence, Pattern, Severity, Triage
from coaching.services.plans import SESSION_KINDS
from coaching.services.stored import plain
from coaching.services.weeks import week_of
from tests.builders import NOW

FATIGUE = Triage(
    Pattern.FATIGUE, Care.NONE, None, "L2", (), Confidence.HIGH, Severity.MILD_MODERATE, ("It comes during a run.",)
)
FLAG = Triage(Pattern.UNCERTAIN, Care.EMERGENCY, "E1", "E1", (), Confidence.LOW, Severity.SEVERE, ())


def noon(on):
    return datetime.combine(on, time(12), UTC)


def sessions_of(athlete, *, until, since=None):
    """The runs or rides in force before a day."""
    found = Workout.objects.of(athlete).in_force().filter(kind__in=SESSION_KINDS, on__lt=until)
    return list(found.filter(on__gte=since) if since else found)


def make_activity(athlete, workout=None, *, on=None, outcome="done", sport=None, **amounts):
    """The log of a workout on its day; without one, or on another day, say `on`."""
    on, sport = on or workout.on, sport or (workout.week.plan.sport if workout else "running")
    fields = {"on": on, "sport": sport, "outcome": outcome, "created_at": noon(on), "changed_at": noon(on)}
    return Activity.objects.create(athlete=athlete, workout=workout, form=uuid4(), **fields, **amounts)


def follow(athlete, *, until, since=None, factor=1.0):
    """Log every session before a day as it was planned, or more or less of it."""
    for workout in sessions_of(athlete, until=until, since=since):
        km = workout.distance_km and workout.distance_km * factor
        make_activity(athlete, workout, distance_km=km, minutes=workout.minutes * factor)


def make_incident(athlete, *, on, triage=FATIGUE, **fields):
    words = {"care": triage.care.value, "pattern": triage.pattern.value, "rules_version": "1", "timing": "during"}
    at = {"at": noon(on), "on": on, "created_at": noon(on), "changed_at": noon(on)}
    return CrampIncident.objects.create(athlete=athlete, triage=plain(triage), form=uuid4(), **words | at | fields)


def make_check_in(athlete, *, on, answer="clearly", **words):
    """The answer of a day about its own week."""
    asked = {"week_starts_on": week_of(on), "answered_on": on, "created_at": noon(on)}
    return CheckIn.objects.create(athlete=athlete, answer=answer, **asked, **words)


def make_overlay(athlete, *, starts_on, days, kind="sick", lifted_on=None):
    ends_on = starts_on + timedelta(days=days - 1)
    fields = {"starts_on": starts_on, "ends_on": ends_on, "lifted_on": lifted_on}
    return Overlay.objects.create(athlete=athlete, kind=kind, form=uuid4(), created_at=NOW, **fields)
