"""What is due from time to time, from a timer: safe to run as often as you like."""

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.utils.timezone import now

from coaching.services import assessments
from coaching.services.library import limits


class Command(BaseCommand):
    help = "Deletes assessments nobody claimed or looked at for 30 days, and sessions that are over; forgets addresses after a day."

    def handle(self, *args, **options):
        forgotten = assessments.forget_unclaimed(now=now())
        SessionStore.clear_expired()
        limits.forget_addresses(now=now())
        if forgotten:
            self.stdout.write(f"{forgotten} unclaimed assessments deleted.")
