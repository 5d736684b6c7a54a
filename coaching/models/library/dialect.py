"""How the text of an article is read: CommonMark, tables, footnotes, and three bracket words of our own.

[@KEY; @OTHER]    a citation, anywhere in a sentence
[grade: low]      how far the claim can be trusted
[advice: slug]    a piece of advice, alone on a line
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from coaching.rules.terms import Grade

KEY = r"@[A-Za-z0-9][A-Za-z0-9_-]*"
CITATION = re.compile(rf"\[({KEY}(?:\s*;\s*{KEY})*)\s*\]")
GRADE = re.compile(rf"\[grade:[ \t]*({'|'.join(Grade)})[ \t]*\]")
ADVICE = re.compile(r"\[advice:[ \t]*([A-Za-z0-9_-]+)[ \t]*\][ \t]*")
IMAGE = re.compile(r"image:([A-Za-z0-9_-]+)")
LINK = re.compile(r"https?://[^/?#\s]+\S*|mailto:[^@\s]+@\S+|/(?![/\\])\S*|#\S+", re.IGNORECASE)
BREAKS = ("softbreak", "hardbreak")


def is_link(href: str) -> bool:
    """Whether an article may lead there: the web, a mail address, a path of our own from the root, or a place in the page."""
    return LINK.fullmatch(href) is not None


def image_name(token: Token) -> str:
    """The name of a picture of ours; empty where the image comes from anywhere else."""
    match = IMAGE.fullmatch(str(token.attrs.get("src", "")))
    return match[1] if match else ""


def cite(state: StateInline, silent: bool) -> bool:
    return _word(state, silent, CITATION, "citation")


def grade(state: StateInline, silent: bool) -> bool:
    return _word(state, silent, GRADE, "grade")


def _word(state: StateInline, silent: bool, pattern: re.Pattern[str], kind: str) -> bool:
    match = pattern.match(state.src, state.pos, state.posMax)
    if not match or state.linkLevel:  # it becomes a link, and a link holds no other
        return False
    if not silent:
        state.push(kind, "", 0).meta = {"said": match[1]}
    state.pos = match.end()
    return True


def advice(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line of its own, and not in a list or a quotation: there a page could not put the block."""
    if state.level or state.is_code_block(start):
        return False
    begin = state.bMarks[start] + state.tShift[start]
    match = ADVICE.fullmatch(state.src, begin, state.eMarks[start])
    if match and not silent:
        token = state.push("advice", "", 0)
        token.meta, token.map = {"slug": match[1]}, [start, start + 1]
        state.line = start + 1
    return match is not None


def stand_alone(state: StateCore) -> None:
    """Pictures in a paragraph of their own become figures, which a paragraph could not hold."""
    for before, token, after in zip(state.tokens, state.tokens[1:], state.tokens[2:], strict=False):
        if before.type == "paragraph_open" and token.type == "inline" and _only_images(token.children or []):
            before.hidden = after.hidden = True
            token.children = [child for child in token.children or [] if child.type == "image"]
            for image in token.children:
                image.meta["stands_alone"] = True


def _only_images(children: Sequence[Token]) -> bool:
    others = [child for child in children if child.type not in ("image", *BREAKS) and child.content.strip()]
    return not others and any(child.type == "image" for child in children)


def parser(*, html: bool = False) -> MarkdownIt:
    """One that takes every address; who renders or complains decides on them, see `is_link`."""
    made = MarkdownIt("commonmark", {"html": html}).enable("table").use(footnote_plugin, inline=False)
    made.inline.ruler.before("link", "citation", cite)
    made.inline.ruler.before("link", "grade", grade)
    made.block.ruler.before("reference", "advice", advice, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    made.core.ruler.push("stand_alone", stand_alone)
    made.validateLink = lambda _: True
    return made


READER = parser()
# As it was written: notes stay in their place, and a bracket behind a backslash is not taken for one of ours.
WRITER = parser().disable(["footnote_tail", "stand_alone", "text_join"])
# In the eyes of CommonMark, which takes HTML.
STRICT = parser(html=True)


def tidy(body: str) -> str:
    """Only what can be stored and sent: no lone halves of a character."""
    return body.encode("utf-8", "replace").decode("utf-8")


def shown(children: Sequence[Token] | None) -> str:
    """What of a line can be read: no marks, no addresses, no bracket words."""
    return "".join(_shown(child) for child in children or [])


def _shown(token: Token) -> str:
    if token.type in BREAKS:
        return " "
    if token.type == "image":
        return f" {shown(token.children)} "
    return token.content


def prose(body: str) -> list[str]:
    """The readable text of a body, a string for each paragraph, heading, list item, row of a table, block of code."""
    rows = groupby(_blocks(WRITER.parse(tidy(body))), key=lambda block: block[0])
    return [text for _, row in rows if (text := unicodedata.normalize("NFC", " ".join(t for _, t in row)).strip())]


def headed_cells(body: str) -> list[str]:
    """Each cell of a table behind the head of its column, for that is how it is read: "Risk: 30 %"."""
    heads: list[str] = []
    told, column = [], 0
    for token, then in pairwise(WRITER.parse(tidy(body))):
        heads = [] if token.type == "table_open" else heads
        column = 0 if token.type == "tr_open" else column
        if token.type == "th_open":
            heads.append(shown(then.children))
        if token.type == "td_open":
            told.append(f"{heads[column]}: {shown(then.children)}")
            column += 1
    return told


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[int, str]]:
    """Each text with the number of its block; the cells of a row share one."""
    number, in_row = 0, False
    for token in tokens:
        in_row = token.type == "tr_open" or (in_row and token.type != "tr_close")
        number += not in_row or token.type == "tr_open"
        if token.type == "inline":
            yield number, shown(token.children)
        elif token.type in ("fence", "code_block"):
            yield number, token.content
