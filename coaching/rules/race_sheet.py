"""One sheet for race day: a pace table with a held-back first half, where the new kilometres begin, what to do."""

from datetime import date
from math import floor

from . import say
from .book import number
from .terms import Answers, GoalCheck, Grade, PaceRow, RaceSheet, Statement, Units

THIRST = Statement(
    "Drink to thirst. You should not weigh more at the finish than at the start.", Grade.HIGH, ("EAH2015",), ("R16",)
)
EVERY = ((10.5, 1.0), (1000.0, 5.0))  # a row for every km or mile up to ten of them, else every five


def race_sheet(
    answers: Answers,
    goal: GoalCheck | None,
    on: date,
    distance_km: float,
    reach_km: float,
    if_it_cramps: tuple[str, ...],
) -> RaceSheet:
    """The sheet of a running race. The time is the target, but never faster than the prediction (R10).

    `reach_km` is the longest run of the 30 days before the race, as planned. Without a prediction there is no table.
    """
    predicted = goal.prediction.time_s if goal and goal.prediction else None
    time_s = max(predicted, answers.goal.target_s or 0.0) if predicted else None
    return RaceSheet(
        distance_km=distance_km,
        on=on,
        time_s=time_s,
        rows=_rows(distance_km, time_s, answers.units) if time_s else (),
        first_half_s=time_s / 2 if time_s else None,
        farther_from_km=reach_km if reach_km < distance_km else None,
        statements=_statements(answers, time_s, predicted, distance_km, reach_km),
        if_it_cramps=if_it_cramps,
    )


def ride_sheet(on: date, distance_km: float, reach_minutes: float, if_it_cramps: tuple[str, ...]) -> RaceSheet:
    """The sheet of a cycling event: by effort, since nothing we know predicts a ride. `reach_minutes` is the longest ride."""
    said = (
        ("Ride the first half so that you can talk, and use a light gear on the climbs.", ("R24", "D6")),
        (
            f"After {say.minutes(reach_minutes)} every further minute is longer than you rode in the last 30 days.",
            ("R24", "D6"),
        ),
    )
    statements = tuple(Statement(text, Grade.OWN, (), rules) for text, rules in said)
    return RaceSheet(distance_km, on, None, (), None, None, (*statements, THIRST), if_it_cramps)


def _rows(distance_km: float, time_s: float, units: Units) -> tuple[PaceRow, ...]:
    unit = 1.0 if units == Units.METRIC else say.KM_PER_MILE
    step = next(step for most, step in EVERY if distance_km / unit <= most) * unit
    marks = {step * i for i in range(1, floor(distance_km / step) + 1)} | {distance_km / 2, distance_km}
    return tuple(PaceRow(round(km, 4), round(km / distance_km * time_s, 1)) for km in sorted(marks))


def _statements(
    answers: Answers, time_s: float | None, predicted: float | None, km: float, reach_km: float
) -> tuple[Statement, ...]:
    statements = [_pacing(answers, time_s, predicted, km)]
    if reach_km < km:
        text = f"From {say.distance(reach_km, answers.units)} every further one is farther than you ran in the last 30 days."
        statements.append(Statement(text, Grade.LOW, ("FRANDSEN2025",), ("R1b",)))
    return (*statements, THIRST)


def _pacing(answers: Answers, time_s: float | None, predicted: float | None, km: float) -> Statement:
    sources = ("SCHWELLNUS2011B", "SCHWELLNUS2011A", "SAFER2")
    if time_s is None or predicted is None:
        text = "We have no result to pace by: start at an effort at which you could still talk, and do not speed up before half way."
        return Statement(text, Grade.LOW, sources, ("R10",))
    warn, red = (predicted / 2 * (1 - number("R10", name)) for name in ("warn", "red"))
    text = (
        f"Even pace is {say.pace(time_s / km, answers.units)}. Pass half way at {say.clock(time_s / 2)} or later: your results "
        f"back no faster first half than {say.clock(predicted / 2)}. Under {say.clock(warn)} there (3 % faster), slow down. In a 56 km race those who cramped had run the first half in "
        f"8 % less time than others with the same best times; for you that would be {say.clock(red)}."
    )
    return Statement(text, Grade.LOW, sources, ("R10",))
