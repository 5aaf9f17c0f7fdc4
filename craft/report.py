"""What every check answers with: remarks, and the two or three things people count about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warn", "tip"]
SEVERITIES: tuple[Severity, ...] = ("error", "warn", "tip")


@dataclass(frozen=True)
class Remark:
    """One thing a check has to say.

    `rule` is stable (`LO-03`). `message` says what, `hint` says what to try; neither rewrites the text.
    `start` and `end` are offsets into the text as typed, -1 when the remark is about the whole of it.
    """

    rule: str
    severity: Severity
    message: str
    hint: str = ""
    start: int = -1
    end: int = -1

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True)
class Rule:
    """A rule as the help page shows it: what it asks, how heavy it is, and why anybody minds."""

    id: str
    severity: Severity
    message: str
    why: str

    def remark(self, message: str = "", hint: str = "", start: int = -1, end: int = -1) -> Remark:
        return Remark(self.id, self.severity, message or self.message, hint, start, end)


def passes(remarks: Iterable[Remark]) -> bool:
    """True when no remark is an error. Warnings and tips show, and do not block."""
    return all(remark.severity != "error" for remark in remarks)


def tally(remarks: Iterable[Remark]) -> dict[str, int]:
    """How many errors, warnings and tips, always with all three keys."""
    counts = dict.fromkeys(SEVERITIES, 0)
    for remark in remarks:
        counts[remark.severity] += 1
    return counts


def worst_first(remarks: Iterable[Remark]) -> tuple[Remark, ...]:
    """Errors, then warnings, then tips; inside each by rule, then by place."""
    return tuple(sorted(remarks, key=lambda r: (SEVERITIES.index(r.severity), r.rule, r.start, r.message)))
