"""Pages that say the same to everyone."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from .public import public_page


@require_safe
@public_page
def home(request):
    return render(request, "home.html")


@require_safe
@public_page
def grades(request):
    return render(request, "pages/grades.html")


@require_safe
@public_page
def privacy(request):
    return render(request, "pages/privacy.html")


@require_safe
@public_page
def robots(request):
    """What search engines leave alone. The coaches' desk is not named: whoever reads this file would know where it is."""
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(render_to_string("robots.txt", {"sitemap": sitemap}), content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def favicon(request):
    """Browsers ask for it where a page names no icon, as those of the admin."""
    return redirect(static("img/favicon.svg"))
