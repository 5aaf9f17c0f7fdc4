"""The writer's private list: names of clients, sponsors and products that must never show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from documents.identifiers.page import Hit, Page, word_set
from documents.report import Severity

_TOKEN = re.compile(r"[^\W_]+|&")
_FILE_TOKEN = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|[0-9]+|[^\W_A-Za-z0-9]+|&")
_LOOSE = re.compile(r"(?:[ \n_./+,'\"()-]|\.(?! )){0,6}")
_HYPHEN = re.compile(r"-\s{0,3}")
_LEGAL = word_set("inc llc llp ltd limited gmbh ag plc corp corporation co company sa bv nv kk srl spa")
_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_NO_SPACES = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def fold(words: str) -> str:
    """Case and diacritics taken off: "Zürich" and "ZURICH" are equal."""
    apart = unicodedata.normalize("NFKD", words.casefold().translate(_PLAIN))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).translate(_PLAIN)


class PrivateWords:
    """A list of private words made ready once, then searched for in many pages."""

    def __init__(self, words: Sequence[str]):
        self._ends: dict[str, set[frozenset[int]]] = {}
        self._prefixes: set[str] = set()
        self._unspaced: list[str] = []
        self._starts: set[str] = set()  # words and beginnings of words that a listed word may start with
        self._longest = 0  # characters of text one listed word may spread over
        for word in words:
            plain = unicodedata.normalize("NFKC", word).replace("’", "'")
            tokens = _tokens(re.sub(r"'s\b", "", plain))
            while len(tokens) > 1 and tokens[-1] in _LEGAL:
                tokens.pop()
            key = "".join(tokens)
            if len(key) < 2:
                continue
            if _NO_SPACES.search(key):
                self._unspaced.append(plain.strip().lower())
                continue
            joints, length = set(), 0
            for token in tokens[:-1]:
                length += len(token)
                joints.add(length)
            self._ends.setdefault(key, set()).add(frozenset(joints))
            self._starts.update(key[:joint] for joint in (*joints, len(key)))
            self._longest = max(self._longest, 3 * len(key) + 40)
            self._prefixes.update(key[:end] for end in range(1, len(key) + 1))

    def find(self, page: Page) -> Iterator[Hit]:
        """Every private word on the page, whole words only, whatever case, accents, hyphens, spaces or line ends."""
        if not self._prefixes and not self._unspaced:
            return
        text, in_file_name, prefixes = page.whole, page.is_file_name, self._prefixes
        pattern = _FILE_TOKEN if in_file_name else _TOKEN
        for found in pattern.finditer(text):
            token = _token(found[0])
            if token not in prefixes:
                continue
            may_start = token in self._starts or in_file_name or text[found.end() : found.end() + 1] == "-"
            if may_start and (end := self._end(text, pattern, token, found)):
                yield Hit("private-word", found.start(), end, Severity.BLOCK)
        for key in self._unspaced:
            at = page.low.find(key)
            while at >= 0:
                yield Hit("private-word", at, at + len(key), Severity.BLOCK)
                at = page.low.find(key, at + len(key))

    def _end(self, text: str, pattern: re.Pattern[str], so_far: str, first: re.Match[str]) -> int:
        """Where the longest listed word that starts with the token `first` ends; 0 when there is none."""
        joints: set[int] = set()
        best = first.end() if self._is_listed(so_far, joints) else 0
        last = first.end()
        for found in pattern.finditer(text, first.end(), first.end() + self._longest):
            between = text[last : found.start()]
            if not _LOOSE.fullmatch(between):
                break
            if between and not _HYPHEN.fullmatch(between):
                joints.add(len(so_far))
            so_far += _token(found[0])
            last = found.end()
            if so_far not in self._prefixes:
                break
            if self._is_listed(so_far, joints):
                best = last
        return best

    def _is_listed(self, so_far: str, joints: set[int]) -> bool:
        """True for a listed word when the text is only broken by spaces where the list breaks it too."""
        return any(joints <= allowed for allowed in self._ends.get(so_far, ()))


def _token(words: str) -> str:
    if words.isascii():
        return "and" if words == "&" else words.lower()
    return fold(words)


def _tokens(words: str) -> list[str]:
    return [_token(found[0]) for found in _TOKEN.finditer(words)]
