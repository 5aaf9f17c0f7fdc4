"""Acts on samples that touch several rows. Keyword arguments, one transaction, work queued with the rows."""

import contextlib
import hashlib
import shutil
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

import vocabularies as words
from accounts.models import Profile, User, public_page_changed
from portfolio import reading, storage, tasks
from portfolio.files import Accepted, accept_upload, check_room, title_from_name
from portfolio.models import Dismissal, History, PermissionRecord, Sample, SampleFile

BIN_DAYS = 30


def note(sample, what, detail=""):
    History.objects.create(sample=sample, what=what, detail=detail[:400])


def sample_from_upload(upload, *, by, page_key=""):
    """A new private sample made of one file; title and kind of deliverable are guessed from it.

    `page_key` is the one-time key of the page it was sent from: the same bytes sent twice from one page are
    one sample.
    """
    key = _upload_key(page_key, upload) if page_key else None
    if already := by.samples.filter(form_key=key).first() if key else None:
        if not already.deleted_at:
            return already
        key = None  # it was thrown away since, and is sent again on purpose
    accepted = accept_upload(upload, owner=by)
    with _undone_keeps_nothing(accepted):
        sample = once(by, key, partial(_sample_of, accepted, by=by, form_key=key))
        if not sample.files.filter(original=accepted.name).exists():
            storage.originals().delete(accepted.name)  # its twin was quicker
    return sample


def _upload_key(page_key, upload):
    return hashlib.sha256(f"{page_key}\n{upload.sha256}".encode()).hexdigest()[:40]


def _sample_of(accepted, *, by, form_key):
    _take_turn(by, accepted)
    title = title_from_name(accepted.original_name)
    sample = Sample(owner=by, title=title, form_key=form_key)
    sample.deliverable = words.guess_deliverable(accepted.original_name, title, "", accepted.kind.value)
    sample.audiences, sample.areas = by.profile.audiences[:1], by.profile.areas[:1]
    sample.roles = ["lead-writer"]
    sample.save()
    _add(sample, accepted, series=1, version=1)
    note(sample, "Added", accepted.original_name)
    return sample


def _take_turn(by, accepted):
    """Two uploads of one writer at once take their turn; the second may find the room gone."""
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)
    check_room(by, accepted.original_name, accepted.size)


def add_file(sample, upload, *, by, replaces=None):
    """Another file of a sample, or a new version of `replaces`. The old version is kept, no longer shown."""
    accepted = accept_upload(upload, owner=by)
    with transaction.atomic(), _undone_keeps_nothing(accepted):
        _take_turn(by, accepted)
        if replaces is None:
            series = (sample.files.aggregate(top=Max("series"))["top"] or 0) + 1
            file = _add(sample, accepted, series=series, version=1)
        else:
            files = sample.files.filter(series=replaces.series)
            version = files.aggregate(top=Max("version"))["top"] + 1
            files.update(is_current=False)
            file = _add(sample, accepted, series=replaces.series, version=version)
            file.keep_notes = replaces.keep_notes
            file.save(update_fields=["keep_notes"])
        if sample.body != Sample.Body.FILES:
            sample.body = Sample.Body.FILES
            sample.url = ""
            sample.save(update_fields=["body", "url", "updated_at"])
        note(sample, "New version" if replaces else "File added", accepted.original_name)
        public_page_changed(by.pk)
    return file


def _add(sample, accepted: Accepted, *, series, version):
    file = SampleFile.objects.create(
        sample=sample,
        series=series,
        version=version,
        original=accepted.name,
        original_name=accepted.original_name,
        kind=accepted.kind.value,
        size=accepted.size,
        sha256=accepted.sha256,
    )
    tasks.read_file.enqueue(file.pk)
    return file


class _undone_keeps_nothing:
    """If the rows could not be written, the bytes go too."""

    def __init__(self, accepted):
        self.accepted = accepted

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None:
            storage.originals().delete(self.accepted.name)


def delete_file(file, *, by):
    """An old version for good; or, of a current file, all its versions."""
    with transaction.atomic():
        gone = file.sample.files.filter(series=file.series)
        if not file.is_current:
            gone = gone.filter(pk=file.pk)
        gone.delete()
        note(file.sample, "File deleted" if file.is_current else "Old version deleted", file.original_name)
        public_page_changed(by.pk)


