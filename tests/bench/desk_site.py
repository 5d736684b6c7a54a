"""The database of the desk's bench, its coach, and how they ask."""

from time import perf_counter

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from coaching.services.desk import roster
from tests.bench.desk_seed import seed
from tests.builders import make_coach


def made():
    """The coach, and a sentence about what was seeded and how long the roster took to be added up."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    coach, today = make_coach("Bob"), roster.day_of(now())
    workouts, seeded_s = timed(lambda: seed(coach, today))
    athletes, refreshed_s = timed(lambda: roster.refresh(today=today, coach=coach))
    told = f"{athletes:,} athletes, {workouts:,} workouts on {connection.display_name}: seeded in {seeded_s:.0f} s"
    return coach, f"{told}; all lines of the roster added up in {refreshed_s:.1f} s"


def timed(step):
    start = perf_counter()
    return step(), perf_counter() - start


def visitor(coach):
    """A way to ask for a page as this coach; a page that is not there ends the bench."""
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(coach)

    def visit(path):
        answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} was answered with {answer.status_code}.")

    return visit


def queries(visit, path):
    with CaptureQueriesContext(connection) as asked:
        visit(path)
    return len(asked)
