"""The site as a WSGI application.

There is no ASGI one: under a database layer that waits, it costs three times as much.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.middleware import not_too_much, utf8_only
from config.pages import cached

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = cached(utf8_only(not_too_much(get_wsgi_application())), settings.PAGES_STAMP)
