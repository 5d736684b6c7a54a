"""What a fortnight of nights comes to: counts of the nights that were written down; the others are unknown, not quiet."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Night:
    """One night as it was written down; None is not known."""

    cramps: int
    woke: bool | None = None
    routine: bool | None = None


def count(nights: Sequence[Night], of: int) -> tuple[str, ...]:
    """The nights in counts; `of` is how many there could be. Nothing where none was written down."""
    if not nights:
        return ()
    cramped = [night for night in nights if night.cramps]
    said = (
        f"{len(nights)} of {of} nights written down.",
        f"{len(cramped)} of {_nights(len(nights))} with a cramp, {_cramps(cramped)}."
        if cramped
        else "None with a cramp.",
        _of_those("Woken up on", [night.woke for night in cramped], "with a cramp where that is known"),
        _of_those("The evening routine was done on", [night.routine for night in nights], "where that is known"),
        _of_those(
            "On the nights with a cramp it was done on", [night.routine for night in cramped], "where that is known"
        ),
    )
    return tuple(sentence for sentence in said if sentence)


def _of_those(what: str, known: Sequence[bool | None], which: str) -> str:
    said = [answer for answer in known if answer is not None]
    return f"{what} {sum(said)} of {_nights(len(said))} {which}." if said else ""


def _nights(number: int) -> str:
    return f"{number} night{'' if number == 1 else 's'}"


def _cramps(nights: Sequence[Night]) -> str:
    number = sum(night.cramps for night in nights)
    return f"{number} cramp{'' if number == 1 else 's'} in all"
