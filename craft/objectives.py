"""Learning objectives: eighteen rules, with Bloom and Moore as suggestions (sections D.4 to D.7, F8).

The check explains and suggests. It never rewrites, and it never calls a Bloom level wrong.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .objective_rules import RECALL, RULES
from .outline import find_objectives, split_objectives
from .report import Remark, passes, worst_first
from .stems import LEARNER, Stem, is_stem_line, read_stem
from .verbs import AVOID, LEVEL_OF, LEVELS, AvoidPhrase, accepted, avoided, faculty, inflected, instead_of
from .words import WORD, american, content_words, flat, without_quotes

__all__ = ["RULES", "Objective", "ObjectiveSet", "check_set", "find_objectives", "split_objectives"]

# A whole book pasted by mistake is answered in the same time as a long list.
MOST_READ = 200  # objectives
LONGEST_READ = 1_500  # characters of each; LO-04 counts all its words

MOORE_ORDER = {"1": 10, "2": 20, "3A": 30, "3B": 35, "4": 40, "5": 50, "6": 60, "7": 70}
_MOORE_SLUGS = {
    "participation": "1",
    "satisfaction": "2",
    "learning-declarative": "3A",
    "learning-procedural": "3B",
    "competence": "4",
    "performance": "5",
    "patient-health": "6",
    "community-health": "7",
}

_POPULATION = (
    r"(?:patients?|adults?|adolescents?|teenagers?|child(?:ren)?|infants?|neonates?|newborns?|people|persons?|individuals?|"
    r"women|woman|men|man|owners?|clients?|caregivers?|carers?|parents?|families|veterans?|athletes?|survivors?|smokers?|"
    r"elders|animals?|pets?|dogs?|pupp(?:y|ies)|cats?|kittens?|horses?|foals?|mares?|cattle|cows?|calves|calf|sheep|goats?|"
    r"pigs?|swine|poultry|birds?|rabbits?|ferrets?|reptiles?|herds?|flocks?)"
)
_CONDITION = re.compile(
    r"\b(?:given|using|with (?:the )?(?:use|help|aid) of|when|whenever|while|based on|on the basis of|during|before|after|"
    r"prior to|without|under|via|through|guided by|informed by|despite|if|in response to|"
    r"in (?:the|a) (?:presence|absence|setting|context|case) of|by \w+ing|at (?:the|a|each|every|discharge|admission))\b"
    r"|\b(?<!the )following\b"
    rf"|\b(?:in|for|among)\s+(?:[\w-]+\s+){{0,4}}?{_POPULATION}\b"
    rf"|\b{_POPULATION}\s+(?:who|whose|that|with|on|at|taking|starting|receiving|undergoing|living)\b",
    re.IGNORECASE,
)
# A digit inside a name is not a degree: type 2 diabetes, COVID-19, SGLT2, a 2024 guideline.
_DEGREE = re.compile(
    r"\b(?:at least|at most|no (?:more|fewer|less) than|up to|within|according to|in accordance with|percent|per cent|"
    r"percentage|every|each time)\b|%"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    r"|(?<!no )(?<!any )(?<!every )\bone\b(?! (?:another|health\b))"
    r"|(?<![\w.-])(?<!type )(?<!stage )(?<!phase )(?<!grade )(?<!class )(?<!level )(?<!category )(?<!group )(?<!factor )"
    r"(?<!vitamin )(?<!step )(?<!tier )(?<!part )(?<!chapter )(?<!version )(?<!omega )(?!(?:19|20)\d\d\b)\d+(?:\.\d+)?(?![\w-])",
    re.IGNORECASE,
)
_TRADEMARK = re.compile(r"[®™℠]|(?<=[A-Za-z]{4})\((?:R|TM)\)(?!-)")
_CREDIT_NAME = re.compile(r"\bCredits?\s?$", re.IGNORECASE)
_ONLY_CLAIM = re.compile(
    r"\bthe only (?:[\w-]+ ){0,4}?(?:drugs?|therap(?:y|ies)|treatments?|agents?|products?|medications?|medicines?|options?|"
    r"vaccines?|devices?|inhibitors?|agonists?|antagonists?|antibod(?:y|ies)|biologics?|insulins?|statins?|choice|tests?|"
    r"approved|licensed|\w+(?:mab|nib|gliptin|flozin|glutide|tinib))\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:you|your|yours|yourself|we|our|ours|ourselves|my|myself)\b|\bI(?='(?:ll|m|ve|d)\b|\s+(?:will|can|am|have|should|"
    r"need|want|would|could|must|know|use|do|learn)\b)",
    re.IGNORECASE,
)
_US = re.compile(r"(?<![\w.])(?:us|me)(?![\w.])")
_PROMISE = re.compile(
    r"(?<![\w-])(?:eliminat(?:e|es|ing)|guarante(?:e|es|ed|ing)|always(?!(?:\s|-)events?\b)|"
    r"never(?!(?:\s|-)(?:events?|smok\w+|users?|treated|married)\b)|(?<!test of )(?<!tests of )cur(?:e|es|ing)"
    r"(?!(?:\s|-)(?:rates?|fraction|models?)\b))(?![\w-])",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"\s*(?:,\s*(?:and/or|and|or)|,|&|/|and/or\b|and then\b|and\b|or\b|as well as\b)\s*", re.IGNORECASE
)
_ADVERB = re.compile(r"\w+ly\s+|then\s+|also\s+|safely\s+", re.IGNORECASE)
_RELATIVES = frozenset(
    ("who", "whom", "whose", "that", "what", "which", "whether", "why", "how", "where", "when", "if")
)
_HOW_TO = re.compile(r"\bhow to\b", re.IGNORECASE)


@dataclass(frozen=True)
class Objective:
    """One objective as the check read it.

    `text` is as typed; `stem` the introduction in front of it, if any; `verb` the opening verb in US base
    form, "" when none was recognised; `level` and `moore` are suggestions ("Apply", "4"), "" without a verb.
    """

    text: str
    stem: str
    verb: str
    level: str
    moore: str
    remarks: tuple[Remark, ...]

    @property
    def passes(self) -> bool:
        return passes(self.remarks)

    @property
    def body(self) -> str:
        return self.text[len(self.stem) :]


@dataclass(frozen=True)
class ObjectiveSet:
    """All objectives, what is to be said about them together, and how many sit on each Bloom level."""

    objectives: tuple[Objective, ...]
    remarks: tuple[Remark, ...]
    levels: dict[str, int]

    @property
    def passes(self) -> bool:
        """True for at least one objective and no error anywhere."""
        return bool(self.objectives) and passes(self.remarks) and all(each.passes for each in self.objectives)


def check_set(
    text_or_list: str | Iterable[str],
    *,
    hours: float = 1.0,
    moore: str | int | None = None,
    has_outcomes_plan: bool = False,
    gaps: Collection[int] | None = None,
    items: Collection[int] | None = None,
) -> ObjectiveSet:
    """Check a set of learning objectives against LO-01 to LO-18.

    A text is split first (`split_objectives`); a list holds one objective each, blanks and stem-only lines
    are left out. Of more than 200 objectives the first 200 are checked. `hours` is the length of the activity. `moore` is the outcomes level the activity claims:
    "1", "2", "3A", "3B", "4" to "7", or its slug. `gaps` and `items` are the numbers (from 1) of objectives
    linked to a gap and to a test item; None means "not asked", and LO-17 stays silent.

    LO-06 counts an objective that opens with its own verb as spoken to the learner. LO-09 and LO-13 replace
    LO-01, because they say the same more exactly; so does LO-02 for the phrases that only warn.

    Raises ValueError for hours that are not above zero, or an unknown level. No text raises.
    """
    if not (math.isfinite(hours) and hours > 0):
        raise ValueError("hours must be a number above zero")
    level = _moore_level(moore)
    pieces = split_objectives(text_or_list) if isinstance(text_or_list, str) else list(text_or_list)
    texts = [piece.strip() for piece in pieces if WORD.search(piece) and not is_stem_line(flat(piece))]
    checked = [_check_one(text) for text in texts[:MOST_READ]]
    for index, remark in _duplicates(checked):
        checked[index] = _with(checked[index], remark)
    if gaps is not None or items is not None:
        for index, each in enumerate(checked):
            missing = [
                words
                for words, linked in (("a gap", gaps), ("a test item", items))
                if linked is not None and index + 1 not in linked
            ]
            if missing:
                hint = f"Not linked yet: {' and '.join(missing)}."
                checked[index] = _with(each, RULES["LO-17"].remark(hint=hint))
    levels = dict.fromkeys(LEVELS, 0)
    for each in checked:
        if each.level:
            levels[each.level] += 1
    remarks = _set_remarks(checked, len(texts), levels, hours, level, has_outcomes_plan)
    return ObjectiveSet(tuple(checked), worst_first(remarks), levels)


def _moore_level(moore: str | int | None) -> str:
    if moore is None or moore == "":
        return ""
    level = _MOORE_SLUGS.get(str(moore).strip().lower(), str(moore).strip().upper())
    if level not in MOORE_ORDER:
        raise ValueError(f"unknown Moore level: {moore!r}")
    return level


def _check_one(text: str) -> Objective:
    plain = flat(text[:LONGEST_READ])
    masked = without_quotes(plain)
    stem = read_stem(plain)
    count = sum(1 for _ in WORD.finditer(flat(text), stem.length))
    spans = [match.span() for match in WORD.finditer(masked, stem.length)]
    first = masked[slice(*spans[0])] if spans else ""
    verb = accepted(first)
    remarks = [*_opening(masked, spans, stem, first, verb)]

    def add(rule: str, hint: str = "", span: tuple[int, int] = (-1, -1), message: str = "") -> None:
        remarks.append(RULES[rule].remark(message, hint, *span))

    second = _second_verb(masked, spans) if verb else None
    if second:
        add("LO-03", "Keep the verb you would test, or split the objective.", (spans[0][0], second[1]))
    if not 8 <= count <= 35:
        add("LO-04", f"This one has {count} word{'' if count == 1 else 's'}.")
    spoken_to_learner = verb or faculty(first) or any(r.rule in {"LO-02", "LO-13"} for r in remarks)
    if not stem.learner and (stem.activity or not spoken_to_learner) and not LEARNER.search(masked):
        add("LO-06")
    if not _CONDITION.search(masked, stem.length):
        add("LO-07")
    if not _DEGREE.search(masked, stem.length):
        add("LO-08")
    for sign in _TRADEMARK.finditer(plain):
        if not _CREDIT_NAME.search(plain[: sign.start()]):
            add("LO-10", "Remove the trademark sign and use the generic name.", sign.span())
            break
    else:
        claim = _ONLY_CLAIM.search(masked)
        if claim:
            add("LO-10", "Say what the evidence shows, not that nothing else exists.", claim.span())
    question = masked.find("?", stem.length)
    person = _PERSON.search(masked, stem.length) or _US.search(masked, stem.length)
    if question >= 0:
        add("LO-14", "Turn the question into what the learner will do.", (question, question + 1))
    elif person:
        add("LO-14", f"Leave out '{person.group()}'.", person.span())
    promise = _PROMISE.search(masked, stem.length)
    if promise:
        add(
            "LO-16",
            f"Try reduce, improve or detect earlier in place of '{promise.group().lower()}'.",
            promise.span(),
        )
    if len(spans) < 4:
        add("LO-18")

    level = LEVEL_OF.get(verb, "")
    moore = ""
    if level:
        low = level in {"Remember", "Understand"}
        moore = ("3B" if _HOW_TO.search(masked) else "3A") if low else "4"
    return Objective(text, text[: stem.length], verb, level, moore, worst_first(remarks))


def _opening(
    masked: str, spans: list[tuple[int, int]], stem: Stem, first: str, verb: str
) -> Iterable[Remark]:
    """LO-01, LO-02, LO-09 and LO-13: what the objective opens with."""
    avoid = _avoid_phrase(masked, spans, first, verb)
    if avoid:
        phrase, (start, end), position = avoid
        said = masked[start:end]
        if stem.able_to and position <= 1 and phrase.severity == "error" and not verb:
            yield RULES["LO-13"].remark(hint=f"Try {phrase.instead}.", start=start, end=end)
            return
        message = f"'{said}' cannot be tested. What would you see the learner do?"
        yield Remark("LO-02", phrase.severity, message, f"Try {phrase.instead}.", start, end)
        if phrase.severity == "warn" and position == 0:
            return
    if stem.activity or faculty(first):
        start, end = spans[0] if spans else (-1, -1)
        yield RULES["LO-09"].remark(hint="Ask what the learner can do afterward.", start=start, end=end)
    elif not verb:
        start, end = spans[0] if spans else (-1, -1)
        yield RULES["LO-01"].remark(hint=_opening_hint(masked, spans, first), start=start, end=end)


def _opening_hint(masked: str, spans: list[tuple[int, int]], first: str) -> str:
    base = inflected(first)
    if base:
        return f"Use the base form: {base}."
    if avoided(first):
        return f"Try {instead_of(avoided(first))}."
    following = [masked[slice(*span)] for span in spans[1:]]
    if first.lower().endswith("ly") and following and accepted(following[0]):
        return f"Put '{american(following[0])}' first, and '{first.lower()}' behind it if it matters."
    if first.lower() in {"given", "using", "when", "after", "during", "presented", "in", "for", "with"}:
        return "Put the verb first and the condition behind it."
    return ""


def _avoid_phrase(
    masked: str, spans: list[tuple[int, int]], first: str, verb: str
) -> tuple[AvoidPhrase, tuple[int, int], int] | None:
    """The first avoided phrase that begins within the first six words, and the number of its first word.

    Left alone: what somebody else knows or feels ("patients who feel dizzy"), nouns ("predictive value"),
    and capitalised names.
    """
    if not spans:
        return None
    begin, limit = spans[0][0], spans[min(len(spans), 6) - 1][1]
    window = [masked[slice(*span)] for span in spans[:6]]
    starts = {span[0]: index for index, span in enumerate(spans[:6])}
    best: tuple[int, int, AvoidPhrase] | None = None
    for phrase in AVOID:
        for hit in phrase.pattern.finditer(masked, begin, limit + 80):
            if hit.start() >= limit:
                break
            index = starts.get(hit.start(), -1)
            if index < 0 or not _stands_as_verb(phrase, window, index, hit.group(), verb):
                continue
            if best is None or hit.start() < best[0]:
                best = (hit.start(), hit.end(), phrase)
            break
    base = avoided(first)
    if best is None and base and not verb:
        named = next(
            phrase
            for phrase in AVOID
            if phrase.pattern.fullmatch(base) or phrase.pattern.match(base + " with")
        )
        best = (*spans[0], named)
    if best is None:
        return None
    return best[2], (best[0], best[1]), starts.get(best[0], 0)


def _stands_as_verb(phrase: AvoidPhrase, window: list[str], index: int, said: str, verb: str) -> bool:
    if index == 0:
        return True
    before = [word.lower() for word in window[:index]]
    if said[0].isupper() and not said.isupper() and window[0][0].isupper() and window[index - 1][0].islower():
        return False
    led = before[-1] in {"to", "and", "or", "not"} or before[-1].endswith("ly") or before[-1] == "better"
    if phrase.verb_place_only and not led:
        return False
    return not (verb and not led and _RELATIVES & set(before))


def _second_verb(masked: str, spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    """The span of a second accepted verb joined to the opening one (LO-03), however it is joined."""
    joined = _JOINED.match(masked, spans[0][1])
    if not joined or not joined.group().strip():
        return None
    adverb = _ADVERB.match(masked, joined.end())
    second = WORD.match(masked, adverb.end() if adverb else joined.end())
    return second.span() if second and accepted(second.group()) else None


def _duplicates(checked: list[Objective]) -> Iterable[tuple[int, Remark]]:
    """LO-15: same text, or same verb and same first thing named, with half of all words shared."""
    alike: dict[tuple[str, ...], list[tuple[int, set[str]]]] = {}
    for index, each in enumerate(checked):
        content = content_words(each.body[:LONGEST_READ])
        things = content[1:] if each.verb else content
        if not things:
            continue
        key = (each.verb, things[0]) if each.verb else ("", *things)
        named = set(things)
        earlier = next(
            (at for at, others in alike.get(key, ()) if len(named & others) * 2 >= len(named | others)), None
        )
        if earlier is not None:
            yield index, RULES["LO-15"].remark(hint=f"Compare it with objective {earlier + 1}.")
        alike.setdefault(key, []).append((index, named))


def _with(objective: Objective, remark: Remark) -> Objective:
    return Objective(
        objective.text,
        objective.stem,
        objective.verb,
        objective.level,
        objective.moore,
        worst_first([*objective.remarks, remark]),
    )


def _set_remarks(
    checked: list[Objective],
    count: int,
    levels: dict[str, int],
    hours: float,
    moore: str,
    has_outcomes_plan: bool,
) -> Iterable[Remark]:
    if not checked:
        return
    fewest, most = (2 if hours >= 1 else 1), max(2, math.ceil(5 * hours))
    if not fewest <= count <= most:
        length = (
            "an hour" if hours == 1 else f"{hours:g} hours" if hours > 1 else f"{round(hours * 60)} minutes"
        )
        hint = f"This set has {count} for {length}."
        if count > MOST_READ:
            hint += f" Only the first {MOST_READ} were checked."
        yield RULES["LO-05"].remark(hint=hint)
    shown = sum(levels[level] for level in LEVELS[2:])
    claimed = MOORE_ORDER.get(moore, 0)
    if claimed >= MOORE_ORDER["4"] and not shown:
        yield RULES["LO-11"].remark(hint="Add one objective such as calculate, counsel or decide.")
    elif count >= 2 and claimed not in range(10, 31) and shown * 2 < len(checked) and not _unknown(checked):
        yield RECALL.remark()
    if claimed >= MOORE_ORDER["5"] and not has_outcomes_plan:
        yield RULES["LO-12"].remark(
            hint="An outcomes plan names the measure, the time and the source of data."
        )


def _unknown(checked: list[Objective]) -> bool:
    """More objectives without a recognised verb than with one: levels say nothing yet."""
    return sum(not each.verb for each in checked) * 2 >= len(checked)
