"""Whose answers these are without an account: a random token in the session, which outlives a log-in."""

from secrets import token_urlsafe

KEY = "browser"


def browser_of(request) -> str:
    """This browser's token, empty when it has none yet."""
    return request.session.get(KEY, "")


def known_browser(request) -> str:
    """This browser's token, made now if need be; its 30 days begin anew, as those of the answers do."""
    request.session.modified = True
    return request.session.setdefault(KEY, token_urlsafe(32))


def remember(request, assessment) -> None:
    """Keep the way back to the newest findings and plan, for the links on every page."""
    plan = assessment.plans.active().first()
    request.session["recent"] = {"assessment_id": str(assessment.pk), "plan_id": str(plan.pk) if plan else ""}


def recent(request) -> dict:
    """Context processor: the findings and the plan that this session saw last."""
    return {"recent": request.session.get("recent", {})} if hasattr(request, "session") else {}
