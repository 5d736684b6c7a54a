"""The text of an article as HTML: what its Markdown may become, and nothing else."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

import nh3
from markdown_it.token import Token

from coaching.rules import say
from coaching.rules.terms import Grade

from .complaints import complaints
from .dialect import READER, image_name, is_link, prose, shown, tidy

__all__ = ["Rendered", "complaints", "parts", "render"]

# The page has these itself; the prefixes stand before the ids of its sources, notes and comments.
IDS_OF_THE_PAGE = {"main", "sources", "comments", "read-also", "contents", "error-summary-title"}
PREFIXES_OF_THE_PAGE = ("source-", "note-", "comment-", "id_")
WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
# Nothing a body says can look like this: text has its < written as &lt;, and an attribute its " as &quot;.
ADVICE = re.compile(r'<div data-advice="([A-Za-z0-9_-]+)"></div>')
ALIGNED = {"text-align:right": "right", "text-align:center": "center"}

BLOCKS = {"blockquote", "br", "div", "figure", "h2", "h3", "hr", "img", "li", "ol", "p", "pre", "section", "ul"}
TABLES = {"table", "tbody", "td", "th", "thead", "tr"}
TAGS = {"a", "code", "em", "strong", "sup"} | BLOCKS | TABLES
ATTRIBUTES = {
    "a": {"aria-label", "href", "id", "rel"},
    "div": {"aria-label", "data-advice", "role", "tabindex"},
    "h2": {"id"},
    "h3": {"id"},
    "img": {"alt", "height", "loading", "src", "width"},
    "li": {"id"},
    "ol": {"start"},
    "section": {"aria-label"},
    "th": {"scope"},
}
CLASSES = {
    "a": {"cite", "grade", "note", "back", *(f"grade-{grade}" for grade in Grade)},
    "div": {"scroll"},
    "section": {"notes"},
    "td": {"right", "center"},
    "th": {"right", "center"},
}


@dataclass(frozen=True)
class Rendered:
    """A body as HTML, with what it cites and shows, each once and in order."""

    html: str
    keys: tuple[str, ...]  # of sources; the number in the text is the place in this list
    slugs: tuple[str, ...]  # of advice
    images: tuple[str, ...]  # names of pictures
    contents: tuple[tuple[str, str], ...]  # id and text of each ## heading
    words: int


@dataclass
class Page:
    """What is collected on the way through the text."""

    sizes: Mapping[str, tuple[int, int]]
    numbers: dict[str, int] = field(default_factory=dict)
    slugs: dict[str, None] = field(default_factory=dict)
    images: dict[str, None] = field(default_factory=dict)


def render(body: str, *, sizes: Mapping[str, tuple[int, int]] | None = None) -> Rendered:
    """The body as HTML. It takes any text: what `complaints` refuses is left out or shown as it was written.

    `sizes` holds the width and height of pictures in pixels, by name. The advice is put in by the page, see `parts`.
    """
    page = Page(sizes or {})
    tokens = READER.parse(tidy(body))
    contents = name_headings(tokens)
    html = nh3.clean(
        READER.renderer.render(tokens, READER.options, {"page": page}),
        tags=TAGS,
        attributes=ATTRIBUTES,
        allowed_classes=CLASSES,
        attribute_filter=only_known_addresses,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    words = sum(len(WORD.findall(text)) for text in prose(body))
    return Rendered(html, tuple(page.numbers), tuple(page.slugs), tuple(page.images), contents, words)


def parts(html: str) -> list[tuple[str, str]]:
    """The HTML of a body in pieces: ("html", a piece) and ("advice", a slug), in order, without empty pieces."""
    pieces = ADVICE.split(html)
    return [("advice" if i % 2 else "html", piece) for i, piece in enumerate(pieces) if piece.strip()]


def only_known_addresses(tag: str, attribute: str, value: str) -> str | None:
    return None if attribute == "href" and not is_link(value) else value


def name_headings(tokens: Sequence[Token]) -> tuple[tuple[str, str], ...]:
    """Give each heading an id of its own and level 2 or 3; the id and text of each of level 2."""
    ids, contents = Ids(), []
    for heading, text, end in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if heading.type != "heading_open":
            continue
        heading.tag = end.tag = "h2" if heading.tag in ("h1", "h2") else "h3"
        words = " ".join(shown(text.children).split())
        heading.attrs["id"] = ids.free(words)
        if heading.tag == "h2" and words:
            contents.append((heading.attrs["id"], words))
    return tuple(contents)


class Ids:
    """Ids that read like the text, in its own letters, each once: "Ночью: что делать" -> "ночью-что-делать"."""

    def __init__(self) -> None:
        self.taken = set(IDS_OF_THE_PAGE)
        self.counts: Counter[str] = Counter(IDS_OF_THE_PAGE)

    def free(self, text: str) -> str:
        stem = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", text).lower()).strip("-") or "section"
        if stem.startswith(PREFIXES_OF_THE_PAGE):
            self.counts[stem] = max(self.counts[stem], 1)
        made = self._next(stem)
        while made in self.taken:
            made = self._next(stem)
        self.taken.add(made)
        return made

    def _next(self, stem: str) -> str:
        self.counts[stem] += 1
        return stem if self.counts[stem] == 1 else f"{stem}-{self.counts[stem]}"


def citation(token: Token, page: Page) -> str:
    keys = [key.strip().removeprefix("@") for key in token.meta["said"].split(";")]
    return " ".join(_cited(key, page.numbers.setdefault(key, len(page.numbers) + 1)) for key in keys)


def _cited(key: str, number: int) -> str:
    return f'<a class="cite" href="#source-{key}" aria-label="Source {number}">[{number}]</a>'


def grade(token: Token, page: Page) -> str:
    word = Grade(token.meta["said"])
    return f'<a class="grade grade-{word}" href="/grades/">{say.GRADES[word]}</a>'


def advice(token: Token, page: Page) -> str:
    page.slugs[token.meta["slug"]] = None
    return f'<div data-advice="{token.meta["slug"]}"></div>\n'


def image(token: Token, page: Page) -> str:
    alt, name = " ".join(shown(token.children).split()), image_name(token)
    if not name:
        return escape(alt)
    page.images[name] = None
    size = 'width="{}" height="{}" '.format(*page.sizes[name]) if name in page.sizes else ""
    html = f'<img src="/library/images/{name}.webp" alt="{escape(alt)}" {size}loading="lazy">'
    return f"<figure>{html}</figure>\n" if token.meta.get("stands_alone") else html


def link_open(token: Token, page: Page) -> str:
    href = str(token.attrs.get("href", ""))
    if not is_link(href):
        return "<a>"
    rel = ' rel="noopener"' if href.lower().startswith("http") else ""
    return f'<a href="{escape(href)}"{rel}>'


def table_open(token: Token, page: Page) -> str:
    return '<div class="scroll" role="region" tabindex="0" aria-label="Table">\n<table>\n'


def table_close(token: Token, page: Page) -> str:
    return "</table>\n</div>\n"


def cell_open(token: Token, page: Page) -> str:
    scope = ' scope="col"' if token.tag == "th" else ""
    aligned = ALIGNED.get(str(token.attrs.get("style", "")))
    return f"<{token.tag}{scope}" + (f' class="{aligned}">' if aligned else ">")


def note_ref(token: Token, page: Page) -> str:
    note, place = _note(token)
    return f'<sup><a class="note" id="note-from-{place}" href="#note-{note}">note {note}</a></sup>'


def notes_open(token: Token, page: Page) -> str:
    return '<section class="notes" aria-label="Notes">\n<ol>\n'


def notes_close(token: Token, page: Page) -> str:
    return "</ol>\n</section>\n"


def note_open(token: Token, page: Page) -> str:
    return f'<li id="note-{_note(token)[0]}">'


def note_back(token: Token, page: Page) -> str:
    note, place = _note(token)
    again = f", place {token.meta['subId'] + 1}" if token.meta["subId"] else ""
    return f' <a class="back" href="#note-from-{place}" aria-label="Back to note {note} in the text{again}">↩\ufe0e</a>'


def _note(token: Token) -> tuple[str, str]:
    """The number of a note, and of the place it is named at: "2", "2-3" for the third place that names it."""
    note, times = str(token.meta["id"] + 1), token.meta.get("subId", 0)
    return note, f"{note}-{times + 1}" if times else note


WRITERS: dict[str, Callable[[Token, Page], str]] = {
    "citation": citation,
    "grade": grade,
    "advice": advice,
    "image": image,
    "link_open": link_open,
    "table_open": table_open,
    "table_close": table_close,
    "th_open": cell_open,
    "td_open": cell_open,
    "footnote_ref": note_ref,
    "footnote_block_open": notes_open,
    "footnote_block_close": notes_close,
    "footnote_open": note_open,
    "footnote_anchor": note_back,
}


def as_render_rule(write: Callable[[Token, Page], str]) -> Callable[..., str]:
    return lambda renderer, tokens, at, options, env: write(tokens[at], env["page"])


for kind, writer in WRITERS.items():
    READER.add_render_rule(kind, as_render_rule(writer))
