"""What each role may do. Permissions do not exist yet while migrations run on a fresh database, so this is a command."""

from django.core.management.base import BaseCommand

from coaching.services.people import roles


class Command(BaseCommand):
    help = "Gives the roles of the desk their permissions. May be run again."

    def handle(self, *args, **options):
        roles.set_up()
