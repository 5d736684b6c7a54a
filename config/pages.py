"""Public pages, kept ready outside Django: for the next reader a page costs a look-up (docs/adr/0010).

A view marks its page with `coaching.views.public.public_page`. Each process keeps its own pages; a file that they all
look at tells them when something was published.
"""

import gzip
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from threading import Lock
from time import time

import brotli
from django.utils.http import parse_etags, parse_http_date_safe

KEEP_UNTIL = "uncramp-keep-until"  # coaching/views/public.py sets it; it never leaves
MOST_PAGES = 500
MOST_BYTES = 32 * 1024 * 1024

# Brotli at its best takes off another sixth but twenty times as long, and a page is compressed anew every five minutes.
ENCODERS = {"br": lambda body: brotli.compress(body, quality=5), "gzip": lambda body: gzip.compress(body, 6, mtime=0)}
ALIASES = {"x-gzip": "gzip"}
QUALITY = re.compile(r"\s*(?:q\s*=\s*([01](?:\.\d{0,3})?)\s*)?")

OF_THE_BODY = {"content-type", "content-length", "content-encoding", "content-language"}
OF_AN_ENCODING = {"content-length", "content-encoding", "etag", "vary"}


def cached(application, stamp_file, *, most_pages=MOST_PAGES, most_bytes=MOST_BYTES):
    """Wrap a WSGI application: a page that it marks is asked for once, until the stamp of that file is another.

    The stamp is read before the application is asked: what was published meanwhile leaves a stamp that no longer fits.
    """
    shelf = Shelf(most_pages, most_bytes)

    def answered(environ, start_response):
        key, stamp = key_of(environ), stamp_of(stamp_file)
        page = shelf.find(key, stamp)
        if page is None:
            page, answer = ask(application, environ, start_response, marks_count=bool(key))
            if page is None:
                return answer
            if environ["REQUEST_METHOD"] == "GET" and stamp_of(stamp_file) == stamp:
                shelf.put(key, stamp, page)
        return page.answer(environ, start_response)

    return answered


def key_of(environ):
    """What tells a page from the others; None if Django has to see the request.

    Who sends a body may be refused for it. Cookies, an Authorization and a Cache-Control make no difference: a public
    page is the same for everybody and never out of date, so a reload gets it from here, too.
    """
    body = environ.get("CONTENT_TYPE") or environ.get("CONTENT_LENGTH", "") not in ("", "0")
    if body or environ.get("QUERY_STRING") or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return None
    host = environ.get("HTTP_HOST")
    return host and (environ["wsgi.url_scheme"], host, environ.get("SCRIPT_NAME"), environ.get("PATH_INFO"))


def stamp_of(file):
    """What changes with each publication; None, a stamp as any other, if the file is not there."""
    try:
        seen = os.stat(file)
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns


class Shelf:
    """The pages that this process keeps. Its threads share it; when it is full the oldest goes."""

    def __init__(self, most_pages, most_bytes):
        self.most_pages, self.most_bytes = most_pages, most_bytes
        self.pages, self.bytes = {}, 0
        self.lock = Lock()

    def find(self, key, stamp):
        kept_at, page = self.pages.get(key, (None, None))
        return page if page and kept_at == stamp and time() < page.keep_until else None

    def put(self, key, stamp, page):
        if page.bytes > self.most_bytes:
            return
        with self.lock:
            self.drop(key)
            self.pages[key] = stamp, page
            self.bytes += page.bytes
            while len(self.pages) > self.most_pages or self.bytes > self.most_bytes:
                self.drop(next(iter(self.pages)))

    def drop(self, key):
        if key in self.pages:
            _, page = self.pages.pop(key)
            self.bytes -= page.bytes


# --- Asking the application ------------------------------------------------------------------


def ask(application, environ, start_response, *, marks_count):
    """The page, if the application marks its answer as one, or else its answer: one of the two is None."""
    listener = Listener(start_response, marks_count)
    answer = application(environ, listener)
    if listener.mark is None:
        listener.marks_count = False  # one that starts only while it is read is sent as it is
        return None, answer
    return Page(*listener.mark, listener.read(answer)), None


