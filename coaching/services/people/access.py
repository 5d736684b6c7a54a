"""Who may look at an athlete: asked for by one side, answered by the other, ended by the athlete at once."""

import re
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress  # type: ignore[import-untyped]
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from coaching.models import Athlete, CoachAccess, HandOver, Invitation, User
from coaching.models.people import coaches
from coaching.services import mail

from . import adopting, changed, lock, traces

MOST_A_DAY = 10
MOST_A_DAY_OF_A_COACH = 60  # who brings a club asks fifty on the first day
A_DAY = timedelta(days=1)
OPEN_FOR = timedelta(days=30)
LIKE_A_LINK = re.compile(r"[/@\\]|www\.|\w\.[^\W\d]{2,}", re.IGNORECASE)


class TooMany(Exception):
    """As many were asked within a day as one person may ask."""


class NotOpen(Exception):
    """It was answered or withdrawn."""


class NotACoach(Exception):
    """The account that would look has no coach's rights."""


class AskedForAnother(Exception):
    """The same coach asks at this address for another athlete whom they keep."""


def is_coach(user: User) -> bool:
    """Whether an account may look after others at all."""
    if not user.is_active:
        return False
    return user.is_superuser or (user.is_staff and coaches(user).exists())


def addressed_to(user: User) -> QuerySet[Invitation]:
    """What a person may answer: sent to the address they log in with, which they have shown to be theirs."""
    theirs = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    found = Invitation.objects.to(user).select_related("athlete__user", "coach")
    return found if theirs.exists() else found.none()


def waiting_for(coach: User) -> int:
    """How many athletes wait for this coach to answer. One query."""
    shown = EmailAddress.objects.filter(user=coach, email__iexact=coach.email, verified=True)
    asking = Invitation.objects.open().to(coach).filter(made_by=Invitation.ATHLETE)
    return asking.filter(Exists(shown)).count()


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
    return _request(coach, email, level, now, kept=None)


@transaction.atomic
def invite_kept(*, access: CoachAccess, email: str, now: datetime) -> Invitation:
    """Ask whoever reads this address to take over the athlete whom a coach keeps; another address asked before is not asked
    any more.

    Raises TooMany, NotACoach, AskedForAnother, and NotOpen where the athlete has a log-in or the access ended.
    """
    kept = lock(access.athlete)
    held = CoachAccess.objects.current().filter(pk=access.pk, level=CoachAccess.EDIT).first()
    if kept.user_id or held is None:
        raise NotOpen
    for before in kept.invitations.open().filter(made_by=Invitation.COACH, coach=access.coach):
        if before.email.lower() != email.lower():
            withdraw(invitation=before, now=now)
    Athlete.objects.filter(pk=kept.pk).update(kept_email=email.lower())
    return _request(access.coach, email, held.level, now, kept=kept)


def _request(coach: User, email: str, level: str, now: datetime, *, kept: Athlete | None) -> Invitation:
    if not is_coach(coach):
        raise NotACoach
    User.objects.select_for_update(no_key=True).get(pk=coach.pk)
    made = coach.invitations.filter(made_by=Invitation.COACH)
    before = made.open().filter(email__iexact=email).first()
    if before:
        return _meant_for(before, level, kept)
    _check_room(made, now, MOST_A_DAY_OF_A_COACH)
    asked = {"made_by": Invitation.COACH, "coach": coach, "athlete": kept, "level": level}
    invitation = Invitation.objects.create(email=email.lower(), created_at=now, **asked)
    _post(invitation, "request", said_name(coach.name, "A coach"))
    return invitation


def _meant_for(before: Invitation, level: str, kept: Athlete | None) -> Invitation:
    """A request that is open already; from now on for the athlete who is kept, where it was for nobody yet."""
    if kept is None or before.athlete_id == kept.pk:
        return before
    if before.athlete_id:
        raise AskedForAnother
    before.athlete, before.level = kept, level
    before.save(update_fields=["athlete", "level"])
    return before


def room_today(*, made: QuerySet[Invitation], now: datetime, most: int = MOST_A_DAY) -> int:
    """How many more may be asked; what was withdrawn counts, for its letter was sent."""
    return max(0, most - made.filter(created_at__gt=now - A_DAY).count())


