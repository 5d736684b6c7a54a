"""The self-assessment, one form per page."""

from .base import StepForm
from .steps import STEPS, step, steps_for

__all__ = ["STEPS", "StepForm", "step", "steps_for"]
