"""What is measured. A new scenario is a function here and a line in SCENARIOS.

The function gets the bench, makes ready whatever it needs, and returns the step that is timed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tests.bench.servers import Visitor


@dataclass(frozen=True)
class Bench:
    """The ports of the two servers."""

    site: int
    baseline: int


@dataclass(frozen=True)
class Scenario:
    name: str
    start: Callable[[Bench], Callable[[], object]]
    steps: int = 50  # in each round


def constant_view(bench):
    visitor = Visitor(bench.baseline)
    return lambda: visitor.get("/")


def home_page(bench):
    visitor = Visitor(bench.site)
    return lambda: visitor.get("/")


# The first is the machine's own measure, which the others are compared with.
SCENARIOS = [
    Scenario("constant Django view", constant_view),
    Scenario("home page", home_page),
]
