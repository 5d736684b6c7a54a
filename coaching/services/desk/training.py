"""The last weeks of an athlete: what was planned and done, how hard it was, and the cramps, week by week."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coaching.models import Activity, Athlete, CrampIncident, Workout
from coaching.rules import roster
from coaching.rules.outline import UNKNOWN_PACE
from coaching.rules.progression import WINDOW_DAYS
from coaching.rules.terms import Outcome, Sport, Units
from coaching.services.adapting.lived import RIDE_PACE_S_PER_KM, run_of
from coaching.services.training.activities import RUN_OR_RACE, is_session
from coaching.services.weeks import week_of

WEEKS, FEWEST_WEEKS = 16, 12
LOG_DAYS = 14
MONTH_DAYS = 28
LONG = (
    "steps",
    "main",
    "before",
    "during",
    "after",
    "evening",
    "rules",
    "week__evening",
)  # JSON that nobody reads here
A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)
TRAINED = (Outcome.DONE, Outcome.PARTLY)


@dataclass(frozen=True, slots=True)
class Week:
    """One week: km of a runner, minutes of a cyclist; `effort` is the mean of what was logged, from 0 to 10."""

    starts_on: date
    ends_on: date
    planned: float
    done: float
    effort: float | None
    cramps: int


@dataclass(frozen=True, slots=True)
class Month:
    """The 28 days before today, as the roster counts them: km of a runner, minutes of a cyclist."""

    planned: float
    done: float


@dataclass(frozen=True, slots=True)
class Training:
    """Runs of a runner, or rides of a cyclist. `log` is everything of the last fourteen days, the newest first."""

    sport: Sport
    units: Units
    weeks: tuple[Week, ...]
    month: Month
    longest: Activity | None
    log: list[Activity]

    @property
    def riding(self) -> bool:
        return self.sport == Sport.CYCLING

    @property
    def has_begun(self) -> bool:
        return any(week.planned or week.done or week.cramps for week in self.weeks)


def gather(
    athlete: Athlete,
    cramps: Iterable[CrampIncident],
    *,
    sport: Sport,
    units: str,
    today: date,
    week_starts_on: int = 0,
    pace: float = UNKNOWN_PACE,
) -> Training:
    """The last sixteen weeks, this one with all it has planned. Two queries, however long the log.

    `pace` is the usual one in s per km, for runs of which only the time is known; they count as the roster counts them.
    """
    usual = RIDE_PACE_S_PER_KM if sport == Sport.CYCLING else pace
    first = week_of(today, week_starts_on) - (WEEKS - 1) * A_WEEK
    activities = list(
        Activity.objects.filter(athlete=athlete, on__range=(first, today))
        .select_related("workout__week")
        .defer(*(f"workout__{name}" for name in LONG))
        .order_by("-on", "-created_at")
    )
    sessions = [one for one in activities if is_session(one) and one.sport == sport and one.outcome in TRAINED]
    planned = _planned(athlete, sport, first, first + WEEKS * A_WEEK - A_DAY, usual)
    done = [(one, _counted(one, sport, usual)) for one in sessions]
    weeks = _weeks(first, planned, done, (cramp.on for cramp in cramps), week_starts_on)
    return Training(
        sport=sport,
        units=Units(units),
        weeks=_without_an_empty_start(weeks),
        month=_month(planned, done, today),
        longest=longest(sessions, today),
        log=[one for one in activities if one.on > today - LOG_DAYS * A_DAY],
    )


def amount(one: Activity, sport: Sport) -> float:
    """Minutes of a ride, else km; 0 where nobody said."""
    return float((one.minutes if sport == Sport.CYCLING else one.distance_km) or 0.0)


def _counted(one: Activity, sport: Sport, usual_s_per_km: float) -> float:
    return roster.amount(run_of(one, usual_s_per_km), sport)


def longest(sessions: Iterable[Activity], today: date) -> Activity | None:
    """The longest run or ride of the last 30 days, a race counted; None where none has an amount."""
    recent = [one for one in sessions if one.on > today - WINDOW_DAYS * A_DAY]
    found = max(recent, key=lambda one: amount(one, Sport(one.sport)), default=None)
    return found if found and amount(found, Sport(found.sport)) else None


def _planned(athlete: Athlete, sport: Sport, first: date, last: date, usual: float) -> list[tuple[date, float]]:
    """Day and amount of the runs or rides in force, races too."""
    wanted = Workout.objects.of(athlete).in_force().filter(on__range=(first, last), kind__in=RUN_OR_RACE)
    rows = wanted.filter(week__plan__sport=sport.value).values_list("on", "distance_km", "minutes")
    riding = sport == Sport.CYCLING
    return [(on, float(minutes if riding else km or minutes * 60 / usual)) for on, km, minutes in rows]


def _weeks(
    first: date,
    planned: list[tuple[date, float]],
    sessions: list[tuple[Activity, float]],
    cramps: Iterable[date],
    starts: int,
) -> list[Week]:
    asked: dict[date, float] = defaultdict(float)
    done: dict[date, float] = defaultdict(float)
    efforts: dict[date, list[int]] = defaultdict(list)
    for on, much in planned:
        asked[week_of(on, starts)] += much
    for one, much in sessions:
        done[week_of(one.on, starts)] += much
        if one.effort is not None:
            efforts[week_of(one.on, starts)].append(one.effort)
    came = Counter(week_of(on, starts) for on in cramps)
    days = [first + number * A_WEEK for number in range(WEEKS)]
    return [Week(day, day + 6 * A_DAY, asked[day], done[day], _mean(efforts[day]), came[day]) for day in days]


def _mean(efforts: list[int]) -> float | None:
    return sum(efforts) / len(efforts) if efforts else None


def _without_an_empty_start(weeks: list[Week]) -> tuple[Week, ...]:
    """Twelve weeks at least, and those before them from the first one on that holds anything."""
    begun = next((i for i, week in enumerate(weeks) if week.planned or week.done or week.cramps), len(weeks))
    return tuple(weeks[min(begun, len(weeks) - FEWEST_WEEKS) :])


def _month(planned: list[tuple[date, float]], sessions: list[tuple[Activity, float]], today: date) -> Month:
    first = today - MONTH_DAYS * A_DAY
    done = (much for one, much in sessions if first <= one.on < today)
    return Month(sum(much for on, much in planned if first <= on < today), sum(done))
