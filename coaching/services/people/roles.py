"""What each role of the desk may do. A role is a group of accounts; the permissions stand here, `setup_roles` gives them."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q, QuerySet

from coaching.models import User
from coaching.models.people import COACHES

EDITORS, REVIEWERS, MODERATORS, OWNERS = "Editors", "Reviewers", "Moderators", "Owners"
SINCE_THE_SPLIT = (EDITORS, REVIEWERS, MODERATORS)  # what all coaches did while there was one role

READS_THE_LIBRARY = (
    "view_source",
    "view_advice",
    "view_article",
    "view_articletranslation",
    "view_articlerevision",
    "view_picture",
)

# Groups, templates, notes and files of a coach are on pages of the desk, which are open to whoever is_coach.
MAY: Mapping[str, tuple[str, ...]] = {
    COACHES: (
        *READS_THE_LIBRARY,
        "view_athlete",
        "add_invitation",
        "view_invitation",
        "delete_invitation",
        "view_assessment",
        "view_trainingplan",
        "view_planweek",
        "change_planweek",
        "view_workout",
        "change_workout",
    ),
    EDITORS: (
        *READS_THE_LIBRARY,
        "add_source",
        "change_source",
        "add_advice",
        "change_advice",
        "add_article",
        "change_article",
        "add_articletranslation",
        "change_articletranslation",
        "publish_articlerevision",
        "add_picture",
        "change_picture",
        "view_articlerating",
        "view_advicerating",
    ),
    REVIEWERS: (*READS_THE_LIBRARY, "review_articlerevision"),
    MODERATORS: ("view_comment", "change_comment", "moderate_comment", "view_commentreport"),
    OWNERS: ("view_user", "change_user"),
}
ROLES = tuple(MAY)


@transaction.atomic
def set_up() -> None:
    """Give every role exactly what stands in MAY. May be run again.

    Where none of the roles split from the coaches' was there, those who are coaches now take them, for they did all that.
    """
    split = not Group.objects.filter(name__in=SINCE_THE_SPLIT).exists()
    groups = {name: _group(name, may) for name, may in MAY.items()}
    if split:
        for name in SINCE_THE_SPLIT:
            groups[name].user_set.add(*groups[COACHES].user_set.all())


def _group(name: str, may: Iterable[str]) -> Group:
    group, _ = Group.objects.get_or_create(name=name)
    wanted = Permission.objects.filter(content_type__app_label="coaching", codename__in=may)
    if set(group.permissions.values_list("pk", flat=True)) != set(wanted.values_list("pk", flat=True)):
        group.permissions.set(wanted)
    return group


def reviewers() -> QuerySet[User]:
    """Whose name may stand below a text as its reviewer's."""
    may = Q(groups__name=REVIEWERS) | Q(is_superuser=True)
    return User.objects.filter(may, is_staff=True, is_active=True).distinct()
