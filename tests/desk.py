"""Rows of the coaches' desk, for the tests."""

from uuid import uuid4

from django.core.files.base import ContentFile

from coaching.models import Athlete, CoachAccess, PlanTemplate, RosterEntry, WorkoutTemplate
from coaching.services.desk import files, keeping, templates
from tests.builders import NOW, TODAY, make_runner


def make_file(athlete, *, by=None, name="sheet.txt", content=b"Ten heel drops.", now=NOW):
    """A file that is shared with an athlete, added by themselves where nobody is named."""
    upload = ContentFile(content, name=name)
    return files.add(athlete=athlete, by=by or athlete.user, upload=upload, form=uuid4(), now=now)


def make_workout_template(owner, **fields):
    """An easy run of 5 km, or what is said."""
    fields = {"kind": "easy", "title": "Easy of the club", "distance_km": 5.0, "sport": "running"} | fields
    return WorkoutTemplate.objects.create(owner=owner, changed_at=NOW, **fields)


def make_plan_template(owner, *workouts, **fields):
    """Two weeks of one easy run each for 20 km a week, or these workouts."""
    fields = {"title": "Base of the club", "sport": "running", "week_amount": 20} | fields
    template = PlanTemplate.objects.create(owner=owner, changed_at=NOW, **fields)
    usual = {"kind": "easy", "title": "Easy of the club", "distance_km": 5.0, "week": 1, "day": 1}
    rows = [usual | row for row in workouts or ({}, {"week": 2})]
    template.workouts.bulk_create(template.workouts.model(template=template, **row) for row in rows)
    return template


def give_access(coach, *names, level=CoachAccess.EDIT):
    """Runners with a plan whom a coach may edit."""
    athletes = [make_runner(name) for name in names]
    CoachAccess.objects.bulk_create(CoachAccess(athlete=one, coach=coach, level=level) for one in athletes)
    return athletes


def make_run(coach, template, athletes, *, starts_on, form=None, now=NOW):
    return templates.give(
        coach=coach,
        template=template,
        athletes=[athlete.pk for athlete in athletes],
        starts_on=starts_on,
        form=form or uuid4(),
        now=now,
    )


def make_many(coach, count, **fields):
    """Athletes of a coach without anything else, and their accesses; `fields` are those of the accesses."""
    made = Athlete.objects.bulk_create(Athlete(name=f"Runner {number:03d}") for number in range(count))
    CoachAccess.objects.bulk_create(CoachAccess(athlete=one, coach=coach, **fields) for one in made)
    return made


def make_entry(athlete, **fields):
    """A line of the roster that holds today and says nothing but the name, or what is said."""
    said = {"version": athlete.version, "as_of": TODAY, "search": athlete.name.casefold(), "plan": "none"} | fields
    return RosterEntry.objects.update_or_create(athlete=athlete, defaults=said)[0]


def make_kept(coach, name="Anna", *, email=""):
    """An athlete without a log-in, whom a coach keeps."""
    return keeping.keep(coach=coach, name=name, email=email).athlete
