"""From a day and an amount to a workout: kind, title, purpose, effort in words, steps, pace, advice, rules."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from . import say
from .outline import Extras
from .pace import TrainingPaces, is_marathon
from .shelf import MAIN, Shelf
from .terms import Pace, Phase, Slot, Sport, Units, Workout, WorkoutKind

WARM_UP, COOL_DOWN = 10, 5  # minutes, D11
INTERVALS = ((6, 1, 2), (8, 1, 2), (5, 2, 2), (6, 2, 2), (4, 3, 2), (5, 3, 2), (4, 4, 3), (5, 4, 3))  # D11
FEWEST_REPEATS = 3
RACE_PACE_MINUTES = ((5.0, 2), (10.0, 4), (21.2, 8), (1000.0, 12))  # D11 repeat length by race distance
SLOWER_EDGE = 1.03  # race-pace practice: never faster than the results back, up to 3 % slower

EFFORTS = {
    WorkoutKind.EASY: "Easy: you can talk in whole sentences, 2 to 3 out of 10.",
    WorkoutKind.LONG: "Easy all the way: you can talk in whole sentences, 3 to 4 out of 10.",
    WorkoutKind.INTERVALS: "Hard but held back in the fast parts, 7 to 8 out of 10; really easy in between.",
    WorkoutKind.GOAL_PACE: "Comfortably hard, 5 to 7 out of 10: the pace your results back today, not the one you dream of.",
    WorkoutKind.STRENGTH: "Slow and controlled; stop two repeats before you no longer could.",
    WorkoutKind.MASSAGE: "Light to firm pressure that feels good.",
    WorkoutKind.REST: "Nothing at all.",
    WorkoutKind.RACE: "Hold back in the first half; what is left belongs to the second.",
}
PURPOSES = {
    WorkoutKind.EASY: "Adds distance your calves get used to without tiring them.",
    WorkoutKind.LONG: "Moves the distance your calves know a little farther out.",
    WorkoutKind.INTERVALS: "Gets your calves used to pace in small portions, with rest in between.",
    WorkoutKind.GOAL_PACE: "Practises the pace of the day, so that it is not new to your calves when it counts.",
    WorkoutKind.STRENGTH: "Stronger calves and legs tire later; that this keeps cramps away is a hope, not shown.",
    WorkoutKind.MASSAGE: "Comfort for tired legs; it does not prevent cramps.",
    WorkoutKind.REST: "Come to the start with fresh legs.",
    WorkoutKind.RACE: "The day you prepared for.",
}
GENTLER = {
    Phase.CUT_BACK: "A lighter week: your legs take in what they learned.",
    Phase.TAPER: "Less of it, so that you come fresh to the start.",
    Phase.RACE: "Just enough to keep your legs awake before the race.",
    Phase.RECOVERY: "Only to loosen up after the race.",
}
LONG_RACE_EFFORT = "Steady, 4 to 6 out of 10: what your results back for the whole distance. It may feel easy at first."
BY_FEEL = "Steady to comfortably hard, 4 to 7 out of 10: an effort you could hold for the whole race."
RIDE_EFFORT = "Comfortably hard, 5 to 7 out of 10: an effort you could hold for the whole event."
RIDE_PURPOSES = {
    WorkoutKind.EASY: "Adds time your legs get used to without tiring them.",
    WorkoutKind.LONG: "Moves the time your legs know a little farther out.",
    WorkoutKind.INTERVALS: "Gets calves and thighs used to effort in small portions, with rest in between.",
    WorkoutKind.GOAL_PACE: "Practises the effort of the day, so that it is not new to your legs when it counts.",
    WorkoutKind.STRENGTH: "Stronger calves and thighs tire later; that this keeps cramps away is a hope, not shown.",
}
TITLES = {
    WorkoutKind.EASY: ("Easy run", "Easy ride"),
    WorkoutKind.LONG: ("Long run", "Long ride"),
    WorkoutKind.INTERVALS: ("Intervals", "Intervals"),
    WorkoutKind.GOAL_PACE: ("Race-pace practice", "Event-effort practice"),
    WorkoutKind.STRENGTH: ("Strength", "Strength"),
    WorkoutKind.MASSAGE: ("Massage, if it feels good", "Massage, if it feels good"),
    WorkoutKind.REST: ("Rest", "Rest"),
    WorkoutKind.RACE: ("Race", "Event"),
}
RULES = {
    (WorkoutKind.EASY, True): ("R1", "R2", "R5"),
    (WorkoutKind.LONG, True): ("R1", "R2", "R6"),
    (WorkoutKind.INTERVALS, True): ("R1", "R2", "R5", "R23"),
    (WorkoutKind.GOAL_PACE, True): ("R1", "R2", "R5", "R9", "R23"),
    (WorkoutKind.EASY, False): ("R24", "D6", "R5"),
    (WorkoutKind.LONG, False): ("R24", "D6"),
    (WorkoutKind.INTERVALS, False): ("R24", "D6", "R5", "R23"),
    (WorkoutKind.GOAL_PACE, False): ("R24", "D6", "R5", "R23"),
}
PHASE_RULES = {Phase.CUT_BACK: ("R8", "D3"), Phase.TAPER: ("R7",), Phase.RACE: ("R7", "R26"), Phase.RECOVERY: ("D9",)}

HEEL_RAISES = (
    "Heel raises on both feet, straight knees: 2 times 12",
    "Heel raises on both feet: 3 times 15, half of them with bent knees",
    "Heel raises on one foot, hand on the wall: 3 times 8 each side",
    "Heel raises on one foot from a step: 3 times 10 each side, three seconds on the way down",
    "Heel raises on one foot with a loaded backpack: 3 times 10 each side",
)
LEGS = ("Squats or getting up from a chair: 3 times 10", "Bridges lying on your back: 3 times 10")
LEGS_LATER = ("Step-ups: 3 times 8 each side", "Bridges on one leg: 3 times 8 each side")
CYCLIST_LEGS = ("Split squats for the front of the thigh: 3 times 8 each side",)
WEEKS_PER_LEVEL = 2


def purpose_of(kind: WorkoutKind, *, running: bool) -> str:
    """What a workout of this kind is for, in the words of a plan."""
    return PURPOSES[kind] if running else RIDE_PURPOSES.get(kind, PURPOSES[kind])


def effort_of(kind: WorkoutKind, *, running: bool) -> str:
    """How hard it is, in the words of a plan."""
    return RIDE_EFFORT if kind == WorkoutKind.GOAL_PACE and not running else EFFORTS[kind]


@dataclass(frozen=True, slots=True)
class Person:
    """What dressing a workout needs to know of the runner or cyclist."""

    sport: Sport
    units: Units
    paces: TrainingPaces
    race_pace_s_per_km: float | None
    race_km: float | None
    budget_pace_s_per_km: float
    first_level: int  # of the heel raises: those who do strength already start one higher

    @property
    def running(self) -> bool:
        return self.sport == Sport.RUNNING


class Dresser:
    """Makes workouts; counts the intervals given so far, which is how they progress."""

    def __init__(self, person: Person, shelf: Shelf, extras: Extras) -> None:
        self.person, self.shelf, self.extras = person, shelf, extras
        self.intervals_given = 0

    def session(self, on: date, kind: WorkoutKind, amount: float, phase: Phase) -> Workout:
        """A run of `amount` km or a ride of `amount` minutes."""
        minutes = self.minutes_of(amount)
        steps, pace = self._steps(kind, minutes, phase)
        if not steps and kind in (WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE):
            return self.session(on, WorkoutKind.EASY, amount, phase)
        gentle = phase in GENTLER and kind in (WorkoutKind.EASY, WorkoutKind.LONG)
        purpose = GENTLER[phase] if gentle else self._purpose(kind)
        return self._workout(
            on, kind, purpose, minutes, amount if self.person.running else None, pace, steps, self._rules(kind, phase)
        )

    def minutes_of(self, amount: float) -> int:
        if not self.person.running:
            return round(amount)
        return ceil(amount * self.person.budget_pace_s_per_km / 60 - 1e-9)

    def strength(self, on: date, week_of_strength: int) -> Workout:
        level = min(self.person.first_level + week_of_strength // WEEKS_PER_LEVEL, len(HEEL_RAISES) - 1)
        legs = LEGS if level < 2 else LEGS_LATER
        steps = (HEEL_RAISES[level], *legs, *(() if self.person.running else CYCLIST_LEGS))
        main = self._strength_advice(level)
        return self._workout(
            on, WorkoutKind.STRENGTH, self._purpose(WorkoutKind.STRENGTH), self.extras.strength_minutes,
            None, None, steps, ("R15" if self.person.running else "R24", "D8"), main,
        )  # fmt: skip

    def massage(self, on: date) -> Workout:
        kind = WorkoutKind.MASSAGE
        return self._workout(on, kind, PURPOSES[kind], self.extras.massage_minutes, None, None, (), ("R20",))

    def rest(self, on: date) -> Workout:
        return self._workout(
            on,
            WorkoutKind.REST,
            PURPOSES[WorkoutKind.REST],
            0,
            None,
            None,
            (),
            ("R26" if self.person.running else "R24",),
        )

    def race(self, on: date, distance_km: float | None, time_s: float | None) -> Workout:
        minutes = ceil(time_s / 60) if time_s else self.minutes_of(distance_km or 0.0) if self.person.running else 0
        rules = ("R1", "R1b", "R10", "R16") if self.person.running else ("R24", "R16")
        kind = WorkoutKind.RACE
        return self._workout(on, kind, PURPOSES[kind], minutes, distance_km, None, (), rules)

    def _workout(
        self,
        on: date,
        kind: WorkoutKind,
        purpose: str,
        minutes: int,
        km: float | None,
        pace: Pace | None,
        steps: tuple[str, ...],
        rules: tuple[str, ...],
        main: tuple[str, ...] | None = None,
    ) -> Workout:
        shelf, running = self.shelf, self.person.running
        effort = self._race_effort() if kind == WorkoutKind.GOAL_PACE else EFFORTS[kind]
        title = TITLES[kind][0 if running else 1]
        if kind == WorkoutKind.RACE and km:
            title = f"{title}: {say.race(km, self.person.units)}"
        return Workout(
            on, kind, title, purpose, effort, minutes, km, pace, steps,
            main=shelf.main(kind)[:MAIN] if main is None else main,
            before=shelf.slot(Slot.BEFORE, kind),
            during=shelf.slot(Slot.DURING, kind),
            after=shelf.slot(Slot.AFTER, kind),
            evening=shelf.slot(Slot.EVENING, kind),
            rules=rules,
        )  # fmt: skip

    def _purpose(self, kind: WorkoutKind) -> str:
        return purpose_of(kind, running=self.person.running)

    def _race_effort(self) -> str:
        """Race pace in words; a marathon's lies close to the easy range, and without a result there is only feel."""
        if not self.person.running:
            return RIDE_EFFORT
        if self.person.race_pace_s_per_km is None:
            return BY_FEEL
        return LONG_RACE_EFFORT if is_marathon(self.person.race_km or 0.0) else EFFORTS[WorkoutKind.GOAL_PACE]

    def _rules(self, kind: WorkoutKind, phase: Phase) -> tuple[str, ...]:
        rules = RULES[kind, self.person.running] + PHASE_RULES.get(phase, ())
        return rules if self.person.running else tuple(rule for rule in rules if rule != "R26")  # seen in runners only

    def _strength_advice(self, level: int) -> tuple[str, ...]:
        """The heel-raise block of the level, then the other strength blocks."""
        slugs = self.shelf.main(WorkoutKind.STRENGTH)
        raises = [slug for slug in slugs if slug[:-1] == "heel-raise-"]
        others = [slug for slug in slugs if not slug.startswith("heel-raise")]
        return (*raises[min(level, len(raises) - 1) :][:1], *others[:3])

    def _steps(self, kind: WorkoutKind, minutes: int, phase: Phase) -> tuple[tuple[str, ...], Pace | None]:
        paces = self.person.paces
        if kind == WorkoutKind.INTERVALS:
            return self._intervals(minutes, phase)
        if kind == WorkoutKind.GOAL_PACE:
            return self._race_pace(minutes)
        return (), paces.easy if kind in (WorkoutKind.EASY, WorkoutKind.LONG) else None

    def _intervals(self, minutes: int, phase: Phase) -> tuple[tuple[str, ...], Pace | None]:
        repeats, fast, easy = INTERVALS[min(self.intervals_given, len(INTERVALS) - 1)]
        fits = (minutes - WARM_UP - COOL_DOWN) // (fast + easy)
        if fits < FEWEST_REPEATS:
            repeats, fast, easy = INTERVALS[0]
            fits = (minutes - WARM_UP - COOL_DOWN) // (fast + easy)
        if fits < FEWEST_REPEATS:
            return (), None
        if phase in (Phase.TAPER, Phase.RACE):
            repeats = max(FEWEST_REPEATS, repeats // 2)
        else:
            self.intervals_given += 1
        pace = self.person.paces.threshold if fast >= 4 else self.person.paces.interval
        return _repeat_steps(min(repeats, fits), fast, easy, "fast"), pace

    def _race_pace(self, minutes: int) -> tuple[tuple[str, ...], Pace | None]:
        km = self.person.race_km or 0.0
        length = next(m for most, m in RACE_PACE_MINUTES if km <= most) if self.person.running else 10
        repeats = min(4, (minutes - WARM_UP - COOL_DOWN) // (length + 2))
        if repeats < 1:
            return (), None
        pace = self.person.race_pace_s_per_km
        steps = _repeat_steps(repeats, length, 2, "at race pace" if self.person.running else "at event effort")
        return steps, Pace(round(pace, 1), round(pace * SLOWER_EDGE, 1)) if pace else None


def _repeat_steps(repeats: int, work: int, easy: int, how: str) -> tuple[str, ...]:
    times = f"{repeats} times" if repeats > 1 else "Once"
    return (
        f"{WARM_UP} minutes easy to warm up",
        f"{times}: {say.minutes(work)} {how}, {say.minutes(easy)} easy",
        f"Easy to the end, at least {COOL_DOWN} minutes",
    )
