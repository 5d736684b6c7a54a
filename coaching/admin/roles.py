"""Roles as groups. Those of `setup_roles` are put right by it again; others may be added here."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin
from django.contrib.auth.models import Group

from .lists import CarefulAdmin

admin.site.unregister(Group)


@admin.register(Group)
class RoleAdmin(CarefulAdmin, GroupAdmin):
    filter_horizontal = ()  # two boxes with arrows, whose labels a screen reader does not get
