"""People: what happens to an athlete as a whole."""

from django.db.models import F

from coaching.models import Athlete


def changed(athlete: Athlete) -> None:
    """Say that something the athlete's own pages show has changed; every verb that does so calls this, in its transaction."""
    Athlete.objects.filter(pk=athlete.pk).update(version=F("version") + 1)
