"""What advice said before, and where it is used. Advice is live as soon as it is saved, so every save leaves a version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from coaching.models import Advice, AdviceVersion, ArticleRevision, Source, TrainingPlan, User
from coaching.models.library.review import EDITORS

from . import pages, search
from .shelf import ADVICE_FIELDS

KEPT_FIELDS = (*ADVICE_FIELDS, "held_s", "reviewer_name", "reviewer_credentials")
KEPT_DATES = ("reviewed_on", "next_review_on")
MOST_LISTED = 50
NOBODY_KNOWS = "Somebody, before versions were kept"
ARCHIVED = "This advice is archived already."
NOT_ARCHIVED = "This advice is not archived."
SHOWN = "Readers see it in {pages}: take it out of the text there first."
NOT_OF_IT = "Version {number} belongs to other advice."


@dataclass(frozen=True)
class Uses:
    """Where a piece of advice stands: in how many plans, in which of those one may see, and in which live articles."""

    plans: int
    visible: tuple[TrainingPlan, ...]
    articles: tuple[ArticleRevision, ...]


def uses(advice: Advice, *, by: User, at: datetime) -> Uses:
    """Plans of all athletes are counted, whoever asks, for a number tells nothing of anybody; a coach is given their own.

    Three queries; the newest plans, MOST_LISTED at most.
    """
    plans = TrainingPlan.objects.filter(advice__has_key=advice.slug)
    visible = plans.visible_to(by).select_related("athlete").order_by("-starts_on")[:MOST_LISTED]
    live = ArticleRevision.objects.live(at).filter(advice=advice).select_related("translation__article")
    return Uses(plans=plans.count(), visible=tuple(visible), articles=tuple(live))


@transaction.atomic
def keep(*, advice: Advice, by: User, at: datetime) -> AdviceVersion:
    """Keep what the advice says now as its newest version, and tell readers' pages and the search.

    Returns the newest version there is already where no word changed.
    """
    Advice.objects.select_for_update().get(pk=advice.pk)
    newest, words = advice.versions.first(), words_of(advice)
    search.index_advice(advice)
    pages.changed()
    if newest and newest.words == words:
        return newest
    number = newest.number + 1 if newest else 1
    return AdviceVersion.objects.create(
        advice=advice, number=number, words=words, author=by, author_name=str(by), written_at=at
    )


def keep_loaded(loaded: Iterable[Advice], *, by_name: str = EDITORS, at: datetime) -> None:
    """Keep what these say as versions, by the editors of the starter content. A few queries, however many there are."""
    rows = Advice.objects.filter(pk__in=[advice.pk for advice in loaded]).prefetch_related("sources", "versions")
    AdviceVersion.objects.bulk_create(
        AdviceVersion(
            advice=advice,
            number=max((version.number for version in advice.versions.all()), default=0) + 1,
            words=words_of(advice),
            author_name=by_name,
            written_at=at,
        )
        for advice in rows
    )


def keep_the_first(*, at: datetime) -> None:
    """Keep what advice says of which no version was kept yet, so that the next edit does not lose it."""
    keep_loaded(Advice.objects.filter(versions=None), by_name=NOBODY_KNOWS, at=at)


def words_of(advice: Advice) -> dict[str, Any]:
    """All that a version keeps, in plain values."""
    cited = sorted(source.key for source in advice.sources.all())
    dates = {name: day.isoformat() if (day := getattr(advice, name)) else "" for name in KEPT_DATES}
    return {name: getattr(advice, name) for name in KEPT_FIELDS} | dates | {"sources": cited}


def as_text(version: AdviceVersion) -> str:
    """A version as lines to read and to compare: one for each field, one for each step."""
    words = {name.replace("_", " ").capitalize(): value for name, value in version.words.items()}
    return "\n".join(line for name, value in words.items() for line in _lines(name, value))


def _lines(name: str, value: Any) -> list[str]:
    if isinstance(value, list):
        return [f"{name} {place}: {text}" for place, text in enumerate(value, start=1)]
    return [f"{name}: {value}"] if value not in ("", None) else []


@transaction.atomic
def revert(*, advice: Advice, to: AdviceVersion, by: User, at: datetime) -> AdviceVersion:
    """Have the advice say again what it said in a version, with the review it had.

    Raises ValidationError where the model refuses those words or that review today.
    """
    if to.advice_id != advice.pk:
        raise ValidationError(NOT_OF_IT.format(number=to.number))
    words = dict(to.words)
    cited = Source.objects.filter(key__in=words.pop("sources"))
    for name, value in words.items():
        setattr(advice, name, (date.fromisoformat(value) if value else None) if name in KEPT_DATES else value)
    advice.reviewer = None
    advice.check_sources(list(cited))
    advice.full_clean()
    advice.save()
    advice.sources.set(cited)
    return keep(advice=advice, by=by, at=at)


@transaction.atomic
def archive(*, advice: Advice, by: User, now: datetime) -> None:
    """Take advice out of plans to come and away from readers; plans made with it keep its words.

    Raises ValidationError while an article shows it, now or from a date to come.
    """
    if advice.archived_at is not None:
        raise ValidationError(ARCHIVED)
    shown_in = ArticleRevision.objects.filter(advice=advice)
    titles = [revision.title for revision in (shown_in.live(now) | shown_in.to_come(now)).distinct()]
    if titles:
        raise ValidationError(SHOWN.format(pages=", ".join(f"“{title}”" for title in sorted(titles))))
    advice.archived_at = now
    advice.save()
    _tell(advice)


@transaction.atomic
def restore(*, advice: Advice, by: User, now: datetime) -> None:
    """Give archived advice back to plans and readers. Raises ValidationError when it is not archived."""
    if advice.archived_at is None:
        raise ValidationError(NOT_ARCHIVED)
    advice.archived_at = None
    advice.save()
    _tell(advice)


def _tell(advice: Advice) -> None:
    search.index_advice(advice)
    pages.changed()
