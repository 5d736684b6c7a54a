"""Make the site ready to be served: `make run` and a deployment call this, each time."""

import os
from hashlib import sha256

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

CONTENT = ["setup_roles", "load_content"]
LOCAL_CONTENT = ["demo"]  # log-ins that anyone may know
LAST = ["tick"]  # adds up the roster of whoever is there


class Command(BaseCommand):
    help = "Migrates, collects static files that changed, and loads roles and starter content."

    def handle(self, *args, **options):
        call_command("migrate", interactive=False, verbosity=0)
        collect_static()
        content = CONTENT if settings.PRODUCTION else CONTENT + LOCAL_CONTENT
        for command in content + LAST:
            if command in get_commands():
                call_command(command, stdout=self.stdout)


def collect_static():
    """Collect only what changed since the last time: compressing takes seconds."""
    stamp = settings.VAR / "static.stamp"
    now = static_fingerprint()
    if settings.STATIC_ROOT.is_dir() and stamp.is_file() and stamp.read_text() == now:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)


def static_fingerprint():
    """One text for all source files as they are now: names, sizes and times of change."""
    found = (storage.path(name) for finder in get_finders() for name, storage in finder.list(ignore_patterns=[]))
    lines = [f"{path} {os.stat(path).st_size} {os.stat(path).st_mtime_ns}" for path in found]
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()
