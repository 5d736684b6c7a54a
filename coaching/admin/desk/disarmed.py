"""A page of the site to be looked at only: nothing in it can be pressed, and its links stay among such pages."""

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

LANDMARKS = ("header", "main")
CONTROLS = ("button", "input", "select", "textarea")
SENDS = ("action", "method", "formaction", "formmethod", "target", "enctype")  # attributes that take a form somewhere


def disarmed(page: str, *, lead: Callable[[str], str | None], head: str, top: str, title: str) -> str:
    """The page with every control disabled; `lead` gives the address a link may go to, or None.

    `head` is put at the end of its head, `top` before its first landmark, `title` before its title; all are HTML.
    """
    reader = _Disarming(lead, head, top, title)
    reader.feed(page)
    reader.close()
    return "".join(reader.made)


class _Disarming(HTMLParser):
    """Hands on what it reads, sign by sign, but for links, forms and their controls."""

    def __init__(self, lead, head, top, title):
        super().__init__(convert_charrefs=False)
        self.lead, self.head, self.top, self.title = lead, head, top, title
        self.made, self.in_head = [], True

    def handle_starttag(self, tag, attrs):
        self.made.append(self.opened(tag, attrs))

    handle_startendtag = handle_starttag

    def opened(self, tag, attrs):
        as_it_was = self.get_starttag_text()
        if tag == "a":
            return self.link(attrs)
        if tag == "form":
            return written(tag, [(name, value) for name, value in attrs if name not in SENDS])
        if tag in CONTROLS:
            return control(tag, attrs)
        if tag == "title" and self.in_head:
            return as_it_was + self.title
        return self.take_top() + as_it_was if tag in LANDMARKS else as_it_was

    def take_top(self):
        """Once, and after the link that skips to the main content, which comes first on every page."""
        top, self.top = self.top, ""
        return top

    def link(self, attrs):
        """One that leads away stays as words, and says that it is none."""
        rest = [(name, value) for name, value in attrs if name not in ("href", "target", "role")]
        led = self.lead(dict(attrs).get("href") or "")
        if led is None:
            return written("a", [*rest, ("role", "link"), ("aria-disabled", "true")])
        return written("a", [("href", led), *rest])

    def handle_endtag(self, tag):
        if tag == "head":
            self.made.append(self.head)
            self.in_head = False
        self.made.append(f"</{tag}>")

    def handle_data(self, data):
        self.made.append(data)

    def handle_entityref(self, name):
        self.made.append(f"&{name};")

    def handle_charref(self, name):
        self.made.append(f"&#{name};")

    def handle_decl(self, decl):
        self.made.append(f"<!{decl}>")


def control(tag, attrs):
    """Disabled; what a form carries along unseen is left out, tokens among it."""
    if ("type", "hidden") in attrs:
        return ""
    return written(
        tag, [*((name, value) for name, value in attrs if name not in (*SENDS, "disabled")), ("disabled", None)]
    )


def written(tag, attrs):
    said = "".join(f" {name}" if value is None else f' {name}="{escape(value)}"' for name, value in attrs)
    return f"<{tag}{said}>"
