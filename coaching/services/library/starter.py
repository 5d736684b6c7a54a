"""The loading of the starter content: what someone edited here is left as it is, what nobody touched follows the files."""

import json
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from coaching import content
from coaching.models import Advice, Source
from coaching.models.library import seconds_held
from coaching.models.library.review import EDITORS
from coaching.services.stored import plain

from . import pages, search
from .advice import keep_loaded, keep_the_first
from .shelf import ADVICE_FIELDS
from .starter_articles import load_articles

SOURCE_FIELDS = ("reference", "year", "doi", "pmid", "pmc", "design", "n", "population", "finding", "grade", "checked")
ADDED, RENEWED, AS_LOADED, EDITED = "added", "renewed", "as loaded", "edited"


@transaction.atomic
def load_starter(*, at: datetime | None = None) -> dict[str, int]:
    """Bring in the starter content: sources, advice, articles. May be run again.

    Returns how many rows were added and how many renewed. `at` is the moment, now if not given.
    """
    at = at or now()
    counts = {ADDED: 0, RENEWED: 0, AS_LOADED: 0, EDITED: 0}
    known = {row.key: row for row in Source.objects.all()}
    for row in content.sources():
        fields = {name: row[name] for name in SOURCE_FIELDS}
        counts[_bring(known.get(row["key"]) or Source(key=row["key"]), fields)] += 1
    _load_advice(counts, at=at)
    for state in load_articles(at=at):
        counts[state] += 1
    search.rebuild(at=at)
    pages.changed()  # also where only a review was put down, or the index was mended
    return {ADDED: counts[ADDED], RENEWED: counts[RENEWED]}


def _load_advice(counts: dict[str, int], *, at: datetime) -> None:
    _name_reviewers()
    by_key = {row.key: row for row in Source.objects.all()}
    known = {row.slug: row for row in Advice.objects.prefetch_related("sources", "versions")}
    brought = []
    for place, words in enumerate(content.advice(), start=1):
        values = plain(words)
        row = known.get(words.slug) or Advice(slug=words.slug, position=place)
        cited = sorted(source.key for source in row.sources.all()) if row.pk else []
        fields = {name: values[name] for name in ADVICE_FIELDS}
        state = _bring(row, fields, cited=(cited, sorted(words.sources)))
        counts[state] += 1
        if state in (ADDED, RENEWED) or (state == AS_LOADED and not row.reviewer_name):
            _sign(row, words)
        if state in (ADDED, RENEWED):
            row.sources.set([by_key[key] for key in words.sources])
        if state in (ADDED, RENEWED) or (state == AS_LOADED and not row.versions.all()):
            brought.append(row)
    keep_loaded(brought, at=at)
    keep_the_first(at=at)


def _name_reviewers() -> None:
    """Keep the name of whoever reviewed advice while only their account was kept with it."""
    for row in Advice.objects.filter(reviewer_name="").exclude(reviewer=None).select_related("reviewer"):
        row.sign(row.reviewer, on=row.reviewed_on, next_on=row.next_review_on)
        row.save()


def _sign(row: Advice, words: Any) -> None:
    """Have the editors stand behind what the files say; whoever reviewed other words did not review these."""
    row.held_s = max(map(seconds_held, [words.dose, *words.how_to]))
    row.reviewer, row.reviewer_name, row.reviewer_credentials = None, EDITORS, ""
    row.reviewed_on, row.next_review_on = content.advice_review()
    row.save()


def _bring(row: Any, fields: Mapping[str, Any], cited: tuple[list[str], list[str]] = ([], [])) -> str:
    """Save a new row, or renew one that still reads as it was loaded; what became of it.

    `cited` are the keys of its sources as they are and as the file has them.
    """
    new = _print(fields, cited[1])
    here = _print({name: getattr(row, name) for name in fields}, cited[0])
    if row.pk and row.starter != here:
        return EDITED
    if row.pk and row.starter == new:
        return AS_LOADED
    state = RENEWED if row.pk else ADDED
    for name, value in {**fields, "starter": new}.items():
        setattr(row, name, value)
    row.save()
    return state


def _print(fields: Mapping[str, Any], cited: list[str]) -> str:
    """A fingerprint of what a row says."""
    text = json.dumps({**fields, "sources": cited}, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()
