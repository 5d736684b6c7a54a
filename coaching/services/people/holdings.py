"""What is held about a person, model by model; and what is not handed out, with the reason."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from allauth.account.models import EmailAddress  # type: ignore[import-untyped]
from allauth.mfa.models import Authenticator  # type: ignore[import-untyped]
from allauth.usersessions.models import UserSession  # type: ignore[import-untyped]
from django.db.models import Model, Q

from coaching.models import (
    Activity,
    AdviceRating,
    ArticleRating,
    Assessment,
    Athlete,
    AthleteFile,
    CalendarFeed,
    CheckIn,
    CoachAccess,
    Comment,
    CommentReport,
    Consent,
    CrampIncident,
    HandOver,
    Invitation,
    Look,
    Night,
    Overlay,
    PlanTemplate,
    PlanTemplateWorkout,
    PlanWeek,
    PrivateNote,
    SharedReport,
    TemplateResult,
    TemplateRun,
    Thresholds,
    TrainingGroup,
    TrainingPlan,
    User,
    WeekEdit,
    Workout,
    WorkoutComment,
    WorkoutTemplate,
)

from .traces import addresses_of, sessions_of

Row = dict[str, Any]
MOMENTS = ("on", "created_at", "added_at", "made_at", "given_at", "starts_on")  # what rows are in the order of
INSIDE = ("form", "browser", "address")  # of no use to anybody but the site

LIBRARY = "A text of the library, which belongs to the site and can be read there; it names who wrote and reviewed it."
LEFT_OUT = {
    "admin.LogEntry": "What a coach did at the desk is about other people.",
    "coaching.Advice": LIBRARY,
    "coaching.Advice_sources": LIBRARY,
    "coaching.AdviceShown": LIBRARY,
    "coaching.AdviceVersion": LIBRARY,
    "coaching.ArticleRevision": LIBRARY,
    "coaching.ArticleTranslation": LIBRARY,
    "coaching.Citation": LIBRARY,
    "coaching.Picture": LIBRARY,
    "coaching.RosterEntry": "Sums of the log, the plans, the cramps and the answers, all of which stand here themselves.",
    "coaching.SearchEntry": LIBRARY,
    "coaching.SearchStem": LIBRARY,
    "account.EmailConfirmation": "A secret for one press, and not used here: addresses are confirmed by code.",
    "coaching.User_groups": "The groups stand in account.json.",
    "coaching.User_user_permissions": "What an account may do at the desk, which is about the desk.",
}


@dataclass(frozen=True, slots=True)
class Owner:
    """A person, and the browsers they are logged in with."""

    user: User
    browsers: frozenset[str]
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True)
class Holding:
    """The rows of one model that are about a person, without some of its fields and with others in their place."""

    model: type[Model]
    whose: Callable[[Owner], Q]
    without: tuple[str, ...] = ()
    also: Mapping[str, Callable[[Any, Owner], Any]] = field(default_factory=dict)
    joined: tuple[str, ...] = ()


def _athletes(owner: Owner) -> Q:
    return Q(athlete__user=owner.user)


def _users(owner: Owner) -> Q:
    return Q(user=owner.user)


def _readers(owner: Owner) -> Q:
    """What came from the account, or from its browsers while nobody was logged in."""
    return Q(user=owner.user) | Q(user=None, browser__in=owner.browsers)


def _said(owner: Owner) -> Q:
    return Q(author=owner.user) | Q(workout__week__plan__athlete__user=owner.user)


def _asked(owner: Owner) -> Q:
    return Q(athlete__user=owner.user) | Q(coach=owner.user) | Q(email__in=owner.addresses)


def _named(person: User, owner: Owner) -> str:
    return "you" if person == owner.user else person.name or "somebody without a name"


def _edited_by(edit: WeekEdit, owner: Owner) -> str:
    return _named(edit.by, owner) if edit.by else "somebody who left"


def _added_by(file: AthleteFile, owner: Owner) -> str:
    return _named(file.by, owner) if file.by else "somebody who left"


def place_of(file: AthleteFile) -> str:
    """Where its content stands in an export."""
    return f"files/{file.pk}/{file.name}"


def _groups(user: User, owner: Owner) -> list[str]:
    return sorted(user.groups.values_list("name", flat=True))


def _coached(access: CoachAccess, owner: Owner) -> str:
    return access.athlete.name if access.revoked_at is None else ""


def _asking(invitation: Invitation, owner: Owner) -> str:
    if invitation.athlete:
        return "you" if invitation.athlete.user_id == owner.user.pk else invitation.athlete.name
    return _named(invitation.coach, owner) if invitation.coach else ""


def _handing(hand_over: HandOver, owner: Owner) -> str:
    return _named(hand_over.coach, owner)


READER = ("user",)  # who said it is the one who asks
ARTICLE = {"article": lambda row, owner: row.article.slug}

HOLDINGS = {
    "account": Holding(User, lambda owner: Q(pk=owner.user.pk), without=("password",), also={"groups": _groups}),
    "email_addresses": Holding(EmailAddress, _users),
    "consents": Holding(Consent, _users),
    "athlete": Holding(Athlete, _users),
    "assessments": Holding(
        Assessment, lambda owner: _athletes(owner) | Q(athlete=None, browser__in=owner.browsers), without=("athlete",)
    ),
    "plans": Holding(TrainingPlan, _athletes, without=("athlete",)),
    "weeks": Holding(PlanWeek, lambda owner: Q(plan__athlete__user=owner.user)),
    "workouts": Holding(Workout, lambda owner: Q(week__plan__athlete__user=owner.user)),
    "week_edits": Holding(
        WeekEdit, lambda owner: Q(week__plan__athlete__user=owner.user), also={"by": _edited_by}, joined=("by",)
    ),
    "activities": Holding(Activity, _athletes, without=("athlete",)),
    "pauses": Holding(Overlay, _athletes, without=("athlete",)),
    "check_ins": Holding(CheckIn, _athletes, without=("athlete",)),
    "workout_comments": Holding(
        WorkoutComment, _said, also={"author": lambda row, owner: _named(row.author, owner)}, joined=("author",)
    ),
    "cramps": Holding(CrampIncident, _athletes, without=("athlete",)),
    "nights": Holding(Night, _athletes, without=("athlete",)),
    "shared_reports": Holding(SharedReport, _athletes, without=("athlete", "token")),
    "files": Holding(
        AthleteFile,
        _athletes,
        without=("athlete",),
        also={"by": _added_by, "file": lambda row, owner: place_of(row)},
        joined=("by",),
    ),
    "calendar_feed": Holding(CalendarFeed, _athletes, without=("athlete", "token")),
    "coaches": Holding(
        CoachAccess,
        _athletes,
        without=("athlete",),
        also={"coach": lambda row, owner: _named(row.coach, owner)},
        joined=("coach",),
    ),
    "coached_by_you": Holding(
        CoachAccess,
        lambda owner: Q(coach=owner.user),
        without=("coach",),
        also={"athlete": _coached},
        joined=("athlete",),
    ),
    # Of their author alone. A coach promised themselves privacy, and the athlete is told that such notes exist; no name of
    # the athlete goes with them, for access may have ended since.
    "private_notes": Holding(PrivateNote, lambda owner: Q(author=owner.user), without=("athlete", "author")),
    "looks": Holding(
        Look,
        _athletes,
        without=("athlete",),
        also={"coach": lambda row, owner: _named(row.coach, owner)},
        joined=("coach",),
    ),
    "looks_by_you": Holding(Look, lambda owner: Q(coach=owner.user), without=("athlete", "coach")),
    "invitations": Holding(
        Invitation, _asked, without=("athlete", "coach"), also={"asked_by": _asking}, joined=("athlete", "coach")
    ),
    "hand_overs": Holding(
        HandOver, _asked, without=("athlete", "coach", "invitation"), also={"asked_by": _handing}, joined=("coach",)
    ),
    "thresholds": Holding(Thresholds, lambda owner: Q(coach=owner.user), without=("coach",)),
    "groups": Holding(TrainingGroup, lambda owner: Q(coach=owner.user), without=("coach",)),
    "templates_given": Holding(
        TemplateResult, _athletes, ("athlete",), also={"run": lambda row, owner: row.run.title}, joined=("run",)
    ),
    "workout_templates": Holding(WorkoutTemplate, lambda owner: Q(owner=owner.user), without=("owner",)),
    "plan_templates": Holding(PlanTemplate, lambda owner: Q(owner=owner.user), without=("owner",)),
    "plan_template_workouts": Holding(PlanTemplateWorkout, lambda owner: Q(template__owner=owner.user)),
    "template_runs": Holding(TemplateRun, lambda owner: Q(coach=owner.user), without=("coach",)),
    "article_ratings": Holding(ArticleRating, _readers, without=READER, also=ARTICLE, joined=("article",)),
    "advice_ratings": Holding(
        AdviceRating, _readers, READER, also={"advice": lambda row, owner: row.advice.slug}, joined=("advice",)
    ),
    "comments": Holding(Comment, _readers, without=(*READER, "moderator"), also=ARTICLE, joined=("article",)),
    "comment_reports": Holding(CommentReport, _readers, without=READER),
    "sessions": Holding(UserSession, _users, without=("user", "session_key", "data")),
    "authenticators": Holding(Authenticator, _users, without=("user", "data")),
}


def held(user: User) -> dict[str, list[Row]]:
    """Every holding by its name, oldest rows first; plans with their weeks, and weeks with their workouts.

    The number of queries does not depend on how much there is.
    """
    owner = Owner(user, sessions_of(user).browsers, frozenset(addresses_of(user)))
    rows = {name: _rows(holding, owner) for name, holding in HOLDINGS.items()}
    _put_into(rows["plan_templates"], "workouts", rows.pop("plan_template_workouts"), "template")
    _put_into(rows["weeks"], "workouts", rows.pop("workouts"), "week")
    _put_into(rows["plans"], "weeks", rows.pop("weeks"), "plan")
    return rows


def _put_into(whole: list[Row], name: str, parts: list[Row], key: str) -> None:
    """Give each row under `name` those parts that point to it by `key`."""
    by_key: dict[Any, list[Row]] = {}
    for part in parts:
        by_key.setdefault(part.pop(key), []).append(part)
    for row in whole:
        row[name] = by_key.get(row["id"], [])


def _rows(holding: Holding, owner: Owner) -> list[Row]:
    found = holding.model._default_manager.filter(pk__in=_keys(holding, owner))
    found = (
        found.select_related(*holding.joined) if holding.joined else found
    )  # without a name it would join everything
    return [_row(holding, one, owner) for one in found.order_by(*_oldest_first(holding.model))]


def _keys(holding: Holding, owner: Owner) -> Any:
    """A join may find a row twice."""
    return holding.model._default_manager.filter(holding.whose(owner)).values("pk")


def _oldest_first(model: type[Model]) -> list[str]:
    names = {one.name for one in model._meta.concrete_fields}
    return [next((name for name in MOMENTS if name in names), "pk"), "pk"]


def _row(holding: Holding, one: Model, owner: Owner) -> Row:
    fields = [field for field in one._meta.concrete_fields if field.name not in (*INSIDE, *holding.without)]
    row = {field.name: field.value_from_object(one) for field in fields}
    return row | {name: tell(one, owner) for name, tell in holding.also.items()}
