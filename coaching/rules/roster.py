"""What one line of a coach's roster says, decided from rows that are at hand. Km for runners, minutes for cyclists."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from .outline import event_minutes
from .progression import longest_within
from .terms import Answers, Baseline, Care, Goal, Pattern, Run, Sport


def amount(run: Run, sport: Sport) -> float:
    """What counts of a session: its minutes for a cyclist, its km for a runner."""
    return run.minutes if sport == Sport.CYCLING else run.km


def done_since(runs: Iterable[Run], first: date, before: date, sport: Sport) -> float:
    """What was done from `first` up to the day before `before`."""
    return round(sum(amount(run, sport) for run in runs if first <= run.on < before), 1)


def longest_lately(runs: Iterable[Run], base: Baseline | None, sport: Sport, today: date) -> float | None:
    """The longest session of the last 30 days, today counted; without any, what the plan started from."""
    known = [*runs, *(base.runs if base else ())]
    found = longest_within([Run(run.on, amount(run, sport)) for run in known], today + timedelta(days=1))
    if found or base is None:
        return found
    start = base.start_minutes if sport == Sport.CYCLING else base.start_km
    return max((amount(run, sport) for run in base.runs), default=start) or None


def race_gap(sport: Sport, race_km: float | None, target_s: float | None, longest: float | None) -> float | None:
    """The race as a multiple of the longest session, 1.5 for half as long again; None where either is unknown (R1, R24)."""
    if not race_km or not longest:
        return None
    if sport == Sport.RUNNING:
        return round(race_km / longest, 2)
    event = event_minutes(Answers(date.min, sport, goal=Goal(race_km, target_s=target_s)))
    return round(event / longest, 2) if event else None


def strength_missed(weeks: Mapping[date, bool], excused: Iterable[date], monday: date) -> tuple[int, date | None]:
    """How many weeks in a row before that of `monday` went by without strength training, and the first of them.

    `weeks` are the weeks that planned any, by their Monday, and whether some was done; weeks without a plan for it, and
    those that were `excused`, are passed over.
    """
    passed_over, count, since = set(excused), 0, None
    for week in sorted((week for week in weeks if week < monday and week not in passed_over), reverse=True):
        if weeks[week]:
            break
        count, since = count + 1, week
    return count, since


def silent_since(
    last_log_on: date | None, starts_on: date | None, held: Iterable[tuple[date, date]], today: date
) -> date | None:
    """From which day on nothing was logged: the last log, else the first day of the plan.

    None where neither is known, and while one of the `held` spans (first and last day of illness, injury or holiday) goes
    on; once that is over, silence counts from its last day.
    """
    since = last_log_on or starts_on
    spans = [span for span in held if span[0] <= today]
    if since is None or any(last >= today for _, last in spans):
        return None
    return max(since, *(last for _, last in spans)) if spans else since


def asks_for_care(pattern: str | None, care: str | None, notes: Iterable[str] | None = ()) -> bool:
    """Whether answers fitted the symptomatic pattern, or said that somebody should look; `notes` do beside a plan (S9, S10)."""
    return pattern == Pattern.SYMPTOMATIC or care not in (None, Care.NONE.value) or bool(notes)
