"""Ground floor: everything that decides. Plain Python: no Django, no clock, no randomness, no I/O."""

RULES_VERSION = "2026.12"
