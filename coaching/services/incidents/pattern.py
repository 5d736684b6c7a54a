"""A runner's own pattern: counts of their cramps, where these began, and the weeks in which they came."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from coaching.models import Activity, Assessment, Athlete, CrampIncident
from coaching.rules import pattern
from coaching.rules.progression import WINDOW_DAYS
from coaching.rules.terms import Answers, Different, Helped, Muscle, Run, Side, Sport, Timing, Units
from coaching.services.stored import typed
from coaching.services.training.activities import RUN_OR_RACE
from coaching.services.weeks import week_of

WEEKS = 26
FEWEST_WEEKS = 8  # so that two weeks do not become two pillars


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the log: km of a runner, minutes of a cyclist, and its cramps."""

    starts_on: date
    ends_on: date
    amount: float
    cramps: int


@dataclass(frozen=True, slots=True)
class History:
    """The log as the rules count it, and in it the runs that were logged rather than stated."""

    log: pattern.Log
    logged: tuple[Run, ...]

    def amount(self, run: Run) -> float:
        return run.minutes if self.log.sport == Sport.CYCLING else run.km


@dataclass(frozen=True, slots=True)
class Pattern:
    """What the page of a pattern shows. Onsets in km of a run, or minutes of a ride."""

    counts: pattern.Counts
    sport: Sport
    units: Units
    onsets: tuple[float, ...]
    weeks: tuple[Week, ...]
    proof: str = pattern.NO_PROOF

    @property
    def enough(self) -> int:
        return pattern.ENOUGH

    @property
    def riding(self) -> bool:
        return self.sport == Sport.CYCLING


def of(athlete: Athlete, *, units: str, today: date) -> Pattern:
    """The pattern of all cramps, and the last 26 weeks. Four queries, however long the log."""
    first = today - timedelta(weeks=WEEKS - 1)
    incidents = CrampIncident.objects.filter(athlete=athlete)
    drawn = within(athlete, incidents, first=first, last=today, units=units)
    empty = next((i for i, week in enumerate(drawn.weeks) if week.amount or week.cramps), len(drawn.weeks))
    kept = drawn.weeks[min(empty, len(drawn.weeks) - FEWEST_WEEKS) :]
    return Pattern(drawn.counts, drawn.sport, drawn.units, drawn.onsets, kept if empty < len(drawn.weeks) else ())


def within(athlete: Athlete, incidents: Iterable[CrampIncident], *, first: date, last: date, units: str) -> Pattern:
    """The pattern of these cramps, and the weeks that touch the days from first to last."""
    cramps = [cramp_of(incident) for incident in incidents]
    history = history_of(athlete)
    log = history.log
    begun = (pattern.onset(cramp, log.sport) for cramp in cramps)
    return Pattern(
        counts=pattern.count(cramps, log, Units(units)),
        sport=log.sport,
        units=Units(units),
        onsets=tuple(sorted(onset for onset in begun if onset is not None)),
        weeks=tuple(_weeks(history, cramps, first, last, athlete.user.week_starts_on if athlete.user else 0)),
    )


def cramp_of(incident: CrampIncident) -> pattern.Cramp:
    """A row of the log as the rules count it."""
    return pattern.Cramp(
        on=incident.on,
        timing=Timing(incident.timing),
        onset_km=incident.onset_km,
        onset_minutes=incident.onset_minutes,
        side=Side(incident.side) if incident.side else None,
        muscles=frozenset(map(Muscle, incident.muscles)),
        severity=incident.severity,
        duration_s=incident.duration_s,
        different=frozenset(map(Different, incident.different)),
        helped=frozenset(map(Helped, incident.helped)),
    )


def history_of(athlete: Athlete) -> History:
    """What is known of the runs: those that were logged and, for the time before, what the assessments state."""
    submitted = Assessment.objects.filter(athlete=athlete).submitted().order_by("submitted_at")
    answers = [typed(Answers, row) for row in submitted.values_list("answers", flat=True)]
    session = Q(workout=None) | Q(workout__kind__in=RUN_OR_RACE)  # strength takes minutes too
    trained = Activity.objects.filter(session, athlete=athlete).trained().order_by("on")
    rows = list(trained.values_list("on", "sport", "distance_km", "minutes"))
    sport = answers[-1].sport if answers else Sport(rows[-1][1]) if rows else Sport.RUNNING
    logged = tuple(Run(on, km or 0.0, round(minutes or 0)) for on, kind, km, minutes in rows if kind == sport)
    stated = [(each.answered_on, _stated(each)) for each in answers if each.sport == sport]
    known = [run.on for run in logged] + [on - timedelta(days=WINDOW_DAYS) for on, run in stated if run]
    runs = (*logged, *(run for _, run in stated if run))
    log = pattern.Log(sport=sport, runs=runs, known_from=min(known, default=None))
    return History(log, logged)


def _stated(answers: Answers) -> Run | None:
    """The longest of the 30 days before an assessment; where its day was not told, as late as it can have been."""
    training = answers.training
    on = training.longest_on or answers.answered_on - timedelta(days=1)
    if training.longest_km is None and training.longest_minutes is None:
        return None
    return Run(on, km=training.longest_km or 0.0, minutes=training.longest_minutes or 0)


def _weeks(history: History, cramps: list[pattern.Cramp], first: date, last: date, starts: int) -> Iterable[Week]:
    done: dict[date, float] = defaultdict(float)
    for run in history.logged:
        done[week_of(run.on, starts)] += history.amount(run)
    came = Counter(week_of(cramp.on, starts) for cramp in cramps)
    day = week_of(first, starts)
    while day <= last:
        yield Week(day, day + timedelta(days=6), done[day], came[day])
        day += timedelta(weeks=1)
