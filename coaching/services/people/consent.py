"""Consent to keep health data: explicit, with its version and moment, withdrawn as easily as given."""

from datetime import datetime

from django.db import transaction

from coaching.content.consent import VERSION as VERSION
from coaching.models import Athlete, Consent, User

from . import erase


def athlete_of(user: User) -> Athlete | None:
    """The athlete a person is, where their consent to the present text holds; else None."""
    agreed = {"user__consents__version": VERSION, "user__consents__withdrawn_at": None}
    return Athlete.objects.filter(user=user, **agreed).first() if user.is_authenticated else None


@transaction.atomic
def give(*, user: User, now: datetime) -> Consent:
    """Write down that this person agrees to the present text; once given, a second press changes nothing."""
    Consent.objects.filter(user=user, withdrawn_at=None).exclude(version=VERSION).update(withdrawn_at=now)
    given, _ = Consent.objects.get_or_create(
        user=user, withdrawn_at=None, defaults={"version": VERSION, "given_at": now}
    )
    return given


@transaction.atomic
def withdraw(*, user: User, now: datetime) -> None:
    """End the consent and delete all that it let us keep; the account stays. A second press changes nothing."""
    Consent.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=now)
    erase.health(user=user)
