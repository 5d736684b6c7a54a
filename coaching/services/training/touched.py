"""Workouts that look different from now on, in calendars too."""

from datetime import date, datetime

from django.db.models import F

from coaching.models import Athlete, Workout
from coaching.services import people


def touch(athlete: Athlete, *, first: date, last: date = date.max, now: datetime) -> None:
    """Count a change of each workout in force from `first` to `last`: what held it back begins, or ends."""
    theirs = Workout.objects.of(athlete).in_force().filter(on__range=(first, last))
    Workout.objects.filter(pk__in=theirs).update(sequence=F("sequence") + 1, changed_at=now)
    people.changed(athlete)
