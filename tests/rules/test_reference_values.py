"""The reference values that no other file asks for."""

import json
from math import log
from pathlib import Path

import pytest

from coaching.rules.book import number
from coaching.rules.factors import FACTORS, bmi
from coaching.rules.frame import TAPERS

VALUES = json.loads((Path(__file__).parent / "reference_values.json").read_text())


def mean_cut(shares):
    """How much less than the peak the weeks of a taper have on average, in per cent."""
    return 100 * (1 - sum(shares) / len(shares))


@pytest.mark.parametrize("case", VALUES["bmi"], ids=str)
def test_body_mass_index(case):
    assert bmi(case["kg"], case["m"] * 100) == pytest.approx(case["bmi"], abs=0.001)


@pytest.mark.parametrize("case", VALUES["taper_mean_reduction_pct"], ids=str)
def test_mean_reduction_of_a_taper(case):
    assert mean_cut(case["fractions"]) == pytest.approx(case["reduction"])


@pytest.mark.parametrize("weeks", [2, 3])
def test_our_tapers_lie_within_r7(weeks):
    assert 100 * number("R7", "least") <= mean_cut(TAPERS[weeks]) <= 100 * number("R7", "most")


def test_weights_are_logarithms_of_published_ratios():
    assert {ratio: round(log(float(ratio)), 3) for ratio in VALUES["ln_pr"]} == VALUES["ln_pr"]
    known = set(VALUES["ln_pr"].values()) | {0.0, 0.10, 0.405, 0.856}  # no weight, direction only, 1.50, 2.35
    assert {factor.weight for factor in FACTORS} - known == set()
