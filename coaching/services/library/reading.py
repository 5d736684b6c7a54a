"""What readers see of the library at a moment: the hub, an article with what stands around it, the advice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from django.db.models import OuterRef, QuerySet, Subquery

from coaching.models import Advice, ArticleRevision, ArticleTranslation, Citation, OldSlug
from coaching.models.library import markup
from coaching.models.library.articles import ENGLISH, TOPICS
from coaching.rules.shelf import Shelf
from coaching.rules.terms import Advice as AdviceWords
from coaching.rules.terms import Pattern, Slot, Sport

from .shelf import catalogue

MOST_READ_ALSO = 4
MOST_FIRST_AID = 3
ALSO_ABOUT = {
    "understand": "Also about understanding cramps.",
    "train": "Also about training so that it cramps less.",
    "relief": "Also about what to do when it cramps, and after.",
    "health": "Also about health and doctors.",
}
HUB_ORDER = ("translation__article__position", "translation__article__slug", "translation__language")
PLACE_OF_TOPIC = {topic: place for place, (topic, _) in enumerate(TOPICS)}


class Gone(Exception):
    """It could be read here once, and cannot any more."""


class Moved(Exception):
    """It is read at another address now: that of the article `slug`."""

    def __init__(self, slug: str) -> None:
        super().__init__(slug)
        self.slug = slug


@dataclass(frozen=True, slots=True)
class Topic:
    slug: str
    title: str
    articles: tuple[ArticleRevision, ...]


@dataclass(frozen=True, slots=True)
class Pick:
    """What to read after an article, and why."""

    article: ArticleRevision
    reason: str


@dataclass(frozen=True, slots=True)
class Around:
    """The neighbours of an article in the hub, and what to read also."""

    previous: ArticleRevision | None
    next: ArticleRevision | None
    read_also: tuple[Pick, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of an article: HTML, or a piece of advice as it reads now; neither where the advice is no longer given."""

    html: str = ""
    advice: Advice | None = None


def hub(*, language: str, at: datetime) -> tuple[Topic, ...]:
    """The topics with what can be read in this language, else in English, in order. One query."""
    cards = in_hub_order(language=language, at=at)
    topics = (Topic(slug, title, tuple(card for card in cards if _topic(card) == slug)) for slug, title in TOPICS)
    return tuple(topic for topic in topics if topic.articles)


def languages(at: datetime) -> set[str]:
    """Those in which anything can be read. One query."""
    return set(ArticleRevision.objects.live(at).order_by().values_list("translation__language", flat=True).distinct())


def in_hub_order(*, language: str, at: datetime) -> list[ArticleRevision]:
    """One live text for each article, in this language where there is one, else in English; without its body."""
    live = ArticleRevision.objects.live(at).filter(translation__language__in={language, ENGLISH})
    rows = live.select_related("translation__article").defer("body", "html", "contents")
    ordered = sorted(rows, key=lambda row: row.language == language)
    chosen = {row.translation.article_id: row for row in ordered}
    return sorted(chosen.values(), key=_place)


def _topic(revision: ArticleRevision) -> str:
    return revision.translation.article.topic


def _place(revision: ArticleRevision) -> tuple[int, int, str]:
    article = revision.translation.article
    return PLACE_OF_TOPIC[article.topic], article.position, article.slug


def live_texts(*, slug: str, language: str | None, at: datetime) -> dict[str, ArticleRevision]:
    """What can be read of an article, by language; each with `first_live`, when it was first published. One query.

    There is one in this language, or else in English; with None, in any. Raises Moved for an old address, Gone for what was archived or has
    expired, and ArticleRevision.DoesNotExist for what never could be read.
    """
    begun = ArticleRevision.objects.filter(translation=OuterRef("translation"), publish_from__lte=at)
    live = ArticleRevision.objects.live(at).filter(translation__article__slug=slug)
    live = live.annotate(first_live=Subquery(begun.order_by("publish_from").values("publish_from")[:1]))
    texts = {row.language: row for row in live.select_related("translation__article")}
    if language in texts or ENGLISH in texts or (texts and language is None):
        return texts
    raise _missing(slug, language or ENGLISH, at)


def _missing(slug: str, language: str, at: datetime) -> Exception:
    old = OldSlug.objects.filter(slug=slug).select_related("article").first()
    if old:
        return Moved(old.article.slug)
    once = ArticleTranslation.objects.with_live(at).filter(article__slug=slug, live_id__isnull=False)
    if once.filter(language__in={language, ENGLISH}).exists():
        return Gone(slug)
    return ArticleRevision.DoesNotExist(slug)


def parts_of(revision: ArticleRevision) -> list[Part]:
    """The text in pieces, with the advice in its place as it reads now. Two queries."""
    shown = Advice.objects.current().filter(revisions=revision).prefetch_related("sources")
    by_slug = {advice.slug: advice for advice in shown}
    pieces = markup.parts(revision.html)
    return [Part(html=piece) if kind == "html" else Part(advice=by_slug.get(piece)) for kind, piece in pieces]


def told_in(advice: Advice, *, at: datetime) -> QuerySet[ArticleRevision]:
    """The live articles that show a piece of advice, in the order of the hub."""
    live = ArticleRevision.objects.live(at).filter(advice=advice).select_related("translation__article")
    return live.defer("body", "html").order_by(*HUB_ORDER)


def citations_of(revision: ArticleRevision) -> QuerySet[Citation]:
    """The sources of a text in their order, each with its number."""
    return revision.citations.select_related("source")


def around(revision: ArticleRevision, *, language: str, at: datetime) -> Around:
    """What stands before and after an article for a reader of this language, and what to read also. Two queries."""
    cards = in_hub_order(language=language, at=at)
    article = revision.translation.article
    before = [card for card in cards if _place(card) < _place(revision)]
    after = [card for card in cards if _place(card) > _place(revision)]
    picked = {pick.other_id: pick.reason for pick in article.picks.all()}
    return Around(
        previous=before[-1] if before else None,
        next=after[0] if after else None,
        read_also=tuple(_read_also(article.topic, picked, [*after, *before])),
    )


def _read_also(topic: str, picked: dict[int, str], others: Sequence[ArticleRevision]) -> list[Pick]:
    """What was picked by hand, then what is about the same, beginning with what comes next in the hub."""
    by_article = {card.translation.article_id: card for card in others}
    by_hand = (Pick(by_article[pk], reason) for pk, reason in picked.items() if pk in by_article)
    unpicked = (card for pk, card in by_article.items() if pk not in picked and _topic(card) == topic)
    same = (Pick(card, ALSO_ABOUT[topic]) for card in unpicked)
    return list(chain(by_hand, same))[:MOST_READ_ALSO]


def first_aid(*, pattern: Pattern, sport: Sport) -> tuple[AdviceWords, ...]:
    """What may help, for a findings page: while it cramps, and for nights the evening routine. Two queries."""
    given = catalogue((Slot.DURING, Slot.EVENING))
    shelf, by_slug = Shelf(given, sport, pattern), {advice.slug: advice for advice in given}
    at_night = pattern in (Pattern.NOCTURNAL, Pattern.MIXED)
    slugs = [*shelf.in_bed()[:1], *shelf.every_evening()[:1]] if at_night else []
    if pattern != Pattern.NOCTURNAL:
        slugs = [*shelf.when_it_cramps()[: MOST_FIRST_AID - len(slugs)], *slugs]
    return tuple(by_slug[slug] for slug in slugs)
