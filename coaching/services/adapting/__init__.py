"""A plan that adapts: suggested from the weeks as they went, then accepted or declined by the athlete or their coach."""

from .comparing import beside, compare, differs, differs_where_hidden
from .deciding import Stale, accept, decline
from .lived import SUBSTANTIAL, lived_of
from .making import Hindered
from .missed import LOOK_BACK_DAYS, OFFER_AFTER, missed_in_a_row
from .suggesting import hindrance, suggest

__all__ = [
    "LOOK_BACK_DAYS",
    "OFFER_AFTER",
    "SUBSTANTIAL",
    "Hindered",
    "Stale",
    "accept",
    "beside",
    "compare",
    "decline",
    "differs",
    "differs_where_hidden",
    "hindrance",
    "lived_of",
    "missed_in_a_row",
    "suggest",
]
