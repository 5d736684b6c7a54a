"""When what everybody reads changes: at once by `changed`, or at a moment that an editor set beforehand."""

import logging
import os
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Min, Q

from coaching.models import ArticleRevision

log = logging.getLogger(__name__)
NOT_RENEWED = "The stamp of the public pages was not renewed: readers may see the old ones for five minutes."


def changed() -> None:
    """Have every process forget the public pages it keeps, as soon as the transaction is committed.

    Raises nothing: where the stamp cannot be written, that is an error in the log, and the pages run out by themselves.
    """
    transaction.on_commit(_renew_stamp)


def changed_at() -> datetime | None:
    """When `changed` was last called; None if it never was."""
    renewed_ns = _stamp_ns()
    return datetime.fromtimestamp(renewed_ns / 1e9, UTC) if renewed_ns else None


def moments(at: datetime) -> tuple[datetime | None, datetime | None]:
    """The last moment up to `at` when a revision was due to appear or to expire, and the next one after it. One query."""
    past, to_come = {}, {}
    for name in ("publish_from", "expires_at"):
        past[f"last_{name}"] = Max(name, filter=Q(**{f"{name}__lte": at}))
        to_come[f"next_{name}"] = Min(name, filter=Q(**{f"{name}__gt": at}))
    found = ArticleRevision.objects.aggregate(**past, **to_come)
    last = max((found[name] for name in past if found[name]), default=None)
    return last, min((found[name] for name in to_come if found[name]), default=None)


def _renew_stamp() -> None:
    """Put a new file in the place of the stamp, later than the old one however coarse or wrong the clock is."""
    stamp = Path(settings.PAGES_STAMP)
    draft = stamp.with_name(f"{stamp.name}.{token_hex(8)}")
    try:
        moment_ns = max(time.time_ns(), _stamp_ns() + 1)
        draft.touch(mode=0o600)
        os.utime(draft, ns=(moment_ns, moment_ns))
        draft.replace(stamp)
    except OSError:
        log.exception(NOT_RENEWED)
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _stamp_ns() -> int:
    """The time of the stamp in nanoseconds since 1970; 0 if there is none to be seen."""
    try:
        return Path(settings.PAGES_STAMP).stat().st_mtime_ns
    except OSError:
        return 0
