"""How gunicorn serves the site, here and in production."""

import os

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"

# Two processes for two cores; four threads in each, so that a slow client or a password hash
# (a quarter of a second) does not keep the others waiting.
worker_class = "gthread"
workers = 2
threads = 4

forwarder_headers = ""  # whoever sends SCRIPT_NAME would move the site, or get a 500; a proxy here sends neither
control_socket_disable = True  # it would lie under HOME, one for all sites of the user
accesslog = None  # addresses say who looked at which plan
loglevel = "warning"


def when_ready(server):
    print(f"Uncramp is at http://{bind}/ (Ctrl-C stops it).", flush=True)
