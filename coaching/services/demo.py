"""A coach and athletes to look around with, each made once."""

from datetime import date, datetime, timedelta

from allauth.account.models import EmailAddress  # type: ignore[import-untyped]
from django.contrib.auth.models import Group
from django.db import transaction

from coaching.content.demo import ATHLETES, DemoAthlete
from coaching.models import Assessment, Athlete, CoachAccess, User

from . import assessments, demo_life
from .people import consent
from .stored import plain

DOMAIN = "demo.example"
NO_LETTERS = {"mail_suggestions": False, "mail_week": False, "mail_comments": False}  # their addresses reach nobody


def ensure(*, password: str, pages: list[str], today: date, now: datetime) -> list[tuple[str, str]]:
    """Add whoever is missing; those who are there keep all they have. Returns e-mail address and description of each.

    `pages` are the pages of the self-assessment, all of which count as answered.
    """
    coach = _coach(password)
    people = [(coach.email, "the coach of all of them")]
    for person in ATHLETES:
        email = f"{person.slug}@{DOMAIN}"
        if not User.objects.filter(email=email).exists():
            _add(person, email, coach, pages, today, now)
        people.append((email, person.what))
    _confirm([email for email, _ in people])
    return people


def _confirm(emails: list[str]) -> None:
    """Their addresses count as confirmed: no letter with a code could reach them."""
    for user in User.objects.filter(email__in=emails, emailaddress=None):
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def _coach(password: str) -> User:
    email = f"coach@{DOMAIN}"
    coach = User.objects.filter(email=email).first()
    if coach is None:
        coach = User.objects.create_user(email, password, name="Demo coach", is_staff=True)
        coach.groups.set(Group.objects.filter(name="Coaches"))
    return coach


@transaction.atomic
def _add(person: DemoAthlete, email: str, coach: User, pages: list[str], today: date, now: datetime) -> None:
    name = f"Demo: {person.slug.replace('-', ' ')}"
    user = User.objects.create_user(email, name=name, **NO_LETTERS)
    user.password = coach.password  # the same one; hashing it again for each takes seconds
    user.save(update_fields=["password"])
    began = timedelta(weeks=person.life.weeks if person.life else 0)
    consent.give(user=user, now=now - began)
    athlete = Athlete.objects.create(user=user, name=name)
    CoachAccess.objects.create(athlete=athlete, coach=coach, level=CoachAccess.EDIT)
    answers = plain(person.answers(today - began))
    assessment = Assessment.objects.create(athlete=athlete, answers=answers, done=pages)
    assessments.submit(assessment=assessment, now=now - began, today=today - began)
    if person.life:
        demo_life.live(athlete=athlete, coach=coach, life=person.life, today=today, now=now)
