"""The coaches' desk: Django's own admin, one file per noun, everything scoped in scoping.py."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django_tasks_db.models import DBTaskResult

from coaching.admin import assessments, library, people, plans, roles, users
from coaching.admin.desk.pages import PAGES
from coaching.admin.scoping import NotedAutocomplete

__all__ = ["assessments", "library", "people", "plans", "roles", "users"]

admin.site.pages = PAGES
admin.site.autocomplete = NotedAutocomplete

# Secrets of second factors, addresses of sessions, and letters with codes in them are nobody's business at the desk.
admin.site.unregister([Authenticator, UserSession, DBTaskResult])