def _check_room(made: QuerySet[Invitation], now: datetime, most: int = MOST_A_DAY) -> None:
    if not room_today(made=made, now=now, most=most):
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
    """Delete what nobody answered for 30 days, and what was answered and counts for no limit any more; how many.

    What a coach still has to read, that a hand-over was declined or that a kept athlete stays with them, is kept 30 days.
    """
    month, day = now - OPEN_FOR, now - A_DAY
    unanswered = Invitation.objects.open().filter(created_at__lt=month)
    to_read = Q(pk__in=left_over()) & Q(answered_at__gte=month)
    answered = Invitation.objects.filter(answered_at__lt=day, created_at__lt=day).exclude(to_read)
    waits = Exists(Invitation.objects.open().filter(pk=OuterRef("invitation")))
    gone = unanswered.delete()[1].get(Invitation._meta.label, 0) + answered.delete()[1].get(Invitation._meta.label, 0)
    handed = HandOver.objects.exclude(waits).filter(
        Q(answered_at=None, created_at__lt=month) | Q(answered_at__lt=month)
    )
    return gone + handed.delete()[0]


def left_over() -> QuerySet[Invitation]:
    """Accepted by somebody who had their own answers here, so that the athlete whom the coach kept stays with the coach."""
    accepted = Invitation.objects.filter(made_by=Invitation.COACH, accepted=True)
    return accepted.filter(athlete__isnull=False, athlete__user=None)


# --- Answering -------------------------------------------------------------------------------------


@transaction.atomic
def accept(*, invitation: Invitation, by: User, now: datetime) -> CoachAccess:
    """The one who was asked says yes. A second press gives the access there is. Raises NotOpen and NotACoach.

    An athlete whom the coach kept becomes theirs, unless they have answers of their own here; an athlete who agreed to be
    handed over leaves their first coach by it.
    """
    _lock_sides(invitation, by)
    asked = Invitation.objects.select_for_update(of=("self",)).select_related("athlete", "coach")
    held = asked.filter(pk=invitation.pk).first()
    if held is None or held.accepted is False:
        raise NotOpen
    athlete, coach = _sides(held, by, now)
    if held.accepted:
        return _current(athlete, coach)
    if not is_coach(coach):
        raise NotACoach
    access, _ = CoachAccess.objects.get_or_create(
        athlete=athlete, coach=coach, revoked_at=None, defaults={"level": held.level}
    )
    change_level(access=access, level=held.level)
    Invitation.objects.filter(pk=held.pk).update(answered_at=now, accepted=True)
    _end_handed_over(held, coach, now)
    return access


def _lock_sides(invitation: Invitation, by: User) -> None:
    """The athlete who is asked or asks, and the one who is kept for them."""
    sides = Q(pk=invitation.athlete_id)
    if invitation.made_by == Invitation.COACH:
        sides |= Q(user=by)
    list(Athlete.objects.select_for_update().filter(sides).order_by("pk"))


def _sides(invitation: Invitation, by: User, now: datetime) -> tuple[Athlete, User]:
    if invitation.made_by == Invitation.ATHLETE and invitation.athlete:
        return invitation.athlete, by
    if invitation.coach is None:
        raise NotOpen
    kept = invitation.athlete
    if kept and not invitation.accepted and is_coach(invitation.coach):
        adopting.adopt(kept=kept, coach=invitation.coach, by=by, now=now)
    athlete = Athlete.objects.filter(user=by).first()
    if athlete is None:
        raise NotOpen
    return athlete, invitation.coach


def _current(athlete: Athlete, coach: User) -> CoachAccess:
    """Raises NotOpen where it was revoked since."""
    access = CoachAccess.objects.current().filter(athlete=athlete, coach=coach).first()
    if access is None:
        raise NotOpen
    return access


def _end_handed_over(invitation: Invitation, coach: User, now: datetime) -> None:
    """The access of those who handed the athlete over to this coach, where the athlete agreed since the coach is invited."""
    if invitation.made_by != Invitation.ATHLETE:
        return
    agreed = HandOver.objects.filter(athlete=invitation.athlete, email__iexact=invitation.email, agreed=True)
    before = agreed.filter(answered_at__gte=invitation.created_at).exclude(coach=coach).values("coach")
    for access in CoachAccess.objects.current().filter(athlete=invitation.athlete, coach__in=before):
        revoke(access=access, now=now)


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
    """The coach's next request finds nothing; revoked again, it keeps its first moment. What they asked of the athlete ends."""
    changed(access.athlete)
    CoachAccess.objects.current().filter(pk=access.pk).update(revoked_at=now)
    asked = HandOver.objects.filter(athlete=access.athlete_id, coach=access.coach_id, answered_at=None)
    asked.update(answered_at=now, agreed=False)
