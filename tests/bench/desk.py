"""The coaches' desk with 10,000 athletes and two million workouts on one coach, on SQLite: what the morning costs.

It seeds a database of its own in a temporary folder, which takes about a minute and 700 MB, and asks in this process,
without a network. It measures and never judges; the goal is a p99 below 200 ms.
"""

import os
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import django

PAGES = {
    "home": "/coach/",
    "roster, sorted by 28 days": "/coach/?sort=-month",
    "roster, filtered": "/coach/?group=3&sport=running&sort=race",
    "roster, searched": "/coach/?q=farah+0",
    "roster, who needs attention": "/coach/?needs=on&sort=log",
    "roster, page 190": "/coach/?page=190",
}
TIMES, WARM_UP = 100, 3


def main():
    with TemporaryDirectory(prefix="uncramp-desk-") as folder:
        os.environ |= {"UNCRAMP_MODE": "local", "UNCRAMP_VAR": folder, "DJANGO_SETTINGS_MODULE": "config.settings"}
        os.environ.pop("DATABASE_URL", None)
        Path(folder, "static").mkdir()
        django.setup()
        measure()


def measure():
    from tests.bench import desk_site  # noqa: PLC0415 once the environment names the database

    coach, told = desk_site.made()
    print(told)
    print(f"{'':32}{'times':>8}{'median ms':>12}{'p99 ms':>10}{'CPU ms':>10}{'queries':>10}")
    visit = desk_site.visitor(coach)
    for name, path in PAGES.items():
        times, of_cpu = zip(*[took(visit, path) for _ in range(WARM_UP + TIMES)][WARM_UP:], strict=True)
        p99, asked = quantiles(times, n=100, method="inclusive")[98], desk_site.queries(visit, path)
        print(f"{name:32}{TIMES:8}{median(times):12.2f}{p99:10.2f}{median(of_cpu):10.2f}{asked:10}")


def took(visit, path):
    """In ms: by the clock, and of the processor alone, which a busy machine does not move."""
    start, busy = perf_counter(), process_time()
    visit(path)
    return (perf_counter() - start) * 1000, (process_time() - busy) * 1000


if __name__ == "__main__":
    main()
