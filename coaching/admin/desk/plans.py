"""An athlete's plans at the desk: drafted again, accepted in their place, shown week by week, compared."""

from uuid import UUID

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from coaching.forms.desk.plans import CompareForm, ShowForm
from coaching.models import CoachAccess, TrainingPlan
from coaching.services import adapting
from coaching.services.desk import showing, weeks
from coaching.services.incidents import log

from .doors import access_or_404, coach_page
from .shown import shown

HINDERED = {
    "none": "There is no plan to draft again: {athlete} follows none.",
    "over": "There are no days left to plan anew.",
    "paused": "The plan is paused until somebody has looked at a warning sign, so nothing is planned anew.",
}
LOOK_AGAIN = "The weeks went on since you opened this page, so the suggestion is planned anew. Please look once more."
ANSWERED = {
    TrainingPlan.DECLINED: "This suggestion was declined already.",
    TrainingPlan.ACTIVE: "This suggestion was accepted already. It is the plan {athlete} follows.",
    TrainingPlan.RETIRED: "This suggestion was accepted, and another plan has taken its place since.",
}
WITHDRAWN = "No suggestion is waiting for {athlete} any more."
ACCEPTED = (
    "Accepted. {athlete} follows the changed plan from {day:%A} {day.day} {day:%B} on, and reads that you accepted it."
)


@require_POST
@coach_page
def draft(request, pk):
    """Plan the days that are left anew, for the athlete or the coach to decide."""
    athlete = access_or_404(request, pk, what="plan", edit=True).athlete
    plan = adapting.suggest(athlete=athlete, reason="coach", now=now(), today=weeks.today_of(athlete, now()))
    if plan is None:
        tell(request, athlete, HINDERED[adapting.hindrance(athlete)], messages.WARNING)
        return redirect("admin:desk_athlete", pk)
    return redirect("admin:desk_suggestion", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def suggestion(request, pk):
    """The plan that waits beside the one that holds; accepted or declined by who may edit."""
    access = access_or_404(request, pk, what="plan", edit=request.method == "POST")
    if request.method == "POST":
        return decided(request, access.athlete)
    plan = waiting(access.athlete).with_weeks().prefetch_related("replaces__weeks__workouts").first()
    compared = adapting.compare(plan.replaces, plan) if plan and plan.replaces else []
    context = {
        "title": f"A changed plan for {access.athlete}",
        "athlete": access.athlete,
        "may_edit": access.level == CoachAccess.EDIT,
        "plan": plan,
        "changes": plan.changes if plan else (),
        "weeks": compared,
        "differs": plan and adapting.differs(plan, compared),
        "made": stamp(plan) if plan else "",
        "paused": log.stopping_of(access.athlete) is not None,
        "units": request.user.units,
        "labels": ("The plan now", "Suggested"),
    }
    return shown(request, "plans/suggestion.html", context)


def decided(request, athlete):
    asked = request.POST.get("plan", "")
    plan = TrainingPlan.objects.filter(athlete=athlete).exclude(reason="").filter(pk__in=one_key(asked)).first()
    if plan is None:
        tell(request, athlete, WITHDRAWN, messages.WARNING)
        return redirect("admin:desk_athlete", athlete.pk)
    try:
        return accepted(request, plan) if request.POST.get("do") == "accept" else declined(request, plan)
    except adapting.Stale as stale:
        return again(request, stale.plan)
    except adapting.Hindered as hindered:
        tell(request, athlete, HINDERED[hindered.why], messages.WARNING)
    except TrainingPlan.DoesNotExist:
        tell(request, athlete, WITHDRAWN, messages.WARNING)
    return redirect("admin:desk_athlete", athlete.pk)


def accepted(request, plan):
    if plan.status == TrainingPlan.SUGGESTED and request.POST.get("made") != stamp(plan):
        return again(request, plan)
    answered = adapting.accept(plan=plan, by=request.user, now=now(), today=weeks.today_of(plan.athlete, now()))
    if answered.status != TrainingPlan.ACTIVE or answered.decided_at == plan.decided_at:
        return again(request, answered)
    messages.success(request, ACCEPTED.format(athlete=plan.athlete, day=answered.starts_on))
    return redirect("admin:desk_athlete", plan.athlete_id)


def declined(request, plan):
    answered = adapting.decline(plan=plan, by=request.user, now=now())
    if answered.status != TrainingPlan.DECLINED or plan.status == TrainingPlan.DECLINED:
        return again(request, answered)
    messages.success(request, f"Declined. {plan.athlete} keeps the plan as it is.")
    return redirect("admin:desk_athlete", plan.athlete_id)


def again(request, plan):
    """It was answered already, or made anew since it was looked at."""
    tell(request, plan.athlete, ANSWERED.get(plan.status, LOOK_AGAIN), messages.INFO)
    waits = plan.status == TrainingPlan.SUGGESTED
    return redirect("admin:desk_suggestion" if waits else "admin:desk_athlete", plan.athlete_id)


@require_http_methods(["GET", "HEAD", "POST"])
@coach_page
def show(request, pk):
    """Up to which week the athlete sees the plan."""
    athlete = access_or_404(request, pk, what="plan", edit=True).athlete
    plan = (
        TrainingPlan.objects.active()
        .filter(athlete=athlete)
        .with_weeks_for(request.user, weeks.today_of(athlete, now()))
        .first()
    )
    form = ShowForm(request.POST if request.method == "POST" else None, plan=plan)
    if plan is None or not form.is_valid():
        context = {"title": f"Weeks {athlete} is shown", "athlete": athlete, "plan": plan, "form": form}
        return shown(request, "plans/show.html", context | {"units": request.user.units})
    plan = showing.show_up_to(athlete=athlete, by=request.user, week=form.cleaned_data["until"])
    until = (
        f"up to {plan.shown_until:%A} {plan.shown_until.day} {plan.shown_until:%B}"
        if plan and plan.shown_until
        else "whole"
    )
    messages.success(request, f"{athlete} is shown the plan {until}.")
    return redirect("admin:desk_athlete", pk)


@require_safe
@coach_page
def compare(request, pk):
    """Two of an athlete's plans, week by week on their days."""
    athlete = access_or_404(request, pk, what="plan").athlete
    theirs = TrainingPlan.objects.filter(athlete=athlete)
    form = CompareForm(request.GET if "a" in request.GET or "b" in request.GET else None, plans=theirs)
    context = {"title": f"Two plans of {athlete}", "athlete": athlete, "form": form, "count": theirs.count()}
    if form.is_valid():
        one, other = (theirs.with_weeks().get(pk=form.cleaned_data[name].pk) for name in ("a", "b"))
        context |= {"weeks": adapting.beside(one, other), "labels": (named(one), named(other)), "compared": True}
    return shown(request, "plans/compare.html", context | {"units": request.user.units})


def named(plan):
    return f"From {plan.starts_on.day} {plan.starts_on:%b %Y}, {plan.get_status_display()}"


def waiting(athlete):
    return TrainingPlan.objects.suggested().filter(athlete=athlete)


def one_key(text):
    """A UUID that was posted, as a list of one; of anything else none."""
    try:
        return [UUID(text)]
    except ValueError:
        return []


def stamp(plan):
    """Which making of a suggestion a page shows: it keeps its address when it is made anew."""
    return plan.created_at.isoformat()


def tell(request, athlete, text, level):
    messages.add_message(request, level, text.format(athlete=athlete))
