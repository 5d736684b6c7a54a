"""The library as plans and findings use it."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Prefetch, QuerySet

from coaching.models import Advice, Source
from coaching.rules import terms
from coaching.services.stored import typed

from . import pages, search

ADVICE_FIELDS = ("title", "claim", "how_to", "dose", "strand", "slot", "grade", "patterns", "sports", "kinds")


def catalogue(slots: Iterable[terms.Slot] = tuple(terms.Slot)) -> tuple[terms.Advice, ...]:
    """All advice for these slots that is not archived, as it reads now, in the coaches' order. Two queries."""
    rows = Advice.objects.current().filter(slot__in=[slot.value for slot in slots])
    return tuple(map(_words, rows.prefetch_related(Prefetch("sources", Source.objects.only("key")))))


def _words(row: Advice) -> terms.Advice:
    fields = {name: getattr(row, name) for name in ADVICE_FIELDS}
    return typed(terms.Advice, {"slug": row.slug, "sources": sorted(s.key for s in row.sources.all()), **fields})


def sources(keys: Iterable[str]) -> dict[str, Source]:
    """Sources by key, in one query; a key that is not there is left out."""
    return {source.key: source for source in Source.objects.filter(key__in=set(keys))}


def source_changed(*, source: Source) -> None:
    """Tell the search and the pages that a source says something else."""
    search.index_source(source)
    pages.changed()


@transaction.atomic
def remove(*, sources: QuerySet[Source]) -> None:
    """Delete sources that nothing stands on. Raises ProtectedError where an article cites one."""
    sources.delete()
    pages.changed()
