"""Delete a person, or all health data about them, for good and wherever it stands."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models, transaction
from django.db.models import F, Q
from django.db.models.deletion import Collector

from coaching.models import (
    Advice,
    AdviceRating,
    AdviceVersion,
    ArticleRating,
    ArticleRevision,
    Assessment,
    Athlete,
    AthleteFile,
    CoachAccess,
    Comment,
    CommentReport,
    HandOver,
    Invitation,
    User,
)
from coaching.services.desk import files
from coaching.services.library import pages

from . import traces

FORMER = "A former editor"  # where an account had no name, its e-mail address stood for it
NAMED = {
    Advice: ["reviewer_name"],
    AdviceVersion: ["author_name"],
    ArticleRevision: ["author_name", "publisher_name", "reviewer_name"],
}
LEFT_BY_BROWSERS = (ArticleRating, AdviceRating, Comment, CommentReport)


class LastSuperuser(Exception):
    """Nobody else could run the site."""


class _Everything(Collector):
    """Every row that goes, one by one: the log of the desk may name it."""

    def can_fast_delete(self, *args: Any, **kwargs: Any) -> bool:
        return False


def is_last_superuser(user: User) -> bool:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()


def everything(*, user: User) -> None:
    """Delete a person with all that hangs on them, on every device; once they are gone, nothing more happens.

    Texts of the library that they wrote or reviewed stay, under the name they had. Raises LastSuperuser.
    """
    known = traces.all_sessions_of(user)  # takes its time, so before anything is locked
    with transaction.atomic():
        held = User.objects.select_for_update().filter(pk=user.pk).first()
        if held is None:
            return
        if is_last_superuser(held):
            raise LastSuperuser
        _forget_around(held, known)
        _delete_whole(held)
        pages.changed()


def health(*, user: User) -> None:
    """Delete the athlete that a person is, with all that hangs on it, and what their browsers have not sent yet.

    The account stays, and so does what they wrote in the library or, as a coach, to others.
    """
    known = traces.sessions_of(user)
    with transaction.atomic():
        athlete = Athlete.objects.select_for_update().filter(user=user).first()
        Assessment.objects.filter(athlete=None, browser__in=known.browsers).delete()
        if athlete:
            asked = _keys(athlete.invitations.all()) | _keys(athlete.hand_overs.all())
            traces.forget_letters(traces.addresses_of(user) | asked)
            _delete_whole(athlete)


@transaction.atomic
def kept_by_name(*, athlete: Athlete) -> None:
    """Delete an athlete without a log-in, whom a coach keeps, with all that hangs on them."""
    held = Athlete.objects.select_for_update().get(pk=athlete.pk)
    traces.forget_letters(_keys(held.invitations.all()))
    _delete_whole(held)


def _forget_around(user: User, known: traces.Sessions) -> None:
    """All that names a person or is theirs without hanging on their row."""
    addresses = traces.addresses_of(user)
    asking = Q(coach=user) | Q(athlete__user=user) | _sent_to(addresses)
    invitations, handed_over = Invitation.objects.filter(asking), HandOver.objects.filter(asking)
    asked = _keys(invitations) | _keys(handed_over)
    traces.forget_letters(addresses | asked, finished=[user.name] if user.name else [])
    traces.forget_access_in_log(user)
    invitations.delete(), handed_over.delete()
    _forget_kept_by(user)
    for model in (*LEFT_BY_BROWSERS, Assessment):
        mine = {"athlete": None} if model is Assessment else {"user": None}
        model.objects.filter(browser__in=known.browsers, **mine).delete()
    traces.end_sessions(user, known)
    _tell_athletes(user)
    _take_address_from_texts(addresses)


def _forget_kept_by(coach: User) -> None:
    """Athletes without a log-in whom nobody but this coach keeps: nobody could delete them later."""
    others = CoachAccess.objects.current().exclude(coach=coach)
    kept = Athlete.objects.filter(user=None, pk__in=CoachAccess.objects.of(coach).athletes())
    for athlete in kept.exclude(pk__in=others.athletes()):
        kept_by_name(athlete=athlete)


def _sent_to(addresses: Iterable[str]) -> Q:
    found = Q(pk=None)
    for address in addresses:
        found |= Q(email__iexact=address)
    return found


def _keys(invitations: models.QuerySet[Any]) -> set[str]:
    """As they stand in the letters that were sent for them."""
    return {str(key) for key in invitations.values_list("pk", flat=True)}


def _tell_athletes(coach: User) -> None:
    """The pages of those whom a coach looked after change with the coach."""
    cared_for = Q(coach_access__coach=coach) | Q(plans__weeks__workouts__comments__author=coach)
    athletes = Athlete.objects.filter(cared_for).values("pk")
    Athlete.objects.filter(pk__in=athletes).update(version=F("version") + 1)


def _take_address_from_texts(addresses: Collection[str]) -> None:
    for model, fields in NAMED.items():
        for field in fields:
            model._default_manager.filter(**{f"{field}__in": addresses}).update(**{field: FORMER})
    for version in AdviceVersion.objects.filter(words__reviewer_name__in=list(addresses)):
        version.words["reviewer_name"] = FORMER
        version.save(update_fields=["words"])


def _delete_whole(row: models.Model) -> None:
    """With every row that hangs on it, and what the log of the desk says of them."""
    collector = _Everything(using=DEFAULT_DB_ALIAS, origin=row)
    collector.collect([row])
    traces.forget_in_log(collector.data)
    files.forget_contents(collector.data.get(AthleteFile, ()))
    collector.delete()
