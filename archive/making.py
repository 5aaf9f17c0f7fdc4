"""Making the ZIP: streamed to a file, at constant memory, whatever lies in the account.

`everything` holds all rows, originals, clean copies and the small site. `share` holds only what strangers
can see on the public page: it is built from an allow-list of what those pages print, never from rows.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from archive import rows, site
from archive.guide import guide
from archive.names import Names
from networking import tables
from portfolio import storage
from portfolio.models import SampleFile

FORMAT, SCHEMA = "cme-portfolio", 1
MANIFEST = "data/manifest.json"
_PACKED = {
    ".docx",
    ".pptx",
    ".pdf",
    ".png",
    ".jpg",
    ".jpeg",
    ".webp",
}  # compressed already: stored as they are


class Writer:
    """Adds members to a ZIP, each once, streamed. `step` is called after every file of the writer's."""

    def __init__(self, archive: zipfile.ZipFile, step: Callable[[], None]):
        self.zip, self.step, self.missing = archive, step, []
        self._at = timezone.now().timetuple()[:6]

    def member(self, path: str):
        info = zipfile.ZipInfo(path, date_time=self._at)
        info.external_attr = 0o644 << 16
        packed = Path(path).suffix.lower() in _PACKED
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        return self.zip.open(info, "w", force_zip64=False)

    def text(self, path: str, words: str) -> None:
        with self.member(path) as out:
            out.write(words.encode())

    def stored(self, path: str, files, name: str) -> bool:
        """Copy bytes from a storage. False, and remembered for the guide, when they are gone."""
        try:
            source = files.open(name)
        except FileNotFoundError:
            self.missing.append(path)
            return False
        with source, self.member(path) as out:
            shutil.copyfileobj(source, out, 1 << 20)
        self.step()
        return True


def build(path: Path, user, *, share: bool, step: Callable[[], None] = lambda: None) -> None:
    """Write the ZIP for `user` to `path`."""
    with zipfile.ZipFile(path, "w", allowZip64=True) as archive:
        writer = Writer(archive, step)
        if share:
            _share(writer, user)
        else:
            _everything(writer, user)


def parts(user, *, share: bool) -> int:
    """About how many files will be copied: what progress is measured against."""
    files = SampleFile.objects.owned_by(user)
    shown = files.current().filter(sample__deleted_at=None).values_list("pictures", flat=True)
    pictures = sum(len(one) for one in shown)
    return pictures + (0 if share else 2 * files.count())


def _everything(writer: Writer, user) -> None:
    places = {}
    names = Names()
    for file in SampleFile.objects.owned_by(user).select_related("sample").defer("page_texts").order_by("pk"):
        places[file.pk] = _bytes_of(writer, names, file)
    cards = []
    for piece in site.everything(user):
        sample = piece.sample
        if sample.text:
            folder = sample.deliverable_name
            writer.text(names.take("originals", folder, f"{sample.slug}.md"), sample.text)
        downloads = [
            (f"Original, {file.kind.upper()}", f"../../{places[file.pk]['original']}") for file in piece.files
        ]
        _page(writer, user, piece, downloads)
        cards.append(site.card(piece))
    writer.text("site/notes.html", site.notes_page(user))
    _site(writer, user, cards, private=True)
    counts = _data(writer, user, places)
    _finish(writer, user, "everything", counts)


def _bytes_of(writer: Writer, names: Names, file: SampleFile) -> dict[str, str]:
    """Where the original and the clean copy of one version lie in the ZIP; '' for what there is not."""
    folder = file.sample.deliverable_name
    original = names.take("originals", folder, file.original_name)
    if not writer.stored(original, storage.originals(), file.original.name):
        original = ""
    clean = ""
    if file.is_cleared:  # a copy with something left to settle is not a clean one
        clean = names.take("clean", folder, file.clean_name)
        if not writer.stored(clean, storage.derived(), file.clean.name):
            clean = ""
    return {"original": original, "clean": clean}


def _page(writer: Writer, user, piece: site.Piece, downloads: list[tuple[str, str]]) -> None:
    for name, path in site.pictures(piece):
        writer.stored(path, storage.derived(), name)
    if not piece.described_only:
        page = site.sample_page(piece, user.profile, downloads)
        writer.text(f"site/samples/{piece.sample.slug}.html", page)


