"""A coach and athletes to look around with, each made once."""

from datetime import date, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from allauth.account.models import EmailAddress  # type: ignore[import-untyped]
from django.contrib.auth.models import Group
from django.db import transaction

from coaching.content.demo import ATHLETES, DAYS, KEPT, SESSION, WEEKS, DemoAthlete
from coaching.models import Assessment, Athlete, CoachAccess, Invitation, PlanTemplate, User, WorkoutTemplate
from coaching.models.people import COACHES

from . import assessments, demo_life
from .desk import keeping, notes
from .desk.templates import keeping as templates
from .people import consent, roles
from .people.roles import EDITORS, MODERATORS, REVIEWERS
from .stored import plain

DOMAIN = "demo.example"
DOES = (COACHES, EDITORS, REVIEWERS, MODERATORS)
NO_LETTERS = {"mail_suggestions": False, "mail_week": False, "mail_comments": False}  # their addresses reach nobody


def ensure(*, password: str, pages: list[str], today: date, now: datetime) -> list[tuple[str, str]]:
    """Add whoever is missing; those who are there keep all they have. Returns e-mail address and description of each.

    `pages` are the pages of the self-assessment, all of which count as answered.
    """
    coach = _coach(password, now)
    people = [(coach.email, "the coach; the first log-in sets up a second step with an app")]
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


def _coach(password: str, now: datetime) -> User:
    email = f"coach@{DOMAIN}"
    coach = User.objects.filter(email=email).first()
    if coach is None:
        coach = User.objects.create_user(email, password, name="Demo coach", is_staff=True)
        roles.set_up()  # without them there is no coach
        coach.groups.set(Group.objects.filter(name__in=DOES))
        _keep(coach)
        _write(coach, now)
    return coach


def _keep(coach: User) -> None:
    """Somebody without a log-in, whose papers the coach holds."""
    athlete = Athlete.objects.create(name=KEPT)
    CoachAccess.objects.create(athlete=athlete, coach=coach, level=CoachAccess.EDIT)


def _write(coach: User, now: datetime) -> None:
    """A session and two weeks, to give to many."""
    templates.keep_workout(template=WorkoutTemplate(**SESSION), by=coach, now=now)
    rows = [
        {"week": week, "day": day, "kind": kind, "title": title, "distance_km": km, "minutes": minutes}
        for week in (1, 2)
        for kind, day, title, km, minutes in DAYS
    ]
    templates.keep_plan(template=PlanTemplate(**WEEKS), workouts=rows, by=coach, now=now)


@transaction.atomic
def _add(person: DemoAthlete, email: str, coach: User, pages: list[str], today: date, now: datetime) -> None:
    name = f"Demo: {person.slug.replace('-', ' ')}"
    user = User.objects.create_user(email, name=name, **NO_LETTERS)
    user.password = coach.password  # the same one; hashing it again for each takes seconds
    user.save(update_fields=["password"])
    began = timedelta(weeks=person.life.weeks if person.life else 0)
    consent.give(user=user, now=now - began)
    athlete = Athlete.objects.create(user=user, name=name)
    _let_in(coach, athlete, person, now)
    answers = plain(person.answers(today - began))
    assessment = Assessment.objects.create(athlete=athlete, answers=answers, done=pages)
    assessments.submit(assessment=assessment, now=now - began, today=today - began)
    if person.life:
        demo_life.live(athlete=athlete, coach=coach, life=person.life, today=today, now=now)


def _let_in(coach: User, athlete: Athlete, person: DemoAthlete, now: datetime) -> None:
    """Into the coach's group, with what the coach notes; or still asking, without the letter that asks."""
    if person.asks:
        asked = {"athlete": athlete, "email": coach.email, "level": CoachAccess.EDIT, "created_at": now}
        Invitation.objects.create(made_by=Invitation.ATHLETE, **asked)
        return
    group = keeping.add_group(coach=coach, name=person.group) if person.group else None
    CoachAccess.objects.create(athlete=athlete, coach=coach, level=CoachAccess.EDIT, group=group)
    if person.note:
        form = uuid5(NAMESPACE_OID, f"{athlete.pk} note")
        notes.write(athlete=athlete, by=coach, text=person.note, form=form, now=now)
