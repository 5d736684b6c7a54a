"""The self-assessment, page by page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_POST

from coaching.forms.assessments.steps import first_in_doubt, step, steps_for
from coaching.models import Assessment
from coaching.rules.terms import Units
from coaching.services import assessments
from coaching.services.desk import answering
from coaching.services.people import consent

from .answering import for_whom, leave
from .browser import browser_of, known_browser, remember
from .posting import require_page

KEPT_FOR = "The answers of {} are kept, with what was found in them."


@require_page
@for_whom
def start(request):
    draft = draft_of(request)
    if request.method != "POST" and request.answers_for:
        return onwards(request, draft)
    if request.method == "POST":
        afresh = "again" in request.POST  # only that button clears answers, not a stale page's Start
        started = started_by(request, afresh=afresh)
        return redirect(next_url(started, answers_of(started)))
    going_on = next_url(draft, answers_of(draft)) if draft and draft.done else None
    return render(request, "assessments/start.html", {"draft": going_on, "continue_url": going_on})


def onwards(request, draft):
    """A coach who answers for somebody is led from question to question; where they began is at the desk."""
    if draft is None:
        return redirect("admin:desk_answer_for", request.answers_for.pk)
    return redirect(next_url(draft, answers_of(draft)))


@require_page
@for_whom
def page(request, slug):
    """One page of the draft. What is posted is kept, also by a browser whose draft is gone or that skipped a page."""
    asked = page_or_404(slug)
    if request.method == "POST":
        return answered(request, asked)
    draft = draft_of(request)
    if draft is None:
        return redirect("coaching:assessment_start")
    answers = answers_of(draft)
    if slug in pages_ahead(draft, answers):
        return redirect(next_url(draft, answers))
    form = asked(answers=answers, answered=slug in draft.done)
    doubtful = asked.again(answers) if slug in draft.done else form
    return shown(request, draft, answers, doubtful if doubtful.errors else form)


def answered(request, asked):
    draft = started_by(request)
    answers = answers_of(draft)
    if not asked.applies(answers):
        raise Http404("This page is not asked of this person.")
    form = asked(request.POST, answers=answers)
    if not form.is_valid():
        return shown(request, draft, answers, form)
    try:
        draft, answers = assessments.answer(
            assessment=draft, page=asked.slug, write=form.onto, reopens=form.reopens(), today=localdate()
        )
    except Assessment.DoesNotExist:
        return overtaken(request, asked, draft)
    if assessments.ends_early(answers):
        return submitted(request, draft)
    return redirect(next_url(draft, answers))


def overtaken(request, asked, draft):
    """Another tab, or the same button pressed twice, has submitted the draft meanwhile, or cleared it."""
    if Assessment.objects.submitted().filter(pk=draft.pk).exists():
        if request.answers_for:
            return redirect("admin:desk_athlete", request.answers_for.pk)
        return redirect("coaching:findings", draft.pk)
    return answered(request, asked)


@require_page
@for_whom
def check(request):
    draft = draft_of(request)
    if draft is None:
        return without_draft(request)
    answers = answers_of(draft)
    unfinished = next_slug(draft, answers) or first_in_doubt(answers)
    if unfinished:
        return redirect("coaching:assessment_step", unfinished)
    if request.method == "POST":
        return submitted(request, draft)
    sections = [
        {"title": form.title, "url": reverse("coaching:assessment_step", args=[form.slug]), "rows": form.rows(answers)}
        for form in steps_for(answers)
    ]
    return render(request, "assessments/check.html", {"sections": sections})


@require_POST
def change(request, pk):
    """Answer anew, starting from the answers of a submitted assessment."""
    mine = Assessment.objects.answered_by(request.user, browser_of(request)).submitted()
    assessment = get_object_or_404(mine, pk=pk)
    leave(request)
    browser, weights = known_browser(request), weights_of(request.user)
    draft = assessments.change(assessment=assessment, browser=browser, today=localdate(), weights=weights)
    return redirect(next_url(draft, answers_of(draft)))


def without_draft(request):
    """A second press of "See my findings" leads where the first one did."""
    newest = request.session.get("recent")
    if request.method == "POST" and newest and not request.answers_for:
        return redirect("coaching:findings", newest["assessment_id"])
    return redirect("coaching:assessment_start")


def submitted(request, draft):
    if request.answers_for:
        return submitted_for(request, draft, request.answers_for)
    athlete = consent.athlete_of(request.user)
    assessment = assessments.submit(assessment=draft, now=now(), today=localdate(), athlete=athlete)
    remember(request, assessment)
    return redirect("coaching:findings", assessment.pk)


def submitted_for(request, draft, athlete):
    """By a coach for an athlete whom they keep: nothing of it stays in the coach's own browser."""
    try:
        answering.submit(assessment=draft, athlete=athlete, coach=request.user, now=now(), today=localdate())
    except answering.NotTheirs:
        leave(request)
        raise Http404("They answer for themselves, or the access ended.") from None
    leave(request)
    messages.success(request, KEPT_FOR.format(athlete.name))
    return redirect("admin:desk_athlete", athlete.pk)


def started_by(request, afresh=False):
    """The draft of this browser, or of the athlete for whom a coach answers; a new one asks in the units one prefers."""
    user = request.user
    if request.answers_for:
        return answering.start(athlete=request.answers_for, coach=user, today=localdate(), afresh=afresh)
    units = Units(user.units) if user.is_authenticated else Units.METRIC
    asking = {"units": units, "weights": weights_of(user)}
    return assessments.start(browser=known_browser(request), today=localdate(), afresh=afresh, **asking)


def weights_of(user):
    """The units somebody likes for weights; None for who has no account, and weighs as they measure."""
    return user.weights if user.is_authenticated else None


def draft_of(request):
    if request.answers_for:
        return answering.draft_for(request.answers_for)
    browser = browser_of(request)
    return Assessment.objects.drafts().filter(browser=browser).first() if browser else None


def answers_of(draft):
    return assessments.answers_of(draft, today=localdate())


def page_or_404(slug):
    try:
        return step(slug)
    except KeyError as unknown:
        raise Http404("There is no such page.") from unknown


def next_slug(draft, answers):
    """The first page without an answer; None when all have one."""
    return next((form.slug for form in steps_for(answers) if form.slug not in draft.done), None)


def next_url(draft, answers):
    slug = next_slug(draft, answers)
    return reverse("coaching:assessment_step", args=[slug]) if slug else reverse("coaching:assessment_check")


def pages_ahead(draft, answers):
    """Pages behind the first one without an answer."""
    slugs = [form.slug for form in steps_for(answers)]
    first = next_slug(draft, answers)
    return slugs[slugs.index(first) + 1 :] if first else []


def shown(request, draft, answers, form):
    slugs = [asked.slug for asked in steps_for(answers)]
    if form.slug not in slugs:
        raise Http404("This page is not asked of this person.")
    place = slugs.index(form.slug)
    context = {
        "form": form,
        "number": place + 1,
        "total": len(slugs),
        "back_url": reverse("coaching:assessment_step", args=[slugs[place - 1]]) if place else None,
        "changing": next_slug(draft, answers) is None,
    }
    return render(request, "assessments/step.html", context)
