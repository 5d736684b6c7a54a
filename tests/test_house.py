"""The commands of the house, as far as they can be tried in a second or two."""

import os
import shutil
import socket
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finder
from django.core.management import call_command

from coaching.management.commands.prepare import collect_static

ROOT = Path(__file__).parent.parent
NOBODY = 65534


@pytest.fixture
def house(tmp_path):
    """A copy of what the commands need, without a virtual environment."""
    return copy_house(tmp_path)


def copy_house(folder):
    for name in ("Makefile", "bin", "requirements.txt", "requirements-dev.txt"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / name)
    return folder


def run(*command, cwd, user=None, **environment):
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C"} | environment
    return subprocess.run(command, cwd=cwd, env=env, user=user, capture_output=True, text=True, timeout=60)


def free_port():
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def assert_refuses(done, line):
    assert done.returncode != 0
    assert [text for text in done.stderr.splitlines() if not text.startswith("make: ")] == [line]
    assert done.stdout == ""


def test_make_alone_lists_the_commands(house):
    done = run("make", cwd=house)
    names = [line.split()[1] for line in done.stdout.splitlines()]
    assert names == ["help", "run", "test", "test-deep", "check", "bench", "bench-desk", "lock"]


def test_a_taken_port_is_said_in_one_line(house):
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("make", "run", f"PORT={port}", cwd=house)
    line = f"Port {port} is taken: choose another, as in `make run PORT=8001`."
    assert_refuses(done, line)
    assert not (house / ".venv").exists()


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "٨٠٠٠"])
def test_a_port_that_is_none_is_said_in_one_line(house, port):
    line = f"PORT={port} is not a port: choose a number from 1024 to 65535."
    assert_refuses(run("make", "run", f"PORT={port}", cwd=house, LC_ALL="C.UTF-8"), line)


def test_missing_venv_is_said_in_one_line(house):
    python = python_without(house, "ensurepip")
    line = "python3-venv is missing: sudo apt-get install python3-venv"
    assert_refuses(run("make", "run", f"PORT={free_port()}", cwd=house, PYTHON=python), line)


def test_an_old_python_is_said_in_one_line(house):
    line = "Python 3.11 or newer is missing: sudo apt-get install python3 python3-venv"
    assert_refuses(run("make", "run", f"PORT={free_port()}", cwd=house, PYTHON="false"), line)


def python_without(house, module):
    """A Python that lacks a module, as Debian's lacks ensurepip without python3-venv."""
    lack = house / "lack"
    lack.mkdir()
    (lack / f"{module}.py").write_text("raise ImportError")
    python = house / "python3"
    python.write_text(f'#!/bin/sh\nPYTHONPATH={lack} exec {sys.executable} "$@"\n')
    python.chmod(0o755)
    return str(python)


def test_a_folder_that_cannot_be_written_is_said_in_one_line(house):
    (house / "var").write_text("a file in its place")
    done = run("make", "run", f"PORT={free_port()}", cwd=house)
    line = f"Uncramp cannot write to {house}/var: make the folder yours, or copy the project"
    assert_refuses(done, f"{line} to one that is.")


@pytest.mark.skipif(os.getuid() != 0, reason="only root may act as somebody else")
def test_a_read_only_folder_is_said_in_one_line():
    with TemporaryDirectory() as folder:
        house = copy_house(Path(folder))
        house.chmod(0o555)
        done = run("make", "run", f"PORT={free_port()}", cwd=house, user=NOBODY, PYTHON="/usr/bin/python3")
    line = f"Uncramp cannot write to {house}/var: make the folder yours, or copy the project"
    assert_refuses(done, f"{line} to one that is.")


def test_packages_that_are_there_are_not_installed_again(house):
    pip = fake_pip(house)
    first = run("bin/setup", cwd=house)
    assert first.stdout == "Installing the packages of requirements.txt ...\n"
    assert "--require-hashes" in pip.read_text()
    second = run("bin/setup", cwd=house)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")


def test_packages_that_changed_are_installed_again(house):
    fake_pip(house)
    run("bin/setup", cwd=house)
    (house / "requirements.txt").write_text("another==1.0")
    assert run("bin/setup", cwd=house).stdout.startswith("Installing")


