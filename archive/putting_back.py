"""Putting an export back into an account: all of it or nothing, and nothing of it public.

Files go through accept_upload() like any upload and are read anew: a clean copy from a ZIP is never believed.
"""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from accounts.models import Profile, User, public_page_changed
from archive import schema
from archive.opening import CHANGED, Box, Refused
from archive.rows import BY_MODEL, Table
from portfolio import photos, storage
from portfolio import tasks as portfolio_tasks
from portfolio.files import Accepted, accept_upload, in_words, room_left
from portfolio.models import Sample, SampleFile
from sharing.models import Collection

log = logging.getLogger("archive")
PHOTO = "site/photo.webp"
Rows = dict[str, list[dict[str, Any]]]


def read(box: Box) -> Rows:
    """Every table that comes in, each value checked. Raises `Refused`."""
    box.manifest()
    found: Rows = {}
    keys: set[str] = set()
    for table in schema.incoming():
        rows = []
        for number, data in enumerate(box.rows(table.name), 1):
            row = schema.row_of(table, data, f"Row {number} of {table.name}")
            if row["key"] in keys or not row["key"].startswith(f"{table.name}:"):
                raise Refused(CHANGED)
            keys.add(row["key"])
            _points_at_what_is_there(table, row, keys)
            rows.append(row)
        found[table.name] = rows
    if len(found["profile"]) > 1 or len(found["plan"]) > 1 or len(found["disclosure_card"]) > 1:
        raise Refused(CHANGED)
    for row in found["files"]:
        path = row.get("path_of_original", "")
        if path and (not path.startswith("originals/") or not box.has(path)):
            raise Refused(CHANGED)
    return found


def _points_at_what_is_there(table: Table, row: dict[str, Any], keys: set[str]) -> None:
    for one in table.fields:
        if one.remote_field is not None and one.name in row:
            name = BY_MODEL[one.related_model].name
            value = row[one.name]
            if value is not None and not (value in keys and value.startswith(f"{name}:")):
                raise Refused(CHANGED)


def with_bytes(rows: Rows) -> list[dict[str, Any]]:
    return [row for row in rows["files"] if row.get("path_of_original")]


def counts(box: Box, rows: Rows) -> dict[str, int]:
    """What the preview says is inside, and `bytes` the files will take."""
    found = {name: len(of_table) for name, of_table in rows.items()}
    files = with_bytes(rows)
    found["files"], found["missing"] = len(files), len(rows["files"]) - len(files)
    found["bytes"] = sum(box.size(row["path_of_original"]) for row in files)
    found["photo"] = int(box.has(PHOTO))
    return found


@dataclass
class _Placing:
    """The rows that were made so far: what a key of the ZIP stands for here."""

    owner: User
    accepted: dict[str, Accepted]
    placed: dict[str, int] = field(default_factory=dict)

    def find(self, table: str, key: Any) -> int | None:
        return self.placed.get(key) if str(key).startswith(f"{table}:") else None


def put_back(path: Path, owner: User, *, with_profile: bool, step: Callable[[], None] = lambda: None) -> None:
    """Everything in the ZIP at `path` into `owner`'s account. Raises `Refused`; then nothing was kept."""
    with Box(path) as box:
        rows = read(box)
        _fits(box, rows, owner)
        with _undone_keeps_nothing() as accepted:
            for row in with_bytes(rows):
                accepted[row["key"]] = _take_in(box, row, owner)
                step()
            try:
                with transaction.atomic():
                    User.objects.select_for_update(of=("self",)).get(
                        pk=owner.pk
                    )  # takes its turn with uploads
                    _fits(box, rows, owner)
                    _write(rows, _Placing(owner, accepted), with_profile=with_profile)
            except (DatabaseError, ValidationError) as problem:
                log.info("import refused by the database: %s", type(problem).__name__)
                raise Refused(CHANGED) from problem
        if with_profile and box.has(PHOTO):
            _take_photo(box, owner)


def _fits(box: Box, rows: Rows, owner: User) -> None:
    wanted = sum(box.size(row["path_of_original"]) for row in with_bytes(rows))
    if wanted > room_left(owner):
        raise Refused(
            f"The files in it take {in_words(wanted)}; you have {in_words(room_left(owner))} left. "
            "Delete something first, or ask the operator for more room."
        )


@contextmanager
def _undone_keeps_nothing() -> Iterator[dict[str, Accepted]]:
    """If anything fails, bytes that were taken in go again."""
    accepted: dict[str, Accepted] = {}
    try:
        yield accepted
    except BaseException:
        for one in accepted.values():
            storage.originals().delete(one.name)
        raise


@contextmanager
def _unpacked(box: Box, member: str, name: str) -> Iterator[TemporaryUploadedFile]:
    """One member as an upload: counted and hashed while it is written to the data disk."""
    upload = TemporaryUploadedFile(name, "", 0, "")
    digest = hashlib.sha256()
    try:
        for chunk in box.chunks(member, most=settings.MAX_UPLOAD_MB * 2**20):
            digest.update(chunk)
            upload.write(chunk)
        upload.size, upload.sha256 = upload.tell(), digest.hexdigest()
        upload.seek(0)
        yield upload
    finally:
        upload.close()


