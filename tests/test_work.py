"""The worker: lost tasks come back, jobs run once, and the site says whether it is there."""

import os
import platform
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from cmeportfolio import jobs
from cmeportfolio.management.commands import work
from portfolio import tasks
from portfolio.models import SampleFile
from tests.factories import make_file, make_sample

DATABASE_TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def queued(settings, alice):
    settings.TASKS = DATABASE_TASKS
    file = make_file(make_sample(alice), stage="waiting", cleared=False, data=b"%PDF-1.4 broken")
    tasks.read_file.enqueue(file.pk)
    return DBTaskResult.objects.get(), file


def lose(task, workers):
    DBTaskResult.objects.filter(pk=task.pk).update(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - timedelta(hours=1),
        worker_ids=["w"] * workers,
    )


@pytest.mark.parametrize(("workers", "status"), [(1, "READY"), (4, "READY"), (5, "FAILED")])
def test_a_lost_task_comes_back_four_times(queued, workers, status):
    task, _ = queued
    lose(task, workers)
    before = timezone.now()
    work.take_back_lost_tasks()
    task.refresh_from_db()
    assert task.status == status
    assert task.enqueued_at >= before  # behind all others


def test_a_task_at_work_is_left_alone(queued):
    task, _ = queued
    DBTaskResult.objects.filter(pk=task.pk).update(status=TaskResultStatus.RUNNING, started_at=timezone.now())
    work.take_back_lost_tasks()
    task.refresh_from_db()
    assert task.status == "RUNNING"


@pytest.mark.django_db(transaction=True)
def test_the_worker_reads_what_was_queued(queued):
    _, file = queued
    call_command("db_worker", "--batch", "--no-startup-delay", "--interval", "0", "--no-reload", verbosity=0)
    file.refresh_from_db()
    assert file.stage == SampleFile.Stage.FAILED
    assert file.failure


def test_a_long_task_of_a_living_worker_is_left_alone(queued):
    task, _ = queued
    lose(task, 1)
    work.tick("w")
    task.refresh_from_db()
    assert task.status == "RUNNING"
    cache.delete("worker-beat:w")
    work.tick("another")
    task.refresh_from_db()
    assert task.status == "READY"


def test_a_worker_of_this_machine_that_is_gone_is_not_waited_for(queued):
    task, _ = queued
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    DBTaskResult.objects.filter(pk=task.pk).update(
        status=TaskResultStatus.RUNNING, started_at=timezone.now(), worker_ids=["w"]
    )
    for beat, status in [
        (("another machine", gone.pid), "RUNNING"),
        ((platform.node(), os.getpid()), "RUNNING"),
        ((platform.node(), gone.pid), "READY"),
    ]:
        cache.set("worker-beat:w", beat)
        work.take_back_lost_tasks()
        task.refresh_from_db()
        assert task.status == status


def test_a_file_whose_task_was_given_up_is_a_plain_failure(queued):
    task, file = queued
    SampleFile.objects.update(stage_since=timezone.now() - timedelta(minutes=1))
    jobs.run_due()
    file.refresh_from_db()
    assert file.stage == SampleFile.Stage.WAITING
    lose(task, 5)
    work.take_back_lost_tasks()
    jobs.run_due(timezone.now() + timedelta(minutes=2))
    file.refresh_from_db()
    assert file.stage == SampleFile.Stage.FAILED
    assert DBTaskResult.objects.get().finished_at


def test_jobs_run_once_for_all_workers(db, monkeypatch):
    calls = []
    monkeypatch.setattr(jobs, "JOBS", {"one": (timedelta(hours=1), lambda: calls.append(1))})
    now = timezone.now()
    assert jobs.run_due(now) == ["one"]
    assert jobs.run_due(now) == []
    assert jobs.run_due(now + timedelta(minutes=59)) == []
    assert jobs.run_due(now + timedelta(hours=1)) == ["one"]
    assert len(calls) == 2


def test_a_job_that_fails_stops_no_other(db, monkeypatch):
    done = []
    monkeypatch.setattr(
        jobs,
        "JOBS",
        {"bad": (timedelta(hours=1), lambda: 1 / 0), "good": (timedelta(hours=1), lambda: done.append(1))},
    )
    assert jobs.run_due() == ["good"]
    assert done == [1]


def test_readyz_needs_a_worker_seen_lately(client, db):
    assert client.get("/readyz").json() == {"database": True, "storage": True, "worker": False}
    work.tick()
    assert client.get("/readyz").status_code == 200
    cache.set("worker-seen", timezone.now() - timedelta(minutes=3), 600)
    assert client.get("/readyz").status_code == 503
