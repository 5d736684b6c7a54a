"""The night diary: the last fourteen nights on one page."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now

from coaching.forms.incidents.nights import NightForm
from coaching.services.incidents import nights
from coaching.views.own import own_page
from coaching.views.posting import require_page

SAVED = "Saved."
UNCHANGED = "Nothing was changed, so nothing was saved."
STILL_TAKEN = 16  # days back: a page may be sent after midnight, or from another time zone


@require_page
@own_page
def page(request):
    today = localdate()
    if request.method != "POST":
        return shown(request, today, forms_of(request.athlete, nights.evenings(today)))
    sent = forms_of(request.athlete, evenings_in(request.POST, today), request.POST)
    if any(form.errors for form in sent):
        return shown(request, today, sent)
    wrote = nights.write(athlete=request.athlete, nights=[form.written for form in sent], now=now())
    messages.success(request, SAVED if wrote else UNCHANGED)
    return redirect("coaching:nights")


def evenings_in(posted, today):
    """The nights that a page has sent; what it could not have shown is passed over."""
    possible = [today - timedelta(days=back) for back in range(STILL_TAKEN)]
    return [on for on in possible if f"night-{on:%Y-%m-%d}-cramps" in posted]


def forms_of(athlete, evenings, posted=None):
    if not evenings:
        return []
    rows = {row.on: row for row in nights.written(athlete, evenings[-1], evenings[0])}
    return [NightForm(posted, on=on, night=rows.get(on)) for on in evenings]


def shown(request, today, forms):
    """Last night first and open, the others below it, folded up; beside each what was logged in bed."""
    evenings = nights.evenings(today)
    first, last = evenings[-1], evenings[0]
    in_bed = nights.logged_in_bed(request.athlete, first, last)
    for form in forms:
        form.morning, form.in_bed = form.on + timedelta(days=1), in_bed.get(form.on, [])
    context = {
        "forms": forms,
        "failed": any(form.errors for form in forms),
        "counts": nights.counts(nights.written(request.athlete, first, last), of=nights.NIGHTS),
    }
    return render(request, "incidents/nights/page.html", context)
