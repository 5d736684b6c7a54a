"""Every list of the desk on one page, for what the desk's own pages do not show."""

from django.contrib import admin

from .shown import shown


def everything(request):
    return shown(request, "everything.html", {"title": "Everything", "app_list": admin.site.get_app_list(request)})
