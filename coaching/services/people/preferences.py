"""How a person likes the site."""

from typing import Any

from django.db import transaction

from coaching.models import Athlete, User

from . import changed

NAMES = ["name", "units", "weight_units", "language", "time_zone", "week_starts_on"]
NAMES += ["mail_suggestions", "mail_week", "mail_comments"]


@transaction.atomic
def prefer(*, user: User, wishes: dict[str, Any]) -> None:
    """Store what is in NAMES, columns of the person; an athlete bears the same name."""
    for name in NAMES:
        setattr(user, name, wishes[name])
    user.save(update_fields=NAMES)
    athlete = Athlete.objects.filter(user=user).first()
    if athlete:
        Athlete.objects.filter(pk=athlete.pk).update(name=user.name)
        changed(athlete)
