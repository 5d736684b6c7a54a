"""Pages with a form: looked at, then sent."""

from django.views.decorators.http import require_http_methods

require_page = require_http_methods(["GET", "HEAD", "POST"])


def posted(request):
    """What was sent; None while the page is only looked at, so that its form is not bound."""
    return request.POST if request.method == "POST" else None
