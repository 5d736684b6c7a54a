"""A coach and athletes to look around with, in local mode only."""

import os
from secrets import token_urlsafe

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate, now

from coaching.forms.assessments.steps import STEPS
from coaching.services import demo


class Command(BaseCommand):
    help = "Adds a demo coach and demo athletes, and prints their log-ins. May be run again."

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError("The demo's log-ins are for local mode only.")
        password = kept_password(settings.VAR / "demo_password")
        people = demo.ensure(password=password, pages=[form.slug for form in STEPS], today=localdate(), now=now())
        width = max(len(email) for email, _ in people)
        self.stdout.write(f"Demo log-ins, all with the password {password}:")
        for email, what in people:
            self.stdout.write(f"  {email:<{width}}  {what}")


def kept_password(path):
    """One password for all of them, made up the first time and kept where only this user may read it."""
    if not path.exists():
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(token_urlsafe(9))
    return path.read_text()
