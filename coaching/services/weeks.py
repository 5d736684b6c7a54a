"""To which week a day belongs."""

from datetime import date, timedelta


def week_of(on: date, starts: int = 0) -> date:
    """The first day of the week of a day; `starts` is its weekday, 0 for Monday to 6 for Sunday."""
    return on - timedelta(days=(on.weekday() - starts) % 7)
