"""The cramps of an athlete as a coach reads them: each with what triage made of it, and what stops the plan on top."""

from collections.abc import Sequence
from dataclasses import dataclass

from coaching.models import Athlete, CrampIncident
from coaching.rules.wording import CARE, PATTERNS, CareCard
from coaching.services.incidents.log import triage_of

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """One cramp, the pattern it fitted, and the care card that came up, if any."""

    incident: CrampIncident
    fits: str
    care: CareCard | None


def all_of(athlete: Athlete) -> list[CrampIncident]:
    """The whole log, the newest first. One query."""
    return list(CrampIncident.objects.filter(athlete=athlete))


def seen(incidents: Sequence[CrampIncident], most: int = MOST_SHOWN) -> list[Seen]:
    """The newest ones in words."""
    return [_seen(incident) for incident in incidents[:most]]


def stopping(incidents: Sequence[CrampIncident]) -> list[Seen]:
    """Those that pause the plan, the newest first."""
    return [_seen(incident) for incident in incidents if incident.stops]


def _seen(incident: CrampIncident) -> Seen:
    found = triage_of(incident)
    return Seen(incident, PATTERNS[found.pattern].name, CARE[found.care_row] if found.care_row else None)
