"""What is refused before any page sees it, and what every answer carries."""

from django.http import HttpResponseNotAllowed
from django.utils.http import parse_header_parameters

PERMISSIONS_POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
SORRY = b"Send UTF-8, please.\n"
MOST_BYTES = 25_000_000  # of one request; the largest form, a picture for an article, takes 8 MB
TOO_MUCH = (
    b"That is too much at once: at most 25 MB are taken. A picture may have 8 MB; make it smaller and try again.\n"
)


def utf8_only(application):
    """Wrap a WSGI application: a request that declares another charset gets a short 400.

    Django reads forms only in UTF-8. With another charset the CSRF check raises, and the error
    page does again; with some names (`base64`) even its request object cannot be made, so that
    no Django middleware could help.
    """

    def guarded(environ, start_response):
        if declares_utf8(environ.get("CONTENT_TYPE", "")):
            return application(environ, start_response)
        return refused(start_response, "400 Bad Request", SORRY)

    return guarded


def refused(start_response, status, sentence):
    headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(sentence)))]
    start_response(status, headers)
    return [sentence]


def declares_utf8(content_type):
    try:
        _, parameters = parse_header_parameters(content_type)
    except ValueError:
        return False
    return parameters.get("charset", "utf-8").lower() == "utf-8"


def not_too_much(application):
    """Wrap a WSGI application: a request that says it is huge gets a short 413, and nothing of it is read or kept.

    Django would write the files in it to the disk before any view could look at their size.
    """

    def guarded(environ, start_response):
        if length_of(environ) <= MOST_BYTES:
            return application(environ, start_response)
        return refused(start_response, "413 Content Too Large", TOO_MUCH)

    return guarded


def bare_head(application):
    """Wrap a WSGI application: no page follows the headers of a HEAD. gunicorn would drop it, with a line in the log."""

    def guarded(environ, start_response):
        answer = application(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return answer
        if hasattr(answer, "close"):
            answer.close()
        return []

    return guarded


def length_of(environ):
    """How many bytes the request says it has; 0 where it says nothing that Django would believe either."""
    try:
        return int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def refuse_trace(get_response):
    """Answer TRACE here: a view that does not look at the method would show its page."""

    def middleware(request):
        if request.method == "TRACE":
            return HttpResponseNotAllowed(["GET", "HEAD", "POST"])
        return get_response(request)

    return middleware


def guard_answers(get_response):
    """Let no answer be kept on the way unless its view says so: most of them are private."""

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response

    return middleware
