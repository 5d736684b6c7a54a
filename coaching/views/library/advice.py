"""The advice, by what it is made of, and one piece of it."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from coaching.models import Advice
from coaching.rules.terms import Strand
from coaching.services.library import ratings, reading
from coaching.views.public import public_page

from .articles import gone


@require_safe
@public_page
def advice_list(request):
    given = list(Advice.objects.current())
    woven = [(strand.value, [advice for advice in given if advice.strand == strand]) for strand in Strand]
    return render(
        request, "library/advice/list.html", {"strands": [(strand, found) for strand, found in woven if found]}
    )


@require_safe
@public_page
def advice(request, slug):
    found = get_object_or_404(Advice, slug=slug)
    if found.archived_at:
        return gone(request)
    context = {
        "advice": found,
        "cited": found.sources.all(),
        "articles": reading.told_in(found, at=now()),
        "helped": ratings.helped_summary(found),
    }
    return render(request, "library/advice/page.html", context)
