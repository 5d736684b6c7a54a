"""Which factors are in the answers, and one word for the whole.

Inside a group only the strongest counts, because the answers of a group overlap; between groups weights are added. No
weight and no sum ever leaves the rules: the studies count who ever cramped, not who will.
"""

from math import fsum

from ..terms import Amount, Answers, Changeable, Condition, FactorFinding
from .rows import FACTORS
from .shape import Factor

# Our own borders of the sum: several answers of known direction only stay "little", one measured answer is "some", and
# "much" takes strong answers in two groups and something besides.
SOME_FROM = 0.5
MUCH_FROM = 1.6

_ORDER = {Changeable.YES: 0, Changeable.PARTLY: 1}


def _present(answers: Answers) -> tuple[Factor, ...]:
    return tuple(factor for factor in FACTORS if factor.applies(answers))


def _finding(factor: Factor, answers: Answers) -> FactorFinding:
    size = factor.size(answers.sport)
    return FactorFinding(
        id=factor.id,
        group=factor.group,
        text=factor.text,
        effect=size.effect,
        changeable=factor.changeable,
        grade=size.grade,
        sources=size.sources,
        todo=factor.todo,
    )


def factors(answers: Answers) -> tuple[FactorFinding, ...]:
    """What research links to the answers: what can be changed first, then what partly can, then the rest, by group."""
    rows = sorted(_present(answers), key=lambda factor: (_ORDER.get(factor.changeable, 2), factor.group))
    return tuple(_finding(factor, answers) for factor in rows)


def amount(answers: Answers) -> Amount:
    """One word for the whole: the strongest of each group, added, against our own borders."""
    strongest: dict[str, float] = {}
    for factor in _present(answers):
        weight = factor.size(answers.sport).weight * factor.times(answers)
        strongest[factor.group] = max(weight, strongest.get(factor.group, 0.0))
    total = fsum(strongest.values())
    if total < SOME_FROM:
        return Amount.LITTLE
    return Amount.SOME if total < MUCH_FROM else Amount.MUCH


def needs_doctor_first(answers: Answers) -> bool:
    """Heart symptoms with effort: a doctor before any plan, whatever the cramps are."""
    return Condition.HEART_SYMPTOMS in answers.health.conditions
