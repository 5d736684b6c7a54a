"""Pages that say the same to everybody: each is rendered once and kept outside Django (docs/adr/0010)."""

from datetime import UTC, datetime, timedelta
from functools import wraps

from django.utils.http import http_date
from django.utils.timezone import localtime, now

from coaching.services.library import pages

KEPT_FOR = timedelta(minutes=5)
KEEP_UNTIL = "Uncramp-Keep-Until"  # read and taken away by config/pages.py
STARTED = datetime.now(UTC)  # a new version of the site says it in other words


def public_page(view):
    """Let the page be kept until what is published changes, for five minutes at most.

    The view sees a stranger without a session, whoever asks: no name, no message, no way back to a plan. Only a 200 is
    kept, and none that sets a cookie or a Cache-Control of its own. Costs one query.
    """

    @wraps(view)
    def as_to_a_stranger(request, *args, **kwargs):
        request.session = {}
        at = now()  # before the page is made, so that what is due meanwhile is not missed
        response = view(request, *args, **kwargs)
        if may_be_kept(request, response):
            mark(response, at)
        return response

    as_to_a_stranger.is_public = True
    return as_to_a_stranger


def may_be_kept(request, response):
    decided = response.cookies or response.has_header("Cache-Control")
    return request.method in ("GET", "HEAD") and response.status_code == 200 and not decided


def mark(response, at):
    """Let it be kept, by our own processes without asking; browsers and proxies ask each time."""
    last, following = pages.moments(at)
    keep_until = min(filter(None, [at + KEPT_FOR, following]))
    response.headers["Cache-Control"] = "public, no-cache"
    modified = second_after(max(filter(None, [STARTED, pages.changed_at(), last, midnight_before(at)])))
    if modified <= at:
        response.headers["Last-Modified"] = http_date(modified.timestamp())
    response.headers[KEEP_UNTIL] = repr(keep_until.timestamp())


def midnight_before(at):
    """A review may be overdue from then on."""
    return localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)


def second_after(moment):
    """The whole second from which on it holds: a header has no fractions, and two changes in one second are two."""
    whole = moment.replace(microsecond=0)
    return whole if whole == moment else whole + timedelta(seconds=1)
