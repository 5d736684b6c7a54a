"""How fast: race predictions with their validity, and training paces from what a runner can do today."""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log, sqrt

from .book import number
from .say import KM_PER_MILE, clock
from .terms import Grade, Pace, Prediction, Result, Training

HALF_KM, MARATHON_KM = 21.0975, 42.195
RIEGEL_MINUTES = (3.5, 230.0)  # RIEGEL1981, for both times
TANDA_SECONDS = (10020.0, 12960.0)  # 2:47 to 3:36, TANDA2011
LEAST_KM, MOST_SECONDS = number("D10", "least_km"), number("D10", "most_hours") * 3600  # for the marathon formula
ZONES = {"easy": (59, 74), "threshold": (83, 88), "interval": (95, 100)}  # % VO2max, DANIELS


def riegel(time_s: float, from_km: float, to_km: float) -> float:
    """Time in s for `to_km` from a time in s over `from_km`: T2 = T1 (D2/D1)^1.06. RIEGEL1981."""
    return time_s * (to_km / from_km) ** 1.06


def in_riegel_range(*times_s: float) -> bool:
    """Whether all times lie in the 3.5 to 230 minutes that the formula was stated for."""
    return all(RIEGEL_MINUTES[0] <= t / 60 <= RIEGEL_MINUTES[1] for t in times_s)


def oxygen_cost(m_per_min: float) -> float:
    """VO2 in ml/kg/min of running at a speed in m/min. DANIELS1979."""
    return -4.60 + 0.182258 * m_per_min + 0.000104 * m_per_min**2


def fraction_held(minutes: float) -> float:
    """The fraction of VO2max that can be held for so many minutes. DANIELS1979."""
    return 0.8 + 0.1894393 * exp(-0.012778 * minutes) + 0.2989558 * exp(-0.1932605 * minutes)


def vdot(distance_km: float, time_s: float) -> float:
    """VDOT in ml/kg/min of a result. The validity of the equations was not stated. DANIELS1979."""
    minutes = time_s / 60
    return oxygen_cost(distance_km * 1000 / minutes) / fraction_held(minutes)


def vdot_time(distance_km: float, vdot_value: float) -> float:
    """Time in s over a distance for a VDOT, by bisection between 10 and 1 m/s. DANIELS1979."""
    low, high = distance_km * 100, distance_km * 1000
    while high - low > 1e-6:
        middle = (low + high) / 2
        if vdot(distance_km, middle) > vdot_value:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def pace_at(vdot_value: float, percent: float) -> float:
    """Pace in s per km at a percentage of VO2max, from the positive root of `oxygen_cost`. DANIELS1979."""
    a, b, c = 0.000104, 0.182258, -4.60 - vdot_value * percent / 100
    return 60000 / ((-b + sqrt(b * b - 4 * a * c)) / (2 * a))


def vickers_one(result: Result, weekly_km: float) -> float:
    """Marathon time in s from one shorter result and the weekly distance. VICKERS2016."""
    speed = 42195 / (result.time_s * (MARATHON_KM / result.distance_km) ** 1.07)
    return 42195 / (0.16018617 + 0.83076202 * speed + 0.06423826 * weekly_km / KM_PER_MILE / 10)


def vickers_two(first: Result, second: Result, weekly_km: float) -> float:
    """Marathon time in s from two shorter results (any order) and the weekly distance. VICKERS2016.

    Raises ValueError when both results are over the same distance.
    """
    shorter, longer = sorted((first, second), key=lambda r: r.distance_km)
    if shorter.distance_km == longer.distance_km:
        raise ValueError("two results over the same distance say nothing about how a runner slows with distance")
    slowing = log(longer.time_s / shorter.time_s) / log(longer.distance_km / shorter.distance_km)
    exponent = 1.4510756 - 0.23797948 * slowing - 0.01410023 * weekly_km / KM_PER_MILE / 10
    return longer.time_s * (MARATHON_KM / longer.distance_km) ** exponent


def tanda(weekly_km: float, pace_s_per_km: float) -> float:
    """Marathon pace in s per km from eight weeks of training; only for 2:47 to 3:36 marathons. TANDA2011."""
    return 17.1 + 140.0 * exp(-0.0053 * weekly_km) + 0.55 * pace_s_per_km


