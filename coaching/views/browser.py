"""Whose answers these are without an account: a random token in the session, which outlives a log-in."""

from datetime import timedelta
from secrets import token_urlsafe

from django.utils.functional import SimpleLazyObject
from django.utils.timezone import now

from coaching.services import assessments

KEY = "browser"
A_DAY = timedelta(days=1)


def browser_of(request) -> str:
    """This browser's token, empty when it has none yet."""
    return request.session.get(KEY, "")


def known_browser(request) -> str:
    """This browser's token, made now if need be; its 30 days begin anew, as those of the answers do."""
    request.session.modified = True
    return request.session.setdefault(KEY, token_urlsafe(32))


def visited(request, assessment) -> None:
    """Looking at it keeps an assessment and its plan, and the session that leads there, for another thirty days.

    Written once a day at most: a plan is followed for longer than thirty days, and nobody needs an account for that.
    """
    mine = assessment.browser and assessment.browser == browser_of(request)
    if mine and assessment.updated_at < now() - A_DAY:
        assessments.keep(assessment=assessment, now=now())
        request.session.modified = True


def remember(request, assessment) -> None:
    """Keep the way back to the newest findings and plan, for the links on every page."""
    plan = assessment.plans.active().first()
    request.session["recent"] = {"assessment_id": str(assessment.pk), "plan_id": str(plan.pk) if plan else ""}


def recent(request) -> dict:
    """Context processor: the findings and the plan that this session saw last. A page that names neither opens no session."""
    if not hasattr(request, "session"):
        return {}
    return {"recent": SimpleLazyObject(lambda: request.session.get("recent", {}))}
