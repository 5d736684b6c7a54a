"""Comments: written by readers, held until a moderator approves them, answered by coaches, reported by readers."""

from datetime import datetime
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Prefetch, Q, QuerySet

from coaching.models import Article, Comment, CommentReport, User

from . import limits, pages
from .limits import Reader

MOST_WAITING = 300
A_COACH = "A coach"  # one whose account has no name: their e-mail address is not for readers
NOT_SHOWN_YET = "Approve this comment first: readers do not see it."
A_REPLY = "This is a reply: only a comment itself goes to questions and answers."


class Closed(Exception):
    """So many comments wait to be read that no more are taken."""


def shown() -> QuerySet[Comment]:
    """What readers see: approved, and where it is a reply, to something approved."""
    return Comment.objects.approved().filter(Q(reply_to=None) | Q(reply_to__state=Comment.APPROVED))


def shown_with(article: Article) -> QuerySet[Comment]:
    """The approved comments of an article, questions and answers first, then the newest, each with `shown_replies`.

    Two queries; a slice of it takes no more.
    """
    replies = Prefetch("replies", Comment.objects.approved(), to_attr="shown_replies")
    first_questions = Comment.objects.approved().order_by("-is_question", "-made_at", "-pk")
    return first_questions.filter(article=article, reply_to=None).prefetch_related(replies)


def are_closed() -> bool:
    """Whether as many wait as moderators can be asked to read."""
    return Comment.objects.waiting()[:MOST_WAITING].count() >= MOST_WAITING


# --- Readers ---------------------------------------------------------------------------------------


def post(
    *, article: Article, language: str, name: str, text: str, form: UUID, reader: Reader, now: datetime
) -> Comment:
    """Hold a comment until a moderator has read it. The same form sent again gives the same comment.

    Raises TooMany and Closed.
    """
    comment = Comment(article=article, language=language, name=name, text=text, form=form, made_at=now)
    comment.user, comment.browser, comment.address = reader.own["user"], reader.own["browser"], reader.address
    before = _sent_before(comment)
    if before:
        return before
    _check_room(reader, now)  # a flood ends here, and takes no lock
    with transaction.atomic():  # and once more, one after the other, as others may have come in at the same time
        Article.objects.select_for_update(no_key=True).order_by("pk").first()
        return _sent_before(comment) or _held(comment, reader, now)


def _sent_before(comment: Comment) -> Comment | None:
    """The comment that this form became; another text, written over the one that was sent, is another comment."""
    same = Comment.objects.filter(form=comment.form).first()
    if same and same.text == comment.text and same.article_id == comment.article_id:
        return same
    comment.form = uuid4() if same else comment.form
    return None


def _held(comment: Comment, reader: Reader, now: datetime) -> Comment:
    _check_room(reader, now)
    return _saved_once(comment)


def _check_room(reader: Reader, now: datetime) -> None:
    limits.check(Comment.objects.all(), reader=reader, limits=limits.COMMENTS, now=now)
    if are_closed():
        raise Closed


def _saved_once(comment: Comment) -> Comment:
    try:
        with transaction.atomic():
            comment.save()
    except IntegrityError:  # two presses at once: the other one saved it
        return Comment.objects.get(form=comment.form)
    return comment


def report(*, comment: Comment, reason: str, text: str, reader: Reader, now: datetime) -> CommentReport:
    """Tell the moderators of a comment; said again, it replaces what this reader said. Raises TooMany."""
    known = {"comment": comment} | reader.own
    if not CommentReport.objects.filter(**known).exists():
        limits.check(CommentReport.objects.all(), reader=reader, limits=limits.REPORTS, now=now)
    first = {"made_at": now, "address": reader.address, "reason": reason, "text": text}
    return CommentReport.objects.update_or_create(
        **known, defaults={"reason": reason, "text": text}, create_defaults=first
    )[0]


# --- Moderators ------------------------------------------------------------------------------------


@transaction.atomic
def approve(*, comment: Comment, by: User, now: datetime) -> None:
    """Show it to readers; what was reported of it is settled."""
    _decide(comment, Comment.APPROVED, by=by, now=now)


@transaction.atomic
def reject(*, comment: Comment, by: User, now: datetime) -> None:
    """Keep it from readers, with its replies; its author is told. What was reported of it is settled."""
    _decide(comment, Comment.REJECTED, by=by, now=now)


def _decide(comment: Comment, state: str, *, by: User, now: datetime) -> None:
    comment.reports.filter(settled_at=None).update(settled_at=now)
    if comment.state == state:
        return
    comment.state, comment.moderator, comment.moderated_at = state, by, now
    comment.save(update_fields=["state", "moderator", "moderated_at"])
    pages.changed()


@transaction.atomic
def promote(*, comment: Comment, by: User, now: datetime) -> None:
    """Put it among the questions and answers. Raises ValidationError for a reply and for what is not shown."""
    if comment.reply_to_id:
        raise ValidationError(A_REPLY)
    if comment.state != Comment.APPROVED:
        raise ValidationError(NOT_SHOWN_YET)
    _place(comment, True, by=by, now=now)


@transaction.atomic
def demote(*, comment: Comment, by: User, now: datetime) -> None:
    """Put it back among the other comments."""
    _place(comment, False, by=by, now=now)


def _place(comment: Comment, is_question: bool, *, by: User, now: datetime) -> None:
    if comment.is_question == is_question:
        return
    comment.is_question, comment.moderator, comment.moderated_at = is_question, by, now
    comment.save(update_fields=["is_question", "moderator", "moderated_at"])
    pages.changed()


@transaction.atomic
def reply(*, comment: Comment, by: User, text: str, now: datetime, form: UUID | None = None) -> Comment:
    """A coach's answer, shown at once below the comment. The same form sent again gives the same answer.

    Raises ValidationError where the comment is not shown.
    """
    if comment.state != Comment.APPROVED:
        raise ValidationError(NOT_SHOWN_YET)
    answer = Comment(article_id=comment.article_id, language=comment.language, text=text, form=form or uuid4())
    answer.reply_to_id = comment.reply_to_id or comment.pk
    answer.name, answer.user, answer.by_coach = by.name[:60] or A_COACH, by, True
    answer.state, answer.made_at = Comment.APPROVED, now
    answer.moderator, answer.moderated_at = by, now
    pages.changed()
    return _saved_once(answer)


@transaction.atomic
def settle(*, report: CommentReport, now: datetime) -> None:
    """A moderator has looked into it, and the comment stays as it is."""
    CommentReport.objects.filter(pk=report.pk, settled_at=None).update(settled_at=now)


@transaction.atomic
def remove(*, comments: QuerySet[Comment]) -> None:
    """Delete them for good, with their replies and reports."""
    comments.delete()
    pages.changed()
