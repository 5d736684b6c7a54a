"""The days before today, counted back: cramps, runs and nights, for the tests of pattern, nights and report."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from coaching.models import Night, SharedReport
from coaching.rules.terms import Care, Pattern
from coaching.services.tokens import new_token
from tests.builders import NOW, TODAY
from tests.lives import FATIGUE, make_activity, make_incident


def make_cramp(athlete, *, back=1, at=time(10, 30), row=None, **words):
    """A cramp so many days back; `row` is the row of the triage table that asked for a doctor."""
    on = TODAY - timedelta(days=back)
    seen = {"care": Care.DOCTOR, "care_row": row, "pattern": Pattern.SYMPTOMATIC} if row else {}
    moment = datetime.combine(on, at, ZoneInfo(athlete.user.time_zone if athlete.user else "UTC"))
    written = {"at": moment, "created_at": NOW, "changed_at": NOW}
    return make_incident(athlete, on=on, triage=replace(FATIGUE, **seen), **written | words)


def make_run(athlete, *, back=1, km=10.0, **words):
    return make_activity(athlete, on=TODAY - timedelta(days=back), distance_km=km, **words)


def make_night(athlete, *, back=1, cramps=0, **words):
    on = TODAY - timedelta(days=back)
    return Night.objects.create(athlete=athlete, on=on, cramps=cramps, changed_at=NOW, **words)


def make_shared(athlete, *, days=7, **words):
    words = {"first_on": TODAY - timedelta(days=89), "last_on": TODAY, "token": new_token()} | words
    expires = NOW + timedelta(days=days)
    return SharedReport.objects.create(athlete=athlete, created_at=NOW, expires_at=expires, form=uuid4(), **words)
