"""`manage.py work`: django-tasks-db's worker, and what it lacks.

It survives a locked database, takes back tasks whose worker died, and runs the periodic jobs. Several
may run at once, on several machines: jobs and tasks are claimed with one conditional UPDATE.
"""

import logging
import os
import platform
import threading
import time
from datetime import timedelta

from django.core.cache import cache
from django.db import OperationalError, close_old_connections, connections
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from cmeportfolio import jobs
from cmeportfolio.views import WORKER_SEEN

log = logging.getLogger("cmeportfolio.work")

TICK = 5  # seconds
HEARTBEAT = 25  # seconds a worker counts as alive after its last tick
MAX_CLAIMS = 5


def _beat(worker_id):
    return f"worker-beat:{worker_id}"


def _is_lost(task, now):
    """Its worker has stopped beating, or was a process of this machine and is gone."""
    beat = cache.get(_beat(task.worker_ids[-1])) if task.worker_ids else None
    if beat is None:
        return task.started_at < now - timedelta(seconds=HEARTBEAT)
    machine, pid = beat
    if os.name != "posix" or machine != platform.node():
        return False
    try:
        os.kill(pid, 0)  # asks, sends nothing
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def take_back_lost_tasks(now=None):
    """A running task whose worker is gone is lost: ready again, until it was begun MAX_CLAIMS times."""
    now = now or timezone.now()
    for task in DBTaskResult.objects.running():
        if not _is_lost(task, now):
            continue
        again = len(task.worker_ids) < MAX_CLAIMS
        changed = DBTaskResult.objects.filter(
            pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
        ).update(
            status=TaskResultStatus.READY if again else TaskResultStatus.FAILED,
            started_at=None,
            enqueued_at=now,  # others first: one that takes its worker along must not hold up the rest
            finished_at=None if again else now,
        )
        if changed:
            log.warning("task %s was lost by its worker; %s", task.pk, "ready again" if again else "given up")


def tick(worker_id="test"):
    cache.set(_beat(worker_id), (platform.node(), os.getpid()), HEARTBEAT)
    cache.set(WORKER_SEEN, timezone.now(), 600)
    take_back_lost_tasks()
    jobs.run_due()


class Worker(db_worker.Worker):
    def run(self):
        while self.running:
            try:
                return super().run()
            except OperationalError:
                log.exception("the database does not answer; trying again")
                connections.close_all()
                time.sleep(1)
        return None


class Command(db_worker.Command):
    help = "Do the background work: read files, send mail, periodic jobs."

    def handle(self, **options):
        def keep_ticking():
            while True:
                close_old_connections()
                try:
                    tick(options["worker_id"])
                except Exception:
                    log.exception("a periodic job failed")
                finally:
                    connections.close_all()
                time.sleep(TICK)

        threading.Thread(target=keep_ticking, daemon=True, name="tick").start()
        db_worker.Worker = Worker
        super().handle(**options)
