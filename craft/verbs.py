"""Verb and phrase lists behind the objective check (section D.5 and D.6 of the domain brief).

Sources disagree on where a verb belongs, so a level is a suggestion and never a verdict.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .words import american, base_forms

LEVELS = ("Remember", "Understand", "Apply", "Analyze", "Evaluate", "Create")

_DATA = tomllib.loads(Path(__file__).with_name("verbs.toml").read_text(encoding="utf-8"))

LEVEL_OF: dict[str, str] = {
    verb: level
    for table in (_DATA["also_accepted"], _DATA["levels"])
    for level, verbs in table.items()
    for verb in verbs.split()
}
FACULTY_VERBS = frozenset(_DATA["faculty"]["verbs"].split())
_FACULTY_NOUNS: dict[str, str] = _DATA["faculty"]["nouns"]
_AVOID_VERBS = frozenset(_DATA["avoid"]["verbs"].split())


@dataclass(frozen=True)
class AvoidPhrase:
    """A phrase that cannot be tested, and verbs worth trying in its place."""

    pattern: re.Pattern[str]
    severity: Literal["error", "warn"]
    instead: str
    verb_place_only: bool = False  # doubles as a noun ("predictive value"): counts only where a verb stands


def _phrase(pattern: str, instead: str, *, warn: bool = False, verb_place_only: bool = False) -> AvoidPhrase:
    return AvoidPhrase(
        re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE),
        "warn" if warn else "error",
        instead,
        verb_place_only,
    )


_ANY = r"(?:\w+\s+){0,2}?"
_KIND = (
    r"(?:(?:a|an|the|their|your|our|better|greater|deeper|deep|more|improved|basic|clear|thorough|sound|working|good|"
    r"full|in-depth|general|enhanced|comprehensive|increased)\s+){0,3}"
)

AVOID: tuple[AvoidPhrase, ...] = (
    _phrase(r"(?:gain|gather|acquire)\s+(?:\w+\s+)?insights?", "interpret, summarize or explain"),
    _phrase(rf"(?:be|become)\s+{_ANY}(?:familiar|acquainted)\s+with", "describe, locate or use"),
    _phrase(rf"gain\s+{_ANY}familiarity\s+with", "describe, locate or use"),
    _phrase(rf"(?:be|become)\s+{_ANY}aware\s+of", "identify, list or recognize"),
    _phrase(rf"(?:have\s+{_ANY}awareness\s+of|improve\s+{_ANY}awareness)", "identify, list or recognize"),
    _phrase(rf"have\s+{_ANY}overview\s+of", "outline or summarize"),
    _phrase(r"have\s+faith\s+in", "justify or recommend"),
    _phrase(r"be\s+(?:exposed|introduced)\s+to", "describe, use or compare"),
    _phrase(r"increase\s+(?:\w+\s+)?(?:interest|knowledge)", "list, explain or apply"),
    _phrase(r"gain\s+(?:\w+\s+)?knowledge", "list, explain or apply"),
    _phrase(
        rf"(?:gain|demonstrate|show|display|have|develop|increase|improve|enhance|deepen|acquire|build|expand|raise|"
        rf"achieve|obtain)\s+{_KIND}(?:understanding|knowledge|awareness|appreciation|familiarity|comprehension)"
        r"(?=\s+(?:of|about|in|into|regarding|on|with|around)\b|\s*[.,;]|\s*$)",
        "explain, compare or apply",
    ),
    _phrase("understand", "explain, compare or select"),
    _phrase("know", "list, state or choose"),
    _phrase("learn", "describe, perform or apply"),
    _phrase("appreciate", "weigh, justify or interpret"),
    _phrase("comprehend", "explain, summarize or interpret"),
    _phrase(r"grasp(?:\s+the\s+significance\s+of)?", "explain, relate or interpret", verb_place_only=True),
    _phrase(r"internali[sz]e", "apply or defend"),
    _phrase("believe", "justify or defend"),
    _phrase("enjoy", "choose or use"),
    _phrase("perceive", "detect or identify"),
    _phrase(r"sympathi[sz]e\s+with", "counsel or describe"),
    _phrase(r"reali[sz]e", "identify or explain"),
    _phrase("feel", "assess or describe", verb_place_only=True),
    _phrase("remember", "list, name or state"),
    _phrase(r"think\s+about", "analyze, compare or decide"),
    _phrase(r"reflect\s+on", "compare, critique or revise", warn=True),
    _phrase("value", "weigh, rank or justify", warn=True, verb_place_only=True),
    _phrase("consider", "weigh, compare or choose", warn=True),
)


def accepted(word: str) -> str:
    """The accepted verb this word is, in US base form, or an empty string.

    `Analyse`, `analyze` and `Re-analyze` all answer `analyze`; `Analyzing` answers nothing (rule LO-01).
    """
    plain = american(word)
    if plain.startswith(("re-", "co-")):
        plain = plain[3:]
    return plain if plain in LEVEL_OF else ""


def inflected(word: str) -> str:
    """The accepted verb behind an inflected form (`Identifies`, `Selecting`), or an empty string."""
    return next((form for form in base_forms(word)[1:] if form in LEVEL_OF), "")


def faculty(word: str) -> str:
    """The faculty verb behind a word in any form (`Reviewing`, `Discussion`), or an empty string (LO-09)."""
    noun = _FACULTY_NOUNS.get(american(word), "")
    return noun or next((form for form in base_forms(word) if form in FACULTY_VERBS), "")


def avoided(word: str) -> str:
    """The avoided single verb behind a word in any form (`Understanding`), or an empty string (LO-02)."""
    return next((form for form in base_forms(word) if form in _AVOID_VERBS), "")


def instead_of(verb: str) -> str:
    """Verbs worth trying in place of an avoided one, as words; empty when there is no advice."""
    return next((phrase.instead for phrase in AVOID if phrase.pattern.fullmatch(verb)), "")
