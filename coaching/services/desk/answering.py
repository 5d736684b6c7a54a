"""A coach answers the self-assessment for an athlete whom they keep, who has no log-in to do it themselves."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from coaching.models import Assessment, Athlete, CoachAccess, User
from coaching.rules.terms import Answers, Units
from coaching.services import assessments
from coaching.services.people import access, lock
from coaching.services.stored import plain, typed

KEY = "answering_for"  # of a session: the key of the athlete
MOST = 2**63  # a database holds no larger key


class NotTheirs(Exception):
    """The coach may not answer for this athlete: no access to edit, or a log-in of their own."""


def kept_athlete(*, coach: User, key: object) -> Athlete:
    """The athlete with this key for whom a coach may answer. Raises NotTheirs."""
    if not coach.is_authenticated or not access.is_coach(coach) or not isinstance(key, int) or key >= MOST:
        raise NotTheirs
    held = CoachAccess.objects.current().of(coach).filter(level=CoachAccess.EDIT, athlete=key, athlete__user=None)
    found = held.select_related("athlete").first()
    if found is None:
        raise NotTheirs
    return found.athlete


def draft_for(athlete: Athlete) -> Assessment | None:
    """What was begun for an athlete and not sent."""
    return athlete.assessments.drafts().filter(browser="").first()


def last_for(athlete: Athlete) -> Assessment | None:
    """The newest answers that were sent."""
    return athlete.assessments.submitted().order_by("-submitted_at").first()


@transaction.atomic
def start(*, athlete: Athlete, coach: User, today: date, afresh: bool = False) -> Assessment:
    """The one draft for an athlete, in the units of the coach; `afresh` throws away the one there is. Raises NotTheirs."""
    blank = Answers(answered_on=today, units=Units(coach.units), weights=coach.weights)
    return _begin(athlete, coach, blank, [], keep=not afresh)


@transaction.atomic
def start_with_last(*, athlete: Athlete, coach: User, today: date) -> Assessment:
    """A draft with the answers that were sent last, to change some; empty where none were sent. Raises NotTheirs."""
    last = last_for(athlete)
    if last is None:
        return start(athlete=athlete, coach=coach, today=today)
    answers = replace(typed(Answers, last.answers), answered_on=today, weights=coach.weights)
    done = last.done[:-1] if assessments.ends_early(answers) else last.done
    return _begin(athlete, coach, answers, done, keep=False)


def _begin(athlete: Athlete, coach: User, answers: Answers, done: list[str], *, keep: bool) -> Assessment:
    lock(athlete)
    kept_athlete(coach=coach, key=athlete.pk)
    before = draft_for(athlete)
    if before and keep:
        return before
    athlete.assessments.drafts().filter(browser="").delete()
    return Assessment.objects.create(athlete=athlete, answers=plain(answers), done=done)


@transaction.atomic
def submit(*, assessment: Assessment, athlete: Athlete, coach: User, now: datetime, today: date) -> Assessment:
    """Findings and, where nobody has to be seen first, a plan for the athlete. A second press changes nothing.

    Raises NotTheirs, also where the athlete has got a log-in meanwhile.
    """
    lock(athlete)
    kept_athlete(coach=coach, key=athlete.pk)
    return assessments.submit(assessment=assessment, now=now, today=today, athlete=athlete)
