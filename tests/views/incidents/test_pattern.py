"""A runner's own pattern as their page shows it: sentences, drawings, and the same numbers as tables."""

import re

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from coaching.services.incidents import pattern
from coaching.templatetags import cramp_charts
from tests.builders import TODAY, make_athlete, make_runner, make_user
from tests.cramps import make_cramp, make_run
from tests.test_weight import MOST, weight

pytestmark = pytest.mark.django_db


def shown(athlete, units="metric"):
    context = {"pattern": pattern.of(athlete, units=units, today=TODAY)}
    return render_to_string("incidents/_pattern.html", context)


def cells(page, caption):
    """The rows of the table in the drawing with this caption."""
    drawing = next(part for part in page.split("<figure")[1:] if caption in part)
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", drawing)
    return [(head, *re.findall(r"<td>(.*?)</td>", rest)) for head, rest in rows]


def test_below_five_it_says_how_many_are_missing():
    athlete = make_runner()
    for _ in range(3):
        make_cramp(athlete)
    page = shown(athlete)
    assert "Patterns show from 5 cramps on; you have logged 3. 2 more are needed." in page
    assert "Of 3 cramps" not in page


def test_from_five_on_it_counts_and_says_that_this_proves_nothing():
    athlete = make_runner()
    for _ in range(5):
        make_cramp(athlete)
    page = shown(athlete)
    assert "<li>Of 5 cramps, 5 came during exercise.</li>" in page
    assert "This is counting, not proof." in page


def test_the_strip_has_one_mark_for_each_cramp_and_a_table():
    athlete = make_runner()
    for km in (12.2, 12.8, 16):
        make_cramp(athlete, onset_km=km)
    make_cramp(athlete, timing="in_bed")
    page = shown(athlete)
    assert page.split("strip-text")[2].split("</svg>")[0].count("<circle") == 3
    assert cells(page, "Where the cramps began, in km of a run") == [("12 km to 13 km", "2"), ("16 km to 17 km", "1")]


def test_the_strip_is_in_miles_for_whoever_reads_miles():
    athlete = make_runner()
    make_cramp(athlete, onset_km=16.1)
    assert cells(shown(athlete, "imperial"), "in miles of a run") == [("10 miles to 11 miles", "1")]


def test_the_strip_of_a_cyclist_is_in_minutes():
    athlete = make_athlete("Alice", user=make_user("Alice"))
    make_run(athlete, sport="cycling", km=None, minutes=90)
    make_cramp(athlete, onset_minutes=75)
    page = shown(athlete)
    assert cells(page, "Where the cramps began, in minutes of a ride") == [("1 h 10 min to 1 h 20 min", "1")]
    assert cells(page, "riding time")[0] == ("16–22 Nov", "1 h 30 min", "1")


def test_the_weeks_have_bars_marks_with_numbers_and_a_table():
    athlete = make_runner()
    make_run(athlete, back=2, km=12)
    make_run(athlete, back=1, km=8.5)
    for _ in range(2):
        make_cramp(athlete, back=1)
    make_cramp(athlete, back=8)
    page = shown(athlete)
    assert cells(page, "Cramps over the distance")[:3] == [
        ("16–22 Nov", "20.5 km", "2"),
        ("9–15 Nov", "0 km", "1"),
        ("2–8 Nov", "0 km", "0"),
    ]
    drawing = page.split("weeks-text")[2].split("</svg>")[0]
    assert (drawing.count("<rect"), re.findall(r'class="number"[^>]*>(\d+)', drawing)) == (1, ["1", "2"])


@pytest.mark.parametrize("number", [1, 40, 200])
def test_marks_at_one_place_stand_on_each_other_inside_the_drawing(number):
    line, marks = cramp_charts.stacked([400] * number)
    heights = [mark["y"] for mark in marks]
    assert heights == sorted(heights, reverse=True)
    assert line > max(heights) + cramp_charts.RADIUS
    assert min(heights) >= cramp_charts.RADIUS


def test_nothing_in_it_asks_for_an_inline_style():
    athlete = make_runner()
    make_cramp(athlete, onset_km=12)
    assert "style=" not in shown(athlete)


def test_the_page_of_the_log_shows_it_and_stays_light_with_two_hundred_cramps(client):
    athlete = make_runner()
    for back in range(200):
        make_cramp(athlete, back=back, onset_km=back / 10, side="left", muscles=["calf"], severity=back % 11)
        make_run(athlete, back=back, km=back / 8)
    client.force_login(athlete.user)
    assert '<h2 id="pattern">Your pattern</h2>' in client.get(reverse("coaching:cramps")).text
    assert weight(client, reverse("coaching:cramps")) < MOST
