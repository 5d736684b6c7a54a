"""Readers and what they leave, for the tests."""

from uuid import uuid4

from django.contrib.auth.models import AnonymousUser

from coaching.models import Comment
from coaching.services.library import comments
from coaching.services.library.limits import Reader, sealed
from tests.builders import NOW


def make_reader(browser="a browser", *, user=None, address="192.0.2.1"):
    return Reader(user or AnonymousUser(), browser, sealed(address))


def make_comment(article, *, by=None, state=Comment.WAITING, at=NOW, moderator=None, **fields):
    """A comment as a reader posts it, in the state that a moderator gave it since."""
    fields = {"name": "Ida", "text": "It cramps at night.", "language": "en", "form": uuid4()} | fields
    number = Comment.objects.count()
    reader = by or make_reader(f"browser {number}", address=f"198.51.{number // 250}.{number % 250 + 1}")
    comment = comments.post(article=article, reader=reader, now=at, **fields)
    if state == Comment.APPROVED:
        comments.approve(comment=comment, by=moderator, now=at)
    if state == Comment.REJECTED:
        comments.reject(comment=comment, by=moderator, now=at)
    return comment
