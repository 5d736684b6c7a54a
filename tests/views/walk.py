"""What a runner and a cyclist post, page by page."""

from django.urls import reverse

START, CHECK = "/assessment/", "/assessment/check/"

RUNNER = {
    "safety": {"signs": "none"},
    "signs": {"signs": "none"},
    "sport": {"sport": "running", "units": "metric"},
    "where-and-when": {"timings": "during", "muscles": "calf"},
    "how-it-goes": {"frequency": "monthly", "twitching_only": "no", "duration_s": "2 min", "onset_km": "16"},
    "training": {
        "sessions_per_week": "4",
        "weekly_km": "30",
        "pace_s_per_km": "5:55",
        "longest_km": "14",
        "longest_on": "2026-11-14",
    },
    "results": {"distance_1": "10", "time_1": "50:00"},
    "goal": {"choice": "21.0975", "race_on": "2027-03-14", "target_s": "1:48:00"},
    "days": {"days": ["1", "3", "5", "6"]},
    "about-you": {"age": "41-49", "sex": "male", "height_cm": "178", "weight_kg": "74", "years": "4"},
    "health": {"conditions": "none", "medicines": "none"},
    "history": {"cramped_in_races": "yes", "circumstances": ["faster", "farther"], "injuries": "none"},
    "habits": {"stretching": "sometimes", "strength": "never"},
}
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
