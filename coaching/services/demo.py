"""A coach and athletes to look around with, each made once."""

from datetime import date, datetime

from django.contrib.auth.models import Group
from django.db import transaction

from coaching.content.demo import ATHLETES, DemoAthlete
from coaching.models import Assessment, Athlete, CoachAccess, User

from . import assessments
from .stored import plain

DOMAIN = "demo.example"


def ensure(*, password: str, pages: list[str], today: date, now: datetime) -> list[tuple[str, str]]:
    """Add whoever is missing; those who are there keep all they have. Returns e-mail address and description of each.

    `pages` are the pages of the self-assessment, all of which count as answered.
    """
    coach = _coach(password)
    people = [(coach.email, "the coach of all of them")]
    for person in ATHLETES:
        email = f"{person.slug}@{DOMAIN}"
        if not User.objects.filter(email=email).exists():
            _add(person, email, coach, password, pages, today, now)
        people.append((email, person.what))
    return people


def _coach(password: str) -> User:
    email = f"coach@{DOMAIN}"
    coach = User.objects.filter(email=email).first()
    if coach is None:
        coach = User.objects.create_user(email, password, name="Demo coach", is_staff=True)
        coach.groups.set(Group.objects.filter(name="Coaches"))
    return coach


@transaction.atomic
def _add(
    person: DemoAthlete, email: str, coach: User, password: str, pages: list[str], today: date, now: datetime
) -> None:
    name = f"Demo: {person.slug.replace('-', ' ')}"
    athlete = Athlete.objects.create(user=User.objects.create_user(email, password, name=name), name=name)
    CoachAccess.objects.create(athlete=athlete, coach=coach, level=CoachAccess.EDIT)
    assessment = Assessment.objects.create(athlete=athlete, answers=plain(person.answers(today)), done=pages)
    assessments.submit(assessment=assessment, now=now, today=today)