def _site(writer: Writer, user, cards: list[site.Card], *, private: bool) -> None:
    photo = "site/photo.webp" if user.profile.photo else ""
    if photo and not writer.stored(photo, storage.derived(), user.profile.photo):
        photo = ""
    writer.text("index.html", site.first_page(user.profile, cards, photo=photo, private=private))
    writer.text("site/style.css", site.STYLE)


def _data(writer: Writer, user, places: dict[int, dict[str, str]]) -> dict[str, int]:
    """Every table as JSON and as CSV. Returns how many rows each has."""
    keys = rows.Keys(user)
    by_key = {key: places.get(pk, {}) for pk, key in keys.of(rows.BY_NAME["files"]).items()}
    counts = {}
    for table in rows.TABLES:
        extra = ["original", "clean"] if table.name == "files" else []

        def lines(table=table, extra=extra) -> Iterator[dict]:
            for row in rows.written(table, keys):
                yield row | {f"path_of_{name}": by_key[row["key"]].get(name, "") for name in extra}

        counts[table.name] = _json(writer, f"data/{table.name}.json", lines())
        header = [*rows.columns(table), *(f"path_of_{name}" for name in extra)]
        cells = ([_cell(row[name]) for name in header] for row in lines())
        with writer.member(f"data/{table.name}.csv") as out:
            out.write(tables.write(header, cells))
    return counts


def _json(writer: Writer, path: str, lines: Iterable[dict]) -> int:
    """One row a line, so that people and programs can both read it. Returns the number of rows."""
    count = 0
    with writer.member(path) as out:
        out.write(b"[")
        for row in lines:
            out.write((",\n" if count else "\n").encode() + json.dumps(row, ensure_ascii=False).encode())
            count += 1
        out.write(b"\n]\n")
    return count


def _cell(value):
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _share(writer: Writer, user) -> None:
    cards, facts, names = [], [], Names()
    for piece in site.to_share(user):
        downloads = _clean_copies(writer, names, piece)
        _page(writer, user, piece, downloads)
        card = site.card(piece)
        if piece.described_only:
            card.url = ""
        cards.append(card)
        facts.append(_public_facts(piece))
    _site(writer, user, cards, private=False)
    profile = user.profile
    about = {
        name: getattr(profile, name)
        for name in ("name", "credentials", "headline", "bio", "location", "links", "ai_policy", "disclosure")
    }
    about |= {
        "areas": profile.area_names,
        "audiences": profile.audience_names,
        "deliverables": profile.deliverable_names,
    }
    _json(writer, "data/profile.json", [about])
    _json(writer, "data/samples.json", facts)
    header = list(facts[0]) if facts else ["title"]
    with writer.member("data/samples.csv") as out:
        out.write(tables.write(header, ([_cell(one[name]) for name in header] for one in facts)))
    _finish(writer, user, "share", {"samples": len(facts)})


def _clean_copies(writer: Writer, names: Names, piece: site.Piece) -> list[tuple[str, str]]:
    """Those that readers of the page may download."""
    copied = []
    for file in piece.files if piece.may_download else []:
        path = names.take("clean", piece.sample.deliverable_name, f"{piece.sample.slug}.{file.kind}")
        if writer.stored(path, storage.derived(), file.clean.name):
            copied.append((f"Clean copy, {file.kind.upper()}", f"../../{path}"))
    return copied


def _public_facts(piece: site.Piece) -> dict:
    """What the pages print about a sample, and nothing else."""
    sample = piece.sample
    return {
        "title": sample.title,
        "kind": sample.deliverable_name,
        "summary": sample.summary,
        "made_for": sample.audience_names,
        "fields": sample.area_names,
        "where_from": sample.provenance_words.label,
        "objectives": [] if piece.described_only else sample.objective_list,
        "text": "" if piece.described_only else sample.text,
        "address": "" if piece.described_only else sample.url,
    }


def _finish(writer: Writer, user, variant: str, counts: dict[str, int]) -> None:
    made_at = timezone.now().isoformat(timespec="seconds")
    manifest = {
        "format": FORMAT,
        "schema": SCHEMA,
        "variant": variant,
        "made_at": made_at,
        "made_by": settings.SITE_URL,
        "counts": counts,
        "missing": writer.missing,
    }
    writer.text(MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")
    day, missing = made_at[:10], writer.missing
    words = guide(variant, name=user.profile.name, day=day, site=settings.SITE_URL, missing=missing)
    writer.text("README.txt", words)
