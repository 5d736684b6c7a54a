"""Every setting of the site, driven by the environment.

With nothing set it starts in local mode and keeps what it needs under var/. The variables:

UNCRAMP_MODE            local (the default) or production
UNCRAMP_SECRET_KEY      production needs it: a long random text
UNCRAMP_ALLOWED_HOSTS   production needs it: host names, separated by commas
UNCRAMP_ADMIN_PATH      where the coaches' desk is; coach/ if not set
UNCRAMP_VAR             the folder for what the site writes; var/ if not set
UNCRAMP_DEBUG           1 for Django's debug pages, in local mode only
DATABASE_URL            SQLite under var/ if not set
CACHE_URL               files under var/ if not set; it must be shared by all workers
UNCRAMP_ORIGIN          the site's address in letters; https:// and the first allowed host if not set
UNCRAMP_MAIL_FROM       the address letters come from; uncramp@ and that host if not set
EMAIL_URL               smtp+tls://user:password@host:587; if not set the post office of this machine, locally files in var/mail/
"""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config.local import private_file, private_folder, secret_key

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent


# --- Mode -----------------------------------------------------------------------------------

MODE = env.str("UNCRAMP_MODE", "local")
PRODUCTION = MODE == "production"

NEEDED_IN_PRODUCTION = {
    "UNCRAMP_SECRET_KEY": "a long random text",
    "UNCRAMP_ALLOWED_HOSTS": "host names, separated by commas",
}

if MODE not in ("local", "production"):
    raise ImproperlyConfigured(f"UNCRAMP_MODE is {MODE!r}; it may be local or production.")

missing = [f"{name} ({what})" for name, what in NEEDED_IN_PRODUCTION.items() if not os.environ.get(name)]
if PRODUCTION and missing:
    raise ImproperlyConfigured(f"Production mode needs {' and '.join(missing)}.")

# Debug pages show the values of variables, and here those are health data: off unless asked
# for, even in local mode, and never in production.
DEBUG = not PRODUCTION and env.bool("UNCRAMP_DEBUG", False)


# --- Secrets, hosts, and the folder for what the site writes ---------------------------------

VAR = private_folder(Path(env.str("UNCRAMP_VAR", str(BASE_DIR / "var"))))

# Not through env: it takes a value that starts with $ as the name of another variable.
SECRET_KEY = os.environ.get("UNCRAMP_SECRET_KEY") or secret_key(VAR / "secret_key")

ALLOWED_HOSTS = env.list("UNCRAMP_ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])

ADMIN_PATH = env.str("UNCRAMP_ADMIN_PATH", "coach").strip("/") + "/"


# --- The site -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "coaching",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.guard_answers",
    "config.middleware.refuse_trace",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "coaching.views.training.kept.kept_pages",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "coaching.views.people.second_step.asked_for_second_step",
    "coaching.views.clock.own_time_zone",
    "coaching.views.gone.gone_meanwhile",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coaching.views.browser.recent",
            ],
        },
    },
]

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# --- Data (docs/adr/0003) -------------------------------------------------------------------

if "DATABASE_URL" in os.environ:
    database = env.db_url("DATABASE_URL")
else:
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": VAR / "uncramp.sqlite3"}

if database["ENGINE"].endswith("sqlite3"):
    database["NAME"] = str(private_file(Path(database["NAME"])))
    database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }

# Connections are kept: opening one costs more than most pages.
DATABASES = {"default": database | {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}}

if "CACHE_URL" in os.environ:
    cache = env.cache_url("CACHE_URL")
