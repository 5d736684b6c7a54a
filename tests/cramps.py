"""Rows of a cramp log, of a diary and of what was trained, for the tests of pattern, nights and report."""

from datetime import datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from coaching.models import Activity, CrampIncident, Night, SharedReport
from tests.builders import NOW, TODAY

TRIAGE = {
    "pattern": "fatigue",
    "care": "none",
    "care_row": None,
    "label_row": "F1",
    "notes": [],
    "confidence": "medium",
    "severity": "mild_moderate",
    "reasons": [],
}


def make_cramp(athlete, *, back=1, at=time(10, 30), row=None, **words):
    """A cramp so many days back; `row` is the row of the triage table that asked for a doctor."""
    on = TODAY - timedelta(days=back)
    care = {"care": "doctor", "care_row": row, "pattern": "symptomatic"} if row else {}
    words = {
        "timing": "during",
        "triage": TRIAGE | care,
        "pattern": "fatigue",
        "care": care.get("care", "none"),
    } | words
    moment = datetime.combine(on, at, ZoneInfo(athlete.user.time_zone if athlete.user else "UTC"))
    return CrampIncident.objects.create(
        athlete=athlete, on=on, at=moment, rules_version="1", form=uuid4(), created_at=NOW, changed_at=NOW, **words
    )


def make_run(athlete, *, back=1, km=10.0, **words):
    words = {"sport": "running", "outcome": "done", "distance_km": km} | words
    on = TODAY - timedelta(days=back)
    return Activity.objects.create(athlete=athlete, on=on, form=uuid4(), created_at=NOW, changed_at=NOW, **words)


def make_night(athlete, *, back=1, cramps=0, **words):
    on = TODAY - timedelta(days=back)
    return Night.objects.create(athlete=athlete, on=on, cramps=cramps, changed_at=NOW, **words)


def make_shared(athlete, *, days=7, **words):
    words = {"first_on": TODAY - timedelta(days=89), "last_on": TODAY, "token": f"a secret {uuid4().hex}"[:43]} | words
    expires = NOW + timedelta(days=days)
    return SharedReport.objects.create(athlete=athlete, created_at=NOW, expires_at=expires, form=uuid4(), **words)
