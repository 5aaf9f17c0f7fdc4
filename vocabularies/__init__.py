"""The site's pick lists and kinds of work, read from `content/*.toml`. Plain Python: no Django.

Every list is a tuple of frozen rows with at least `slug` and `name`. A row may carry other words for
readers in animal health; ask for them with `health="animal"`:

    choices(AUDIENCES)                        all rows, for model fields
    choices(AUDIENCES, health="animal")       rows that fit, in the right words, for forms
    label(DELIVERABLES, "patient-education", health="animal")  ->  "Animal-owner education"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

Health = Literal["human", "animal"]
HUMAN: Health = "human"
ANIMAL: Health = "animal"
OTHER = "other"  # every list accepts it, next to a label in the writer's own words
OTHER_NAME = "Something else"

CONTENT = Path(__file__).parent / "content"


@dataclass(frozen=True, kw_only=True)
class Term:
    """One row of a pick list. `health` is "human", "animal" or "either" (fits both)."""

    slug: str
    name: str
    meaning: str = ""
    group: str = ""
    health: str = "either"
    vet: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def said(self, health: str = HUMAN) -> Self:
        """This row in the words of one field of practice."""
        return replace(self, **self.vet) if health == ANIMAL and self.vet else self

    def fits(self, health: str | None) -> bool:
        return health is None or self.health in ("either", health)


@dataclass(frozen=True, kw_only=True)
class Group:
    """A heading inside a pick list."""

    slug: str
    name: str
    meaning: str = ""
    health: str = "either"
    cover: str = ""


@dataclass(frozen=True, kw_only=True)
class Deliverable(Term):
    """A kind of work a CME writer is hired to make. `group` is its family, `meaning` its definition.

    `cover` names a drawing of its own in the icon sprite, or is empty; `drawing` always names one.
    """

    typical_length: str
    looked_for: tuple[str, ...]
    file_types: tuple[str, ...]
    practice_how_to: str
    starter: bool
    cover: str
    competencies: tuple[str, ...]
    keywords: tuple[str, ...]

    @property
    def family(self) -> str:
        return self.group

    @property
    def definition(self) -> str:
        return self.meaning

    @property
    def drawing(self) -> str:
        return self.cover or find(FAMILIES, self.group).cover


@dataclass(frozen=True, kw_only=True)
class ActivityFormat(Term):
    """How an activity reaches learners. `codes` are older codes, kept to read old exports."""

    codes: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class MooreLevel(Term):
    """An outcomes level. `level` is text (3A, 3B); sort by `order`, which starts at 1."""

    level: str
    order: int
    measure: str


@dataclass(frozen=True, kw_only=True)
class AiUse(Term):
    """What AI did on a sample, as the writer declares it. `summary` is the public line."""

    summary: str


@dataclass(frozen=True, kw_only=True)
class Provenance(Term):
    """Where a sample comes from, and so what strangers may get of it by default.

    `state` is one of `SHARE_STATES`; `file` one of yes, agreed, redacted, link, never; `title` one of
    yes, agreed, generic, never; `visibility` one of public, unlisted, private. `say` is the writer's own
    answer to "May you show it?"; the rows with `quick` are offered first.
    """

    label: str
    explanation: str
    say: str
    state: str
    file: str
    title: str
    visibility: str
    needs_permission: bool
    quick: bool


@dataclass(frozen=True, kw_only=True)
class Background(Term):
    """Who the writer is. `words` holds what differs from the words of the whole field."""

    words: Mapping[str, str] = field(default_factory=dict)


@cache
def _content(name: str) -> dict[str, Any]:
    with (CONTENT / f"{name}.toml").open("rb") as source:
        return tomllib.load(source)


def _with_vet(row: dict[str, Any]) -> dict[str, Any]:
    """Move `vet_name = …` and its kin into the one field the rows know."""
    vet = {key.removeprefix("vet_"): value for key, value in row.items() if key.startswith("vet_")}
    return {key: value for key, value in row.items() if not key.startswith("vet_")} | {"vet": vet}


def _terms(table: str) -> tuple[Term, ...]:
    return tuple(Term(**_with_vet(row)) for row in _content("lists")[table])


def _groups(table: str) -> tuple[Group, ...]:
    rows = _content("lists")[table]
    return tuple(Group(**{key: row[key] for key in ("slug", "name", "health") if key in row}) for row in rows)


def _grouped_terms(table: str, third: str) -> tuple[Term, ...]:
    """Rows written as [slug, name] or [slug, name, x], where x is the meaning or the veterinary name."""
    terms = []
    for group in _content("lists")[table]:
        for slug, name, *rest in group["items"]:
            extra: dict[str, Any] = {}
            if rest:
                extra = {"meaning": rest[0]} if third == "meaning" else {"vet": {"name": rest[0]}}
            terms.append(
                Term(slug=slug, name=name, group=group["slug"], health=group.get("health", "either"), **extra)
            )
    return tuple(terms)


def _deliverable(row: dict[str, Any]) -> Deliverable:
    words = {"definition": "meaning", "how_to": "practice_how_to", "family": "group"}
    renamed = {words.get(key, key): _frozen(value) for key, value in row.items() if key != "vet"}
    vet = {words.get(key, key): _frozen(value) for key, value in row.get("vet", {}).items()}
    return Deliverable(**renamed, vet=vet)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _background(row: dict[str, str]) -> Background:
    own = {key: value for key, value in row.items() if key not in ("slug", "name", "health")}
    return Background(slug=row["slug"], name=row["name"], health=row["health"], words=own)


FAMILIES = tuple(Group(**row) for row in _content("deliverables")["family"])
DELIVERABLES = tuple(_deliverable(row) for row in _content("deliverables")["deliverable"])
LENGTH_NOTE: str = _content("deliverables")["length_note"]

AREA_GROUPS = _groups("area_group")
AREAS = _grouped_terms("area_group", third="vet name")
AUDIENCE_GROUPS = _groups("audience_group")
AUDIENCES = _grouped_terms("audience_group", third="vet name")
CREDENTIAL_GROUPS = _groups("credential_group")
CREDENTIALS = _grouped_terms("credential_group", third="meaning")

ACTIVITY_FORMATS = tuple(
    ActivityFormat(**_with_vet(row | {"codes": tuple(row["codes"])}))
    for row in _content("lists")["activity_format"]
)
MOORE_LEVELS = tuple(
    MooreLevel(order=order, **_with_vet(row))
    for order, row in enumerate(_content("lists")["moore_level"], start=1)
)
AI_USES = tuple(AiUse(**row) for row in _content("lists")["ai_use"])
ROLES = _terms("role")
GAP_CAUSES = _terms("gap_cause")
SOURCE_TYPES = _terms("source_type")

SHARE_STATES = tuple(Group(**row) for row in _content("provenances")["state"])
PROVENANCES = tuple(Provenance(**row) for row in _content("provenances")["provenance"])
PERMISSION_FIELDS: tuple[str, ...] = tuple(_content("provenances")["permission_fields"])
PERMISSION_REQUIRED: tuple[str, ...] = tuple(_content("provenances")["permission_required"])

BACKGROUNDS = tuple(_background(row) for row in _content("wording")["background"])


def find[Row: (Term, Group)](vocabulary: Iterable[Row], slug: str) -> Row:
    """The row with this slug. Raises `KeyError` when there is none."""
    for row in vocabulary:
        if row.slug == slug:
            return row
    raise KeyError(slug)


def label(vocabulary: Iterable[Term] | Iterable[Group], slug: str, health: str = HUMAN) -> str:
    """The name to print for a stored slug. A slug this release does not know is printed as it is."""
    if slug == OTHER:
        return OTHER_NAME
    try:
        row = find(vocabulary, slug)
    except KeyError:
        return slug
    return row.said(health).name if isinstance(row, Term) else row.name


def choices(
    vocabulary: Iterable[Term], health: str | None = None, *, keep: str = "", other: bool = False
) -> list[tuple[str, str]]:
    """(slug, name) pairs. With `health`, only rows that fit it, in its words; `keep` stays in any case.

    `other=True` adds ("other", "Something else") at the end.
    """
    pairs = [
        (row.slug, row.said(health or HUMAN).name)
        for row in vocabulary
        if row.fits(health) or row.slug == keep
    ]
    return [*pairs, (OTHER, OTHER_NAME)] if other else pairs


def grouped_choices(
    vocabulary: Iterable[Term], groups: Iterable[Group], health: str | None = None, *, keep: str = ""
) -> list[tuple[str, list[tuple[str, str]]]]:
    """(group name, pairs) for optgroups. With `health="animal"` the animal-health group comes first."""
    rows = tuple(vocabulary)
    ordered = sorted(groups, key=lambda group: health is not None and group.health != health)
    grouped = [
        (group.name, choices([row for row in rows if row.group == group.slug], health, keep=keep))
        for group in ordered
    ]
    return [(name, pairs) for name, pairs in grouped if pairs]


def for_health[Row: Term](vocabulary: Iterable[Row], health: str) -> tuple[Row, ...]:
    """The rows that fit one field of practice, in its words."""
    return tuple(row.said(health) for row in vocabulary if row.fits(health))


def health_of(background: str, chosen: str = "") -> Health:
    """The field of practice whose words this writer reads.

    A physician reads human-health words and a veterinarian animal-health words; researchers, educators
    and others read the ones they chose, and human-health words until they have.
    """
    row = next((row for row in BACKGROUNDS if row.slug == background), None)
    settled = row.health if row and row.health != "either" else chosen
    return ANIMAL if settled == ANIMAL else HUMAN


def words_for(background: str, chosen: str = "") -> dict[str, str]:
    """The wording switches for one writer: `patients`, `accreditor`, `credit`, `patient_education`, …

    `background` is a slug of `BACKGROUNDS`, or empty for a stranger; `chosen` is the health field picked
    by those whose background leaves it open. Every call returns the same keys.
    """
    row = next((row for row in BACKGROUNDS if row.slug == background), None)
    words = dict(_content("wording")["words"][health_of(background, chosen)])
    return words | dict(row.words) if row else words


# Guessing the kind of work

_IMAGE_KINDS = {"png", "jpg", "jpeg", "webp", "gif", "svg"}
_SLIDES_MAY_BE = {  # a PPTX is a deck unless its own name says one of these
    "storyboard",
    "outcomes-abstract",
    "infographic",
    "pocket-guide",
    "microlearning",
    "outcomes-report",
    "social-post-series",
    "test-items",
}
_PICTURE_MAY_BE = {"outcomes-abstract", "pocket-guide", "patient-education", "social-post-series"}
_BY_KIND = {"pptx": "slide-deck", "mp3": "podcast-script"} | dict.fromkeys(_IMAGE_KINDS, "infographic")
_TEXT_LENGTH = 600  # characters: the heading and first lines, where a document says what it is


def guess_deliverable(file_name: str = "", title: str = "", text_start: str = "", kind: str = "") -> str:
    """The likeliest deliverable slug for something just added, or "other" when nothing points anywhere.

    `kind` is the file's extension without a dot ("docx", "pptx", "pdf", "png", …), or "" for pasted text
    and links. The file's name and title decide first, then its kind, then its opening lines. A guess is
    only ever an offer: the form shows it and the writer may change it.
    """
    kind = kind.lower().lstrip(".")
    allowed = {"pptx": _SLIDES_MAY_BE | {"slide-deck"}}.get(kind)
    if kind in _IMAGE_KINDS:
        allowed = _PICTURE_MAY_BE | {"infographic"}
    return (
        _named(f"{_stem(file_name)} . {_plain(title)}", allowed)
        or _BY_KIND.get(kind)
        or _opening(_plain(text_start[:_TEXT_LENGTH]))
        or OTHER
    )


def _named(text: str, allowed: set[str] | None) -> str:
    """In a name the longest keyword decides: "needs assessment deck" is a needs assessment."""
    found = [
        (-len(keyword), match.start(), slug)
        for slug, keyword, pattern in _patterns()
        if (allowed is None or slug in allowed) and (match := pattern.search(text))
    ]
    return min(found)[2] if found else ""


def _opening(text: str) -> str:
    """In running text the first phrase decides. Single words ("case", "survey") say too little there."""
    found = [
        (match.start(), -len(keyword), slug)
        for slug, keyword, pattern in _patterns()
        if " " in keyword and (match := pattern.search(text))
    ]
    return min(found)[2] if found else ""


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row.slug, keyword, re.compile(rf"\b{keyword}\b"))
        for row in DELIVERABLES
        for keyword in map(_plain, row.keywords)
    )


def _stem(file_name: str) -> str:
    return _plain(file_name.rsplit(".", 1)[0])


def _plain(text: str) -> str:
    """Lower case, with anything that is neither letter nor digit as one space: "Pre-Test_v2" -> "pre test v2"."""
    return re.sub(r"[\W_]+", " ", text.lower()).strip()
