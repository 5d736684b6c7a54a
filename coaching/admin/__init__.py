"""The coaches' desk: Django's own admin, one file per noun, everything scoped in scoping.py."""

from coaching.admin import assessments, library, people, plans

__all__ = ["assessments", "library", "people", "plans"]
