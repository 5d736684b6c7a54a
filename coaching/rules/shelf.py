"""Which advice goes with which workout: by slot, kind, strand, sport and pattern, in the order the coaches gave it."""

from collections.abc import Iterable

from .terms import Advice, Pattern, Slot, Sport, Strand, WorkoutKind

PER_SLOT = {Slot.BEFORE: 2, Slot.DURING: 4, Slot.AFTER: 2, Slot.EVENING: 2}
MAIN = 2
MAIN_STRAND = {
    WorkoutKind.EASY: Strand.ADAPTATION,
    WorkoutKind.LONG: Strand.ADAPTATION,
    WorkoutKind.RACE: Strand.ADAPTATION,
    WorkoutKind.INTERVALS: Strand.INTERVALS,
    WorkoutKind.GOAL_PACE: Strand.INTERVALS,
    WorkoutKind.STRENGTH: Strand.STRENGTH,
    WorkoutKind.MASSAGE: Strand.MASSAGE,
}
SESSIONS = frozenset(
    {WorkoutKind.EASY, WorkoutKind.LONG, WorkoutKind.INTERVALS, WorkoutKind.GOAL_PACE, WorkoutKind.RACE}
)
NIGHT = frozenset({Pattern.NOCTURNAL, Pattern.MIXED})


class Shelf:
    """The advice that fits one person, looked up by kind of workout."""

    def __init__(self, advice: Iterable[Advice], sport: Sport, pattern: Pattern) -> None:
        self._fitting = [a for a in advice if _fits(a, sport, pattern)]
        self._picked: dict[tuple[str, WorkoutKind], tuple[str, ...]] = {}

    def slot(self, slot: Slot, kind: WorkoutKind) -> tuple[str, ...]:
        """Slugs for one slot of a workout, in catalogue order; what says how to do it is left to `main`."""
        key = (slot, kind)
        if key not in self._picked:
            fitting = [a.slug for a in self._fitting if a.slot == slot and _for_kind(a, kind) and not _is_main(a, kind)]
            self._picked[key] = tuple(fitting[: PER_SLOT[slot]])
        return self._picked[key]

    def main(self, kind: WorkoutKind) -> tuple[str, ...]:
        """Slugs that say how to do the workout itself, all of them."""
        key = (MAIN_STRAND.get(kind, Strand.ADAPTATION), kind)
        if key not in self._picked:
            self._picked[key] = tuple(a.slug for a in self._fitting if _is_main(a, kind))
        return self._picked[key]

    def every_evening(self) -> tuple[str, ...]:
        """The routine of every evening (R13): written for cramps at night."""
        return tuple(
            a.slug
            for a in self._fitting
            if a.slot == Slot.EVENING and a.strand == Strand.STRETCHING and a.patterns and a.patterns <= NIGHT
        )

    def in_bed(self) -> tuple[str, ...]:
        """What to do when it cramps at night."""
        return tuple(a.slug for a in self._fitting if a.slot == Slot.DURING and a.patterns and a.patterns <= NIGHT)

    def when_it_cramps(self) -> tuple[str, ...]:
        return self.slot(Slot.DURING, WorkoutKind.RACE)[:2]


def _fits(advice: Advice, sport: Sport, pattern: Pattern) -> bool:
    patterns = {Pattern.FATIGUE, Pattern.NOCTURNAL, Pattern.MIXED} if pattern == Pattern.MIXED else {pattern}
    if pattern == Pattern.UNCERTAIN:
        patterns = {Pattern.UNCERTAIN, Pattern.FATIGUE}
    return (not advice.sports or sport in advice.sports) and (not advice.patterns or bool(patterns & advice.patterns))


def _is_main(advice: Advice, kind: WorkoutKind) -> bool:
    """How to do the workout: exercises for strength and massage, else what is read before setting out."""
    fits = advice.strand == MAIN_STRAND.get(kind) and kind in advice.kinds
    return fits and (kind in (WorkoutKind.STRENGTH, WorkoutKind.MASSAGE) or advice.slot == Slot.BEFORE)


def _for_kind(advice: Advice, kind: WorkoutKind) -> bool:
    return kind in advice.kinds if advice.kinds else kind in SESSIONS
