"""The library as plans and pages use it, and the loading of its starter content."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction

from coaching import content
from coaching.models import Advice, Source
from coaching.rules import terms

from .stored import plain, typed

SOURCE_FIELDS = ("reference", "year", "doi", "pmid", "pmc", "design", "n", "population", "finding", "grade", "checked")
ADVICE_FIELDS = ("title", "claim", "how_to", "dose", "strand", "slot", "grade", "patterns", "sports", "kinds")


def catalogue() -> tuple[terms.Advice, ...]:
    """All advice as it reads now, in the coaches' order. Two queries."""
    return tuple(_words(row) for row in Advice.objects.prefetch_related("sources"))


def _words(row: Advice) -> terms.Advice:
    fields = {name: getattr(row, name) for name in ADVICE_FIELDS}
    return typed(terms.Advice, {"slug": row.slug, "sources": sorted(s.key for s in row.sources.all()), **fields})


def sources(keys: Iterable[str]) -> dict[str, Source]:
    """Sources by key, in one query; a key that is not there is left out."""
    return {source.key: source for source in Source.objects.filter(key__in=set(keys))}


@transaction.atomic
def load_starter() -> dict[str, int]:
    """Bring in the starter content. What someone edited here is left as it is; what nobody touched follows the files.

    Returns how many rows were added and how many renewed.
    """
    counts = {"added": 0, "renewed": 0}
    known = {row.key: row for row in Source.objects.all()}
    for row in content.sources():
        fields = {name: row[name] for name in SOURCE_FIELDS}
        _bring(known.get(row["key"]) or Source(key=row["key"]), fields, counts)
    _load_advice(counts)
    return counts


def _load_advice(counts: dict[str, int]) -> None:
    by_key = {row.key: row for row in Source.objects.all()}
    known = {row.slug: row for row in Advice.objects.prefetch_related("sources")}
    for place, words in enumerate(content.advice(), start=1):
        values = plain(words)
        row = known.get(words.slug) or Advice(slug=words.slug, position=place)
        cited = sorted(source.key for source in row.sources.all()) if row.pk else []
        if _bring(row, {name: values[name] for name in ADVICE_FIELDS}, counts, cited=(cited, sorted(words.sources))):
            row.sources.set([by_key[key] for key in words.sources])


def _bring(
    row: Any, fields: Mapping[str, Any], counts: dict[str, int], cited: tuple[list[str], list[str]] = ([], [])
) -> bool:
    """Save a new row, or renew one that still reads as it was loaded; whether it was written.

    `cited` are the keys of its sources as they are and as the file has them.
    """
    new = _print(fields, cited[1])
    here = _print({name: getattr(row, name) for name in fields}, cited[0])
    if row.pk and (row.starter != here or row.starter == new):
        return False
    counts["renewed" if row.pk else "added"] += 1
    for name, value in {**fields, "starter": new}.items():
        setattr(row, name, value)
    row.save()
    return True


def _print(fields: Mapping[str, Any], cited: list[str]) -> str:
    """A fingerprint of what a row says."""
    text = json.dumps({**fields, "sources": cited}, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
