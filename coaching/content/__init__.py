"""The starter content as files: what the library begins with. Plain Python, so that rules can be tried with it."""

import tomllib
from datetime import date
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


def advice_review() -> tuple[date, date]:
    """When we last checked the advice against its sources, and when that is due again."""
    file = _file("advice.toml")
    return file["reviewed"], file["next_review"]


@cache
def articles() -> tuple[dict, ...]:
    """Every article in the order of the hub: the fields of its head, with `slug`, `language` and the `body` in Markdown.

    Raises ValueError for a file that does not begin with a head between two lines of +++.
    """
    found = [_article(path) for path in sorted((HERE / "articles").glob("*.md"))]
    return tuple(sorted(found, key=lambda article: (article["position"], article["language"])))


def _article(path: Path) -> dict:
    slug, language = path.stem.rsplit(".", 1)
    before, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    if before:
        raise ValueError(f"{path.name} does not begin with +++.")
    return {"read_also": [], **tomllib.loads(head), "slug": slug, "language": language, "body": body.strip() + "\n"}


def _rows(name: str, table: str) -> list[dict]:
    return _file(name)[table]


@cache
def _file(name: str) -> dict:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


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
