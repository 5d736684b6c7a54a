"""The least that the web server can do: a function that says the very bytes and headers of a page."""

import json
import os
from pathlib import Path

page = json.loads(Path(os.environ["BENCH_PAGE"]).read_text())
headers = [tuple(header) for header in page["headers"]]
body = page["body"].encode()


def application(environ, start_response):
    start_response("200 OK", headers)
    return [body]
