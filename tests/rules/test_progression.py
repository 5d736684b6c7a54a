import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from coaching.rules import progression
from coaching.rules.terms import Run, Tier

VALUES = json.loads((Path(__file__).parent / "reference_values.json").read_text())
TODAY = date(2026, 11, 22)


def cases(name):
    return pytest.mark.parametrize("case", VALUES[name], ids=str)


def run(days_ago, km):
    return Run(TODAY - timedelta(days=days_ago), km)


@cases("session_cap")
def test_the_next_run_is_capped_and_rounded_down(case):
    assert progression.cap(case["longest_30d_km"]) == case["cap_km"]


@cases("session_tier")
def test_a_run_falls_in_its_tier(case):
    assert progression.tier(case["longest_30d_km"], case["run_km"]) == Tier(case["tier"])


@cases("race_needs_longest_km")
def test_what_a_race_needs_is_rounded_up(case):
    assert progression.longest_needed(case["race_km"]) == case["min_longest_km"]


@cases("weeks_to_build_at_1_10")
def test_steps_of_a_tenth(case):
    assert progression.steps_to(case["from"], case["to"]) == case["steps"]


def test_the_window_is_thirty_calendar_days_and_leaves_today_out():
    assert progression.longest_within([run(0, 30), run(1, 8), run(30, 12), run(31, 20)], TODAY) == 12
    assert progression.longest_within([run(0, 30), run(31, 20)], TODAY) is None


def test_a_run_of_no_distance_is_no_run():
    assert progression.longest_within([run(3, 0)], TODAY) is None


@pytest.mark.parametrize(
    ("previous", "warn", "refuse"), [(20, 24, 26), (10, 12, 13), (9.9, 12, 13), (0, 12, 13), (50, 60, 65)]
)
def test_a_week_is_warned_about_and_refused(previous, warn, refuse):
    assert progression.week_warn(previous) == pytest.approx(warn)
    assert progression.week_refuse(previous) == pytest.approx(refuse)


@pytest.mark.parametrize(
    ("value", "step", "down"),
    [(11.000000000000002, 0.1, 11.0), (10.99, 0.1, 10.9), (7.4, 0.5, 7.0), (7.5, 0.5, 7.5), (62, 5, 60)],
)
def test_rounding_is_down_and_forgives_floating_point(value, step, down):
    assert progression.round_down(value, step) == down
