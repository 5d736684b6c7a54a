"""What a reader looks for: words, each with the stems that answer it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from .stems import Word, fold, words
from .synonyms import PHRASES, SYNONYMS

LONGEST_QUERY = 200
MOST_WORDS = 12
SHORTEST_BEGINNING = 3  # "mag" finds magnesium, where nothing has a word "mag"
SYNONYM, BEGUN = 0.6, 0.5  # what they are worth beside the word itself


@dataclass(frozen=True)
class Term:
    """A word looked for: the stems that answer it with their worth, and how other answers begin, if they may."""

    word: Word
    answers: Mapping[str, float]
    beginning: str

    def worth(self, stem: str) -> float:
        """How well a stem answers it: 1 is the word itself, 0 is not at all."""
        begun = self.beginning and stem.startswith(self.beginning)
        return self.answers.get(stem, BEGUN if begun else 0)

    def is_answered_by(self, word: Word) -> bool:
        begun = self.beginning and fold(word.text).startswith(self.beginning)
        return bool(begun or self.answers.keys() & word.stems)


@dataclass(frozen=True)
class Query:
    """A query as it was typed, and its words: those that count, and those too common to count."""

    text: str
    terms: Sequence[Term]
    common: Sequence[str]
    cut: bool = False

    def answered_by(self, word: Word) -> frozenset[int]:
        """Which of the terms a word of a text answers."""
        numbered = enumerate(self.terms)
        return frozenset(number for number, term in numbered if term.is_answered_by(word))

    def settled(self, stems: Collection[str]) -> "Query":
        """With these stems found: a word that is there itself is not taken for the beginning of others."""
        terms = [replace(term, beginning="") if term.answers.keys() & stems else term for term in self.terms]
        return replace(self, terms=terms)


def read(text: str) -> Query:
    """Take a query apart. Of a very long one only the beginning counts."""
    text = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    asked = list(words(_said_our_way(text[:LONGEST_QUERY])))
    counting = {word.stems: word for word in reversed(asked) if word.stems}  # the first of those that are the same
    first = sorted(counting.values(), key=lambda word: word.start)[:MOST_WORDS]
    terms = [_term(word, is_last=word == asked[-1]) for word in first]
    common = [word.text for word in asked if not word.stems]
    return Query(text, terms, common, cut=len(text) > LONGEST_QUERY or len(counting) > MOST_WORDS)


def _said_our_way(text: str) -> str:
    """A phrase becomes one word, which ends where the phrase ended."""
    for phrase, ours in PHRASES.items():
        begin = text.lower().find(phrase)
        if begin >= 0:
            text = text[:begin] + ours.rjust(len(phrase)) + text[begin + len(phrase) :]
    return text


def _term(word: Word, *, is_last: bool) -> Term:
    own = dict.fromkeys(word.stems, 1.0)
    others = {other: SYNONYM for stem in own for other in SYNONYMS.get(stem, ())}
    begun = fold(word.text).replace("'", "")
    may_go_on = is_last and len(begun) >= SHORTEST_BEGINNING
    return Term(word, others | own, begun if may_go_on else "")
