"""A suggested plan: looked at, accepted, declined, asked for."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST, require_safe

from coaching.models import TrainingPlan
from coaching.services import adapting, plans
from coaching.services.incidents import care, log

from .looked import looked
from .own import own_page

LOOK_AGAIN = "Your weeks went on since you opened this page, so the suggestion is planned anew. Please look once more."
WITHDRAWN = "It was withdrawn meanwhile, for nothing has to change any more."
ANSWERED = {
    TrainingPlan.DECLINED: "You kept your plan as it was, so this suggestion is closed.",
    TrainingPlan.ACTIVE: "You accepted this suggestion already. It is your plan now.",
    TrainingPlan.RETIRED: "You accepted this suggestion, and followed it until another plan took its place.",
}
BY_COACH = {
    TrainingPlan.DECLINED: "Your coach kept your plan as it was, so this suggestion is closed.",
    TrainingPlan.ACTIVE: "Your coach accepted this suggestion. It is your plan now.",
    TrainingPlan.RETIRED: "Your coach accepted this suggestion, and you followed it until another plan took its place.",
}
HINDERED = {
    "none": "There is no plan to change. The self-assessment makes one.",
    "over": "There are no days left to plan anew. Look back at how it went.",
    "paused": "Your plan is paused, so nothing is planned anew. Read this first.",
}


@require_safe
def page(request, pk):
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())  # a letter leads here
    visible = TrainingPlan.objects.visible_to(request.user).exclude(reason="")
    visible = visible.with_weeks_for(request.user, localdate(), "replaces").select_related("athlete", "replaces")
    plan = get_object_or_404(visible, pk=pk)
    looked(request, plan.athlete, "plan")
    mine = plan.athlete.user_id == request.user.pk
    paused = care.paused(plan.athlete) if plan.status == TrainingPlan.SUGGESTED else None
    weeks = adapting.compare(plan.replaces, plan) if plan.replaces else []
    context = {
        "plan": plan,
        "units": request.user.units,
        "weeks": weeks,
        "differs": adapting.differs(plan, weeks) or adapting.differs_where_hidden(plan),
        "changes": plans.changes_shown(plan),
        "shown_up_to": plans.shown_up_to(plan),
        "made": stamp(plan),
        "answer": answer_of(plan),
        "mine": mine,
        "may_decide": mine and plan.status == TrainingPlan.SUGGESTED and not paused,
        "old": plan.starts_on < localdate(),
        "book": plans.book(),
    }
    return render(request, "suggestions/page.html", context | (paused or {}))


@require_POST
@own_page
def accept(request, pk):
    plan = own_or_404(request, pk)
    if request.POST.get("made") != stamp(plan):
        return look_again(request, plan)
    try:
        answered = adapting.accept(plan=plan, by=request.user, now=now(), today=localdate())
    except adapting.Stale as stale:
        return look_again(request, stale.plan)
    except adapting.Hindered as hindered:
        return led_on(request, hindered.why)
    except TrainingPlan.DoesNotExist as gone:
        raise Http404(WITHDRAWN) from gone
    if answered.status != TrainingPlan.ACTIVE:
        return told(request, answered)
    messages.success(request, "The changed plan is yours now. The old one stays readable under your plans.")
    return redirect("coaching:today")


@require_POST
@own_page
def decline(request, pk):
    try:
        answered = adapting.decline(plan=own_or_404(request, pk), by=request.user, now=now())
    except TrainingPlan.DoesNotExist as gone:
        raise Http404(WITHDRAWN) from gone
    if answered.status != TrainingPlan.DECLINED:
        return told(request, answered)
    messages.success(request, "You keep your plan as it is.")
    return redirect("coaching:today")


@require_POST
@own_page
def ask(request):
    missed = adapting.missed_in_a_row(request.athlete, localdate())
    reason = "missed" if missed >= adapting.OFFER_AFTER else "asked"
    plan = adapting.suggest(athlete=request.athlete, reason=reason, now=now(), today=localdate())
    return redirect("coaching:suggestion", plan.pk) if plan else led_on(request, adapting.hindrance(request.athlete))


def own_or_404(request, pk):
    own = TrainingPlan.objects.filter(athlete=request.athlete).exclude(reason="")
    return get_object_or_404(own.select_related("athlete"), pk=pk)


def answer_of(plan):
    """What became of a suggestion, and who decided; nothing while it waits."""
    return (BY_COACH if plan.decided_by_coach else ANSWERED).get(plan.status, "")


def stamp(plan):
    """Which making of a suggestion a page shows: it keeps its address when it is made anew."""
    return plan.created_at.isoformat()


def look_again(request, plan):
    messages.info(request, answer_of(plan) or LOOK_AGAIN)
    return redirect("coaching:suggestion", plan.pk)


def told(request, plan):
    messages.info(request, answer_of(plan))
    return redirect("coaching:suggestion", plan.pk)


def led_on(request, why):
    """To what explains why nothing can be planned anew."""
    messages.info(request, HINDERED[why])
    stopping = log.stopping_of(request.athlete) if why == "paused" else None
    if stopping:
        return redirect("coaching:cramp", stopping.pk)
    plan = TrainingPlan.objects.active().filter(athlete=request.athlete).first() if why == "over" else None
    return redirect("coaching:look_back", plan.pk) if plan else redirect("coaching:today")
