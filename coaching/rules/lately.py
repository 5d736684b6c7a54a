"""The training of the last four weeks as the log knows it: what the next assessment starts from."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from .terms import Run, Sport, Training

DAYS, WEEKS = 28, 4
WINDOW_DAYS = 30  # the longest one counts for so long
LEAST = 0.01  # km: what is less than nothing at all is still not nothing


def lately(before: Training, sport: Sport, runs: Iterable[Run], *, today: date) -> Training:
    """The training answers anew from sessions with their km and minutes, 0 for unknown.

    What the log does not tell, such as years and pace, stays as it was answered before; without a session of the last 30
    days the amounts are unknown. Results are left out: they count for three months.
    """
    unknown = replace(
        before,
        sessions_per_week=None,
        weekly_km=None,
        weekly_minutes=None,
        longest_km=None,
        longest_minutes=None,
        longest_on=None,
        comfortable_km=None,
        comfortable_minutes=None,
        results=(),
    )
    within = [run for run in runs if 0 <= (today - run.on).days < WINDOW_DAYS]
    if not within:
        return unknown
    recent = [run for run in within if (today - run.on).days < DAYS]
    known = replace(unknown, sessions_per_week=max(1, round(len(recent) / WEEKS)) if recent else 0)
    return _riding(known, within, recent) if sport == Sport.CYCLING else _running(known, within, recent)


def _running(known: Training, within: list[Run], recent: list[Run]) -> Training:
    longest = max(within, key=lambda run: run.km)
    weekly = max(LEAST, round(sum(run.km for run in recent) / WEEKS, 2)) if recent else 0.0
    if not longest.km:
        return known
    return replace(known, weekly_km=weekly, longest_km=round(longest.km, 2), longest_on=longest.on)


def _riding(known: Training, within: list[Run], recent: list[Run]) -> Training:
    longest = max(within, key=lambda run: run.minutes)
    weekly = max(1, round(sum(run.minutes for run in recent) / WEEKS)) if recent else 0
    if not longest.minutes:
        return known
    return replace(known, weekly_minutes=weekly, longest_minutes=longest.minutes, longest_on=longest.on)
