"""Who may look at an athlete: asked for by one side, answered by the other, ended by the athlete at once."""

import re
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress  # type: ignore[import-untyped]
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from coaching.models import Athlete, CoachAccess, Invitation, User
from coaching.services import mail

from . import changed, lock, traces

COACHES = "Coaches"  # the group, whose permissions `setup_roles` gives
MOST_A_DAY = 10
A_DAY = timedelta(days=1)
OPEN_FOR = timedelta(days=30)
LIKE_A_LINK = re.compile(r"[/@\\]|www\.|\w\.[^\W\d]{2,}", re.IGNORECASE)


class TooMany(Exception):
    """As many were asked within a day as one person may ask."""


class NotOpen(Exception):
    """It was answered or withdrawn."""


class NotACoach(Exception):
    """The account that would look has no coach's rights."""


def is_coach(user: User) -> bool:
    """Whether an account may look after others at all."""
    if not user.is_active:
        return False
    return user.is_superuser or (user.is_staff and user.groups.filter(name=COACHES).exists())


def addressed_to(user: User) -> QuerySet[Invitation]:
    """What a person may answer: sent to the address they log in with, which they have shown to be theirs."""
    theirs = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    found = Invitation.objects.to(user).select_related("athlete__user", "coach")
    return found if theirs.exists() else found.none()


# --- Asking ----------------------------------------------------------------------------------------


@transaction.atomic
def invite(*, athlete: Athlete, email: str, level: str, now: datetime) -> Invitation:
    """Ask whoever reads this address to coach an athlete. Asked again while it is open, it only takes the new level.

    Whether the address has an account makes no difference to anything. Raises TooMany.
    """
    lock(athlete)
    made = athlete.invitations.filter(made_by=Invitation.ATHLETE)
    before = made.open().filter(email__iexact=email).first()
    if before:
        made.filter(pk=before.pk).update(level=level)
        before.level = level
        return before
    _check_room(made, now)
    asked = {"made_by": Invitation.ATHLETE, "athlete": athlete, "level": level}
    invitation = Invitation.objects.create(email=email.lower(), created_at=now, **asked)
    changed(athlete)
    _post(invitation, "invitation", said_name(athlete.name, "A runner"))
    return invitation


@transaction.atomic
def request(*, coach: User, email: str, level: str, now: datetime) -> Invitation:
    """Ask the athlete who reads this address for access. The same request that is open already stays as it is.

    Raises TooMany and NotACoach.
    """
    if not is_coach(coach):
        raise NotACoach
    User.objects.select_for_update(no_key=True).get(pk=coach.pk)
    made = coach.invitations.filter(made_by=Invitation.COACH)
    before = made.open().filter(email__iexact=email).first()
    if before:
        return before
    _check_room(made, now)
    asked = {"made_by": Invitation.COACH, "coach": coach, "level": level}
    invitation = Invitation.objects.create(email=email.lower(), created_at=now, **asked)
    _post(invitation, "request", said_name(coach.name, "A coach"))
    return invitation


def room_today(*, made: QuerySet[Invitation], now: datetime) -> int:
    """How many more may be asked; what was withdrawn counts, for its letter was sent."""
    return max(0, MOST_A_DAY - made.filter(created_at__gt=now - A_DAY).count())


def _check_room(made: QuerySet[Invitation], now: datetime) -> None:
    if not room_today(made=made, now=now):
        raise TooMany


def said_name(name: str, otherwise: str) -> str:
    """A name for a letter to somebody who did not ask for it: nothing that a mail program would make a link of."""
    return otherwise if not name or LIKE_A_LINK.search(name) else name


def _post(invitation: Invitation, template: str, who: str) -> None:
    url = settings.ORIGIN + reverse("coaching:invitation", args=[invitation.pk])
    mail.post(to=invitation.email, template=template, context={"who": who, "url": url, "days": OPEN_FOR.days})


@transaction.atomic
def withdraw(*, invitation: Invitation, now: datetime) -> None:
    """By the one who asked; a letter that was not sent yet is not sent any more."""
    decline(invitation=invitation, now=now)
    traces.forget_letters([str(invitation.pk)])


def forget(*, now: datetime) -> int:
    """Delete what nobody answered for 30 days, and what was answered and counts for no limit any more; how many."""
    unanswered = Invitation.objects.open().filter(created_at__lt=now - OPEN_FOR)
    answered = Invitation.objects.filter(answered_at__lt=now - A_DAY, created_at__lt=now - A_DAY)
    return unanswered.delete()[0] + answered.delete()[0]


# --- Answering -------------------------------------------------------------------------------------


@transaction.atomic
def accept(*, invitation: Invitation, by: User, now: datetime) -> CoachAccess:
    """The one who was asked says yes. A second press gives the access there is. Raises NotOpen and NotACoach."""
    athlete, coach = _sides(invitation, by)
    lock(athlete)
    held = Invitation.objects.select_for_update().filter(pk=invitation.pk).first()
    if held is None or held.accepted is False:
        raise NotOpen
    if held.accepted:
        return _current(athlete, coach)
    if not is_coach(coach):
        raise NotACoach
    access, _ = CoachAccess.objects.get_or_create(
        athlete=athlete, coach=coach, revoked_at=None, defaults={"level": held.level}
    )
    change_level(access=access, level=held.level)
    Invitation.objects.filter(pk=held.pk).update(answered_at=now, accepted=True)
    return access


def _sides(invitation: Invitation, by: User) -> tuple[Athlete, User]:
    if invitation.made_by == Invitation.ATHLETE and invitation.athlete:
        return invitation.athlete, by
    athlete = Athlete.objects.filter(user=by).first()
    if athlete is None or invitation.coach is None:
        raise NotOpen
    return athlete, invitation.coach


def _current(athlete: Athlete, coach: User) -> CoachAccess:
    """Raises NotOpen where it was revoked since."""
    access = CoachAccess.objects.current().filter(athlete=athlete, coach=coach).first()
    if access is None:
        raise NotOpen
    return access


@transaction.atomic
def decline(*, invitation: Invitation, now: datetime) -> None:
    """It is over, and gives nobody anything; what was answered already stays as it was."""
    if invitation.athlete:
        changed(invitation.athlete)
    Invitation.objects.open().filter(pk=invitation.pk).update(answered_at=now, accepted=False)


# --- Access ----------------------------------------------------------------------------------------


@transaction.atomic
def change_level(*, access: CoachAccess, level: str) -> None:
    """From the next request on; what was revoked stays so."""
    changed(access.athlete)
    CoachAccess.objects.current().filter(pk=access.pk).update(level=level)
    access.level = level


@transaction.atomic
def revoke(*, access: CoachAccess, now: datetime) -> None:
    """The coach's next request finds nothing; revoked again, it keeps its first moment."""
    changed(access.athlete)
    CoachAccess.objects.current().filter(pk=access.pk).update(revoked_at=now)
