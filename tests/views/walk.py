"""What a runner and a cyclist post, page by page."""

from datetime import date

from django.urls import reverse

from tests.walk import typed_by_a_runner

START, CHECK = "/assessment/", "/assessment/check/"

RUNNER = typed_by_a_runner(date(2026, 11, 22))
CYCLIST = {slug: fields for slug, fields in RUNNER.items() if slug != "results"} | {
    "sport": {"sport": "cycling", "units": "imperial"},
    "training": {"sessions_per_week": "3", "weekly_minutes": "5:30", "longest_minutes": "2:40"},
    "goal": {"choice": "160.9344", "race_on": "2027-03-14"},
}


def url(slug):
    return reverse("coaching:assessment_step", args=[slug])


def next_of(pages, slug):
    """Where the answer to a page leads in a straight walk."""
    after = [*pages, None][[*pages].index(slug) + 1]
    return url(after) if after else CHECK


def answer(client, pages, until=None):
    """Post the pages in their order, up to and without `until`."""
    for slug, fields in pages.items():
        if slug == until:
            return
        assert client.post(url(slug), fields).status_code == 302


def submit(client, pages=None):
    """The whole assessment; the address of the findings."""
    answer(client, pages or RUNNER)
    return client.post(CHECK).headers["Location"]