def read_again(file, *, by):
    """'Try again' after a failure, and whenever what is searched for has changed."""
    with transaction.atomic():
        SampleFile.objects.filter(pk=file.pk).update(
            stage=SampleFile.Stage.WAITING, stage_since=timezone.now(), failure="", run=""
        )
        tasks.read_file.enqueue(file.pk)


def make_clean_copy(file, *, by, keep_notes):
    """The writer saw the findings and takes the clean copy. A different choice about notes makes a new one."""
    with transaction.atomic():
        fresh = SampleFile.objects.select_for_update().get(pk=file.pk)
        if keep_notes != fresh.keep_notes:
            fresh.keep_notes = keep_notes
            fresh.agreed_sha256 = "*"  # agreed to the copy that is being made now
            fresh.save(update_fields=["keep_notes", "agreed_sha256"])
            read_again(fresh, by=by)
        elif fresh.clean and not fresh.is_busy:
            fresh.agreed_sha256, fresh.agreed_at = fresh.clean_sha256, timezone.now()
            fresh.save(update_fields=["agreed_sha256", "agreed_at"])
            reading.settle(fresh)
        note(file.sample, "Clean copy accepted", f"{file.original_name}, {fresh.clean_sha256[:12]}")


def accept_finding(finding, *, by, reason):
    """'It may stay, because …': the reason is kept and shown in the history."""
    with transaction.atomic():
        finding.accepted_reason, finding.accepted_at = reason, timezone.now()
        finding.save(update_fields=["accepted_reason", "accepted_at"])
        note(finding.file.sample, "Finding accepted", f"{finding.message[:120]} Because: {reason}")
        reading.settle(finding.file)


def dismiss_finding(finding, *, by, dismissed_as):
    """'This is a trial number': remembered for that text, in every file of this writer."""
    with transaction.atomic():
        Dismissal.objects.update_or_create(
            owner=by, fingerprint=finding.fingerprint, defaults={"dismissed_as": dismissed_as}
        )
        same = finding.file.findings.filter(fingerprint=finding.fingerprint)
        same.update(dismissed_as=dismissed_as)
        note(
            finding.file.sample,
            "Finding dismissed",
            f"{finding.marked or finding.words[:60]}: {dismissed_as}",
        )
        reading.settle(finding.file)


def dismiss_in_text(sample, fingerprint, *, by, dismissed_as):
    """The same for pasted text and the words around a sample, whose findings are not stored."""
    with transaction.atomic():
        Dismissal.objects.update_or_create(
            owner=by, fingerprint=fingerprint, defaults={"dismissed_as": dismissed_as}
        )
        note(sample, "Finding dismissed", dismissed_as)
        public_page_changed(by.pk)


def reopen_finding(finding, *, by):
    """Take an acceptance or a dismissal back."""
    with transaction.atomic():
        Dismissal.objects.owned_by(by).filter(fingerprint=finding.fingerprint).delete()
        finding.file.findings.filter(fingerprint=finding.fingerprint).update(
            accepted_reason="", accepted_at=None, dismissed_as=""
        )
        note(finding.file.sample, "Finding reopened", finding.message[:120])
        reading.settle(finding.file)


def private_words_changed(*, by):
    """The list of words that must never be shown has changed: every current file is looked at again."""
    files = SampleFile.objects.owned_by(by).current().exclude(sample__deleted_at__isnull=False)
    for file in files.defer("page_texts"):
        read_again(file, by=by)
    public_page_changed(by.pk)


def record_permission(sample, *, by, **fields):
    """A new permission record; the one before stays in the history."""
    with transaction.atomic():
        sample.permissions.filter(revoked_at=None).update(revoked_at=timezone.now())
        record = PermissionRecord.objects.create(sample=sample, **fields)
        note(sample, "Permission recorded", str(record))
        public_page_changed(by.pk)
    return record


WARN_BEFORE = timedelta(days=7)


