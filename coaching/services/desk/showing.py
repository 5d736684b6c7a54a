"""How far ahead an athlete sees their plan: set by a coach who may edit, kept by every page of the athlete's own."""

from django.db import transaction

from coaching.models import Athlete, PlanWeek, TrainingPlan, User
from coaching.services import people


@transaction.atomic
def show_up_to(*, athlete: Athlete, by: User, week: PlanWeek | None) -> TrainingPlan | None:
    """Show the athlete their active plan up to the end of a week of it; None shows all. A suggestion beside it goes along.

    A week that has begun is always shown, and all are once no coach may edit any more. Returns the plan, None without an
    active one. Raises PermissionError without edit access.
    """
    people.lock(athlete)
    if athlete.user_id == by.pk or not Athlete.objects.editable_by(by).filter(pk=athlete.pk).exists():
        raise PermissionError("no edit access to this athlete")
    plan = TrainingPlan.objects.active().filter(athlete=athlete).first()
    if plan is None:
        return None
    until = week.ends_on if week and week.plan_id == plan.pk and week.ends_on < plan.ends_on else None
    theirs = TrainingPlan.objects.filter(athlete=athlete, status__in=[TrainingPlan.ACTIVE, TrainingPlan.SUGGESTED])
    theirs.update(shown_until=until)
    people.changed(athlete)
    plan.shown_until = until
    return plan
