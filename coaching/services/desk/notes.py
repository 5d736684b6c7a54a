"""Private notes of a coach about an athlete: for their author alone.

Nothing of the athlete changes with them, not even the count of changes that an export of theirs holds.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from coaching.models import Athlete, PrivateNote, User


@transaction.atomic
def write(*, athlete: Athlete, by: User, text: str, form: UUID, now: datetime) -> PrivateNote:
    """A new note; the same form sent twice counts once. Raises PermissionError for those who may not see the athlete."""
    if not Athlete.objects.visible_to(by).filter(pk=athlete.pk).exists():
        raise PermissionError("no access to this athlete")
    words = {"athlete": athlete, "text": text, "created_at": now, "changed_at": now}
    note, _ = PrivateNote.objects.get_or_create(author=by, form=form, defaults=words)
    return note


def change(*, note: PrivateNote, text: str, now: datetime) -> None:
    """Say it otherwise; one that was deleted meanwhile stays so."""
    PrivateNote.objects.filter(pk=note.pk).exclude(text=text).update(text=text, changed_at=now)


def delete(*, note: PrivateNote) -> None:
    """For good; a second press changes nothing."""
    PrivateNote.objects.filter(pk=note.pk).delete()


def of(athlete: Athlete, by: User) -> QuerySet[PrivateNote]:
    """What this coach wrote about this athlete, the newest first."""
    return PrivateNote.objects.filter(athlete=athlete, author=by)
