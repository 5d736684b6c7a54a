"""The coaches' desk: Django's own admin, one file per noun, everything scoped in scoping.py."""

from django.contrib import admin

from coaching.admin import assessments, library, people, plans

__all__ = ["assessments", "library", "people", "plans"]

admin.site.site_header = "Uncramp: the coaches' desk"
admin.site.site_title = "Uncramp"
admin.site.index_title = "Athletes, plans and advice"
