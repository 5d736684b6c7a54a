"""The days of a plan's weeks, as a calendar shows them."""

from datetime import timedelta


def with_days(weeks):
    """The weeks, each with its seven days and what stands on them; days before the plan stay empty."""
    weeks = list(weeks)
    for week in weeks:
        first = week.ends_on - timedelta(days=6)
        dates = [first + timedelta(days=i) for i in range(7)]
        week.days = [{"date": on, "workouts": [w for w in week.workouts.all() if w.on == on]} for on in dates]
    return weeks
