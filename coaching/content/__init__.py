"""The starter content as files: what the library begins with. Plain Python, so that rules can be tried with it."""

import tomllib
from functools import cache
from pathlib import Path

from coaching.rules.terms import Advice, Grade, Pattern, Slot, Sport, Strand, WorkoutKind

HERE = Path(__file__).parent
OPTIONAL = {
    "doi": "",
    "pmid": "",
    "pmc": "",
    "year": None,
}  # of a source: printed only where the number itself was seen


def sources() -> tuple[dict, ...]:
    """Every source, in the order of the file, each with all its fields: empty text, or no year, where not known."""
    return tuple({**OPTIONAL, **row} for row in _rows("sources.toml", "source"))


@cache
def advice() -> tuple[Advice, ...]:
    """Every piece of advice, the preferred first. Raises ValueError for a word that is not in its list."""
    return tuple(_advice(row) for row in _rows("advice.toml", "advice"))


def _rows(name: str, table: str) -> list[dict]:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))[table]


def _advice(row: dict) -> Advice:
    return Advice(
        slug=row["slug"],
        title=row["title"],
        claim=row["claim"],
        how_to=tuple(row["how_to"]),
        dose=row["dose"],
        strand=Strand(row["strand"]),
        slot=Slot(row["slot"]),
        grade=Grade(row["grade"]),
        sources=tuple(row["sources"]),
        patterns=frozenset(map(Pattern, row.get("patterns", ()))),
        sports=frozenset(map(Sport, row.get("sports", ()))),
        kinds=frozenset(map(WorkoutKind, row.get("kinds", ()))),
    )
