"""What is left of a person outside their own rows: sessions, letters that wait, notes in the log of the desk."""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress  # type: ignore[import-untyped]
from allauth.usersessions.models import UserSession  # type: ignore[import-untyped]
from django.contrib.admin.models import LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from coaching.models import Athlete, CoachAccess, User

BROWSER = "browser"  # the key of a session under which a browser keeps its token
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Sessions:
    """Sessions by their keys, and the tokens of the browsers they belong to."""

    keys: frozenset[str]
    browsers: frozenset[str]


def addresses_of(user: User) -> set[str]:
    """Every e-mail address of a person that we know of, in lower case."""
    known = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {user.email.lower(), *(address.lower() for address in known)}


# --- Sessions --------------------------------------------------------------------------------------


def sessions_of(user: User) -> Sessions:
    """Those that are listed for a person. Two queries."""
    listed = UserSession.objects.filter(user=user).values_list("session_key", flat=True)
    return _told({row.session_key: row.get_decoded() for row in Session.objects.filter(pk__in=list(listed))})


def all_sessions_of(user: User) -> Sessions:
    """Also those that are listed nowhere, and those that only began to log in with an address of this person.

    Every session there is gets opened, so this takes its time.
    """
    mine, begun, addresses = {}, set(), addresses_of(user)
    for row in Session.objects.iterator():
        said = row.get_decoded()
        if said.get(SESSION_KEY) == str(user.pk):
            mine[row.session_key] = said
        elif SESSION_KEY not in said and any(address in json.dumps(said).lower() for address in addresses):
            begun.add(row.session_key)
    known = _told(mine)
    return Sessions(known.keys | begun, known.browsers)


def _told(said: dict[str, dict[str, Any]]) -> Sessions:
    tokens = (one.get(BROWSER, "") for one in said.values())
    return Sessions(frozenset(said), frozenset(token for token in tokens if token))


def end_sessions(user: User, known: Sessions) -> None:
    """On every device; also those that began since `known` was asked for."""
    keys = known.keys | sessions_of(user).keys
    Session.objects.filter(pk__in=keys).delete()
    UserSession.objects.filter(Q(user=user) | Q(session_key__in=keys)).delete()


# --- Letters ---------------------------------------------------------------------------------------


def forget_letters(words: Collection[str], *, finished: Collection[str] = ()) -> None:
    """Delete the jobs, done or waiting, that hold one of these words; of those that are done, also with `finished`.

    A job that is at work right now stays until it is purged like every job that is done.
    """
    jobs = DBTaskResult.objects.exclude(status=TaskResultStatus.RUNNING)
    _delete_jobs(jobs, words)
    _delete_jobs(jobs.exclude(status=TaskResultStatus.READY), finished)


def _delete_jobs(jobs: QuerySet[Any], words: Collection[str]) -> None:
    """Whole words only: the address of somebody else may end like this one."""
    if not words:
        return
    spelt = {*words, *(json.dumps(word)[1:-1] for word in words)}  # as a database may keep what is not ASCII
    like = Q()
    for word in spelt:
        like |= Q(said__icontains=word)
    whole = re.compile(rf"(?<![\w.+-])(?:{'|'.join(map(re.escape, spelt))})(?![\w-]|\.\w)", re.IGNORECASE)
    found = jobs.annotate(said=Cast("args_kwargs", TextField())).filter(like).values_list("pk", "said")
    DBTaskResult.objects.filter(pk__in=[pk for pk, said in found if whole.search(said)]).delete()


# --- The log of the desk ---------------------------------------------------------------------------


def forget_in_log(rows: Mapping[type[Model], Iterable[Model]]) -> None:
    """Delete what the log of the desk says about these rows: it names them."""
    for model, some in rows.items():
        kind = ContentType.objects.get_for_model(model)
        for keys in _batches(str(row.pk) for row in some):
            LogEntry.objects.filter(content_type=kind, object_id__in=keys).delete()


def forget_access_in_log(coach: User) -> None:
    """Who gave a coach access at the desk, and took it, stands with the athlete."""
    athletes = CoachAccess.objects.of(coach).values_list("athlete_id", flat=True)
    entries = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(Athlete))
    for keys in _batches(map(str, athletes)):
        entries.filter(object_id__in=keys, change_message__contains="coach access").delete()


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    waiting = list(keys)
    return (waiting[start : start + AT_ONCE] for start in range(0, len(waiting), AT_ONCE))
