"""Every address of the site."""

from allauth.account import views as account
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from coaching.views.library import sitemap
from coaching.views.pages import favicon, robots
from config.accounts import turn_on_app
from config.health import health

# Of the library for accounts only what this site uses.
ACCOUNT = [
    path("email/", account.email, name="account_email"),
    path("email/code/", account.email_verification_sent, name="account_email_verification_sent"),
    path("password/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/code/", account.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("password/reset/new/", account.complete_password_reset, name="account_complete_password_reset"),
    path("password/reset/done/", account.password_reset_from_key_done, name="account_password_reset_completed"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("2fa/totp/activate/", turn_on_app, name="mfa_activate_totp"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]

urlpatterns = [
    path("", include("coaching.urls")),
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("signup/", account.signup, name="account_signup"),
    path("account/", include(ACCOUNT)),
    path("health/", health, name="health"),
    path("favicon.ico", favicon, name="favicon"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap.page, name="sitemap"),
    path(settings.ADMIN_PATH, admin.site.urls),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.forbidden"
handler404 = "config.errors.not_found"
handler429 = "config.errors.too_many"
handler500 = "config.errors.server_error"
