"""Brand and generic names: which products a text names, and by which of their names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PRODUCTS: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    Path(__file__).with_name("products.toml").read_text(encoding="utf-8")
)
HEALTH = ("human", "animal")

# Inside these groups the products do not compete: one is not chosen instead of another.
NO_RIVALS = frozenset(
    {"vaccine", "infection", "rare disease", "targeted cancer", "kidney and blood", "hormone"}
)

_TOKEN = re.compile(r"[A-Za-z][\w-]*")
_BETWEEN = r"(?:\s*[/–-]\s*|\s+(?:and|plus|with)\s+)"


@dataclass(frozen=True)
class Mention:
    """One place where a product is named. `brand` is "" when it is named by its generic name."""

    generic: str
    brand: str
    group: str
    start: int
    end: int


def mentions(text: str, health: str = "human") -> Iterator[Mention]:
    """Every place where a listed product is named, in order.

    Brand names count as listed or in capitals (`Xarelto`, `XARELTO`), generic names in any case.
    `health="animal"` looks for veterinary and human products, "human" for human ones.
    Raises ValueError for another value.
    """
    if health not in HEALTH:
        raise ValueError(f"health must be one of {HEALTH}")
    index = _index(health)
    done = 0
    for token in _TOKEN.finditer(text):
        if token.start() < done:
            continue
        for pattern, generic, brand, group in index.get(_first(token.group()), ()):
            hit = pattern.match(text, token.start())
            if hit:
                done = hit.end()
                yield Mention(generic, brand, group, hit.start(), hit.end())
                break


@cache
def _index(health: str) -> dict[str, list[tuple[re.Pattern[str], str, str, str]]]:
    """Candidates by their first word, longest first. A generic name is listed once, where it is met first."""
    names: dict[str, tuple[re.Pattern[str], str, str, str]] = {}
    for kind in ("animal", "human") if health == "animal" else ("human",):
        for group, pairs in PRODUCTS[kind].items():
            for brand, generic in pairs.items():
                written = rf"(?:{re.escape(brand)}|{re.escape(brand.upper())})(?![\w])"
                names.setdefault(brand, (re.compile(written), generic, brand, group))
                parts = [re.escape(part).replace(r"\ ", r"\s+") for part in generic.split("/")]
                written = rf"{_BETWEEN.join(parts)}(?![\w-])"
                names.setdefault(generic, (re.compile(written, re.IGNORECASE), generic, "", group))
    index: dict[str, list[tuple[re.Pattern[str], str, str, str]]] = {}
    for name in sorted(names, key=len, reverse=True):
        index.setdefault(_first(name), []).append(names[name])
    return index


def _first(name: str) -> str:
    """What a name is filed under: its letters up to the first space, hyphen or slash."""
    return re.split(r"[\s/-]", name, maxsplit=1)[0].lower()
