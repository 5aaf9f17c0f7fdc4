"""Slow work. Each task takes ids and calls a function that can also be called directly."""

from django.tasks import task


@task()
def make_export(pk):
    from archive import actions  # it queues these tasks

    actions.make(pk)


@task()
def mail_ready(pk):
    from archive import actions

    actions.mail_ready(pk)


@task()
def put_back(pk):
    from archive import import_actions

    import_actions.put_in(pk)
