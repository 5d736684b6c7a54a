"""The starter articles: published by the site's editors, until somebody here writes a revision of their own."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from coaching import content
from coaching.models import Article, ArticleRevision, ArticleTranslation, OldSlug, ReadAlso
from coaching.models.library.review import EDITORS

from .articles import keep_lists, render

WORDS = ("title", "summary", "body")


def load_articles(*, at: datetime) -> Iterator[str]:
    """Bring in every article of the files, live from `at`. Yields "added", "renewed", "as loaded" or "edited" for each."""
    files = content.articles()
    here = {article.slug: article for article in Article.objects.all()}
    here = {old.slug: old.article for old in OldSlug.objects.select_related("article")} | here
    new = [file["slug"] for file in files if file["slug"] not in here]
    for file in files:
        if file["slug"] not in here:
            here[file["slug"]] = _article(file)
        yield _bring(here[file["slug"]], file, at=at)
    _pick(here, [file for file in files if file["slug"] in new])


def _article(file: Mapping[str, Any]) -> Article:
    return Article.objects.create(slug=file["slug"], topic=file["topic"], position=file["position"])


def _bring(article: Article, file: Mapping[str, Any], *, at: datetime) -> str:
    translation, _ = ArticleTranslation.objects.get_or_create(article=article, language=file["language"])
    newest, print_ = translation.newest, fingerprint(file)
    if newest and (newest.starter == "" or translation.archived_at):
        return "edited"
    if newest and newest.starter == print_:
        return "as loaded"
    _publish(ArticleRevision(translation=translation, starter=print_), newest, file, at=at)
    return "renewed" if newest else "added"


def _publish(
    revision: ArticleRevision, newest: ArticleRevision | None, file: Mapping[str, Any], *, at: datetime
) -> None:
    for name in WORDS:
        setattr(revision, name, file[name])
    revision.number = newest.number + 1 if newest else 1
    revision.author_name = revision.publisher_name = revision.reviewer_name = EDITORS
    revision.written_at = revision.publish_from = at
    revision.reviewed_on, revision.next_review_on = file["reviewed"], file["next_review"]
    made = render(revision)
    revision.save()
    keep_lists(revision, made)


def _pick(here: Mapping[str, Article], files: list[Mapping[str, Any]]) -> None:
    """What to read after each new article."""
    ReadAlso.objects.bulk_create(
        ReadAlso(article=here[file["slug"]], other=here[pick["slug"]], reason=pick["reason"], position=place)
        for file in files
        for place, pick in enumerate(file["read_also"], start=1)
    )


def fingerprint(file: Mapping[str, Any]) -> str:
    """What the words and the review of a file are told by."""
    said = [file[name] for name in WORDS] + [str(file["reviewed"]), str(file["next_review"])]
    return sha256("\0".join(said).encode()).hexdigest()
