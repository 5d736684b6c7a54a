"""What a factor is, and the questions it asks of the answers."""

from collections.abc import Callable
from dataclasses import dataclass

from ..book import number
from ..terms import (
    AgeBand,
    Answers,
    Changeable,
    Circumstance,
    Condition,
    Grade,
    Injury,
    Medicine,
    Sport,
    Timing,
)

Predicate = Callable[[Answers], bool]

DIRECTION = 0.10  # our own weight where only the direction is known, below every size that was measured but one
CONFLICTING = 0.0  # studies disagree: shown, not weighed

HIGHER_BMI = 25.0  # the World Health Organization's border (WHO-BMI); no study of cramps gives one
EXPERIENCED_YEARS = 5  # SWANEVELDER2017

# Illnesses that the surveys count as chronic; allergies are a question of their own, alcohol is none.
CHRONIC = frozenset(Condition) - {Condition.ALLERGIES, Condition.ALCOHOL}


@dataclass(frozen=True, slots=True)
class Size:
    """What is known of a size in one sport: `weight` is the natural logarithm of a ratio and never shown."""

    weight: float
    effect: str
    grade: Grade
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Factor:
    """One row. `group` is A history, B pacing and preparation, C person, D health, E medicines, F injury, G fluids.

    Sizes are of runners unless `general` (measured in the population). A cyclist gets `riding` where cyclists were
    measured, else the direction only. `only` names the sport a row is asked in, `times` how often its weight counts.
    """

    id: str
    group: str
    text: str
    effect: str
    weight: float
    grade: Grade
    sources: tuple[str, ...]
    changeable: Changeable
    present: Predicate
    todo: str = ""
    riding: Size | None = None
    general: bool = False
    only: Sport | None = None
    times: Callable[[Answers], int] = lambda _answers: 1

    def applies(self, answers: Answers) -> bool:
        return self.only in (None, answers.sport) and self.present(answers)

    def size(self, sport: Sport) -> Size:
        """The size in a sport; running numbers never reach a cyclist."""
        if sport == Sport.RUNNING or self.general or self.only == sport:
            return Size(self.weight, self.effect, self.grade, self.sources)
        if self.riding:
            return self.riding
        grade = Grade.VERY_LOW if self.grade == Grade.VERY_LOW else Grade.LOW
        return Size(min(self.weight, DIRECTION), RIDING_UNKNOWN, grade, self.sources)


RIDING_UNKNOWN = (
    "Runners or triathletes of whom this is true report cramps more often. Whether that holds for cyclists, and how "
    "strongly, is not known."
)


def bmi(kg: float, cm: float) -> float:
    """Body mass index in kg/m² from kg and cm: 70, 175 -> 22.857. ValueError unless both are above zero."""
    if kg <= 0 or cm <= 0:
        raise ValueError("weight and height must be above zero")
    return kg / (cm / 100) ** 2


def ill(*conditions: Condition) -> Predicate:
    return lambda answers: not answers.health.conditions.isdisjoint(conditions)


def takes(medicine: Medicine) -> Predicate:
    return lambda answers: medicine in answers.health.medicines


def injured(*injuries: Injury) -> Predicate:
    return lambda answers: not answers.history.injuries.isdisjoint(injuries)


def when(circumstance: Circumstance) -> Predicate:
    return lambda answers: circumstance in answers.history.circumstances


def chronic(answers: Answers) -> int:
    """How many chronic illnesses were named."""
    return len(CHRONIC & answers.health.conditions)


def at_night(answers: Answers) -> bool:
    return Timing.IN_BED in answers.cramp.timings


def not_only_at_night(answers: Answers) -> bool:
    return answers.cramp.timings != {Timing.IN_BED}


def over_40(answers: Answers) -> bool:
    return answers.person.age not in (None, AgeBand.A18_40)


def heavier(answers: Answers) -> bool:
    kg, cm = answers.person.weight_kg, answers.person.height_cm
    return kg is not None and cm is not None and bmi(kg, cm) >= HIGHER_BMI


def experienced(answers: Answers) -> bool:
    return answers.training.years is not None and answers.training.years >= EXPERIENCED_YEARS


def few_sessions(answers: Answers) -> bool:
    """Below R25."""
    sessions = answers.training.sessions_per_week
    return sessions is not None and sessions < number("R25", "sessions")


def farther(answers: Answers) -> bool:
    """It cramped when going farther than usual, or the goal is beyond R1 of the longest (else comfortable) run."""
    if when(Circumstance.FARTHER)(answers):
        return True
    longest = answers.training.longest_km
    known = answers.training.comfortable_km if longest is None else longest
    goal = answers.goal.distance_km
    return known is not None and goal is not None and goal > number("R1", "cap") * known + 1e-9


def five_years(answers: Answers) -> int:
    """Full steps of five years."""
    return int((answers.training.years or 0) // 5)
