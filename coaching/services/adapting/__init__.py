"""A plan that adapts: suggested from the weeks as they went, then accepted or declined by the athlete alone."""

from .comparing import compare
from .deciding import Stale, accept, decline
from .lived import lived_of
from .making import Hindered
from .missed import OFFER_AFTER, missed_in_a_row
from .suggesting import hindrance, suggest

__all__ = [
    "OFFER_AFTER",
    "Hindered",
    "Stale",
    "accept",
    "compare",
    "decline",
    "hindrance",
    "lived_of",
    "missed_in_a_row",
    "suggest",
]
