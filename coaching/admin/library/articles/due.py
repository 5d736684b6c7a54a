"""What is due: articles that readers see and advice that is given, whose next review has passed or is near."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate, now

from coaching.models import Advice, ArticleRevision

NEAR = timedelta(days=60)


@dataclass(frozen=True)
class Due:
    what: str
    title: str
    url: str
    reviewer: str
    reviewed_on: date | None
    on: date | None
    overdue: bool


def page(desk, request):
    sees_articles, sees_advice = desk.has_view_permission(request), request.user.has_perm("coaching.view_advice")
    if not sees_articles:
        raise PermissionDenied
    until = localdate() + NEAR
    rows = [*articles_due(until), *(advice_due(until) if sees_advice else [])]
    rows.sort(key=lambda row: (row.on or date.min, row.title))
    context = desk.admin_site.each_context(request) | {
        "title": "What is due for review",
        "opts": desk.opts,
        "rows": rows,
        "overdue": sum(row.overdue for row in rows),
        "until": until,
    }
    return TemplateResponse(request, "admin/coaching/article/due.html", context)


def articles_due(until):
    live = ArticleRevision.objects.live(now()).filter(next_review_on__lte=until)
    for revision in live.select_related("translation__article").defer("body", "html"):
        url = reverse("admin:coaching_articletranslation_change", args=[revision.translation_id])
        yield due("Article", revision, f"{revision.title} ({revision.translation.get_language_display()})", url)


def advice_due(until):
    """Advice without a date is due as well: it would never be otherwise."""
    given = Advice.objects.current().filter(Q(next_review_on__lte=until) | Q(next_review_on=None))
    for advice in given.select_related("reviewer"):
        yield due("Advice", advice, advice.title, reverse("admin:coaching_advice_change", args=[advice.pk]))


def due(what, row, title, url):
    reviewer = row.reviewer_name or str(row.reviewer or "")
    overdue = row.next_review_on is None or row.overdue
    return Due(what, title, url, reviewer, row.reviewed_on, row.next_review_on, overdue)
