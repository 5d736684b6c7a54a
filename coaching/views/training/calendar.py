"""The calendar: a month of what was planned and what was done."""

from datetime import date

from django.http import Http404
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from coaching.services.incidents import log
from coaching.services.training import days
from coaching.views.own import own_page

A_YEAR = 12
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@require_safe
@own_page
def month(request, year=None, month=None):
    today = localdate()
    first = first_of(year, month) if year is not None else today.replace(day=1)
    starts_on = request.user.week_starts_on
    context = {
        "first": first,
        "today": today,
        "is_now": (first.year, first.month) == (today.year, today.month),
        "previous": beside(first, -1),
        "next": beside(first, 1),
        "weekdays": WEEKDAYS[starts_on:] + WEEKDAYS[:starts_on],
        "weeks": days.month(request.athlete, first.year, first.month, starts_on, shown_on=today),
        "stopping": log.stopping_of(request.athlete),
        "units": request.user.units,
    }
    return render(request, "training/calendar.html", context)


def first_of(year, month):
    """The first day of a month whose neighbours can be shown too."""
    if not (date.min.year < year < date.max.year and 1 <= month <= A_YEAR):
        raise Http404("There is no such month.")
    return date(year, month, 1)


def beside(first, months):
    """The first day of a month so many before or after; None where the calendar ends."""
    year, month = divmod(first.year * A_YEAR + first.month - 1 + months, A_YEAR)
    return date(year, month + 1, 1) if date.min.year < year < date.max.year else None
