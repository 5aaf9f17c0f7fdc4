"""Reading level and plain-style figures. Figures describe a text; they do not judge it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from .citations import find_list
from .words import WORD, flat, sentences

LONG_SENTENCE = 25  # words
_BE = r"(?:am|is|are|was|were|be|been|being|gets?|got)"
_IRREGULAR = (
    r"(?:given|taken|shown|known|seen|made|done|found|held|kept|led|left|lost|met|paid|put|read|said|sent|set|shed|taught|"
    r"thought|told|written|begun|born|borne|bought|brought|built|caught|chosen|cut|drawn|driven|drunk|eaten|felt|fed|forgotten|"
    r"frozen|grown|heard|hidden|hit|hurt|laid|lent|let|lit|meant|overcome|proven|quit|rid|risen|run|sold|shot|shut|spent|split|"
    r"spread|stuck|struck|sworn|thrown|torn|understood|undertaken|withdrawn|withheld|worn|won|wound)"
)
_PASSIVE = re.compile(
    rf"\b{_BE}\s+(?:(?:not|also|then|often|never|only|still|now|soon|once|\w+ly)\s+){{0,2}}(?:\w{{2,}}ed|{_IRREGULAR})\b",
    re.IGNORECASE,
)
# Adjectives that end in -ed: "is tired", "are interested" are no passives.
_NOT_PASSIVE = re.compile(
    rf"\b{_BE}\s+(?:\w+\s+){{0,2}}?(?:tired|interested|concerned|worried|pleased|scared|excited|bored|confused|married|retired|need|"
    r"indeed|supposed|used to|aged|skilled|gifted|naked|wicked|sacred|red|bed|embed|hundred|shed|advanced|experienced|"
    r"limited|complicated|related|located)\b",
    re.IGNORECASE,
)
_ABBREVIATION = re.compile(r"(?<![\w.-])(?:[a-z]?[A-Z]{2,6}[0-9]?|[A-Z]{1,4}[a-z][A-Z]{1,3}[0-9]?)s?(?![\w])")
_ROMAN = re.compile(r"[IVXLC]+")
# Known to the public, or never written out (AMA style lists most of these).
_EVERYDAY_LIST = """
AIDS AM PM BC AD CD DNA DVD EU FAQ GPS HIV ID IQ IT OK PC PDF PIN PS RNA TB TV UK UN US USA UV VIP WHO FDA CDC NIH NASA MD
DO PhD PharmD RN NP PA DVM VMD MPH MBA CEO URL HTML HTTP mRNA mIU USD EUR COVID COVID-19 DOI PMID ISBN ISSN JAMA BMJ CME CE CPD
"""
_EVERYDAY = frozenset(_EVERYDAY_LIST.split())


@dataclass(frozen=True)
class Reading:
    """Figures of a text. Shares are 0 to 1. `grade` is a US school grade (Flesch–Kincaid), None without sentences."""

    words: int
    sentences: int
    words_per_sentence: float
    long_share: float
    passive_share: float
    grade: float | None
    abbreviations: tuple[str, ...]
    explanations: dict[str, str]


def figures(text: str) -> Reading:
    """Figures of a text without its reference list: length, sentences, passive voice, grade, abbreviations.

    The grade is Flesch–Kincaid: 0.39 × words per sentence + 11.8 × syllables per word − 15.59, with
    syllables from textstat (CMU dictionary, hyphenation for unknown words). Passive voice is a guess from
    word forms. Abbreviations are those never explained beside their long form. No text raises.
    """
    body, listed = find_list(text)
    plain = flat(body if listed and body.strip() else text)
    parts = sentences(plain)
    counts = [len(WORD.findall(part)) for part in parts]
    total = sum(counts)
    spoken = [len(each) for each in (_spoken(part) for part in parts) if each]
    syllables = [_syllables(word) for part in parts for word in _spoken(part)]
    per_sentence = total / len(parts) if parts else 0.0
    grade = None
    if syllables:
        grade = round(0.39 * sum(spoken) / len(spoken) + 11.8 * sum(syllables) / len(syllables) - 15.59, 1)
    long = sum(count > LONG_SENTENCE for count in counts)
    passive = sum(bool(_PASSIVE.search(_NOT_PASSIVE.sub("", part))) for part in parts)
    unexplained = _unexplained(plain)
    return Reading(
        total,
        len(parts),
        round(per_sentence, 1),
        round(long / len(parts), 3) if parts else 0.0,
        round(passive / len(parts), 3) if parts else 0.0,
        grade,
        unexplained,
        _explained(grade, per_sentence, long, passive, len(parts), unexplained),
    )


def _spoken(sentence: str) -> list[str]:
    return [word.lower() for word in WORD.findall(sentence) if word[0].isalpha()]


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    # Imported late: the dictionary takes half a second and 65 MB, and most callers never ask for a grade.
    # Asked word by word, because textstat keeps what it was last given, and texts are private.
    import textstat

    return max(1, textstat.syllable_count(word))


def _unexplained(plain: str) -> tuple[str, ...]:
    """Abbreviations never set in brackets behind their long form, nor followed by it, by first appearance."""
    lines = [line for line in plain.splitlines() if not line.isupper()]
    seen: Counter[str] = Counter()
    running = "\n".join(lines)
    for hit in _ABBREVIATION.finditer(running):
        short = hit.group().removesuffix("s")
        if short not in _EVERYDAY and not _ROMAN.fullmatch(short):
            seen[short] += 1
    explained = {
        short.removesuffix("s") for short in re.findall(r"\(\s*([a-z]?[A-Z][\w-]{1,7}?s?)\s*[);,]", running)
    }
    explained |= {
        short.removesuffix("s")
        for short in re.findall(r"\b([a-z]?[A-Z][\w-]{1,7}) \([a-z][^)]{4,}\)", running)
    }
    explained |= {
        short.removesuffix("s")
        for short in re.findall(r"(?m)^[ \t]*([a-z]?[A-Z][\w-]{1,7})\s*[:=–]\s+[a-zA-Z]{3}", running)
    }
    return tuple(short for short in seen if short not in explained)


def _explained(
    grade: float | None,
    per_sentence: float,
    long: int,
    passive: int,
    count: int,
    unexplained: tuple[str, ...],
) -> dict[str, str]:
    if not count:
        return {}
    said = {
        "words_per_sentence": f"A sentence has {per_sentence:.0f} words on average; 15 to 20 read easily.",
        "long_share": f"{_of(long, count)} longer than {LONG_SENTENCE} words.",
        "passive_share": f"{_of(passive, count)} probably in the passive voice.",
    }
    if grade is not None:
        said["grade"] = (
            f"About US grade {max(grade, 1):.0f}; handouts for patients and owners aim for 6 to 8."
        )
    if unexplained:
        shown = ", ".join(unexplained[:8]) + (" …" if len(unexplained) > 8 else "")
        said["abbreviations"] = f"Not explained where first used: {shown}."
    else:
        said["abbreviations"] = "Every abbreviation is explained or well known."
    return said


def _of(some: int, count: int) -> str:
    return f"{some} of {count} sentence{'' if count == 1 else 's'} {'is' if some == 1 else 'are'}"
