"""How pages say what became of a workout, what holds a plan back, and which week is meant."""

from datetime import date, timedelta

from django import template

from coaching.forms.training.activities import OUTCOMES
from coaching.models import Overlay
from coaching.rules import say
from coaching.rules.terms import Outcome, OverlayKind

from .say import until

register = template.Library()

EASIER = "Long and hard sessions are short and easy, strength is left out. Easy sessions stay."
NOTHING = "Everything is left out. The evening routine goes on."
EFFECTS = {
    OverlayKind.BELOW_PAR: EASIER,
    OverlayKind.SICK: NOTHING,
    OverlayKind.INJURED: f"{NOTHING} See a doctor or a physiotherapist if it does not get better.",
    OverlayKind.HOLIDAY: EASIER,
}


@register.filter
def outcome_word(outcome: str) -> str:
    return OUTCOMES[Outcome(outcome)]


@register.filter
def overlay_word(kind: str) -> str:
    return say.OVERLAYS[OverlayKind(kind)]


@register.filter
def overlay_effect(kind: str) -> str:
    return EFFECTS[OverlayKind(kind)]


@register.filter
def overlay_span(overlay: Overlay) -> str:
    """The days on which it held: "2–8 Mar", or that it never did."""
    if overlay.lifted_on is None:
        return until(overlay.starts_on, overlay.ends_on)
    if overlay.lifted_on <= overlay.starts_on:
        return "taken out"
    return until(overlay.starts_on, overlay.lifted_on - timedelta(days=1))


@register.filter
def week_span(monday: date) -> str:
    """The week of a Monday: "Week of 2–8 Mar"."""
    return f"Week of {until(monday, monday + timedelta(days=6))}"
