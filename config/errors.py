"""The error pages.

Django's own error views run the CSRF check again, and so trip a second time over a form that
could not be read; these do not. Where the request itself may be at fault (400) or the site is
(500), the page is made without it.
"""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def bad_request(request, exception=None):
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request, exception=None):
    return render(request, "403.html", status=403)


def forged(request, reason=""):
    """A form without its token: an old page, or cookies that are turned off."""
    return render(request, ["403_csrf.html", "403.html"], status=403)


def not_found(request, exception=None):
    return render(request, "404.html", status=404)


def too_many(request, exception=None):
    """The doors of the account were tried too often."""
    return render(request, "429.html", status=429)


def server_error(request):
    return HttpResponse(render_to_string("500.html"), status=500)
