"""Answers -> what research links to them, what can be changed, and what is not counted (evidence section 4).

Never a probability: sizes are told as what a study found, the whole as one of three words.
"""

from .not_counted import uncounted
from .rows import FACTORS
from .shape import Factor, Size, bmi
from .weighing import amount, factors, needs_doctor_first

__all__ = ["FACTORS", "Factor", "Size", "amount", "bmi", "factors", "needs_doctor_first", "uncounted"]
