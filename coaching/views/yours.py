"""Where a log-in leads: a coach to the desk, an athlete to their plan or findings, anyone else home."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from coaching.models import Assessment

from .browser import remember


@require_safe
@login_required
def page(request):
    newest = Assessment.objects.submitted().filter(athlete__user=request.user).first()
    if newest is None:
        return redirect("admin:index" if request.user.is_staff else "coaching:home")
    remember(request, newest)
    plan = newest.plans.active().first()
    return redirect("coaching:plan", plan.pk) if plan else redirect("coaching:findings", newest.pk)
