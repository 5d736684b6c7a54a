"""The site's settings as the tests need them: nothing of the developer's own is read or written."""

import os
from tempfile import TemporaryDirectory

for name in [name for name in os.environ if name.startswith("UNCRAMP_")]:
    if name != "UNCRAMP_HYPOTHESIS":
        del os.environ[name]

_folder = TemporaryDirectory(prefix="uncramp-tests-")
os.environ["UNCRAMP_VAR"] = _folder.name

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STATIC_ROOT, STORAGES, VAR  # noqa: E402

# In a file, not in memory: there SQLite waits for its lock in another way than on the site.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}

# Static files under their plain names, so that nothing need be collected first.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT.mkdir()

# Real password hashes take a quarter of a second, on purpose.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A job is done at once, in the process that asked for it.
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
