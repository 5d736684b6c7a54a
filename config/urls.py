"""Every address of the site."""

from allauth.account.decorators import secure_admin_login
from allauth.account.views import login, logout
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from coaching.views.library import sitemap
from coaching.views.pages import favicon, robots
from config.health import health

# One door for everyone, so that one throttle guards it.
admin.site.login = secure_admin_login(admin.site.login)

urlpatterns = [
    path("", include("coaching.urls")),
    path("login/", login, name="account_login"),
    path("logout/", logout, name="account_logout"),
    path("health/", health, name="health"),
    path("favicon.ico", favicon, name="favicon"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap.page, name="sitemap"),
    path(settings.ADMIN_PATH, admin.site.urls),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
