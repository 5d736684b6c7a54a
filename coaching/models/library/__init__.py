"""The library: sources, the advice that stands on them, articles, what readers say, and the index of the search."""

from .advice import HELD_TOO_LONG, Advice, AdviceVersion
from .articles import (
    AdviceShown,
    Article,
    ArticleRevision,
    ArticleTranslation,
    Citation,
    OldSlug,
    Picture,
    ReadAlso,
)
from .holding import seconds_held
from .readers import AdviceRating, ArticleRating, Comment, CommentReport
from .search import SearchEntry, SearchStem
from .sources import Source

__all__ = [
    "HELD_TOO_LONG",
    "Advice",
    "AdviceRating",
    "AdviceShown",
    "AdviceVersion",
    "Article",
    "ArticleRating",
    "ArticleRevision",
    "ArticleTranslation",
    "Citation",
    "Comment",
    "CommentReport",
    "OldSlug",
    "Picture",
    "ReadAlso",
    "SearchEntry",
    "SearchStem",
    "Source",
    "seconds_held",
]