class Listener:
    """A start_response that holds a marked answer back, and passes any other on without the mark."""

    def __init__(self, start_response, marks_count):
        self.start_response, self.marks_count = start_response, marks_count
        self.mark, self.parts = None, []

    def __call__(self, status, headers, *exc_info):
        marks = [value for name, value in headers if name.lower() == KEEP_UNTIL]
        headers = [(name, value) for name, value in headers if name.lower() != KEEP_UNTIL]
        self.mark, self.parts = None, []
        if marks and self.marks_count and status.startswith("200 ") and same_for_all(headers):
            self.mark = headers, float(marks[0])
            return self.parts.append
        return self.start_response(status, headers, *exc_info)

    def read(self, answer):
        try:
            return b"".join([*self.parts, *answer])
        finally:
            if hasattr(answer, "close"):
                answer.close()


def same_for_all(headers):
    """Whether an answer depends on nothing but the encoding, which is ours to choose."""
    said = [(name.lower(), value.lower()) for name, value in headers]
    varies_on = {part.strip() for name, value in said if name == "vary" for part in value.split(",")}
    encodings = {value for name, value in said if name == "content-encoding"}
    return varies_on <= {"", "accept-encoding"} and encodings <= {"gzip"} and "set-cookie" not in dict(said)


# --- A page and its encodings -----------------------------------------------------------------


class Page:
    """A page in each encoding that makes it smaller, ready to be sent."""

    def __init__(self, headers, keep_until, body):
        said = {name.lower(): value for name, value in headers}
        if "content-encoding" in said:
            body = gzip.decompress(body)
        headers = [(name, value) for name, value in headers if name.lower() not in OF_AN_ENCODING]
        encoded = {name: encode(body) for name, encode in ENCODERS.items()}
        bodies = {name: short for name, short in encoded.items() if len(short) < len(body)} | {"identity": body}
        self.variants = {name: variant(headers, name, body) for name, body in bodies.items()}
        self.modified = parse_http_date_safe(said.get("last-modified", ""))
        self.keep_until = keep_until
        self.bytes = sum(len(each.body) + len(str(each.headers)) for each in self.variants.values())

    def answer(self, environ, start_response):
        wanted = preferred(environ.get("HTTP_ACCEPT_ENCODING", ""))
        chosen = next(self.variants[name] for name in wanted if name in self.variants)
        if self.is_known(environ, chosen.etag):
            start_response("304 Not Modified", list(chosen.without_body))
            return []
        start_response("200 OK", list(chosen.headers))
        return [chosen.body] if environ["REQUEST_METHOD"] == "GET" else []

    def is_known(self, environ, etag):
        """Whether the client has the page as it is; its time counts only if it names no ETag."""
        if "HTTP_IF_NONE_MATCH" in environ:
            tags = parse_etags(environ["HTTP_IF_NONE_MATCH"])
            return "*" in tags or etag in (tag.removeprefix("W/") for tag in tags)
        since = environ.get("HTTP_IF_MODIFIED_SINCE")
        if not since or self.modified is None:
            return False
        return (parse_http_date_safe(since) or 0) >= self.modified


@dataclass(frozen=True, slots=True)
class Variant:
    etag: str
    headers: list
    without_body: list
    body: bytes


def variant(headers, encoding, body):
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    headers = [*headers, ("Vary", "Accept-Encoding"), ("ETag", etag), ("Content-Length", str(len(body)))]
    if encoding != "identity":
        headers.append(("Content-Encoding", encoding))
    without_body = [(name, value) for name, value in headers if name.lower() not in OF_THE_BODY]
    return Variant(etag, headers, without_body, body)


@lru_cache(maxsize=128)
def preferred(accept_encoding):
    """The encodings in the order in which a client wants them. The page as it is stays the last resort, even at q=0."""
    weights = {}
    for choice in accept_encoding.lower().split(","):
        name, _, parameters = choice.partition(";")
        quality = QUALITY.fullmatch(parameters)
        weights[ALIASES.get(name.strip(), name.strip())] = float(quality[1] or 1) if quality else 0.0
    others = dict.fromkeys(ENCODERS, weights.get("*", 0.0))
    weights = others | {"identity": 0.0} | weights
    ordered = sorted([*ENCODERS, "identity"], key=lambda name: -weights[name])
    return tuple(name for name in ordered if weights[name] > 0 or name == "identity")
