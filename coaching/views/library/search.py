"""The search of the library. What somebody looks for is theirs: it is kept nowhere, and no machine is to list it."""

from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from coaching.models.library.articles import ENGLISH, NATIVE
from coaching.services.library import reading
from coaching.services.library import search as library_search

NAMES = {None: "All", "article": "Articles", "advice": "Advice", "source": "Sources"}
MOST_DIGITS = 4


@require_safe
def search(request):
    """Words under `q`; `kind`, `language` and `page` may be left out, and what makes no sense counts as left out."""
    asked = request.GET
    language = asked.get("language") if asked.get("language") in NATIVE else ENGLISH
    kind = asked.get("kind") if asked.get("kind") in library_search.KINDS else None
    results = None
    if asked.get("q", "").strip():
        page = number(asked.get("page", ""))
        results = library_search.search(asked["q"], at=now(), language=language, kind=kind, page=page)
    found = bool(results and results.hits)
    context = {
        "results": results,
        "language": language,
        "longest": library_search.LONGEST_QUERY,
        "kind": kind,
        "kinds": kinds(results) if results else [],
        "topics": [] if found else reading.hub(language=language, at=now()),
    }
    return render(request, "library/search/page.html", context)


def number(text):
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else 1


def kinds(results):
    """Each kind with its name and how many there are of it; nothing where nothing was found."""
    counts = {None: sum(results.counts.values())} | dict(results.counts)
    return [(kind, NAMES[kind], count) for kind, count in counts.items()] if counts[None] else []
