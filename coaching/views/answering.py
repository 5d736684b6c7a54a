"""Whose answers the pages of the self-assessment take: one's own, or those of an athlete whom a coach keeps."""

from functools import wraps

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect

from coaching.services.desk import answering
from coaching.services.desk.answering import KEY, NotTheirs

OTHER_WINDOW = (
    "In another window you began or stopped answering for somebody. The page you sent was not kept, so that nobody’s "
    "answers are mixed. Please answer it once more."
)
ENDED = "You do not answer for {} any more, so the page you sent was not kept."


def for_whom(view):
    """Give the view `request.answers_for`, an athlete or None; a page that was made for somebody else stores nothing."""

    @wraps(view)
    def knowing(request, *args, **kwargs):
        request.answers_for = athlete_of(request)
        whose = str(request.answers_for.pk) if request.answers_for else ""
        if request.method == "POST" and request.POST.get("for", "") != whose:
            return of_somebody_else(request)
        return view(request, *args, **kwargs)

    return knowing


def athlete_of(request):
    """For whom a coach answers now. It ends where they may no longer: 404, once."""
    if KEY not in request.session:
        return None
    try:
        return answering.kept_athlete(coach=request.user, key=request.session[KEY])
    except NotTheirs:
        leave(request)
        raise Http404("They answer for themselves, or the access ended.") from None


def leave(request):
    request.session.pop(KEY, None)


def of_somebody_else(request):
    """A page from before it began or stopped; the last press sent twice leads where the first one did."""
    athlete = sent_for(request)
    if athlete is None or request.answers_for:
        messages.warning(request, OTHER_WINDOW)
        return redirect("coaching:assessment_start")
    if answering.draft_for(athlete):
        messages.warning(request, ENDED.format(athlete.name))
    return redirect("admin:desk_athlete", athlete.pk)


def sent_for(request):
    """The athlete for whom a page was made, where the coach may answer for them still."""
    key = request.POST.get("for", "")
    try:
        return answering.kept_athlete(coach=request.user, key=int(key) if key.isdecimal() and len(key) < 19 else None)
    except NotTheirs:
        return None
