"""Answering the self-assessment for an athlete who is kept: it begins and stops here, its pages are those of the site."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from coaching.services.desk import answering

from .doors import access_or_404, coach_page
from .shown import shown

STOPPED = "You do not answer for {} any more. What you answered is kept, and you can go on later."


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def answer_for(request, pk):
    athlete = access_or_404(request, pk, what="answers", edit=True).athlete
    if athlete.user_id:
        raise Http404("Who has a log-in answers for themselves.")
    if request.method != "POST":
        found = {"begun": answering.draft_for(athlete), "last": answering.last_for(athlete)}
        return shown(
            request, "people/answer_for.html", {"title": f"Answer for {athlete.name}", "athlete": athlete} | found
        )
    if request.POST.get("do") == "stop":
        return stop(request, athlete)
    begin(request, athlete)
    return redirect("coaching:assessment_start")


def stop(request, athlete):
    if request.session.pop(answering.KEY, None) == athlete.pk:
        messages.success(request, STOPPED.format(athlete.name))
    return redirect("admin:desk_athlete", athlete.pk)


def begin(request, athlete):
    whose = {"athlete": athlete, "coach": request.user, "today": localdate()}
    try:
        if request.POST.get("do") == "last":
            answering.start_with_last(**whose)
        else:
            answering.start(**whose, afresh=request.POST.get("do") == "afresh")
    except answering.NotTheirs:
        raise Http404("They answer for themselves.") from None
    request.session[answering.KEY] = athlete.pk
