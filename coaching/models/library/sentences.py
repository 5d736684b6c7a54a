"""Texts in sentences, whatever hides in them."""

import re
import unicodedata

MOST_CHARACTERS = 60_000  # of any text of the library
LONGEST_SENTENCE = 600  # a longer one is read in pieces
TOO_LONG = "The text has {count:,} characters: 60,000 is the most."

END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|[A-ZА-ЯЁ]|$)")
# Behind these a full stop ends nothing, unless a capital follows; behind the second kind not even then.
SHORT = re.compile(
    r"(?:^|[\s(])(?:approx|avg|c|ca|est|fig|incl|max|min|no|nos|p|pp|resp|sec|vol|"
    r"в\s?т|г|гг|др|мин|напр|ок|прим|рис|сек|см|ср|стр|т|тыс)$",
    re.IGNORECASE,
)
NAMES = re.compile(r"(?:^|[\s(])(?:al|cf|dr|mr|mrs|ms|prof|vs|\w(?:\.\s?\w)+)$", re.IGNORECASE)
GRAPHEME_JOINER = "\u034f"


def plain(text: str) -> str:
    """The text as a reader sees it: no soft hyphens or other signs without a width, every space a space."""
    text = unicodedata.normalize("NFKC", text)
    return "".join(
        " " if char.isspace() else char
        for char in text
        if char.isspace() or (unicodedata.category(char) not in ("Cc", "Cf") and char != GRAPHEME_JOINER)
    )


def sentences(text: str) -> list[str]:
    """The sentences of one line of plain text: "Run 8.5 km, e.g. flat. Rest." has two."""
    found, start = [], 0
    for end in END.finditer(text):
        if not _only_shortens(text, start, end):
            found.append(text[start : end.end()].strip())
            start = end.end()
    return [*found, *filter(None, [text[start:].strip()])]


def _only_shortens(text: str, start: int, end: re.Match[str]) -> bool:
    if end[0] != ".":
        return False
    before, after = text[max(start, end.start() - 20) : end.start()], text[end.end() : end.end() + 20].lstrip()[:1]
    return bool(NAMES.search(before) or (SHORT.search(before) and not after.isupper() and after))


def pieces(sentence: str) -> list[str]:
    """A sentence as it is; one without an end in pieces, so that reading it takes no endless time."""
    return [sentence[at : at + LONGEST_SENTENCE] for at in range(0, len(sentence), LONGEST_SENTENCE)]
