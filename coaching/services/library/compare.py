"""Two texts side by side: which lines stayed, which words changed. Any two texts take a bounded time."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

CONTEXT = 2  # unchanged lines that are shown around a change
MOST_PAIRS = 200_000  # of equal lines or words; beyond that they are not matched one by one
MOST_ALIGNED = 900  # lines of old times lines of new
ALIKE = 0.35  # the share of words that two lines must have in common to be one line, edited
WORD = re.compile(r"\S+\s*|\s+")


@dataclass(frozen=True)
class Piece:
    """Some words of a line; `changed` ones are only there on this side."""

    text: str
    changed: bool = False


@dataclass(frozen=True)
class Line:
    """A line on one side; the number counts from 1."""

    number: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Row:
    """An old line beside the new one; one is None where the line was added or taken out.

    With `folded` it stands for so many unchanged lines that are left out.
    """

    old: Line | None = None
    new: Line | None = None
    folded: int = 0

    @property
    def changed(self) -> bool:
        sides = [side for side in (self.old, self.new) if side]
        return len(sides) == 1 or any(piece.changed for side in sides for piece in side.pieces)


def compare(old: str, new: str) -> tuple[Row, ...]:
    """The rows of both texts, long unchanged stretches folded; none where the texts are the same."""
    before, after = old.splitlines(), new.splitlines()
    if before == after:
        return ()
    return tuple(_fold(list(_rows(before, after))))


def _rows(old: Sequence[str], new: Sequence[str]) -> Iterator[Row]:
    for same, (i1, i2), (j1, j2) in _stretches(old, new):
        if same:
            for i, j in zip(range(i1, i2), range(j1, j2), strict=True):
                yield Row(_line(i, [Piece(old[i])]), _line(j, [Piece(new[j])]))
            continue
        for a, b in _aligned(old[i1:i2], new[j1:j2]):
            yield _edited(old, new, None if a is None else i1 + a, None if b is None else j1 + b)


def _line(place: int, pieces: Iterable[Piece]) -> Line:
    return Line(place + 1, tuple(piece for piece in pieces if piece.text))


def _edited(old: Sequence[str], new: Sequence[str], i: int | None, j: int | None) -> Row:
    """A line that was taken out, added, or changed in some of its words."""
    if i is None or j is None:
        gone = None if i is None else _line(i, [Piece(old[i], True)])
        added = None if j is None else _line(j, [Piece(new[j], True)])
        return Row(gone, added)
    before, after = WORD.findall(old[i]), WORD.findall(new[j])
    left, right = [], []
    for same, (i1, i2), (j1, j2) in _stretches(before, after):
        left.append(Piece("".join(before[i1:i2]), not same))
        right.append(Piece("".join(after[j1:j2]), not same))
    return Row(_line(i, left), _line(j, right))


Span = tuple[int, int]


def _stretches(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, Span, Span]]:
    """Which stretches of two lists are the same and which are not, in order."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    ends = (len(old) - tail, len(new) - tail)
    if head:
        yield True, (0, head), (0, head)
    yield from _middle(old[head : ends[0]], new[head : ends[1]], head)
    if tail:
        yield True, (ends[0], len(old)), (ends[1], len(new))


def _middle(old: Sequence[str], new: Sequence[str], at: int) -> Iterator[tuple[bool, Span, Span]]:
    """The same for what is left between a common beginning and a common end."""
    here, there = Counter(old), Counter(new)
    if sum(count * there[word] for word, count in here.items()) > MOST_PAIRS:
        yield False, (at, at + len(old)), (at, at + len(new))
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield tag == "equal", (at + i1, at + i2), (at + j1, at + j2)


def _common(old: Sequence[str], new: Sequence[str]) -> int:
    """How many items both begin with."""
    for place, (here, there) in enumerate(zip(old, new, strict=False)):
        if here != there:
            return place
    return min(len(old), len(new))


def _aligned(old: Sequence[str], new: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """Which old line became which new one: those that share the most words, in order; one by one where they are many."""
    if len(old) * len(new) <= 1 or len(old) * len(new) > MOST_ALIGNED:
        return list(zip_longest(range(len(old)), range(len(new))))
    best = _likeness(old, new)
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        elif best[i][j] == best[i][j + 1]:
            pairs.append((None, j))
            j += 1
        else:
            pairs.append((i, j))
            i, j = i + 1, j + 1
    return [*pairs, *((left, None) for left in range(i, len(old))), *((None, right) for right in range(j, len(new)))]


def _likeness(old: Sequence[str], new: Sequence[str]) -> list[list[float]]:
    """For each pair of places, how alike the lines from there on can be made by pairing them in order."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    here, there = ([Counter(WORD.findall(f"{line} ")) for line in lines] for lines in (old, new))
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            paired = best[i + 1][j + 1] + _alike(here[i], there[j])
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    return best


def _alike(old: Counter[str], new: Counter[str]) -> float:
    """The share of their words that two lines have in common, from 0 to 1; 0 below ALIKE."""
    most = max(old.total(), new.total())
    share = (old & new).total() / most if most else 0.0
    return share if share >= ALIKE else 0.0


def _fold(rows: Sequence[Row]) -> Iterator[Row]:
    """Leave out what is far from any change; a single line is not worth it."""
    near = _near_a_change(rows)
    skipped: list[Row] = []
    for row, is_near in zip(rows, near, strict=True):
        if not is_near:
            skipped.append(row)
            continue
        yield from _folded(skipped)
        skipped = []
        yield row
    yield from _folded(skipped)


def _folded(rows: list[Row]) -> list[Row]:
    return [Row(folded=len(rows))] if len(rows) > 1 else rows


def _near_a_change(rows: Sequence[Row]) -> list[bool]:
    near = [False] * len(rows)
    for place, row in enumerate(rows):
        if row.changed:
            first, last = max(0, place - CONTEXT), place + CONTEXT + 1
            near[first:last] = [True] * len(near[first:last])
    return near
