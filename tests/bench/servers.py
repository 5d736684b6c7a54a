"""The servers that are measured, under the same gunicorn, and a visitor who asks them."""

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent.parent
ONE_PROCESS = [
    "--workers",
    "1",
    "--threads",
    "4",
    "--keep-alive",
    "75",
]  # seconds: the others have their turn meanwhile
PATIENCE_S = 30
OF_THE_SERVER = ("Server", "Date", "Connection")


@contextmanager
def serving(application, **environment):
    """Serve an application on a free port of this machine; yields the port."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.conf.py", *ONE_PROCESS, application],
        cwd=ROOT,
        env=os.environ | environment | {"PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait()


def prepared_site(var):
    """The environment of a new site with its starter content, all of it in the folder `var`."""
    environment = {"UNCRAMP_MODE": "local", "UNCRAMP_VAR": str(var)}
    subprocess.run(
        [sys.executable, "manage.py", "prepare"],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return environment


def noted_page(port, path, note):
    """The environment of a server that says the same as this page; what it is to say goes into the file `note`."""
    answer = Visitor(port).get(path)
    headers = [header for header in answer.getheaders() if header[0] not in OF_THE_SERVER]
    note.write_text(json.dumps({"headers": headers, "body": answer.text}))
    return {"BENCH_PAGE": str(note)}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, server):
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and server.poll() is None:
        try:
            Visitor(port).get("/")
            return
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise SystemExit("The server that was to be measured did not start.")


class Visitor:
    """Somebody with a browser that keeps its connection and its cookies."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_S)
        self.cookies = {}

    def get(self, path):
        return self._ask("GET", path)

    def post(self, path, **fields):
        """Send a form. Before the first one, get a page that has a form: it brings the token."""
        token = {"csrfmiddlewaretoken": self.cookies["csrftoken"]}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self._ask("POST", path, urlencode(token | fields, doseq=True), headers)

    def _ask(self, method, path, body=None, headers=None):
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.connection.request(method, path, body, {"Cookie": cookies} | (headers or {}))
        answer = self.connection.getresponse()
        answer.text = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie", []):
            self.cookies |= {name: morsel.value for name, morsel in SimpleCookie(line).items()}
        if answer.status >= 400:
            raise SystemExit(f"{method} {path} was answered with {answer.status}.")
        return answer
