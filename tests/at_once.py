"""What several people, or one with two windows, do at the same moment."""

from threading import Barrier, Thread

from django.db import connection


def at_once(*calls):
    """Each call in a thread of its own, with a connection of its own; what they raised. Needs `transaction=True`."""
    start, failed = Barrier(len(calls)), []

    def run(call):
        try:
            start.wait()
            call()
        except Exception as error:  # a thread has nobody to tell
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failed
