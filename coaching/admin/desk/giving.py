"""A template is given to one or to many: chosen, looked at for each, given, watched, taken back."""

from datetime import timedelta

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_POST

from coaching.forms.desk.templates import GiveForm
from coaching.models import TemplateRun
from coaching.services.desk import templates
from coaching.services.desk.templates.content import template_of
from coaching.services.desk.templates.giving import MOST, first_day, progress, results_for, roster
from coaching.services.people import looks

from .chosen import chosen as in_the_roster
from .chosen import key_of, keys_of
from .doors import coach_page
from .shown import shown
from .templates import MODELS

MOST_SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def give(request):
    named = request.POST.getlist("athlete") or request.GET.getlist("athlete")
    chosen = all_that_match(request) if "match" in request.POST else keys(named)
    held = reachable(request, chosen)
    do = request.POST.get("do", "")
    form = GiveForm(request.POST if do else None, initial=wanted(request, chosen), **choices(request, held))
    if do and form.is_valid():
        if do == "give":
            return given(request, form.cleaned_data)
        return page(request, form, held, chosen, outlooks(request, form.cleaned_data, held))
    return page(request, form, held, chosen)


def all_that_match(request):
    """The keys of all whom the roster showed, on whichever page."""
    return list(in_the_roster(request.user, request.POST, now=now(), most=MOST))


def reachable(request, chosen):
    """Whose plans the coach may edit: those who were chosen, else those of a group, else the first by name."""
    held = roster(request.user)
    group = key_of(request.GET.get("group"))
    if chosen:
        held = held.filter(athlete__in=chosen)
    elif group:
        held = held.filter(group=group)
    return list(held[:MOST])


def choices(request, held):
    return {
        "templates": template_choices(request.user),
        "athletes": [(access.athlete_id, named(access)) for access in held],
        "today": localdate(),
    }


def named(access):
    return f"{access.athlete} ({access.group})" if access.group else str(access.athlete)


def template_choices(user):
    """By kind and title; what other coaches share says so."""
    pairs = {}
    for what, label in (("plan", "Weeks"), ("workout", "Workouts")):
        rows = MODELS[what].objects.visible_to(user)
        pairs[label] = [
            (f"{what}-{row.pk}", row.title if row.owner_id == user.pk else f"{row.title} (shared)") for row in rows
        ]
    return [(label, rows) for label, rows in pairs.items() if rows]


def wanted(request, chosen):
    monday = localdate() + timedelta(days=7 - localdate().weekday())
    return {"template": request.GET.get("template", ""), "athlete": chosen, "starts_on": monday}


def outlooks(request, words, held):
    """What each would get, for the first thirty; who looks is written down."""
    picked = set(words["athlete"])
    athletes = [access.athlete for access in held if access.athlete_id in picked][:MOST_SHOWN]
    looks.record(by=request.user, athletes=[athlete.pk for athlete in athletes], what="template", now=now())
    row = found(request, words["template"])
    return templates.outlook(
        athletes=athletes,
        template=template_of(row),
        starts_on=first_day(row, words["starts_on"]),
        by=request.user,
        now=now(),
    )


def found(request, choice):
    what, _, key = choice.partition("-")
    return get_object_or_404(MODELS[what].objects.visible_to(request.user), pk=key)


def given(request, words):
    run = templates.give(
        coach=request.user,
        template=found(request, words["template"]),
        athletes=words["athlete"],
        starts_on=words["starts_on"],
        form=words["form"],
        now=now(),
    )
    return redirect("admin:desk_run", run.pk)


def page(request, form, held, chosen, seen=()):
    picked = len(set(keys(request.POST.getlist("athlete")))) if form.is_bound else 0
    context = {
        "title": "Give a template",
        "form": form,
        "held": held,
        "chosen": chosen,
        "groups": request.user.training_groups.all(),
        "group": key_of(request.GET.get("group")),
        "outlooks": seen,
        "refused": sum(1 for one in seen if one.refusal),
        "units": request.user.units,
        "picked": picked,
        "most_shown": MOST_SHOWN,
        "is_cut": len(held) == MOST,
        "has_templates": bool(form.fields["template"].choices[1:]),
    }
    return shown(request, "templates/give.html", context)


def keys(typed):
    return keys_of(typed)[:MOST]


# --- What became of it ---------------------------------------------------------------------------------


@require_http_methods(["GET", "HEAD"])
@coach_page
def run(request, pk):
    one = own_run_or_404(request, pk)
    so_far, results = progress(one), list(results_for(one, request.user))
    looks.record(by=request.user, athletes=[r.athlete_id for r in results], what="template", now=now())
    context = {"title": one.title, "run": one, "progress": so_far, "results": results}
    context["can_undo"] = one.undone_at is None and any(result.state == "done" for result in results)
    return shown(request, "templates/run.html", context)


@require_http_methods(["GET", "HEAD"])
@coach_page
def state(request, pk):
    so_far = progress(own_run_or_404(request, pk))
    return JsonResponse({"done": so_far.done, "total": so_far.total, "finished": so_far.finished})


@require_POST
@coach_page
def undo(request, pk):
    templates.undo(run=own_run_or_404(request, pk), now=now())
    return redirect("admin:desk_run", pk)


def own_run_or_404(request, pk):
    return get_object_or_404(TemplateRun.objects.filter(coach=request.user), pk=pk)
