"""Addresses of the cramp log: (name, what it is about, method, the status for each role), and how what it is about is made."""

from tests.cramps import make_cramp, make_shared

from .expected import ALICES, ALICES_PRESS, EVERYONE, OWN_PAGE, OWN_PRESS

ROWS = [
    # the log
    ("coaching:cramps", None, "get", OWN_PAGE),
    ("coaching:cramps", None, "post", [405] * 8),
    ("coaching:cramp_add", None, "get", OWN_PAGE),
    ("coaching:cramp_add", None, "post", OWN_PAGE),  # empty, so the form is shown again
    ("coaching:cramp", "her cramp", "get", ALICES),
    ("coaching:cramp", "her cramp", "post", [405] * 8),
    ("coaching:cramp_edit", "her cramp", "get", ALICES),
    ("coaching:cramp_edit", "her cramp", "post", ALICES),
    ("coaching:cramp_delete", "her cramp", "get", ALICES),
    ("coaching:cramp_delete", "her cramp", "post", ALICES_PRESS),
    ("coaching:cramp_clear", "her cramp", "get", [405] * 8),
    ("coaching:cramp_clear", "her cramp", "post", ALICES_PRESS),
    # diary and report
    ("coaching:nights", None, "get", OWN_PAGE),
    ("coaching:nights", None, "post", OWN_PRESS),
    ("coaching:report", None, "get", OWN_PAGE),
    ("coaching:report", None, "post", [405] * 8),
    ("coaching:report_share", None, "get", [405] * 8),
    ("coaching:report_share", None, "post", OWN_PAGE),  # empty, so the form is shown again
    ("coaching:report_end", "her link", "get", [405] * 8),
    ("coaching:report_end", "her link", "post", ALICES_PRESS),
    ("coaching:shared_report", "her shared report", "get", EVERYONE),
    ("coaching:shared_report", "her shared report", "post", [405] * 8),
]

# What an address is about: a function of the cast that gives the arguments of the address.
MAKE = {
    "her cramp": lambda cast: [make_cramp(cast.athlete, row="S1").pk],
    "her link": lambda cast: [make_shared(cast.athlete).pk],
    "her shared report": lambda cast: [make_shared(cast.athlete).token],
}
