"""What is due from time to time, from a timer: safe to run as often as you like."""

from django.contrib.sessions.backends.db import SessionStore
from django.core.management.base import BaseCommand
from django.utils.timezone import now

from coaching.services import assessments, jobs
from coaching.services.desk import files, roster
from coaching.services.library import limits
from coaching.services.people import access, looks
from coaching.services.training import summaries


class Command(BaseCommand):
    help = (
        "Writes the weekly letters that are due; deletes assessments nobody claimed or looked at for 30 days, and sessions "
        "that are over; gives jobs of a killed worker to another one and forgets those that are done; forgets addresses "
        "after a day, and looks of coaches after two years; takes contents of files from the disk that no row names; adds "
        "the rosters of coaches up."
    )

    def handle(self, *args, **options):
        forgotten = assessments.forget_unclaimed(now=now())
        SessionStore.clear_expired()
        limits.forget_addresses(now=now())
        reaped = jobs.reap(now=now())
        jobs.forget(now=now())
        access.forget(now=now())
        looks.forget(now=now())
        files.sweep(now=now())
        roster.refresh(today=roster.day_of(now()))
        written = summaries.send_due(now=now())
        told = [
            (forgotten, "unclaimed assessments deleted"),
            (reaped, "jobs were left running"),
            (written, "weekly letters written"),
        ]
        for count, what in told:
            if count:
                self.stdout.write(f"{count} {what}.")
