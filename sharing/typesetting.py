"""PDFs from templates of ours. Plain Python, run through documents.limits: it reads pictures made of uploads.

User words reach a template as data.json, never as markup. A template sees one folder and nothing else.
"""

from __future__ import annotations

import json
from pathlib import Path

TEMPLATES = Path(__file__).parent / "typst"
JPEG_QUALITY = 82


def pdf(template: str, data: dict, folder: str) -> bytes:
    """The finished PDF. `folder` is a scratch folder that may hold page pictures (*.webp); it is written to.

    Tagged to PDF/UA-1. A word in a script no font here has makes that standard impossible: the file is then
    tagged all the same, and only the claim is left out.
    """
    import typst

    root = Path(folder)
    for picture in root.glob("*.webp"):
        _as_jpeg(picture)
    (root / "main.typ").write_text((TEMPLATES / template).read_text("utf-8"), "utf-8")
    (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    try:
        return typst.compile(root / "main.typ", root=root, format="pdf", pdf_standards="ua-1")
    except typst.TypstError:
        return typst.compile(root / "main.typ", root=root, format="pdf")


def _as_jpeg(picture: Path) -> None:
    """JPEG goes into a PDF as it is; WebP would be unpacked to ten times the size."""
    from PIL import Image

    with Image.open(picture) as image:
        image.convert("RGB").save(picture.with_suffix(".jpg"), quality=JPEG_QUALITY)
