"""The settings, read by a process of their own for each environment."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LONG = "production-" + "0123456789abcdef" * 4


@pytest.fixture
def settings_with(tmp_path):
    """A function: the value of an expression over the settings, or the reason of a refusal."""

    def settings_with(expression="s.MODE", **environment):
        code = (
            "import django.core.exceptions as e\n"
            "try: from django.conf import settings as s; print({}, end='')\n"
            "except e.ImproperlyConfigured as refusal: print(refusal, end='')"
        )
        env = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "UNCRAMP_VAR": str(tmp_path / "var"),
        }
        command = [sys.executable, "-c", code.format(expression)]
        done = subprocess.run(command, cwd=ROOT, env=env | environment, capture_output=True, text=True)
        assert done.stderr == ""
        return done.stdout

    return settings_with


@pytest.fixture
def production_with(settings_with):
    def production_with(expression="s.MODE", **environment):
        needed = {
            "UNCRAMP_MODE": "production",
            "UNCRAMP_SECRET_KEY": LONG,
            "UNCRAMP_ALLOWED_HOSTS": "uncramp.example",
        }
        return settings_with(expression, **needed | environment)

    return production_with


def test_it_starts_in_local_mode_with_nothing_set(settings_with):
    assert settings_with("(s.MODE, s.DEBUG, s.ALLOWED_HOSTS)") == (
        "('local', False, ['localhost', '127.0.0.1', '[::1]'])"
    )


def test_production_names_everything_that_is_missing(settings_with):
    assert settings_with(UNCRAMP_MODE="production") == (
        "Production mode needs UNCRAMP_SECRET_KEY (a long random text)"
        " and UNCRAMP_ALLOWED_HOSTS (host names, separated by commas)."
    )


@pytest.mark.parametrize("name", ["UNCRAMP_SECRET_KEY", "UNCRAMP_ALLOWED_HOSTS"])
def test_production_takes_an_empty_value_for_a_missing_one(production_with, name):
    assert production_with(**{name: ""}).startswith(f"Production mode needs {name} (")


def test_production_starts_with_key_and_hosts(production_with):
    assert production_with("(s.SECRET_KEY, s.ALLOWED_HOSTS)") == f"('{LONG}', ['uncramp.example'])"


def test_an_unknown_mode_is_refused(settings_with):
    assert settings_with(UNCRAMP_MODE="prod") == ("UNCRAMP_MODE is 'prod'; it may be local or production.")


def test_debug_pages_can_be_had_locally(settings_with):
    assert settings_with("s.DEBUG", UNCRAMP_DEBUG="1") == "True"


def test_debug_pages_cannot_be_had_in_production(production_with):
    assert production_with("s.DEBUG", UNCRAMP_DEBUG="1") == "False"


def test_a_secret_key_may_start_with_a_dollar(production_with):
    assert production_with("s.SECRET_KEY", UNCRAMP_SECRET_KEY="$" + LONG) == "$" + LONG


def test_the_generated_key_stays_the_same(settings_with):
    first = settings_with("s.SECRET_KEY")
    assert len(first) > 50
    assert settings_with("s.SECRET_KEY") == first


def test_workers_that_start_together_agree_on_the_key(settings_with):
    with ThreadPoolExecutor(4) as workers:
        keys = list(workers.map(settings_with, ["s.SECRET_KEY"] * 4))
    assert len(set(keys)) == 1


def test_what_it_writes_is_for_its_user_alone(settings_with, tmp_path):
    settings_with()
    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in tmp_path.rglob("*")}
    assert modes == {"var": 0o700, "media": 0o700, "secret_key": 0o600, "uncramp.sqlite3": 0o600}


def test_a_folder_that_cannot_be_made_is_named(settings_with, tmp_path):
    (tmp_path / "var").write_text("a file in its place")
    assert settings_with() == f"Uncramp cannot make its folder {tmp_path / 'var'}: File exists."


def test_sqlite_syncs_what_it_acknowledged(settings_with):
    assert settings_with("s.DATABASES['default']['OPTIONS']") == str(
        {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        }
    )


def test_another_database_can_be_named(settings_with):
    assert (
        settings_with(
            "[s.DATABASES['default'][key] for key in ('ENGINE', 'NAME', 'HOST')]",
            DATABASE_URL="postgres://uncramp@db.example/site",
        )
        == "['django.db.backends.postgresql', 'site', 'db.example']"
    )


def test_cookies_are_bound_to_the_host_in_production(production_with):
    names = "[s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME]"
    assert production_with(names) == "['__Host-sessionid', '__Host-csrftoken']"


def test_letters_name_the_site_by_its_first_host(settings_with, production_with):
    named = "(s.ORIGIN, s.DEFAULT_FROM_EMAIL, s.EMAIL_BACKEND)"
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    assert production_with(named) == str(("https://uncramp.example", "Uncramp <uncramp@uncramp.example>", smtp))
    own = {"UNCRAMP_ORIGIN": "https://run.example/", "UNCRAMP_MAIL_FROM": "hello@run.example"}
    assert production_with(named, **own) == str(("https://run.example", "hello@run.example", smtp))
    assert settings_with(named, PORT="8001") == str(
        ("http://127.0.0.1:8001", "Uncramp <uncramp@localhost>", "config.letters.LettersInFiles")
    )


def test_another_post_office_can_be_named(production_with):
    url = "smtp+tls://user:secret@post.example:587"
    named = "(s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_HOST_USER)"
    assert production_with(named, EMAIL_URL=url) == "('post.example', 587, True, 'user')"


def test_the_coaches_desk_can_be_moved(settings_with):
    assert settings_with("s.ADMIN_PATH") == "coach/"
    assert settings_with("s.ADMIN_PATH", UNCRAMP_ADMIN_PATH="/back-room") == "back-room/"
