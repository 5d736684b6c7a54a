"""The search of the library: the index, and what is found by it. Stems are plain rows, so every database finds the same."""

from .find import KINDS, ON_A_PAGE, Hit, Results, search
from .index import forget, index_advice, index_revision, index_source, rebuild
from .query import LONGEST_QUERY
from .stems import stem, stems, words

__all__ = [
    "KINDS",
    "LONGEST_QUERY",
    "ON_A_PAGE",
    "Hit",
    "Results",
    "forget",
    "index_advice",
    "index_revision",
    "index_source",
    "rebuild",
    "search",
    "stem",
    "stems",
    "words",
]
