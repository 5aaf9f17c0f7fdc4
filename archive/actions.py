"""Asking for a ZIP, making it, and clearing away what is old."""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.files import File
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from archive import making, tasks
from archive.models import KEPT_FOR, Export
from portfolio import storage
from portfolio.files import in_words, scratch

log = logging.getLogger("archive")
State = Export.State
TELL_EVERY = timedelta(seconds=1)  # how often progress is written down


def ask_for(variant, *, by):
    """Queue a ZIP of this kind. One that is on its way stays; one that was made before is replaced."""
    busy = Export.objects.owned_by(by).busy().filter(variant=variant).first()
    if busy is not None:
        return busy
    try:
        with transaction.atomic():
            Export.objects.owned_by(by).filter(variant=variant).delete()
            export = Export.objects.create(owner=by, variant=variant)
            tasks.make_export.enqueue(export.pk)
    except IntegrityError:  # pressed twice at once: the other press made it
        return Export.objects.owned_by(by).get(variant=variant)
    return export


class _Made(File):
    """A finished file that the storage may move into its place instead of copying it."""

    def temporary_file_path(self):
        return self.name


def make(pk):
    """Make the ZIP of one export. Safe to run twice: only the newest run keeps its result."""
    run = uuid.uuid4().hex
    mine = Export.objects.filter(pk=pk, run=run)
    claimed = Export.objects.filter(pk=pk).busy()
    if not claimed.update(run=run, state=State.WORKING, state_since=timezone.now(), done=0):
        return
    export = mine.select_related("owner__profile").get()
    try:
        with scratch() as folder:
            _make(export, mine, folder / "export.zip")
    except Exception:
        # Whatever went wrong, the writer is told and can press again; the log says what it was.
        log.exception("export %s: not made", pk)
        mine.update(state=State.FAILED, state_since=timezone.now(), expires_at=timezone.now() + KEPT_FOR)


def _make(export, mine, path):
    owner, share = export.owner, export.variant == Export.Variant.SHARE
    page_version = owner.profile.version  # read before the first row
    mine.update(total=making.parts(owner, share=share))
    done, told = 0, timezone.now()

    def step():
        nonlocal done, told
        done += 1
        if timezone.now() - told > TELL_EVERY:
            told = timezone.now()
            mine.update(done=done, state_since=told)

    making.build(path, owner, share=share, step=step)
    size = path.stat().st_size
    with path.open("rb") as made:
        stored = storage.derived().save(storage.random_name("exports", ".zip"), _Made(made, name=str(path)))
    with transaction.atomic():
        now = timezone.now()
        kept = mine.update(
            state=State.READY,
            state_since=now,
            file=stored,
            size=size,
            page_version=page_version,
            expires_at=now + KEPT_FOR,
        )
        if kept:
            tasks.mail_ready.enqueue(export.pk)
    if not kept:
        storage.derived().delete(stored)


def mail_ready(pk):
    """Say that the ZIP can be fetched. The mail leads to a page that asks for a log-in, never to the file."""
    export = Export.objects.live().select_related("owner").filter(pk=pk, owner__is_active=True).first()
    if export is None:
        return
    kind = export.get_variant_display().lower()
    EmailMessage(
        subject="Your portfolio as a ZIP is ready",
        body=(
            f"The ZIP you asked for ({kind}, {in_words(export.size)}) is ready until "
            f"{timezone.localtime(export.expires_at, export.owner.tz):%B %-d, %-I:%M %p}.\n\n"
            f"Fetch it here, logged in: {settings.SITE_URL}{reverse('archive:export')}\n\n"
            "If you did not ask for it, change your password.\n"
        ),
        to=[export.owner.email],
    ).send()


def clear_away():
    """Periodic: ZIPs older than their day go, bytes too; a making that stopped part-way is a plain failure."""
    Export.objects.lost().update(
        state=State.FAILED, run="", state_since=timezone.now(), expires_at=timezone.now() + KEPT_FOR
    )
    sweep(storage.derived(), "exports", set(Export.objects.values_list("file", flat=True)))
    return Export.objects.old().delete()[0]


def sweep(files, place, known):
    """Delete ZIPs under `place` that no row knows and that are older than a day: a crash left them."""
    before = timezone.now() - KEPT_FOR
    for folder in files.listdir(place)[0] if files.exists(place) else []:
        for name in files.listdir(f"{place}/{folder}")[1]:
            full = f"{place}/{folder}/{name}"
            if full not in known and files.get_modified_time(full) < before:
                files.delete(full)
