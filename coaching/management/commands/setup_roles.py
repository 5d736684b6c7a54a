"""What a coach may do. Permissions do not exist yet while migrations run on a fresh database, so this is a command."""

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand

from coaching.services.people.access import COACHES

MAY = (
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
    "add_source",
    "view_source",
    "change_source",
    "add_advice",
    "view_advice",
    "change_advice",
    "add_article",
    "view_article",
    "change_article",
    "add_articletranslation",
    "view_articletranslation",
    "change_articletranslation",
    "view_articlerevision",
    "review_articlerevision",
    "publish_articlerevision",
    "add_picture",
    "view_picture",
    "change_picture",
    "view_comment",
    "change_comment",
    "moderate_comment",
    "view_commentreport",
    "view_articlerating",
    "view_advicerating",
)


class Command(BaseCommand):
    help = "Gives the group of coaches its permissions. May be run again."

    def handle(self, *args, **options):
        group, _ = Group.objects.get_or_create(name=COACHES)
        wanted = Permission.objects.filter(content_type__app_label="coaching", codename__in=MAY)
        if set(group.permissions.values_list("pk", flat=True)) != set(wanted.values_list("pk", flat=True)):
            group.permissions.set(wanted)
