"""What the log leaves out."""

import logging


def without_handled_traceback(record):
    """Keep the one line of a refused request; only faults of our own keep their traceback."""
    refused = record.name.startswith("django.security") or record.levelno < logging.ERROR
    if refused:
        record.exc_info = None
    return True