def is_marathon(km: float) -> bool:
    return abs(km - MARATHON_KM) <= 0.5


def predict(training: Training, to_km: float) -> Prediction | None:
    """The time over `to_km` that the results back (R9); `time_s` None outside a formula's validity; None: no result."""
    results = training.results
    if not results:
        return None
    if is_marathon(to_km):
        return _predict_marathon(training)
    if to_km > HALF_KM * 1.01:
        return _no_number(
            "None", to_km, "No formula we use was checked for races between a half and a marathon, or beyond."
        )
    nearest = min(results, key=lambda r: (abs(log(r.distance_km / to_km)), r.distance_km))
    if abs(nearest.distance_km - to_km) <= 0.005 * to_km:
        return Prediction("Your result", to_km, nearest.time_s, "your own result", Grade.OWN, ())
    time_s = riegel(nearest.time_s, nearest.distance_km, to_km)
    if not in_riegel_range(nearest.time_s, time_s):
        return _no_number(
            "Riegel", to_km, "Riegel's formula holds for times between 3.5 and 230 minutes; yours lie outside."
        )
    why = f"Riegel's formula, from {clock(nearest.time_s)} over {nearest.distance_km:g} km"
    return Prediction("Riegel", to_km, time_s, why, Grade.MODERATE, ("RIEGEL1981", "VICKERS2016"))


def _predict_marathon(training: Training) -> Prediction:
    shorter = sorted((r for r in training.results if LEAST_KM <= r.distance_km < 42), key=lambda r: r.distance_km)
    run = next((r for r in training.results if is_marathon(r.distance_km)), None)
    if run:
        return Prediction("Your marathon", MARATHON_KM, run.time_s, "your own marathon", Grade.OWN, ())
    if training.weekly_km is None:
        return _no_number("Vickers", MARATHON_KM, "The marathon formula needs your weekly distance.")
    if not shorter:
        return _no_number("Vickers", MARATHON_KM, "The marathon formula works from races of 5 km up to 40 km.")
    if len(shorter) == 2:
        time_s = vickers_two(shorter[0], shorter[1], training.weekly_km)
    else:
        time_s = vickers_one(shorter[0], training.weekly_km)
    if time_s > MOST_SECONDS:
        return _no_number(
            "Vickers", MARATHON_KM, "The marathon formula was made from faster runners; six hours is where we stop."
        )
    why = f"Vickers and Vertosick's formula, from {len(shorter)} result{'s' * (len(shorter) > 1)} and your weekly distance"
    return Prediction("Vickers", MARATHON_KM, time_s, why, Grade.MODERATE, ("VICKERS2016",))


def _no_number(formula: str, to_km: float, why: str) -> Prediction:
    return Prediction(formula, to_km, None, why, Grade.MODERATE, ("RIEGEL1981", "VICKERS2016"))


@dataclass(frozen=True, slots=True)
class TrainingPaces:
    """Ranges in s per km; None where nothing measured backs a number and the effort is told in words only."""

    easy: Pace | None = None
    threshold: Pace | None = None
    interval: Pace | None = None


def training_paces(training: Training) -> TrainingPaces:
    """Paces from what the runner can do today, never from the goal (DANIELS).

    With two results the weaker decides (own decision: no pace is faster than both results back). Without a result only
    the easy pace is known, from the usual training pace.
    """
    if training.results:
        fitness = min(vdot(r.distance_km, r.time_s) for r in training.results)
        zone: Callable[[str], Pace] = lambda name: _zone(fitness, name)  # noqa: E731
        return TrainingPaces(zone("easy"), zone("threshold"), zone("interval"))
    if training.pace_s_per_km:
        return TrainingPaces(easy=Pace(training.pace_s_per_km, round(training.pace_s_per_km * 1.1, 1)))
    return TrainingPaces()


def _zone(fitness: float, name: str) -> Pace:
    slow, fast = ZONES[name]
    return Pace(round(pace_at(fitness, fast), 1), round(pace_at(fitness, slow), 1))
