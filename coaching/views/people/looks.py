"""Who looked at one's health data, and when: what the athlete is told."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coaching.services.people import looks
from coaching.views.own import own_page

DAYS_ON_A_PAGE = 20


@require_safe
@own_page
def page(request):
    days = Paginator(looks.days(request.athlete), DAYS_ON_A_PAGE).get_page(request.GET.get("page"))
    told = looks.on(request.athlete, list(days))
    return render(request, "people/looks.html", {"days": days, "told": told})
