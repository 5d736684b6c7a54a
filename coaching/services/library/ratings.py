"""How far articles help to understand, and whether advice helped, as readers say; one word for each reader."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count

from coaching.models import Advice, AdviceRating, Article, ArticleRating
from coaching.models.library.readers import HELPED, HELPFUL

from . import limits
from .limits import Reader

SHOWN_FROM = 5  # fewer say little, and might tell who they are
MOST_OR_ALL = (4, 5)
HELPED_SOME = ("much", "little")


@dataclass(frozen=True, slots=True)
class Summary:
    """What readers say: how many chose each answer, and the sum of it in a sentence, empty while there are too few."""

    counts: tuple[tuple[str, int], ...]  # (the answer in words, readers)
    total: int
    sentence: str


def rate(*, article: Article, value: int, reader: Reader, now: datetime, form: UUID | None = None) -> ArticleRating:
    """Keep how much the article told this reader, 1 to 5; it replaces what they said before. Raises TooMany.

    The same form sent again is the same rating, whoever sends it: a browser that is new here has no name until the
    first answer has come back.
    """
    return _keep(ArticleRating, {"article": article}, reader, {"value": value, "made_at": now, "form": form})


def say_helped(*, advice: Advice, value: str, reader: Reader, now: datetime, form: UUID | None = None) -> AdviceRating:
    """Keep whether the advice helped this reader, a word of HELPED; otherwise as `rate`. Raises TooMany."""
    return _keep(AdviceRating, {"advice": advice}, reader, {"value": value, "made_at": now, "form": form})


def _keep(model: Any, about: dict[str, Any], reader: Reader, said: dict[str, Any]) -> Any:
    known = about | reader.own
    said |= {"address": reader.address} | ({"form": None} if known["user"] else {})  # a member is known by the account
    if not model.objects.filter(**known).exists():
        if before := _sent_before(model, said):
            return before
        limits.check(model.objects.all(), reader=reader, limits=limits.RATINGS, now=said["made_at"])
    try:
        with transaction.atomic():
            return model.objects.update_or_create(**known, defaults=said)[0]
    except IntegrityError:  # another press of the same button was quicker
        return _sent_before(model, said)


def _sent_before(model: Any, said: dict[str, Any]) -> Any:
    """The rating that this very form left already, for a browser that was new here then."""
    return model.objects.filter(form=said["form"]).first() if said["form"] else None


def summary(article: Article) -> Summary:
    """What readers say of an article. One query."""
    found = dict(article.ratings.values_list("value").annotate(Count("pk")))
    return _summed(HELPFUL, found, "it told them all or most of what they needed", MOST_OR_ALL)


def helped_summary(advice: Advice) -> Summary:
    """What readers say of a piece of advice; it is no evidence. One query."""
    return helped_summaries([advice])[advice.pk]


def helped_summaries(advice: Iterable[Advice]) -> dict[int, Summary]:
    """What readers say of each, by its key. One query for all."""
    keys = [row.pk for row in advice]
    rows = AdviceRating.objects.filter(advice__in=keys).values_list("advice", "value").annotate(Count("pk"))
    found: dict[int, dict[str, int]] = {key: {} for key in keys}
    for key, value, count in rows:
        found[key][value] = count
    return {key: _summed(HELPED, counts, "it helped, at least a little", HELPED_SOME) for key, counts in found.items()}


def _summed(words: Sequence[tuple[Any, str]], found: dict[Any, int], said: str, good: tuple[Any, ...]) -> Summary:
    total = sum(found.values())
    agree = sum(found.get(value, 0) for value in good)
    sentence = f"{agree} of {total} readers say that {said}." if total >= SHOWN_FROM else ""
    return Summary(tuple((text, found.get(value, 0)) for value, text in words), total, sentence)
