"""A runner's own page, kept for the next time they look: as long as nothing changed for them, and for them alone.

Putting a page together takes some fifteen queries; finding that nothing changed takes one. A page is kept under the
session that asked for it, together with all it depends on (services.people.standing) and the day it was made for.
"""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from secrets import token_urlsafe
from threading import Lock
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate, now

from coaching.services.people.standing import standing

MOST_PAGES = 500
TWO_DAYS = timedelta(days=2)  # nobody looks at it any more, perhaps because their account is gone
PLACE = f"token{token_urlsafe(32)}"  # stands where each answer has a token of its own


@dataclass(frozen=True, slots=True)
class Kept:
    user_id: int
    zone: ZoneInfo
    day: object
    standing: tuple
    body: str


class Shelf:
    """The pages that this process keeps, by path and session; the one longest not asked for goes first."""

    def __init__(self):
        self.pages, self.lock = OrderedDict(), Lock()

    def get(self, key):
        with self.lock:
            if key in self.pages:
                self.pages.move_to_end(key)
            return self.pages.get(key)

    def put(self, key, page):
        with self.lock:
            self.pages[key] = page
            self.pages.move_to_end(key)
            while len(self.pages) > MOST_PAGES or self.longest_left().day < page.day - TWO_DAYS:
                self.pages.popitem(last=False)

    def longest_left(self):
        return next(iter(self.pages.values()))

    def clear(self):
        with self.lock:
            self.pages.clear()


SHELF = Shelf()


def kept_pages(get_response):
    """Middleware: answer with the kept page while it is as it would be made now. It stands before the session is read."""

    def middleware(request):
        page = SHELF.get(key_of(request))
        if page and request.method == "GET" and is_as_it_was(request, page):
            return answer(request, page.body)
        return get_response(request)

    return middleware


def kept(view):
    """For an own page: `view` gives its text, with PLACE for the CSRF token; it is kept for the next time."""

    @wraps(view)
    def keeping(request, *args, **kwargs):
        key, user = key_of(request), request.user
        may = key and not user.is_staff  # whose second step is asked for each time
        before = standing(session_key=key[1], user_id=user.pk, now=now()) if may else None
        body = view(request, *args, **kwargs)
        if before and before[:2] == (user.password, True):  # else they changed since the person was let in
            SHELF.put(key, Kept(user.pk, ZoneInfo(user.time_zone), localdate(), before, body))
        return answer(request, body)

    return keeping


def key_of(request):
    """None for what is not kept: without a session, or with a question behind the path."""
    session = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    return (request.path, session) if session and not request.META.get("QUERY_STRING") else None


def is_as_it_was(request, page):
    if localdate(timezone=page.zone) != page.day:
        return False
    session_key = request.COOKIES[settings.SESSION_COOKIE_NAME]
    return standing(session_key=session_key, user_id=page.user_id, now=now()) == page.standing


def answer(request, body):
    response = HttpResponse(body.replace(PLACE, get_token(request)))
    patch_vary_headers(response, ["Cookie"])
    return response
