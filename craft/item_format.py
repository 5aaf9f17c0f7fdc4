"""Test items as plain text: reading them, with errors that name the line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_NUMBER = re.compile(r"\s*(?:(?:Question|Item|Q)\s*#?\s*)?(\d{1,3})\s*[.):]\s+(?=\S)", re.IGNORECASE)
_OPTION = re.compile(r"\s*(?:\(([A-Ha-h])\)|([A-Ha-h])[.)])\s+(\S.*)")
_EMPTY_OPTION = re.compile(r"\s*(?:\(([A-H])\)|([A-H])[.)])\s*")
_ANSWER = re.compile(
    r"\s*(?:correct\s+)?(?:answer|ans|key)\s*[:=]\s*\(?(?P<letter>[A-Za-z]?)\)?\s*\.?\s*", re.IGNORECASE
)
_ANSWER_START = re.compile(r"\s*(?:correct\s+)?(?:answer|ans|key)\s*[:=]", re.IGNORECASE)
_OBJECTIVE = re.compile(r"\s*(?:learning\s+)?objective\s*#?\s*[:=]?\s*(?:LO)?\s*(\d{1,2})\s*", re.IGNORECASE)
_RATIONALE = re.compile(
    r"\s*(?:rationale|explanation|feedback)\s*(?:for\s+)?\(?([A-Ha-h]?)\)?\s*[:=]\s*(.*)", re.IGNORECASE
)
# A wrapped line may begin with one of these; it is no option.
_SPECIES = re.compile(
    r"\s*[A-H]\.\s+(?:coli|difficile|diff|fumigatus|burgdorferi|cereus|albicans|jejuni|trachomatis|immitis|faecalis|faecium|"
    r"lamblia|pylori|influenzae|baumannii|pertussis|bronchiseptica|botulinum|perfringens|tetani|canis|cloacae|aerogenes|"
    r"phagocytophilum|fragilis|anthracis|henselae|histolytica|granulosus|duodenalis|psittaci|neoformans|immitis|auris)\b"
)
LETTERS = "ABCDEFGH"


@dataclass(frozen=True)
class Option:
    letter: str
    text: str
    rationale: str = ""


@dataclass(frozen=True)
class Item:
    """One multiple-choice item. `line` is where it begins in the text, counted from 1."""

    number: int
    stem: str
    options: tuple[Option, ...]
    answer: str
    rationale: str = ""  # one rationale for the whole item
    objective: int = 0  # the number of the objective it tests, 0 when not said
    line: int = 0

    @property
    def correct(self) -> Option:
        return next(option for option in self.options if option.letter == self.answer)

    @property
    def distractors(self) -> tuple[Option, ...]:
        return tuple(option for option in self.options if option.letter != self.answer)


@dataclass(frozen=True, order=True)
class Problem:
    """Something in the text that cannot be read as a test item, and its line, counted from 1."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.message}"


class ItemFormatError(ValueError):
    """The text cannot be read as test items. `problems` says where and why, in the order of the lines."""

    def __init__(self, problems: tuple[Problem, ...]):
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass
class _Draft:
    line: int
    number: int = 0
    stem: list[str] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    rationales: dict[str, str] = field(default_factory=dict)
    answer: str = ""
    answer_line: int = 0
    objective: int = 0
    part: str = "stem"  # what a further line without a label belongs to
    refused: bool = False


def parse_items(text: str) -> list[Item]:
    """Read test items from plain text.

    The format, one item after the other, blank lines as you like::

        1. A 64-year-old woman has … Which medicine should be stopped first?
        A. Amlodipine
        B. Ibuprofen
        C. Metoprolol
        Answer: B
        Objective: 2
        Rationale A: Amlodipine has little effect here. [1]
        Rationale B: Ibuprofen lowers kidney blood flow. [2]
        Rationale C: Metoprolol does no harm here. [1]

    The number, `Objective:` and rationales may be left out; `Rationale:` without a letter belongs to the
    whole item; options may be written `A.`, `A)` or `(A)`; stems, options and rationales may run over
    several lines. Moodle's Aiken format (stem, options, `ANSWER: B`) is the same thing without extras.

    Raises ItemFormatError with all problems and their lines. See `read_items` for the twin that never raises.
    """
    items, problems = read_items(text)
    if problems:
        raise ItemFormatError(problems)
    return items


def read_items(text: str) -> tuple[list[Item], tuple[Problem, ...]]:
    """The items that can be read, and the problems with the rest. Never raises."""
    drafts: list[_Draft] = []
    problems: list[Problem] = []
    draft: _Draft | None = None
    after_blank = True
    for at, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            after_blank = True
            continue
        if draft is None or _begins_item(draft, line, after_blank):
            draft = _Draft(at)
            drafts.append(draft)
            number = _NUMBER.match(line)
            if number:
                draft.number = int(number[1])
                line = line[number.end() :]
        _take(draft, line, at, problems)
        after_blank = False
    items = []
    for place, each in enumerate(drafts, start=1):
        item = _finish(each, place, problems)
        if item:
            items.append(item)
    return items, tuple(sorted(set(problems)))


