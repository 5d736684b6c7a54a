"""Somebody with a row of everything there is to have, for the tests."""

from uuid import uuid4

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import CharField, JSONField, TextField
from django.test import Client

from coaching.models import (
    CalendarFeed,
    CoachAccess,
    HandOver,
    Invitation,
    Look,
    PrivateNote,
    TemplateResult,
    TemplateRun,
    Thresholds,
    TrainingGroup,
    User,
    WeekEdit,
    Workout,
    WorkoutComment,
)
from coaching.services.desk.templates.content import template_of
from coaching.services.library import comments, ratings
from coaching.services.people.holdings import HOLDINGS, INSIDE, Owner
from coaching.services.people.traces import BROWSER, addresses_of
from coaching.services.stored import plain
from tests.builders import NOW, TODAY, make_advice, make_article, make_coach, make_runner, with_race_in
from tests.cramps import make_night, make_shared
from tests.desk import make_file, make_plan_template, make_workout_template
from tests.lives import make_activity, make_check_in, make_incident, make_overlay
from tests.readers import make_comment, make_reader

KEPT_AS_IT_IS = {"id", "email", "session_key", "time_zone", "password", *INSIDE}


def make_life(name="Alice", *, coach=None):
    """A runner with a coach, and with at least one row of every model that is about a person."""
    athlete = make_runner(name, answers=with_race_in(4))
    coach = coach or make_coach(f"Bob{User.objects.count()}")
    CoachAccess.objects.create(athlete=athlete, coach=coach)
    train(athlete, coach)
    cramp(athlete)
    say(athlete.user)
    ask(athlete, coach)
    Look.objects.create(athlete=athlete, coach=coach, what="plan", at=NOW)
    made = {"user": athlete.user, "created_at": NOW}
    Authenticator.objects.create(type="totp", data={"secret": "key of a device"}, **made)
    make_note(athlete, athlete.user)
    give_templates(athlete)
    UserSession.objects.create(session_key=f"session of {name}", ip="192.0.2.9", user_agent="A browser", **made)
    return athlete


def make_device(user, browser):
    """A client that is logged in, and the browser it is; listed as a real log-in is."""
    client = Client()
    client.force_login(user)
    session = client.session
    session[BROWSER] = browser
    session.save()
    UserSession.objects.create(user=user, session_key=session.session_key, ip="192.0.2.9", user_agent="A browser")
    return client


def train(athlete, coach):
    workout = Workout.objects.of(athlete).first()
    made = {"form": uuid4(), "created_at": NOW}
    make_activity(athlete, workout, on=TODAY, distance_km=8.5, minutes=45, note="=1+1")
    make_overlay(athlete, starts_on=TODAY, days=1)
    make_check_in(athlete, on=TODAY, answer="little", note="It went.")
    WorkoutComment.objects.create(workout=workout, author=coach, text="Well done.", **made)
    WeekEdit.objects.create(week=workout.week, by=coach, at=NOW, reason="She is used to it.")
    WorkoutComment.objects.create(workout=workout, author=athlete.user, text="Thank you.", **made)
    CalendarFeed.objects.create(athlete=athlete, token=f"feed of {athlete.name}", created_at=NOW)
    make_file(athlete, by=coach)


def give_templates(athlete):
    """Templates and thresholds of theirs, as a coach has some, and one template given to them."""
    Thresholds.objects.create(coach=athlete.user)
    make_workout_template(athlete.user)
    template = make_plan_template(athlete.user)
    content = plain(template_of(template))
    made = {"coach": athlete.user, "title": template.title, "sport": "running", "content": content, "form": uuid4()}
    run = TemplateRun.objects.create(starts_on=TODAY, created_at=NOW, **made)
    TemplateResult.objects.create(run=run, athlete=athlete, state="refused", said=["The plan is over."], at=NOW)


def make_note(athlete, author, text="Calls on Mondays.", at=NOW):
    """A private note about an athlete, as their coach keeps it."""
    return PrivateNote.objects.create(
        athlete=athlete, author=author, text=text, form=uuid4(), created_at=at, changed_at=at
    )


def cramp(athlete):
    make_incident(athlete, on=TODAY, onset_km=7.5, muscles=["calf"])
    make_night(athlete, back=0, cramps=1, woke=True)
    make_shared(athlete, token=f"report of {athlete.name}")


def say(user):
    """All a member can leave in the library."""
    reader = make_reader(user=user, address="203.0.113.7")
    article = make_article(f"read-by-{user.pk}")
    advice = make_advice(slug=f"tried-by-{user.pk}")
    comment = make_comment(article, by=reader, state="approved", name=user.name)
    comments.report(comment=comment, reason="spam", text="It advertises.", reader=reader, now=NOW)
    ratings.rate(article=article, value=5, reader=reader, now=NOW)
    ratings.say_helped(advice=advice, value="much", reader=reader, now=NOW)


def ask(athlete, coach):
    make_invitation(athlete, coach, email=f"asked-by-{athlete.pk}@example.org")
    make_request(coach, athlete)
    make_hand_over(athlete, coach, email=f"handed-to-{athlete.pk}@example.org")
    TrainingGroup.objects.create(coach=athlete.user, name="Evening")


def make_hand_over(athlete, coach, **fields):
    asked = {"email": "vera@example.org", "created_at": NOW} | fields
    return HandOver.objects.create(athlete=athlete, coach=coach, **asked)


def make_invitation(athlete, coach, **fields):
    asked = {"email": coach.email, "created_at": NOW} | fields
    return Invitation.objects.create(made_by=Invitation.ATHLETE, athlete=athlete, **asked)


def make_request(coach, athlete, **fields):
    asked = {"email": athlete.user.email, "created_at": NOW} | fields
    return Invitation.objects.create(made_by=Invitation.COACH, coach=coach, **asked)


def plant(user, word):
    """Put a word into every column with free text of every row about a person; the tables that have one now."""
    owner = Owner(user, frozenset(), frozenset(addresses_of(user)))
    tables = set()
    for holding in HOLDINGS.values():
        rows = holding.model.objects.filter(
            pk__in=holding.model.objects.filter(holding.whose(owner)).values("pk").order_by()
        )
        planted = {field.name: planted_in(field, word) for field in free_text_of(holding.model)}
        if planted and rows.update(**planted):
            tables.add(holding.model._meta.db_table)
    return tables


def free_text_of(model):
    fields = [field for field in model._meta.concrete_fields if field.name not in KEPT_AS_IT_IS]
    return [field for field in fields if isinstance(field, (CharField, TextField, JSONField)) and not field.choices]


def planted_in(field, word):
    return {word: [word]} if isinstance(field, JSONField) else word
