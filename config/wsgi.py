"""The site as a WSGI application.

There is no ASGI one: under a database layer that waits, it costs three times as much.
"""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from config.middleware import bare_head, not_too_much, utf8_only
from config.pages import cached

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = bare_head(cached(utf8_only(not_too_much(get_wsgi_application())), settings.PAGES_STAMP))

# All that is loaded by now stays, so no later search for garbage need look through it: that took up to a tenth of a
# second in the middle of some page. Django would load the addresses and views with the first request only.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()
