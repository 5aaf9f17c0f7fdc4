"""What a reviewer judges: the points buyers look for in this kind of work, on four levels. Plain Python."""

from __future__ import annotations

import vocabularies as words

NOT_JUDGED = 0
LEVELS = (
    (4, "Strong", "I would send this as it is."),
    (3, "Good", "Small changes."),
    (2, "Partly", "The idea is there; it needs work."),
    (1, "Not yet", "Start here."),
    (NOT_JUDGED, "Not judged", ""),
)
# For a kind of work the vocabulary does not describe.
GENERAL = (
    "a clear gap, with evidence",
    "objectives a test could measure",
    "balance, and generic names",
    "references without mistakes",
    "clear words in a clear order",
    "the form this kind of work has",
)


def points(deliverable: str, health: str) -> tuple[str, ...]:
    """What to look for, as short sentences, best known first. At most eight."""
    try:
        said = words.find(words.DELIVERABLES, deliverable).said(health).looked_for
    except KeyError:
        said = GENERAL
    return tuple(f"{point[:1].upper()}{point[1:]}" for point in said[:8])


def level_name(level: int) -> str:
    return next((name for number, name, _ in LEVELS if number == level), "Not judged")
