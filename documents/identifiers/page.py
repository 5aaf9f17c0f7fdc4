"""One page of text made ready for the patterns, and the passage around a hit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from documents.report import Severity


def word_set(words: str) -> frozenset[str]:
    """The words of a list kept as prose, which is easier to read and to extend than a thousand quotes."""
    return frozenset(words.split())


FILL = "\x00"  # stands where a public number (DOI, trial number) was, so that no pattern reads it

_SAME_LENGTH = {
    **dict.fromkeys([0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "),
    **dict.fromkeys([*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D], "-"),
    **dict.fromkeys([0x2018, 0x2019, 0x201B, 0x02BC, 0x2032], "'"),
    **dict.fromkeys([0x201C, 0x201D, 0x201F, 0x2033], '"'),
    **dict.fromkeys([0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n"),
    0x09: " ",
    0x00: " ",
    **{0xFF01 + step: chr(0x21 + step) for step in range(94)},  # full-width letters and digits
    **{zero + digit: str(digit) for zero in (0x0660, 0x06F0, 0x0966) for digit in range(10)},
}
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")

_LETTERS_FIRST = re.compile(
    r"(?:nct ?[0-9]{8}|isrctn ?[0-9]{8}|actrn ?[0-9]{14}p?|umin ?[0-9]{9}|ctri/[0-9/]{8,20}|jrct[a-z]?[0-9]{8,10}"
    r"|chictr[-a-z]{0,6}[0-9]{6,12}|drks ?[0-9]{8}|crd ?[0-9]{8,14}|irct ?[0-9n]{8,20}|kct ?[0-9]{7}"
    r"|pactr ?[0-9]{10,16}|tctr ?[0-9]{8,12}|pmc? ?id ?:? ?(?:pmc)?[0-9]{4,9}|pmc ?[0-9]{4,9}"
    r"|isbn(?:-1[03])?[: ]{0,3}[0-9x -]{10,18}|[ep]?-?issn[: ]{0,3}[0-9]{4}-[0-9]{3}[0-9x]"
    r"|ndc[: #]{0,3}[0-9-]{10,14}|arxiv[: ]{0,2}[0-9.]{8,12}|rs[0-9]{4,12}"
    r"|(?:gse|gsm|srr|srp|prjna|prjeb|ensg|phs)[0-9]{4,14}"
    r"|(?:grant|award|contract|funding|genbank|geo|refseq|eudract|prospero|utn|patent|catalog(?:ue)?)"
    r"(?: (?:accession|registration|registry|id|no\.?|nos\.?|number|numbers|#))*[: #]{0,3}(?=[a-z./-]{0,12}[0-9])[a-z0-9][a-z0-9./-]{3,24}"
    r")(?![a-z0-9])"
)
_PUBLIC_WORDS = word_set(
    "nct isrctn actrn umin ctri jrct jrcts chictr drks crd irct kct pactr tctr pm pmid pmc pmcid isbn issn eissn pissn ndc arxiv rs"
    " gse gsm srr srp prjna prjeb ensg phs grant award contract funding genbank geo refseq eudract prospero utn patent catalog catalogue"
)
_GRANT = re.compile(r"[0-9]{1,2} ?[a-z]{2}-?[0-9]{6}(?:-[0-9a-z]{1,5})?(?![a-z0-9])")  # 5R01 CA123456-02
_DIGITS_FIRST = re.compile(
    r"[0-9](?<![a-z0-9.][0-9])"
    r"(?:0\.[0-9]{4,9}/[^\s\"<>]{1,120}"  # DOI, "10." and a prefix
    r"|[0-9]{3}-[0-9]{6}-[0-9]{2}(?:-[0-9]{2})?"  # EudraCT and EU CT numbers
    r"|000-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9x]"  # ORCID
    r"|[0-9]{4}-[0-9]{4}-[0-9]{1,2}|[0-9]{4}-[0-9]{3}-[0-9]{2}|[0-9]{3}-[0-9]{4}-[0-9]{2}"  # NDC
    r")(?![0-9])"
)
_ISBN_13 = re.compile(r"97[89](?<![0-9]97[89])[- ]?[0-9](?:[- ]?[0-9]){9}(?![0-9])")

_REFERENCES = re.compile(
    r"^[ #*0-9.]{0,8}(?:references?|bibliography|literature cited|works cited|further reading|sources"
    r"|selected references|suggested reading)[ *:]{0,4}$",
    re.MULTILINE,
)
_NEXT_HEADING = re.compile(
    r"^[ #*0-9.]{0,8}(?:appendix|appendices|case\b|patient\b|owner\b|history|acknowledg|supplement|contact)",
    re.MULTILINE,
)
_CITATION = re.compile(
    r"\bet al\b|\bdoi\b|\bpmid\b|accessed|retrieved|available (?:at|from)|(?:19|20)[0-9]{2} ?;|[0-9] ?\([0-9]{1,4}\) ?:"
    r"|published|\beds?\.|press;|\bcited\b|[0-9]:[se]?[0-9]{1,5}-[0-9]"
)
MOST_CANDIDATES = 10_000  # per pattern and page: no page people read comes near it
_WORD = re.compile(r"[a-z]+")
_SENTENCE_END = re.compile(r"(?:[a-z]{4}|[0-9)\]])[.!?]\s|\n\s*\n")


@dataclass(frozen=True)
class Hit:
    """A passage that looks like an identifier: offsets into `Page.raw`, and what is known about it."""

    code: str
    start: int
    end: int
    severity: Severity = Severity.WARN


class Page:
    """A page as the patterns read it.

    `text` keeps the letters' case, `low` is lower case; both have one character per character of each
    other, with typographic dashes, spaces and quotes made plain, invisible characters left out and public
    numbers (DOIs, trial, grant, ISBN and drug-code numbers) blanked; `whole` is `text` before blanking.
    `span()` leads back to `raw`.
    """

    def __init__(self, raw: str, place: str = ""):
        self.raw = raw
        self.place = place
        text = raw.translate(_SAME_LENGTH)
        self._kept: list[int] | None = None
        if _INVISIBLE.search(text):
            self._kept = [at for at, letter in enumerate(text) if not _INVISIBLE.match(letter)]
            text = "".join(text[at] for at in self._kept)
        if self.is_file_name:
            text = text.replace("_", " ")
        self.text = self.whole = text
        self.low = _lower(text)
        self._words: dict[str, list[int]] = {}
        for word in _WORD.finditer(self.low):
            self._words.setdefault(word[0], []).append(word.start())
        self._citations: dict[int, bool] = {}
        self.blank(self._public_numbers())
        self._reference_spans = list(self._find_references())

    @property
    def is_file_name(self) -> bool:
        return self.place.startswith("file name")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The same passage as offsets into `raw`."""
        if self._kept is None:
            return start, end
        return self._kept[start], self._kept[end - 1] + 1

    def blank(self, spans: list[tuple[int, int]]) -> None:
        """Hide passages from the patterns that run after this."""
        if not spans:
            return
        text, low, at = [], [], 0
        for start, end in sorted(spans):
            if end <= at:
                continue
            start = max(start, at)
            text += self.text[at:start], FILL * (end - start)
            low += self.low[at:start], FILL * (end - start)
            at = end
        self.text = "".join([*text, self.text[at:]])
        self.low = "".join([*low, self.low[at:]])

    def matches(
        self, pattern: re.Pattern[str], first_words: Iterable[str], *, cased: bool = False
    ) -> Iterator[re.Match[str]]:
        """Where `pattern` matches at one of its possible first words (ASCII letters, lower case).

        Looking words up keeps time linear and short; searching for long alternations at every letter does not.
        """
        text = self.text if cased else self.low
        left = MOST_CANDIDATES
        for word in first_words:
            for at in self._words.get(word, ()):
                found = pattern.match(text, at)
                if found and not self.low[at - 1 : at].isalnum():
                    yield found
                    left -= 1
                    if not left:
                        return

    def candidates(self, pattern: re.Pattern[str], *, cased: bool = False) -> Iterator[re.Match[str]]:
        """The first 10,000 places where `pattern` is found."""
        return islice(pattern.finditer(self.text if cased else self.low), MOST_CANDIDATES)

    def before(self, at: int, length: int) -> str:
        """Lower-case words before `at` in the same sentence, at most `length` characters."""
        words = self.low[max(0, at - length) : at]
        last = 0
        if "." in words or "\n" in words or "?" in words or "!" in words:
            for end in _SENTENCE_END.finditer(words):
                last = end.end()
        return words[last:]

    def after(self, at: int, length: int) -> str:
        """Lower-case words after `at` in the same sentence, at most `length` characters."""
        words = self.low[at : at + length]
        end = _SENTENCE_END.search(words)
        return words[: end.start() + 1] if end else words

    def alone(self, start: int, end: int) -> bool:
        """True when no letter or digit touches the passage."""
        return not self.low[start - 1 : start].isalnum() and not self.low[end : end + 1].isalnum()

    def in_references(self, at: int) -> bool:
        """True inside a list of references, or in a line that reads like one entry of it."""
        if any(start <= at < end for start, end in self._reference_spans):
            return True
        line_start = self.low.rfind("\n", max(0, at - 300), at) + 1
        line_start = line_start or max(
            0, at // 100 * 100 - 300
        )  # in a long line, a window that neighbours share
        if line_start not in self._citations:
            line_end = self.low.find("\n", line_start, line_start + 600)
            line = self.low[line_start : line_end if line_end >= 0 else line_start + 600]
            self._citations[line_start] = bool(_CITATION.search(line))
        return self._citations[line_start]

    def _public_numbers(self) -> list[tuple[int, int]]:
        spans = [found.span() for found in _DIGITS_FIRST.finditer(self.low)]
        spans += [found.span() for found in _ISBN_13.finditer(self.low)]
        spans += [found.span() for found in _GRANT.finditer(self.low)]
        spans += [found.span() for found in self.matches(_LETTERS_FIRST, _PUBLIC_WORDS)]
        return spans

    def _find_references(self) -> Iterator[tuple[int, int]]:
        at = 0
        while heading := _REFERENCES.search(self.low, at):
            following = _NEXT_HEADING.search(self.low, heading.end())
            at = following.start() if following else len(self.low)
            yield heading.start(), at


def _lower(text: str) -> str:
    """Lower case with the length kept (Turkish dotted capital I becomes two characters otherwise)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
