"""Words, sentences and spelling: the small tools the checks share.

Every function that answers with text of the same length keeps offsets valid, so that a remark can
point into the text exactly as it was typed.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SAME_WIDTH = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-", "−": "-"}
    | dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\t\x0b\x0c", " ")
)

WORD = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W_]+(?:['-][^\W_]+)*")
_QUOTED = re.compile(r'"[^"\n]{1,160}"|(?<!\w)\'[^\'\n]{2,160}\'(?!\w)')
_NAME_RUN = re.compile(
    r"(?<=[a-z] )[A-Z][\w'-]*(?: (?:of|the|for|and|to|in|on|with|your|a) [A-Z][\w'-]*| [A-Z][\w'-]*)+"
)
_SAID = re.compile(r"[^\W_]|\?")

# A full stop after one of these, or after a single letter, does not end a sentence.
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:[A-Za-z]|e\.g|i\.e|vs|etc|al|Dr|Mr|Mrs|Ms|Prof|St|Fig|Figs|No|Nos|Vol|approx|cf|ca|Inc|Ltd|Co|"
    r"Jr|Sr|U\.S|U\.K|a\.m|p\.m|wk|mo|yr|min|max|spp|sp|subsp|ref|refs|eq|ed|eds|pp)\.$"
)
_STOP = re.compile(r"[.!?]+[\"')\]”’]*(?=\s)|\n\s*\n|\n(?=\s*(?:[-•*▪‣◦–]|\d{1,3}[.)])\s)")

_STOP_LIST = """
a an and any are as at be been being both by can could did do does each either every few for from had has have her his
him how i if in into is it its may me might more most must my neither no nor not of off on once one or other our ours
out over own per shall she should so some such than that the their them then there these they this those through to
under until up upon us very via was we were what when where whether which while who whom whose why will with within
without would you your yours he
"""
STOP_WORDS = frozenset(_STOP_LIST.split())


def flat(text: str) -> str:
    """The same text, same length, with plain quotes, hyphens and spaces."""
    return text.translate(_SAME_WIDTH)


def without_quotes(flat_text: str) -> str:
    """The same length, with quoted words and titles inside a sentence turned to `x`.

    A course called "Understanding Sepsis" or a Know Your Numbers worksheet is named, not said.
    """
    masked = _QUOTED.sub(_crossed_out, flat_text)
    words = WORD.findall(masked)
    if sum(word[0].isupper() for word in words) * 2 < len(words):
        masked = _NAME_RUN.sub(_crossed_out, masked)
    return masked


def _crossed_out(match: re.Match[str]) -> str:
    return _SAID.sub("x", match.group())


def words(text: str) -> list[str]:
    """The words of a text; a hyphenated word, a contraction or a number is one word."""
    return WORD.findall(flat(text))


def sentences(text: str) -> list[str]:
    """Sentences in reading order. Abbreviations, initials and decimals do not end one; list items do."""
    found: list[str] = []
    begin = 0
    for stop in _STOP.finditer(text):
        piece = text[begin : stop.end()]
        if stop.group().startswith(".") and _ABBREVIATION.search(
            text[max(begin, stop.start() - 8) : stop.start() + 1]
        ):
            after = text[stop.end() : stop.end() + 3].lstrip()
            if not (after[:1].isupper() and piece.rstrip().endswith("etc.")):
                continue
        found.append(piece)
        begin = stop.end()
    found.append(text[begin:])
    return [" ".join(piece.split()) for piece in found if WORD.search(piece)]


_PARTS = (
    ("haem", "hem"), ("aemi", "emi"), ("aemo", "emo"), ("paed", "ped"), ("oesoph", "esoph"), ("rrhoea", "rrhea"),
    ("oedema", "edema"), ("foet", "fet"), ("gynaec", "gynec"), ("anaesth", "anesth"), ("faec", "fec"),
    ("coeliac", "celiac"), ("oestr", "estr"), ("caec", "cec"), ("aetiolog", "etiolog"), ("tumour", "tumor"),
    ("behaviour", "behavior"), ("colour", "color"), ("favour", "favor"), ("labour", "labor"), ("odour", "odor"),
    ("neighbour", "neighbor"), ("centre", "center"), ("metre", "meter"), ("litre", "liter"), ("fibre", "fiber"),
    ("programme", "program"), ("counsell", "counsel"), ("labell", "label"), ("modell", "model"), ("sulph", "sulf"),
    ("judgement", "judgment"), ("ageing", "aging"), ("licence", "license"), ("practise", "practice"),
    ("lyse", "lyze"), ("lysing", "lyzing"),
)  # fmt: skip
_ISE = re.compile(r"(?<=\w{3})is(e|ed|es|er|ers|ing|ation|ations)$")
# Words that end in -ise in both spellings.
_KEEPS_S = re.compile(
    r"^(?:advertis|advis|aris|chastis|circumcis|compris|compromis|concis|demis|devis|disguis|diseas|enterpris|excis|"
    r"exercis|expertis|franchis|improvis|incis|likewis|merchandis|nois|otherwis|paradis|prais|precis|premis|promis|"
    r"rais|revis|supervis|surpris|surmis|televis|treatis|clockwis|bruis|cruis|nurs|pois|anis)"
)


@lru_cache(maxsize=20_000)
def american(word: str) -> str:
    """One word in lower case and US spelling: `Prioritise` and `prioritize` answer the same."""
    word = word.lower()
    for british, us in _PARTS:
        if british in word:
            word = word.replace(british, us)
    if _ISE.search(word) and not _KEEPS_S.match(word):
        word = _ISE.sub(r"iz\1", word)
    return word


def content_words(text: str) -> list[str]:
    """Words that carry meaning, in US spelling and singular, in order. For comparing two texts."""
    kept = []
    for word in words(text):
        plain = american(word).removesuffix("'s")
        if plain in STOP_WORDS:
            continue
        kept.append(
            plain[:-1]
            if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "is", "us"))
            else plain
        )
    return kept


def base_forms(word: str) -> list[str]:
    """What an inflected English verb may have been: `identifies` → identify, `planning` → plan.

    Returns candidates, the word itself first, in US spelling.
    """
    word = american(word)
    forms = [word]
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("ied"):
        forms.append(word[:-3] + "y")
    for ending in ("es", "s", "ed", "ing"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word[: -len(ending)]
            forms += [stem, stem + "e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                forms.append(stem[:-1])
    return forms
