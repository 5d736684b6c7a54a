"""A page of the desk, with what Django's admin shows around every page."""

from django.contrib import admin
from django.shortcuts import render


def shown(request, template, context, status=200):
    """Render templates/admin/desk/<template>; the list of all models, which costs more than most pages, is left out."""
    site = admin.site
    around = {
        "site_title": site.site_title,
        "site_header": site.site_header,
        "site_url": "/",
        "has_permission": True,
        "is_nav_sidebar_enabled": False,
        "is_popup": False,
    }
    return render(request, f"admin/desk/{template}", around | context, status=status)
