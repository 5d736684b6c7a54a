"""An athlete's own pages as they see them, to be looked at by their coach: nothing is written, and nothing can be pressed.

The very views of the site are asked, with a request that is made for it: of the athlete, without cookies, with a session
that is kept nowhere. So it is no visit of theirs, and no page that is kept for them.
"""

from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.http import require_safe

from .disarmed import disarmed
from .doors import access_or_404, coach_page
from .shown import shown

OF_A_PLAN = {"plan", "workout", "plan_print", "look_back", "suggestion"}
OF_AN_ASSESSMENT = {"findings"}
OWN = {"today", "calendar", "calendar_month", "plans", "cramps", "cramp", "nights", "overlays"}
SEEN = {f"coaching:{name}" for name in OF_A_PLAN | OF_AN_ASSESSMENT | OWN}
ABOUT_THE_REQUEST = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT")


@require_safe
@coach_page
def as_athlete(request, pk, path="today/"):
    athlete = access_or_404(request, pk, what="as_you").athlete
    if athlete.user is None:
        return nothing(request, athlete, "no_log_in")
    found = seen_at(f"/{path}")
    if found is None or not is_theirs(athlete, found):
        raise Http404("This is no page to be seen as the athlete.")
    inner = asked_by(athlete.user, request, found, f"/{path}")
    with timezone.override(ZoneInfo(athlete.user.time_zone)):
        answer = found.func(inner, *found.args, **found.kwargs)
    if answer.status_code != 200:
        return led_on(request, athlete, inner, answer)
    return HttpResponse(read_only(answer.content.decode(), athlete, inner))


def seen_at(path):
    """The page of the site that may be seen at this path; else None."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    return found if found.view_name in SEEN else None


def is_theirs(athlete, found):
    """Somebody who coaches others may open their plans too; these are none of the athlete's pages."""
    if found.url_name in OF_A_PLAN:
        return athlete.plans.filter(pk=found.kwargs["pk"]).exists()
    if found.url_name in OF_AN_ASSESSMENT:
        return athlete.assessments.filter(pk=found.kwargs["pk"]).exists()
    return True


def asked_by(user, request, found, path):
    """A request of that person for the page, of which nothing outlives the answer."""
    inner = HttpRequest()
    inner.method, inner.path, inner.path_info, inner.resolver_match = "GET", path, path, found
    inner.META = {name: request.META[name] for name in ABOUT_THE_REQUEST if name in request.META}
    inner.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "")
    inner.GET = QueryDict(inner.META["QUERY_STRING"])
    inner.user, inner.session = user, SessionStore()
    return inner


def read_only(page, athlete, inner):
    def lead(href):
        return led_to(athlete, inner, href)

    words = {"athlete": athlete, "back": reverse("admin:desk_athlete", args=[athlete.pk])}
    return disarmed(
        page,
        lead=lead,
        head=render_to_string("admin/desk/as/_head.html"),
        top=render_to_string("admin/desk/as/_banner.html", words),
        title=f"{escape(athlete.name)} sees: ",
    )


def led_to(athlete, inner, href):
    """Where a link of the page leads within these pages; None where it would leave them."""
    if not href or href.startswith("#"):
        return href or None
    there = urlsplit(urljoin(inner.get_full_path(), href))
    if there.scheme or there.netloc or seen_at(there.path) is None:
        return None
    within = reverse("admin:desk_as", args=[athlete.pk, there.path[1:]])
    return within + (f"?{there.query}" if there.query else "") + (f"#{there.fragment}" if there.fragment else "")


def led_on(request, athlete, inner, answer):
    """The page leads elsewhere: along with it where that may be seen, else it is said in words."""
    within = led_to(athlete, inner, answer.headers.get("Location", ""))
    return redirect(within) if within else nothing(request, athlete, "elsewhere")


def nothing(request, athlete, why):
    return shown(request, "as/nothing.html", {"title": f"What {athlete} sees", "athlete": athlete, "why": why})
