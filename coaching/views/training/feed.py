"""The plan in a phone's calendar: the page that gives out its secret address, and the calendar itself."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from coaching.models import CalendarFeed
from coaching.services.training import feed as calendars
from coaching.services.training import subscriptions
from coaching.views.own import own_page
from coaching.views.posting import require_page

NOT_HERE = "There is no calendar at this address.\n"
RENEWED = "This is your new address. The old one no longer works; subscribe again in each calendar that used it."
CLOSED = "The address no longer works. You can also remove the calendar from your phone."


@require_page
@own_page
def subscribe(request):
    if request.method == "POST":
        pressed(request)
        return redirect("coaching:subscribe")
    feed = CalendarFeed.objects.filter(athlete=request.athlete).first()
    address = subscriptions.address(feed) if feed else ""
    context = {"address": address, "webcal": address.replace("https:", "webcal:").replace("http:", "webcal:")}
    return render(request, "training/subscribe.html", context)


def pressed(request):
    """What the three buttons do; anything else does nothing."""
    asked, athlete = request.POST.get("do"), request.athlete
    if asked == "open":
        subscriptions.open_feed(athlete=athlete, now=now())
    elif asked == "renew":
        subscriptions.renew(athlete=athlete, now=now())
        messages.success(request, RENEWED)
    elif asked == "close":
        subscriptions.close(athlete=athlete)
        messages.success(request, CLOSED)


@require_safe
def calendar_feed(request, token):
    """Asked for by programs every few hours: no log-in, no cookie, and mostly "not modified"."""
    feed = subscriptions.find(token)
    if feed is None:
        return guarded(HttpResponse(NOT_HERE, status=404, content_type="text/plain; charset=utf-8"))
    at = now()
    etag = calendars.version(feed, at)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(calendars.calendar(feed, at), content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = 'inline; filename="uncramp.ics"'
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    return guarded(response)


def guarded(response):
    """The address is the key: it is told to nobody and found by no search engine."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


calendar_feed.is_public = True  # asks for no session, not even for the time zone
