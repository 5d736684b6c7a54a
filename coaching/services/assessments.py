"""An assessment from its first page to findings and a plan."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from coaching.models import Assessment, Athlete, TrainingPlan
from coaching.rules.assess import HEART, assess, is_urgent
from coaching.rules.factors import FACTORS, Factor
from coaching.rules.terms import Answers, Findings
from coaching.rules.triage import Row, row
from coaching.rules.wording import CARE, CONFIDENCE, NOTES, PATTERNS

from . import library, plans
from .stored import plain, typed

UNCLAIMED_DAYS = 30
HEART_FACTOR = next(factor for factor in FACTORS if factor.id == "heart_symptoms")


def answers_of(assessment: Assessment, *, today: date) -> Answers:
    """The answers so far. Those of a draft are given today: ages and dates are checked against it."""
    answers = typed(Answers, assessment.answers)
    return answers if assessment.submitted_at else replace(answers, answered_on=today)


def findings_of(assessment: Assessment) -> Findings:
    """The findings as they were computed at submission. Raises msgspec.ValidationError for a draft."""
    return typed(Findings, assessment.findings)


@transaction.atomic
def start(*, browser: str, today: date, afresh: bool = False) -> Assessment:
    """The one draft of a browser: the one there is, else a new one. `afresh` throws the old one away."""
    drafts = Assessment.objects.drafts().filter(browser=browser)
    if afresh:
        drafts.delete()
    blank = {"answers": plain(Answers(answered_on=today))}
    try:
        with transaction.atomic():
            return drafts.get_or_create(browser=browser, defaults=blank)[0]
    except IntegrityError:  # two presses at once: the other one made it
        return drafts.get(browser=browser)


@transaction.atomic
def change(*, assessment: Assessment, browser: str, today: date) -> Assessment:
    """A draft with the answers of a submitted assessment, to change some; the submitted one stays as it is.

    Where a sign ended the questions early, the page that did so, the last one answered, is asked again.
    """
    Assessment.objects.drafts().filter(browser=browser).delete()
    answers = replace(typed(Answers, assessment.answers), answered_on=today)
    done = assessment.done[:-1] if ends_early(answers) else assessment.done
    return Assessment.objects.create(browser=browser, answers=plain(answers), done=done)


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
    draft.save()
    if findings.plan_allowed:
        plans.start(
            assessment=draft, answers=answers, findings=findings, advice=library.catalogue(), starts_on=starts_on
        )
    return give_to(assessment=draft, athlete=athlete) if athlete else draft


def wording(findings: Findings) -> dict[str, Any]:
    """What the findings page says of a triage: care card, pattern, confidence, notes."""
    found = findings.triage
    return {
        "care": CARE[found.care_row] if found.care_row else None,
        "care_level": found.care.value,
        "pattern": PATTERNS[found.pattern],
        "confidence_text": CONFIDENCE[found.confidence],
        "care_evidence": _evidence(found.care_row) if found.care_row else None,
        "notes": [{"card": NOTES[row_id], "evidence": _evidence(row_id)} for row_id in found.notes],
    }


def _evidence(row_id: str) -> Row | Factor:
    """Grade and sources of a care card: those of its row of the triage table, or of the factor behind the heart's card."""
    return HEART_FACTOR if row_id == HEART else row(row_id)


def cited(findings: Findings) -> set[str]:
    """The keys of all sources that the findings name."""
    pattern = PATTERNS[findings.triage.pattern]
    named: list[Any] = [*findings.factors, *findings.uncounted, pattern]
    if findings.goal:
        named += findings.goal.statements
    triage = findings.triage
    named += [_evidence(row_id) for row_id in (triage.care_row, *triage.notes) if row_id]
    return {key for what in named for key in what.sources} | set(pattern.help_sources)


@transaction.atomic
def give_to(*, assessment: Assessment, athlete: Athlete) -> Assessment:
    """An assessment and its plan become an athlete's; a plan they followed before is retired."""
    TrainingPlan.objects.active().filter(athlete=athlete).update(status=TrainingPlan.RETIRED)
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
