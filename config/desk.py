"""The site of the desk: Django's admin, and before its lists of rows the pages where a coach works."""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.generic import RedirectView


class DeskSite(AdminSite):
    site_header = "Uncramp: the coaches' desk"
    site_title = "Uncramp"
    index_title = "What is to do"
    enable_nav_sidebar = False  # the ways stand in the header, all lists on a page of their own
    pages = ()  # (route, view, name): set by coaching.admin, once all are there
    autocomplete = AutocompleteJsonView  # so is this

    # One door for everyone, so that one throttle guards it.
    login = method_decorator(secure_admin_login)(AdminSite.login)
    logout = staticmethod(account.logout)
    password_change = staticmethod(RedirectView.as_view(pattern_name="account_change_password"))

    def autocomplete_view(self, request):
        return self.autocomplete.as_view(admin_site=self)(request)

    def get_urls(self):
        own = [path(route, self.admin_view(view), name=name) for route, view, name in self.pages]
        return [*own, *super().get_urls()]
