"""Pages that say the same to everyone."""

from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe


@require_safe
def home(request):
    return render(request, "home.html")


@require_safe
def grades(request):
    return render(request, "pages/grades.html")


@require_safe
def privacy(request):
    return render(request, "pages/privacy.html")


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def favicon(request):
    """Browsers ask for it where a page names no icon, as those of the admin."""
    return redirect(static("img/favicon.svg"))
