"""`make run`: the site with its worker beside it, both gone when it ends."""

import os
import signal
import socket
import subprocess
from pathlib import Path
from time import monotonic, sleep

import pytest

ROOT = Path(__file__).parent.parent
LETTER = """
from coaching.services import mail
mail.deliver.enqueue(to="a@example.org", subject="S", text="T", html="", off_url="")
"""


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def within(seconds, there):
    """Whether it comes true in this time; a hang must end somewhere."""
    until = monotonic() + seconds
    while not there() and monotonic() < until:
        sleep(0.1)
    return bool(there())


def processes(var):
    """The running processes that were started with this folder."""
    mark = f"UNCRAMP_VAR={var}".encode()
    return [p for p in Path("/proc").iterdir() if p.name.isdigit() and mark in environment(p)]


def environment(process):
    try:
        return (process / "environ").read_bytes().split(b"\0")
    except OSError:  # it has ended meanwhile, or is somebody else's
        return []


@pytest.fixture
def running(tmp_path):
    """The environment of a site that runs, and its process."""
    env = {"PATH": os.environ["PATH"], "UNCRAMP_VAR": str(tmp_path / "var"), "PORT": str(free_port())}
    log = tmp_path / "log"
    with log.open("w") as out:
        process = subprocess.Popen(["bin/run"], cwd=ROOT, env=env, stdout=out, stderr=out, start_new_session=True)
    try:
        assert within(90, lambda: "Uncramp is at" in log.read_text()), log.read_text()
        yield env, process
    finally:
        if processes(env["UNCRAMP_VAR"]):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs Linux's /proc")
def test_a_letter_is_sent_by_the_worker_and_nothing_is_left_when_it_ends(running):
    env, process = running
    subprocess.run([".venv/bin/python", "manage.py", "shell", "-v0", "-c", LETTER], cwd=ROOT, env=env, check=True)
    assert within(30, lambda: list(Path(env["UNCRAMP_VAR"], "mail").glob("*.eml")))
    process.send_signal(signal.SIGTERM)
    assert within(30, lambda: not processes(env["UNCRAMP_VAR"]))
