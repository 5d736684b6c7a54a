"""Public pages, kept outside Django: when one is sent without asking, in which form, and when it is forgotten."""

import gzip
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from types import SimpleNamespace
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import brotli
import pytest
import time_machine
from django.utils.http import http_date

from coaching.services.library import pages
from config.pages import Shelf, cached, preferred

ROOT = Path(__file__).parent.parent
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG_TEXT = b"Cramps come with fatigue. " * 40


# --- An application that counts, behind the pages that are kept -----------------------------------


class Counting:
    """A WSGI application whose answer and headers a test may change; it counts how often it is asked."""

    def __init__(self):
        self.asked, self.closed = 0, 0
        self.status, self.body = "200 OK", LONG_TEXT
        self.headers = {
            "Content-Type": "text/html; charset=utf-8",
            "Cache-Control": "public, no-cache",
            "Last-Modified": http_date(NOW.timestamp()),
            "Vary": "Accept-Encoding",
            "X-Frame-Options": "DENY",
            "Uncramp-Keep-Until": repr(NOW.timestamp() + 300),
        }
        self.meanwhile = lambda: None

    def __call__(self, environ, start_response):
        self.asked += 1
        self.meanwhile()
        start_response(self.status, list(self.headers.items()))
        return self

    def __iter__(self):
        yield b""
        yield self.body

    def close(self):
        self.closed += 1


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


@pytest.fixture
def stamp(tmp_path):
    return tmp_path / "pages.stamp"


@pytest.fixture
def inner(clock):
    return Counting()


@pytest.fixture
def site(inner, stamp):
    return cached(inner, stamp)


def ask(site, path="/a/", method="GET", query="", **headers):
    """Status, headers by name and body of what the site answers; it has to keep to WSGI in doing so."""
    environ = {"REQUEST_METHOD": method, "SCRIPT_NAME": "", "PATH_INFO": path, "QUERY_STRING": query}
    headers = {"host": "localhost"} | headers
    environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
    said = []
    setup_testing_defaults(environ)
    answer = validator(site)(environ, lambda status, headers, exc_info=None: said.append((status, headers)))
    body = b"".join(answer)
    answer.close()
    [(status, headers)] = said
    return SimpleNamespace(status=status, headers=dict(headers), body=body)


@pytest.fixture
def publish(stamp):
    """A function: puts a new file in the place of the stamp, as `pages.changed` does."""

    def publish():
        draft = stamp.with_suffix(".new")
        draft.touch()
        draft.replace(stamp)

    return publish


# --- When a page is sent without asking -----------------------------------------------------------


def test_the_application_is_asked_once(site, inner):
    first = ask(site)
    assert (first.status, first.body, inner.asked, inner.closed) == ("200 OK", LONG_TEXT, 1, 1)
    assert ask(site) == first
    assert inner.asked == 1


def test_cookies_an_authorization_and_a_reload_get_the_same_page(site, inner):
    first = ask(site)
    assert ask(site, cookie="sessionid=x", authorization="Basic eDp5", cache_control="no-cache") == first
    assert inner.asked == 1


@pytest.mark.parametrize(
    "other",
    [{"path": "/b/"}, {"host": "127.0.0.1"}, {"environ": {"wsgi.url_scheme": "https"}}],
    ids=["path", "host", "scheme"],
)
def test_each_address_has_a_page_of_its_own(site, inner, other):
    ask(site)
    inner.body = b"another"
    extra = other.pop("environ", {})
    assert ask(lambda environ, start: site(environ | extra, start), **other).body == b"another"


def test_a_publication_clears_all_pages(site, inner, publish):
    ask(site), ask(site, "/b/")
    inner.body = b"new"
    publish()
    assert (ask(site).body, ask(site, "/b/").body, inner.asked) == (b"new", b"new", 4)
    assert ask(site).body == b"new"
    assert inner.asked == 4


def test_a_page_is_kept_until_its_time_and_no_longer(site, inner, clock):
    ask(site)
    clock.shift(timedelta(seconds=299.9))
    ask(site)
    assert inner.asked == 1
    clock.shift(timedelta(seconds=0.1))
    ask(site)
    assert inner.asked == 2


