"""Bringing a ZIP back: look through it, wait for a yes, put it in."""

from __future__ import annotations

import logging
import uuid
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from archive import putting_back, tasks
from archive.actions import TELL_EVERY, sweep
from archive.models import KEPT_FOR, Import
from archive.opening import Box, Refused
from portfolio import storage
from portfolio.files import clean_name, local_copy

log = logging.getLogger("archive")
State = Import.State


def look_through(upload, *, by) -> Import:
    """Check every row of an uploaded ZIP and keep it for the preview. Raises `Refused`; then nothing is kept."""
    with Box(Path(upload.temporary_file_path())) as box:
        counts = putting_back.counts(box, putting_back.read(box))
    stored = storage.originals().save(storage.random_name("imports", ".zip"), upload)
    try:
        with transaction.atomic():
            Import.objects.owned_by(by).delete()
            return Import.objects.create(
                owner=by, file=stored, file_name=clean_name(upload.name), counts=counts
            )
    except BaseException:
        storage.originals().delete(stored)
        raise


def start(one: Import, *, with_profile: bool) -> None:
    """The writer said yes. A second press changes nothing."""
    with transaction.atomic():
        waiting = Import.objects.filter(pk=one.pk, state=State.LOOKED).update(
            state=State.WAITING, state_since=timezone.now(), with_profile=with_profile
        )
        if waiting:
            tasks.put_back.enqueue(one.pk)


def put_in(pk) -> None:
    """Put one import in. A second run of the same one finds it taken."""
    run = uuid.uuid4().hex
    mine = Import.objects.filter(pk=pk, run=run, state=State.WORKING)
    if not Import.objects.filter(pk=pk, state=State.WAITING).update(
        run=run, state=State.WORKING, state_since=timezone.now()
    ):
        return
    one = mine.select_related("owner").get()
    try:
        with local_copy(storage.originals(), one.file.name) as path:
            putting_back.put_back(path, one.owner, with_profile=one.with_profile, step=_steps(mine))
    except Refused as why:
        _end(mine, one, State.FAILED, str(why))
    except Exception:
        # Nothing was kept; the writer is told, and the log says what it was.
        log.exception("import %s: not put back", pk)
        _end(mine, one, State.FAILED, "Something broke on our side. Nothing was kept. Try again in a minute.")
    else:
        _end(mine, one, State.DONE, "")


def _steps(mine):
    done, told = 0, timezone.now()

    def step():
        nonlocal done, told
        done += 1
        if timezone.now() - told > TELL_EVERY:
            told = timezone.now()
            mine.update(done=done, state_since=told)

    return step


def _end(mine, one, state, failure):
    """The uploaded ZIP is not needed any more, whatever came of it."""
    mine.update(state=state, state_since=timezone.now(), failure=failure[:400], file="")
    storage.originals().delete(one.file.name)


def clear_away():
    """Periodic: what nobody said yes to, and what was said of the last one, goes after a day."""
    stopped = "It stopped part-way. Look whether your samples are there before you try again."
    for one in Import.objects.lost():
        _end(Import.objects.filter(pk=one.pk), one, State.FAILED, stopped)
    sweep(storage.originals(), "imports", set(Import.objects.values_list("file", flat=True)))
    return Import.objects.filter(state_since__lt=timezone.now() - KEPT_FOR).delete()[0]
