"""A coach's templates: the list, a workout, weeks of workouts, one made of what an athlete has, copied or deleted."""

from django.contrib import messages
from django.db.models import Count, Max
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST

from coaching.forms.desk.templates import PlanTemplateForm, WorkoutTemplateForm
from coaching.models import PlanTemplate, PlanWeek, TemplateRun, TrainingPlan, WorkoutTemplate
from coaching.services.desk import templates

from .chosen import key_of
from .doors import access_or_404, coach_page
from .shown import shown

MODELS = {"workout": WorkoutTemplate, "plan": PlanTemplate}
LATEST_RUNS = 20
KEPT = "“{}” is kept."
COPIED = "“{}” is now yours too. Change it as you like."
DELETED = "“{}” is deleted. What was given of it stays with the athletes."
FROM = "A template was made. Give it a title that says whom it suits, and look through its workouts."


@require_http_methods(["GET", "HEAD"])
@coach_page
def listed(request):
    own = {"owner": request.user}
    workouts, plans = WorkoutTemplate.objects.all(), plans_counted()
    context = {
        "title": "Templates",
        "units": request.user.units,
        "workouts": workouts.filter(**own),
        "plans": plans.filter(**own),
        "shared_workouts": workouts.filter(shared=True).exclude(**own).select_related("owner"),
        "shared_plans": plans.filter(shared=True).exclude(**own).select_related("owner"),
        "runs": TemplateRun.objects.filter(coach=request.user).annotate(count=Count("results"))[:LATEST_RUNS],
    }
    return shown(request, "templates/list.html", context)


def plans_counted():
    return PlanTemplate.objects.annotate(weeks=Max("workouts__week"), count=Count("workouts"))


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def workout(request, pk=None):
    template = own_or_404(request, "workout", pk) if pk is not None else WorkoutTemplate(owner=request.user)
    form = WorkoutTemplateForm(request.POST or None, instance=template, units=request.user.units)
    if request.method == "POST" and form.is_valid():
        return kept(request, templates.keep_workout(template=form.instance, by=request.user, now=now()))
    title = "A workout to give" if pk is None else "Change the workout"
    return shown(request, "templates/workout.html", {"title": title, "form": form, "pk": pk})


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def plan(request, pk=None):
    template = own_or_404(request, "plan", pk) if pk is not None else PlanTemplate(owner=request.user)
    sent = request.POST if request.method == "POST" else None
    rows = template.workouts.all() if pk else ()
    form = PlanTemplateForm(sent, instance=template, workouts=rows, units=request.user.units)
    if form.is_valid():
        rows = form.workouts()
        return kept(
            request, templates.keep_plan(template=form.head.instance, workouts=rows, by=request.user, now=now())
        )
    title = "Weeks to give" if pk is None else "Change the weeks"
    return shown(request, "templates/plan.html", {"title": title, "form": form, "pk": pk})


@require_POST
@coach_page
def copy(request, what, pk):
    template = get_object_or_404(model_or_404(what).objects.visible_to(request.user), pk=pk)
    own = templates.copy(template=template, by=request.user, now=now())
    messages.success(request, COPIED.format(own.title))
    return redirect(f"admin:desk_template_{what}", own.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def delete(request, what, pk):
    model = model_or_404(what)
    template = model.objects.editable_by(request.user).filter(pk=pk).first()
    if template is None and request.method == "POST":
        return redirect("admin:desk_templates")  # pressed twice
    if template is None:
        raise Http404("There is no such template.")
    if request.method != "POST":
        return shown(
            request, "templates/delete.html", {"title": "Delete this template?", "template": template, "what": what}
        )
    templates.delete(template=template, by=request.user)
    messages.success(request, DELETED.format(template.title))
    return redirect("admin:desk_templates")


@require_POST
@coach_page
def from_athlete(request, pk):
    """A template of a week, or else of all weeks, that an athlete has."""
    access = access_or_404(request, pk, what="plan")
    who = {"by": request.user, "now": now()}
    if key := key_of(request.POST.get("week")):
        week = get_object_or_404(PlanWeek.objects.filter(plan__athlete=access.athlete), pk=key)
        made = templates.from_week(week=week, title=f"A {week.get_phase_display()} week", **who)
    else:
        active = TrainingPlan.objects.active().filter(athlete=access.athlete)
        plan = get_object_or_404(active.with_weeks())
        made = templates.from_plan(plan=plan, title=f"Weeks of {plan.get_sport_display()}", **who)
    messages.success(request, FROM)
    return redirect("admin:desk_template_plan", made.pk)


def kept(request, template):
    messages.success(request, KEPT.format(template.title))
    return redirect("admin:desk_templates")


def own_or_404(request, what, pk):
    return get_object_or_404(MODELS[what].objects.editable_by(request.user), pk=pk)


def model_or_404(what):
    if what not in MODELS:
        raise Http404("There are templates of workouts and of weeks.")
    return MODELS[what]