def test_a_page_made_while_something_is_published_is_not_kept(site, inner, publish):
    inner.meanwhile = publish
    inner.body = b"half old"
    assert ask(site).body == b"half old"
    inner.meanwhile = lambda: None
    inner.body = b"new"
    assert ask(site).body == b"new"


def test_a_page_that_comes_late_does_not_push_out_a_newer_one(site, inner, publish):
    def somebody_else_asks():
        inner.meanwhile = lambda: None
        publish()
        ask(site)

    inner.meanwhile = somebody_else_asks
    ask(site), ask(site)
    assert inner.asked == 2


def test_threads_that_ask_at_once_get_the_page(site, inner):
    start, answers = Barrier(8), []

    def reader(number):
        start.wait()
        answers.extend(ask(site, f"/{(number + turn) % 3}/").body for turn in range(50))

    threads = [Thread(target=reader, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [LONG_TEXT] * 400


# --- What is passed on as it is --------------------------------------------------------------------


@pytest.mark.parametrize("request_", [{"method": "POST"}, {"query": "page=2"}], ids=["POST", "query"])
def test_other_requests_pass_through(site, inner, request_):
    ask(site)
    inner.body = b"for you"
    answer = ask(site, **request_)
    assert (answer.body, inner.asked, inner.closed) == (b"for you", 2, 2)
    del inner.headers["Uncramp-Keep-Until"]
    assert answer.headers == inner.headers


@pytest.mark.parametrize(
    ("status", "header"),
    [
        ("404 Not Found", {}),
        ("200 OK", {"Set-Cookie": "a=b"}),
        ("200 OK", {"Vary": "Accept-Encoding, Cookie"}),
        ("200 OK", {"vary": "cookie"}),  # beside the other Vary
        ("200 OK", {"Vary": "*"}),
        ("200 OK", {"Content-Encoding": "zstd"}),
    ],
)
def test_an_answer_that_is_not_for_all_is_never_kept(site, inner, status, header):
    inner.status = status
    inner.headers |= header
    answer = ask(site)
    del inner.headers["Uncramp-Keep-Until"]
    assert (answer.status, answer.headers, answer.body) == (status, inner.headers, LONG_TEXT)
    ask(site)
    assert inner.asked == 2


def test_an_answer_without_the_mark_is_never_kept(site, inner):
    del inner.headers["Uncramp-Keep-Until"]
    assert ask(site, accept_encoding="br").headers == inner.headers
    ask(site)
    assert inner.asked == 2


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ({"CONTENT_TYPE": "text/plain; charset=utf-16"}, 2),
        ({"CONTENT_LENGTH": "99999999"}, 2),
        ({"CONTENT_LENGTH": "0"}, 1),
        ({"CONTENT_TYPE": "", "CONTENT_LENGTH": ""}, 1),
    ],
)
def test_a_request_with_a_body_is_left_to_those_who_check_it(site, inner, body, asked):
    ask(site)
    ask(lambda environ, start: site(environ | body, start))
    assert inner.asked == asked


def test_an_answer_passes_piece_by_piece(stamp):
    """One that begins only while it is read, and one that writes."""

    def lazy(environ, start_response):
        start_response("200 OK", [("Uncramp-Keep-Until", "9e9"), ("Content-Type", "text/plain")])
        yield b"slowly"

    def writing(environ, start_response):
        start_response("404 Not Found", [("Content-Type", "text/plain")])(b"written, ")
        return [b"returned"]

    lazily = ask(cached(lazy, stamp))
    assert (lazily.headers, lazily.body) == ({"Content-Type": "text/plain"}, b"slowly")
    written = []
    said = lambda status, headers: written.append  # noqa: E731
    environ = {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http", "HTTP_HOST": "localhost"}
    assert cached(writing, stamp)(environ, said) == [b"returned"]
    assert written == [b"written, "]


def test_an_application_may_think_better_of_a_page(inner, stamp):
    def failing(environ, start_response):
        start_response("200 OK", list(inner.headers.items()))
        start_response("500 Internal Server Error", [("Content-Type", "text/plain")], ("what", "went", "wrong"))
        return [b"Sorry."]

    said = []
    environ = {"REQUEST_METHOD": "GET", "wsgi.url_scheme": "http", "HTTP_HOST": "localhost"}
    assert cached(failing, stamp)(environ, lambda *answer: said.append(answer)) == [b"Sorry."]
    plain = [("Content-Type", "text/plain")]
    assert said == [("500 Internal Server Error", plain, ("what", "went", "wrong"))]


def test_what_a_page_writes_is_part_of_it(inner, stamp):
    def writing(environ, start_response):
        write = start_response("200 OK", list(inner.headers.items()))
        write(b"written, ")
        return [b"returned"]

    assert ask(cached(writing, stamp)).body == b"written, returned"


# --- In which form ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accepts", "encoding", "opened"),
    [("br, gzip", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress), ("", None, bytes)],
)
def test_each_encoding_says_the_same_and_has_an_etag_of_its_own(site, accepts, encoding, opened):
    answer = ask(site, accept_encoding=accepts)
    assert ask(site, accept_encoding=accepts) == answer
    assert opened(answer.body) == LONG_TEXT
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Vary"] == "Accept-Encoding"
    others = [ask(site, accept_encoding=other).headers["ETag"] for other in ("br", "gzip", "identity")]
    assert (len(set(others)), others.count(answer.headers["ETag"])) == (3, 1)


