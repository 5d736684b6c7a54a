"""A draft as readers would see it, for whoever has the link."""

from django.core.signing import BadSignature, SignatureExpired
from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import now
from django.views.decorators.http import require_safe

from coaching.models import ArticleRevision
from coaching.services.library import preview

from .articles import context_of


@require_safe
def page(request, token):
    try:
        revision = preview.revision_of(token)
    except SignatureExpired:
        return hidden(render(request, "library/articles/preview_over.html", status=404))
    except BadSignature:
        raise Http404("This link shows nothing.")
    is_live = ArticleRevision.objects.live(now()).filter(pk=revision.pk).exists()
    context = context_of(revision, revision.language) | {"is_live": is_live}
    return hidden(render(request, "library/articles/preview.html", context))


def hidden(response):
    """Kept nowhere, and found by no search engine."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response
