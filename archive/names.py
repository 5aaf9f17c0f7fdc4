"""Names inside the ZIP: the writer's own, made fit for every disk, no two alike."""

from __future__ import annotations

from pathlib import PurePosixPath

from portfolio.files import clean_name

_NOT_ON_WINDOWS = str.maketrans(dict.fromkeys('<>:"|?*', "-"))
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}


def fit(name: str, fallback: str = "file") -> str:
    """A single name that Windows, macOS and Linux all take. Cannot lead out of its folder."""
    name = clean_name(str(name).translate(_NOT_ON_WINDOWS).replace("/", "-").replace("\\", "-"), fallback)
    name = name.strip(". ") or fallback
    return f"_{name}" if name.split(".")[0].lower() in _DEVICES else name


class Names:
    """Hands out paths within the ZIP; what is taken gets a number: 'draft.pdf', 'draft (2).pdf'."""

    def __init__(self):
        self._taken: set[str] = set()

    def take(self, *parts: str) -> str:
        path = PurePosixPath(*(fit(part) for part in parts))
        number, name = 1, path
        while str(name).lower() in self._taken:
            number += 1
            name = path.with_name(f"{path.stem} ({number}){path.suffix}")
        self._taken.add(str(name).lower())
        return str(name)
