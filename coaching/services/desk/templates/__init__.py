"""Written once, given to many: templates of workouts and weeks, each giving of them, and its undoing."""

from .giving import carry_on, carry_out, give
from .keeping import copy, delete, from_plan, from_week, keep_plan, keep_workout
from .meeting import Outlook, outlook
from .undoing import put_back, take_back, undo

__all__ = [
    "Outlook",
    "carry_on",
    "carry_out",
    "copy",
    "delete",
    "from_plan",
    "from_week",
    "give",
    "keep_plan",
    "keep_workout",
    "outlook",
    "put_back",
    "take_back",
    "undo",
]