def test_what_django_has_compressed_is_kept_for_everybody(site, inner):
    inner.body = gzip.compress(LONG_TEXT)
    inner.headers |= {"Content-Encoding": "gzip", "Content-Length": str(len(inner.body)), "ETag": 'W/"django"'}
    ask(site, accept_encoding="gzip")
    answer = ask(site)
    assert (answer.body, answer.headers["Content-Length"]) == (LONG_TEXT, str(len(LONG_TEXT)))
    assert "Content-Encoding" not in answer.headers
    assert inner.asked == 1


def test_a_page_too_short_to_compress_is_sent_as_it_is(site, inner):
    inner.body = b"ok"
    assert ask(site, accept_encoding="br").body == b"ok"


@pytest.mark.parametrize(
    ("accepts", "order"),
    [
        ("", "identity"),
        ("gzip, deflate, br, zstd", "br gzip identity"),
        ("br;q=0, gzip", "gzip identity"),
        ("br;q=0.5, gzip ; q=1.0", "gzip br identity"),
        ("identity, gzip;q=0.5", "identity gzip"),
        ("identity;q=0, gzip;q=0.001", "gzip identity"),
        ("identity;q=0", "identity"),
        ("*", "br gzip identity"),
        ("*;q=0", "identity"),
        ("*, br;q=0", "gzip identity"),
        ("X-GZIP;Q=1", "gzip identity"),
        ("br;q=nan, gzip;q=2", "identity"),
        (",;,=", "identity"),
    ],
)
def test_the_client_chooses_the_encoding(accepts, order):
    assert preferred(accepts) == tuple(order.split())


def test_a_head_gets_the_headers_alone(site, inner):
    head = ask(site, method="HEAD")  # nobody has asked for the page yet
    page = ask(site)
    assert (head.status, head.headers, head.body) == ("200 OK", page.headers, b"")
    assert ask(site, method="HEAD") == head
    assert inner.asked == 2


def test_the_mark_never_leaves_the_site(site, inner):
    requests = [{}, {}, {"method": "HEAD"}, {"query": "x"}, {"method": "POST"}, {"if_none_match": "*"}]
    answers = [ask(site, **request) for request in requests]
    assert [answer for answer in answers if "Uncramp-Keep-Until" in answer.headers] == []


# --- Not modified ----------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("tag", ["{}", "W/{}", '"other", {}', '"other" , W/{},"x"', "*"])
def test_who_names_the_etag_gets_no_body(site, method, tag):
    page = ask(site)
    answer = ask(site, method=method, if_none_match=tag.format(page.headers["ETag"]))
    kept = ("Cache-Control", "Last-Modified", "X-Frame-Options", "Vary", "ETag")
    assert (answer.status, answer.body) == ("304 Not Modified", b"")
    assert answer.headers == {name: page.headers[name] for name in kept}


def test_the_first_to_ask_may_have_the_page_already(site, stamp, inner):
    etag = ask(site).headers["ETag"]
    assert ask(cached(inner, stamp), if_none_match=etag).status == "304 Not Modified"


