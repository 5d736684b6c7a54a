"""The cramp log: what was written down, what triage makes of it, and what that means for the plan."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from coaching.models import Assessment, Athlete, CrampIncident, TrainingPlan, Workout
from coaching.rules import RULES_VERSION
from coaching.rules.terms import (
    Answers,
    Care,
    CrampReport,
    Different,
    Health,
    Helped,
    Muscle,
    Side,
    Sign,
    Timing,
    Triage,
)
from coaching.rules.triage import triage
from coaching.services import adapting, people
from coaching.services.stored import plain, typed
from coaching.services.training import touched

KNOWN_BEFORE = frozenset({"S3", "S4", "S5"})


class Overtaken(Exception):
    """The cramp was changed since it was shown, and says something else now."""

    def __init__(self, incident: CrampIncident) -> None:
        super().__init__(incident.pk)
        self.incident = incident


@dataclass(frozen=True, slots=True)
class Told:
    """One cramp as it was told: `at` in UTC, `on` the person's own day, km, minutes, seconds."""

    at: datetime
    on: date
    timing: Timing
    minutes_after_exercise: int | None = None
    onset_km: float | None = None
    onset_minutes: int | None = None
    side: Side | None = None
    muscles: frozenset[Muscle] = frozenset()
    severity: int | None = None
    duration_s: int | None = None
    twitching_only: bool = False
    helped: frozenset[Helped] = frozenset()
    different: frozenset[Different] = frozenset()
    signs: frozenset[Sign] = frozenset()
    note: str = ""


def answers_of(athlete: Athlete, *, today: date) -> Answers:
    """The athlete's newest submitted answers, else blank ones. One query."""
    newest = Assessment.objects.submitted().filter(athlete=athlete).order_by("-submitted_at").first()
    return typed(Answers, newest.answers) if newest else Answers(answered_on=today)


def stopping_of(athlete: Athlete) -> CrampIncident | None:
    """The newest cramp with a sign that nobody has looked at yet: while there is one, the plan is paused. One query."""
    return CrampIncident.objects.stopping().filter(athlete=athlete).select_related("athlete").first()


def triage_of(incident: CrampIncident) -> Triage:
    """What triage said when the cramp was written down or last changed."""
    return typed(Triage, incident.triage)


@transaction.atomic
def record(
    *, athlete: Athlete, told: Told, workout: Workout | None, form: UUID, now: datetime, today: date
) -> CrampIncident:
    """Write a cramp down, triage it, and pause the plan or suggest what follows.

    The same form sent again is the same cramp: with other words, as after the Back button, it is corrected, unless it
    was changed since in another way.
    """
    people.changed(athlete)  # first, so that two presses at once come one after the other
    before = CrampIncident.objects.filter(athlete=athlete, form=form).first()
    if before:
        untouched = before.changed_at == before.created_at
        return change(incident=before, told=told, seen=before.changed_at, now=now, today=today) if untouched else before
    incident = CrampIncident(athlete=athlete, workout=workout, form=form, created_at=now, changed_at=now)
    _write(incident, told)
    incident.save()
    if incident.stops:
        _pauses_or_ends(incident, now)
    _then(incident, now=now, today=today)
    return incident


@transaction.atomic
def change(*, incident: CrampIncident, told: Told, seen: datetime | None, now: datetime, today: date) -> CrampIncident:
    """Say it otherwise: triage runs anew. `seen` is the `changed_at` of the row that was looked at.

    What somebody looked at counts as looked at no longer once other signs are told. Raises Overtaken, and
    CrampIncident.DoesNotExist where it was deleted meanwhile.
    """
    people.changed(incident.athlete)
    stored = CrampIncident.objects.select_for_update().get(pk=incident.pk)
    if _columns(told) == {name: getattr(stored, name) for name in _columns(told)}:
        return stored
    if stored.changed_at != seen:
        raise Overtaken(stored)
    stopped, weight, asked_for = stored.stops, _weight(stored), (stored.signs, stored.triage["care_row"])
    _write(stored, told)
    stored.changed_at = now
    if (stored.signs, stored.triage["care_row"]) != asked_for:
        stored.cleared_at = None
    stored.save()
    if stored.stops != stopped:
        _pauses_or_ends(stored, now)
    if _weight(stored) != weight:
        _then(stored, now=now, today=today)
    return stored


