"""Jobs that a killed worker left, and jobs that are done."""

from datetime import timedelta

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from coaching.services import jobs, mail
from tests.builders import NOW

pytestmark = pytest.mark.django_db
LONG_AGO = NOW - timedelta(days=30)


def make_job(status, *, started_at=None, finished_at=None, workers=1):
    return DBTaskResult.objects.create(
        status=status,
        task_path=mail.deliver.module_path,
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        worker_ids=[f"w{i}" for i in range(workers)],
        started_at=started_at,
        finished_at=finished_at,
        exception_class_path="",
        traceback="",
    )


def state(job):
    job.refresh_from_db()
    return job.status, job.started_at, job.finished_at


def test_a_job_left_running_goes_to_another_worker():
    left = make_job(TaskResultStatus.RUNNING, started_at=NOW - timedelta(minutes=16))
    young = make_job(TaskResultStatus.RUNNING, started_at=NOW - timedelta(minutes=14))
    assert jobs.reap(now=NOW) == 1
    assert state(left) == (TaskResultStatus.READY, None, None)
    assert state(young)[0] == TaskResultStatus.RUNNING
    assert jobs.reap(now=NOW) == 0


def test_a_job_left_running_three_times_has_failed():
    poison = make_job(TaskResultStatus.RUNNING, started_at=LONG_AGO, workers=3)
    jobs.reap(now=NOW)
    assert state(poison) == (TaskResultStatus.FAILED, LONG_AGO, NOW)


@pytest.mark.parametrize(
    ("status", "days", "kept"),
    [
        (TaskResultStatus.SUCCESSFUL, 2, False),
        (TaskResultStatus.SUCCESSFUL, 0.5, True),
        (TaskResultStatus.FAILED, 15, False),
        (TaskResultStatus.FAILED, 13, True),
    ],
)
def test_done_jobs_are_forgotten_after_a_day_and_failed_ones_after_fourteen(status, days, kept):
    make_job(status, finished_at=NOW - timedelta(days=days))
    make_job(TaskResultStatus.READY)
    assert jobs.forget(now=NOW) == (0 if kept else 1)
    assert DBTaskResult.objects.count() == (2 if kept else 1)
