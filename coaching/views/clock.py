"""Whose day it is: a signed-in person's own time zone holds while their page is made."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone


def own_time_zone(get_response):
    """Middleware. Pages that are the same for everybody ask for no session, so they are told by their view."""

    def middleware(request):
        with timezone.override(None):
            return get_response(request)

    def process_view(request, view, args, kwargs):
        if getattr(view, "is_public", False) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return
        if request.user.is_authenticated:
            timezone.activate(ZoneInfo(request.user.time_zone))

    middleware.process_view = process_view
    return middleware
