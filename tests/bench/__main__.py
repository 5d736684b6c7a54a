"""Runs every scenario, a little of each in turn, and prints a table. It measures and never judges."""

import os
import platform
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

import django

from tests.bench.scenarios import ARTICLE, BARE, SCENARIOS, Bench
from tests.bench.servers import noted_page, prepared_site, serving

ROUNDS = 10
WARM_UP = 5


def main():
    with (
        TemporaryDirectory(prefix="uncramp-bench-") as folder,
        serving("tests.bench.baseline") as baseline,
        serving("config.wsgi", **prepared_site(Path(folder, "var"))) as site,
        serving("tests.bench.bare", **noted_page(site, ARTICLE, Path(folder, "page.json"))) as bare,
    ):
        password = Path(folder, "var", "demo_password").read_text().strip()
        show(measure(Bench(site=site, baseline=baseline, bare=bare, password=password)))


def measure(bench):
    """Milliseconds of each step, by scenario. In rounds, so that a slow minute hits all alike."""
    steps = {scenario: scenario.start(bench) for scenario in SCENARIOS}
    took_ms = {scenario: [] for scenario in SCENARIOS}
    for timed in steps.values():
        for _ in range(WARM_UP):
            took(timed)
    for _ in range(ROUNDS):
        for scenario, timed in steps.items():
            took_ms[scenario] += [took(timed) for _ in range(scenario.steps)]
    return took_ms


def took(timed):
    timed.ready()
    start = perf_counter()
    timed.step()
    return (perf_counter() - start) * 1000


def show(took_ms):
    print(f"Python {platform.python_version()}, Django {django.__version__}, {os.cpu_count()} cores, one process")
    print(f"{'':32}{'times':>8}{'median ms':>12}{'p99 ms':>10}{'x baseline':>12}{'of bare req/s':>15}")
    medians = {scenario: median(times) for scenario, times in took_ms.items()}
    baseline = medians[SCENARIOS[0]]
    for scenario, times in took_ms.items():
        p99 = quantiles(times, n=100, method="inclusive")[98]
        took, of_bare = medians[scenario], medians[BARE] / medians[scenario]
        print(f"{scenario.name:32}{len(times):8}{took:12.2f}{p99:10.2f}{took / baseline:12.2f}{of_bare:15.2f}")


if __name__ == "__main__":
    main()
