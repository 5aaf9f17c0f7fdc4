"""A fair-balance look at a text (feature F11): names, counts, claims and how numbers are given.

Advice only: it never blocks anything, and an empty answer means that these few checks found nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .citations import find_list
from .products import HEALTH, NO_RIVALS, Mention, mentions
from .report import Remark, Rule, worst_first
from .words import flat, sentences, without_quotes

__all__ = ["HEALTH", "RULES", "BalanceReport", "Product", "look"]

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule(
            "BAL-01",
            "warn",
            "A brand name stands without its generic name.",
            "Accredited education uses generic names, so that no single seller is favored.",
        ),
        Rule(
            "BAL-02",
            "warn",
            "A trademark sign is used.",
            "It belongs to promotion; the generic name needs none.",
        ),
        Rule(
            "BAL-03",
            "tip",
            "One product is named far more often than the others of its class.",
            "Room on the page is a form of emphasis.",
        ),
        Rule("BAL-04", "tip", "A superlative about treatment.", "Say by how much, against what, in whom."),
        Rule(
            "BAL-05",
            "tip",
            "A word from advertising.",
            "Readers who approve education look for words like this.",
        ),
        Rule(
            "BAL-06",
            "warn",
            "A claim that there is only one.",
            "It is rarely true for long, and it promotes.",
        ),
        Rule(
            "BAL-07",
            "tip",
            "Benefits are given in relative numbers, harms in absolute ones.",
            "A half fewer sounds large, 2 in 100 sounds small. Give both in the same form.",
        ),
        Rule(
            "BAL-08",
            "tip",
            "Benefits are described and no harm is named.",
            "Balance needs both, at the same weight.",
        ),
    )
}

_TRADEMARK = re.compile(r"[®™℠]")
_CREDIT_NAME = re.compile(r"\bCredits?\s?$", re.IGNORECASE)

_TREATMENT = (
    r"(?:drugs?|therap(?:y|ies)|treatments?|agents?|medicines?|medications?|products?|options?|vaccines?|devices?|"
    r"biologics?|inhibitors?|antibod(?:y|ies)|molecules?|choices?|class|formulations?|regimens?|profile|efficacy|"
    r"safety|tolerability)"
)
_SUPERLATIVE = re.compile(
    rf"\b(?:(?:the )?best(?:-in-class|-tolerated| tolerated)?|(?:the )?safest|(?:the )?most (?:effective|powerful|potent|advanced|"
    rf"innovative)|(?:the )?strongest|unparalleled|unmatched|unrivall?ed|unsurpassed|superior|second to none|ideal|perfect)"
    rf"\s+(?:[\w-]+\s+){{0,2}}?{_TREATMENT}\b|\bbest-in-class\b|\bsecond to none\b|\bunparalleled\b|\bunsurpassed\b",
    re.IGNORECASE,
)
_NOT_A_CLAIM = re.compile(
    r"\bbest (?:available|supportive|medical|overall|practice|evidence|corrected|current|possible|alternative)\b|"
    r"\bbest-corrected\b|\bno (?:single )?(?:best|ideal|perfect)\b|\b(?:which|whether|what)\b[^.?!]{0,60}\b(?:best|safest|most)\b|"
    r"\bnot (?:been )?(?:shown to be )?superior\b|\b(?:un|not )?clear (?:best|superior)\b",
    re.IGNORECASE,
)
_HYPE = re.compile(
    r"(?<![\w-])(?:game[- ]chang(?:er|ing)|revolutionary|revolutioni[sz](?:es|ed|ing)|ground[- ]?breaking|miracle (?:drug|cure)|"
    r"paradigm[- ]shifting|cutting[- ]edge|state-of-the-art therapy|next[- ]generation (?:drug|therapy|treatment)|"
    r"life[- ]changing|remarkable (?:efficacy|results?|safety)|exciting new (?:drug|therapy|treatment|option))(?![\w-])",
    re.IGNORECASE,
)
_BREAKTHROUGH = re.compile(
    r"(?<![\w-])breakthroughs?(?!(?:[\s-]+\w+)?[\s-]+(?:pain|bleeding|seizures?|infections?|symptoms?|headaches?|fevers?|"
    r"vomiting|nausea|dos(?:e|es|ing)|medications?|analgesi\w+|hemorrhage|haemorrhage|ovulation|varicella|disease|cases?|"
    r"angioedema|attacks?|episodes?|arrhythmias?|hemolysis|haemolysis|reflux|transfusions?|designation|device)\b)(?![\w-])",
    re.IGNORECASE,
)
_ABOUT_TREATMENT = re.compile(rf"\b{_TREATMENT}\b|\bpatients?\b|\bdogs?\b|\bcats?\b", re.IGNORECASE)
_ONCE_UPON_A_TIME = re.compile(
    r"\b1[5-9]\d\d(?:s|\b)|\bcentur(?:y|ies)\b|\bhistor(?:y|ic|ical|ian)\w*\b", re.IGNORECASE
)
_ONLY = re.compile(
    r"\bthe only (?:[\w-]+ ){0,4}?(?:drugs?|therap(?:y|ies)|treatments?|agents?|products?|medications?|medicines?|options?|"
    r"vaccines?|devices?|inhibitors?|agonists?|antagonists?|antibod(?:y|ies)|biologics?|insulins?|statins?|choice)\b"
    r"|\bno other (?:[\w-]+ ){0,2}?(?:drug|therapy|treatment|agent|product|medicine|option)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:adverse|side[- ]effects?|harms?|harmful|toxicit(?:y|ies)|risks? of|bleed(?:s|ing)?|discontinu\w+|warnings?|"
    r"contraindicat\w+|hypoglyc[a]?emia|deaths? from|nausea|vomiting|hypotension|h?emorrhages?|myopathy|rash|safety|"
    r"complications?|withdr[ae]w\w*|tolerab\w+)\b",
    re.IGNORECASE,
)
_BENEFIT = re.compile(
    r"\b(?:reduc\w+|lower(?:s|ed|ing)?|improv\w+|prevent\w*|cut(?:s|ting)?|fewer|decreas\w+|protect\w*|benefits?|effective|"
    r"efficacy|respond\w*|remission|surviv\w+|relie(?:f|ves?|ved))\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"\brelative risk|\bhazard ratio|\bodds ratio|\brisk ratio|\bHR,? ?[=0]|\b(?:reduc\w+|lower\w*|cut\w*|decreas\w+|fewer|"
    r"improv\w+)\b[^.;]{0,60}?\bby (?:more than |about |almost |nearly |up to )?(?:an? )?(?:\d+(?:\.\d+)?\s?(?:%|percent)|half|third|"
    r"quarter)|\b\d+(?:\.\d+)?\s?(?:%|percent) (?:\w+ ){0,3}?(?:reduction|decrease|lower|fewer|improvement|less)\b|\bhalv(?:es|ed|ing)\b|"
    r"\b(?:two|three|four|five|\d+)(?:-fold| times) (?:more|less|higher|lower|as)\b",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"\babsolute\b|\bnumber needed to\b|\bNN[TH]\b|\bpercentage points?\b|\b\d+ (?:in|of|out of|per) (?:every )?\d|"
    r"\bfrom \d+(?:\.\d+)?\s?(?:%|percent) to \d+(?:\.\d+)?\s?(?:%|percent)|\d+(?:\.\d+)?\s?(?:%|percent) (?:vs\.?|versus|compared with|and) "
    r"\d+(?:\.\d+)?\s?(?:%|percent)",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?<!by )(?<![\d.])\d+(?:\.\d+)?\s?(?:%|percent)", re.IGNORECASE)


@dataclass(frozen=True)
class Product:
    """How often a product is named: in all, and by which brand names."""

    generic: str
    group: str
    count: int
    by_brand: int
    brands: tuple[str, ...]


@dataclass(frozen=True)
class BalanceReport:
    """Products by how often they are named, and remarks. Remarks are advice."""

    products: tuple[Product, ...]
    remarks: tuple[Remark, ...]


def look(text: str, health: str = "human") -> BalanceReport:
    """Look at a text for signs of imbalance, BAL-01 to BAL-08 (source: F11).

    `health` is "human" or "animal" (veterinary and human products); anything else raises ValueError.
    The reference list and quoted passages are left out. No text raises.
    """
    body, _ = find_list(text)
    plain = flat(body or text)
    named = list(mentions(plain, health))
    products = _counted(named)
    quiet = without_quotes(plain)
    parts = sentences(quiet)
    remarks = [
        *_on_names(plain, named, products),
        *_on_room(products),
        *_on_claims(quiet, parts),
        *_on_numbers(parts, sum(product.count for product in products)),
    ]
    return BalanceReport(products, worst_first(remarks))


def _counted(named: list[Mention]) -> tuple[Product, ...]:
    counts = Counter(mention.generic for mention in named)
    groups = {mention.generic: mention.group for mention in named}
    products = [
        Product(
            generic,
            groups[generic],
            count,
            sum(mention.generic == generic and bool(mention.brand) for mention in named),
            tuple(dict.fromkeys(m.brand for m in named if m.generic == generic and m.brand)),
        )
        for generic, count in counts.items()
    ]
    return tuple(sorted(products, key=lambda product: (-product.count, product.generic)))


def _on_names(plain: str, named: list[Mention], products: tuple[Product, ...]) -> Iterable[Remark]:
    for product in products:
        if product.by_brand == product.count:
            first = next(mention for mention in named if mention.generic == product.generic)
            yield RULES["BAL-01"].remark(
                hint=f"{' and '.join(product.brands)}: the generic name is {product.generic}.",
                start=first.start,
                end=first.end,
            )
    signs = [
        hit
        for hit in _TRADEMARK.finditer(plain)
        if not _CREDIT_NAME.search(plain, max(0, hit.start() - 9), hit.start())
    ]
    if signs:
        times = "once" if len(signs) == 1 else f"{len(signs)} times"
        yield RULES["BAL-02"].remark(hint=f"Found {times}.", start=signs[0].start(), end=signs[0].end())


def _on_room(products: tuple[Product, ...]) -> Iterable[Remark]:
    for product in products:
        rivals = [each for each in products if each.group == product.group and each is not product]
        most = max((rival.count for rival in rivals), default=0)
        if product.group in NO_RIVALS or product.count < 6 or product.count < 3 * most:
            continue
        others = ", ".join(f"{rival.generic} {rival.count}" for rival in rivals)
        hint = f"{product.generic} {product.count} times; " + (others or f"no other {product.group} product")
        yield RULES["BAL-03"].remark(hint=f"{hint}.")


def _on_claims(quiet: str, parts: list[str]) -> Iterable[Remark]:
    superlatives = [
        hit.group() for part in parts if not _NOT_A_CLAIM.search(part) for hit in _SUPERLATIVE.finditer(part)
    ]
    if superlatives:
        yield RULES["BAL-04"].remark(hint=_said(superlatives), **_place(quiet, superlatives[0]))
    hype = [
        hit.group()
        for part in parts
        for hit in [*_HYPE.finditer(part), *_BREAKTHROUGH.finditer(part)]
        if not _ONCE_UPON_A_TIME.search(part)
        and (not hit.group().lower().startswith("breakthrough") or _ABOUT_TREATMENT.search(part))
    ]
    if hype:
        yield RULES["BAL-05"].remark(hint=_said(hype), **_place(quiet, hype[0]))
    only = [
        hit.group() for part in parts if not _ONCE_UPON_A_TIME.search(part) for hit in _ONLY.finditer(part)
    ]
    if only:
        yield RULES["BAL-06"].remark(hint=_said(only), **_place(quiet, only[0]))


def _on_numbers(parts: list[str], named: int) -> Iterable[Remark]:
    harms = [part for part in parts if _HARM.search(part)]
    benefits = [part for part in parts if _BENEFIT.search(part) and not _HARM.search(part)]
    relative = any(_RELATIVE.search(part) for part in benefits)
    if relative and not any(_ABSOLUTE.search(part) for part in benefits):
        counted = [
            part
            for part in harms
            if _ABSOLUTE.search(part) or (_SHARE.search(part) and not _RELATIVE.search(part))
        ]
        if counted:
            yield RULES["BAL-07"].remark(hint="Add the absolute difference beside the relative one.")
    if named >= 3 and len(benefits) >= 2 and not harms:
        yield RULES["BAL-08"].remark(hint="Name the main harms, how often they occur and in whom.")


def _said(words: list[str]) -> str:
    counts = Counter(" ".join(word.lower().split()) for word in words)
    return (
        "; ".join(f"'{word}'" + (f" {count} times" if count > 1 else "") for word, count in counts.items())
        + "."
    )


def _place(quiet: str, words: str) -> dict[str, int]:
    """Where the words stand; a line break between them may differ from the sentence's single space."""
    hit = re.search(r"\s+".join(re.escape(word) for word in words.split()), quiet)
    return {"start": hit.start(), "end": hit.end()} if hit else {}