def _begins_item(draft: _Draft, line: str, after_blank: bool) -> bool:
    if not draft.answer_line:
        # A numbered line after a full set of options: the answer line was forgotten.
        return bool(after_blank and len(draft.options) > 1 and _NUMBER.match(line))
    if _NUMBER.match(line):
        return True
    labelled = _RATIONALE.match(line) or _OBJECTIVE.fullmatch(line) or _ANSWER_START.match(line)
    return not labelled and (after_blank or draft.part == "answer")


def _take(draft: _Draft, line: str, at: int, problems: list[Problem]) -> None:
    """Give one line to the part of the item it belongs to."""
    if _ANSWER_START.match(line):
        _take_answer(draft, line, at, problems)
        return
    objective = _OBJECTIVE.fullmatch(line)
    if objective and draft.options:
        draft.objective = int(objective[1])
        draft.part = "answer"
        return
    rationale = _RATIONALE.match(line)
    if rationale and draft.options:
        letter = rationale[1].upper()
        if letter and letter not in draft.options:
            problems.append(Problem(at, f"There is a rationale for {letter}, but no option {letter}."))
            draft.refused = True
        draft.rationales[letter] = rationale[2].strip()
        draft.part = f"rationale {letter}"
        return
    option = _OPTION.fullmatch(line)
    if option and draft.part in {"stem", "option"} and _take_option(draft, option, line, at, problems):
        return
    empty = _EMPTY_OPTION.fullmatch(line)
    if empty and draft.part in {"stem", "option"}:
        problems.append(Problem(at, f"Option {empty[1] or empty[2]} is empty."))
        draft.refused = True
        draft.options[empty[1] or empty[2]] = ""
        draft.part = "option"
        return
    _continue(draft, line.strip())


def _take_answer(draft: _Draft, line: str, at: int, problems: list[Problem]) -> None:
    answer = _ANSWER.fullmatch(line)
    if draft.answer_line:
        problems.append(Problem(at, f"A second answer. The first is on line {draft.answer_line}."))
        draft.refused = True
    elif not answer or not answer["letter"]:
        problems.append(Problem(at, "The answer must be one letter, as in 'Answer: B'."))
        draft.refused = True
    else:
        draft.answer = answer["letter"].upper()
    draft.answer_line = draft.answer_line or at
    draft.part = "answer"


def _take_option(draft: _Draft, option: re.Match[str], line: str, at: int, problems: list[Problem]) -> bool:
    letter = (option[1] or option[2]).upper()
    expected = LETTERS[len(draft.options)] if len(draft.options) < len(LETTERS) else ""
    if letter != expected:
        if _SPECIES.match(line):
            return False
        problem = (
            f"Option {letter} is there twice."
            if letter in draft.options
            else f"Expected option {expected or 'H'}, found {letter}."
        )
        problems.append(Problem(at, problem))
        draft.refused = True
        letter = expected or letter
    draft.options[letter] = option[3].strip()
    draft.part = "option"
    return True


def _continue(draft: _Draft, words: str) -> None:
    if draft.part == "stem":
        draft.stem.append(words)
    elif draft.part == "option":
        last = list(draft.options)[-1]
        draft.options[last] = f"{draft.options[last]} {words}".strip()
    elif draft.part.startswith("rationale"):
        letter = draft.part.removeprefix("rationale").strip()
        draft.rationales[letter] = f"{draft.rationales[letter]} {words}".strip()


def _finish(draft: _Draft, place: int, problems: list[Problem]) -> Item | None:
    wrong = []
    if not draft.stem:
        wrong.append("The item has no question in front of its options.")
    if len(draft.options) < 2:
        wrong.append("The item needs at least two options, written 'A. …' on lines of their own.")
    if not draft.answer_line:
        wrong.append("The item has no 'Answer:' line.")
    elif draft.answer and draft.options and draft.answer not in draft.options:
        wrong.append(f"The answer is {draft.answer}, but there is no option {draft.answer}.")
    problems.extend(Problem(draft.line, message) for message in wrong)
    if wrong or draft.refused:
        return None
    options = tuple(
        Option(letter, text, draft.rationales.get(letter, "")) for letter, text in draft.options.items()
    )
    return Item(
        draft.number or place,
        " ".join(draft.stem),
        options,
        draft.answer,
        draft.rationales.get("", ""),
        draft.objective,
        draft.line,
    )
