"""Tables to take along: all of one's athletes, or those that were ticked in the roster."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from coaching.forms.desk.roster import chosen as in_the_roster
from coaching.services.desk import exporting

from .doors import coach_page

MOST_DIGITS = 18  # a database holds no longer number
NOBODY = "Tick at least one athlete first."


@require_http_methods(["GET", "POST"])
@coach_page
def export(request, what):
    if what not in exporting.SHEETS:
        raise Http404("There is no such table.")
    named = chosen(request.POST if request.method == "POST" else request.GET)
    if "match" in request.POST:  # all whom the roster showed, on whichever page
        named = list(in_the_roster(request.user, request.POST, now=now()))
    if request.method == "POST" and not named:
        messages.warning(request, NOBODY)
        return redirect("admin:index")
    archived = "archived" in request.GET
    table = exporting.export(coach=request.user, what=what, athletes=named, archived=archived, now=now())
    name = f"uncramp-{what}-{localdate():%Y-%m-%d}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return StreamingHttpResponse(table, content_type="text/csv; charset=utf-8", headers=headers)


def chosen(asked):
    """The keys that are named; None where none is, and an empty list where none of them can be a key."""
    named = asked.getlist("athlete")
    return [int(key) for key in named if key.isdecimal() and len(key) <= MOST_DIGITS] if named else None