def _take_in(box: Box, row: dict[str, Any], owner: User) -> Accepted:
    with _unpacked(box, row["path_of_original"], row["original_name"]) as upload:
        if upload.sha256 != row["sha256"]:
            raise Refused(CHANGED)
        try:
            return accept_upload(upload, owner=owner)
        except ValidationError as problem:
            raise Refused(problem.messages[0]) from None


def _take_photo(box: Box, owner: User) -> None:
    """The portfolio is whole without it: a picture that cannot be read is left out."""
    try:
        with _unpacked(box, PHOTO, "photo.webp") as upload:
            photos.keep(upload, profile=Profile.objects.get(user=owner))
    except (ValidationError, Refused, OSError):
        log.info("import: the photo was left out")


# Rows -------------------------------------------------------------------------------------------------


def _write(rows: Rows, placing: _Placing, *, with_profile: bool) -> None:
    owner = placing.owner
    if with_profile and rows["profile"]:
        row = rows["profile"][0]
        taken = {name: row[name] for name in schema.TAKEN_FROM_PROFILE if name in row}
        Profile.objects.filter(user=owner).update(**taken)
    for table in schema.incoming():
        if table.name == "profile":
            continue
        if table.name == "collections":
            _place_main(table, rows, placing)
        made = [one for row in rows[table.name] if (one := _row(table, row, placing)) is not None]
        if table.name in {"samples", "collections"}:  # their addresses are found one by one
            for _, instance in made:
                instance.save()
        else:
            table.model.objects.bulk_create([instance for _, instance in made], batch_size=500)
        placing.placed.update({key: instance.pk for key, instance in made})
    for key in placing.accepted:
        portfolio_tasks.read_file.enqueue(placing.placed[key])
    public_page_changed(owner.pk)


def _row(table: Table, row: dict[str, Any], placing: _Placing):
    """(key, instance) to be made, or None when it is here already or belongs to a file without bytes."""
    if row["key"] in placing.placed:
        return None
    rule, values = schema.RULES[table.name], {}
    for one in table.fields:
        if one.name not in row or one.name in rule.not_taken:
            continue
        value = row[one.name]
        if one.remote_field is not None:
            if value is not None and value not in placing.placed:
                return None
            values[one.attname] = placing.placed[value] if value is not None else None
        elif one.name in table.inside:
            values[one.name] = table.inside[one.name](value, placing.find)
        else:
            values[one.name] = value
    if "__" not in table.owner:
        values["owner_id"] = placing.owner.pk
    instance = table.model(**values)
    if _stands_already(table, rule, instance, row, placing):
        return None
    if table.name in _SPECIAL:
        instance = _SPECIAL[table.name](instance, row, placing)
    return (row["key"], instance) if instance is not None else None


def _stands_already(table, rule, instance, row, placing) -> bool:
    """Names, dates and the like that an account has once: what is here stays as it is."""
    if not rule.same:
        return False
    same = {name: getattr(instance, table.model._meta.get_field(name).attname) for name in rule.same}
    found = table.model._default_manager.filter(**{table.owner: placing.owner} | same).first()
    if found is not None:
        placing.placed[row["key"]] = found.pk
    return found is not None


# What a row needs beyond its fields: the row to make, or None for none.


def _sample(sample: Sample, row, placing):
    """Its address if it is free here; a bin starts its 30 days anew."""
    taken = Sample.objects.filter(owner=placing.owner, slug=sample.slug).exists()
    sample.slug = "" if taken else sample.slug
    if sample.deleted_at:
        sample.deleted_at = timezone.now()
    return sample


def _file(file: SampleFile, row, placing):
    """From the bytes, not from what the ZIP says of them. It waits for its check like any upload."""
    accepted = placing.accepted.get(row["key"])
    if accepted is None:
        return None
    return SampleFile(
        sample_id=file.sample_id,
        series=file.series,
        version=file.version,
        is_current=file.is_current,
        uploaded_at=file.uploaded_at,
        keep_notes=file.keep_notes,
        original=accepted.name,
        original_name=accepted.original_name,
        kind=accepted.kind.value,
        size=accepted.size,
        sha256=accepted.sha256,
    )


def _collection(collection: Collection, row, placing):
    taken = Collection.objects.filter(owner=placing.owner, slug=collection.slug).exists()
    collection.slug = "" if taken else collection.slug
    collection.is_main = collection.is_public = False
    return collection


def _place_main(table: Table, rows: Rows, placing: _Placing) -> None:
    """The collection of the public page becomes that here, if this account shows and holds none yet."""
    row = next((row for row in rows["collections"] if row.get("is_main")), None)
    if row is None or Profile.objects.filter(user=placing.owner, is_published=True).exists():
        return
    main = Collection.objects.filter(owner=placing.owner, is_main=True).first()
    if main is not None and main.items.exists():
        return
    _, instance = _row(table, row, placing)
    instance.is_main, instance.is_public = True, True
    if main is not None:
        instance.pk, instance.created_at = main.pk, main.created_at
        instance.slug = row["slug"] if instance.slug == row["slug"] else main.slug
    instance.save()
    placing.placed[row["key"]] = instance.pk


def _link(link, row, placing):
    """A new address, closed: it opens when the writer opens it."""
    link.paused_at = timezone.now()
    return link


def _visit(visit, row, placing):
    visit.mark = uuid.uuid4().hex
    return visit


_SPECIAL: dict[str, Callable] = {
    "samples": _sample,
    "files": _file,
    "collections": _collection,
    "links": _link,
    "visits": _visit,
}
