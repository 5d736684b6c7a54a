from datetime import date

import pytest

from coaching.services.weeks import week_of
from tests.builders import TODAY


@pytest.mark.parametrize(
    ("starts", "expected"), [(0, date(2026, 11, 16)), (5, date(2026, 11, 21)), (6, date(2026, 11, 22))]
)
def test_a_week_begins_on_the_day_that_was_chosen(starts, expected):
    assert week_of(TODAY, starts) == expected