else:
    cache = {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR / "cache",
        # Log-in attempts are counted here; a flood of names must not push the counts out.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
CACHES = {"default": cache}

PAGES_STAMP = VAR / "pages.stamp"  # renewed with each publication, for all processes (docs/adr/0010)


# --- Pictures of articles: the site itself hands them out, so they have no address of their own ---

MEDIA_ROOT = private_folder(VAR / "media")


# --- Static files ---------------------------------------------------------------------------

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


# --- Accounts and sessions ------------------------------------------------------------------

AUTH_USER_MODEL = "coaching.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "coaching:yours"
ACCOUNT_ADAPTER = "config.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True  # the old address hears of a change
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # other sessions end, this one goes on
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_SIGNUP_REDIRECT_URL = "coaching:welcome"
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60  # as for the other codes: a letter may take a while
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"signup": "10/m/ip,50/h/ip", "reset_password": "10/m/ip,3/m/key"}  # each is a letter to somebody
ACCOUNT_FORMS = {
    "login": "coaching.forms.people.account.LogIn",
    "signup": "coaching.forms.people.account.SignUp",
    "add_email": "coaching.forms.people.account.ChangeAddress",
    "confirm_email_verification_code": "coaching.forms.people.account.AddressCode",
    "change_password": "coaching.forms.people.account.ChangePassword",
    "set_password": "coaching.forms.people.account.SetPassword",
    "reset_password": "coaching.forms.people.account.AskReset",
    "confirm_password_reset_code": "coaching.forms.people.account.ResetCode",
    "reset_password_from_key": "coaching.forms.people.account.ResetPassword",
    "reauthenticate": "coaching.forms.people.account.ConfirmPassword",
}
MFA_ADAPTER = "config.accounts.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "coaching.forms.people.account.SecondStep",
    "reauthenticate": "coaching.forms.people.account.ConfirmSecondStep",
    "activate_totp": "coaching.forms.people.account.ActivateApp",
    "add_webauthn": "coaching.forms.people.account.AddPasskey",
    "edit_webauthn": "coaching.forms.people.account.RenamePasskey",
    "login_webauthn": "coaching.forms.people.account.PasskeyLogIn",
    "authenticate_webauthn": "coaching.forms.people.account.PasskeyStep",
    "reauthenticate_webauthn": "coaching.forms.people.account.ConfirmPasskey",
}
MFA_TOTP_TOLERANCE = 1  # clocks of phones go half a minute wrong
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Uncramp"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION  # browsers take localhost for secure, the library does not
# gunicorn listens on loopback, so in production one proxy stands before it and names the client.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if PRODUCTION else 0

# Answers outlive a closed browser by 30 days.
SESSION_COOKIE_AGE = 30 * 24 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

CSRF_FAILURE_VIEW = "config.errors.forged"


# --- Letters and jobs (docs/adr/0016) ---------------------------------------------------------

HOST = ALLOWED_HOSTS[0].lstrip(".*")
HERE = f"https://{HOST}" if PRODUCTION else f"http://127.0.0.1:{os.environ.get('PORT', 8000)}"
ORIGIN = env.str("UNCRAMP_ORIGIN", HERE).rstrip("/")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("UNCRAMP_MAIL_FROM", f"Uncramp <uncramp@{HOST}>")
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = VAR / "mail"
if "EMAIL_URL" in os.environ:
    vars().update(env.email_url("EMAIL_URL"))
elif not PRODUCTION:
    EMAIL_BACKEND = "config.letters.LettersInFiles"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


# --- The browser's defences (docs/adr/0004) --------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],  # the admin's search boxes
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

if PRODUCTION:
    # gunicorn believes the proxy on loopback that a request came by https.
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrftoken"


# --- The log: one line for each event, no personal data ---------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "brief": {
            "()": "django.utils.log.CallbackFilter",
            "callback": "ext://config.logs.without_handled_traceback",
        },
        "discreet": {
            "()": "django.utils.log.CallbackFilter",
            "callback": "ext://config.logs.without_secret_addresses",
        },
    },
    "formatters": {
        "line": {
            "format": "{asctime} {levelname} {name}: {message}",
            "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            "style": "{",
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["brief", "discreet"],
        },
        "failures": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "level": "ERROR",  # the worker tells of each job otherwise
        },
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django_tasks": {"handlers": ["failures"], "propagate": False},
        "django_tasks_db": {"handlers": ["failures"], "propagate": False},
    },
}
