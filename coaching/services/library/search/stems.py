"""Words and their stems: what makes "cramps", "Cramping" and "CRAMP" the same to the search."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

LONGEST_STEM = 60  # as long as the index keeps it

# A word may hold accents written apart, soft hyphens and apostrophes; a compound is words tied by hyphens.
PIECE = r"[^\W_](?:[^\W_]|[\u00ad\u0300-\u036f]|['’ʼ](?=[^\W_]))*"
WORD = re.compile(PIECE)
COMPOUND = re.compile(rf"{PIECE}(?:[-\u2010\u2011]{PIECE})*")
MARKS = re.compile(r"(?<!и)\u0306|[\u00ad\u0300-\u0305\u0307-\u036f]")  # but not what makes й of и
APOSTROPHES = str.maketrans("’ʼ", "''")
CYRILLIC = re.compile(r"[\u0400-\u04ff]")

# The stemmer does not know that these are one word.
IRREGULAR = {"calves": "calf", "feet": "foot", "ran": "run", "held": "hold", "taken": "take", "eaten": "eat"}
IN_EVERY_TEXT = """
a about also an and any are aren't as at be been being but by can can't cannot could did didn't do does doesn't doing
don't for from get gets had has have having he her him his how i i'd i'm i've if in into is isn't it it's its just may
me might more most much must my no nor not of on or our ought out shall she should so some such than that that's the
their them then there these they they're this those to too up us very was wasn't we we're were what what's when where
whether which while who whom whose why will with won't would you you're your
а без бы был была были было быть в вам вас весь во вот все всего вы где да для до его ее если есть еще же за и из или
им их к как какая какие какой ко когда кто ли мне мы на над не него нее нет ни но ну о об он она они оно от по под
почему при с со так такой то тоже только тот ты у уже чего чем что чтобы эта эти это этот я
"""
STOP_WORDS = frozenset(IN_EVERY_TEXT.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: where it stands, and the stems it is found by; "warm-up" is found by "warmup", too."""

    text: str
    start: int
    end: int
    stems: tuple[str, ...]


def words(text: str) -> Iterator[Word]:
    """The words of a text in their order. Those that stand in every text, such as "the", have no stem."""
    for compound in COMPOUND.finditer(text):
        pieces = list(WORD.finditer(text, compound.start(), compound.end()))
        whole = "".join(piece[0] for piece in pieces) if len(pieces) > 1 else ""
        joined = (stem(whole),) if whole.isalpha() else ()
        for piece in pieces:
            own = stem(piece[0])
            yield Word(piece[0], *piece.span(), (own, *joined) if own else ())


def stems(text: str) -> list[str]:
    """All stems of a text, as often as they occur."""
    return [found for word in words(text) for found in word.stems]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one word, by the alphabet it is written in; empty for a word that stands in every text."""
    folded = fold(word)
    if folded in STOP_WORDS:
        return ""
    known = IRREGULAR.get(folded, folded)
    language = "russian" if CYRILLIC.search(known) else "english"
    # A stemmer of its own: one that is shared would mix up the words of two threads.
    return snowballstemmer.stemmer(language).stemWord(known).replace("'", "")[:LONGEST_STEM]


def fold(word: str) -> str:
    """A word without capitals, accents and soft hyphens; ё is е."""
    spread = unicodedata.normalize("NFKD", word[:LONGEST_STEM]).casefold()
    return unicodedata.normalize("NFC", MARKS.sub("", spread)).translate(APOSTROPHES)
