"""When a coach wants to be told, and how large their steps are: what they chose, else what the site says."""

from django.db import transaction

from coaching.models import Thresholds, User
from coaching.models.desk.roster import OF_ATTENTION
from coaching.rules.attention import Limits


def thresholds_of(coach: User) -> Thresholds:
    """The coach's own thresholds, else an unsaved row with those of the site. One query."""
    return Thresholds.objects.filter(coach=coach).first() or Thresholds(coach=coach)


def limits_of(thresholds: Thresholds) -> Limits:
    """The part that says when an athlete asks for attention, as the rules read it."""
    return Limits(**{name: getattr(thresholds, name) for name in OF_ATTENTION})


@transaction.atomic
def choose(*, by: User, **values: float) -> Thresholds:
    """Keep a coach's own values, by the names of its columns. Raises IntegrityError beyond the limits of the table."""
    return Thresholds.objects.update_or_create(coach=by, defaults=values)[0]


@transaction.atomic
def forget(*, by: User) -> None:
    """Back to what the site says; pressed twice it stays so."""
    Thresholds.objects.filter(coach=by).delete()
