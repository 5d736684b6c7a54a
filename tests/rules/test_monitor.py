import json
from pathlib import Path

import pytest

from coaching.rules import monitor

VALUES = json.loads((Path(__file__).parent / "reference_values.json").read_text())
LOAD = VALUES["load"]


def test_load_is_minutes_times_effort():
    assert monitor.session_load(LOAD["srpe"]["min"], LOAD["srpe"]["rpe"]) == LOAD["srpe"]["load"]


def test_monotony_and_strain_of_a_week():
    assert sum(LOAD["week"]) == LOAD["sum"]
    assert monitor.monotony(LOAD["week"]) == pytest.approx(LOAD["monotony_pop_sd"], abs=1e-4)
    assert monitor.strain(LOAD["week"]) == pytest.approx(LOAD["strain_pop"], abs=0.1)


@pytest.mark.parametrize("week", [[0] * 7, [300] * 7])
def test_where_all_days_are_alike_monotony_is_not_defined(week):
    assert (monitor.monotony(week), monitor.strain(week)) == (None, None)


@pytest.mark.parametrize("case", VALUES["ostrc_h2"], ids=str)
def test_health_problems_are_scored(case):
    assert monitor.ostrc(case["answers"]) == (case["severity"], case["substantial"])


def test_a_substantial_problem_is_one_in_modified_training_or_performance():
    assert monitor.ostrc([2, 3, 1, 1]) == (25, True)
    assert monitor.ostrc([2, 1, 3, 1]) == (25, True)
    assert monitor.ostrc([2, 2, 2, 4]) == (49, False)


@pytest.mark.parametrize("answers", [[], [0], [5, 1, 1, 1], [2, 2, 2]])
def test_answers_that_are_no_answers_are_refused(answers):
    with pytest.raises(ValueError, match=r"answers are needed|one of four options"):
        monitor.ostrc(answers)
