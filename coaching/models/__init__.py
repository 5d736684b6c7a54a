"""Rows, their constraints, and their questions in the domain's words."""

from coaching.models.assessments import Assessment
from coaching.models.library import Advice, Source
from coaching.models.people import Athlete, CoachAccess, User
from coaching.models.plans import PlanWeek, TrainingPlan, Workout

__all__ = ["Advice", "Assessment", "Athlete", "CoachAccess", "PlanWeek", "Source", "TrainingPlan", "User", "Workout"]
