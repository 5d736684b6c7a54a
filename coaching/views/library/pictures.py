"""The pictures of the articles."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import http_date
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from coaching.models import Picture

THIRTY_DAYS_S = 30 * 24 * 60 * 60


@require_safe
@cache_control(public=True, max_age=THIRTY_DAYS_S)
def picture(request, name):
    """A picture as it was stored: a page shows it, and opened by itself it is saved and never run."""
    found = get_object_or_404(Picture, name=name)
    try:
        with found.file.open() as stored:
            response = HttpResponse(stored.read(), content_type="image/webp")
    except FileNotFoundError:
        raise Http404("The file of this picture is lost.")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.name}.webp"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Last-Modified"] = http_date(found.uploaded_at.timestamp())
    return response
