"""The library, curated: advice and sources, articles with their drafts, and what readers say."""

from . import advice, articles, comments, pictures

__all__ = ["advice", "articles", "comments", "pictures"]
