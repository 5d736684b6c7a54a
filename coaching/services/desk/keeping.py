"""A coach's own athletes: kept without a log-in, corrected, given up; and the groups they are sorted into."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from coaching.models import Athlete, CoachAccess, TrainingGroup, User
from coaching.services.people import access, changed, erase, lock


class HasALogIn(Exception):
    """The athlete decides about what is theirs."""


class StillSomebodys(Exception):
    """Another coach has access to this athlete."""


class NameTaken(Exception):
    """The coach has another group of this name."""


@transaction.atomic
def keep(*, coach: User, name: str, email: str = "", group: TrainingGroup | None = None) -> CoachAccess:
    """Write down an athlete without a log-in, whom only this coach sees; who is `found` already is that one.

    Raises access.NotACoach.
    """
    if not access.is_coach(coach):
        raise access.NotACoach
    User.objects.select_for_update(no_key=True).get(pk=coach.pk)
    before = found(coach=coach, name=name, email=email)
    if before:
        return before
    athlete = Athlete.objects.create(name=name, kept_email=email.lower())
    made = {"athlete": athlete, "coach": coach, "level": CoachAccess.EDIT, "group": group}
    return CoachAccess.objects.create(**made)


def found(*, coach: User, name: str, email: str = "") -> CoachAccess | None:
    """Whom a coach keeps under this name, or with this address."""
    return kept_by(coach).filter(same_as(name, email)).select_related("athlete").first()


def kept_by(coach: User) -> QuerySet[CoachAccess]:
    """The athletes without a log-in whom a coach keeps."""
    return CoachAccess.objects.current().of(coach).filter(athlete__user=None)


def same_as(name: str, email: str) -> Q:
    """The same address; or the same name, where not both have an address."""
    named = Q(athlete__name__iexact=name)
    if not email:
        return named
    return Q(athlete__kept_email__iexact=email) | (named & Q(athlete__kept_email=""))


# --- Groups ----------------------------------------------------------------------------------------


@transaction.atomic
def add_group(*, coach: User, name: str) -> TrainingGroup:
    """The coach's group of this name, whatever its case; a new one where there is none."""
    found = coach.training_groups.filter(name__iexact=name).first()
    if found:
        return found
    try:
        with transaction.atomic():
            return TrainingGroup.objects.create(coach=coach, name=name)
    except IntegrityError:  # two presses at once, or a case this database does not fold
        return next(group for group in coach.training_groups.all() if group.name.casefold() == name.casefold())


@transaction.atomic
def rename_group(*, group: TrainingGroup, name: str) -> None:
    """Raises NameTaken."""
    try:
        with transaction.atomic():
            TrainingGroup.objects.filter(pk=group.pk).update(name=name)
    except IntegrityError as taken:
        raise NameTaken from taken


@transaction.atomic
def delete_group(*, group: TrainingGroup) -> None:
    """Its athletes stay, without a group. Deleted again, nothing happens."""
    TrainingGroup.objects.filter(pk=group.pk).delete()


# --- The end ---------------------------------------------------------------------------------------


@transaction.atomic
def stop(*, access: CoachAccess, now: datetime) -> None:
    """The coach gives up their own access. Raises StillSomebodys for a kept athlete, whom nobody else would have."""
    athlete = lock(access.athlete)
    if athlete.user_id is None:
        raise StillSomebodys
    end(access, now)


def end(held: CoachAccess, now: datetime) -> None:
    access.revoke(access=held, now=now)
    CoachAccess.objects.filter(pk=held.pk).update(group=None)


@transaction.atomic
def delete(*, access: CoachAccess) -> None:
    """Delete a kept athlete with all that hangs on them. Raises HasALogIn, StillSomebodys, and PermissionError without edit."""
    athlete = lock(access.athlete)
    if athlete.user_id:
        raise HasALogIn
    current = CoachAccess.objects.current().filter(athlete=athlete)
    if not current.filter(pk=access.pk, level=CoachAccess.EDIT).exists():
        raise PermissionError("no edit access to this athlete")
    if current.exclude(pk=access.pk).exists():
        raise StillSomebodys
    erase.kept_by_name(athlete=athlete)


@transaction.atomic
def correct(*, access: CoachAccess, name: str, email: str) -> None:
    """Another name or address of an athlete who is kept; raises HasALogIn where they name themselves."""
    athlete = lock(access.athlete)
    if athlete.user_id:
        raise HasALogIn
    Athlete.objects.filter(pk=athlete.pk).update(name=name, kept_email=email.lower())
    changed(athlete)
