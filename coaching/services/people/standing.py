"""What a page of an athlete's own depends on, in one glance at the database: whether one that was kept may be shown again."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.models import Session
from django.db import connection

from coaching.models import Athlete, Consent, User

from .consent import VERSION

_TABLES = {
    "session": Session._meta.db_table,
    "user": User._meta.db_table,
    "athlete": Athlete._meta.db_table,
    "consent": Consent._meta.db_table,
}
# Written by hand: that Django puts it together costs more than that the database answers it.
_GLANCE = """
    SELECT u.password, u.is_active, s.session_data, c.id, a.*, u.*
    FROM {session} s, {user} u
    JOIN {athlete} a ON a.user_id = u.id
    JOIN {consent} c ON c.user_id = u.id AND c.withdrawn_at IS NULL AND c.version = %s
    WHERE s.session_key = %s AND s.expire_date > %s AND u.id = %s
""".format(**_TABLES)  # noqa: S608


def standing(*, session_key: str, user_id: int, now: datetime) -> tuple[Any, ...] | None:
    """The session, the consent, the athlete with the count of changes, and the user, as they stand; one query.

    First of all the password and whether the account is open: what was asked for before these changed is not to be kept.
    None where one of them is no longer there. Two that are equal mean that nothing changed for this person in between.
    """
    with connection.cursor() as cursor:
        moment = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(_GLANCE, [VERSION, session_key, moment, user_id])
        return cursor.fetchone()
