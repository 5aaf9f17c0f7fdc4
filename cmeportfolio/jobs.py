"""Periodic jobs: what, and how often. `manage.py work` runs them; each is claimed by one worker."""

import logging
from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.limits import forget_old_tries
from archive import actions as exports
from archive import import_actions as imports
from cmeportfolio.models import Job
from milestones import digest
from networking.models.imports import forget_waiting_imports
from portfolio import actions, reading, tasks
from sharing import link_actions, takeaway, visits

log = logging.getLogger("cmeportfolio.jobs")
LONG_AGO = datetime(2000, 1, 1, tzinfo=timezone.get_default_timezone())


def _forget_sessions():
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


def _forget_finished_tasks():
    DBTaskResult.objects.finished().filter(finished_at__lt=timezone.now() - timedelta(days=3)).delete()


def _fail_lost_readings():
    asked = DBTaskResult.objects.filter(
        task_path=tasks.read_file.module_path,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    reading.fail_lost_readings(queued=[each.args_kwargs["args"][0] for each in asked])


JOBS = {
    "send-weekly-mails": (timedelta(minutes=20), digest.send_due),
    "fail-lost-readings": (timedelta(minutes=1), _fail_lost_readings),
    "forget-old-tries": (timedelta(hours=1), forget_old_tries),
    "empty-bins": (timedelta(hours=6), actions.empty_bins),
    "sweep-orphans": (timedelta(hours=24), actions.sweep_orphans),
    "warn-of-permission-ends": (timedelta(hours=1), actions.warn_of_permission_ends),
    "warn-of-endings": (timedelta(hours=1), link_actions.warn_of_endings),
    "sum-old-visits": (timedelta(hours=24), visits.sum_old_visits),
    "forget-day-salts": (timedelta(hours=6), visits.forget_day_salts),
    "forget-waiting-imports": (timedelta(hours=6), forget_waiting_imports),
    "forget-pdfs": (timedelta(hours=24), takeaway.forget_old),
    "forget-spam": (timedelta(hours=24), link_actions.forget_spam),
    "clear-exports": (timedelta(minutes=10), exports.clear_away),
    "clear-imports": (timedelta(minutes=10), imports.clear_away),
    "forget-sessions": (timedelta(hours=24), _forget_sessions),
    "forget-finished-tasks": (timedelta(hours=24), _forget_finished_tasks),
}


def run_due(now=None):
    """Run every job whose time has come and that this process could claim. Returns their names."""
    now = now or timezone.now()
    ran = []
    for name, (every, job) in JOBS.items():
        Job.objects.get_or_create(name=name, defaults={"last_run_at": LONG_AGO})
        if Job.objects.filter(name=name, last_run_at__lte=now - every).update(last_run_at=now):
            try:
                job()
                ran.append(name)
            except Exception:
                log.exception("job %s failed", name)
    return ran
