"""What is refused at the door, and what every answer carries."""

import logging
import runpy
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest
from django.test import Client
from gunicorn.config import Config
from gunicorn.http import RequestParser

from config.logs import without_handled_traceback, without_secret_addresses
from config.middleware import MOST_BYTES, TOO_MUCH, not_too_much, utf8_only
from config.wsgi import application

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def stranger():
    """A browser that checks for forged forms, as the real ones do."""
    return Client(enforce_csrf_checks=True)


def ask(**environ):
    """The status and body that the whole site, not only Django, gives to a bare request."""
    status = []
    setup_testing_defaults(environ)
    answer = application(environ, lambda line, headers: status.append(line))
    return status[0], b"".join(answer)


def taken_by_gunicorn(request):
    """The names of the headers that gunicorn hands on, from a proxy on this machine."""
    config = Config()
    for name, value in runpy.run_path(Path(__file__).parents[1] / "config/gunicorn.conf.py").items():
        if name in config.settings:
            config.set(name, value)
    return [name for name, _ in next(RequestParser(config, [request], ("127.0.0.1", 50000))).headers]


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "PATH_INFO", "REMOTE_USER"])
def test_no_header_of_a_visitor_moves_the_site(name):
    request = f"GET /library/ HTTP/1.1\r\nHost: localhost\r\n{name}: /elsewhere\r\n\r\n"
    assert taken_by_gunicorn(request.encode()) == ["HOST"]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x", "text/plain"])
@pytest.mark.parametrize("charset", ["=utf-16", "=base64", "=utf8", "=no-such", "=\0", "=", "*=none-such''utf-8"])
def test_another_charset_gets_a_short_400(caplog, method, kind, charset):
    answer = ask(PATH_INFO="/login/", REQUEST_METHOD=method, CONTENT_TYPE=f"{kind}; charset{charset}")
    assert answer == ("400 Bad Request", b"Send UTF-8, please.\n")
    assert caplog.messages == []


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", '; charset="UTF-8"'])
def test_utf_8_may_be_declared(charset):
    site = utf8_only(lambda environ, start_response: "the page")
    assert site({"CONTENT_TYPE": FORM + charset}, None) == "the page"


@pytest.mark.parametrize("length", [MOST_BYTES + 1, 10**18])
def test_a_huge_request_gets_a_short_413_and_is_not_read(length):
    unread = object()
    answer = ask(PATH_INFO="/login/", REQUEST_METHOD="POST", CONTENT_LENGTH=str(length), **{"wsgi.input": unread})
    assert answer == ("413 Content Too Large", TOO_MUCH)


@pytest.mark.parametrize("length", ["", "0", str(MOST_BYTES), "-1", "many", "9" * 5000])
def test_any_other_length_is_left_to_the_site(length):
    site = not_too_much(lambda environ, start_response: "the page")
    assert site({"CONTENT_LENGTH": length}, None) == "the page"


@pytest.mark.parametrize("path", ["/", "/login/", "/coach/", "/health/", "/nowhere"])
def test_trace_is_not_answered_with_the_page(client, path):
    answer = client.trace(path)
    assert (answer.status_code, answer.content) == (405, b"")


@pytest.mark.django_db
@pytest.mark.parametrize("fields", [1001, 5000])
def test_a_form_with_too_many_fields_gets_one_400(stranger, caplog, fields):
    stranger.get("/login/")
    body = "&".join(f"f{n}=1" for n in range(fields))
    answer = stranger.post("/login/", body, content_type=FORM)
    assert answer.status_code == 400
    assert "Internal Server Error" not in caplog.text


@pytest.mark.django_db
def test_a_broken_multipart_form_gets_one_4xx(stranger, caplog):
    stranger.get("/login/")
    answer = stranger.post("/login/", b"--y\r\nnonsense", content_type="multipart/form-data")
    assert answer.status_code in (400, 403)
    assert "Internal Server Error" not in caplog.text


@pytest.mark.django_db
def test_every_answer_carries_the_defences(client):
    answer = client.get("/login/")
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self'",
        "font-src": "'self'",
        "connect-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Permissions-Policy"].startswith("camera=()")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/nowhere", "/health/", "/coach/"])
def test_an_answer_is_not_kept_unless_its_view_says_so(client, path):
    assert "no-store" in client.get(path)["Cache-Control"]


@pytest.mark.django_db
def test_cookies_are_out_of_reach_of_scripts(client):
    cookie = client.get("/login/").cookies["csrftoken"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_an_unknown_host_gets_a_400_and_one_line(client, caplog):
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 400
    assert caplog.messages[0].startswith("Invalid HTTP_HOST header: 'evil.example'")


@pytest.mark.parametrize(
    ("name", "level", "keeps"),
    [
        ("django.request", logging.WARNING, False),
        ("django.security.DisallowedHost", logging.ERROR, False),
        ("django.request", logging.ERROR, True),
    ],
)
def test_only_our_own_faults_are_logged_with_their_traceback(name, level, keeps):
    fault = (ValueError, ValueError("x"), None)
    record = logging.LogRecord(name, level, __file__, 1, "text", None, fault)
    assert without_handled_traceback(record)
    assert (record.exc_info is not None) == keeps


@pytest.mark.parametrize("place", ["shared", "calendar/feed", "letters/off", "library/preview"])
def test_an_address_that_is_a_key_is_not_in_the_log(place):
    record = logging.LogRecord(
        "x", logging.WARNING, __file__, 1, "Not Found: %s", (f"/{place}/abc:DEF-1_2.ics/",), None
    )
    assert without_secret_addresses(record)
    assert record.getMessage() == f"Not Found: /{place}/…/"


def test_any_other_address_is_in_the_log():
    record = logging.LogRecord("x", logging.WARNING, __file__, 1, "Not Found: %s", ("/calendar/2026/13/",), None)
    assert without_secret_addresses(record)
    assert record.getMessage() == "Not Found: /calendar/2026/13/"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/login/", "/health/", "/no-such-page/"])
def test_after_head_comes_no_page(path):
    asked = {"PATH_INFO": path, "HTTP_HOST": "testserver", "REMOTE_ADDR": "127.0.0.1"}
    assert ask(REQUEST_METHOD="HEAD", **asked) == (ask(**asked)[0], b"")
