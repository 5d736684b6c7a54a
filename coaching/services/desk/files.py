"""Files that an athlete and their coaches share: kept under names nobody can guess, and handed out by a view alone."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils.http import content_disposition_header

from coaching.models import Athlete, AthleteFile, User
from coaching.services import people

from . import contents

MOST = 100
FOLDER = "files"
UNSURE_FOR = timedelta(days=1)  # content without a row: perhaps its transaction is not over

TOO_BIG = "This file has {size:.1f} MB; at most 10 MB are taken. Make it smaller and try again."
TOO_MANY = f"There are {MOST} files already, which is the most. Delete one first."
MB = 1024 * 1024


class Lost(Exception):
    """The row is there, and what it names is not on the disk any more."""


def of(athlete: Athlete) -> QuerySet[AthleteFile]:
    """The files of an athlete, newest first, with who added each."""
    return AthleteFile.objects.filter(athlete=athlete).select_related("by")


def add(*, athlete: Athlete, by: User, upload: File[bytes], form: UUID, now: datetime) -> AthleteFile:
    """Keep a file; the same form sent twice keeps it once.

    Raises ValidationError where it is too large, empty, not of a kind that is kept, or one too many.
    """
    size = upload.size or 0
    if size > AthleteFile.MOST_BYTES:
        raise ValidationError(TOO_BIG.format(size=size / MB))
    upload.seek(0)
    kind = contents.kind_of(upload.read(), name=upload.name or "")
    name = contents.named(upload.name or "", kind)
    said = {"name": name, "content_type": kind.content_type, "size": size}
    return _kept(athlete, upload, {"by": by, "form": form, "added_at": now} | said)


@transaction.atomic
def _kept(athlete: Athlete, upload: File[bytes], fields: dict[str, Any]) -> AthleteFile:
    people.lock(athlete)
    before = AthleteFile.objects.filter(athlete=athlete, form=fields["form"]).first()
    if before:
        return before
    if AthleteFile.objects.filter(athlete=athlete).count() >= MOST:
        raise ValidationError(TOO_MANY)
    row = AthleteFile(athlete=athlete, **fields)
    row.file.save(token_hex(16), upload, save=False)
    try:
        row.save()
    except Exception:
        row.file.delete(save=False)
        raise
    people.changed(athlete)
    return row


@transaction.atomic
def delete(*, file: AthleteFile) -> None:
    """With its content; a second press changes nothing."""
    people.lock(file.athlete)
    gone, _ = AthleteFile.objects.filter(pk=file.pk).delete()
    if gone:
        forget_contents([file])
        people.changed(file.athlete)


def opened(file: AthleteFile) -> File[bytes]:
    """The content, to be read and closed. Raises Lost."""
    try:
        return file.file.open("rb")
    except FileNotFoundError:
        raise Lost


def headers(file: AthleteFile) -> dict[str, str]:
    """Of the answer that hands it out: to be saved, kept by nobody on the way, and taken for nothing else."""
    saved = content_disposition_header(as_attachment=True, filename=file.name)
    return {
        "Content-Type": file.content_type,
        "Content-Disposition": saved or "attachment",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def forget_contents(files: Iterable[Any]) -> None:
    """Take from the disk what these rows name, once the transaction that deletes them is committed."""
    names = [str(file.file.name) for file in files]
    transaction.on_commit(lambda: _remove(names))


def _remove(names: Iterable[str]) -> None:
    for name in names:
        _storage().delete(name)


def sweep(*, now: datetime) -> int:
    """Delete content that no row has named for a day, as a crash may leave it; how many."""
    storage = _storage()
    if not storage.exists(FOLDER):
        return 0
    stored = [f"{FOLDER}/{name}" for name in storage.listdir(FOLDER)[1]]
    named = set(AthleteFile.objects.values_list("file", flat=True))
    left = [name for name in stored if name not in named and storage.get_modified_time(name) < now - UNSURE_FOR]
    _remove(left)
    return len(left)


def _storage() -> Storage:
    return AthleteFile._meta.get_field("file").storage
