"""What is measured. A new scenario is a function here and a line in SCENARIOS.

The function gets the bench, makes ready whatever it needs, and returns what is timed: a step, and
what has to be made ready before each step without being timed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import uuid4

from coaching import content
from coaching.content.demo import fatigue
from coaching.rules.assess import assess
from coaching.rules.planner import make_plan
from coaching.rules.terms import Goal
from tests.bench.servers import Visitor
from tests.walk import typed_by_a_runner

ARTICLE = "/library/why-cramps-happen/"


@dataclass(frozen=True)
class Bench:
    """The ports of the servers, and what one needs there."""

    site: int
    baseline: int
    bare: int
    password: str  # of the demo's people


@dataclass(frozen=True)
class Timed:
    step: Callable[[], object]
    ready: Callable[[], object] = lambda: None


@dataclass(frozen=True)
class Scenario:
    name: str
    start: Callable[[Bench], Timed]
    steps: int = 50  # in each round


def constant_view(bench):
    visitor = Visitor(bench.baseline)
    return Timed(lambda: visitor.get("/"))


def bare_function(bench):
    visitor = Visitor(bench.bare)
    return Timed(lambda: visitor.get(ARTICLE))


def article_page(bench):
    visitor = Visitor(bench.site)
    return Timed(lambda: visitor.get(ARTICLE))


def home_page(bench):
    visitor = Visitor(bench.site)
    return Timed(lambda: visitor.get("/"))


def plan_of_24_weeks(_bench):
    """In this process, no server: what the rules take alone."""
    today = date.today()  # noqa: DTZ011
    answers = replace(fatigue(today), goal=Goal(42.195, today + timedelta(weeks=24)))
    findings = assess(answers, starts_on=today + timedelta(days=1))
    advice = content.advice()
    return Timed(lambda: make_plan(answers, findings, advice, starts_on=today + timedelta(days=1)))


def submit_to_findings(bench):
    """The last press of the self-assessment, with its redirect, until the findings are there."""
    visitor = Visitor(bench.site)
    answer_all(visitor)

    def press():
        press.findings = visitor.post("/assessment/check/").headers["Location"]
        return visitor.get(press.findings)

    press()
    return Timed(press, ready=lambda: visitor.post(f"{press.findings}change/"))


def plan_page(bench):
    visitor = Visitor(bench.site)
    answer_all(visitor)
    findings = visitor.get(visitor.post("/assessment/check/").headers["Location"])
    plan = findings.text.split('href="/plan/')[1].split('"')[0]
    return Timed(lambda: visitor.get(f"/plan/{plan}"))


def todays_page(bench):
    """Looked at again: nothing has changed since the last time."""
    visitor = signed_in(bench)
    return Timed(lambda: visitor.get("/today/"))


def todays_page_anew(bench):
    """After a change: what was logged a moment ago is on it."""
    visitor = signed_in(bench)
    log = {"outcome": "done", "sport": "running", "quick": "8 in 45", "effort": "unknown", "feeling": "unknown"}
    log |= {"form": str(uuid4()), "on": date.today().isoformat()}  # noqa: DTZ011
    visitor.get("/log/")
    return Timed(lambda: visitor.get("/today/"), ready=lambda: visitor.post("/log/", **log))


def calendar(bench):
    visitor = signed_in(bench)
    return Timed(lambda: visitor.get("/calendar/"))


def signed_in(bench):
    visitor = Visitor(bench.site)
    visitor.get("/login/")
    visitor.post("/login/", login="fatigue@demo.example", password=bench.password)
    return visitor


def answer_all(visitor):
    visitor.get("/assessment/")
    visitor.post("/assessment/")
    for page, fields in typed_by_a_runner(date.today()).items():  # noqa: DTZ011
        visitor.post(f"/assessment/{page}/", **fields)


BARE = Scenario("bare WSGI function, same bytes", bare_function)

# The first is the machine's own measure, which the others are compared with.
SCENARIOS = [
    Scenario("constant Django view", constant_view),
    BARE,
    Scenario("article page, anonymous", article_page),
    Scenario("home page", home_page),
    Scenario("make_plan, 24 weeks", plan_of_24_weeks),
    Scenario("submit to findings page", submit_to_findings, steps=20),
    Scenario("plan page, 16 weeks", plan_page, steps=20),
    Scenario("today's page", todays_page),
    Scenario("today's page after a change", todays_page_anew, steps=20),
    Scenario("calendar", calendar, steps=20),
]
