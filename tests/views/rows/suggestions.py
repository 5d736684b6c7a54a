"""Addresses of suggested plans: (name, what it is about, method, the status for each role), and how what it is about is made."""

from coaching.services import adapting
from tests.builders import NOW, TODAY

from .expected import ALICES_PRESS, OWN_PRESS

HERS_FROM_A_LETTER = [302, 302, 302, 200, 200, 200, 404, 404]  # who is not logged in is led to log in

ROWS = [
    ("coaching:suggestion", "her suggestion", "get", HERS_FROM_A_LETTER),
    ("coaching:suggestion", "her suggestion", "post", [405] * 8),
    ("coaching:suggestion_accept", "her suggestion", "get", [405] * 8),
    ("coaching:suggestion_accept", "her suggestion", "post", ALICES_PRESS),
    ("coaching:suggestion_decline", "her suggestion", "get", [405] * 8),
    ("coaching:suggestion_decline", "her suggestion", "post", ALICES_PRESS),
    ("coaching:suggestion_ask", None, "get", [405] * 8),
    ("coaching:suggestion_ask", None, "post", OWN_PRESS),
]


def her_suggestion(cast):
    return [adapting.suggest(athlete=cast.athlete, reason="asked", now=NOW, today=TODAY).pk]


# What an address is about: a function of the cast that gives the arguments of the address.
MAKE = {"her suggestion": her_suggestion}
