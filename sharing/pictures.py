"""Pictures made from a template of ours: the social preview. User words go in as data, never as markup."""

import json
import tempfile
from pathlib import Path

import typst
from django.conf import settings

from portfolio import storage

_FOLDER = Path(__file__).parent / "typst"
ACCENTS = {"teal": "#0b5a5b", "ink": "#27416b", "plum": "#6a2f57", "moss": "#3f5a2a"}


def _compile(template: str, data: dict, files: dict[str, bytes] | None = None, **kwargs) -> bytes:
    """Run one template in a folder of its own; it can read nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "main.typ").write_text((_FOLDER / template).read_text())
        for name, content in (files or {}).items():
            (root / name).write_bytes(content)
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False))
        return typst.compile(root / "main.typ", root=root, font_paths=[_FOLDER / "fonts"], **kwargs)


def social(profile, titles: list[str]) -> bytes:
    """PNG, 1200 by 630 pixels: name, headline and up to three titles of public samples."""
    data = {
        "name": profile.name,
        "credentials": profile.credentials,
        "headline": profile.headline or ", ".join(profile.deliverable_names[:3]),
        "titles": titles,
        "site": settings.SITE_NAME,
        "accent": ACCENTS[profile.accent],
        "fictional": profile.user.is_demo,
    }
    return _compile("social.typ", data, format="png", ppi=144.0)


def of_sample(profile, sample, file) -> bytes:
    """PNG, 1200 by 630 pixels: title and writer of one sample, beside the first page of `file` (may be None)."""
    data = {
        "title": sample.title,
        "kind": sample.deliverable_name,
        "label": sample.provenance_words.label,
        "name": profile.name,
        "site": settings.SITE_NAME,
        "accent": ACCENTS[profile.accent],
        "fictional": profile.user.is_demo,
        "picture": "page.webp" if file else "",
        "landscape": bool(file and file.is_wide),
    }
    files = {}
    if file:
        with storage.derived().open(f"{file.folder}/p{file.thumbnail['n']:03d}-640.webp") as source:
            files["page.webp"] = source.read()
    return _compile("social-sample.typ", data, files, format="png", ppi=144.0)
