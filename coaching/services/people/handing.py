"""Handing an athlete over: a coach asks, the athlete agrees and so invites the other coach, who answers as always."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from coaching.models import Athlete, CoachAccess, HandOver, User
from coaching.services import mail

from . import access, changed, lock, traces


class KeptOnly(Exception):
    """Nobody could agree: the athlete has no log-in yet."""


class Themselves(Exception):
    """The address is the athlete's own, or that of the coach who asks."""


def asked_of(athlete: Athlete) -> QuerySet[HandOver]:
    """What the athlete may answer, by coaches who have access still."""
    return _open().filter(athlete=athlete).select_related("coach")


def asked_by(coach: User) -> QuerySet[HandOver]:
    """A coach's hand-overs that are under way or were not agreed to, newest first."""
    mine = HandOver.objects.filter(coach=coach, athlete__in=CoachAccess.objects.current().of(coach).athletes())
    return mine.exclude(invitation__accepted=True).select_related("athlete", "invitation")


def _open() -> QuerySet[HandOver]:
    current = Q(athlete__coach_access__coach=F("coach"), athlete__coach_access__revoked_at=None)
    return HandOver.objects.filter(current, answered_at=None)


@transaction.atomic
def hand_over(*, athlete: Athlete, coach: User, email: str, now: datetime) -> HandOver:
    """Ask an athlete, by letter, whether they go on with the coach who reads this address. Asked again, it is the same.

    Raises KeptOnly, Themselves, access.NotOpen where this coach has no access, and access.TooMany.
    """
    held = lock(athlete)
    if not CoachAccess.objects.current().of(coach).filter(athlete=athlete).exists():
        raise access.NotOpen
    if held.user is None:
        raise KeptOnly
    if email.lower() in traces.addresses_of(held.user) | traces.addresses_of(coach):
        raise Themselves
    before = HandOver.objects.filter(athlete=athlete, coach=coach, answered_at=None).first()
    if before:
        return before
    User.objects.select_for_update(no_key=True).get(pk=coach.pk)
    if not room_today(coach=coach, now=now):
        raise access.TooMany
    made = HandOver.objects.create(athlete=athlete, coach=coach, email=email.lower(), created_at=now)
    changed(athlete)
    _post(made, held.user, coach)
    return made


def room_today(*, coach: User, now: datetime) -> int:
    """How many more athletes a coach may ask within a day."""
    return max(0, access.MOST_A_DAY - coach.hand_overs.filter(created_at__gt=now - access.A_DAY).count())


def _post(made: HandOver, reader: User, coach: User) -> None:
    url = settings.ORIGIN + reverse("coaching:hand_over", args=[made.pk])
    who = access.said_name(coach.name, "Your coach")
    mail.post(to=reader.email, template="hand_over", context={"who": who, "url": url, "days": access.OPEN_FOR.days})


@transaction.atomic
def agree(*, hand_over: HandOver, by: User, now: datetime) -> HandOver:
    """The athlete says yes: the other coach is invited in their name, with the level of the first one, who stays until then.

    A second press changes nothing. Raises access.NotOpen where it was declined or withdrawn, or the first coach's access
    ended, access.TooMany, and PermissionError for anybody but the athlete.
    """
    held = _held(hand_over, by)
    if held.agreed:
        return held
    current = CoachAccess.objects.current().filter(athlete=held.athlete_id, coach=held.coach_id).first()
    if held.answered_at or current is None:
        raise access.NotOpen
    invitation = access.invite(athlete=held.athlete, email=held.email, level=current.level, now=now)
    linked = HandOver.objects.filter(invitation=invitation).exists()  # another coach of theirs asked for the same
    held.invitation = None if linked else invitation
    held.answered_at, held.agreed = now, True
    held.save(update_fields=["invitation", "answered_at", "agreed"])
    return held


@transaction.atomic
def decline(*, hand_over: HandOver, by: User, now: datetime) -> HandOver:
    """The athlete says no, and all stays as it is. What was answered stays so. Raises PermissionError as `agree`."""
    held = _held(hand_over, by)
    return held if held.answered_at else _over(held, now)


@transaction.atomic
def withdraw(*, hand_over: HandOver, now: datetime) -> None:
    """By the coach who asked, while it is open; a letter that was not sent yet is not sent any more."""
    lock(hand_over.athlete)
    held = HandOver.objects.select_for_update().filter(pk=hand_over.pk, answered_at=None).first()
    if held:
        _over(held, now)
        traces.forget_letters([str(held.pk)])


def _held(hand_over: HandOver, by: User) -> HandOver:
    athlete = lock(hand_over.athlete)
    if athlete.user_id != by.pk:
        raise PermissionError("only the athlete may answer")
    held = HandOver.objects.select_for_update().filter(pk=hand_over.pk).first()
    if held is None:
        raise access.NotOpen
    return held


def _over(held: HandOver, now: datetime) -> HandOver:
    held.answered_at, held.agreed = now, False
    held.save(update_fields=["answered_at", "agreed"])
    changed(held.athlete)
    return held
