"""The cramp log: one cramp written down, shown, corrected, taken out; and all of them."""

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import get_current_timezone, localdate, localtime, now
from django.views.decorators.http import require_POST, require_safe

from coaching.forms.incidents.cramp import OVERTAKEN, CrampForm
from coaching.models import CrampIncident, TrainingPlan, Workout
from coaching.rules.terms import Units
from coaching.services import plans
from coaching.services.incidents import care, log, pattern
from coaching.services.library import reading
from coaching.views.own import own_page
from coaching.views.posting import posted, require_page

ON_A_PAGE = 20
NEVER_HELD = (TrainingPlan.SUGGESTED, TrainingPlan.DECLINED)


@require_safe
@own_page
def cramps(request):
    """All of them, the newest first, and the pattern in them."""
    newest_first = CrampIncident.objects.filter(athlete=request.athlete).order_by("-at", "-created_at", "pk")
    written = Paginator(newest_first, ON_A_PAGE)
    context = {
        "page": written.get_page(request.GET.get("page")),
        "paused": care.paused(request.athlete) if has_plan(request) else None,
        "pattern": pattern.of(request.athlete, units=request.user.units, today=localdate()),
        "units": request.user.units,
    }
    return render(request, "incidents/cramps.html", context)


@require_page
@own_page
def add(request):
    workout = workout_of(request)
    form = form_of(request, initial=beginning(workout))
    if request.method == "POST" and form.is_valid():
        told, token = form.told(), form.cleaned_data["form"]
        incident = log.record(
            athlete=request.athlete, told=told, workout=workout, form=token, now=now(), today=localdate()
        )
        return redirect("coaching:cramp", incident.pk)
    return render(request, "incidents/add.html", {"form": form, "workout": workout})


@require_safe
@own_page
def page(request, pk):
    incident = own_or_404(request, pk)
    answers = answers_of(request)
    context = {
        "incident": incident,
        "local": localtime(incident.at),
        "rows": CrampForm(answers=answers, now=now(), zone=get_current_timezone(), incident=incident).rows(),
        "may_help": may_help(incident, answers),
        "has_plan": has_plan(request),
        "suggestion": request.athlete.plans.suggested().first(),
        "book": plans.book(),
    }
    return render(request, "incidents/cramp.html", context | care.card_of(incident))


@require_page
@own_page
def edit(request, pk):
    incident = own_or_404(request, pk)
    form = form_of(request, incident=incident)
    if request.method == "POST" and form.is_valid():
        try:
            log.change(incident=incident, told=form.told(), seen=form.was_seen, now=now(), today=localdate())
        except log.Overtaken as newer:
            return overtaken(request, form, newer.incident)
        except CrampIncident.DoesNotExist as gone:
            raise Http404("It was deleted meanwhile.") from gone
        return redirect("coaching:cramp", pk)
    return render(request, "incidents/edit.html", {"form": form, "incident": incident})


def overtaken(request, form, newer):
    """What was typed stays; sent once more, it is written over the newer version that was now spoken of."""
    form.data = form.data.copy()
    form.data["seen"] = newer.changed_at.isoformat()
    form.add_error(None, OVERTAKEN)
    return render(request, "incidents/edit.html", {"form": form, "incident": newer}, status=409)


@require_page
@own_page
def delete(request, pk):
    """Asked for first; a second press finds it gone, and that is what was wanted."""
    if request.method == "POST" and request.session.get("deleted_cramp") == str(pk):
        return redirect("coaching:cramps")
    incident = own_or_404(request, pk)
    if request.method != "POST":
        return render(request, "incidents/delete.html", {"incident": incident, "local": localtime(incident.at)})
    log.delete(incident=incident, now=now(), today=localdate())
    request.session["deleted_cramp"] = str(pk)
    messages.success(request, "The cramp is deleted.")
    return redirect("coaching:cramps")


@require_POST
@own_page
def clear(request, pk):
    try:
        log.clear(incident=own_or_404(request, pk), now=now(), today=localdate())
    except CrampIncident.DoesNotExist as gone:
        raise Http404("It was deleted meanwhile.") from gone
    return redirect("coaching:cramp", pk)


def own_or_404(request, pk):
    rows = CrampIncident.objects.filter(athlete=request.athlete).select_related("athlete", "workout__week")
    return get_object_or_404(rows, pk=pk)


def has_plan(request):
    return request.athlete.plans.active().exists()


def workout_of(request):
    """The workout that the address names, if it is one's own."""
    named = request.GET.get("workout", "")
    if not named:
        return None
    if not named.isdecimal() or len(named) > 18:
        raise Http404("There is no such workout.")
    followed = Workout.objects.of(request.athlete).shown(localdate()).exclude(week__plan__status__in=NEVER_HELD)
    return get_object_or_404(followed.select_related("week"), pk=int(named))


def beginning(workout):
    """What a new form begins with: now, or the day of a workout that lies behind."""
    at = localtime()
    if workout and workout.on < at.date():
        return {"on": workout.on.isoformat()}
    return {"on": at.date().isoformat(), "at": f"{at:%H:%M}"}


def form_of(request, **about):
    return CrampForm(posted(request), answers=answers_of(request), now=now(), zone=get_current_timezone(), **about)


def answers_of(request):
    """The athlete's newest answers, for their sport; in the units they read now, as of today."""
    answers = log.answers_of(request.athlete, today=localdate())
    return replace(answers, answered_on=localdate(), units=Units(request.user.units))


def may_help(incident, answers):
    """Advice as it reads now; none beside a care card, where stretching may be the wrong thing to do."""
    triage = log.triage_of(incident)
    return () if triage.care_row else reading.first_aid(pattern=triage.pattern, sport=answers.sport)
