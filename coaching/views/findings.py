"""The findings of a submitted assessment."""

from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from coaching.forms.assessments.steps import steps_for
from coaching.models import Assessment
from coaching.services import assessments, library, plans
from coaching.services.library import reading

from .browser import browser_of, visited
from .calendar import with_days
from .looked import looked


@require_safe
def page(request, pk):
    visible = Assessment.objects.visible_to(request.user, browser_of(request)).submitted()
    assessment = get_object_or_404(visible.select_related("athlete"), pk=pk)
    visited(request, assessment)
    looked(request, assessment.athlete, "answers")
    answers = assessments.answers_of(assessment, today=localdate())
    findings = assessments.findings_of(assessment)
    plan = assessment.plans.active().first()
    mine = Assessment.objects.answered_by(request.user, browser_of(request))
    context = {
        "may_change": mine.filter(pk=pk).exists(),
        "assessment": assessment,
        "answers": answers,
        "cut_short": cut_short(assessment, answers),
        "findings": findings,
        "plan": plan,
        "first_week": first_week(plan) if plan else None,
        "may_help": may_help(findings, answers),
        "sources": library.sources(assessments.cited(findings)),
        "book": plans.book(),
    }
    return render(request, "findings/page.html", context | assessments.wording(findings))


def cut_short(assessment, answers):
    """Whether a sign ended the questions: then the care card stands alone, for the rest would speak of nothing asked."""
    return assessments.ends_early(answers) and steps_for(answers)[-1].slug not in assessment.done


def may_help(findings, answers):
    """Advice as it reads now; none beside a care card, where stretching may be the wrong thing to do."""
    triage = findings.triage
    return () if triage.care_row else reading.first_aid(pattern=triage.pattern, sport=answers.sport)


def first_week(plan):
    weeks = with_days(plan.weeks.shown(localdate()).prefetch_related("workouts")[:1])
    return weeks[0] if weeks else None
