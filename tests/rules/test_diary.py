"""The nights of a fortnight in counts; what was not written down is unknown, not quiet."""

from coaching.rules.diary import Night, count


def test_no_night_has_no_counts():
    assert count([], of=14) == ()


def test_a_night_without_a_word_about_the_rest():
    assert count([Night(0)], of=14) == ("1 of 14 nights written down.", "None with a cramp.")


def test_a_fortnight_is_counted_where_it_is_known():
    nights = [
        Night(2, woke=True, routine=True),
        Night(1, woke=False, routine=False),
        Night(1, woke=None, routine=None),
        Night(0, woke=True, routine=True),
    ]
    assert count(nights, of=14) == (
        "4 of 14 nights written down.",
        "3 of 4 nights with a cramp, 4 cramps in all.",
        "Woken up on 1 of 2 nights with a cramp where that is known.",
        "The evening routine was done on 2 of 3 nights where that is known.",
        "On the nights with a cramp it was done on 1 of 2 nights where that is known.",
    )
