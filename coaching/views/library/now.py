"""Cramping right now: for someone at the roadside, with a phone and little signal."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from coaching.views.public import public_page


@require_safe
@public_page
def page(request):
    return render(request, "library/now/page.html")
