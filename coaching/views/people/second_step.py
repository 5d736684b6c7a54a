"""Staff without a second step come to one page, which says why and how, until they have one."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from coaching.services.people import second_step

WANTED = "wanted"  # in the session: where they were going
SETTING_UP = ("account_", "mfa_", "usersessions_")
OPEN = {
    "coaching:second_step",
    "admin:logout",
    # What anybody may see without an account.
    "coaching:advice_rate",
    "coaching:article_rate",
    "coaching:comment",
    "coaching:comment_report",
    "coaching:goodbye",
    "coaching:mail_off",
    "coaching:picture",
    "coaching:preview",
    "coaching:search",
    "coaching:shared_report",
    "favicon",
    "health",
}


def asked_for_second_step(get_response):
    """Middleware. What is neither public nor needed to set one up is closed, a new page too."""

    def middleware(request):
        return get_response(request)

    def process_view(request, view, args, kwargs):
        if is_open(request, view):
            return None
        if second_step.lacks(request.user):
            return redirect(address_of(request))
        request.session.pop(WANTED, None)
        return None

    middleware.process_view = process_view
    return middleware


def is_open(request, view):
    name = request.resolver_match.view_name
    if getattr(view, "is_public", False) or name in OPEN or name.startswith(SETTING_UP):
        return True
    return settings.SESSION_COOKIE_NAME not in request.COOKIES or not request.user.is_authenticated


def address_of(request):
    page = reverse("coaching:second_step")
    return f"{page}?{urlencode({'next': request.get_full_path()}, safe='/')}" if request.method == "GET" else page


@require_safe
@login_required
def page(request):
    wanted = request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None):
        request.session[WANTED] = wanted
    if second_step.lacks(request.user):
        return render(request, "people/second_step.html")
    return HttpResponseRedirect(request.session.pop(WANTED, None) or reverse("coaching:yours"))
