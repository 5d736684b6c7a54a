"""The report of one's cramps: for oneself, on paper, and under a secret address for a doctor or a coach."""

from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from coaching.forms.incidents.reports import NAMES, PeriodForm, ShareForm
from coaching.services.incidents import reports
from coaching.views.own import own_page

SHARED = "There is a new link below. Whoever has it can read this report."
ENDED = "That link shows nothing any more."
TOO_MANY = f"You have {reports.MOST_LIVE} links that can be read. End one first."


@require_safe
@own_page
def page(request):
    form = PeriodForm(request.GET or None, today=localdate(), initial=PeriodForm(today=localdate()).default)
    period = form.period if form.is_bound else form.default
    return shown(request, form, ShareForm(today=localdate(), initial={**period, "days": 14}), period)


@require_POST
@own_page
def share(request):
    form = ShareForm(request.POST, today=localdate())
    if not form.is_valid():
        return shown(request, PeriodForm(today=localdate(), initial=form.default), form, form.default)
    words = {name: form.cleaned_data[name] for name in ("label", "days", "form")}
    try:
        reports.share(athlete=request.athlete, now=now(), **form.period, **words)
    except reports.TooMany:
        messages.error(request, TOO_MANY)
    else:
        messages.success(request, SHARED)
    return redirect(f"{reverse('coaching:report')}?{query_of(form.period)}#links")


@require_POST
@own_page
def end(request, pk):
    shared = get_object_or_404(request.athlete.shared_reports, pk=pk)
    reports.end(shared=shared, now=now())
    messages.success(request, ENDED)
    return redirect(f"{reverse('coaching:report')}#links")


@require_safe
def shared(request, token):
    """Whoever has the address reads it, in the athlete's own units and days."""
    found = reports.behind(token, now())
    if found is None:
        raise Http404("There is no such report.")
    user = found.athlete.user
    with timezone.override(ZoneInfo(user.time_zone)):
        context = {"report": report_of(found.athlete, period_of(found)), "shared": found, "today": localdate()}
        return unseen(render(request, "incidents/report/shared.html", context))


def unseen(response):
    """Kept nowhere, found by no search engine, and its address is told to nobody."""
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def shown(request, form, share_form, period):
    request.athlete.user = request.user
    live = [
        (each, request.build_absolute_uri(reverse("coaching:shared_report", args=[each.token])))
        for each in reports.live(request.athlete, now())
    ]
    context = {
        "form": form,
        "share_form": share_form,
        "links": live,
        "report": report_of(request.athlete, period),
        "today": localdate(),
    }
    return render(request, "incidents/report/page.html", context)


def report_of(athlete, period):
    return reports.of(athlete, units=athlete.user.units, **period)


def period_of(shared):
    return {"first": shared.first_on, "last": shared.last_on, "with_health": shared.with_health}


def query_of(period):
    """The period as the address says it; an open tick says nothing."""
    told = {"first": period["first"].isoformat(), "last": period["last"].isoformat()}
    return urlencode(
        {
            NAMES[name]: value
            for name, value in (told | ({"with_health": "on"} if period["with_health"] else {})).items()
        }
    )
