"""The jobs that wait in the database: what was left running is put back, what is done is forgotten."""

from datetime import datetime, timedelta

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

LEFT_AFTER = timedelta(minutes=15)  # no job here takes a minute
MOST_TRIES = 3
KEPT_DONE = timedelta(days=1)  # letters hold addresses and codes
KEPT_FAILED = timedelta(days=14)


def reap(*, now: datetime) -> int:
    """Give jobs of a killed worker to another one; what was left running three times has failed. Returns how many."""
    left = list(DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=now - LEFT_AFTER))
    for job in left:
        tried_out = len(job.worker_ids) >= MOST_TRIES
        job.status = TaskResultStatus.FAILED if tried_out else TaskResultStatus.READY
        job.finished_at = now if tried_out else None
        job.started_at = job.started_at if tried_out else None
        job.save(update_fields=["status", "started_at", "finished_at"])
    return len(left)


def forget(*, now: datetime) -> int:
    """Delete jobs done a day ago, and failed ones after fourteen. Returns how many."""
    done = DBTaskResult.objects.filter(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=now - KEPT_DONE)
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED, finished_at__lt=now - KEPT_FAILED)
    return done.delete()[0] + failed.delete()[0]
