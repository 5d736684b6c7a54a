"""The piece of a text that shows why it was found, with the words that were looked for."""

from collections.abc import Iterator, Sequence

from .query import Query
from .stems import Word, words

Parts = tuple[tuple[str, bool], ...]
Found = Sequence[tuple[Word, frozenset[int]]]  # words of a text, and which of the query they answer

LONGEST = 240
LEAD = 60  # so much stands before the first word found
MOST_TRIED = 50
CUT = "…"


def marked(text: str, asked: Query) -> Parts:
    """A text in pieces: each with whether it is one of the words looked for. Plain text, to be escaped by the page."""
    return tuple(_pieces(text, [word for word, _ in _found(text, asked)]))


def excerpt(text: str, asked: Query) -> Parts:
    """The passage of the paragraph that answers most words of the query, in pieces as in `marked`."""
    paragraph, found = _best(text, asked)
    start, end = _window(paragraph, found)
    parts = marked(paragraph[start:end], asked)
    return (*([(CUT, False)] if start else []), *parts, *([(CUT, False)] if end < len(paragraph) else []))


def _best(text: str, asked: Query) -> tuple[str, Found]:
    """The first of the paragraphs that answer most; a text is read no further than need be."""
    best: tuple[str, Found] = ("", [])
    for paragraph in text.splitlines():
        found = _found(paragraph, asked)
        if not best[0] or len(_answered(found)) > len(_answered(best[1])):
            best = paragraph, found
        if len(_answered(best[1])) == len(asked.terms):
            break
    return best


def _found(text: str, asked: Query) -> Found:
    return [(word, answers) for word in words(text) if (answers := asked.answered_by(word))]


def _answered(found: Found) -> frozenset[int]:
    return frozenset().union(*(answers for _, answers in found))


def _window(text: str, found: Found) -> tuple[int, int]:
    """Where to cut a long paragraph: between words, around the place with the most words of the query."""
    if len(text) <= LONGEST:
        return 0, len(text)
    begins = [max(0, word.start - LEAD) for word, _ in found[:MOST_TRIED]] or [0]
    start = max(begins, key=lambda begin: len(_answered([pair for pair in found if _within(pair[0], begin)])))
    start = _after_space(text, min(start, len(text) - LONGEST))
    return start, _before_space(text, start + LONGEST)


def _within(word: Word, begin: int) -> bool:
    return begin <= word.start and word.end <= begin + LONGEST


def _after_space(text: str, start: int) -> int:
    """Where the next word begins; `start` itself in the middle of a very long one."""
    return start and (text.find(" ", start - 1, start + LEAD) + 1 or start)


def _before_space(text: str, end: int) -> int:
    """Where the last whole word ends; `end` itself in the middle of a very long one."""
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - LEAD, end + 1)
    return space if space >= 0 else end


def _pieces(text: str, found: Sequence[Word]) -> Iterator[tuple[str, bool]]:
    done = 0
    for word in found:
        if word.start > done:
            yield text[done : word.start], False
        yield text[word.start : word.end], True
        done = word.end
    if done < len(text):
        yield text[done:], False
