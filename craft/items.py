"""Fourteen checks on multiple-choice items (section D.8). Advice on wording, never on medicine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .item_format import Item, ItemFormatError, Option, Problem, parse_items, read_items
from .products import mentions
from .report import Remark, Rule, passes, worst_first
from .verbs import LEVEL_OF
from .words import WORD, american, content_words, flat, sentences

__all__ = [
    "RULES",
    "Item",
    "ItemFormatError",
    "ItemReport",
    "Option",
    "Problem",
    "check_items",
    "parse_items",
    "read_items",
]

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule(
            "MCQ-01",
            "warn",
            "Ask for what is right, not for what is wrong.",
            "Negative questions test reading.",
        ),
        Rule(
            "MCQ-02",
            "error",
            "Leave out 'all of the above', 'none of the above' and pairs such as 'A and B'.",
            "Such options can be solved with half the knowledge.",
        ),
        Rule(
            "MCQ-03",
            "warn",
            "Leave out absolute words in options.",
            "Test takers know that 'always' is wrong.",
        ),
        Rule(
            "MCQ-04",
            "warn",
            "The correct option is much longer than the others.",
            "The longest option is a well-known giveaway.",
        ),
        Rule(
            "MCQ-05",
            "warn",
            "A word of the question is repeated in the correct option only.",
            "It rings like a clue.",
        ),
        Rule(
            "MCQ-06",
            "warn",
            "End with a question that can be answered with the options covered.",
            "Otherwise the item is a row of true-or-false statements.",
        ),
        Rule(
            "MCQ-07",
            "warn",
            "Offer 3 to 5 options.",
            "Two invite guessing; more than five add reading, not precision.",
        ),
        Rule(
            "MCQ-08",
            "tip",
            "Sort the options by number, by degree or by alphabet.",
            "An order everybody can see hides where the answer is.",
        ),
        Rule(
            "MCQ-09",
            "warn",
            "Leave out vague words for how often.",
            "Readers differ widely in what 'often' means.",
        ),
        Rule(
            "MCQ-10",
            "warn",
            "Give each option a rationale with a reference.",
            "The rationale is where the learning happens, and the reference is what a reviewer checks.",
        ),
        Rule(
            "MCQ-11",
            "tip",
            "Options should share one form.",
            "An option in another form stands out, as the answer or as a filler.",
        ),
        Rule(
            "MCQ-12",
            "error",
            "Use generic names and no trademark signs.",
            "An item may not promote a product.",
        ),
        Rule(
            "MCQ-13",
            "warn",
            "Say which objective this item tests.",
            "A question that tests nothing listed cannot show that an objective was reached.",
        ),
        Rule(
            "MCQ-14",
            "error",
            "This may identify a patient.",
            "A case in a question may not lead to a person. Change or remove the detail.",
        ),
    )
}

_NEGATIVE_LOUD = re.compile(r"\b(?:NOT|EXCEPT|LEAST|NEVER)\b")
_NEGATIVE = re.compile(r"\b(?:not|except|(?<!at )least)\b|n't\b", re.IGNORECASE)
_SUBORDINATE = re.compile(r"\b(?:who|whom|whose|that|if|when|after|because|although|with)\b", re.IGNORECASE)
_COMBINED = re.compile(
    r"\s*(?:(?:all|none|any|both|neither|some|two) of (?:the (?:above|following|options)|these|those|them)|"
    r"(?:both\s+|options?\s+)?[A-H](?:\s*,\s*[A-H])*\s*,?\s*(?:and|&|or)\s*[A-H](?:\s+(?:only|are correct))?)\s*[.!]?\s*",
    re.IGNORECASE,
)
_ABSOLUTE = re.compile(
    r"(?<![\w-])(?:always(?!\s+events?\b)|never(?!(?:\s+|-)(?:events?|smok\w+|users?)\b)|only)(?![\w-])",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:usually|often|rarely|sometimes|frequently|infrequently|occasionally|seldom|generally)\b",
    re.IGNORECASE,
)
_TRUE_OR_FALSE = re.compile(
    r"\b(?:which|what) (?:(?:one )?of (?:the following|these)|statements?|options?)(?: \w+){0,4}? (?:is|are) "
    r"(?:most )?(?:true|correct|false|incorrect|accurate|right|wrong)\b",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\[\s*\d+(?:\s*[,–-]\s*\d+)*\s*\]|[⁰¹²³⁴-⁹]|\(\s*(?:ref\.?\s*)?\d{1,3}\s*\)|\b(?:19|20)\d\d\b|10\.\d{4,9}/|"
    r"\bPMID\b|https?://|(?<=[a-z][.,;])\d{1,2}(?:[,–-]\d{1,2})*(?=\s|$)",
    re.IGNORECASE,
)
_TRADEMARK = re.compile(r"[®™℠]")
_ARTICLE = re.compile(r"\s*(?:a|an|the)\s+", re.IGNORECASE)
_AMOUNT = re.compile(
    r"[^\w]*(?P<sign>[<>≤≥]|less than|more than|under|over|up to)?\s*(?P<number>\d+(?:[.,]\d+)*)"
)
_UNIT_WORD = re.compile(r"[a-zµμ]+")
_UNITS = {
    "mcg": 1e-6, "µg": 1e-6, "μg": 1e-6, "mg": 1e-3, "g": 1.0, "kg": 1e3, "ml": 1e-3, "l": 1.0,
    "s": 1.0, "second": 1.0, "minute": 60.0, "min": 60.0, "hour": 3600.0, "h": 3600.0, "day": 86400.0,
    "week": 604800.0, "month": 2629800.0, "year": 31557600.0,
}  # fmt: skip
_SCALES = (
    ("mild", "moderate", "severe"),
    ("low", "medium", "high"),
    ("low", "intermediate", "high"),
    ("i", "ii", "iii", "iv", "v"),
    ("yes", "no"),
    ("never", "rarely", "sometimes", "often", "always"),
    ("minutes", "hours", "days", "weeks", "months", "years"),
    ("day", "week", "month", "year"),
)
_ACT_LIST = """
start stop add switch increase decrease reduce continue withhold begin give repeat reassure observe admit discharge
consult check replace withdraw avoid wait delay offer advise educate inform explain perform transfer resume restart
substitute arrange tell encourage hold
"""
# Nouns as often as verbs ("dose reduction", "contact dermatitis"): they say nothing about form.
_EITHER_LIST = """
report test culture screen dose plan use document list name state label match cite design rank stage grade record order
measure treat review call change contact screen convert
"""
_SMALL_LIST = """
which following these those there their would should could patient about after before because between with from least
likely appropriate treatment management
"""
_ACTS, _EITHER, _SMALL_WORDS = (frozenset(words.split()) for words in (_ACT_LIST, _EITHER_LIST, _SMALL_LIST))


@dataclass(frozen=True)
class ItemReport:
    """One item and what is to be said about it."""

    item: Item
    remarks: tuple[Remark, ...]

    @property
    def passes(self) -> bool:
        return passes(self.remarks)


def check_items(
    items: Iterable[Item],
    objectives: Sequence[str] = (),
    *,
    identifiers: Callable[[str], Iterable[object]] | None = None,
) -> list[ItemReport]:
    """Check items against MCQ-01 to MCQ-14, one report per item, in their order.

    `objectives` are the texts of the objectives; without them MCQ-13 stays silent. `identifiers` is a
    function that returns what in a text may identify a patient; without it MCQ-14 is not checked.
    """
    wanted = [frozenset(content_words(objective)) for objective in objectives]
    return [ItemReport(item, worst_first(_remarks(item, wanted, identifiers))) for item in items]


def _remarks(
    item: Item, objectives: list[frozenset[str]], identifiers: Callable[[str], Iterable[object]] | None
) -> Iterable[Remark]:
    stem = flat(item.stem)
    question = (sentences(stem) or [""])[-1]
    yield from _on_question(stem, question)
    yield from _on_options(item)
    yield from _on_answer(item, stem)
    yield from _on_rationales(item)
    whole = "\n".join([item.stem, *(option.text for option in item.options)])
    brands = list(dict.fromkeys(m.brand for m in mentions(whole, "animal") if m.brand))
    if _TRADEMARK.search(whole) or brands:
        yield RULES["MCQ-12"].remark(
            hint=f"Found: {', '.join(brands)}." if brands else "Remove the trademark sign."
        )
    if objectives:
        if item.objective:
            tests = item.objective <= len(objectives)
            hint = f"There is no objective {item.objective}."
        else:
            named = frozenset(content_words(whole))
            tests = any(len(named & each) >= 2 for each in objectives)
            hint = "Add a line such as 'Objective: 1'."
        if not tests:
            yield RULES["MCQ-13"].remark(hint=hint)
    if identifiers is not None:
        found = list(
            identifiers("\n".join([whole, item.rationale, *(option.rationale for option in item.options)]))
        )
        if found:
            yield RULES["MCQ-14"].remark(
                hint=f"{len(found)} place{'' if len(found) == 1 else 's'} to look at."
            )


def _on_question(stem: str, question: str) -> Iterable[Remark]:
    negative = _NEGATIVE_LOUD.search(question) or _plain_negative(question)
    if negative:
        yield RULES["MCQ-01"].remark(hint=f"Turn the question around, without '{negative.group()}'.")
    if not stem.rstrip().endswith("?"):
        yield RULES["MCQ-06"].remark(hint="The stem does not end with a question mark.")
    elif _TRUE_OR_FALSE.search(question):
        yield RULES["MCQ-06"].remark(hint="Ask for one thing: the cause, the drug, the next step.")


def _plain_negative(question: str) -> re.Match[str] | None:
    """A negative that turns the question, not one that describes the patient ("who does not smoke")."""
    for hit in _NEGATIVE.finditer(question):
        clause = question[: hit.start()].rpartition(",")[2]
        if not _SUBORDINATE.search(clause):
            return hit
    return None


def _on_options(item: Item) -> Iterable[Remark]:
    texts = [flat(option.text) for option in item.options]
    combined = [o.letter for o, text in zip(item.options, texts, strict=True) if _COMBINED.fullmatch(text)]
    if combined:
        yield RULES["MCQ-02"].remark(hint=f"Option {', '.join(combined)}.")
    absolute = _named(item, _ABSOLUTE)
    if absolute:
        yield RULES["MCQ-03"].remark(hint=absolute)
    if not 3 <= len(item.options) <= 5:
        yield RULES["MCQ-07"].remark(hint=f"This item has {len(item.options)}.")
    if not combined and not is_sorted(texts):
        yield RULES["MCQ-08"].remark()
    vague = _named(item, _VAGUE)
    if vague:
        yield RULES["MCQ-09"].remark(hint=vague)
    forms = [_form(text) for text in texts]
    known = {form for form in forms if form}
    if len(known) > 1 and not combined:
        odd = min(known, key=lambda form: (forms.count(form), form))
        letters = ", ".join(o.letter for o, form in zip(item.options, forms, strict=True) if form == odd)
        yield RULES["MCQ-11"].remark(hint=f"Option {letters} differs in form from the others.")


def _named(item: Item, pattern: re.Pattern[str]) -> str:
    found = [(option.letter, hit) for option in item.options if (hit := pattern.search(flat(option.text)))]
    return "; ".join(f"option {letter}: '{hit.group().lower()}'" for letter, hit in found)


def _on_answer(item: Item, stem: str) -> Iterable[Remark]:
    correct = item.correct.text
    longest = max((len(option.text) for option in item.distractors), default=0)
    # Below twenty characters a quarter is a letter or two ("warfarin", "statin"), and nobody sees it.
    if len(correct) >= 20 and longest and len(correct) > longest * 1.25:
        share = round((len(correct) / longest - 1) * 100)
        yield RULES["MCQ-04"].remark(hint=f"It is {share}% longer than the longest of the others.")
    asked = set(_telling(stem))
    others = [set(_telling(option.text)) for option in item.distractors]
    clang = [
        word
        for word in dict.fromkeys(_telling(correct))
        if word in asked and not any(word in o for o in others)
    ]
    # When each option repeats something of its own from the stem (a medicine list), nothing is given away.
    if clang and not all(asked & words for words in others):
        yield RULES["MCQ-05"].remark(hint=f"Shared: {', '.join(clang)}.")


def _telling(text: str) -> list[str]:
    return [
        word for word in content_words(text) if len(word) >= 5 and word.isalpha() and word not in _SMALL_WORDS
    ]


def _on_rationales(item: Item) -> Iterable[Remark]:
    missing = [option.letter for option in item.options if not option.rationale]
    bare = [
        option.letter
        for option in item.options
        if option.rationale and not _REFERENCE.search(flat(option.rationale))
    ]
    said = []
    if missing:
        said.append(f"No rationale: {', '.join(missing)}.")
    if bare:
        said.append(f"No reference: {', '.join(bare)}.")
    if said:
        yield RULES["MCQ-10"].remark(hint=" ".join(said))


def is_sorted(texts: Sequence[str]) -> bool:
    """True when options stand in an order a reader can see: by amount, by a scale, or by alphabet (MCQ-08)."""
    amounts = [_amount(text) for text in texts]
    if all(amount is not None for amount in amounts):
        values = [amount for amount in amounts if amount is not None]
        return values == sorted(values) or values == sorted(values, reverse=True)
    firsts = [WORD.findall(text.lower()) for text in texts]
    for scale in _SCALES:
        places = [next((scale.index(word) for word in words if word in scale), -1) for words in firsts]
        if -1 not in places and len(set(places)) == len(places):
            return places in (sorted(places), sorted(places, reverse=True))
    plain = [american(_ARTICLE.sub("", text.strip(), count=1)) for text in texts]
    return plain == sorted(plain) or plain == sorted(plain, reverse=True)


def _amount(text: str) -> tuple[float, int] | None:
    match = _AMOUNT.match(text)
    if not match:
        return None
    number = match["number"].replace(",", "")
    if number.count(".") > 1:
        return None
    units = (_UNITS.get(unit) or _UNITS.get(unit.rstrip("s")) for unit in _UNIT_WORD.findall(text.lower()))
    factor = next((factor for factor in units if factor), 1.0)
    sign = {"<": -1, "≤": -1, "less than": -1, "under": -1, "up to": -1}.get((match["sign"] or "").lower(), 0)
    return float(number) * factor, sign or (1 if match["sign"] else 0)


def _form(text: str) -> str:
    """The grammatical form of an option, "" when it cannot be told for sure (MCQ-11)."""
    words = WORD.findall(text)
    if not words:
        return ""
    first = words[0].lower()
    if first[0].isdigit() or _AMOUNT.match(text):
        return "number"
    if first == "to" and len(words) > 1:
        return "to"
    if first in _EITHER or (len(words) > 1 and words[1].lower() in {"of", "in", "and", "for"}):
        return ""
    if first in _ACTS or american(first) in LEVEL_OF:
        return "act"
    if first.endswith("ing") and len(first) > 5 and len(words) > 1:
        return "-ing"
    if first in {"a", "an", "the"}:
        return "thing"
    return ""
