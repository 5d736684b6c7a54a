"""All that is found in the answers, in one call."""

from dataclasses import replace
from datetime import date

from . import RULES_VERSION, goal
from .factors import amount, factors, needs_doctor_first, uncounted
from .terms import Answers, Care, Findings
from .triage import triage

HEART = (
    "heart"  # the card of heart symptoms on effort, which are no row of the triage table (evidence section 4, group D)
)


def assess(answers: Answers, *, starts_on: date) -> Findings:
    """Triage, factors, what is not counted and the goal check for a plan that would start on `starts_on`.

    A row of care, or symptoms of the heart on effort, allow no plan; then the goal is not checked either. Answers may be
    incomplete: an emergency ends the questions early.
    """
    found = triage(answers.cramp, answers.health)
    if found.care == Care.NONE and needs_doctor_first(answers):
        found = replace(found, care=Care.DOCTOR, care_row=HEART)
    allowed = found.care == Care.NONE and bool(answers.availability.days)
    return Findings(
        rules_version=RULES_VERSION,
        triage=found,
        factors=factors(answers),
        amount=amount(answers),
        uncounted=uncounted(answers),
        goal=goal.check(answers, found.pattern, starts_on) if allowed else None,
        plan_allowed=allowed,
    )


def is_urgent(answers: Answers) -> bool:
    """Whether the answers so far hold a row of step 0 or 1: then nothing more is asked (E1-E6, U1-U5)."""
    return triage(answers.cramp, answers.health).care in (Care.EMERGENCY, Care.SAME_DAY)
