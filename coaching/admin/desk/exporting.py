"""Tables to take along: all of one's athletes, or those that were ticked in the roster."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from coaching.services.desk import exporting

from .chosen import NOBODY, chosen, keys_of
from .doors import coach_page


@require_http_methods(["GET", "POST"])
@coach_page
def export(request, what):
    if what not in exporting.SHEETS:
        raise Http404("There is no such table.")
    named = named_in(request, request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and not named:
        messages.warning(request, NOBODY)
        return redirect("admin:index")
    archived = "archived" in request.GET
    table = exporting.export(coach=request.user, what=what, athletes=named, archived=archived, now=now())
    name = f"uncramp-{what}-{localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(table, content_type="text/csv; charset=utf-8", headers=headers)


def named_in(request, asked):
    """The keys that are named; None where none is, and an empty list where none of them can be a key."""
    if "match" in request.POST:  # all whom the roster showed, on whichever page
        return list(chosen(request.user, request.POST, now=now()))
    return keys_of(asked.getlist("athlete")) if "athlete" in asked else None
