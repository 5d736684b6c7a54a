"""Whom a form of the desk names: the athletes who were ticked, or all that the roster showed."""

from django.http import QueryDict

from coaching.forms.desk.roster import WantedForm
from coaching.services.desk import listing
from coaching.services.desk.roster import day_of

MOST_CHOSEN = 500
MOST_DIGITS = 18  # a database holds no longer number
NOBODY = "Tick at least one athlete first."


def key_of(text):
    """A key as a form or an address sends it; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS else None


def keys_of(texts):
    return [key for key in map(key_of, texts) if key is not None]


def chosen(coach, sent, *, now, most=None):
    """The keys of the athletes that a form of the roster chose, of this coach's alone; a query for them.

    `sent` is a QueryDict with `athlete` keys, or with `match`, the query string of a roster all of which is meant.
    """
    if "match" in sent:
        wanted = WantedForm(QueryDict(sent["match"][:2000]), groups=listing.groups_of(coach)).wanted
        return listing.keys(coach, wanted, today=day_of(now))[:most]
    return listing.held(coach, keys_of(sent.getlist("athlete")[:MOST_CHOSEN]))[:most]
