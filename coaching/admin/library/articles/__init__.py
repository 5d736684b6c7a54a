"""The desk of the articles: their list, and for each translation what is live, what is drafted, and what can be done."""

from . import articles, translations

__all__ = ["articles", "translations"]
