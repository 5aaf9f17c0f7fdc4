"""Reading an uploaded file: check it, make the clean copy, check that again, draw it, index it.

Every parser runs in a limited child process. The result is written only if no newer reading has begun,
so that a reading run twice, or one that was lost and came back, does no harm.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import uuid
from datetime import timedelta
from pathlib import Path

from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

import vocabularies as words
from accounts.models import public_page_changed
from documents import identifiers, limits, soffice, work
from documents.report import Kind, Severity, Unreadable
from portfolio import storage
from portfolio.files import local_copy, scratch, title_from_name
from portfolio.models import Dismissal, Finding, History, PrivateWord, Sample, SampleFile

log = logging.getLogger("portfolio.reading")

WIDTHS = (320, 640, 1200)
PAGE_LIMIT = 20
READ = (
    "clean", "clean_size", "clean_sha256", "removed", "visible_changes", "checked", "scanned_at", "stage",
    "stage_since", "pictures", "folder", "page_texts", "words", "page_total",
)  # fmt: skip
LOST_AFTER = timedelta(minutes=5)
SETTLED_AFTER = timedelta(seconds=30)  # by then a queued reading is surely seen in the queue
LOST = "Checking stopped before it was done. Press “Try again”."


def read_file(pk):
    """Read one file from its original to page pictures. Safe to run twice; never raises for a bad file."""
    run = uuid.uuid4().hex
    if not SampleFile.objects.filter(pk=pk).update(
        run=run, stage=SampleFile.Stage.CHECKING, stage_since=timezone.now(), failure=""
    ):
        return
    file = SampleFile.objects.select_related("sample__owner__profile").get(pk=pk)
    try:
        with scratch() as folder, local_copy(storage.originals(), file.original.name) as path:
            _read(file, run, path, folder)
    except Unreadable as problem:
        _fail(pk, run, problem.sentence)
    except OSError:
        log.exception("file %s: storage trouble", pk)
        _fail(pk, run, "The file could not be stored. Try again in a few minutes.")
    except Exception:  # a fault of ours: the page must not say "being checked" because of it
        log.exception("file %s: the check broke off", pk)
        _fail(pk, run, LOST)


def _mine(pk, run):
    return SampleFile.objects.filter(pk=pk, run=run)


def _fail(pk, run, sentence):
    with transaction.atomic():
        if _mine(pk, run).update(
            stage=SampleFile.Stage.FAILED,
            stage_since=timezone.now(),
            failure=sentence[:300],
            agreed_sha256="",
        ):
            log.warning("file %s: could not be read", pk)


def _read(file, run, path: Path, folder: Path):
    kind, owner = file.kind_enum, file.sample.owner
    private = list(PrivateWord.objects.owned_by(owner).values_list("word", flat=True))
    dismissed = set(Dismissal.objects.owned_by(owner).values_list("fingerprint", flat=True))
    about = {"kind": kind, "own_name": owner.profile.name, "private": private, "dismissed": dismissed}

    report = limits.run(work.scan, str(path), name=file.original_name, **about)
    cleaned = folder / f"clean.{kind.value}"
    keep = frozenset({"notes"}) if file.keep_notes else frozenset()
    result = limits.run(work.clean, str(path), str(cleaned), kind=kind, keep=keep)
    left = ()
    if result.written:
        # The name strangers get is ours, so the second look is at the bytes alone.
        left = limits.run(work.scan, str(cleaned), name="", **about).findings
    findings = work.merged(report.findings, left, result)

    clean_name = ""
    digest = ""
    if result.written:
        digest = hashlib.sha256(cleaned.read_bytes()).hexdigest()
        with cleaned.open("rb") as source:
            clean_name = storage.derived().save(storage.random_name("clean", f".{kind.value}"), File(source))
    with transaction.atomic():
        if not _still_mine(file.pk, run):
            if clean_name:
                storage.derived().delete(clean_name)
            return
        before = SampleFile.objects.get(pk=file.pk)
        old_clean, old_folder = before.clean.name, before.folder
        _keep_findings(file, findings)
        file.clean = clean_name
        file.clean_size = cleaned.stat().st_size if clean_name else 0
        file.clean_sha256 = digest
        file.removed, file.visible_changes = list(result.removed), list(result.visible_changes)
        file.checked, file.scanned_at = list(report.checked), timezone.now()
        file.stage, file.stage_since = SampleFile.Stage.DRAWING, timezone.now()
        file.pictures, file.folder, file.page_texts, file.words, file.page_total = [], "", [], 0, 0
        file.save(update_fields=READ)  # the rest may have changed since this reading began
        transaction.on_commit(lambda: _forget(old_clean, old_folder))
    if result.written:
        _draw(file, run, cleaned, folder)
    settle(file, run=run)


def _still_mine(pk, run):
    return SampleFile.objects.select_for_update().filter(pk=pk, run=run).exists()


def _forget(clean, folder):
    from portfolio.models import _remove

    _remove("", clean, folder)


def _keep_findings(file, rows):
    """Replace the findings; what the writer said about the same passage stays said."""
    said = {
        f.fingerprint: (f.accepted_reason, f.accepted_at, f.dismissed_as)
        for f in file.findings.all()
        if f.accepted_reason or f.dismissed_as
    }
    file.findings.all().delete()
    rank = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.INFO: 2}
    rows = sorted(rows, key=lambda row: rank[row[0].severity])
    made = []
    for position, (f, in_clean) in enumerate(rows[:500]):
        mark = identifiers.fingerprint(f)
        reason, at, dismissed = said.get(mark, ("", None, ""))
        made.append(
            Finding(
                file=file,
                position=position,
                code=f.code,
                severity=f.severity.value,
                place=f.place[:120],
                words=f.words[:400],
                start=f.start,
                end=f.end,
                message=f.message[:500],
                remedy=f.remedy.value,
                fingerprint=mark,
                in_clean=in_clean,
                accepted_reason=reason,
                accepted_at=at,
                dismissed_as=dismissed,
            )
        )
    Finding.objects.bulk_create(made)


def _draw(file, run, cleaned, folder):
    """Text and page pictures, from the clean copy only. Without pictures the text and a drawn cover remain."""
    kind = file.kind_enum
    text = limits.run(work.text, str(cleaned), kind=kind)
    out = folder / "pictures"
    out.mkdir()
    drawn = None
    if not kind.is_text:
        try:
            drawn = _pictures(kind, cleaned, out, folder)
        except Unreadable as problem:
            log.info("file %s: no page pictures (%s)", file.pk, problem.code)
    place = storage.random_name("pages", "") if drawn and drawn.drawn else ""
    if place:
        _keep_pictures(out, place)
    notes = list(text.notes) + [""] * (len(text.pages) - len(text.notes))
    with transaction.atomic():
        if not _still_mine(file.pk, run):
            transaction.on_commit(lambda: _forget("", place))
            return
        file.folder = place
        file.pictures = [
            {"n": p.number, "w": p.width, "h": p.height, "widths": sorted(p.files)}
            for p in (drawn.drawn if drawn else ())
        ]
        file.pictures_how = drawn.how if drawn and drawn.drawn else ""
        file.page_total = drawn.total if drawn else (len(text.pages) if kind == Kind.PPTX else 0)
        file.page_texts = [
            {"text": page, "notes": note if file.keep_notes else ""}
            for page, note in zip(text.pages, notes, strict=False)
        ]
        file.words = text.words
        file.save(update_fields=["folder", "pictures", "pictures_how", "page_total", "page_texts", "words"])
        _name_after_document(file, text)


def _name_after_document(file, text):
    """Until the writer renames it, a sample bears the title its document bears, and no longer its file's name."""
    sample = Sample.objects.select_for_update(of=("self",)).get(pk=file.sample_id)
    if sample.revision > 1 or sample.title != title_from_name(file.original_name):
        return
    title = " ".join(text.title.split())
    if 3 <= len(title) <= 120:
        sample.title = title
    if sample.deliverable == words.OTHER:
        start = " ".join(text.pages[:1])
        sample.deliverable = words.guess_deliverable(file.original_name, title, start, file.kind)
    sample.name_address()
    sample.save(update_fields=["title", "deliverable", "slug", "updated_at"])


