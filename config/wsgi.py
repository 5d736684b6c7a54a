"""The site as a WSGI application.

There is no ASGI one: under a database layer that waits, it costs three times as much.
"""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.middleware import bare_head, not_too_much, utf8_only
from config.pages import cached

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = bare_head(cached(utf8_only(not_too_much(get_wsgi_application())), settings.PAGES_STAMP))
