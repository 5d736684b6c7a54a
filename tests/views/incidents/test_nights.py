"""The page of the night diary: any night or none, in the runner's own days."""

import re
from datetime import time, timedelta

import pytest
from django.urls import reverse

from coaching.models import Night
from tests.builders import TODAY, make_runner
from tests.cramps import make_cramp, make_night
from tests.test_weight import MOST, weight

pytestmark = pytest.mark.django_db
LAST_NIGHT = TODAY - timedelta(days=1)
URL = "/cramps/nights/"


@pytest.fixture
def alice(client):
    athlete = make_runner()
    client.force_login(athlete.user)
    return athlete


def sent_by(page):
    """What a browser would send of this page: each field, each with the hidden twin that says what it was."""
    fields = re.findall(r"<input[^>]*?>|<select.*?</select>", page, re.DOTALL)
    named = {re.search(r'name="(.*?)"', field)[1]: field for field in fields if "name=" in field}
    return {name: value_of(field) for name, field in named.items() if name != "csrfmiddlewaretoken"}


def value_of(field):
    if field.startswith("<select"):
        field = re.search(r"<option[^>]*selected[^>]*>", field)[0]
    value = re.search(r'value="(.*?)"', field)
    return value[1] if value else ""


def of(back, **words):
    return {f"night-{TODAY - timedelta(days=back):%Y-%m-%d}-{name}": value for name, value in words.items()}


def rows():
    return list(Night.objects.order_by("on").values_list("on", "cramps", "woke", "routine", "note"))


def test_an_untouched_page_saves_nothing(client, alice):
    page = client.get(URL).text
    answer = client.post(URL, sent_by(page), follow=True)
    assert (rows(), "Nothing was changed" in answer.text) == ([], True)


def test_any_of_the_fourteen_nights_can_be_written_and_the_others_stay_unknown(client, alice):
    sent = sent_by(client.get(URL).text)
    answer = client.post(URL, sent | of(1, cramps="2", woke="yes", note="Hot.") | of(14, cramps="0", routine="no"))
    assert (answer.status_code, answer.headers["Location"]) == (302, URL)
    assert rows() == [
        (TODAY - timedelta(days=14), 0, None, False, ""),
        (LAST_NIGHT, 2, True, None, "Hot."),
    ]


def test_what_was_saved_stands_in_the_form_again(client, alice):
    make_night(alice, cramps=2, woke=False, routine=True, note="Hot & long")
    sent = sent_by(client.get(URL).text)
    stored = of(1, cramps="2", woke="no", routine="yes", note="Hot &amp; long")
    assert {name: sent[name] for name in stored} == stored


def test_a_double_press_and_back_give_one_row_and_no_error(client, alice):
    sent = sent_by(client.get(URL).text) | of(1, cramps="2")
    assert [client.post(URL, sent).status_code for _ in range(2)] == [302, 302]
    assert rows() == [(LAST_NIGHT, 2, None, None, "")]


def test_two_tabs_each_keep_what_they_changed(client, alice):
    make_night(alice, cramps=1)
    one = other = sent_by(client.get(URL).text)
    client.post(URL, one | of(1, note="From one tab"))
    client.post(URL, other | of(1, cramps="3") | of(2, cramps="0"))
    assert rows() == [
        (TODAY - timedelta(days=2), 0, None, None, ""),
        (LAST_NIGHT, 3, None, None, "From one tab"),
    ]


def test_three_or_more_is_three(client, alice):
    client.post(URL, of(1, cramps="3+"))
    assert rows() == [(LAST_NIGHT, 3, None, None, "")]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ({"cramps": "many"}, "Write how many cramps, such as 2; write 0 for none."),
        ({"cramps": "-1"}, "Write how many cramps, such as 2; write 0 for none."),
        ({"cramps": "٣"}, "Write how many cramps, such as 2; write 0 for none."),
        ({"cramps": "1e9"}, "Write how many cramps, such as 2; write 0 for none."),
        ({"cramps": "51"}, "It can be 50 at most."),
        ({"cramps": "", "woke": "yes"}, "Write how many cramps, too, or 0 for none; or leave the whole night empty."),
        ({"cramps": "1", "note": "x" * 201}, "Make it shorter: 200 characters fit, and it has 201."),
        ({"cramps": "1", "woke": "perhaps"}, "Select a valid choice."),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_lost(client, alice, words, sentence):
    answer = client.post(URL, of(1, cramps="2") | of(3, **words) | of(5, cramps="0", note="Kept as typed"))
    assert (answer.status_code, rows()) == (200, [])
    assert sentence in answer.text
    assert 'value="Kept as typed"' in answer.text
    assert '<details class="night" open>' in answer.text


def test_a_page_sent_after_midnight_still_counts(client, alice, today):
    sent = sent_by(client.get(URL).text) | of(14, cramps="1")
    today.shift(timedelta(hours=13))
    assert client.post(URL, sent).status_code == 302
    assert rows() == [(TODAY - timedelta(days=14), 1, None, None, "")]


def test_nights_to_come_and_of_long_ago_are_passed_over(client, alice):
    client.post(URL, of(-1, cramps="1") | of(40, cramps="1"))
    assert rows() == []


def test_the_last_night_is_that_of_the_runners_own_day(client, alice):
    alice.user.time_zone = "Pacific/Auckland"  # 23 November there
    alice.user.save()
    page = client.get(URL).text
    assert f'name="night-{TODAY:%Y-%m-%d}-cramps"' in page


def test_the_fortnight_is_counted(client, alice):
    make_night(alice, back=1, cramps=2, routine=True)
    make_night(alice, back=2, cramps=0, routine=True)
    make_night(alice, back=15, cramps=9)
    page = client.get(URL).text
    counts = re.search(r'<ul class="counts">(.*?)</ul>', page)[1]
    assert re.findall("<li>(.*?)</li>", counts) == [
        "2 of 14 nights written down.",
        "1 of 2 nights with a cramp, 2 cramps in all.",
        "The evening routine was done on 2 of 2 nights where that is known.",
        "On the nights with a cramp it was done on 1 of 1 night where that is known.",
    ]


def test_a_cramp_logged_in_bed_stands_beside_its_night(client, alice):
    cramp = make_cramp(alice, back=1, at=time(3, 20), timing="in_bed")
    page = client.get(URL).text
    night = next(part for part in page.split("<fieldset>") if f"night-{TODAY - timedelta(days=2)}" in part)
    assert f'<a href="/cramps/{cramp.pk}/">Logged in bed at 03:20</a>' in night
    assert page.count("Logged in bed") == 1


@pytest.mark.parametrize("number", [1, 3, 14])
def test_the_diary_takes_the_same_queries_however_much_is_in_it(client, alice, number, django_assert_num_queries):
    for back in range(1, number + 1):
        make_night(alice, back=back, cramps=1)
        make_cramp(alice, back=back, timing="in_bed")
    with django_assert_num_queries(6):
        client.get(URL)


def test_a_full_diary_is_light(client, alice):
    for back in range(1, 15):
        make_night(alice, back=back, cramps=2, woke=True, routine=False, note=f"Night {back}, as long as it took.")
        make_cramp(alice, back=back, timing="in_bed")
    assert weight(client, reverse("coaching:nights")) < MOST
