"""A report of cramps for a doctor or a coach: what it holds, and the secret addresses under which it can be read."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from coaching.models import Assessment, Athlete, CrampIncident, Night, SharedReport
from coaching.rules.terms import Answers, Condition, Medicine
from coaching.rules.wording import CARE, CareCard
from coaching.services import people
from coaching.services.incidents import nights, pattern
from coaching.services.incidents.log import triage_of
from coaching.services.people import consent
from coaching.services.stored import typed
from coaching.services.tokens import is_token, new_token

DAYS = 90
MOST_DAYS = 366
MOST_LIVE = 20


class TooMany(Exception):
    """There are as many live addresses as one athlete may have."""


@dataclass(frozen=True, slots=True)
class Health:
    """The medicines and illnesses that the newest assessment names, and the day of its answers."""

    on: date
    medicines: tuple[Medicine, ...]
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Care:
    """A care card that came up, on which day, and on which the athlete said that somebody has looked at it."""

    on: date
    card: CareCard
    cleared_on: date | None


@dataclass(frozen=True, slots=True)
class Report:
    """What a report shows of the days from first to last, both counted."""

    athlete: Athlete
    first: date
    last: date
    incidents: tuple[CrampIncident, ...]
    pattern: pattern.Pattern
    nights: tuple[Night, ...]
    night_counts: tuple[str, ...]
    cares: tuple[Care, ...]
    with_health: bool
    health: Health | None


def of(athlete: Athlete, *, first: date, last: date, with_health: bool, units: str) -> Report:
    """The report of these days. Medicines and illnesses are in it only `with_health`. The same few queries, however long."""
    incidents = tuple(CrampIncident.objects.filter(athlete=athlete, on__range=(first, last)).order_by("at"))
    diary = nights.written(athlete, first, last)[::-1]
    return Report(
        athlete=athlete,
        first=first,
        last=last,
        incidents=incidents,
        pattern=pattern.within(athlete, incidents, first=first, last=last, units=units),
        nights=tuple(diary),
        night_counts=nights.counts(diary, of=(last - first).days + 1),
        cares=tuple(_care(incident, row) for incident in incidents if (row := triage_of(incident).care_row)),
        with_health=with_health,
        health=health_of(athlete) if with_health else None,
    )


def _care(incident: CrampIncident, row: str) -> Care:
    return Care(incident.on, CARE[row], localdate(incident.cleared_at) if incident.cleared_at else None)


def health_of(athlete: Athlete) -> Health | None:
    """What the newest assessment says; None without one."""
    newest = Assessment.objects.filter(athlete=athlete).submitted().order_by("-submitted_at").first()
    if newest is None:
        return None
    answers = typed(Answers, newest.answers)
    medicines, conditions = answers.health.medicines, answers.health.conditions
    return Health(answers.answered_on, tuple(sorted(medicines)), tuple(sorted(conditions)))


# --- Sharing ---------------------------------------------------------------------------------------


@transaction.atomic
def share(
    *, athlete: Athlete, first: date, last: date, with_health: bool, label: str, days: int, form: UUID, now: datetime
) -> SharedReport:
    """A new secret address of the report of these days, readable for so many days. The same form sent twice makes one.

    Raises TooMany past twenty live addresses.
    """
    people.lock(athlete)  # two presses at once count one after the other
    shared = SharedReport.objects.filter(athlete=athlete, form=form).first()
    if shared:
        return shared
    if live(athlete, now).count() >= MOST_LIVE:
        raise TooMany
    shared = SharedReport.objects.create(
        athlete=athlete,
        token=new_token(),
        label=label,
        first_on=first,
        last_on=last,
        with_health=with_health,
        created_at=now,
        expires_at=now + timedelta(days=days),
        form=form,
    )
    people.changed(athlete)
    return shared


@transaction.atomic
def end(*, shared: SharedReport, now: datetime) -> None:
    """Let nobody read it any more; a second press changes nothing."""
    if SharedReport.objects.filter(pk=shared.pk, revoked_at=None).update(revoked_at=now):
        people.changed(shared.athlete)


def live(athlete: Athlete, now: datetime) -> QuerySet[SharedReport]:
    """The addresses that can be read, the newest first."""
    return SharedReport.objects.filter(athlete=athlete).readable(now)


def behind(token: str, now: datetime) -> SharedReport | None:
    """What is shared under an address; None once it is over or ended, its athlete's account is closed, or they do not
    consent to the present text.
    """
    if not is_token(token):
        return None
    readable = SharedReport.objects.readable(now).select_related("athlete__user")
    shared = readable.filter(token=token, athlete__user__is_active=True).first()
    owner = shared.athlete.user if shared else None
    return shared if owner and consent.athlete_of(owner) else None
