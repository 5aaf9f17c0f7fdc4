"""Put the two fictional people into the database, through the same acts a person would use."""

import hashlib
from datetime import date, timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import transaction
from django_tasks_db.models import DBTaskResult

import vocabularies as words
from accounts.models import Profile, User
from cmeportfolio.demo.files import make_files
from cmeportfolio.demo.load_contacts import load_contacts
from cmeportfolio.demo.load_links import load_links
from cmeportfolio.demo.load_milestones import load_milestones
from cmeportfolio.demo.people import PASTED, PEOPLE
from portfolio import actions, reading
from portfolio.files import scratch
from portfolio.models import PermissionRecord, Sample
from sharing import actions as sharing
from sharing.models import main_collection

PASSWORD = "demo-portfolio"  # noqa: S105  for fictional people on a developer's machine, printed at every start


def load(say=lambda line: None):
    """Both people with everything they own. Does nothing for somebody who is there already."""
    with scratch() as folder:
        files = make_files(folder)
        for person in PEOPLE:
            if not User.objects.filter(email=person.email).exists():
                say(f"  {person.display_name}")
                _load_person(person, files)
    DBTaskResult.objects.ready().delete()  # what was queued has just been done here


def _load_person(person, files):
    user = _user(person)
    samples = {}
    for record in person.samples:
        samples[record.key] = _sample(user, record, files)
    collection = main_collection(user)
    for record in person.samples:
        sample = Sample.objects.with_files().get(pk=samples[record.key].pk)
        sample.owner = user
        if record.visibility == "public" and not sample.why_not_shown():
            sharing.add_to(collection, sample, by=user)
    sharing.publish_page(by=user)
    load_links(user, person, samples)
    load_contacts(user, person, samples)
    load_milestones(user, person)
    return user, samples


@transaction.atomic
def _user(person):
    user = User.objects.create_user(person.email, PASSWORD, is_demo=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    background = words.find(words.BACKGROUNDS, person.background)
    Profile.objects.create(
        user=user,
        name=person.name,
        slug=Profile.free_slug(person.key),
        credentials=", ".join(person.credentials),
        headline=person.headline,
        background=background.slug,
        health="animal" if background.health == "animal" else "human",
        bio=person.bio,
        location=person.based_in,
        areas=list(person.areas),
        audiences=list(person.audiences),
        deliverables=list(person.offers),
        disclosure=person.disclosure,
        ai_policy=person.ai_policy,
        availability=person.availability[:120],
    )
    return User.objects.select_related("profile").get(pk=user.pk)


def _sample(user, record, files):
    sample = Sample(
        owner=user,
        title=record.title,
        summary=record.summary,
        deliverable=record.deliverable,
        provenance=record.provenance,
        areas=list(record.areas),
        audiences=list(record.audiences),
        roles=list(record.roles),
        others=record.who_else,
        activity_format=record.activity_format,
        moore_level=next((m.slug for m in words.MOORE_LEVELS if m.level == record.moore), ""),
        ai_use=record.ai,
        ai_note=record.ai_statement,
        written_on=date(*record.published_on, 1),
        hours=record.hours,
        brief=record.brief,
        changed=record.changed_after_review,
        objectives="\n".join(record.objectives),
        reality=Sample.Reality.INVENTED
        if record.deliverable == "case-study" and record.provenance == "spec"
        else "",
        allow_download=bool(record.file),
    )
    if record.body:
        sample.body, sample.text = Sample.Body.TEXT, PASTED[record.body]
    elif record.link:
        sample.body, sample.url = Sample.Body.LINK, record.link
    else:
        sample.body = Sample.Body.FILES if record.file else Sample.Body.NONE
    sample.save()
    if record.permission:
        given = record.permission
        today = user.today()
        PermissionRecord.objects.create(
            sample=sample,
            granted_by=given.granted_by[:120],
            granted_on=today - timedelta(days=given.granted_days_ago),
            scope=PermissionRecord.Scope.PRIVATE,
            ends_on=today + timedelta(days=given.expires_in_days) if given.expires_in_days else None,
            note=given.how,
        )
    if record.file:
        file = actions.add_file(sample, _as_upload(files[record.file]), by=user)
        reading.read_file(file.pk)
        if file.kind == "pptx":  # a teaching deck is judged by its notes
            actions.make_clean_copy(file, by=user, keep_notes=True)
            reading.read_file(file.pk)
    return sample


def _as_upload(path: Path):
    """A file on the disk as the upload handler would hand it over."""
    data = path.read_bytes()
    upload = TemporaryUploadedFile(path.name, "", len(data), None)
    upload.write(data)
    upload.seek(0)
    upload.sha256 = hashlib.sha256(data).hexdigest()
    return upload
