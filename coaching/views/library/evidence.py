"""What the site stands on: the rule book, every source, and where each is used."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from coaching.models import Source
from coaching.rules.terms import Grade
from coaching.services import library
from coaching.services.library import uses
from coaching.views.public import public_page


@require_safe
@public_page
def rules(request):
    book = uses.rule_book()
    return render(request, "library/evidence/rules.html", {"book": book, "sources": library.sources(book.cited())})


@require_safe
@public_page
def evidence(request):
    """All sources, the surest first."""
    counts = uses.counts(now())
    sources = sorted(Source.objects.all(), key=lambda source: source.reference.casefold())
    for source in sources:
        source.places = counts[source.key]
    graded = [(grade.value, [source for source in sources if source.grade == grade]) for grade in Grade]
    groups = [(grade, found) for grade, found in graded if found]
    return render(request, "library/evidence/evidence.html", {"groups": groups, "total": len(sources)})


@require_safe
@public_page
def source(request, key):
    if "\0" in key:
        raise Http404("PostgreSQL takes no question with such a character in it.")
    source = get_object_or_404(Source, key=key)
    return render(
        request, "library/evidence/source.html", {"source": source, "places": uses.places(source=source, at=now())}
    )
