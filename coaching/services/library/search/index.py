"""What can be found: a row for each thing, and its stems with what they weigh there.

The index holds what readers may see now or at a date that is set. Whether they may at that moment is asked by the search,
so that nothing need be indexed when a date comes or advice is archived.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from math import log2
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import now

from coaching.models import Advice, ArticleRevision, ArticleTranslation, SearchEntry, SearchStem, Source
from coaching.models.library.articles import ENGLISH
from coaching.models.library.dialect import prose

from .stems import stems

IN_TITLE, IN_SUMMARY = 8, 4
FOUND_AS: Mapping[type, str] = {ArticleRevision: "revision", Advice: "advice", Source: "source"}
LONGEST_TITLE = 250
# Up to the end of the sentence after the year: "Garrison SR et al. (2020). Magnesium for skeletal muscle cramps."
NAMED = re.compile(r".*?\(\d{4}[^)]*\)[.,]* ?.*?(?:[.?!](?=\s)|$)")


@dataclass(frozen=True)
class Page:
    """A thing to be found: its title, the words that name it, what else it is about, its text, a line for a paragraph."""

    thing: str  # the field of SearchEntry: revision, advice, source
    pk: int
    language: str
    title: str
    named: str
    summary: str
    text: str

    @property
    def words(self) -> dict[str, str]:
        return {"language": self.language, "title": self.title, "text": self.text}

    def weights(self) -> dict[str, int]:
        """What each stem weighs: once for name and summary; in the text by how often it stands there, with measure."""
        named, summary, text = set(stems(self.named)), set(stems(self.summary)), Counter(stems(self.text))
        return {
            stem: IN_TITLE * (stem in named) + IN_SUMMARY * (stem in summary) + round(2 * log2(1 + text[stem]))
            for stem in named | summary | set(text)
        }


def index_revision(revision: ArticleRevision) -> None:
    """Have a revision found whenever it is live."""
    _keep(_revision(revision))


def index_advice(advice: Advice) -> None:
    """Have a piece of advice found while it is not archived."""
    _keep(_advice(advice))


def index_source(source: Source) -> None:
    """Have a source found by its key, authors and finding."""
    _keep(_source(source))


def forget(thing: ArticleRevision | Advice | Source) -> None:
    """Have it found no more. What is deleted or archived, or not live, need not be forgotten."""
    SearchEntry.objects.filter(**{FOUND_AS[type(thing)]: thing}).delete()


@transaction.atomic
def rebuild(*, at: datetime | None = None) -> None:
    """Index everything that can be found at that moment or later, now if none is given.

    A few queries; only what reads otherwise than in the index is written.
    """
    wanted = {(page.thing, page.pk): page for page in _everything(at or now())}
    weights = {address: page.weights() for address, page in wanted.items()}
    kept = {address: pk for address, pk, told in _kept() if address in wanted and told == wanted[address].words}
    counted = _kept_weights()
    right = {address for address, pk in kept.items() if counted.get(pk) == weights[address]}
    SearchEntry.objects.exclude(pk__in=[kept[address] for address in right]).delete()
    missing = [address for address in wanted if address not in right]
    _write([wanted[address] for address in missing], [weights[address] for address in missing])


def _everything(at: datetime) -> Iterator[Page]:
    last = ArticleTranslation.objects.with_live(at).values("live_id")
    revisions = ArticleRevision.objects.filter(Q(pk__in=last) | Q(publish_from__gt=at))
    yield from map(_revision, revisions.select_related("translation"))
    yield from map(_advice, Advice.objects.all())
    yield from map(_source, Source.objects.all())


def _kept() -> Iterator[tuple[tuple[str, int], int, dict[str, str]]]:
    """Each row of the index: what it finds, its number, and what it tells."""
    for entry in SearchEntry.objects.all():
        things = {"revision": entry.revision_id, "advice": entry.advice_id, "source": entry.source_id}
        address = next((thing, pk) for thing, pk in things.items() if pk is not None)
        yield address, entry.pk, {"language": entry.language, "title": entry.title, "text": entry.text}


def _kept_weights() -> dict[int, dict[str, int]]:
    counted: dict[int, dict[str, int]] = {}
    for entry, stem, weight in SearchStem.objects.values_list("entry", "stem", "weight").iterator():
        counted.setdefault(entry, {})[stem] = weight
    return counted


def _write(pages: Iterable[Page], weights: Iterable[Mapping[str, int]]) -> None:
    entries = SearchEntry.objects.bulk_create(SearchEntry(**{f"{p.thing}_id": p.pk}, **p.words) for p in pages)
    pairs = zip(entries, weights, strict=True)
    SearchStem.objects.bulk_create(row for entry, weighed in pairs for row in _rows(entry, weighed))


@transaction.atomic
def _keep(page: Page) -> None:
    """Put a page in the place of what was there."""
    thing: dict[str, Any] = {f"{page.thing}_id": page.pk}
    entry, _ = SearchEntry.objects.update_or_create(**thing, defaults=page.words)
    entry.stems.all().delete()
    SearchStem.objects.bulk_create(_rows(entry, page.weights()))


def _rows(entry: SearchEntry, weights: Mapping[str, int]) -> Iterator[SearchStem]:
    return (SearchStem(entry=entry, stem=stem, weight=weight) for stem, weight in weights.items())


def _revision(revision: ArticleRevision) -> Page:
    headings = [heading for _, heading in revision.contents]
    paragraphs = [_line(text) for text in prose(revision.body) if text not in headings]
    return Page(
        thing="revision",
        pk=revision.pk,
        language=revision.translation.language,
        title=revision.title,
        named=revision.title,
        summary=_lines(revision.summary, *headings),
        text=_lines(revision.summary, *paragraphs),
    )


def _advice(advice: Advice) -> Page:
    text = _lines(advice.claim, *advice.how_to, advice.dose)
    return _english("advice", advice, title=advice.title, named=advice.title, summary=advice.claim, text=text)


def _source(source: Source) -> Page:
    """Its key names it: readers rather want a page than each study whose title has their word."""
    titled: Any = NAMED.match(source.reference) or [source.reference or source.key]
    text = _lines(source.finding, source.reference, source.design, source.population, source.doi, source.pmid)
    return _english("source", source, title=titled[0].strip()[:LONGEST_TITLE], named=source.key, summary="", text=text)


def _english(thing: str, row: Advice | Source, **words: str) -> Page:
    return Page(thing=thing, pk=row.pk, language=ENGLISH, **words)


def _lines(*texts: str) -> str:
    return "\n".join(filter(None, map(_line, texts)))


def _line(text: str) -> str:
    return " ".join(text.split())
