"""Rows, their constraints, and their questions in the domain's words."""

from coaching.models.assessments import Assessment
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
from coaching.models.people import Athlete, CoachAccess, User
from coaching.models.plans import PlanWeek, TrainingPlan, Workout

__all__ = [
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
    "Citation",
    "CoachAccess",
    "Comment",
    "CommentReport",
    "OldSlug",
    "Picture",
    "PlanWeek",
    "ReadAlso",
    "SearchEntry",
    "SearchStem",
    "Source",
    "TrainingPlan",
    "User",
    "Workout",
]
