"""The look back when a plan is over, and what next."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from coaching.models import TrainingPlan
from coaching.rules.terms import Sport
from coaching.services import assessments
from coaching.services.training import look_back
from coaching.services.training.what_next import next_assessment as begin_next
from coaching.views.answering import leave
from coaching.views.assessments import answers_of, next_url
from coaching.views.browser import known_browser
from coaching.views.chart import chart_of_two
from coaching.views.own import own_page


def plan_and_day_or_404(request, pk):
    """A plan of one's own that holds or held, and the day from which one can look back on it."""
    own = TrainingPlan.objects.filter(athlete=request.athlete).select_related("assessment", "athlete")
    plan = get_object_or_404(own, pk=pk)
    opens_on = look_back.opens_on(plan)
    if opens_on is None:
        raise Http404("This plan never held.")
    return plan, opens_on


@require_safe
@own_page
def page(request, pk):
    plan, opens_on = plan_and_day_or_404(request, pk)
    if localdate() < opens_on:
        return render(request, "training/look_back_later.html", {"plan": plan, "opens_on": opens_on})
    back, units, riding = look_back.look_back(plan), request.user.units, plan.sport == Sport.CYCLING.value
    context = {
        "plan": plan,
        "back": back,
        "units": units,
        "riding": riding,
        "result_s": back.result.minutes * 60 if back.result and back.result.minutes else None,
        "chart": chart_of_two(back.weeks, by_minutes=riding, units=units),
    }
    return render(request, "training/look_back.html", context | checked_then(plan))


def checked_then(plan):
    """What was said of the goal before the plan began."""
    answers = assessments.answers_of(plan.assessment, today=localdate())
    return {"findings": assessments.findings_of(plan.assessment), "answers": answers}


@require_POST
@own_page
def next_assessment(request, pk):
    plan, opens_on = plan_and_day_or_404(request, pk)
    if localdate() < opens_on:
        return redirect("coaching:look_back", plan.pk)
    leave(request)
    draft = begin_next(athlete=request.athlete, browser=known_browser(request), today=localdate())
    return redirect(next_url(draft, answers_of(draft)))
