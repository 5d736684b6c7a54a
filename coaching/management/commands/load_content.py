"""The starter content into the library."""

from django.core.management.base import BaseCommand

from coaching.services import library


class Command(BaseCommand):
    help = "Loads sources and advice. What someone edited is left as it is; may be run again."

    def handle(self, *args, **options):
        counts = library.load_starter()
        if any(counts.values()):
            self.stdout.write(f"Library: {counts['added']} added, {counts['renewed']} renewed.")
