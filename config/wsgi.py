"""The site as a WSGI application.

There is no ASGI one: under a database layer that waits, it costs three times as much.
"""

import os

from django.core.wsgi import get_wsgi_application

from config.middleware import utf8_only

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = utf8_only(get_wsgi_application())
