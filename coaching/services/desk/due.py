"""What waits for those who keep the library: reviews that are over their date, comments that nobody has read."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from coaching.models import Advice, ArticleRevision, Comment, CommentReport, User


@dataclass(frozen=True)
class Waiting:
    count: int
    one: str
    many: str
    name: str  # of the page, behind `admin:`

    @property
    def words(self) -> str:
        return f"1 {self.one}" if self.count == 1 else f"{self.count} {self.many}"


@dataclass(frozen=True)
class Kind:
    permission: str
    count: Callable[[datetime], int]
    one: str
    many: str
    name: str


def _articles(now: datetime) -> int:
    return ArticleRevision.objects.live(now).filter(next_review_on__lt=now.date()).count()


def _advice(now: datetime) -> int:
    over = Q(next_review_on__lt=now.date()) | Q(next_review_on=None)
    return Advice.objects.current().filter(over).count()


def _comments(now: datetime) -> int:
    return Comment.objects.waiting().count()


def _reports(now: datetime) -> int:
    return Comment.objects.filter(pk__in=CommentReport.objects.filter(settled_at=None).values("comment")).count()


KINDS = (
    Kind(
        "view_article", _articles, "article is over its review date", "articles are over their review date",
        "coaching_article_due",
    ),
    Kind(
        "view_advice", _advice, "piece of advice is over its review date",
        "pieces of advice are over their review date", "coaching_article_due",
    ),
    Kind(
        "moderate_comment", _comments, "comment waits for approval", "comments wait for approval",
        "coaching_comment_changelist",
    ),
    Kind(
        "moderate_comment", _reports, "comment was reported", "comments were reported", "coaching_comment_changelist",
    ),
)  # fmt: skip


def waiting(*, user: User, now: datetime) -> list[Waiting]:
    """What waits that this account may see, each kind with its number; nothing of which there is none."""
    kinds = [kind for kind in KINDS if user.has_perm(f"coaching.{kind.permission}")]
    counted = [Waiting(kind.count(now), kind.one, kind.many, kind.name) for kind in kinds]
    return [one for one in counted if one.count]
