"""Finding: the same few plain queries on every database, however much there is to be found."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from math import ceil, log
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from coaching.models import ArticleRevision, SearchEntry, SearchStem
from coaching.models.library.articles import ENGLISH

from .excerpt import Parts, excerpt, marked
from .query import Query, Term, read
from .stems import STOP_WORDS, fold, words

ON_A_PAGE = 20
KINDS = {"article": "Article", "advice": "Advice", "source": "Source"}  # of two that fit alike, the first comes first
SHORTEST_HINT, MOST_HINTS, LIKE_ENOUGH = 4, 5_000, 0.72

NO_WORDS = "There is nothing to search for in this: write a word or two, such as “night cramps”."
ALL_COMMON = "Every page has words like {words}: add one that says what you look for."
CUT = "This is a long search: only the first words of it were looked for."
SOME = "No page has all of your words; these have some."


Row = tuple[int, str, int]  # the number of an entry, a stem, its weight there


@dataclass(frozen=True)
class Hit:
    """Something found. `heading` and `snippet` are plain text in pieces, each with whether it was looked for."""

    kind: str  # in words
    title: str
    url: str
    heading: Parts
    snippet: Parts
    language: str
    grade: str  # empty for an article: its sentences have their own


@dataclass(frozen=True)
class Results:
    """What a search found: one page of hits, how many there are of each kind, and what is to be said about it."""

    query: str
    hits: Sequence[Hit] = ()
    total: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)  # whatever kind was asked for
    page: int = 1
    pages: int = 1
    notices: Sequence[str] = ()
    suggestion: str = ""  # the query as it may have been meant


@dataclass(frozen=True)
class Known:
    """Something that this reader may find at this moment."""

    kind: str
    title: str


def search(query: str, *, at: datetime, language: str = ENGLISH, kind: str | None = None, page: int = 1) -> Results:
    """What readers may see at that moment and has all words of the query; if nothing has, what has any of them.

    Articles come in the reader's language, in English where they are not there. `kind` is a key of KINDS, None for all.
    A page that is not there becomes the nearest one. Three queries at most.
    """
    asked = read(query)
    if not asked.terms:
        return Results(asked.text, notices=[_nothing_to_find(asked)])
    known = _known(at, language)
    rows = [row for row in _rows(asked.terms) if row[0] in known]
    asked = asked.settled({stem for _, stem, _ in rows})
    scores = _scores(asked.terms, rows, len(known))
    ranked, notices = _ranked(scores, known)
    counts = Counter(known[pk].kind for pk in ranked)
    of_kind = [pk for pk in ranked if kind in (None, known[pk].kind)]
    pages = max(1, ceil(len(of_kind) / ON_A_PAGE))
    page = min(max(1, page), pages)
    return Results(
        query=asked.text,
        hits=_hits(of_kind[(page - 1) * ON_A_PAGE : page * ON_A_PAGE], asked),
        total=len(of_kind),
        counts={name: counts[name] for name in KINDS},
        page=page,
        pages=pages,
        notices=[*([CUT] if asked.cut else []), *notices],
        suggestion=_suggestion(asked, scores, known),
    )


def _nothing_to_find(asked: Query) -> str:
    if not asked.common:
        return NO_WORDS
    return ALL_COMMON.format(words=", ".join(f"“{word}”" for word in list(dict.fromkeys(asked.common))[:3]))


def _visible(at: datetime, language: str) -> QuerySet[SearchEntry]:
    live = ArticleRevision.objects.live(at)
    own = live.filter(translation__language=language)
    readable = Q(revision__in=own)
    if language != ENGLISH:
        there = own.values("translation__article")
        readable |= Q(revision__in=live.filter(translation__language=ENGLISH).exclude(translation__article__in=there))
    current = Q(advice__isnull=False, advice__archived_at=None)
    return SearchEntry.objects.filter(readable | current | Q(source__isnull=False))


def _known(at: datetime, language: str) -> dict[int, Known]:
    rows = _visible(at, language).values_list("pk", "revision_id", "advice_id", "title")
    return {
        pk: Known("article" if article else "advice" if advice else "source", title)
        for pk, article, advice, title in rows
    }


def _scores(terms: Sequence[Term], rows: Collection[Row], known: int) -> dict[int, list[float]]:
    """For each thing found, how well it answers each term: what the stem weighs there, and more if it is rare."""
    found_in = Counter(stem for _, stem, _ in rows)
    scores: dict[int, list[float]] = defaultdict(lambda: [0.0] * len(terms))
    for pk, stem, weight in rows:
        worth = weight * log(1 + known / found_in[stem])
        scores[pk] = [max(best, worth * term.worth(stem)) for best, term in zip(scores[pk], terms, strict=True)]
    return {pk: answers for pk, answers in scores.items() if any(answers)}


def _rows(terms: Sequence[Term]) -> QuerySet[SearchStem, Row]:
    asked = Q(stem__in={stem for term in terms for stem in term.answers})
    for term in terms:
        if term.beginning:
            asked |= Q(stem__startswith=term.beginning)
    return SearchStem.objects.filter(asked).values_list("entry", "stem", "weight")


def _ranked(scores: Mapping[int, Sequence[float]], known: Mapping[int, Known]) -> tuple[list[int], list[str]]:
    """The best first; those that answer only some of the terms are there where none answers all."""
    complete = [pk for pk, answers in scores.items() if all(answers)]
    order = list(KINDS)

    def place(pk: int) -> tuple[int, float, int, str]:
        answers = scores[pk]
        missing = sum(not answer for answer in answers)
        return missing, -round(sum(answers), 6), order.index(known[pk].kind), known[pk].title

    return sorted(complete or scores, key=place), [SOME] if scores and not complete else []


def _hits(pks: Sequence[int], asked: Query) -> list[Hit]:
    if not pks:
        return []
    entries = SearchEntry.objects.select_related("revision__translation__article", "advice", "source").in_bulk(pks)
    return [_hit(entries[pk], asked) for pk in pks if pk in entries]


def _hit(entry: SearchEntry, asked: Query) -> Hit:
    kind, url, grade = _place(entry)
    return Hit(
        kind=KINDS[kind],
        title=entry.title,
        url=url,
        heading=marked(entry.title, asked),
        snippet=excerpt(entry.text, asked),
        language=entry.language,
        grade=grade,
    )


def _place(entry: Any) -> tuple[str, str, str]:
    """The kind of what an entry finds, its address and its grade."""
    if entry.revision:
        return "article", entry.revision.translation.get_absolute_url(), ""
    if entry.advice:
        return "advice", reverse("coaching:advice", args=[entry.advice.slug]), entry.advice.grade
    return "source", reverse("coaching:source", args=[entry.source.key]), entry.source.grade


def _suggestion(asked: Query, scores: Mapping[int, Sequence[float]], known: Mapping[int, Known]) -> str:
    """The query with each word that nothing answers changed into the most similar word of a title; empty if none is."""
    missed = [term for n, term in enumerate(asked.terms) if not any(answers[n] for answers in scores.values())]
    titles = _title_words(known) if missed else []
    text = asked.text
    for term in reversed(missed):
        like = get_close_matches(fold(term.word.text), titles, n=1, cutoff=LIKE_ENOUGH)
        if like:
            text = text[: term.word.start] + like[0] + text[term.word.end :]
    return text if text != asked.text else ""


def _title_words(known: Mapping[int, Known]) -> list[str]:
    found = {fold(word.text) for one in known.values() for word in words(one.title)}
    return sorted(word for word in found - STOP_WORDS if len(word) >= SHORTEST_HINT)[:MOST_HINTS]
