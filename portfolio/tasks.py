"""Slow work. Each task takes ids and calls a function that can also be called directly."""

from django.tasks import task

from portfolio import mail, reading


@task()
def read_file(pk):
    reading.read_file(pk)


@task()
def mail_permission_ending(pk):
    mail.permission_ending(pk)
