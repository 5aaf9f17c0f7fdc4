"""Mail about sharing, sent by the worker. Each task takes ids and calls a function that can be called directly."""

from django.tasks import task

from sharing import mail


@task()
def mail_message(pk):
    mail.message(pk)


@task()
def mail_first_opening(pk):
    mail.first_opening(pk)


@task()
def mail_ending(pk):
    mail.ending(pk)


@task()
def mail_review(pk):
    mail.review(pk)


@task()
def mail_report(profile_pk, address, reason, email):
    mail.report(profile_pk, address, reason, email)
