"""An assessment from its first page to findings and a plan."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from coaching.models import Assessment, Athlete
from coaching.rules.assess import assess, is_urgent
from coaching.rules.terms import Answers, Findings, Units

from . import library, plans
from .stored import plain, typed
from .wording import cited_by, words_of

UNCLAIMED_DAYS = 30


def answers_of(assessment: Assessment, *, today: date) -> Answers:
    """The answers so far. Those of a draft are given today: ages and dates are checked against it."""
    answers = typed(Answers, assessment.answers)
    return answers if assessment.submitted_at else replace(answers, answered_on=today)


def findings_of(assessment: Assessment) -> Findings:
    """The findings as they were computed at submission. Raises msgspec.ValidationError for a draft."""
    return typed(Findings, assessment.findings)


@transaction.atomic
def start(
    *,
    browser: str,
    today: date,
    units: Units = Units.METRIC,
    weights: Units | None = None,
    afresh: bool = False,
) -> Assessment:
    """The one draft of a browser: the one there is, else a new one in these units. `afresh` throws the old one away.

    `weights` are the units of a person who likes others for weights than for distances.
    """
    drafts = Assessment.objects.drafts().filter(browser=browser)
    if afresh:
        drafts.delete()
    blank = {"answers": plain(Answers(answered_on=today, units=units, weights=weights))}
    try:
        with transaction.atomic():
            return drafts.get_or_create(browser=browser, defaults=blank)[0]
    except IntegrityError:  # two presses at once: the other one made it
        return drafts.get(browser=browser)


@transaction.atomic
def change(*, assessment: Assessment, browser: str, today: date, weights: Units | None = None) -> Assessment:
    """A draft with the answers of a submitted assessment, to change some; the submitted one stays as it is.

    Where a sign ended the questions early, the page that did so, the last one answered, is asked again.
    """
    answers = replace(typed(Answers, assessment.answers), answered_on=today, weights=weights)
    done = assessment.done[:-1] if ends_early(answers) else assessment.done
    return begin_with(browser=browser, answers=answers, done=done)


@transaction.atomic
def begin_with(*, browser: str, answers: Answers, done: list[str]) -> Assessment:
    """The one draft of a browser, begun anew with these answers; `done` are the slugs of the pages they fill."""
    drafts = Assessment.objects.drafts().filter(browser=browser)
    drafts.delete()
    try:
        with transaction.atomic():
            return Assessment.objects.create(browser=browser, answers=plain(answers), done=done)
    except IntegrityError:  # two presses at once: the other one made it
        return drafts.get()


@transaction.atomic
def answer(
    *,
    assessment: Assessment,
    page: str,
    write: Callable[[Answers], Answers],
    reopens: tuple[str, ...] = (),
    today: date,
) -> tuple[Assessment, Answers]:
    """Store one page's answers onto those that are in the database now, so that two open tabs lose nothing.

    `reopens` are the pages that have to be answered again. Returns the stored draft and all its answers. Raises
    Assessment.DoesNotExist when it is no draft any more.
    """
    draft = Assessment.objects.select_for_update().drafts().get(pk=assessment.pk)
    answers = write(answers_of(draft, today=today))
    draft.answers = plain(answers)
    draft.done = [*(slug for slug in draft.done if slug not in (page, *reopens)), page]
    draft.save(update_fields=["answers", "done", "updated_at"])
    return draft, answers


def ends_early(answers: Answers) -> bool:
    """Whether a sign asks for help today (rows E and U of the triage table): nothing more is asked then."""
    return is_urgent(answers)


@transaction.atomic
def submit(*, assessment: Assessment, now: datetime, today: date, athlete: Athlete | None = None) -> Assessment:
    """Findings and, where nobody has to be seen first, a plan that starts tomorrow. A second press changes nothing.

    `athlete` is the one who is logged in, to whom it is given at once.
    """
    draft = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if draft.submitted_at:
        return draft
    starts_on = today + timedelta(days=1)
    answers = answers_of(draft, today=today)
    findings = assess(answers, starts_on=starts_on)
    draft.answers, draft.findings = plain(answers), plain(findings)
    draft.rules_version, draft.submitted_at = findings.rules_version, now
    if athlete:
        draft.athlete, draft.browser = athlete, ""
    draft.save()
    if findings.plan_allowed:
        plans.start(
            assessment=draft, answers=answers, findings=findings, advice=library.catalogue(), starts_on=starts_on
        )
    elif athlete:
        plans.retire(athlete=athlete, on=localdate(now))
    return draft


def wording(findings: Findings) -> dict[str, Any]:
    """What the findings page says of a triage: care card, pattern, confidence, notes."""
    return words_of(findings.triage)


def cited(findings: Findings) -> set[str]:
    """The keys of all sources that the findings name."""
    named: list[Any] = [*findings.factors, *findings.uncounted]
    if findings.goal:
        named += findings.goal.statements
    return {key for what in named for key in what.sources} | cited_by(findings.triage)


@transaction.atomic
def give_to(*, assessment: Assessment, athlete: Athlete) -> Assessment:
    """An assessment and its plan become an athlete's; a plan they followed before ends, also where there is no new one."""
    newest = assessment.plans.active().first()
    if assessment.submitted_at:
        plans.retire(athlete=athlete, on=newest.starts_on if newest else localdate(assessment.submitted_at))
    assessment.athlete, assessment.browser = athlete, ""
    assessment.save(update_fields=["athlete", "browser", "updated_at"])
    assessment.plans.update(athlete=athlete)
    return assessment


def keep(*, assessment: Assessment, now: datetime) -> None:
    """Begin the thirty days of an unclaimed assessment anew."""
    Assessment.objects.filter(pk=assessment.pk).update(updated_at=now)


def forget_unclaimed(*, now: datetime) -> int:
    """Delete what nobody claimed and nobody looked at for 30 days, with its plans. Returns how many assessments that were."""
    old = Assessment.objects.unclaimed_before(now - timedelta(days=UNCLAIMED_DAYS))
    return old.delete()[1].get("coaching.Assessment", 0)
