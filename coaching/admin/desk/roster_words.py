"""What a line of the roster says, in words and figures."""

from coaching.models import RosterEntry
from coaching.rules import say
from coaching.rules.terms import Sport, Units

PLANS = dict(RosterEntry.PLANS) | {RosterEntry.PAUSED: "paused by a sign"}  # an athlete may be paused too, by the coach
TAGS = {RosterEntry.ACTIVE: "desk-tag-good", RosterEntry.PAUSED: "desk-tag-stop"}
WAYS = {
    "cramps": ("Look at the cramps", "desk_athlete", "#cramps"),
    "answers": ("Read the answers", "desk_answers", ""),
    "goal": ("Look at the goal", "desk_athlete", "#goal"),
    "training": ("Look at the training", "desk_athlete", "#days"),
    "suggestion": ("Look at the changed plan", "desk_suggestion", ""),
    "plan": ("Look at the plan", "desk_athlete", "#plan"),
}


def figures(line, days, units):
    """Planned against done over so many days: words, and the two ends of a bar where anything was planned."""
    planned, done = line[f"planned_{days}"], line[f"done_{days}"]
    if planned is None:
        return {"words": "not added up yet"}
    if not planned:
        return {"words": f"{_amount(done, line, units)}, none planned" if done else "none"}
    return {
        "words": f"{_bare(_amount(done, line, units))} of {_amount(planned, line, units)}",
        "done": str(min(done, planned)),
        "planned": str(planned),
    }


def race(line, today, units):
    """The next race, as "10 km, in 5 weeks"."""
    on = line["race_on"]
    if on is None or on < today:
        return ""
    what = say.race(line["race_km"], units) if line["race_km"] else "race"
    return f"{what}, {say.in_days((on - today).days)}"


def _amount(value, line, units):
    return f"{_short(value / 60)} h" if line["sport"] == Sport.CYCLING else say.distance(value, Units(units))


def _bare(amount):
    """Without its unit, which follows: "18 of 24 km"."""
    return amount.split()[0]


def _short(value):
    return f"{value:.1f}".removesuffix(".0")
