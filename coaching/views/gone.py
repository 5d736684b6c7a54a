"""Who presses may be gone before the change is stored: another tab closed the account, or withdrew the consent."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.shortcuts import redirect

from coaching.models import Athlete, User

FAULTS = (ObjectDoesNotExist, DatabaseError, PermissionError)


def gone_meanwhile(get_response):
    """Middleware. A change is stored whole or not at all, so nothing is left of it: lead on to what there is now."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        return redirect("coaching:yours") if isinstance(exception, FAULTS) and is_gone(request) else None

    middleware.process_exception = process_exception
    return middleware


def is_gone(request):
    """Whether the person, or the athlete that the page was for, is no longer there."""
    user, athlete = request.user, getattr(request, "athlete", None)
    if not user.is_authenticated:
        return False
    if athlete and not Athlete.objects.filter(pk=athlete.pk).exists():
        return True
    return not User.objects.filter(pk=user.pk).exists()
