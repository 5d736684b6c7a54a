"""Writing articles and giving them to readers. Everything here is told to the page cache and to the search."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import localtime

from coaching.models import (
    Advice,
    AdviceShown,
    Article,
    ArticleRevision,
    ArticleTranslation,
    Citation,
    OldSlug,
    Picture,
    Source,
    User,
)
from coaching.models.library import markup
from coaching.models.library.articles import NOT_REVIEWED, OVER_BEFORE
from coaching.models.library.review import DUE_IN_THE_PAST

from . import pages, search

NOT_THE_NEWEST = (
    "Revision {number} is not the newest any more: {author} wrote revision {newest}. Look at that one first."
)
REVIEW_IN_THE_FUTURE = "A review cannot have happened after today."
IN_THE_PAST = "This moment has passed already: choose one to come, or publish now."
BEGAN_ALREADY = "Revision {number} has been published already: take it off, or publish another."
NOT_SCHEDULED = "Revision {number} is not scheduled."
NOT_LIVE = "Readers do not see this article now, so there is nothing to take off."
ARCHIVED = "This article is archived: restore it first."
NOT_ARCHIVED = "This article is not archived."
NOT_OF_IT = "Revision {number} belongs to another article."


class Conflict(Exception):
    """Somebody wrote a revision while another was being written; `newest` is theirs."""

    def __init__(self, newest: ArticleRevision) -> None:
        super().__init__(f"Revision {newest.number} was written in the meantime.")
        self.newest = newest


def write(
    *,
    translation: ArticleTranslation,
    based_on: int,
    by: User,
    at: datetime,
    title: str,
    summary: str,
    body: str,
    note: str = "",
) -> ArticleRevision:
    """Add a revision: the draft beside whatever is live. Readers see nothing of it.

    `based_on` is the number of the revision the editor began with, 0 for none. Raises Conflict when it is not the
    newest any more, and ValidationError, by field, for a text that the model refuses.
    """
    words = {"title": title, "summary": summary, "body": body, "note": note}
    with transaction.atomic():
        newest = _locked(translation).newest
        if newest and all(getattr(newest, name) == text for name, text in words.items() if name != "note"):
            return newest  # a second press, or nothing changed
        if newest and newest.number != based_on:
            raise Conflict(newest)
        return _added(ArticleRevision(translation=translation, **words), newest, by=by, at=at)


def _locked(translation: ArticleTranslation) -> ArticleTranslation:
    """The row as it is now; nobody else writes to this translation until the transaction ends."""
    return ArticleTranslation.objects.select_for_update().get(pk=translation.pk)


def _added(revision: ArticleRevision, newest: ArticleRevision | None, *, by: User, at: datetime) -> ArticleRevision:
    revision.number = newest.number + 1 if newest else 1
    revision.author, revision.author_name, revision.written_at = by, str(by), at
    made = render(revision)
    revision.full_clean(exclude=["html"])
    try:
        with transaction.atomic():
            revision.save()
    except IntegrityError as race:  # a database that does not lock rows
        raise Conflict(revision.translation.newest) from race
    keep_lists(revision, made)
    return revision


def render(revision: ArticleRevision) -> markup.Rendered:
    """Fill in what is made from the body; nothing is saved."""
    sizes = {name: (width, height) for name, width, height in Picture.objects.values_list("name", "width", "height")}
    made = markup.render(revision.body, sizes=sizes)
    revision.html, revision.contents, revision.words = made.html, [list(pair) for pair in made.contents], made.words
    return made


def keep_lists(revision: ArticleRevision, made: markup.Rendered) -> None:
    """Write down which sources the revision cites and which advice it shows, in the order of the text."""
    by_key = Source.objects.in_bulk(made.keys, field_name="key")
    by_slug = Advice.objects.in_bulk(made.slugs, field_name="slug")
    shown = dict.fromkeys(made.slugs)
    cited = [Citation(revision=revision, source=by_key[key], position=n) for n, key in enumerate(made.keys, 1)]
    blocks = [AdviceShown(revision=revision, advice=by_slug[slug], position=n) for n, slug in enumerate(shown, 1)]
    Citation.objects.bulk_create(cited)
    AdviceShown.objects.bulk_create(blocks)


@transaction.atomic
def review(*, revision: ArticleRevision, by: User, on: date, next_on: date) -> None:
    """Put down that `by` has read the newest revision and stands behind it until `next_on`.

    Raises ValidationError for a revision that is not the newest, or dates that make no sense.
    """
    newest = _locked(revision.translation).newest
    if newest.pk != revision.pk:
        told = {"number": revision.number, "author": newest.author_name, "newest": newest.number}
        raise ValidationError(NOT_THE_NEWEST.format(**told))
    if on > localtime().date():
        raise ValidationError({"reviewed_on": REVIEW_IN_THE_FUTURE})
    revision.sign(by, on=on, next_on=next_on)
    revision.full_clean(exclude=["html"])
    revision.save()
    pages.changed()


@transaction.atomic
def publish(
    *, revision: ArticleRevision, by: User, now: datetime, at: datetime | None = None, until: datetime | None = None
) -> None:
    """Give a reviewed revision to readers: now, or from the moment `at`; until the moment `until` if there is one.

    What another revision was scheduled for is called off. Raises ValidationError where it may not be.
    """
    translation = _locked(revision.translation)
    _may_be_published(revision, translation, now=now, at=at, until=until)
    translation.revisions.to_come(now).update(publish_from=None, expires_at=None)
    revision.publish_from, revision.expires_at = at or now, until
    revision.publisher, revision.publisher_name = by, str(by)
    revision.save()
    search.index_revision(revision)
    pages.changed()


def _may_be_published(
    revision: ArticleRevision,
    translation: ArticleTranslation,
    *,
    now: datetime,
    at: datetime | None,
    until: datetime | None,
) -> None:
    """Raise ValidationError for whatever stands against it."""
    revision.refresh_from_db()
    begun = revision.publish_from is not None and revision.publish_from <= now
    against: list[tuple[bool, Any]] = [
        (translation.archived_at is not None, ARCHIVED),
        (not revision.reviewed, NOT_REVIEWED),
        (begun and not _is_off(revision, now), BEGAN_ALREADY.format(number=revision.number)),
        (at is not None and at < now, {"at": IN_THE_PAST}),
        (until is not None and until <= (at or now), {"until": OVER_BEFORE}),
        (revision.overdue, DUE_IN_THE_PAST),
    ]
    for stands, complaint in against:
        if stands:
            raise ValidationError(complaint)
    revision.full_clean(exclude=["html"])


def _is_off(revision: ArticleRevision, now: datetime) -> bool:
    """Whether readers have stopped seeing it: it expired, or a later one took its place."""
    expired = revision.expires_at is not None and revision.expires_at <= now
    return expired or not ArticleRevision.objects.live(now).filter(pk=revision.pk).exists()


@transaction.atomic
def unschedule(*, revision: ArticleRevision, by: User, now: datetime) -> None:
    """Call off a publication that has not happened yet. Raises ValidationError when there is none."""
    _locked(revision.translation)
    revision.refresh_from_db()
    if revision.publish_from is None or revision.publish_from <= now:
        raise ValidationError(NOT_SCHEDULED.format(number=revision.number))
    revision.publish_from = revision.expires_at = None
    revision.save()
    pages.changed()


@transaction.atomic
def expire(*, translation: ArticleTranslation, by: User, now: datetime) -> None:
    """Take the live text off now; a later publication that is scheduled stays. Raises ValidationError when none is live."""
    _locked(translation)
    live = ArticleRevision.objects.live(now).filter(translation=translation).first()
    if live is None:
        raise ValidationError(NOT_LIVE)
    live.expires_at = now
    live.save()
    pages.changed()


def revert(*, translation: ArticleTranslation, to: ArticleRevision, by: User, at: datetime) -> ArticleRevision:
    """Write an earlier text anew as the newest draft, with the review it had. Raises ValidationError where refused."""
    if to.translation_id != translation.pk:
        raise ValidationError(NOT_OF_IT.format(number=to.number))
    with transaction.atomic():
        newest = _locked(translation).newest
        if (newest.title, newest.summary, newest.body) == (to.title, to.summary, to.body):
            return newest
        again = ArticleRevision(translation=translation, title=to.title, summary=to.summary, body=to.body)
        again.note = f"As revision {to.number}"
        if not to.overdue:
            for name in ("reviewer", "reviewer_name", "reviewer_credentials", "reviewed_on", "next_review_on"):
                setattr(again, name, getattr(to, name))
        return _added(again, newest, by=by, at=at)


@transaction.atomic
def archive(*, translation: ArticleTranslation, by: User, now: datetime) -> None:
    """Take an article away from readers for good; its revisions stay. Raises ValidationError when it is archived."""
    row = _locked(translation)
    if row.archived_at is not None:
        raise ValidationError(ARCHIVED)
    row.revisions.to_come(now).update(publish_from=None, expires_at=None)
    row.archived_at, row.archived_by = now, by
    row.save()
    pages.changed()


@transaction.atomic
def restore(*, translation: ArticleTranslation, by: User, now: datetime) -> None:
    """Bring an archived article back as it was. Raises ValidationError when it is not archived."""
    row = _locked(translation)
    if row.archived_at is None:
        raise ValidationError(NOT_ARCHIVED)
    row.archived_at = row.archived_by = None
    row.save()
    pages.changed()


@transaction.atomic
def rename(*, article: Article, was: str) -> None:
    """Keep the old address of an article whose slug was changed: it leads on. An address that is in use again leads nowhere."""
    OldSlug.objects.filter(slug=article.slug).delete()
    if was != article.slug:
        OldSlug.objects.get_or_create(slug=was, defaults={"article": article})
    pages.changed()
