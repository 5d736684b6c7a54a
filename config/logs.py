"""What the log leaves out."""

import logging
import re

SECRET = re.compile(r"(/(?:shared|calendar/feed|letters/off|library/preview)/)[^/\s]+")


def without_handled_traceback(record):
    """Keep the one line of a refused request; only faults of our own keep their traceback."""
    refused = record.name.startswith("django.security") or record.levelno < logging.ERROR
    if refused:
        record.exc_info = None
    return True


def without_secret_addresses(record):
    """Some addresses are the key to what they show: the log has only where they lead."""
    record.msg, record.args = SECRET.sub(r"\1…", record.getMessage()), None
    return True
