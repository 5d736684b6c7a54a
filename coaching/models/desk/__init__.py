"""What a coach works with: the roster, notes and files about an athlete, templates given to many."""

from .about import AthleteFile, PrivateNote
from .roster import RosterEntry, Thresholds
from .templates import PlanTemplate, PlanTemplateWorkout, TemplateResult, TemplateRun, WorkoutTemplate

__all__ = [
    "AthleteFile",
    "PlanTemplate",
    "PlanTemplateWorkout",
    "PrivateNote",
    "RosterEntry",
    "TemplateResult",
    "TemplateRun",
    "Thresholds",
    "WorkoutTemplate",
]
