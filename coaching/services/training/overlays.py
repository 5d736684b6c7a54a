"""Pauses: days on which an athlete holds the plan back, ended when they say so."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from coaching.models import Athlete, Overlay, Workout
from coaching.rules import overlays as rules
from coaching.rules import say
from coaching.rules.terms import Effect, OverlayKind, WorkoutKind
from coaching.services import people

from .touched import touch

EARLIEST_DAYS_AGO = 14
LATEST_DAYS_AHEAD = 90
UNTOUCHED: tuple[Effect, Overlay | None] = (Effect.AS_PLANNED, None)


@transaction.atomic
def add(
    *,
    athlete: Athlete,
    kind: OverlayKind,
    starts_on: date,
    ends_on: date,
    note: str,
    form: UUID,
    now: datetime,
    today: date,
) -> Overlay:
    """Hold the plan back from one day to another, both counted (D14). The same form sent again gives the same overlay.

    Raises ValidationError for days that do not fit, by field, and where one of the same kind lies over them already.
    """
    athlete = people.lock(athlete)
    sent_before = athlete.overlays.filter(form=form).first()
    if sent_before:
        return sent_before
    _check_days(kind, starts_on, ends_on, today)
    _check_overlap(athlete, kind, starts_on, ends_on)
    days = {"starts_on": starts_on, "ends_on": ends_on}
    overlay = Overlay.objects.create(athlete=athlete, kind=kind.value, note=note, form=form, created_at=now, **days)
    touch(athlete, first=starts_on, last=ends_on, now=now)
    return overlay


@transaction.atomic
def lift(*, overlay: Overlay, on: date, now: datetime) -> Overlay:
    """End it: from that day on the plan holds again. One that is over or was lifted before stays as it is."""
    people.lock(overlay.athlete)
    overlay = Overlay.objects.select_related("athlete").get(pk=overlay.pk)
    if overlay.lifted_on is None and on <= overlay.ends_on:
        overlay.lifted_on = on
        overlay.save(update_fields=["lifted_on"])
        touch(overlay.athlete, first=max(on, overlay.starts_on), last=overlay.ends_on, now=now)
    return overlay


def over(athlete: Athlete, first: date, last: date) -> list[Overlay]:
    """The overlays that hold on any of these days, both counted, in one query."""
    return list(athlete.overlays.touching(first, last))


def current(athlete: Athlete, today: date) -> list[Overlay]:
    """Those that hold now or are to come, the soonest first."""
    return list(athlete.overlays.touching(today, date.max).order_by("starts_on", "pk"))


def past(athlete: Athlete, today: date, most: int = 20) -> list[Overlay]:
    """Those that are over or were lifted, the latest first."""
    held = {overlay.pk for overlay in current(athlete, today)}
    return list(athlete.overlays.exclude(pk__in=held)[:most])


def covers(overlay: Overlay, on: date) -> bool:
    """Whether it holds on that day."""
    return overlay.starts_on <= on <= overlay.ends_on and (overlay.lifted_on is None or on < overlay.lifted_on)


def effect_on(overlays: Iterable[Overlay], workout: Workout) -> tuple[Effect, Overlay | None]:
    """What becomes of a workout, and through which overlay; (as planned, None) where nothing holds it back."""
    holding = [
        (rules.effect(OverlayKind(o.kind), WorkoutKind(workout.kind)), o) for o in overlays if covers(o, workout.on)
    ]
    becomes, overlay = max(holding, key=lambda held: rules.FROM_WEAK_TO_STRONG.index(held[0]), default=UNTOUCHED)
    return UNTOUCHED if becomes == Effect.AS_PLANNED else (becomes, overlay)


def words(overlay: Overlay, workout: Workout) -> str:
    """What becomes of a workout under an overlay, for the one who does it; empty where it stays as planned."""
    return rules.sentence(OverlayKind(overlay.kind), WorkoutKind(workout.kind), workout.minutes)


def _check_days(kind: OverlayKind, starts_on: date, ends_on: date, today: date) -> None:
    earliest, latest = today - timedelta(days=EARLIEST_DAYS_AGO), today + timedelta(days=LATEST_DAYS_AHEAD)
    if not earliest <= starts_on <= latest:
        text = f"Choose a first day from {say.day(earliest)} to {say.day(latest)}."
        raise ValidationError({"starts_on": text})
    if ends_on < starts_on:
        raise ValidationError({"ends_on": "The last day cannot come before the first."})
    least, most = rules.LEAST_DAYS[kind], rules.MOST_DAYS[kind]
    if not least <= (ends_on - starts_on).days + 1 <= most:
        first, last = (say.day(starts_on + timedelta(days=count - 1)) for count in (least, most))
        text = f"“{say.OVERLAYS[kind]}” lasts {least} to {most} days: choose a last day from {first} to {last}."
        raise ValidationError({"ends_on": text})


def _check_overlap(athlete: Athlete, kind: OverlayKind, starts_on: date, ends_on: date) -> None:
    other = next((one for one in over(athlete, starts_on, ends_on) if one.kind == kind.value), None)
    if other:
        span = f"from {say.day(other.starts_on)} to {say.day(other.ends_on)}"
        text = f"You have “{say.OVERLAYS[kind]}” {span} already. End that one first, or choose other days."
        raise ValidationError({"starts_on": text})