def test_the_etag_of_another_encoding_or_page_does_not_count(site):
    etag = ask(site).headers["ETag"]
    assert ask(site, if_none_match=etag, accept_encoding="br").status == "200 OK"
    assert ask(site, if_none_match='"other"').status == "200 OK"
    assert ask(site, if_none_match=etag.strip('"')).status == "200 OK"


@pytest.mark.parametrize(
    ("since", "status"),
    [
        (http_date(NOW.timestamp()), "304 Not Modified"),
        (http_date(NOW.timestamp() + 60), "304 Not Modified"),
        (http_date(NOW.timestamp() - 1), "200 OK"),
        ("yesterday", "200 OK"),
        ("", "200 OK"),
    ],
)
def test_the_time_counts_where_no_etag_is_named(site, since, status):
    assert ask(site, if_modified_since=since).status == status
    etag = ask(site).headers["ETag"]
    assert ask(site, if_modified_since=since, if_none_match='"other"').status == "200 OK"
    assert ask(site, if_modified_since=since, if_none_match=etag).status == "304 Not Modified"


def test_a_page_without_a_time_is_sent_whole(site, inner):
    del inner.headers["Last-Modified"]
    assert ask(site, if_modified_since=http_date(NOW.timestamp())).status == "200 OK"


# --- Limits ----------------------------------------------------------------------------------------


def test_when_there_are_too_many_the_oldest_goes(inner, stamp):
    site = cached(inner, stamp, most_pages=2)
    ask(site, "/1/"), ask(site, "/2/"), ask(site, "/3/")
    assert inner.asked == 3
    ask(site, "/3/"), ask(site, "/2/")
    assert inner.asked == 3
    ask(site, "/1/")
    assert inner.asked == 4


def test_when_they_weigh_too_much_the_oldest_goes(inner, stamp):
    inner.body = os.urandom(10_000)
    site = cached(inner, stamp, most_bytes=25_000)
    ask(site, "/1/"), ask(site, "/2/"), ask(site, "/3/")
    ask(site, "/3/"), ask(site, "/2/")
    assert inner.asked == 3
    ask(site, "/1/")
    assert inner.asked == 4


def test_a_page_that_is_too_big_pushes_no_other_out(inner, stamp):
    site = cached(inner, stamp, most_bytes=25_000)
    ask(site, "/small/")
    inner.body = os.urandom(30_000)
    assert [len(ask(site, "/big/").body) for _ in range(2)] == [30_000, 30_000]
    ask(site, "/small/")
    assert inner.asked == 3


def test_a_page_that_is_made_anew_takes_no_second_place(inner, stamp):
    shelf = Shelf(most_pages=5, most_bytes=100_000)
    for _ in range(3):
        shelf.put("key", None, SimpleNamespace(bytes=1_000))
    assert (len(shelf.pages), shelf.bytes) == (1, 1_000)


# --- The stamp, for all processes -----------------------------------------------------------------

COUNTS = """
import sys
from config.pages import cached
asked = 0
def count(environ, start_response):
    global asked
    asked += 1
    start_response("200 OK", [("Content-Type", "text/plain"), ("Uncramp-Keep-Until", "9e9")])
    return [str(asked).encode()]
site = cached(count, sys.argv[1])
request = {"REQUEST_METHOD": "GET", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http"}
for line in sys.stdin:
    print(b"".join(site(request, lambda status, headers: None)).decode(), flush=True)
"""


@pytest.fixture
def two_processes(stamp):
    command = [sys.executable, "-c", COUNTS, str(stamp)]
    pipe = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, **pipe) as one, subprocess.Popen(command, cwd=ROOT, **pipe) as other:
        yield one, other
        one.stdin.close(), other.stdin.close()


def asked_of(process):
    process.stdin.write("next\n")
    process.stdin.flush()
    return int(process.stdout.readline())


@pytest.mark.django_db(transaction=True)
def test_two_processes_see_a_publication_with_their_next_request(two_processes, settings, stamp):
    settings.PAGES_STAMP = stamp
    one, other = two_processes
    for expected in (1, 2, 3):
        assert [asked_of(one), asked_of(other), asked_of(one), asked_of(other)] == [expected] * 4
        pages.changed()
