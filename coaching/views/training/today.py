"""Today: the first page of each morning."""

from django.template.loader import render_to_string
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from coaching.models import Assessment
from coaching.services.incidents import care
from coaching.services.training import today
from coaching.views.own import own_page

from .kept import PLACE, kept


@require_safe
@own_page
@kept
def page(request):
    found = today.gather(request.athlete, localdate())
    context = {
        "found": found,
        "today": found.day,
        "plan": found.plan,
        "units": request.user.units,
        "stopping": found.stopping,
        "card": care.card_of(found.stopping) if found.stopping else None,
        "newest": None if found.plan else Assessment.objects.submitted().filter(athlete=request.athlete).first(),
        "csrf_token": PLACE,
    }
    return render_to_string("training/today.html", context, request)