def test_pip_speaks_only_when_it_fails(house):
    fake_pip(house, then='echo "no matching distribution"; exit 1')
    done = run("bin/setup", cwd=house)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "noise",
        "no matching distribution",
        "The packages of requirements.txt could not be installed; pip says why above.",
    ]
    assert run("bin/setup", cwd=house).stdout.startswith("Installing")  # and it is tried again


def fake_pip(house, then="exit 0"):
    """A virtual environment whose pip only notes what it is asked for."""
    python, asked = house / ".venv/bin/python", house / "asked"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\n[ "$3" = --version ] && exit 0\necho "$@" >>{asked}\necho noise\n{then}\n')
    python.chmod(0o755)
    return asked


@pytest.fixture
def bare_machine(house):
    """A function: bin/browser on a machine that has only a few commands, some of them our own."""

    def bare_machine(**own):
        # Scripts, not links: nothing may ever be written through to the real commands.
        needed = ("cat", "dirname", "env", "id", "mktemp", "rm")
        scripts = {name: f'exec {shutil.which(name)} "$@"' for name in needed} | own
        (house / "commands").mkdir()
        for name, script in scripts.items():
            path = house / "commands" / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\n{script}\n")
            path.chmod(0o755)
        return run("bin/browser", cwd=house, PATH=str(house / "commands"))

    return bare_machine


def test_a_browser_that_is_there_is_taken(bare_machine):
    done = bare_machine(chromium="exit 1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_without_a_package_manager_it_says_what_is_missing(bare_machine):
    assert_refuses(bare_machine(), "Chromium is missing: install it so that `chromium` starts it.")


def test_who_may_not_install_is_told_how(bare_machine):
    done = bare_machine(apt_get="exit 0", id="echo 1000", sudo="exit 1")
    assert_refuses(done, "Chromium is missing: sudo apt-get install chromium")


def test_who_may_install_gets_the_browser(bare_machine, house):
    done = bare_machine(
        apt_get=f'echo "$@" >>{house}/asked', id="echo 1000", sudo='[ "$1" = -n ] && shift; "$@"', true=""
    )
    assert (done.returncode, done.stdout) == (0, "Installing Chromium for the browser journeys ...\n")
    assert (house / "asked").read_text().splitlines() == [
        "update",
        "install --yes --no-install-recommends chromium fonts-liberation",
    ]


def test_an_installation_that_fails_says_why(bare_machine):
    done = bare_machine(apt_get="echo no space left; exit 1", id="echo 0")
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["no space left", "Chromium could not be installed; apt says why above."]


def test_every_package_is_locked_with_hashes_and_without_an_address():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        assert "--index-url" not in text
        pins = [line for line in text.splitlines() if "==" in line]
        assert all(line.endswith("\\") for line in pins)  # the hashes follow


def test_every_direct_requirement_says_why_it_is_here():
    for name in ("requirements.in", "requirements-dev.in"):
        lines = (ROOT / name).read_text().splitlines()
        wanted = [line for line in lines if line and not line.startswith(("#", "-c"))]
        assert [line for line in wanted if "  # " not in line] == []


@pytest.fixture
def own_static(settings, tmp_path):
    """A folder of static files, all that there are, collected as on the real site."""
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_DIRS = [tmp_path / "static"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    get_finder.cache_clear()
    (tmp_path / "static").mkdir()
    (tmp_path / "static/a.css").write_text("a {}")
    yield tmp_path / "static"
    get_finder.cache_clear()


def test_static_files_that_are_the_same_are_not_collected_again(own_static, settings):
    collect_static()
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    before = manifest.stat().st_mtime_ns
    collect_static()
    assert manifest.stat().st_mtime_ns == before


def test_a_changed_static_file_is_collected(own_static, settings):
    collect_static()
    (own_static / "a.css").write_text("b {}")
    collect_static()
    assert (settings.STATIC_ROOT / "a.css").read_text() == "b {}"


@pytest.mark.django_db
def test_production_gets_no_log_in_that_anyone_may_know(own_static, settings):
    settings.PRODUCTION = True
    call_command("prepare")
    assert not get_user_model().objects.exists()


def test_the_commands_can_be_started():
    for path in [*(ROOT / "bin").iterdir(), ROOT / ".ci/run", ROOT / "manage.py"]:
        if path.suffix not in (".sh", ".py") or path.name == "manage.py":
            assert stat.S_IMODE(path.stat().st_mode) & 0o111, path


def test_a_test_cannot_leave_this_machine():
    with pytest.raises(OSError, match=r"may not leave this machine, but called 192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
