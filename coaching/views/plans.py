"""A plan, its workouts, and the plan on paper."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from coaching.models import TrainingPlan
from coaching.rules.terms import Sport
from coaching.services import breaches, library, plans
from coaching.services.incidents import care

from .browser import browser_of, visited
from .calendar import with_days
from .chart import chart
from .looked import looked
from .training.beside import beside_of


def plan_or_404(request, pk):
    visible = TrainingPlan.objects.visible_to(request.user, browser_of(request))
    visible = visible.with_weeks_for(request.user, localdate())
    plan = get_object_or_404(visible.select_related("assessment", "athlete"), pk=pk)
    visited(request, plan.assessment)
    looked(request, plan.athlete, "plan")
    return plan


def context_of(request, plan):
    """What all pages of a plan show; where a cramp pauses it, `stopping` and its `card`."""
    draft = plans.draft_of(plan)
    paused = care.paused(plan.athlete) if plan.status == TrainingPlan.ACTIVE else None
    return (paused or {}) | {
        "plan": plan,
        "units": units_for(request.user, plan),
        "today": localdate(),
        "weeks": with_days(plan.weeks.all()),
        "shown_up_to": plans.shown_up_to(plan),
        "week_count": plans.week_count(plan),
        "statements": draft.statements,
        "choices": draft.choices,
        "race_sheet": draft.race_sheet,
        "evening": draft.evening,
        "sources": library.sources(plans.cited(draft, plan.advice)),
        "book": plans.book(),
    }


def units_for(user, plan):
    """Of who reads it, as on all their own pages; without an account those of the answers."""
    return user.units if user.is_authenticated else plan.units


@require_safe
def page(request, pk):
    plan = plan_or_404(request, pk)
    context = context_of(request, plan)
    to_come = (w for week in context["weeks"] for w in week.workouts.all() if w.on >= context["today"])
    drawing = chart(context["weeks"], by_minutes=plan.sport == Sport.CYCLING.value, units=context["units"])
    beside = {"departures": breaches.departures(plan)}
    if plan.athlete:
        is_own = plan.athlete.user_id == request.user.pk
        beside |= {"is_own": is_own, "suggestion": plan.suggestions.suggested().first()}
    return render(
        request, "plans/page.html", context | beside | {"chart": drawing, "next_workout": next(to_come, None)}
    )


@require_safe
def workout(request, pk, workout):
    return workout_page(request, plan_or_404(request, pk), workout)


def workout_page(request, plan, pk, status=200, **told):
    """One workout of a plan; `told` is what a form on it has to say."""
    context = context_of(request, plan)
    ordered = [(week, w) for week in context["weeks"] for w in week.workouts.all()]
    place = next((i for i, (_, w) in enumerate(ordered) if w.pk == pk), None)
    if place is None:
        raise Http404("There is no such workout in this plan.")
    week, asked = ordered[place]
    around = {
        "previous": ordered[place - 1][1] if place else None,
        "next": ordered[place + 1][1] if place + 1 < len(ordered) else None,
    }
    context |= around | beside_of(request, plan, asked) | {"workout": asked, "week": week} | told
    return render(request, "plans/workout.html", context, status=status)


@require_safe
def print_view(request, pk):
    return render(request, "plans/print.html", context_of(request, plan_or_404(request, pk)))