def _pictures(kind, cleaned, out, folder):
    if kind.is_office:
        program = soffice.find_soffice()
        if program is None:
            return None
        pdf = soffice.office_to_pdf(cleaned, folder, soffice=program)
        drawn = limits.run(work.draw, str(pdf), str(out), kind=Kind.PDF, widths=WIDTHS, limit=PAGE_LIMIT)
        return type(drawn)(total=drawn.total, drawn=drawn.drawn, how="office")
    return limits.run(work.draw, str(cleaned), str(out), kind=kind, widths=WIDTHS, limit=PAGE_LIMIT)


def _keep_pictures(out, place):
    files = storage.derived()
    try:
        target = Path(files.path(place))
    except NotImplementedError:
        for picture in sorted(out.iterdir()):
            with picture.open("rb") as source:
                files.save(f"{place}/{picture.name}", File(source))
    else:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.move(out, target)


def settle(file, *, run=None):
    """Decide what a finished reading means. Called after a reading and after every act on its findings.

    Agreed without a press only when there was nothing to agree to: nothing in the original blocks, and
    nothing a reader would see changes. Otherwise the writer presses "Make a clean copy". While a reading is
    going on, or after one failed, an act on findings decides nothing: there is no copy they are about.
    """
    with transaction.atomic():
        rows = SampleFile.objects.select_for_update().filter(pk=file.pk)
        fresh = (rows.filter(run=run) if run else rows).first()
        if fresh is None or (run is None and fresh.stage != SampleFile.Stage.READY):
            return
        blocked = [f for f in fresh.findings.all() if f.severity == Severity.BLOCK and f.is_open]
        # "*" was written when the writer asked for the copy that has just been made.
        agreed = bool(fresh.clean) and fresh.agreed_sha256 in {fresh.clean_sha256, "*"}
        if any(f.in_clean for f in blocked):
            agreed = False
        elif not blocked and not fresh.visible_changes and fresh.clean:
            agreed = True
        fresh.agreed_sha256 = fresh.clean_sha256 if agreed else ""
        fresh.agreed_at = (fresh.agreed_at or timezone.now()) if agreed else None
        fresh.stage, fresh.stage_since = SampleFile.Stage.READY, timezone.now()
        fresh.save(update_fields=["agreed_sha256", "agreed_at", "stage", "stage_since"])
        public_page_changed(fresh.sample.owner_id)
        if run:
            History.objects.create(
                sample_id=fresh.sample_id,
                what="Checked",
                detail=f"{fresh.original_name}: "
                + (f"{len(blocked)} to settle" if blocked else "nothing stands in the way"),
            )


def fail_lost_readings(queued=None):
    """Periodic: nothing says "being checked" for ever. What is lost becomes a plain failure with 'try again'.

    Lost is a reading that takes five minutes and, when the numbers of the files in the queue are known,
    one that nobody will do any more.
    """
    now, stages = timezone.now(), SampleFile.Stage
    lost = Q(stage__in=[stages.CHECKING, stages.DRAWING], stage_since__lt=now - LOST_AFTER)
    if queued is not None:
        busy = Q(stage__in=[stages.WAITING, stages.CHECKING, stages.DRAWING])
        lost |= busy & Q(stage_since__lt=now - SETTLED_AFTER) & ~Q(pk__in=queued)
    return SampleFile.objects.filter(lost).update(
        stage=stages.FAILED, stage_since=now, run="", failure=LOST, agreed_sha256=""
    )
