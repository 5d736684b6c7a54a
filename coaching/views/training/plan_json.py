"""The plan as a file for other programs."""

from django.http import JsonResponse
from django.views.decorators.http import require_safe

from coaching.services.training.plan_json import plan_json as words_of
from coaching.views.plans import plan_or_404


@require_safe
def plan_json(request, pk):
    plan = plan_or_404(request, pk)
    response = JsonResponse(words_of(plan), json_dumps_params={"indent": 2, "ensure_ascii": False})
    response.headers["Content-Disposition"] = f'attachment; filename="uncramp-plan-{plan.starts_on:%Y-%m-%d}.json"'
    return response
