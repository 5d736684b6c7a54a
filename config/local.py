"""The private folder: files that the site makes for itself and nobody else may read."""

import os
import secrets
import tempfile

from django.core.exceptions import ImproperlyConfigured


def private_folder(path):
    """Make the folder, for this user alone; leave one that is there as it is."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"Uncramp cannot make its folder {path}: {error.strerror}.")
    return path


def private_file(path):
    """Make an empty file that only this user may read; leave one that is there as it is."""
    if not path.exists():
        try:
            path.touch(mode=0o600)
        except OSError as error:
            raise ImproperlyConfigured(f"Uncramp cannot write {path}: {error.strerror}.")
    return path


def secret_key(path):
    """The key kept in the file, made up the first time."""
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(50))
    return path.read_text()


def _write_once(path, text):
    """Put a whole file there, or lose the race: a link never replaces and never shows half a file."""
    handle, draft = tempfile.mkstemp(dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
        os.link(draft, path)
    except FileExistsError:
        pass  # another worker was first, and its key counts
    finally:
        os.unlink(draft)