def warn_of_permission_ends(now=None):
    """Periodic: writers are told once, a week before a permission ends and takes its sample down."""
    now = now or timezone.now()
    day = now.date()
    soon = PermissionRecord.objects.filter(
        revoked_at=None,
        warned_at=None,
        # The writer's date may be a day before or after ours.
        ends_on__range=(day - timedelta(days=1), day + WARN_BEFORE + timedelta(days=1)),
        sample__deleted_at=None,
        sample__withdrawn_at=None,
        sample__owner__is_active=True,
        sample__owner__is_demo=False,
    ).select_related("sample__owner")
    told = 0
    for record in soon:
        today = timezone.localdate(now, record.sample.owner.tz)
        if not today <= record.ends_on <= today + WARN_BEFORE:
            continue
        if not record.sample.provenance_words.needs_permission or record.sample.permission != record:
            continue
        with transaction.atomic():
            if PermissionRecord.objects.filter(pk=record.pk, warned_at=None).update(warned_at=now):
                tasks.mail_permission_ending.enqueue(record.pk)
                note(record.sample, "Told that the permission ends", f"{record.ends_on:%B %-d, %Y}")
                told += 1
    return told


def withdraw(sample, *, by, reason=""):
    """Take a sample back everywhere at once: every page and link asks before it serves."""
    with transaction.atomic():
        sample.withdrawn_at, sample.withdrawn_reason = timezone.now(), reason[:200]
        sample.save(update_fields=["withdrawn_at", "withdrawn_reason", "updated_at"])
        note(sample, "Taken back", reason)
        public_page_changed(by.pk)


def restore(sample, *, by):
    """Undo a take-back: exactly what was shown before is shown again."""
    with transaction.atomic():
        sample.withdrawn_at, sample.withdrawn_reason = None, ""
        sample.save(update_fields=["withdrawn_at", "withdrawn_reason", "updated_at"])
        note(sample, "Put back")
        public_page_changed(by.pk)


def bin_sample(sample, *, by):
    """Delete, with undo for 30 days. Strangers lose it at once."""
    with transaction.atomic():
        sample.deleted_at = timezone.now()
        sample.save(update_fields=["deleted_at", "updated_at"])
        note(sample, "Deleted")
        public_page_changed(by.pk)


def unbin_sample(sample, *, by):
    with transaction.atomic():
        sample.deleted_at = None
        sample.save(update_fields=["deleted_at", "updated_at"])
        note(sample, "Brought back from the bin")
        public_page_changed(by.pk)


def empty_bins():
    """Periodic: what has been in a bin for 30 days goes for good, bytes too."""
    old = Sample.objects.binned().filter(deleted_at__lt=timezone.now() - timedelta(days=BIN_DAYS))
    return old.delete()[0]


def once(owner, key, make):
    """The same form sent twice makes one sample: a second sender gets the first one's."""
    existing = Sample.objects.owned_by(owner).filter(form_key=key).first() if key else None
    if existing:
        return existing
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        existing = Sample.objects.owned_by(owner).filter(form_key=key).first() if key else None
        if existing is None:
            raise
        return existing


def sweep_orphans():
    """Periodic: what a crash left behind goes after a day. Bytes without a row, and half-done work."""
    day_ago = timezone.now() - timedelta(days=1)
    originals, derived = storage.originals(), storage.derived()
    rows = SampleFile.objects.all()
    gone = _sweep(originals, "samples", set(rows.values_list("original", flat=True)), day_ago)
    gone += _sweep(derived, "clean", set(rows.values_list("clean", flat=True)), day_ago)
    gone += _sweep(derived, "photos", set(Profile.objects.values_list("photo", flat=True)), day_ago)
    folders = set(rows.values_list("folder", flat=True))
    for mark in _folders(derived, "pages"):
        for folder in _folders(derived, f"pages/{mark}"):
            gone += _sweep(derived, f"pages/{mark}", folders, day_ago, only=folder)
    return gone + _sweep_incoming(day_ago)


def _folders(files, place):
    return files.listdir(place)[0] if files.exists(place) else []


def _sweep(files, place, known, before, only=None):
    """Delete stored files two levels below `place` that are not `known`, by their name or their folder's."""
    gone = 0
    for folder in [only] if only else _folders(files, place):
        for name in files.listdir(f"{place}/{folder}")[1]:
            full = f"{place}/{folder}/{name}"
            kept = full in known or f"{place}/{folder}" in known
            if not kept and files.get_modified_time(full) < before:
                files.delete(full)
                gone += 1
    return gone


def _sweep_incoming(before):
    """Uploads that were cut off and folders of readings whose worker died."""
    gone = 0
    for path in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir():
        with contextlib.suppress(FileNotFoundError):  # somebody else is done with it just now
            if path.stat().st_mtime >= before.timestamp():
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()
            gone += 1
    return gone
