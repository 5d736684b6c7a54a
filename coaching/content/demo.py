"""People to look around with: one for each thing the site can find. Described, not named."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from coaching.rules.terms import (
    AgeBand,
    Answers,
    Availability,
    Circumstance,
    CrampReport,
    Different,
    Feeling,
    Frequency,
    Goal,
    Habit,
    Habits,
    Health,
    History,
    Injury,
    Limited,
    Medicine,
    Muscle,
    OverlayKind,
    Person,
    Result,
    Sex,
    Sport,
    Timing,
    Training,
)

HALF, MARATHON = 21.0975, 42.195
CALF = frozenset({Muscle.CALF})
RUNNING = CrampReport(
    timings=frozenset({Timing.DURING}), muscles=CALF, duration_s=120, onset_km=16, frequency=Frequency.MONTHLY
)
IN_BED = CrampReport(
    timings=frozenset({Timing.IN_BED}), muscles=CALF, duration_s=180, frequency=Frequency.WEEKLY, disturbs_sleep=False
)


@dataclass(frozen=True)
class DemoCramp:
    """In a session: after this share of it, so bad, and what was different."""

    share: float
    severity: int
    different: frozenset[Different] = frozenset()


@dataclass(frozen=True)
class DemoSession:
    """A planned session as it went: what share of it was done, and how it felt."""

    share: float = 1.0
    effort: int = 4
    feeling: Feeling = Feeling.GOOD
    note: str = ""
    cramp: DemoCramp | None = None
    missed: bool = False


@dataclass(frozen=True)
class DemoPause:
    kind: OverlayKind
    session: int  # it began on the day of this one, counted from the last
    days: int
    note: str


@dataclass(frozen=True)
class DemoLife:
    """The weeks of a plan that began some time ago. Sessions come in their order, the last one is the last before today."""

    weeks: int
    sessions: tuple[DemoSession, ...] = ()  # those before them were done as planned
    limited: tuple[Limited, ...] = ()  # how far problems limited each week
    pause: DemoPause | None = None
    silent_days: int = 0  # so many days up to yesterday nothing was logged
    coach_says: str = ""  # of the next session
    athlete_says: str = ""  # of the last session; the coach has not answered
    nights: tuple[int, ...] = ()  # cramps a night, last night first


@dataclass(frozen=True)
class DemoAthlete:
    slug: str
    what: str
    answers: Callable[[date], Answers]
    life: DemoLife | None = None
    group: str = ""  # the coach's
    note: str = ""  # the coach's own, which the athlete never sees
    asks: bool = False  # for the coach, who has not answered


def fatigue(today: date) -> Answers:
    return Answers(
        today,
        cramp=RUNNING,
        training=Training(
            sessions_per_week=4,
            weekly_km=30,
            longest_km=14,
            longest_on=today - timedelta(days=8),
            pace_s_per_km=355,
            results=(Result(10, 3000),),
            years=4,
        ),
        goal=Goal(HALF, today + timedelta(days=16 * 7), 6480),
        availability=Availability(frozenset({1, 3, 5, 6})),
        person=Person(AgeBand.A41_49, Sex.MALE, 178, 74),
        history=History(True, None, frozenset({Circumstance.FASTER, Circumstance.FARTHER, Circumstance.FAST_START})),
        habits=Habits(Habit.SOMETIMES, Habit.NEVER, Habit.NEVER, Habit.OFTEN, Habit.OFTEN),
    )


def nocturnal(today: date) -> Answers:
    return Answers(
        today,
        cramp=IN_BED,
        training=Training(
            sessions_per_week=3, weekly_km=18, longest_km=8, longest_on=today - timedelta(days=4), years=12
        ),
        availability=Availability(frozenset({0, 2, 5}), 240),
        person=Person(AgeBand.A56, Sex.FEMALE, 165, 62),
        habits=Habits(Habit.NEVER, Habit.SOMETIMES, Habit.SOMETIMES, None, Habit.SOMETIMES),
    )


def symptomatic(today: date) -> Answers:
    return Answers(
        today,
        cramp=IN_BED,
        health=Health(medicines=frozenset({Medicine.DIURETIC, Medicine.NEW_OR_CHANGED})),
        training=Training(
            sessions_per_week=3, weekly_km=22, longest_km=10, longest_on=today - timedelta(days=6), years=8
        ),
        availability=Availability(frozenset({1, 3, 6})),
        person=Person(AgeBand.A50_55, Sex.FEMALE, 170, 70),
    )


def mixed(today: date) -> Answers:
    return Answers(
        today,
        cramp=CrampReport(
            timings=frozenset({Timing.IN_BED}), minutes_after_exercise=240, muscles=CALF, duration_s=90, frequency=Frequency.MONTHLY
        ),
        training=Training(
            sessions_per_week=4, weekly_km=36, longest_km=15, longest_on=today - timedelta(days=3), pace_s_per_km=330,
            results=(Result(5, 1410), Result(10, 2950)), years=6,
        ),
        goal=Goal(10.0, today + timedelta(days=10 * 7), 2850),
        availability=Availability(frozenset({0, 2, 4, 6})),
        person=Person(AgeBand.A18_40, Sex.MALE, 182, 78),
        history=History(injuries=frozenset({Injury.MUSCLE}), circumstances=frozenset({Circumstance.HARD_DAYS_BEFORE})),
        habits=Habits(Habit.OFTEN, Habit.OFTEN, Habit.SOMETIMES, Habit.SOMETIMES, Habit.NEVER),
    )  # fmt: skip


def cyclist(today: date) -> Answers:
    return Answers(
        today,
        sport=Sport.CYCLING,
        cramp=CrampReport(
            timings=frozenset({Timing.DURING}), muscles=frozenset({Muscle.QUADRICEPS, Muscle.CALF}), duration_s=60, frequency=Frequency.SELDOM
        ),
        training=Training(sessions_per_week=3, weekly_minutes=330, longest_minutes=160, longest_on=today - timedelta(days=7), years=10),
        goal=Goal(109.0, today + timedelta(days=15 * 7), 4.5 * 3600),
        availability=Availability(frozenset({2, 5, 6}), 540),
        person=Person(AgeBand.A41_49, Sex.MALE, 184, 81),
        history=History(True, True, frozenset({Circumstance.FARTHER, Circumstance.HILLS})),
    )  # fmt: skip


def unreachable(today: date) -> Answers:
    return Answers(
        today,
        cramp=RUNNING,
        training=Training(
            sessions_per_week=3, weekly_km=22, longest_km=10, longest_on=today - timedelta(days=10), pace_s_per_km=341.27,
            results=(Result(10, 3120),), years=2,
        ),
        goal=Goal(MARATHON, today + timedelta(days=10 * 7), 3 * 3600),
        availability=Availability(frozenset({1, 3, 6})),
        person=Person(AgeBand.A18_40, Sex.MALE, 180, 79),
        history=History(True, False, frozenset({Circumstance.FARTHER, Circumstance.FAST_START, Circumstance.LITTLE_PREPARATION})),
    )  # fmt: skip


def no_race(today: date) -> Answers:
    return Answers(
        today,
        cramp=CrampReport(timings=frozenset({Timing.DURING, Timing.AFTER}), minutes_after_exercise=60, muscles=CALF, duration_s=45),
        training=Training(sessions_per_week=2, weekly_km=9, longest_km=5, longest_on=today - timedelta(days=5), years=0.5),
        availability=Availability(frozenset({1, 4, 6}), 180),
        person=Person(AgeBand.A18_40, Sex.FEMALE, 168, 66),
        history=History(circumstances=frozenset({Circumstance.LITTLE_PREPARATION})),
    )  # fmt: skip


FOUR_WEEKS = DemoLife(
    weeks=4,
    sessions=(
        DemoSession(effort=3),
        DemoSession(effort=6, cramp=DemoCramp(0.9, 4, frozenset({Different.FARTHER}))),
        DemoSession(),
        DemoSession(effort=7, feeling=Feeling.HEAVY, cramp=DemoCramp(0.8, 5, frozenset({Different.FASTER}))),
        DemoSession(missed=True, note="Worked late."),
        DemoSession(effort=3, feeling=Feeling.FRESH),
        DemoSession(effort=6, cramp=DemoCramp(0.95, 3, frozenset({Different.FARTHER, Different.HILLS}))),
        DemoSession(),
        DemoSession(),
        DemoSession(),
        DemoSession(effort=5, cramp=DemoCramp(0.7, 4, frozenset({Different.POOR_SLEEP}))),
        DemoSession(missed=True),
        DemoSession(0.6, effort=7, feeling=Feeling.SORE, cramp=DemoCramp(0.6, 6), note="Turned back after the cramp."),
        DemoSession(0.9, effort=5, feeling=Feeling.HEAVY, cramp=DemoCramp(0.85, 5, frozenset({Different.FARTHER}))),
    ),
    limited=(Limited.NOT, Limited.CLEARLY, Limited.LITTLE),
    pause=DemoPause(OverlayKind.BELOW_PAR, 7, 3, "A cold coming on."),
    coach_says="Take the first two kilometres really slowly. Tell me how the calf feels at the end.",
    athlete_says="The calf pulled again near the end. Should I turn back earlier next time?",
)
TWO_WEEKS_OF_NIGHTS = DemoLife(
    weeks=3,
    limited=(Limited.NOT, Limited.LITTLE),
    nights=(0, 0, 1, 0, 0, 0, 1, 0, 2, 0, 1, 1, 0, 2),
)

FIVE_WEEKS = DemoLife(weeks=5, limited=(Limited.NOT, Limited.NOT, Limited.LITTLE, Limited.NOT))
GONE_QUIET = DemoLife(weeks=5, limited=(Limited.NOT,), silent_days=20)
RACES, EVENINGS = "Races ahead", "Calm evenings"

ATHLETES = (
    DemoAthlete(
        "fatigue",
        "cramps of fatigue, a half-marathon ahead; four weeks on, a changed plan waits",
        fatigue,
        FOUR_WEEKS,
        group=RACES,
        note="Starts too fast whenever somebody runs beside. Ask about shoes in December.",
    ),
    DemoAthlete(
        "nocturnal",
        "cramps at night, an open plan with the evening routine; a diary of nights",
        nocturnal,
        TWO_WEEKS_OF_NIGHTS,
        group=EVENINGS,
    ),
    DemoAthlete("symptomatic", "a new medicine: a care card and no plan", symptomatic, group=EVENINGS),
    DemoAthlete("mixed", "cramps of both kinds, a 10 km race ahead; asks the coach to look", mixed, asks=True),
    DemoAthlete(
        "cyclist", "a cyclist with an event ahead, who has logged nothing for weeks", cyclist, GONE_QUIET, group=RACES
    ),
    DemoAthlete(
        "unreachable",
        "a marathon in five weeks that cannot be reached by its date",
        unreachable,
        FIVE_WEEKS,
        group=RACES,
    ),
    DemoAthlete("no-race", "new to running, no race", no_race),
)
KEPT = "Demo: kept on paper"  # by the coach, without a log-in


# What the coach has written down to give: a session, and two calm weeks for whoever runs 30 km a week.
SESSION = {
    "sport": "running",
    "kind": "intervals",
    "title": "Six times two minutes",
    "distance_km": 8.0,
    "steps": ["Run 15 minutes easily", "Six times: 2 minutes brisk, 2 minutes easy", "Run 10 minutes easily"],
}
WEEKS = {
    "title": "Two calm weeks",
    "note": "After a race, or when the calf complained. Nothing hard, strength stays.",
    "sport": "running",
    "week_amount": 30,
}
DAYS = (
    ("easy", 1, "Easy run", 8.0, None),
    ("strength", 2, "Calf strength", None, 20),
    ("easy", 3, "Easy run", 8.0, None),
    ("strength", 5, "Calf strength", None, 20),
    ("long", 6, "Long, slow run", 12.0, None),
)  # of each of these weeks: kind, day (0 is Monday), title, km, minutes
