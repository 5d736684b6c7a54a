"""What pages show of a cramp's triage, and of a plan that is paused."""

from typing import Any

from coaching.models import Athlete, CrampIncident
from coaching.services import library
from coaching.services.wording import cited_by, words_of

from .log import stopping_of, triage_of


def card_of(incident: CrampIncident) -> dict[str, Any]:
    """The care card, the pattern and the notes in words, with the `sources` they name by key. One query."""
    triage = triage_of(incident)
    return words_of(triage) | {"sources": library.sources(cited_by(triage))}


def paused(athlete: Athlete | None) -> dict[str, Any] | None:
    """`stopping`, the cramp that pauses an athlete's plan, and its `card`; None where the plan goes on.

    One query, and one more while it is paused.
    """
    stopping = stopping_of(athlete) if athlete else None
    return {"stopping": stopping, "card": card_of(stopping)} if stopping else None
