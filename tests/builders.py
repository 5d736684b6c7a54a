"""People, assessments and plans for the tests of the web floors.

The cast: Alice owns, Bob is her coach and may edit, Vera is her coach and may look, Charlie is a stranger, Ruth may do all.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.core.management import call_command

from coaching.content import demo
from coaching.models import Activity, Advice, Article, ArticleTranslation, Assessment, Athlete, CoachAccess, User
from coaching.rules.terms import Answers, Goal
from coaching.services import assessments
from coaching.services.library import articles
from coaching.services.people import consent
from coaching.services.people.roles import COACHES, EDITORS, MODERATORS, OWNERS, REVIEWERS
from coaching.services.stored import plain
from tests.account import PASSWORD, second_step

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def make_user(name, **fields):
    """Somebody who can log in: their address is confirmed."""
    user = User.objects.create_user(f"{name.lower()}@example.org", PASSWORD, name=name, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_athlete(name, *, user=None):
    """An athlete; with a log-in also the consent to keep health data."""
    if user:
        consent.give(user=user, now=NOW)
    return Athlete.objects.create(name=name, user=user)


def make_runner(name="Alice", *, answers=None, now=NOW):
    """An athlete with a log-in and the active plan of an assessment submitted at that moment."""
    athlete = make_athlete(name, user=make_user(name))
    make_assessment(athlete=athlete, answers=answers, now=now)
    return athlete


def make_activities(athlete, count, *, until=TODAY, **fields):
    """So many runs without a workout, one a day up to that day; what is older falls on days long ago."""
    fields = {"sport": "running", "outcome": "done", "distance_km": 8.0, "minutes": 45.0} | fields
    fields |= {"athlete": athlete, "created_at": NOW, "changed_at": NOW}
    days = [until - timedelta(days=number) for number in range(count)]
    return Activity.objects.bulk_create(Activity(on=on, form=uuid4(), **fields) for on in days)


def make_staff(name, *roles, **fields):
    """Somebody who comes to the desk, with the codes of an app and the roles as `setup_roles` allows them."""
    if not Group.objects.filter(name=OWNERS).exists():
        call_command("setup_roles")
    user = make_user(name, is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name__in=roles))
    second_step(user)
    return user


def make_coach(name, *, athlete=None, level=CoachAccess.EDIT):
    """A coach who also cares for the library; with access where an athlete is given."""
    coach = make_staff(name, COACHES, EDITORS, REVIEWERS, MODERATORS)
    if athlete:
        CoachAccess.objects.create(athlete=athlete, coach=coach, level=level)
    return coach


def make_superuser(name):
    """A superuser, with the codes of an app."""
    return make_staff(name, is_superuser=True)


def make_draft(*, browser="a browser", athlete=None, answers=None, done=()):
    answers = plain(answers or Answers(answered_on=TODAY))
    return Assessment.objects.create(browser=browser, athlete=athlete, answers=answers, done=list(done))


def make_assessment(*, browser="", athlete=None, answers=None, now=NOW):
    """A submitted assessment, with its plan where one is due; as if the demo's runner had answered."""
    answers = answers or demo.fatigue(TODAY)
    draft = make_draft(browser=browser, athlete=athlete, answers=answers)
    return assessments.submit(assessment=draft, now=now, today=now.date())


def make_plan(**fields):
    return make_assessment(**fields).plans.get()


def with_race_in(weeks, answers=None):
    """The answers with a race of 10 km in so many weeks."""
    return replace(answers or demo.fatigue(TODAY), goal=Goal(10.0, TODAY + timedelta(weeks=weeks)))


def make_advice(**fields):
    """Advice that every plan of a runner takes up."""
    fields = {
        "slug": "swing-the-legs",
        "title": "Swing the legs",
        "claim": "It suits performance slightly better than holding.",
        "how_to": ["Swing each leg ten times."],
        "strand": "stretching",
        "slot": "before",
        "grade": "moderate",
        "reviewer_name": "Somebody who knows",
        "kinds": ["easy", "long"],
    } | fields
    return Advice.objects.create(**fields)


def make_cast():
    alice, charlie = make_user("Alice"), make_user("Charlie")
    athlete = make_athlete("Alice", user=alice)
    return SimpleNamespace(
        alice=alice,
        athlete=athlete,
        bob=make_coach("Bob", athlete=athlete),
        vera=make_coach("Vera", athlete=athlete, level=CoachAccess.VIEW),
        charlie=charlie,
        stranger=make_athlete("Charlie", user=charlie),
        ruth=make_superuser("Ruth"),
    )


def revoke(coach):
    CoachAccess.objects.filter(coach=coach).update(revoked_at=NOW)


def make_article(slug="calves", *, by=None, language="en", topic="understand", position=0, live=True, at=NOW, **words):
    """An article with one revision, reviewed and given to readers at that moment; `live=False` leaves it a draft."""
    article, _ = Article.objects.get_or_create(slug=slug, defaults={"topic": topic, "position": position})
    translation = ArticleTranslation.objects.create(article=article, language=language)
    write_article(translation, by=by or make_editor(), live=live, at=at, **words)
    return article


def make_editor():
    return User.objects.filter(email="erin@example.org").first() or make_staff("Erin")


def write_article(translation, *, by, live=True, at=NOW, **words):
    """The next revision of a translation."""
    words = {"title": "Calves", "summary": "About calves.", "body": "Calves cramp.", "note": ""} | words
    newest = translation.newest
    revision = articles.write(translation=translation, based_on=newest.number if newest else 0, by=by, at=at, **words)
    if live:
        articles.review(revision=revision, by=by, on=at.date(), next_on=at.date() + timedelta(days=365))
        articles.publish(revision=revision, by=by, now=at)
    return revision