def _weight(incident: CrampIncident) -> tuple[date, str, str | None, str]:
    """What a plan makes of a cramp; all else are words."""
    found = triage_of(incident)
    return incident.on, found.pattern.value, found.care_row, found.severity.value


@transaction.atomic
def delete(*, incident: CrampIncident, now: datetime, today: date) -> None:
    """Take a cramp out of the log. What was suggested with it in view, or held back by it, is looked at anew."""
    athlete = incident.athlete
    people.changed(athlete)
    stored = CrampIncident.objects.filter(pk=incident.pk).first()
    stopped = stored is not None and stored.stops
    CrampIncident.objects.filter(pk=incident.pk).delete()
    if stopped:
        _pauses_or_ends(incident, now)
    waiting = TrainingPlan.objects.suggested().filter(athlete=athlete).first()
    reason = waiting.reason if waiting else "cramp"
    if reason == "cramp" and not CrampIncident.objects.filter(athlete=athlete).exists():
        TrainingPlan.objects.suggested().filter(athlete=athlete).delete()
    elif waiting or stopped:
        adapting.suggest(athlete=athlete, reason=reason, now=now, today=today)


@transaction.atomic
def clear(*, incident: CrampIncident, now: datetime, today: date) -> CrampIncident:
    """Somebody has looked at it, says the athlete, and they may train. When nothing else stops it, the plan goes on.

    A second press, and a cramp without a sign, change nothing.
    """
    people.changed(incident.athlete)
    stored = CrampIncident.objects.select_for_update().get(pk=incident.pk)
    if not stored.stops:
        return stored
    stored.cleared_at = now
    stored.save(update_fields=["cleared_at"])
    _pauses_or_ends(stored, now)
    if not stopping_of(stored.athlete):
        adapting.suggest(athlete=stored.athlete, reason="cleared", now=now, today=today)
    return stored


def _pauses_or_ends(incident: CrampIncident, now: datetime) -> None:
    """Calendars learn that a pause begins or ends, from the day on which the cramp was written down."""
    touched.touch(incident.athlete, first=localdate(incident.created_at), now=now)


def judged(report: CrampReport, health: Health) -> Triage:
    """Triage of one cramp.

    What is known of the person's health sharpens the signs they tell: strong muscle pain on a statin is seen today. On
    its own it decides nothing here, for a cramp is no news about an illness, a medicine or a pregnancy (S3, S4, S5):
    the assessment spoke of it and gave no plan. Else each of their cramps would show that same card, and hide what is
    particular about this one.
    """
    found = triage(report, health)
    return triage(report, Health()) if found.care_row in KNOWN_BEFORE else found


def _write(incident: CrampIncident, told: Told) -> None:
    """Fill the columns from what was told, with what triage makes of it."""
    for name, value in _columns(told).items():
        setattr(incident, name, value)
    found = judged(report_of(told), answers_of(incident.athlete, today=told.on).health)
    incident.triage, incident.rules_version = plain(found), RULES_VERSION
    incident.care, incident.pattern = found.care.value, found.pattern.value


def _columns(told: Told) -> dict[str, Any]:
    return plain(told) | {"at": told.at, "on": told.on, "side": told.side or ""}


def report_of(told: Told) -> CrampReport:
    """One cramp as triage reads it."""
    return CrampReport(
        signs=told.signs,
        timings=frozenset({told.timing}),
        minutes_after_exercise=told.minutes_after_exercise,
        muscles=told.muscles,
        duration_s=told.duration_s,
        onset_km=told.onset_km,
        onset_minutes=told.onset_minutes,
        twitching_only=told.twitching_only,
    )


def _then(incident: CrampIncident, *, now: datetime, today: date) -> None:
    """A sign takes a waiting suggestion away, for the plan is paused; without one the plan is looked at anew."""
    athlete = incident.athlete
    if incident.care != Care.NONE.value:
        TrainingPlan.objects.suggested().filter(athlete=athlete).delete()
    else:
        adapting.suggest(athlete=athlete, reason="cramp", now=now, today=today)
