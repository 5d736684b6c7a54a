"""The days of a plan's weeks, as a calendar shows them."""

from datetime import timedelta


def with_days(weeks):
    """The weeks, each with its days and what stands on them; `skipped` are the days of a first week before the plan."""
    weeks = list(weeks)
    for week in weeks:
        count = (week.ends_on - week.starts_on).days + 1
        dates = [week.starts_on + timedelta(days=i) for i in range(count)]
        week.skipped = range(7 - count)
        week.days = [{"date": on, "workouts": [w for w in week.workouts.all() if w.on == on]} for on in dates]
    return weeks
