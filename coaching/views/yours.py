"""Where "Your plan" and a log-in lead: to one's own today, a coach to the desk, a browser to its plan, findings or answers."""

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from coaching.models import Assessment
from coaching.services.people import consent

from .browser import browser_of, remember


@require_safe
def page(request):
    if not request.user.is_authenticated:
        return of_browser(request)
    if consent.athlete_of(request.user):
        return redirect("coaching:today")
    return redirect("admin:index" if request.user.is_staff else "coaching:welcome")


def of_browser(request):
    """Without an account: what this browser answered, else the log-in."""
    mine = Assessment.objects.answered_by(request.user, browser_of(request))
    newest = mine.submitted().first()
    if newest:
        return latest(request, newest)
    begun = mine.drafts().exclude(done=[]).exists()
    return redirect("coaching:assessment_start") if begun else redirect_to_login(request.path)


def latest(request, assessment):
    remember(request, assessment)
    plan = assessment.plans.active().first()
    return redirect("coaching:plan", plan.pk) if plan else redirect("coaching:findings", assessment.pk)
