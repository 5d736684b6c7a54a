"""Rows, their constraints, and their questions in the domain's words."""

from coaching.models.assessments import Assessment
from coaching.models.incidents import CrampIncident, Night, SharedReport
from coaching.models.library import (
    Advice,
    AdviceRating,
    AdviceShown,
    AdviceVersion,
    Article,
    ArticleRating,
    ArticleRevision,
    ArticleTranslation,
    Citation,
    Comment,
    CommentReport,
    OldSlug,
    Picture,
    ReadAlso,
    SearchEntry,
    SearchStem,
    Source,
)
from coaching.models.people import Athlete, CoachAccess, Consent, Invitation, User
from coaching.models.plans import PlanWeek, TrainingPlan, Workout
from coaching.models.training import Activity, CalendarFeed, CheckIn, Overlay, WorkoutComment

__all__ = [
    "Activity",
    "Advice",
    "AdviceRating",
    "AdviceShown",
    "AdviceVersion",
    "Article",
    "ArticleRating",
    "ArticleRevision",
    "ArticleTranslation",
    "Assessment",
    "Athlete",
    "CalendarFeed",
    "CheckIn",
    "Citation",
    "CoachAccess",
    "Comment",
    "CommentReport",
    "Consent",
    "CrampIncident",
    "Invitation",
    "Night",
    "OldSlug",
    "Overlay",
    "Picture",
    "PlanWeek",
    "ReadAlso",
    "SearchEntry",
    "SearchStem",
    "SharedReport",
    "Source",
    "TrainingPlan",
    "User",
    "Workout",
    "WorkoutComment",
]
