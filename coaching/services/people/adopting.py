"""An athlete whom a coach kept becomes the one of the person who accepts."""

from dataclasses import dataclass
from datetime import date, datetime

from coaching.models import Athlete, CoachAccess, User

from . import changed

NEVER_MIND = {"roster_entry"}  # made from other rows


@dataclass(frozen=True, slots=True)
class KeptSoFar:
    """What somebody would take over: the first day of the plan, and how many of the rest."""

    plan_from: date | None
    plans: int
    answers: int
    logged: int
    cramps: int


def kept_so_far(athlete: Athlete) -> KeptSoFar:
    """What a coach has written down about an athlete. Five queries."""
    plan = athlete.plans.active().first()
    return KeptSoFar(
        plan_from=plan.starts_on if plan else None,
        plans=athlete.plans.count(),
        answers=athlete.assessments.submitted().count(),
        logged=athlete.activities.count(),
        cramps=athlete.incidents.count(),
    )


def is_blank(athlete: Athlete) -> bool:
    """Whether nothing hangs on an athlete: no answers, no plan, no coach."""
    relations = [one for one in Athlete._meta.related_objects if one.get_accessor_name() not in NEVER_MIND]
    return not any(one.related_model._default_manager.filter(**{one.field.name: athlete}).exists() for one in relations)


def becomes_theirs(*, kept: Athlete, user: User) -> bool:
    """Whether a kept athlete would be theirs: they are no athlete yet, or one on whom nothing hangs."""
    own = Athlete.objects.filter(user=user).first()
    return kept.user_id is None and (own is None or is_blank(own))


def adopt(*, kept: Athlete, coach: User, by: User, now: datetime) -> bool:
    """Give a kept athlete to the person who accepts, where they are none with rows of their own; whether it was given.

    A name they chose themselves holds. Only this coach keeps access. Whoever calls has locked both athletes.
    """
    own = Athlete.objects.filter(user=by).first()
    held = CoachAccess.objects.current().filter(athlete=kept)
    if not becomes_theirs(kept=kept, user=by) or not held.filter(coach=coach).exists():
        return False
    if own:
        own.delete()
    Athlete.objects.filter(pk=kept.pk).update(user=by, kept_email="", name=own.name if own else kept.name)
    held.exclude(coach=coach).update(revoked_at=now)
    kept.invitations.open().exclude(coach=coach).update(answered_at=now, accepted=False)
    kept.assessments.drafts().delete()
    changed(kept)
    return True
