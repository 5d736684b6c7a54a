"""Letters in local mode: kept in files, and their text shown where `make run` runs, for there is no post office."""

import re
import sys
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils.timezone import now


class LettersInFiles(BaseEmailBackend):
    """One .eml file for each letter, for this user alone."""

    def send_messages(self, letters):
        for letter in letters:
            kept = keep(letter)
            sys.stdout.write(f"A letter to {', '.join(letter.to)}, also in {kept}:\n\n{indented(letter)}\n\n")
        sys.stdout.flush()
        return len(letters)


def keep(letter):
    folder = Path(settings.EMAIL_FILE_PATH)
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"{now():%Y%m%d-%H%M%S}-{uuid4().hex[:8]}.eml"
    path.touch(mode=0o600)
    path.write_bytes(letter.message().as_bytes())
    return path


def indented(letter):
    return re.sub("^", "    ", f"{letter.subject}\n\n{letter.body.strip()}", flags=re.MULTILINE)
