import json
from math import log
from pathlib import Path

import pytest

from coaching.rules import pace
from coaching.rules.terms import Pace, Result, Training

VALUES = json.loads((Path(__file__).parent / "reference_values.json").read_text())


def cases(name):
    return pytest.mark.parametrize("case", VALUES[name], ids=str)


@cases("riegel_1_06")
def test_riegel_gives_the_reference_times(case):
    predicted = pace.riegel(case["t1_s"], case["d1_m"] / 1000, case["d2_m"] / 1000)
    assert predicted == pytest.approx(case["t2_s"], abs=case["tol"])
    assert pace.in_riegel_range(case["t1_s"], predicted) == case["in_range_3.5_230min"]


@cases("vdot")
def test_vdot_of_a_result(case):
    assert pace.vdot(case["d_m"] / 1000, case["t_s"]) == pytest.approx(case["vdot"], abs=case["tol"])


@cases("vdot_time")
def test_time_of_a_vdot(case):
    assert pace.vdot_time(case["d_m"] / 1000, case["vdot"]) == pytest.approx(case["t_s"], abs=case["tol"])


@cases("vo2_cost")
def test_oxygen_cost(case):
    assert pace.oxygen_cost(case["v_m_min"]) == pytest.approx(case["ml_kg_min"], abs=1e-4)


@cases("frac_vo2max")
def test_fraction_of_vo2max_held(case):
    assert pace.fraction_held(case["t_min"]) == pytest.approx(case["frac"], abs=1e-6)


@cases("pace_at_pct_vo2max")
def test_pace_at_a_share_of_vo2max(case):
    assert pace.pace_at(case["vdot"], case["pct"]) == pytest.approx(case["s_per_km"], abs=case["tol"])


@cases("vickers_1race")
def test_marathon_from_one_result(case):
    result = Result(case["d_m"] / 1000, case["t_s"])
    weekly_km = case["mi_wk"] * 1.609344
    assert pace.vickers_one(result, weekly_km) == pytest.approx(case["marathon_s"], abs=case["tol"])


@cases("vickers_2race")
def test_marathon_from_two_results_in_any_order(case):
    shorter = Result(case["d_short_m"] / 1000, case["t_short_s"])
    longer = Result(case["d_long_m"] / 1000, case["t_long_s"])
    weekly_km = case["mi_wk"] * 1.609344
    assert pace.vickers_two(shorter, longer, weekly_km) == pytest.approx(case["marathon_s"], abs=case["tol"])
    assert pace.vickers_two(longer, shorter, weekly_km) == pace.vickers_two(shorter, longer, weekly_km)


@cases("tanda")
def test_marathon_pace_from_training(case):
    s_per_km = pace.tanda(case["km_wk"], case["pace_s_km"])
    assert s_per_km == pytest.approx(case["marathon_pace_s_km"], abs=0.001)
    assert s_per_km * 42.195 == pytest.approx(case["marathon_s"], abs=case["tol"])


def test_vdot_there_and_back():
    assert pace.vdot(10, pace.vdot_time(10, 47.3)) == pytest.approx(47.3, abs=1e-6)


def test_the_coefficient_that_is_often_misprinted_is_not_ten_times_too_large():
    marathon_s = pace.vickers_one(Result(pace.HALF_KM, 5400), 40 * 1.609344)
    assert round(marathon_s) == 12024  # 3:20:24; with the misprint it would be 2:00:21


def test_two_results_over_one_distance_say_nothing():
    with pytest.raises(ValueError, match="same distance"):
        pace.vickers_two(Result(10, 2400), Result(10, 2500), 40)


RUNNER = Training(weekly_km=40 * 1.609344, results=(Result(pace.HALF_KM, 5400),))


def test_up_to_a_half_riegel_predicts():
    prediction = pace.predict(Training(results=(Result(10, 2400),)), pace.HALF_KM)
    assert (prediction.formula, round(prediction.time_s, 2)) == ("Riegel", 5295.37)


def test_the_marathon_is_predicted_by_vickers():
    prediction = pace.predict(RUNNER, pace.MARATHON_KM)
    assert (prediction.formula, round(prediction.time_s, 1)) == ("Vickers", 12024.3)


def test_a_marathon_already_run_predicts_itself():
    training = Training(weekly_km=50, results=(Result(pace.MARATHON_KM, 14400),))
    assert pace.predict(training, 42.2).time_s == 14400


@pytest.mark.parametrize(
    ("training", "to_km", "reason"),
    [
        (Training(results=(Result(5, 13801),)), 10.0, "between 3.5 and 230 minutes"),
        (Training(results=(Result(10, 6600),)), pace.HALF_KM, "between 3.5 and 230 minutes"),
        (RUNNER, 30.0, "No formula we use was checked"),
        (RUNNER, 56.0, "No formula we use was checked"),
        (Training(results=(Result(10, 2400),)), pace.MARATHON_KM, "needs your weekly distance"),
        (Training(weekly_km=40, results=(Result(50, 18000),)), pace.MARATHON_KM, "races of 5 km up to 40 km"),
        (Training(weekly_km=40, results=(Result(1, 200),)), pace.MARATHON_KM, "races of 5 km up to 40 km"),
        (Training(weekly_km=10, results=(Result(5, 3600),)), pace.MARATHON_KM, "six hours is where we stop"),
    ],
)
def test_outside_its_validity_a_formula_gives_no_number_and_says_why(training, to_km, reason):
    prediction = pace.predict(training, to_km)
    assert prediction.time_s is None
    assert reason in prediction.why


def test_without_a_result_there_is_no_prediction():
    assert pace.predict(Training(weekly_km=40), 10.0) is None


def test_the_boundary_of_riegel_is_230_minutes():
    assert pace.in_riegel_range(230 * 60)
    assert not pace.in_riegel_range(230 * 60 + 0.6)
    assert pace.in_riegel_range(3.5 * 60)
    assert not pace.in_riegel_range(3.5 * 60 - 0.1)


def test_training_paces_come_from_the_weaker_of_two_results():
    strong, weak = Result(5, 1200), Result(pace.HALF_KM, 7200)
    both = pace.training_paces(Training(results=(strong, weak)))
    assert both == pace.training_paces(Training(results=(weak,)))
    assert both != pace.training_paces(Training(results=(strong,)))


def test_training_paces_of_vdot_50():
    paces = pace.training_paces(Training(results=(Result(10, pace.vdot_time(10, 50)),)))
    assert paces.easy == Pace(293.5, 351.9)
    assert paces.interval == Pace(230.1, 239.9)


def test_without_a_result_only_the_easy_pace_is_known():
    assert pace.training_paces(Training(pace_s_per_km=360)) == pace.TrainingPaces(easy=Pace(360, 396.0))
    assert pace.training_paces(Training()) == pace.TrainingPaces()


def test_the_slowing_of_two_results_enters_as_a_power():
    """Two results with the same slowing as Riegel's 1.06 give the marathon by the published regression."""
    shorter = Result(10, 2400)
    longer = Result(20, 2400 * 2**1.06)
    exponent = 1.4510756 - 0.23797948 * 1.06 - 0.01410023 * 3
    expected = longer.time_s * (42.195 / 20) ** exponent
    assert log(longer.time_s / shorter.time_s, 2) == pytest.approx(1.06)
    assert pace.vickers_two(shorter, longer, 30 * 1.609344) == pytest.approx(expected)


def test_a_result_over_the_same_distance_stands_for_itself():
    prediction = pace.predict(Training(results=(Result(10, 2950),)), 10.0)
    assert (prediction.formula, prediction.time_s) == ("Your result", 2950)
