"""People: what happens to an athlete as a whole."""

from django.db.models import F

from coaching.models import Athlete


def lock(athlete: Athlete) -> Athlete:
    """The athlete as they stand now; until this transaction ends nobody else plans, moves or logs for them.

    Always the first row of all that are locked, so that no two transactions wait for each other; `changed` locks too.
    """
    return Athlete.objects.select_for_update().get(pk=athlete.pk)


def changed(athlete: Athlete) -> None:
    """Say that something the athlete's own pages show has changed; every verb that does so calls this, in its transaction."""
    Athlete.objects.filter(pk=athlete.pk).update(version=F("version") + 1)
