"""The disclosure card as words: the same for the page, the private address and the PDF."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import typst

from networking.models import Relationship
from networking.models.disclosure import WINDOW_MONTHS, window_start

_TEMPLATE = Path(__file__).parent / "typst" / "disclosure.typ"


def statement(user, card) -> dict:
    """What the card says today. Nothing that left the window is in it."""
    today = user.today()
    rows = list(Relationship.objects.owned_by(user).current(today))
    start = window_start(today)
    return {
        "name": user.profile.name,
        "signature": user.profile.signature,
        "rows": rows,
        "window": f"Financial relationships with companies that make, sell or market health care products used by or "
        f"on {'animals' if user.profile.is_animal else 'patients'}, whatever the amount, from "
        f"{start:%B %-d, %Y} to {today:%B %-d, %Y} ({WINDOW_MONTHS} months).",
        "none": f"No such relationships in the past {WINDOW_MONTHS} months.",
        "confirmed": f"Confirmed by {user.profile.name} on {card.reviewed_on:%B %-d, %Y}."
        if card.reviewed_on
        else "Not confirmed yet.",
        "footer": "Stated by the writer. Not checked or approved by anybody else.",
        "fictional": user.is_demo,
    }


def period(relationship) -> str:
    """'January 2025 to now'."""
    until = f"{relationship.ended_on:%B %Y}" if relationship.ended_on else "now"
    return f"{relationship.started_on:%B %Y} to {until}"


def as_pdf(said: dict) -> bytes:
    """The statement as a PDF. The writer's words go in as data, never as markup."""
    data = said | {
        "rows": [
            {
                "company": row.company,
                "nature": row.get_nature_display(),
                "detail": row.detail,
                "period": period(row),
            }
            for row in said["rows"]
        ]
    }
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "main.typ").write_text(_TEMPLATE.read_text())
        (root / "data.json").write_text(json.dumps(data, ensure_ascii=False))
        return typst.compile(root / "main.typ", root=root)
