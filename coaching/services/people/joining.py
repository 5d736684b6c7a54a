"""How somebody who logs in becomes an athlete, and what they answered before becomes theirs."""

from datetime import datetime

from django.db import transaction

from coaching.models import Assessment, Athlete, Invitation, User
from coaching.models.assessments import AssessmentQuerySet
from coaching.models.people import KG, LB
from coaching.rules.terms import Answers, Units
from coaching.services import assessments
from coaching.services.stored import typed

from . import access, changed, consent


@transaction.atomic
def join(
    *,
    user: User,
    name: str,
    time_zone: str,
    units: str,
    browser: str,
    now: datetime,
    asked: Invitation | None = None,
) -> Athlete:
    """Give consent, be an athlete under this name, and claim what the browser answered; a second press changes nothing.

    `units` is a value of rules.terms.Units, `time_zone` an IANA name; the plan of the newest assessment becomes the
    active one. `asked` is a coach's request to which they said yes before: it counts now, and an athlete whom the coach
    kept is who they become. Where it is open no more they are an athlete all the same.
    """
    consent.give(user=user, now=now)
    athlete, made = Athlete.objects.get_or_create(user=user, defaults={"name": name})
    if asked:
        athlete = _accepted(asked, user, now)
    if made:
        user.weight_units = LB if units == Units.IMPERIAL.value else KG
    user.name, user.time_zone, user.units = name, time_zone, units
    user.save(update_fields=["name", "time_zone", "units", "weight_units"])
    Athlete.objects.filter(pk=athlete.pk).update(name=name)
    claim_all(athlete=athlete, browser=browser)
    return athlete


def _accepted(asked: Invitation, user: User, now: datetime) -> Athlete:
    try:
        with transaction.atomic():
            return access.accept(invitation=asked, by=user, now=now).athlete
    except (access.NotOpen, access.NotACoach):
        return Athlete.objects.get(user=user)


@transaction.atomic
def claim_all(*, athlete: Athlete, browser: str) -> None:
    """Give an athlete what a browser answered, the newest last, so that its plan holds; a draft goes on in the browser."""
    unclaimed = _unclaimed(browser)
    for assessment in unclaimed.submitted().order_by("submitted_at"):
        assessments.give_to(assessment=assessment, athlete=athlete)
    unclaimed.drafts().update(athlete=athlete)
    changed(athlete)


@transaction.atomic
def claim(*, assessment: Assessment, athlete: Athlete) -> None:
    """Give an athlete one assessment of their browser; its plan becomes the active one. A second press changes nothing."""
    row = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if row.athlete_id is None:
        assessments.give_to(assessment=row, athlete=athlete)
        changed(athlete)


def first_units(*, user: User, browser: str) -> str:
    """The units of the newest submitted answers of a browser, else those of the person: a value of rules.terms.Units."""
    newest = _unclaimed(browser).submitted().order_by("-submitted_at").first()
    return typed(Answers, newest.answers).units.value if newest else user.units


def _unclaimed(browser: str) -> AssessmentQuerySet:
    """What a browser answered and nobody claimed; nothing of a browser without a token."""
    return Assessment.objects.filter(athlete=None, browser=browser).exclude(browser="")
