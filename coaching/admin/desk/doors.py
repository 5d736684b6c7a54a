"""The one door to an athlete at the desk: current access, and a line for the athlete to read that somebody looked."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.timezone import now

from coaching.models import CoachAccess
from coaching.services.people import access, looks

NO_KEY = 2**63  # a database holds none as large


def coach_page(view):
    """For coaches only; an editor or moderator at the desk has no athletes."""

    @wraps(view)
    def to_a_coach(request, *args, **kwargs):
        if not access.is_coach(request.user):
            raise PermissionDenied("This page is for coaches.")
        try:
            return view(request, *args, **kwargs)
        except PermissionError as ended:  # after the door was passed
            raise Http404("There is no such athlete any more.") from ended

    return to_a_coach


def access_or_404(request, pk, *, what, edit=False):
    """The access of who asks to an athlete, with `athlete` at hand, and the look written down. A superuser needs one too.

    `what` is one of Look.WHAT. Without edit access, where `edit` asks for it, the page is not there.
    """
    held = CoachAccess.objects.current().of(request.user).select_related("athlete__user", "group")
    if edit:
        held = held.filter(level=CoachAccess.EDIT)
    found = held.filter(athlete=pk).first() if pk < NO_KEY else None
    if found is None:
        raise Http404("There is no such athlete.")
    looks.record(by=request.user, athletes=[found.athlete_id], what=what, now=now())
    return found
