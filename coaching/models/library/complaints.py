"""What is wrong with the text of an article, each with its line."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise

from markdown_it.token import Token

from coaching.rules.terms import Grade

from .dialect import BREAKS, STRICT, WRITER, image_name, is_link, shown, tidy
from .sentences import MOST_CHARACTERS, TOO_LONG

EMPTY = "The text is empty."
HTML = "HTML is not taken here, write Markdown. Found: {found}"
NO_SOURCE = "There is no source with the key {word}.{close}"
NO_ADVICE = "There is no advice with the slug {word}.{close}"
NO_GRADE = "{word} is no grade. Choose from: " + ", ".join(Grade) + "."
NO_CITATION = "A citation is written [@KEY] or [@KEY; @OTHER]. Found: {found}"
NO_GRADE_WORD = "A grade is written [grade: low]. Found: {found}"
ADVICE_ALONE = "[advice: slug] stands alone on a line, outside lists and quotations. Found: {found}"
NO_REFERENCE = (
    "A word in brackets with a colon behind it defines an address; citations, grades and advice have no colon."
)
NO_LINK = "A link may lead to http, https, mailto, or a path of our own such as /library/night-cramps/. Found: {found}"
NO_HOST = "A link that begins with // leaves the site: write https:// before it. Found: {found}"
BROKEN_LINK = "This link is not complete, or its address holds a space: write [words](/address/). Found: {found}"
EMPTY_LINK = "A link has no words. Found: {found}"
LINK_TITLE = "The words in quotes behind an address are not shown: leave them out. Found: {found}"
NO_ALT = "An image says nothing to those who cannot see it: write ![what it shows](image:name)."
FOREIGN_IMAGE = "An image is one of ours, written ![what it shows](image:name). Found: {found}"
NO_IMAGE = "There is no image named {word}.{close}"
LEVEL_1 = "# is the title of the page: headings begin with ##."
LEVEL_4 = "Headings are ## and ### only."
SKIPPED = "### stands before any ##."
NO_HEADING = "A heading has no words."
NOTE_MISSING = "The note [^{word}] is not written: add a line [^{word}]: and its text."
NOTE_UNUSED = "Nothing refers to the note [^{word}]."
NOTE_TWICE = "The note [^{word}] is written twice."

OUR_WORD = re.compile(
    rf"\[\s*(?:(?P<cite>@)|(?P<grade>grade(?:\s*:|\s+(?:{'|'.join(Grade)})\b))|(?P<advice>advice(?:\s*:|\s+[\w-]+\s*\])))[^\[\]]*\]?",
    re.IGNORECASE,
)
BARE_KEY = re.compile(r"\[([A-Z0-9][A-Z0-9_-]+)\]")
A_GRADE = re.compile(r"\[grade:\s*([^\[\]]*?)\s*\]")
NOTE = re.compile(r"\[\^([^\[\]\s]{1,60})\]")
LOOSE_LINK = re.compile(r"[^\s\[\]]{0,30}\]\([^\s)]*\)?")
LONGEST_FOUND = 60


@dataclass(frozen=True)
class Found:
    """A token of the text on its line, counted from 1."""

    line: int
    token: Token


@dataclass(frozen=True)
class Known:
    keys: Container[str]
    slugs: Container[str]
    images: Container[str]


Complaint = tuple[int, str]


def complaints(body: str, *, keys: Container[str], slugs: Container[str], images: Container[str]) -> list[str]:
    """Everything that keeps a text from being shown as it was meant, in the order of its lines; empty if nothing does.

    `keys`, `slugs` and `images` are the sources, the advice and the pictures there are.
    """
    if len(body) > MOST_CHARACTERS:
        return [TOO_LONG.format(count=len(body))]
    body, env = tidy(body), {}
    tokens = list(_walk(WRITER.parse(body, env)))
    if not any(_says_something(found.token) for found in tokens):
        return [EMPTY]
    known = Known(keys, slugs, images)
    wrong = [*_html(body), *_definitions(env), *_headings(tokens), *_notes(tokens)]
    wrong += [complaint for found in tokens for complaint in _complaints_of(found, known)]
    return [f"Line {line}: {text}" for line, text in sorted(dict.fromkeys(wrong), key=lambda complaint: complaint[0])]


def _says_something(token: Token) -> bool:
    return token.type in ("advice", "image", "citation") or bool(token.type != "inline" and token.content.strip())


def _walk(tokens: Iterable[Token]) -> Iterator[Found]:
    """Every token with its line: blocks first, then what their lines hold."""
    line = 1
    for token in tokens:
        line = token.map[0] + 1 if token.map else line
        yield Found(line, token)
        yield from _within(token, line)


def _within(token: Token, line: int) -> Iterator[Found]:
    for child in token.children or []:
        line += child.type in BREAKS
        yield Found(line, child)
        if child.type == "image":
            yield from _within(child, line)


def _html(body: str) -> Iterator[Complaint]:
    """The first of each line: what is opened there is closed there."""
    tags = [found for found in _walk(STRICT.parse(body)) if found.token.type in ("html_block", "html_inline")]
    for line, found in {tag.line: tag.token.content for tag in reversed(tags)}.items():
        yield line, HTML.format(found=_short(found.strip().partition(">")[0] + ">"))


def _definitions(env: dict) -> Iterator[Complaint]:
    for label, definition in env.get("references", {}).items():
        if OUR_WORD.match(f"[{label}]"):
            yield definition["map"][0] + 1, NO_REFERENCE


def _headings(tokens: list[Found]) -> Iterator[Complaint]:
    seen = False
    for found, line in pairwise(tokens):
        if found.token.type == "heading_open":
            level = int(found.token.tag[1])
            wrong = {1: LEVEL_1, 2: "", 3: "" if seen else SKIPPED}.get(level, LEVEL_4)
            wrong = wrong or ("" if shown(line.token.children).strip() else NO_HEADING)
            yield from [(found.line, wrong)] if wrong else []
            seen = seen or level <= 2


def _notes(tokens: list[Found]) -> Iterator[Complaint]:
    used = {found.token.meta["label"] for found in tokens if found.token.type == "footnote_ref"}
    written: set[str] = set()
    for found in tokens:
        if found.token.type == "footnote_reference_open":
            label = found.token.meta["label"]
            if label in written:
                yield found.line, NOTE_TWICE.format(word=_short(label))
            elif label not in used:
                yield found.line, NOTE_UNUSED.format(word=_short(label))
            written.add(label)


def _complaints_of(found: Found, known: Known) -> Iterator[Complaint]:
    for text in COMPLAINTS.get(found.token.type, lambda token, known: [])(found.token, known):
        yield found.line, text


def _of_citation(token: Token, known: Known) -> Iterator[str]:
    for key in [word.strip().removeprefix("@") for word in token.meta["said"].split(";")]:
        if key not in known.keys:
            yield NO_SOURCE.format(word=_short(key), close=_close(key, known.keys))


def _of_advice(token: Token, known: Known) -> Iterator[str]:
    slug = token.meta["slug"]
    if slug not in known.slugs:
        yield NO_ADVICE.format(word=_short(slug), close=_close(slug, known.slugs))


def _of_image(token: Token, known: Known) -> Iterator[str]:
    name = image_name(token)
    if not shown(token.children).strip():
        yield NO_ALT
    if not name:
        yield FOREIGN_IMAGE.format(found=_short(str(token.attrs["src"])))
    elif name not in known.images:
        yield NO_IMAGE.format(word=_short(name), close=_close(name, known.images))
    yield from _of_title(token)


def _of_link(token: Token, known: Known) -> Iterator[str]:
    href = str(token.attrs["href"])
    if href.startswith(("//", "/\\")):
        yield NO_HOST.format(found=_short(href))
    elif not is_link(href):
        yield NO_LINK.format(found=_short(href) or "no address")
    yield from _of_title(token)


def _of_title(token: Token) -> Iterator[str]:
    if token.attrs.get("title"):
        yield LINK_TITLE.format(found=_short(str(token.attrs["title"])))


def _of_text(token: Token, known: Known) -> Iterator[str]:
    """What was meant to be more than text, but is not written so that it is."""
    for match in OUR_WORD.finditer(token.content):
        yield _misspelt(match)
    for match in BARE_KEY.finditer(token.content):
        if match[1] in known.keys:
            yield NO_CITATION.format(found=match[0])
    for match in NOTE.finditer(token.content):
        yield NOTE_MISSING.format(word=_short(match[1]))
    for match in LOOSE_LINK.finditer(token.content):
        yield BROKEN_LINK.format(found=_short(match[0]))


def _misspelt(match: re.Match[str]) -> str:
    if match["cite"]:
        return NO_CITATION.format(found=_short(match[0]))
    if match["advice"]:
        return ADVICE_ALONE.format(found=_short(match[0]))
    said = A_GRADE.fullmatch(match[0])
    return NO_GRADE.format(word=_short(said[1])) if said and said[1] else NO_GRADE_WORD.format(found=_short(match[0]))


def _of_line(token: Token, known: Known) -> Iterator[str]:
    """A link around nothing, which a keyboard reaches and a screen reader cannot name."""
    for child, then in zip(token.children or [], (token.children or [])[1:], strict=False):
        if (child.type, then.type) == ("link_open", "link_close"):
            yield EMPTY_LINK.format(found=_short(str(child.attrs["href"])))


COMPLAINTS = {
    "citation": _of_citation,
    "advice": _of_advice,
    "image": _of_image,
    "link_open": _of_link,
    "text": _of_text,
    "inline": _of_line,
}


def _close(word: str, known: Container[str]) -> str:
    """Up to three that may have been meant, as a sentence."""
    by_small_letters = {one.lower(): one for one in known} if isinstance(known, Iterable) else {}
    meant = get_close_matches(word.lower(), sorted(by_small_letters), n=3)
    return f" Did you mean {', '.join(by_small_letters[one] for one in meant)}?" if meant else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_FOUND else f"{text[:LONGEST_FOUND]}…"
