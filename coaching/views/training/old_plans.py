"""All plans of an athlete: the one that holds, one that is offered, those before."""

from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from coaching.services.training import all_plans
from coaching.views.own import own_page


@require_safe
@own_page
def plans(request):
    groups = all_plans.groups(request.athlete, localdate())
    return render(request, "training/plans.html", {"groups": groups, "units": request.user.units})
